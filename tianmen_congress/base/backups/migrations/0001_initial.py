import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('backup', '备份'), ('drill', '恢复演练')], max_length=8, verbose_name='事项')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='时间')),
                ('seconds', models.PositiveIntegerField(default=0, verbose_name='用时（秒）')),
                ('problem', models.CharField(blank=True, max_length=500, verbose_name='问题')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='备份文件')),
                ('place', models.CharField(blank=True, max_length=500, verbose_name='备份目录')),
                ('moment', models.DateTimeField(null=True, verbose_name='备份时点')),
                ('size', models.PositiveBigIntegerField(default=0, verbose_name='字节数')),
                ('rows', models.PositiveBigIntegerField(default=0, verbose_name='行数')),
                ('files', models.PositiveIntegerField(default=0, verbose_name='文件数')),
                ('lost', models.PositiveIntegerField(default=0, verbose_name='丢失的文件数')),
                ('altered', models.PositiveIntegerField(default=0, verbose_name='被改动的文件数')),
            ],
            options={
                'verbose_name': '备份与演练',
                'verbose_name_plural': '备份与演练',
                'ordering': ['-at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['backup', 'drill'])), name='backups_run_kind'), models.CheckConstraint(condition=models.Q(models.Q(('problem', ''), _negated=True), ('moment__isnull', False), _connector='OR'), name='backups_good_has_moment')],
            },
        ),
    ]
