
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('divisions', '0002_names_over_time'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerHome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='并入日期')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_homes', to='poverty.household', verbose_name='贫困户')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='原乡镇')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='原村')),
            ],
            options={
                'verbose_name': '原属村',
                'verbose_name_plural': '原属村',
                'ordering': ['household', 'until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerHomeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('until', models.DateField(verbose_name='并入日期')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.household', verbose_name='贫困户')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='poverty.formerhome')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='原乡镇')),
                ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='原村')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='formerhome',
            constraint=models.UniqueConstraint(fields=('household', 'village'), name='poverty_former_home_left_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formerhome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "poverty_formerhomeevent" ("household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "until", "village_id") VALUES (NEW."household_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='df20d2b5aa39c50ead4ff189f8f74c1d5e5a6eb9', operation='INSERT', pgid='pgtrigger_insert_insert_f8b91', table='poverty_formerhome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formerhome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "poverty_formerhomeevent" ("household_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "until", "village_id") VALUES (NEW."household_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='2c25156a364c28421c5527ba38d8e48b899b6d2a', operation='UPDATE', pgid='pgtrigger_update_update_142eb', table='poverty_formerhome', when='AFTER')),
        ),
    ]
