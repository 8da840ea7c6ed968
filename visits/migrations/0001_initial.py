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
        ('activities', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HouseholdCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='走访记录')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='poverty.household', verbose_name='贫困户')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '入户记录',
                'verbose_name_plural': '入户记录',
                'ordering': ['visit', 'order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Visit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('joint', '集体走访'), ('paired', '联户走访')], max_length=10, verbose_name='走访方式')),
                ('visited_on', models.DateField(verbose_name='走访日期')),
                ('few_reason', models.CharField(blank=True, max_length=200, verbose_name='人数不符规定的原因')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='村情记录')),
                ('note', models.TextField(blank=True, verbose_name='备注')),
                ('recorder', models.CharField(blank=True, max_length=40, verbose_name='记录人')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='activities.activity', verbose_name='所属小组活动')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='campaigns.campaign', verbose_name='活动主题')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignform', verbose_name='走访表')),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='groups.deputygroup', verbose_name='代表小组')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='groups.visitteam', verbose_name='分队')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='divisions.division', verbose_name='走访村')),
            ],
            options={
                'verbose_name': '走访',
                'verbose_name_plural': '走访',
                'ordering': ['-visited_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='HouseholdCallEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='走访记录')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('household', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.household', verbose_name='贫困户')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.householdcall')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit', verbose_name='走访')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='householdcall',
            name='visit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='visits.visit', verbose_name='走访'),
        ),
        migrations.CreateModel(
            name='VisitDeputy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='deputies.person', verbose_name='代表')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='visits.visit')),
            ],
            options={
                'verbose_name': '参加代表',
                'verbose_name_plural': '参加代表',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('visit', 'person'), name='visits_deputy_once_a_visit'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='visit', name='visits_visitdeputy_township_of_visit'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='visit', name='visits_visitdeputy_group_of_visit')],
            },
        ),
        migrations.AddField(
            model_name='visit',
            name='deputies',
            field=models.ManyToManyField(related_name='visits', through='visits.VisitDeputy', to='deputies.person'),
        ),
        migrations.CreateModel(
            name='VisitDeputyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.visitdeputy')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VisitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('kind', models.CharField(choices=[('joint', '集体走访'), ('paired', '联户走访')], max_length=10, verbose_name='走访方式')),
                ('visited_on', models.DateField(verbose_name='走访日期')),
                ('few_reason', models.CharField(blank=True, max_length=200, verbose_name='人数不符规定的原因')),
                ('answers', models.JSONField(blank=True, default=dict, verbose_name='村情记录')),
                ('note', models.TextField(blank=True, verbose_name='备注')),
                ('recorder', models.CharField(blank=True, max_length=40, verbose_name='记录人')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('activity', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='activities.activity', verbose_name='所属小组活动')),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('form', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaignform', verbose_name='走访表')),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.visit')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('team', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.visitteam', verbose_name='分队')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='走访村')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VisitPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='visits.householdcall')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='visits.visit')),
            ],
            options={
                'verbose_name': '走访照片',
                'verbose_name_plural': '走访照片',
                'ordering': ['pk'],
                'constraints': [tianmen_congress.base.rows.within.FollowsParent(column='township', link='visit', name='visits_visitphoto_township_of_visit'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='visit', name='visits_visitphoto_group_of_visit')],
            },
        ),
        migrations.CreateModel(
            name='VisitPhotoEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('call', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.householdcall')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='visits.visitphoto')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('visit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.SlugField(max_length=40, verbose_name='问题')),
                ('text', models.CharField(max_length=300, verbose_name='常用语')),
                ('owner', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='使用人')),
            ],
            options={
                'verbose_name': '常用语',
                'verbose_name_plural': '常用语',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('question', 'owner', 'text'), name='visits_phrase_once', nulls_distinct=False, violation_error_message='这条常用语已经有了')],
            },
        ),
        migrations.AddConstraint(
            model_name='householdcall',
            constraint=models.UniqueConstraint(fields=('visit', 'household'), name='visits_household_once_a_visit', violation_error_message='同一次走访中该户已登记'),
        ),
        migrations.AddConstraint(
            model_name='householdcall',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='visit', name='visits_householdcall_township_of_visit'),
        ),
        migrations.AddConstraint(
            model_name='householdcall',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='visit', name='visits_householdcall_group_of_visit'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['township', '-visited_on'], name='visits_visi_townshi_912c93_idx'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['group', '-visited_on'], name='visits_visi_group_i_e059b9_idx'),
        ),
        migrations.AddIndex(
            model_name='visit',
            index=models.Index(fields=['-visited_on', '-id'], name='visits_visi_visited_89e876_idx'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='visits_visit_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='visits_visit_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'joint', 'paired'])), name='visits_visit_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='visit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='visits_visit_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdcall',
            trigger=pgtrigger.compiler.Trigger(name='within_visit', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM visits_visit WHERE id = NEW.visit_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='bf1def8754998d5d2627f0bc11e1580ec387d52e', operation='INSERT OR UPDATE', pgid='pgtrigger_within_visit_482b0', table='visits_householdcall', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdcall',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_householdcallevent" ("answers", "group_id", "household_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."answers", NEW."group_id", NEW."household_id", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='571090f74063cd178c43ce820d583b67b9c9e9c7', operation='INSERT', pgid='pgtrigger_insert_insert_e63b6', table='visits_householdcall', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdcall',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "visits_householdcallevent" ("answers", "group_id", "household_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."answers", NEW."group_id", NEW."household_id", NEW."id", NEW."order", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='8d3b2833d070e8850dcc62a7d03e33e43d9ead82', operation='UPDATE', pgid='pgtrigger_update_update_fdc59', table='visits_householdcall', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdcall',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_householdcallevent" ("answers", "group_id", "household_id", "id", "order", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (OLD."answers", OLD."group_id", OLD."household_id", OLD."id", OLD."order", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."township_id", OLD."visit_id"); RETURN NULL;', hash='765a3b800b90efba7be1343297ebc63fc13a9df3', operation='DELETE', pgid='pgtrigger_delete_delete_6d05e', table='visits_householdcall', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitdeputy',
            trigger=pgtrigger.compiler.Trigger(name='within_visit', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM visits_visit WHERE id = NEW.visit_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='a8963b15d4dd73b7d27dfd32d83b3020e8311bab', operation='INSERT OR UPDATE', pgid='pgtrigger_within_visit_668d0', table='visits_visitdeputy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitdeputy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_visitdeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."group_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='8e3779bd3f7b007b5512cdb477a6e7b5ac869dae', operation='INSERT', pgid='pgtrigger_insert_insert_eac50', table='visits_visitdeputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitdeputy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "visits_visitdeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."group_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='100dbca05fecc9bf5cfc450de0536405603af92d', operation='UPDATE', pgid='pgtrigger_update_update_0c05d', table='visits_visitdeputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitdeputy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_visitdeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (OLD."group_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."township_id", OLD."visit_id"); RETURN NULL;', hash='852803ed8162b46b39366e22e30c22c253664c22', operation='DELETE', pgid='pgtrigger_delete_delete_79f86', table='visits_visitdeputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_visitevent" ("activity_id", "answers", "campaign_id", "few_reason", "form_id", "group_id", "id", "is_on_behalf", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorder", "team_id", "township_id", "version", "village_id", "visited_on", "void_reason", "voided_at") VALUES (NEW."activity_id", NEW."answers", NEW."campaign_id", NEW."few_reason", NEW."form_id", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."team_id", NEW."township_id", NEW."version", NEW."village_id", NEW."visited_on", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='9911df878f90f24e4c3b72ee166bca9f943c9120', operation='INSERT', pgid='pgtrigger_insert_insert_9d6da', table='visits_visit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "visits_visitevent" ("activity_id", "answers", "campaign_id", "few_reason", "form_id", "group_id", "id", "is_on_behalf", "kind", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "recorder", "team_id", "township_id", "version", "village_id", "visited_on", "void_reason", "voided_at") VALUES (NEW."activity_id", NEW."answers", NEW."campaign_id", NEW."few_reason", NEW."form_id", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."team_id", NEW."township_id", NEW."version", NEW."village_id", NEW."visited_on", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='25c964faf12ecc76dbb8ba21d9179ab192d3bbc2', operation='UPDATE', pgid='pgtrigger_update_update_41cf1', table='visits_visit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitphoto',
            trigger=pgtrigger.compiler.Trigger(name='within_visit', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM visits_visit WHERE id = NEW.visit_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='b33b3b269d292ccd30809c0afb1fc9b01e6f5959', operation='INSERT OR UPDATE', pgid='pgtrigger_within_visit_aca60', table='visits_visitphoto', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitphoto',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_visitphotoevent" ("call_id", "caption", "file_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."call_id", NEW."caption", NEW."file_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='3bd63e70fd58a4fda234914f5dde31c46ffdb108', operation='INSERT', pgid='pgtrigger_insert_insert_91eeb', table='visits_visitphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitphoto',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "visits_visitphotoevent" ("call_id", "caption", "file_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (NEW."call_id", NEW."caption", NEW."file_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id", NEW."visit_id"); RETURN NULL;', hash='1742b6a2fc45eebb1cd0b54b9c61feb115778c3a', operation='UPDATE', pgid='pgtrigger_update_update_e89fb', table='visits_visitphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visitphoto',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "visits_visitphotoevent" ("call_id", "caption", "file_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id", "visit_id") VALUES (OLD."call_id", OLD."caption", OLD."file_id", OLD."group_id", OLD."id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."township_id", OLD."visit_id"); RETURN NULL;', hash='2c3b4f38ce263e1f76f88c3604cf212d05e67509', operation='DELETE', pgid='pgtrigger_delete_delete_0e7ee', table='visits_visitphoto', when='AFTER')),
        ),
    ]
