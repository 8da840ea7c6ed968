import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='WallText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=40, verbose_name='制度名称')),
                ('text', models.TextField(verbose_name='内容')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='wall_texts', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '上墙制度',
                'verbose_name_plural': '上墙制度',
                'ordering': ['campaign', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PlaceRequirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('home', '代表之家'), ('room', '小组活动室'), ('station', '选民接待站')], max_length=10, verbose_name='阵地类型')),
                ('code', models.SlugField(max_length=20, verbose_name='代号')),
                ('title', models.CharField(max_length=40, verbose_name='要求')),
                ('meaning', models.CharField(blank=True, max_length=200, verbose_name='具体内容')),
                ('sight', models.SlugField(blank=True, max_length=20, verbose_name='系统对照')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='place_requirements', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '阵地要求',
                'verbose_name_plural': '阵地要求',
                'ordering': ['campaign', 'kind', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'kind', 'code'), name='campaigns_place_requirement_once', violation_error_message='该活动的这类阵地已有此代号的要求'), models.CheckConstraint(condition=models.Q(('kind__in', ['', 'home', 'room', 'station'])), name='campaigns_place_requirement_kind_known')],
            },
        ),
    ]
