from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0001_initial'),
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
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
            ],
            options={
                'verbose_name': '活动环节记录',
                'verbose_name_plural': '活动环节记录',
                'ordering': ['activity', 'part__order'],
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
            ],
            options={
                'verbose_name': '活动照片',
                'verbose_name_plural': '活动照片',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presence', models.CharField(choices=[('present', '出席'), ('leave', '请假'), ('absent', '缺席')], default='present', max_length=10, verbose_name='出席情况')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='说明')),
            ],
            options={
                'verbose_name': '活动出席',
                'verbose_name_plural': '活动出席',
                'ordering': ['activity', 'person__pinyin'],
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
            ],
            options={
                'abstract': False,
            },
        ),
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
            ],
            options={
                'verbose_name': '小组活动',
                'verbose_name_plural': '小组活动',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='activity',
            name='group',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='activities', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='activity',
            name='recorded_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='activity',
            name='township',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='group',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='activityevent',
            name='township',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='activitypart',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='activitypart',
            name='part',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.programmepart', verbose_name='环节'),
        ),
        migrations.AddField(
            model_name='activitypartevent',
            name='activity',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='activitypartevent',
            name='part',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.programmepart', verbose_name='环节'),
        ),
        migrations.AddField(
            model_name='activitypartevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='activitypartevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.activitypart'),
        ),
        migrations.AddField(
            model_name='activityphoto',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='activities.activity'),
        ),
        migrations.AddField(
            model_name='activityphoto',
            name='file',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='activity',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='attendance',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='deputies.person', verbose_name='代表'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='activity',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='活动'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='person',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='attendanceevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='activities.attendance'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'planned', 'held', 'cancelled'])), name='activities_activity_state_known'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('cancel_reason', ''), _negated=True), _connector='OR'), name='activities_activity_cancelled_with_reason', violation_error_message='取消活动须填写原因'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "group_id", "held_on", "id", "is_on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."group_id", NEW."held_on", NEW."id", NEW."is_on_behalf", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='599ef8eefc225429f40ca0e71a1afcb88207793e', operation='INSERT', pgid='pgtrigger_insert_insert_6de9c', table='activities_activity', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activity',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activityevent" ("campaign_id", "cancel_reason", "group_id", "held_on", "id", "is_on_behalf", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_at", "recorded_by_id", "state", "summary", "title", "township_id", "version") VALUES (NEW."campaign_id", NEW."cancel_reason", NEW."group_id", NEW."held_on", NEW."id", NEW."is_on_behalf", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."summary", NEW."title", NEW."township_id", NEW."version"); RETURN NULL;', hash='5b6d694d1fc33853690454f91e19f702799f22b6', operation='UPDATE', pgid='pgtrigger_update_update_a56a1', table='activities_activity', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='activitypart',
            constraint=models.UniqueConstraint(fields=('activity', 'part'), name='activities_activity_part_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitypart',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_activitypartevent" ("activity_id", "id", "is_done", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record") VALUES (NEW."activity_id", NEW."id", NEW."is_done", NEW."part_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."record"); RETURN NULL;', hash='8239c52e79d06c3daec1776f00447af84cc65854', operation='INSERT', pgid='pgtrigger_insert_insert_dca05', table='activities_activitypart', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='activitypart',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_activitypartevent" ("activity_id", "id", "is_done", "part_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "record") VALUES (NEW."activity_id", NEW."id", NEW."is_done", NEW."part_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."record"); RETURN NULL;', hash='662434d646acbd3950c0e2b8f573052649f94f19', operation='UPDATE', pgid='pgtrigger_update_update_7feff', table='activities_activitypart', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('activity', 'person'), name='activities_attendance_once'),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.CheckConstraint(condition=models.Q(('presence__in', ['', 'present', 'leave', 'absent'])), name='activities_attendance_presence_known'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "activities_attendanceevent" ("activity_id", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (NEW."activity_id", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presence"); RETURN NULL;', hash='f344646f525aae6405ffd7540c28e501c067f52d', operation='INSERT', pgid='pgtrigger_insert_insert_c236e', table='activities_attendance', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attendance',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "activities_attendanceevent" ("activity_id", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presence") VALUES (NEW."activity_id", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presence"); RETURN NULL;', hash='dae939ba3c2ead88ffeef59bf7e50550ab838774', operation='UPDATE', pgid='pgtrigger_update_update_80199', table='activities_attendance', when='AFTER')),
        ),
    ]
