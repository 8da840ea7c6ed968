import django.contrib.postgres.fields
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0003_preset_places'),
        ('divisions', '0002_names_over_time'),
        ('files', '0001_initial'),
        ('groups', '0003_former_townships'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FormerSite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('until', models.DateField(verbose_name='并入日期')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='原乡镇')),
                ('village', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='原村')),
            ],
            options={
                'verbose_name': '原所在地',
                'verbose_name_plural': '原所在地',
                'ordering': ['place', 'until', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('former_names', models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名')),
                ('kind', models.CharField(choices=[('home', '代表之家'), ('room', '小组活动室'), ('station', '选民接待站')], max_length=10, verbose_name='类型')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('address', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('host', models.CharField(blank=True, choices=[('government', '乡镇政府'), ('party', '党员群众服务中心'), ('community', '社区'), ('company', '企业'), ('school', '学校'), ('deputy', '代表住所'), ('other', '其他')], max_length=12, verbose_name='依托场所')),
                ('area_m2', models.DecimalField(blank=True, decimal_places=1, max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='面积(平方米)')),
                ('head_name', models.CharField(blank=True, max_length=40, verbose_name='负责人')),
                ('keeper_name', models.CharField(blank=True, max_length=40, verbose_name='联络员')),
                ('keeper_phone', models.CharField(blank=True, max_length=20, verbose_name='联络员电话')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='开放时间')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('close_reason', models.CharField(blank=True, max_length=200, verbose_name='停用原因')),
                ('plaque', models.CharField(blank=True, max_length=80, verbose_name='匾牌文字')),
                ('plaque_on', models.DateField(blank=True, null=True, verbose_name='挂牌日期')),
                ('wall_items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('people', '代表公示'), ('teams', '分组与分队'), ('villages', '联系村组'), ('rules', '制度'), ('plan', '年度计划'), ('duty', '接待安排'), ('flow', '流程图'), ('code', '二维码')], max_length=12), blank=True, default=list, size=None, verbose_name='上墙内容')),
                ('wall_on', models.DateField(blank=True, null=True, verbose_name='上墙日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='groups.deputygroup', verbose_name='小组')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='places', to='divisions.division', verbose_name='村(社区)')),
            ],
            options={
                'verbose_name': '阵地',
                'verbose_name_plural': '阵地',
                'ordering': ['township__code', 'kind', 'group__number', 'village__code', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='FormerSiteEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('until', models.DateField(verbose_name='并入日期')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='places.formersite')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='原乡镇')),
                ('village', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='原村')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.place', verbose_name='阵地')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='formersite',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_sites', to='places.place', verbose_name='阵地'),
        ),
        migrations.CreateModel(
            name='PlaceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('former_names', models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名')),
                ('kind', models.CharField(choices=[('home', '代表之家'), ('room', '小组活动室'), ('station', '选民接待站')], max_length=10, verbose_name='类型')),
                ('name', models.CharField(max_length=80, verbose_name='名称')),
                ('address', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('host', models.CharField(blank=True, choices=[('government', '乡镇政府'), ('party', '党员群众服务中心'), ('community', '社区'), ('company', '企业'), ('school', '学校'), ('deputy', '代表住所'), ('other', '其他')], max_length=12, verbose_name='依托场所')),
                ('area_m2', models.DecimalField(blank=True, decimal_places=1, max_digits=7, null=True, validators=[django.core.validators.MinValueValidator(1)], verbose_name='面积(平方米)')),
                ('head_name', models.CharField(blank=True, max_length=40, verbose_name='负责人')),
                ('keeper_name', models.CharField(blank=True, max_length=40, verbose_name='联络员')),
                ('keeper_phone', models.CharField(blank=True, max_length=20, verbose_name='联络员电话')),
                ('hours', models.CharField(blank=True, max_length=100, verbose_name='开放时间')),
                ('opened_on', models.DateField(blank=True, null=True, verbose_name='启用日期')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='停用日期')),
                ('close_reason', models.CharField(blank=True, max_length=200, verbose_name='停用原因')),
                ('plaque', models.CharField(blank=True, max_length=80, verbose_name='匾牌文字')),
                ('plaque_on', models.DateField(blank=True, null=True, verbose_name='挂牌日期')),
                ('wall_items', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('people', '代表公示'), ('teams', '分组与分队'), ('villages', '联系村组'), ('rules', '制度'), ('plan', '年度计划'), ('duty', '接待安排'), ('flow', '流程图'), ('code', '二维码')], max_length=12), blank=True, default=list, size=None, verbose_name='上墙内容')),
                ('wall_on', models.DateField(blank=True, null=True, verbose_name='上墙日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='places.place')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='村(社区)')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='PlaceFinding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('there', '有'), ('partly', '部分'), ('missing', '无'), ('not_asked', '不适用')], max_length=10, verbose_name='状态')),
                ('seen_on', models.DateField(verbose_name='认定日期')),
                ('seen_by', models.CharField(max_length=40, verbose_name='认定人')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('group', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('photo', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='places.place', verbose_name='阵地')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='campaigns.placerequirement', verbose_name='要求')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '阵地认定',
                'verbose_name_plural': '阵地认定',
                'ordering': ['place', '-seen_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='PlaceFindingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('there', '有'), ('partly', '部分'), ('missing', '无'), ('not_asked', '不适用')], max_length=10, verbose_name='状态')),
                ('seen_on', models.DateField(verbose_name='认定日期')),
                ('seen_by', models.CharField(max_length=40, verbose_name='认定人')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='说明')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='places.placefinding')),
                ('photo', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='照片')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.place', verbose_name='阵地')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('requirement', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.placerequirement', verbose_name='要求')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='places_place_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='places_place_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'home', 'room', 'station'])), name='places_place_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('host__in', ['', 'government', 'party', 'community', 'company', 'school', 'deputy', 'other'])), name='places_place_host_known'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('group', None), ('kind', 'home'), ('village', None)), models.Q(('group__isnull', False), ('kind', 'room'), ('village', None)), models.Q(('group', None), ('kind', 'station'), ('village__isnull', False)), _connector='OR'), name='places_place_of_one_thing', violation_error_message='活动室属于一个小组，接待站属于一个村'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('opened_on', None), ('closed_on', None), ('closed_on__gte', models.F('opened_on')), _connector='OR'), name='places_place_days_in_order', violation_error_message='停用日期不能早于启用日期'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), models.Q(('close_reason', ''), _negated=True), _connector='OR'), name='places_place_closed_with_reason', violation_error_message='停用须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('kind', 'home')), fields=('township',), name='places_place_one_home', violation_error_message='已有正在使用的代表之家'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('kind', 'room')), fields=('group',), name='places_place_one_room', violation_error_message='已有正在使用的小组活动室'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_on', None), ('kind', 'station')), fields=('village',), name='places_place_one_station', violation_error_message='已有正在使用的选民接待站'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='group', name='places_place_township_of_group'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='within_group', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM groups_deputygroup WHERE id = NEW.group_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='8858e974cbb83b9f924753928f03032434f3b684', operation='INSERT OR UPDATE', pgid='pgtrigger_within_group_a71d5', table='places_place', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "places_placeevent" ("address", "area_m2", "close_reason", "closed_on", "former_names", "group_id", "head_name", "host", "hours", "id", "keeper_name", "keeper_phone", "kind", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaque", "plaque_on", "township_id", "version", "village_id", "wall_items", "wall_on") VALUES (NEW."address", NEW."area_m2", NEW."close_reason", NEW."closed_on", NEW."former_names", NEW."group_id", NEW."head_name", NEW."host", NEW."hours", NEW."id", NEW."keeper_name", NEW."keeper_phone", NEW."kind", NEW."name", NEW."opened_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plaque", NEW."plaque_on", NEW."township_id", NEW."version", NEW."village_id", NEW."wall_items", NEW."wall_on"); RETURN NULL;', hash='1fbadcfdb33d59a98a49d0494e0feea84df7f84e', operation='INSERT', pgid='pgtrigger_insert_insert_15623', table='places_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='place',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "places_placeevent" ("address", "area_m2", "close_reason", "closed_on", "former_names", "group_id", "head_name", "host", "hours", "id", "keeper_name", "keeper_phone", "kind", "name", "opened_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plaque", "plaque_on", "township_id", "version", "village_id", "wall_items", "wall_on") VALUES (NEW."address", NEW."area_m2", NEW."close_reason", NEW."closed_on", NEW."former_names", NEW."group_id", NEW."head_name", NEW."host", NEW."hours", NEW."id", NEW."keeper_name", NEW."keeper_phone", NEW."kind", NEW."name", NEW."opened_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plaque", NEW."plaque_on", NEW."township_id", NEW."version", NEW."village_id", NEW."wall_items", NEW."wall_on"); RETURN NULL;', hash='79c68c50201dca2ad74c193d296673dec5bc304d', operation='UPDATE', pgid='pgtrigger_update_update_cbec4', table='places_place', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formersite',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "places_formersiteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "township_id", "until", "village_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='75db09ffc377fd504c67205215b9661e887024b7', operation='INSERT', pgid='pgtrigger_insert_insert_d9fdb', table='places_formersite', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formersite',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "places_formersiteevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "township_id", "until", "village_id") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."township_id", NEW."until", NEW."village_id"); RETURN NULL;', hash='01bf9d7a9da1718a0c40ab7c5ad3d36b2f38b5f1', operation='UPDATE', pgid='pgtrigger_update_update_17927', table='places_formersite', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='placefinding',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'there', 'partly', 'missing', 'not_asked'])), name='places_finding_state_known'),
        ),
        migrations.AddConstraint(
            model_name='placefinding',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='place', name='places_placefinding_township_of_place'),
        ),
        migrations.AddConstraint(
            model_name='placefinding',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='place', name='places_placefinding_group_of_place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placefinding',
            trigger=pgtrigger.compiler.Trigger(name='within_place', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM places_place WHERE id = NEW.place_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='fc7d22f7fe003d2f1568fbd1e80d230e2e24071a', operation='INSERT OR UPDATE', pgid='pgtrigger_within_place_fab88', table='places_placefinding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placefinding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "places_placefindingevent" ("group_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "place_id", "recorded_at", "recorded_by_id", "requirement_id", "seen_by", "seen_on", "state", "township_id") VALUES (NEW."group_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement_id", NEW."seen_by", NEW."seen_on", NEW."state", NEW."township_id"); RETURN NULL;', hash='2427b2e4099f69f6c25f13ee71b095962a3b9000', operation='INSERT', pgid='pgtrigger_insert_insert_964e7', table='places_placefinding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placefinding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "places_placefindingevent" ("group_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "place_id", "recorded_at", "recorded_by_id", "requirement_id", "seen_by", "seen_on", "state", "township_id") VALUES (NEW."group_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement_id", NEW."seen_by", NEW."seen_on", NEW."state", NEW."township_id"); RETURN NULL;', hash='208a3f85b60e89c5247ca45ce900708e290d1bd7', operation='UPDATE', pgid='pgtrigger_update_update_259ef', table='places_placefinding', when='AFTER')),
        ),
    ]
