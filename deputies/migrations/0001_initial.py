import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('credentials', '0001_initial'),
        ('divisions', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Congress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(choices=[('national', '全国'), ('provincial', '省'), ('prefecture', '地市'), ('county', '市'), ('township', '乡镇')], max_length=12, verbose_name='层级')),
                ('term', models.PositiveIntegerField(verbose_name='届次')),
                ('name', models.CharField(max_length=60, verbose_name='名称')),
                ('since', models.DateField(blank=True, null=True, verbose_name='届期起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='届期止')),
                ('division', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='行政区划')),
            ],
            options={
                'verbose_name': '届次',
                'verbose_name_plural': '届次',
                'ordering': ['tier', 'division', '-term'],
                'constraints': [models.UniqueConstraint(fields=('tier', 'division', 'term'), name='deputies_congress_once'), models.CheckConstraint(condition=models.Q(('tier__in', ['', 'national', 'provincial', 'prefecture', 'county', 'township'])), name='deputies_congress_tier_known')],
            },
        ),
        migrations.CreateModel(
            name='Mandate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tier', models.CharField(choices=[('national', '全国'), ('provincial', '省'), ('prefecture', '地市'), ('county', '市'), ('township', '乡镇')], max_length=12, verbose_name='层级')),
                ('delegation', models.CharField(blank=True, max_length=60, verbose_name='代表团')),
                ('electoral_unit', models.CharField(blank=True, max_length=80, verbose_name='选举单位(选区)')),
                ('roster_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='名册序号')),
                ('since', models.DateField(blank=True, null=True, verbose_name='任职起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='任职止')),
                ('end_reason', models.CharField(blank=True, choices=[('moved', '地方各级代表迁出或者调离本行政区域'), ('resigned', '辞职被接受'), ('absent', '未经批准两次不出席本级人大会议'), ('recalled', '被罢免'), ('nationality', '丧失中华人民共和国国籍'), ('rights', '依照法律被剥夺政治权利'), ('incapable', '丧失行为能力'), ('died', '去世'), ('term_over', '届满')], max_length=12, verbose_name='终止原因')),
                ('end_announced_by', models.CharField(blank=True, max_length=60, verbose_name='公告机关')),
                ('suspended_since', models.DateField(blank=True, null=True, verbose_name='暂停执行职务起')),
                ('suspended_until', models.DateField(blank=True, null=True, verbose_name='暂停执行职务止')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('congress', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='deputies.congress', verbose_name='届次')),
                ('township', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='所在乡镇')),
            ],
            options={
                'verbose_name': '代表职务',
                'verbose_name_plural': '代表职务',
                'ordering': ['tier', 'township__code', 'roster_number', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('pinyin', models.CharField(editable=False, max_length=200, verbose_name='拼音')),
                ('initials', models.CharField(editable=False, max_length=60, verbose_name='首字母')),
                ('strokes', models.CharField(blank=True, editable=False, max_length=300, verbose_name='姓氏笔画')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=8, verbose_name='性别')),
                ('ethnicity', models.CharField(blank=True, default='汉族', max_length=20, verbose_name='民族')),
                ('birth_month', models.DateField(blank=True, null=True, verbose_name='出生年月')),
                ('education', models.CharField(blank=True, choices=[('illiterate', '文盲或半文盲'), ('primary', '小学'), ('junior', '初中'), ('senior', '高中'), ('vocational', '中专'), ('college', '大专'), ('bachelor', '本科'), ('graduate', '研究生')], max_length=12, verbose_name='文化程度')),
                ('party', models.CharField(blank=True, choices=[('cpc', '中共党员'), ('rcck', '民革'), ('cdl', '民盟'), ('cdnca', '民建'), ('capd', '民进'), ('cpwdp', '农工党'), ('zhigong', '致公党'), ('jiusan', '九三学社'), ('tsl', '台盟'), ('none', '无党派'), ('masses', '群众')], max_length=10, verbose_name='党派')),
                ('work', models.CharField(blank=True, max_length=100, verbose_name='工作单位及职务')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('merged_into', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged_persons', to='deputies.person', verbose_name='并入')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='person', to=settings.AUTH_USER_MODEL, verbose_name='登录账号')),
            ],
            options={
                'verbose_name': '代表',
                'verbose_name_plural': '代表',
                'ordering': ['pinyin', 'pk'],
                'indexes': [models.Index(fields=['pinyin', 'id'], name='deputies_person_pinyin'), models.Index(fields=['strokes', 'id'], name='deputies_person_strokes'), models.Index(django.contrib.postgres.indexes.OpClass(django.db.models.functions.text.Replace('pinyin', models.Value(' ')), name='text_pattern_ops'), name='deputies_person_sound'), models.Index(fields=['initials'], name='deputies_person_initials', opclasses=['varchar_pattern_ops'])],
                'constraints': [models.CheckConstraint(condition=models.Q(('sex__in', ['', 'male', 'female'])), name='deputies_person_sex_known'), models.CheckConstraint(condition=models.Q(('education__in', ['', 'illiterate', 'primary', 'junior', 'senior', 'vocational', 'college', 'bachelor', 'graduate'])), name='deputies_person_education_known'), models.CheckConstraint(condition=models.Q(('party__in', ['', 'cpc', 'rcck', 'cdl', 'cdnca', 'capd', 'cpwdp', 'zhigong', 'jiusan', 'tsl', 'none', 'masses'])), name='deputies_person_party_known')],
            },
        ),
        migrations.CreateModel(
            name='MandateEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('tier', models.CharField(choices=[('national', '全国'), ('provincial', '省'), ('prefecture', '地市'), ('county', '市'), ('township', '乡镇')], max_length=12, verbose_name='层级')),
                ('delegation', models.CharField(blank=True, max_length=60, verbose_name='代表团')),
                ('electoral_unit', models.CharField(blank=True, max_length=80, verbose_name='选举单位(选区)')),
                ('roster_number', models.PositiveIntegerField(blank=True, null=True, verbose_name='名册序号')),
                ('since', models.DateField(blank=True, null=True, verbose_name='任职起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='任职止')),
                ('end_reason', models.CharField(blank=True, choices=[('moved', '地方各级代表迁出或者调离本行政区域'), ('resigned', '辞职被接受'), ('absent', '未经批准两次不出席本级人大会议'), ('recalled', '被罢免'), ('nationality', '丧失中华人民共和国国籍'), ('rights', '依照法律被剥夺政治权利'), ('incapable', '丧失行为能力'), ('died', '去世'), ('term_over', '届满')], max_length=12, verbose_name='终止原因')),
                ('end_announced_by', models.CharField(blank=True, max_length=60, verbose_name='公告机关')),
                ('suspended_since', models.DateField(blank=True, null=True, verbose_name='暂停执行职务起')),
                ('suspended_until', models.DateField(blank=True, null=True, verbose_name='暂停执行职务止')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('congress', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.congress', verbose_name='届次')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deputies.mandate')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='所在乡镇')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='mandate',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mandates', to='deputies.person', verbose_name='代表'),
        ),
        migrations.CreateModel(
            name='AccountWish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('proposal', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='credentials.proposal')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='account_wishes', to='deputies.person')),
            ],
            options={
                'verbose_name': '代表账号申请',
                'verbose_name_plural': '代表账号申请',
            },
        ),
        migrations.CreateModel(
            name='PersonEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('pinyin', models.CharField(editable=False, max_length=200, verbose_name='拼音')),
                ('initials', models.CharField(editable=False, max_length=60, verbose_name='首字母')),
                ('strokes', models.CharField(blank=True, editable=False, max_length=300, verbose_name='姓氏笔画')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=8, verbose_name='性别')),
                ('ethnicity', models.CharField(blank=True, default='汉族', max_length=20, verbose_name='民族')),
                ('birth_month', models.DateField(blank=True, null=True, verbose_name='出生年月')),
                ('education', models.CharField(blank=True, choices=[('illiterate', '文盲或半文盲'), ('primary', '小学'), ('junior', '初中'), ('senior', '高中'), ('vocational', '中专'), ('college', '大专'), ('bachelor', '本科'), ('graduate', '研究生')], max_length=12, verbose_name='文化程度')),
                ('party', models.CharField(blank=True, choices=[('cpc', '中共党员'), ('rcck', '民革'), ('cdl', '民盟'), ('cdnca', '民建'), ('capd', '民进'), ('cpwdp', '农工党'), ('zhigong', '致公党'), ('jiusan', '九三学社'), ('tsl', '台盟'), ('none', '无党派'), ('masses', '群众')], max_length=10, verbose_name='党派')),
                ('work', models.CharField(blank=True, max_length=100, verbose_name='工作单位及职务')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('merged_into', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='并入')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='deputies.person')),
                ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登录账号')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PersonMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('open', '待确认'), ('same', '同一人'), ('different', '不是同一人')], default='open', max_length=10, verbose_name='结论')),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person')),
            ],
            options={
                'verbose_name': '疑似同一人',
                'verbose_name_plural': '疑似同一人',
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='deputies_match_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='deputies_match_two_people')],
            },
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.UniqueConstraint(fields=('person', 'congress'), name='deputies_mandate_once_a_congress', violation_error_message='此人在该届已有代表职务'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('tier__in', ['', 'national', 'provincial', 'prefecture', 'county', 'township'])), name='deputies_mandate_tier_known'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason__in', ['', 'moved', 'resigned', 'absent', 'recalled', 'nationality', 'rights', 'incapable', 'died', 'term_over'])), name='deputies_mandate_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('until', None)), models.Q(('until__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='deputies_mandate_ends_with_a_reason', violation_error_message='终止职务须同时填写日期和原因'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='deputies_mandate_days_in_order', violation_error_message='任职止不能早于任职起'),
        ),
        migrations.AddConstraint(
            model_name='mandate',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('tier', 'township'), _negated=True), ('township__isnull', False), _connector='OR'), name='deputies_mandate_township_tier_has_township'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='oneself', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF (nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint IN (OLD.user_id, NEW.user_id) AND OLD.user_id IS DISTINCT FROM NEW.user_id THEN\n        RAISE EXCEPTION USING MESSAGE = '不能给自己的账号关联或者解除代表，请由另一位有权限的人办理。', ERRCODE = 'check_violation', CONSTRAINT = 'oneself';\n    END IF;\n    RETURN NULL;", hash='47b2d692f2efe99abd8fa5307684899687728719', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_oneself_054af', table='deputies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='trail', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    IF OLD.user_id IS NOT DISTINCT FROM NEW.user_id THEN\n        RETURN NULL;\n    END IF;\n    IF OLD.user_id IS NOT NULL THEN \n    INSERT INTO audit_trailentry (kind, at, user_id, subject, note)\n    SELECT 'rights', now(),\n        (SELECT id FROM accounts_user WHERE id = (nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint),\n        left((SELECT username FROM accounts_user WHERE id = OLD.user_id), 120), left(said || CASE\n            WHEN coalesce(current_setting('pghistory.context_metadata', true), '') = ''\n            THEN '（未署名，由数据库账号' || current_user || '直接写入）' ELSE '' END, 600)\n    FROM (SELECT '代表登录账号：解除 ' || OLD.name AS said) line WHERE said <> '';\n    END IF;\n    IF NEW.user_id IS NOT NULL THEN \n    INSERT INTO audit_trailentry (kind, at, user_id, subject, note)\n    SELECT 'rights', now(),\n        (SELECT id FROM accounts_user WHERE id = (nullif(current_setting('pghistory.context_metadata', true), '')::jsonb ->> 'user')::bigint),\n        left((SELECT username FROM accounts_user WHERE id = NEW.user_id), 120), left(said || CASE\n            WHEN coalesce(current_setting('pghistory.context_metadata', true), '') = ''\n            THEN '（未署名，由数据库账号' || current_user || '直接写入）' ELSE '' END, 600)\n    FROM (SELECT '代表登录账号：关联 ' || NEW.name AS said) line WHERE said <> '';\n    END IF;\n    RETURN NULL;", hash='673b025cc41868a6ad13e4e83925d886c5ebd547', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_trail_4dde6', table='deputies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deputies_personevent" ("birth_month", "education", "ethnicity", "id", "initials", "merged_into_id", "name", "note", "party", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "sex", "strokes", "user_id", "version", "work") VALUES (NEW."birth_month", NEW."education", NEW."ethnicity", NEW."id", NEW."initials", NEW."merged_into_id", NEW."name", NEW."note", NEW."party", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."pinyin", NEW."sex", NEW."strokes", NEW."user_id", NEW."version", NEW."work"); RETURN NULL;', hash='043a7eb617da2959a18677976f3dfc09904476a1', operation='INSERT', pgid='pgtrigger_insert_insert_0d2e0', table='deputies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "deputies_personevent" ("birth_month", "education", "ethnicity", "id", "initials", "merged_into_id", "name", "note", "party", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "sex", "strokes", "user_id", "version", "work") VALUES (NEW."birth_month", NEW."education", NEW."ethnicity", NEW."id", NEW."initials", NEW."merged_into_id", NEW."name", NEW."note", NEW."party", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."pinyin", NEW."sex", NEW."strokes", NEW."user_id", NEW."version", NEW."work"); RETURN NULL;', hash='953b455e947d8e647bc3bcb49fd343cea1a430eb', operation='UPDATE', pgid='pgtrigger_update_update_e96ed', table='deputies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='person',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deputies_personevent" ("birth_month", "education", "ethnicity", "id", "initials", "merged_into_id", "name", "note", "party", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "pinyin", "sex", "strokes", "user_id", "version", "work") VALUES (OLD."birth_month", OLD."education", OLD."ethnicity", OLD."id", OLD."initials", OLD."merged_into_id", OLD."name", OLD."note", OLD."party", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."phone", OLD."pinyin", OLD."sex", OLD."strokes", OLD."user_id", OLD."version", OLD."work"); RETURN NULL;', hash='e3cb8a8be1b70808b579b8064ce998046a4fc135', operation='DELETE', pgid='pgtrigger_delete_delete_7ef0c', table='deputies_person', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deputies_mandateevent" ("congress_id", "delegation", "electoral_unit", "end_announced_by", "end_reason", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_number", "since", "suspended_since", "suspended_until", "tier", "township_id", "until", "version") VALUES (NEW."congress_id", NEW."delegation", NEW."electoral_unit", NEW."end_announced_by", NEW."end_reason", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."roster_number", NEW."since", NEW."suspended_since", NEW."suspended_until", NEW."tier", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='10667106c0fa2027e85db97b20f241675fdd9c69', operation='INSERT', pgid='pgtrigger_insert_insert_15891', table='deputies_mandate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "deputies_mandateevent" ("congress_id", "delegation", "electoral_unit", "end_announced_by", "end_reason", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_number", "since", "suspended_since", "suspended_until", "tier", "township_id", "until", "version") VALUES (NEW."congress_id", NEW."delegation", NEW."electoral_unit", NEW."end_announced_by", NEW."end_reason", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."roster_number", NEW."since", NEW."suspended_since", NEW."suspended_until", NEW."tier", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='efd9175066c93a0a7b8d2e2ad6b8a6a870932af6', operation='UPDATE', pgid='pgtrigger_update_update_c983e', table='deputies_mandate', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mandate',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "deputies_mandateevent" ("congress_id", "delegation", "electoral_unit", "end_announced_by", "end_reason", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "roster_number", "since", "suspended_since", "suspended_until", "tier", "township_id", "until", "version") VALUES (OLD."congress_id", OLD."delegation", OLD."electoral_unit", OLD."end_announced_by", OLD."end_reason", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."roster_number", OLD."since", OLD."suspended_since", OLD."suspended_until", OLD."tier", OLD."township_id", OLD."until", OLD."version"); RETURN NULL;', hash='1fcb6a06b0acd0ceaad51957136a8cca9eaca71e', operation='DELETE', pgid='pgtrigger_delete_delete_e6367', table='deputies_mandate', when='AFTER')),
        ),
    ]
