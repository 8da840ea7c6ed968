import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Division',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12, unique=True, verbose_name='区划代码')),
                ('level', models.CharField(choices=[('province', '省'), ('prefecture', '市(州)'), ('county', '县(市、区)'), ('township', '乡镇(街道)'), ('village', '村(社区)')], max_length=12, verbose_name='级别')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('stem', models.CharField(db_index=True, editable=False, max_length=60, verbose_name='简称')),
                ('pinyin', models.CharField(editable=False, max_length=200, verbose_name='拼音')),
                ('initials', models.CharField(editable=False, max_length=60, verbose_name='首字母')),
                ('is_placeholder', models.BooleanField(default=False, verbose_name='统计虚设')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='divisions.division', verbose_name='上级区划')),
                ('successor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='divisions.division', verbose_name='并入')),
            ],
            options={
                'verbose_name': '行政区划',
                'verbose_name_plural': '行政区划',
                'ordering': ['code'],
                'indexes': [models.Index(fields=['parent', 'stem'], name='divisions_d_parent__d4ab27_idx'), models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Replace('pinyin', models.Value(' ')), name='text_pattern_ops'), name='divisions_division_sound'), models.Index(fields=['initials'], name='divisions_division_initials', opclasses=['varchar_pattern_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['province', 'prefecture', 'county', 'township', 'village'])), name='divisions_division_level_known')],
            },
        ),
    ]
