import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdPairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='结对日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='解除日期')),
                ('plan', models.TextField(blank=True, verbose_name='帮扶计划')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='groups.deputygroup', verbose_name='小组')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='poverty.household', verbose_name='贫困户')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='deputies.person', verbose_name='代表')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '代表联户',
                'verbose_name_plural': '代表联户',
                'ordering': ['person__pinyin', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('person', 'household'), name='pairings_pairing_once_at_a_time', violation_error_message='该代表已联系此户'), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='pairings_pairing_days_in_order', violation_error_message='解除日期不能早于结对日期')],
            },
        ),
        migrations.CreateModel(
            name='HouseholdPairingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(blank=True, null=True, verbose_name='结对日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='解除日期')),
                ('plan', models.TextField(blank=True, verbose_name='帮扶计划')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.household', verbose_name='贫困户')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pairings.householdpairing')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdpairing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_householdpairingevent" ("group_id", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version") VALUES (NEW."group_id", NEW."household_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='4991a10ac1e33ac184df973912face684ca0e6a8', operation='INSERT', pgid='pgtrigger_insert_insert_4a678', table='pairings_householdpairing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdpairing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_householdpairingevent" ("group_id", "household_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version") VALUES (NEW."group_id", NEW."household_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='01d2b406f6508de38d6274506c0251b411eaa2f9', operation='UPDATE', pgid='pgtrigger_update_update_5992b', table='pairings_householdpairing', when='AFTER')),
        ),
    ]
