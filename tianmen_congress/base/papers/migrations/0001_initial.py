import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PaperTemplate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.SlugField(max_length=30, verbose_name='公文代号')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='启用时间')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='停用时间')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
            ],
            options={
                'verbose_name': '公文模板',
                'verbose_name_plural': '公文模板',
                'ordering': ['paper', '-pk'],
                'indexes': [models.Index(fields=['paper', '-id'], name='papers_pape_paper_971c19_idx')],
            },
        ),
    ]
