import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('campaigns', '0001_initial'),
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('held_on', models.DateField(verbose_name='活动日期')),
                ('title', models.CharField(max_length=100, verbose_name='活动名称')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('summary', models.TextField(blank=True, verbose_name='活动小结')),
                ('state', models.CharField(choices=[('planned', '计划中'), ('held', '已开展'), ('cancelled', '已取消')], default='held', max_length=10, verbose_name='状态')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='groups.deputygroup', verbose_name='小组')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '小组活动',
                'verbose_name_plural': '小组活动',
                'ordering': ['-held_on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('id', 'township'), name='activities_activity_township_followed'), models.UniqueConstraint(fields=('id', 'group'), name='activities_activity_group_followed'), models.CheckConstraint(condition=models.Q(('state__in', ['', 'planned', 'held', 'cancelled'])), name='activities_activity_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='activities_activity_cancelled_with_reason', violation_error_message='取消活动须填写原因')],
            },
        ),
        migrations.CreateModel(
            name='ActivityEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('held_on', models.DateField(verbose_name='活动日期')),
                ('title', models.CharField(max_length=100, verbose_name='活动名称')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('summary', models.TextField(blank=True, verbose_name='活动小结')),
                ('state', models.CharField(choices=[('planned', '计划中'), ('held', '已开展'), ('cancelled', '已取消')], default='held', max_length=10, verbose_name='状态')),
                ('cancel_reason', models.CharField(blank=True, max_length=200, verbose_name='取消原因')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.activity')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActivityPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_done', models.BooleanField(default=False, verbose_name='已开展')),
                ('record', models.TextField(blank=True, verbose_name='记录')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='activities.activity', verbose_name='活动')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.programmepart', verbose_name='环节')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '活动环节记录',
                'verbose_name_plural': '活动环节记录',
                'ordering': ['activity', 'part__order'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'part'), name='activities_activity_part_once'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='activity', name='activities_activitypart_township_of_activity'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='activity', name='activities_activitypart_group_of_activity')],
            },
        ),
        migrations.CreateModel(
            name='ActivityPartEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_done', models.BooleanField(default=False, verbose_name='已开展')),
                ('record', models.TextField(blank=True, verbose_name='记录')),
                ('activity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='活动')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('part', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.programmepart', verbose_name='环节')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.activitypart')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ActivityPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='activities.activity')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '活动照片',
                'verbose_name_plural': '活动照片',
                'ordering': ['pk'],
                'constraints': [tianmen_congress.base.rows.within.FollowsParent(column='township', link='activity', name='activities_activityphoto_township_of_activity'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='activity', name='activities_activityphoto_group_of_activity')],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', '出席'), ('leave', '请假'), ('absent', '缺席')], default='present', max_length=10, verbose_name='出席情况')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.activity', verbose_name='活动')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='deputies.person', verbose_name='代表')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '活动出席',
                'verbose_name_plural': '活动出席',
                'ordering': ['activity', 'person__pinyin'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'person'), name='activities_attendance_once'), models.CheckConstraint(condition=models.Q(('presence__in', ['', 'present', 'leave', 'absent'])), name='activities_attendance_presence_known'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='activity', name='activities_attendance_township_of_activity'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='activity', name='activities_attendance_group_of_activity')],
            },
        ),
        migrations.CreateModel(
            name='AttendanceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('presence', models.CharField(choices=[('present', '出席'), ('leave', '请假'), ('absent', '缺席')], default='present', max_length=10, verbose_name='出席情况')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('activity', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='活动')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.attendance')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "group_id", "held_on", "id", "is_on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."group_id", NEW."held_on", NEW."id", NEW."is_on_behalf", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='599ef8eefc225429f40ca0e71a1afcb88207793e', operation='INSERT', pgid='pgtrigger_insert_insert_6de9c', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "group_id", "held_on", "id", "is_on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."group_id", NEW."held_on", NEW."id", NEW."is_on_behalf", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='5b6d694d1fc33853690454f91e19f702799f22b6', operation='UPDATE', pgid='pgtrigger_update_update_a56a1', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitypart',
            trigger=pgtrigger.compiler.Trigger(name='within_activity', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM activities_activity WHERE id = NEW.activity_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='77aa8081f94db55aff4b243616ad81a9f6d576f9', operation='INSERT OR UPDATE', pgid='pgtrigger_within_activity_c2c5e', table='activities_activitypart', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitypart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activitypartevent" ("activity_id", "group_id", "id", "is_done", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."id", NEW."is_done", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record", NEW."township_id"); RETURN NULL;', hash='cbf60d1de5c15f41e1f3d8d84225b1edfbc95dd9', operation='INSERT', pgid='pgtrigger_insert_insert_dca05', table='activities_activitypart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitypart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activitypartevent" ("activity_id", "group_id", "id", "is_done", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."id", NEW."is_done", NEW."part_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record", NEW."township_id"); RETURN NULL;', hash='a8f36279dad2b863cf60de9745a4d0d10b408ef2', operation='UPDATE', pgid='pgtrigger_update_update_7feff', table='activities_activitypart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activityphoto',
            trigger=pgtrigger.compiler.Trigger(name='within_activity', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM activities_activity WHERE id = NEW.activity_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='85c5b7cf125c5638dda40d5b37a969c7358677e1', operation='INSERT OR UPDATE', pgid='pgtrigger_within_activity_c4179', table='activities_activityphoto', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='within_activity', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM activities_activity WHERE id = NEW.activity_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='3dea06db115322dfe72cefd7f82eef3a5e7b563b', operation='INSERT OR UPDATE', pgid='pgtrigger_within_activity_f5a24', table='activities_attendance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_attendanceevent" ("activity_id", "group_id", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence", NEW."township_id"); RETURN NULL;', hash='443bc8f222501a737c9da803484b9a5d0406286e', operation='INSERT', pgid='pgtrigger_insert_insert_c236e', table='activities_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_attendanceevent" ("activity_id", "group_id", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence", "township_id") VALUES (NEW."activity_id", NEW."group_id", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence", NEW."township_id"); RETURN NULL;', hash='7985948464c8def3b3029e28e894557acb9cd54e', operation='UPDATE', pgid='pgtrigger_update_update_80199', table='activities_attendance', when='AFTER')),
        ),
    ]
