import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activities', '0001_initial'),
        ('campaigns', '0003_preset_places'),
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('groups', '0004_one_group_a_day'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Speech',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('guest', models.CharField(blank=True, max_length=40, verbose_name='列席发言人')),
                ('points', models.TextField(max_length=1000, verbose_name='发言要点')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='顺序')),
            ],
            options={
                'verbose_name': '交流发言',
                'verbose_name_plural': '交流发言',
                'ordering': ['activity', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SpeechEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('guest', models.CharField(blank=True, max_length=40, verbose_name='列席发言人')),
                ('points', models.TextField(max_length=1000, verbose_name='发言要点')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='顺序')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='activity',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='attendance',
            name='update_update',
        ),
        migrations.RemoveConstraint(
            model_name='attendance',
            name='activities_attendance_presence_known',
        ),
        migrations.AddField(
            model_name='activity',
            name='chair',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='主持人'),
        ),
        migrations.AddField(
            model_name='activity',
            name='ends_at',
            field=models.TimeField(blank=True, null=True, verbose_name='结束时间'),
        ),
        migrations.AddField(
            model_name='activity',
            name='guests',
            field=models.CharField(blank=True, max_length=300, verbose_name='列席'),
        ),
        migrations.AddField(
            model_name='activity',
            name='next_steps',
            field=models.TextField(blank=True, verbose_name='下步安排'),
        ),
        migrations.AddField(
            model_name='activity',
            name='notice',
            field=models.TextField(blank=True, verbose_name='通知内容'),
        ),
        migrations.AddField(
            model_name='activity',
            name='noticed_on',
            field=models.DateField(blank=True, null=True, verbose_name='通知日期'),
        ),
        migrations.AddField(
            model_name='activity',
            name='noticed_whom',
            field=models.CharField(blank=True, max_length=100, verbose_name='通知对象'),
        ),
        migrations.AddField(
            model_name='activity',
            name='recorder',
            field=models.CharField(blank=True, max_length=40, verbose_name='记录人'),
        ),
        migrations.AddField(
            model_name='activity',
            name='round',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='轮次'),
        ),
        migrations.AddField(
            model_name='activity',
            name='starts_at',
            field=models.TimeField(blank=True, null=True, verbose_name='开始时间'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='chair',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='主持人'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='ends_at',
            field=models.TimeField(blank=True, null=True, verbose_name='结束时间'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='guests',
            field=models.CharField(blank=True, max_length=300, verbose_name='列席'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='next_steps',
            field=models.TextField(blank=True, verbose_name='下步安排'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='notice',
            field=models.TextField(blank=True, verbose_name='通知内容'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='noticed_on',
            field=models.DateField(blank=True, null=True, verbose_name='通知日期'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='noticed_whom',
            field=models.CharField(blank=True, max_length=100, verbose_name='通知对象'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='recorder',
            field=models.CharField(blank=True, max_length=40, verbose_name='记录人'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='round',
            field=models.PositiveSmallIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='轮次'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='starts_at',
            field=models.TimeField(blank=True, null=True, verbose_name='开始时间'),
        ),
        migrations.AddField(
            model_name='activityphoto',
            name='is_sheet',
            field=models.BooleanField(default=False, verbose_name='签到表'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='agreed_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='leave_reason',
            field=models.CharField(blank=True, choices=[('ill', '病'), ('duty', '公务'), ('away', '外出务工'), ('family', '家事'), ('other', '其他')], max_length=10, verbose_name='请假事由'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='manner',
            field=models.CharField(blank=True, choices=[('paper', '纸签'), ('phone', '手机'), ('later', '补录')], max_length=10, verbose_name='签到方式'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='signed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='签到时间'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='agreed_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='批准人'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='leave_reason',
            field=models.CharField(blank=True, choices=[('ill', '病'), ('duty', '公务'), ('away', '外出务工'), ('family', '家事'), ('other', '其他')], max_length=10, verbose_name='请假事由'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='manner',
            field=models.CharField(blank=True, choices=[('paper', '纸签'), ('phone', '手机'), ('later', '补录')], max_length=10, verbose_name='签到方式'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='signed_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='签到时间'),
        ),
        migrations.AlterField(
            model_name='attendance',
            name='presence',
            field=models.CharField(choices=[('present', '到会'), ('late', '迟到'), ('early', '早退'), ('leave', '请假'), ('absent', '缺席')], default='present', max_length=10, verbose_name='出席情况'),
        ),
        migrations.AlterField(
            model_name='attendanceevent',
            name='presence',
            field=models.CharField(choices=[('present', '到会'), ('late', '迟到'), ('early', '早退'), ('leave', '请假'), ('absent', '缺席')], default='present', max_length=10, verbose_name='出席情况'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "chair_id", "ends_at", "group_id", "guests", "held_on", "id", "is_on_behalf", "next_steps", "notice", "noticed_on", "noticed_whom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder", "round", "starts_at", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."chair_id", NEW."ends_at", NEW."group_id", NEW."guests", NEW."held_on", NEW."id", NEW."is_on_behalf", NEW."next_steps", NEW."notice", NEW."noticed_on", NEW."noticed_whom", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."round", NEW."starts_at", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='b0c0b651283e9774c9465623d3de076ac7c0b82d', operation='INSERT', pgid='pgtrigger_insert_insert_6de9c', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "chair_id", "ends_at", "group_id", "guests", "held_on", "id", "is_on_behalf", "next_steps", "notice", "noticed_on", "noticed_whom", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "recorder", "round", "starts_at", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."chair_id", NEW."ends_at", NEW."group_id", NEW."guests", NEW."held_on", NEW."id", NEW."is_on_behalf", NEW."next_steps", NEW."notice", NEW."noticed_on", NEW."noticed_whom", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."round", NEW."starts_at", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='afa16b3be725c89c5e55fa855149e6677617a220', operation='UPDATE', pgid='pgtrigger_update_update_a56a1', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_attendanceevent" ("activity_id", "agreed_by", "group_id", "id", "leave_reason", "manner", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "signed_at", "township_id") VALUES (NEW."activity_id", NEW."agreed_by", NEW."group_id", NEW."id", NEW."leave_reason", NEW."manner", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."signed_at", NEW."township_id"); RETURN NULL;', hash='1a0395aa5292d5a38f3c1947f4a27b30696c328b', operation='INSERT', pgid='pgtrigger_insert_insert_c236e', table='activities_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_attendanceevent" ("activity_id", "agreed_by", "group_id", "id", "leave_reason", "manner", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "signed_at", "township_id") VALUES (NEW."activity_id", NEW."agreed_by", NEW."group_id", NEW."id", NEW."leave_reason", NEW."manner", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."signed_at", NEW."township_id"); RETURN NULL;', hash='c47031942c8b441e78e6f22c2da38da67099496d', operation='UPDATE', pgid='pgtrigger_update_update_80199', table='activities_attendance', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at', None), models.Q(('ends_at__gt', models.F('starts_at')), ('starts_at__isnull', False)), _connector='OR'), name='activities_activity_times_in_order', violation_error_message='结束时间须晚于开始时间'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('noticed_on', None), ('noticed_on__lte', models.F('held_on')), _connector='OR'), name='activities_activity_noticed_before', violation_error_message='通知日期不能晚于活动日期'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('presence__in', ['', 'present', 'late', 'early', 'leave', 'absent'])), name='activities_attendance_presence_known'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('manner__in', ['', 'paper', 'phone', 'later'])), name='activities_attendance_manner_known'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('leave_reason__in', ['', 'ill', 'duty', 'away', 'family', 'other'])), name='activities_attendance_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('leave_reason', ''), ('presence', 'leave'), _connector='OR'), name='activities_attendance_reason_of_leave', violation_error_message='只有请假才填写事由'),
        ),
        migrations.AddField(
            model_name='speech',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='speeches', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='speech',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='speech',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='speeches', to='deputies.person', verbose_name='发言代表'),
        ),
        migrations.AddField(
            model_name='speech',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='activity',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='person',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='发言代表'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.speech'),
        ),
        migrations.AddField(
            model_name='speechevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddConstraint(
            model_name='speech',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('person', None), models.Q(('guest', ''), _negated=True)), models.Q(('guest', ''), ('person__isnull', False)), _connector='OR'), name='activities_speech_of_one', violation_error_message='发言人选代表，或者填写列席人员，二者填一'),
        ),
        migrations.AddConstraint(
            model_name='speech',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='activity', name='activities_speech_township_of_activity'),
        ),
        migrations.AddConstraint(
            model_name='speech',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='activity', name='activities_speech_group_of_activity'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speech',
            trigger=pgtrigger.compiler.Trigger(name='within_activity', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM activities_activity WHERE id = NEW.activity_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='b77367ed8f8a7777795254db8c0ea97d1a588923', operation='INSERT OR UPDATE', pgid='pgtrigger_within_activity_dd503', table='activities_speech', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speech',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_speechevent" ("activity_id", "group_id", "guest", "id", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."guest", NEW."id", NEW."order", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."points", NEW."township_id"); RETURN NULL;', hash='6a7023ee644317b344f0ac6246da735ec0459249', operation='INSERT', pgid='pgtrigger_insert_insert_c4ccd', table='activities_speech', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speech',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_speechevent" ("activity_id", "group_id", "guest", "id", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."guest", NEW."id", NEW."order", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."points", NEW."township_id"); RETURN NULL;', hash='81000523a6608398d30b87058fcdf6c44dcf0205', operation='UPDATE', pgid='pgtrigger_update_update_fcaa8', table='activities_speech', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='speech',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_speechevent" ("activity_id", "group_id", "guest", "id", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "points", "township_id") VALUES (OLD."activity_id", OLD."group_id", OLD."guest", OLD."id", OLD."order", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."points", OLD."township_id"); RETURN NULL;', hash='820768a21c4b4e2539247b29195c4824b1b6c804', operation='DELETE', pgid='pgtrigger_delete_delete_4d080', table='activities_speech', when='AFTER')),
        ),
    ]
