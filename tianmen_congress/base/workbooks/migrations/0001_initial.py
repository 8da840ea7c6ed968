import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.SlugField(max_length=20, verbose_name='种类')),
                ('file_name', models.CharField(max_length=120, verbose_name='文件名')),
                ('created_at', models.DateTimeField(auto_now_add=True, verbose_name='检查时间')),
                ('written_at', models.DateTimeField(null=True, verbose_name='写入时间')),
                ('trace', models.UUIDField(editable=False, null=True)),
                ('undone_at', models.DateTimeField(null=True, verbose_name='撤销时间')),
                ('undo_reason', models.CharField(blank=True, max_length=200, verbose_name='撤销原因')),
                ('state', models.CharField(choices=[('checked', '已检查，未写入'), ('written', '已写入'), ('dropped', '已放弃'), ('undone', '已撤销')], default='checked', max_length=12, verbose_name='状态')),
                ('rows', models.PositiveIntegerField(default=0, verbose_name='行数')),
                ('new', models.PositiveIntegerField(default=0, verbose_name='新增')),
                ('changed', models.PositiveIntegerField(default=0, verbose_name='变更')),
                ('unchanged', models.PositiveIntegerField(default=0, verbose_name='无变化')),
                ('rejected', models.PositiveIntegerField(default=0, verbose_name='未收')),
                ('created_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='导入人')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='文件')),
                ('township', models.ForeignKey(help_text='乡镇导入的，只含本乡镇；市级导入的为空', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('undone_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='撤销人')),
            ],
            options={
                'verbose_name': '导入批次',
                'verbose_name_plural': '导入批次',
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('undo_reason', ''), ('undone_at', None), ('undone_by', None)), models.Q(('undone_at__isnull', False), ('undone_by__isnull', False), models.Q(('undo_reason', ''), _negated=True)), _connector='OR'), name='workbooks_batch_undone_by_somebody_for_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='ImportIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('fault', '错误'), ('question', '待确认'), ('warning', '提醒'), ('change', '更正')], max_length=10)),
                ('sheet', models.CharField(max_length=60, verbose_name='工作表')),
                ('row', models.PositiveIntegerField(verbose_name='行')),
                ('column', models.CharField(blank=True, max_length=40, verbose_name='列')),
                ('value', models.CharField(blank=True, max_length=200, verbose_name='值')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('candidates', models.JSONField(default=list, verbose_name='可选')),
                ('about', models.JSONField(default=dict)),
                ('answer', models.CharField(blank=True, max_length=200, verbose_name='答复')),
                ('answered_at', models.DateTimeField(null=True)),
                ('events', models.JSONField(default=dict)),
                ('is_replaced', models.BooleanField(default=False)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='workbooks.importbatch')),
            ],
            options={
                'verbose_name': '导入问题',
                'verbose_name_plural': '导入问题',
                'ordering': ['batch', 'pk'],
            },
        ),
    ]
