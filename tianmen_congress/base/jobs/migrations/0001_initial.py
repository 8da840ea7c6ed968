import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='DailyRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='事项')),
                ('day', models.DateField(verbose_name='日期')),
                ('counts', models.JSONField(default=dict, verbose_name='件数')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='办理时间')),
            ],
            options={
                'verbose_name': '每日办理',
                'verbose_name_plural': '每日办理',
                'ordering': ['-day', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'day'), name='jobs_daily_once_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Job',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=40, verbose_name='类别')),
                ('title', models.CharField(max_length=120, verbose_name='事项')),
                ('state', models.CharField(choices=[('waiting', '等待处理'), ('running', '处理中'), ('done', '已完成'), ('failed', '未完成'), ('cancelled', '已取消')], default='waiting', max_length=12, verbose_name='状态')),
                ('done', models.PositiveIntegerField(default=0, verbose_name='已处理')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='总数')),
                ('payload', models.JSONField(default=dict)),
                ('result', models.JSONField(default=dict)),
                ('output', models.FileField(blank=True, upload_to='jobs/', verbose_name='结果文件')),
                ('output_name', models.CharField(blank=True, max_length=120, verbose_name='文件名')),
                ('posts', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), default=list, size=None)),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='处理次数')),
                ('is_cancel_asked', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='提交时间')),
                ('touched_at', models.DateTimeField(auto_now=True, verbose_name='更新时间')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jobs', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '后台任务',
                'verbose_name_plural': '后台任务',
                'ordering': ['-created_at'],
            },
        ),
    ]
