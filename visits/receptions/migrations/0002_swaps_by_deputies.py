import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('receptions', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SwapRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='提出日期')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('state', models.CharField(choices=[('asked', '待对方同意'), ('agreed', '已同意'), ('refused', '不同意')], default='asked', max_length=10, verbose_name='状态')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
            ],
            options={
                'verbose_name': '换班请求',
                'verbose_name_plural': '换班请求',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SwapRequestEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('asked_on', models.DateField(verbose_name='提出日期')),
                ('reason', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('state', models.CharField(choices=[('asked', '待对方同意'), ('agreed', '已同意'), ('refused', '不同意')], default='asked', max_length=10, verbose_name='状态')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='duty',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='duty',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='duty',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='duty',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        migrations.AddField(
            model_name='dutyevent',
            name='version',
            field=models.PositiveIntegerField(default=1, editable=False),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id", "version") VALUES (NEW."day", NEW."finish", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."start", NEW."township_id", NEW."version"); RETURN NULL;', hash='54c60e98ff63c372c563a8aa3e85b53e3454d74f', operation='INSERT', pgid='pgtrigger_insert_insert_e5021', table='receptions_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id", "version") VALUES (NEW."day", NEW."finish", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."start", NEW."township_id", NEW."version"); RETURN NULL;', hash='6ded0749eab28504572defcccd2eee8fe16af366', operation='UPDATE', pgid='pgtrigger_update_update_9df3d', table='receptions_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id", "version") VALUES (OLD."day", OLD."finish", OLD."id", OLD."note", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."start", OLD."township_id", OLD."version"); RETURN NULL;', hash='effbb07938d5f3d67600ce783fe9efeb32ff00ec', operation='DELETE', pgid='pgtrigger_delete_delete_fe391', table='receptions_duty', when='AFTER')),
        ),
        migrations.AddField(
            model_name='swaprequest',
            name='asked',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='对方'),
        ),
        migrations.AddField(
            model_name='swaprequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='提出人'),
        ),
        migrations.AddField(
            model_name='swaprequest',
            name='duty',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receptions.duty', verbose_name='原值班'),
        ),
        migrations.AddField(
            model_name='swaprequest',
            name='other',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receptions.duty', verbose_name='换到的值班'),
        ),
        migrations.AddField(
            model_name='swaprequest',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='asked',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='对方'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='asked_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='提出人'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='duty',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.duty', verbose_name='原值班'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='other',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.duty', verbose_name='换到的值班'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.swaprequest'),
        ),
        migrations.AddField(
            model_name='swaprequestevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddConstraint(
            model_name='swaprequest',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'asked', 'agreed', 'refused'])), name='receptions_swap_request_state_known'),
        ),
        migrations.AddConstraint(
            model_name='swaprequest',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('duty', 'other'), name='receptions_swap_request_once_at_a_time', violation_error_message='已经向对方提出换班，请等对方答复'),
        ),
        migrations.AddConstraint(
            model_name='swaprequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answered_on', None), ('state', 'asked')), models.Q(models.Q(('state', 'asked'), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='receptions_swap_request_answered_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='swaprequest',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='duty', name='receptions_swaprequest_township_of_duty'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swaprequest',
            trigger=pgtrigger.compiler.Trigger(name='within_duty', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM receptions_duty WHERE id = NEW.duty_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='74ee828ce43d3f3e3a0e9e0dc996ae6f80f14fd6', operation='INSERT OR UPDATE', pgid='pgtrigger_within_duty_27d2c', table='receptions_swaprequest', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swaprequest',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_swaprequestevent" ("answered_on", "asked_by_id", "asked_id", "asked_on", "duty_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_id") VALUES (NEW."answered_on", NEW."asked_by_id", NEW."asked_id", NEW."asked_on", NEW."duty_id", NEW."id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."state", NEW."township_id"); RETURN NULL;', hash='543c1db7ef49fee549a362b665c55b67fe994f07', operation='INSERT', pgid='pgtrigger_insert_insert_3f902', table='receptions_swaprequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swaprequest',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_swaprequestevent" ("answered_on", "asked_by_id", "asked_id", "asked_on", "duty_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_id") VALUES (NEW."answered_on", NEW."asked_by_id", NEW."asked_id", NEW."asked_on", NEW."duty_id", NEW."id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."state", NEW."township_id"); RETURN NULL;', hash='870d6b77aeed0a7e859db3e303f91125b16eb661', operation='UPDATE', pgid='pgtrigger_update_update_5762f', table='receptions_swaprequest', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='swaprequest',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_swaprequestevent" ("answered_on", "asked_by_id", "asked_id", "asked_on", "duty_id", "id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "state", "township_id") VALUES (OLD."answered_on", OLD."asked_by_id", OLD."asked_id", OLD."asked_on", OLD."duty_id", OLD."id", OLD."other_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reason", OLD."state", OLD."township_id"); RETURN NULL;', hash='5d32aed97220f135b6f93e670bd786293f6533e2', operation='DELETE', pgid='pgtrigger_delete_delete_c15dd', table='receptions_swaprequest', when='AFTER')),
        ),
    ]
