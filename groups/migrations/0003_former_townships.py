import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0002_names_over_time'),
        ('groups', '0002_names_over_time'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerTownship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='原组号')),
                ('until', models.DateField(verbose_name='并入日期')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_townships', to='groups.deputygroup', verbose_name='小组')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='原乡镇')),
            ],
            options={
                'verbose_name': '原属乡镇',
                'verbose_name_plural': '原属乡镇',
                'ordering': ['group', 'until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerTownshipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='原组号')),
                ('until', models.DateField(verbose_name='并入日期')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.formertownship')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='原乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='formertownship',
            constraint=models.UniqueConstraint(fields=('group', 'township'), name='groups_former_township_left_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formertownship',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_formertownshipevent" ("group_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "until") VALUES (NEW."group_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."until"); RETURN NULL;', hash='9ad570d32fdfc595ee8533ba85eae845e62564a1', operation='INSERT', pgid='pgtrigger_insert_insert_8be64', table='groups_formertownship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formertownship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_formertownshipevent" ("group_id", "id", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "until") VALUES (NEW."group_id", NEW."id", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."until"); RETURN NULL;', hash='eea4ad1e92b15b33c56d21445a56e162947bc29b', operation='UPDATE', pgid='pgtrigger_update_update_6ec4e', table='groups_formertownship', when='AFTER')),
        ),
    ]
