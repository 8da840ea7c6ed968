import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='DeputyGroup',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='组号')),
                ('name', models.CharField(max_length=80, unique=True, verbose_name='小组名称')),
                ('room_place', models.CharField(blank=True, max_length=100, verbose_name='活动室地点')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='成立日期')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='group', to='accounts.organ', verbose_name='机构')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '代表小组',
                'verbose_name_plural': '代表小组',
                'ordering': ['township__code', 'number'],
            },
        ),
        migrations.CreateModel(
            name='DeputyGroupEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='组号')),
                ('name', models.CharField(max_length=80, verbose_name='小组名称')),
                ('room_place', models.CharField(blank=True, max_length=100, verbose_name='活动室地点')),
                ('founded_on', models.DateField(blank=True, null=True, verbose_name='成立日期')),
                ('dissolved_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='机构')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.deputygroup')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_leader', models.BooleanField(default=False, verbose_name='组长')),
                ('is_deputy_leader', models.BooleanField(default=False, verbose_name='副组长')),
                ('is_secretary', models.BooleanField(default=False, verbose_name='联络员')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='groups.deputygroup', verbose_name='小组')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='deputies.person', verbose_name='代表')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '小组成员',
                'verbose_name_plural': '小组成员',
                'ordering': ['group', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('group', 'person'), name='groups_membership_once_at_a_time', violation_error_message='该代表已在此小组'), models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='groups_membership_days_in_order', violation_error_message='止不能早于起'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='group', name='groups_groupmembership_township_of_group')],
            },
        ),
        migrations.CreateModel(
            name='GroupMembershipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('is_leader', models.BooleanField(default=False, verbose_name='组长')),
                ('is_deputy_leader', models.BooleanField(default=False, verbose_name='副组长')),
                ('is_secretary', models.BooleanField(default=False, verbose_name='联络员')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.groupmembership')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GroupVillage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_links', to='groups.deputygroup', verbose_name='小组')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='group_links', to='divisions.division', verbose_name='联系村')),
            ],
            options={
                'verbose_name': '联系村',
                'verbose_name_plural': '联系村',
                'ordering': ['group', 'village__code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('group', 'village'), name='groups_village_linked_once', violation_error_message='该村已由此小组联系'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='group', name='groups_groupvillage_township_of_group')],
            },
        ),
        migrations.AddField(
            model_name='deputygroup',
            name='villages',
            field=models.ManyToManyField(related_name='linked_groups', through='groups.GroupVillage', through_fields=('group', 'village'), to='divisions.division'),
        ),
        migrations.CreateModel(
            name='GroupVillageEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.groupvillage')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='联系村')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VisitTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='分队名称')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='groups.deputygroup', verbose_name='小组')),
                ('members', models.ManyToManyField(related_name='visit_teams', to='deputies.person', verbose_name='成员')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '代表活动小组',
                'verbose_name_plural': '代表活动小组',
                'ordering': ['group', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('group', 'name'), name='groups_team_named_once', violation_error_message='小组内已有同名分队'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='group', name='groups_visitteam_township_of_group')],
            },
        ),
        migrations.CreateModel(
            name='VisitTeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=40, verbose_name='分队名称')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='groups.visitteam')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='deputygroup',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='groups_deputygroup_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='deputygroup',
            constraint=models.UniqueConstraint(fields=('township', 'number'), name='groups_group_number_once', violation_error_message='该乡镇已有此组号'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmembership',
            trigger=pgtrigger.compiler.Trigger(name='within_group', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM groups_deputygroup WHERE id = NEW.group_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='804da60880bfa32105f56d6fdffc0a8a3a1b1a04', operation='INSERT OR UPDATE', pgid='pgtrigger_within_group_4fce1', table='groups_groupmembership', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmembership',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_groupmembershipevent" ("group_id", "id", "is_deputy_leader", "is_leader", "is_secretary", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until") VALUES (NEW."group_id", NEW."id", NEW."is_deputy_leader", NEW."is_leader", NEW."is_secretary", NEW."order", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."township_id", NEW."until"); RETURN NULL;', hash='d3c4bc43de334d6fa3382cc94472ec101382911f', operation='INSERT', pgid='pgtrigger_insert_insert_48a83', table='groups_groupmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmembership',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_groupmembershipevent" ("group_id", "id", "is_deputy_leader", "is_leader", "is_secretary", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until") VALUES (NEW."group_id", NEW."id", NEW."is_deputy_leader", NEW."is_leader", NEW."is_secretary", NEW."order", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."township_id", NEW."until"); RETURN NULL;', hash='89ee0426a265741eb57ad3428251ab5092e1bc56', operation='UPDATE', pgid='pgtrigger_update_update_a4460', table='groups_groupmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupmembership',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_groupmembershipevent" ("group_id", "id", "is_deputy_leader", "is_leader", "is_secretary", "order", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until") VALUES (OLD."group_id", OLD."id", OLD."is_deputy_leader", OLD."is_leader", OLD."is_secretary", OLD."order", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."township_id", OLD."until"); RETURN NULL;', hash='5150230b113f962ce22f3e3a910f73a1e23446b9', operation='DELETE', pgid='pgtrigger_delete_delete_bd54e', table='groups_groupmembership', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupvillage',
            trigger=pgtrigger.compiler.Trigger(name='within_group', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM groups_deputygroup WHERE id = NEW.group_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='05066457b95ea846c93791f97648241b4bdec065', operation='INSERT OR UPDATE', pgid='pgtrigger_within_group_2f31f', table='groups_groupvillage', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupvillage',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_groupvillageevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until", "village_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='7e4117b80dd85278a923651ba000c85c88b3a4b5', operation='INSERT', pgid='pgtrigger_insert_insert_29d2d', table='groups_groupvillage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupvillage',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_groupvillageevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until", "village_id") VALUES (NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='39b6d6e9e4dae8ebe324652cd0a5c342b6e28791', operation='UPDATE', pgid='pgtrigger_update_update_a711a', table='groups_groupvillage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='groupvillage',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_groupvillageevent" ("group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "township_id", "until", "village_id") VALUES (OLD."group_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."since", OLD."township_id", OLD."until", OLD."village_id"); RETURN NULL;', hash='64fc26c1135c353cfe085e7c18f6172507c92630', operation='DELETE', pgid='pgtrigger_delete_delete_2bdec', table='groups_groupvillage', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_place", NEW."township_id", NEW."version"); RETURN NULL;', hash='2b6f7d6e4e054599dcf46a4502e73c854c6dabe5', operation='INSERT', pgid='pgtrigger_insert_insert_e1939', table='groups_deputygroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (NEW."dissolved_on", NEW."founded_on", NEW."id", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_place", NEW."township_id", NEW."version"); RETURN NULL;', hash='3df312584a0a5b070f534c5097f17669cfbd405f', operation='UPDATE', pgid='pgtrigger_update_update_d62ca', table='groups_deputygroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (OLD."dissolved_on", OLD."founded_on", OLD."id", OLD."name", OLD."number", OLD."organ_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_place", OLD."township_id", OLD."version"); RETURN NULL;', hash='b8100cd7bf47443b4228c4b017aef0654159acc6', operation='DELETE', pgid='pgtrigger_delete_delete_41de9', table='groups_deputygroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitteam',
            trigger=pgtrigger.compiler.Trigger(name='within_group', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM groups_deputygroup WHERE id = NEW.group_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='e40963b47a2a847c424fd4458d033128dd46b4a3', operation='INSERT OR UPDATE', pgid='pgtrigger_within_group_41d72', table='groups_visitteam', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitteam',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_visitteamevent" ("group_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "version") VALUES (NEW."group_id", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."version"); RETURN NULL;', hash='41178aec7498beaca3474082a822ff447194c68e', operation='INSERT', pgid='pgtrigger_insert_insert_0828b', table='groups_visitteam', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitteam',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_visitteamevent" ("group_id", "id", "is_active", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "version") VALUES (NEW."group_id", NEW."id", NEW."is_active", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."version"); RETURN NULL;', hash='b595bfd51ae4ecf41b7705ea9760467b29db040f', operation='UPDATE', pgid='pgtrigger_update_update_fa07e', table='groups_visitteam', when='AFTER')),
        ),
    ]
