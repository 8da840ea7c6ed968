import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
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
        ('divisions', '0002_names_over_time'),
        ('files', '0001_initial'),
        ('groups', '0004_one_group_a_day'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0003_followed_villages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ProjectPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='联系小组')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '项目照片',
                'verbose_name_plural': '项目照片',
                'ordering': ['project', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VillageIncome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveIntegerField(verbose_name='收入年度')),
                ('operating', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='经营收入(万元)')),
                ('contracted', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='发包及上交收入(万元)')),
                ('invest', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投资收益(万元)')),
                ('subsidy', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='补助收入(万元)')),
                ('other', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='其他收入(万元)')),
                ('spend', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='支出(万元)')),
                ('is_audited', models.BooleanField(default=False, verbose_name='经管部门已审核')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='更正原因')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('corrects', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='support.villageincome', verbose_name='更正')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='incomes', to='poverty.poorvillage', verbose_name='贫困村')),
            ],
            options={
                'verbose_name': '村集体收入',
                'verbose_name_plural': '村集体收入',
                'ordering': ['village', '-year', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='VillageIncomeEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('year', models.PositiveIntegerField(verbose_name='收入年度')),
                ('operating', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='经营收入(万元)')),
                ('contracted', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='发包及上交收入(万元)')),
                ('invest', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投资收益(万元)')),
                ('subsidy', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='补助收入(万元)')),
                ('other', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='其他收入(万元)')),
                ('spend', models.DecimalField(decimal_places=2, default=0, max_digits=9, validators=[django.core.validators.MinValueValidator(0)], verbose_name='支出(万元)')),
                ('is_audited', models.BooleanField(default=False, verbose_name='经管部门已审核')),
                ('reason', models.CharField(blank=True, max_length=200, verbose_name='更正原因')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('corrects', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.villageincome', verbose_name='更正')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.villageincome')),
                ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.poorvillage', verbose_name='贫困村')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VillagePairing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plan', models.TextField(blank=True, verbose_name='帮扶计划')),
                ('since', models.DateField(verbose_name='结对日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='解除日期')),
                ('end_reason', models.CharField(blank=True, choices=[('delisted', '出列后结束'), ('moved', '改由其他小组联系'), ('dissolved', '小组撤销'), ('adjusted', '调整')], max_length=10, verbose_name='解除原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='village_pairings', to='groups.deputygroup', verbose_name='联系小组')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pairings', to='poverty.poorvillage', verbose_name='贫困村')),
            ],
            options={
                'verbose_name': '小组联系贫困村',
                'verbose_name_plural': '小组联系贫困村',
                'ordering': ['village__village__code', '-since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='VillagePairingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('plan', models.TextField(blank=True, verbose_name='帮扶计划')),
                ('since', models.DateField(verbose_name='结对日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='解除日期')),
                ('end_reason', models.CharField(blank=True, choices=[('delisted', '出列后结束'), ('moved', '改由其他小组联系'), ('dissolved', '小组撤销'), ('adjusted', '调整')], max_length=10, verbose_name='解除原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='联系小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.villagepairing')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.poorvillage', verbose_name='贫困村')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='VillageProject',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='项目名称')),
                ('kind', models.CharField(choices=[('planting', '种植'), ('breeding', '养殖'), ('processing', '加工'), ('solar', '光伏'), ('property', '物业'), ('tourism', '旅游'), ('cooperative', '合作社'), ('other', '其他')], max_length=12, verbose_name='项目类别')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投资(万元)')),
                ('funds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('budget', '财政'), ('relief', '扶贫'), ('unit', '单位'), ('deputy', '代表捐助'), ('loan', '贷款'), ('own', '自筹')], max_length=8), blank=True, default=list, size=None, verbose_name='资金来源')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='开工日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='竣工日期')),
                ('state', models.CharField(choices=[('idea', '谋划'), ('approved', '立项'), ('building', '在建'), ('working', '见效'), ('stalled', '停滞'), ('cancelled', '取消')], default='idea', max_length=10, verbose_name='项目状态')),
                ('yearly_gain', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='年收益(万元)')),
                ('households', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='带动贫困户数')),
                ('trouble', models.CharField(blank=True, max_length=200, verbose_name='存在困难')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='联系小组')),
                ('pairing', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='projects', to='support.villagepairing', verbose_name='结对')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '贫困村项目',
                'verbose_name_plural': '贫困村项目',
                'ordering': ['pairing', 'started_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ProjectPhotoEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='照片')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='联系小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.projectphoto')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('project', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.villageproject', verbose_name='项目')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='projectphoto',
            name='project',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='support.villageproject', verbose_name='项目'),
        ),
        migrations.CreateModel(
            name='VillageProjectEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=80, verbose_name='项目名称')),
                ('kind', models.CharField(choices=[('planting', '种植'), ('breeding', '养殖'), ('processing', '加工'), ('solar', '光伏'), ('property', '物业'), ('tourism', '旅游'), ('cooperative', '合作社'), ('other', '其他')], max_length=12, verbose_name='项目类别')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投资(万元)')),
                ('funds', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('budget', '财政'), ('relief', '扶贫'), ('unit', '单位'), ('deputy', '代表捐助'), ('loan', '贷款'), ('own', '自筹')], max_length=8), blank=True, default=list, size=None, verbose_name='资金来源')),
                ('started_on', models.DateField(blank=True, null=True, verbose_name='开工日期')),
                ('ended_on', models.DateField(blank=True, null=True, verbose_name='竣工日期')),
                ('state', models.CharField(choices=[('idea', '谋划'), ('approved', '立项'), ('building', '在建'), ('working', '见效'), ('stalled', '停滞'), ('cancelled', '取消')], default='idea', max_length=10, verbose_name='项目状态')),
                ('yearly_gain', models.DecimalField(blank=True, decimal_places=2, max_digits=9, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='年收益(万元)')),
                ('households', models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MaxValueValidator(9999)], verbose_name='带动贫困户数')),
                ('trouble', models.CharField(blank=True, max_length=200, verbose_name='存在困难')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='联系小组')),
                ('pairing', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='support.villagepairing', verbose_name='结对')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='support.villageproject')),
                ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='villageincome',
            constraint=models.UniqueConstraint(condition=models.Q(('corrects', None)), fields=('village', 'year'), name='support_income_once_a_year', violation_error_message='该村这一年的收入已登记，请用“更正”'),
        ),
        migrations.AddConstraint(
            model_name='villageincome',
            constraint=models.CheckConstraint(condition=models.Q(('year__gte', 2000), ('year__lte', 2100)), name='support_income_year_in_reach', violation_error_message='收入年度须在2000年以后'),
        ),
        migrations.AddConstraint(
            model_name='villageincome',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrects', None), ('reason', '')), models.Q(('corrects__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='support_income_corrected_with_reason', violation_error_message='更正须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='villageincome',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='village', name='support_villageincome_township_of_village'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageincome',
            trigger=pgtrigger.compiler.Trigger(name='never_overwritten', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."contracted" IS DISTINCT FROM (NEW."contracted") OR OLD."corrects_id" IS DISTINCT FROM (NEW."corrects_id") OR OLD."invest" IS DISTINCT FROM (NEW."invest") OR OLD."is_audited" IS DISTINCT FROM (NEW."is_audited") OR OLD."operating" IS DISTINCT FROM (NEW."operating") OR OLD."other" IS DISTINCT FROM (NEW."other") OR OLD."reason" IS DISTINCT FROM (NEW."reason") OR OLD."recorded_at" IS DISTINCT FROM (NEW."recorded_at") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id") OR OLD."spend" IS DISTINCT FROM (NEW."spend") OR OLD."subsidy" IS DISTINCT FROM (NEW."subsidy") OR OLD."village_id" IS DISTINCT FROM (NEW."village_id") OR OLD."year" IS DISTINCT FROM (NEW."year"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5c2504023919eaf9922ad5d199a02dc6927bd462', operation='UPDATE', pgid='pgtrigger_never_overwritten_8e825', table='support_villageincome', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageincome',
            trigger=pgtrigger.compiler.Trigger(name='within_village', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM poverty_poorvillage WHERE id = NEW.village_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='4d9927c01325da1aadc9db7e142162da08bfe13a', operation='INSERT OR UPDATE', pgid='pgtrigger_within_village_7a430', table='support_villageincome', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageincome',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_villageincomeevent" ("contracted", "corrects_id", "id", "invest", "is_audited", "operating", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "spend", "subsidy", "township_id", "village_id", "year") VALUES (NEW."contracted", NEW."corrects_id", NEW."id", NEW."invest", NEW."is_audited", NEW."operating", NEW."other", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."spend", NEW."subsidy", NEW."township_id", NEW."village_id", NEW."year"); RETURN NULL;', hash='d5030ce730e6e93b2c47f442fffc53a948184928', operation='INSERT', pgid='pgtrigger_insert_insert_d5481', table='support_villageincome', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageincome',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_villageincomeevent" ("contracted", "corrects_id", "id", "invest", "is_audited", "operating", "other", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "recorded_at", "recorded_by_id", "spend", "subsidy", "township_id", "village_id", "year") VALUES (NEW."contracted", NEW."corrects_id", NEW."id", NEW."invest", NEW."is_audited", NEW."operating", NEW."other", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."recorded_at", NEW."recorded_by_id", NEW."spend", NEW."subsidy", NEW."township_id", NEW."village_id", NEW."year"); RETURN NULL;', hash='29c9fd64e5888633f6f1c2c5fc94da856e6e4f7e', operation='UPDATE', pgid='pgtrigger_update_update_19c7a', table='support_villageincome', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='support_pairing_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='support_pairing_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('village'), models.F('village'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.F('since'), models.F('until'), models.Value('[]'), function='daterange', output_field=django.contrib.postgres.fields.ranges.DateRangeField()), '&&')], name='support_villagepairing_one_a_day', violation_error_message='该村这几天已有小组结对'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=models.CheckConstraint(condition=models.Q(('since', None), ('until', None), ('until__gte', models.F('since')), _connector='OR'), name='support_pairing_days_in_order', violation_error_message='解除日期不能早于结对日期'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason__in', ['', 'delisted', 'moved', 'dissolved', 'adjusted'])), name='support_pairing_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('until', None)), models.Q(('until__isnull', False), models.Q(('end_reason', ''), _negated=True)), _connector='OR'), name='support_pairing_ended_with_reason', violation_error_message='解除结对须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='villagepairing',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='group', name='support_villagepairing_township_of_group'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villagepairing',
            trigger=pgtrigger.compiler.Trigger(name='within_group', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM groups_deputygroup WHERE id = NEW.group_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='a8f95ca24d9f0232b593d05ec1b305694eb1e4e7', operation='INSERT OR UPDATE', pgid='pgtrigger_within_group_20294', table='support_villagepairing', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villagepairing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_villagepairingevent" ("end_reason", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version", "village_id") VALUES (NEW."end_reason", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version", NEW."village_id"); RETURN NULL;', hash='b7975641fd1922879af28f6d002f1cc569931d51', operation='INSERT', pgid='pgtrigger_insert_insert_5d171', table='support_villagepairing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villagepairing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_villagepairingevent" ("end_reason", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version", "village_id") VALUES (NEW."end_reason", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version", NEW."village_id"); RETURN NULL;', hash='f411c6eb219513810816a2ff103ab7d3a8ced469', operation='UPDATE', pgid='pgtrigger_update_update_e654b', table='support_villagepairing', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='support_project_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='support_project_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'planting', 'breeding', 'processing', 'solar', 'property', 'tourism', 'cooperative', 'other'])), name='support_project_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'idea', 'approved', 'building', 'working', 'stalled', 'cancelled'])), name='support_project_state_known'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='support_project_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=models.CheckConstraint(condition=models.Q(('started_on', None), ('ended_on', None), ('ended_on__gte', models.F('started_on')), _connector='OR'), name='support_project_days_in_order', violation_error_message='竣工日期不能早于开工日期'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='pairing', name='support_villageproject_township_of_pairing'),
        ),
        migrations.AddConstraint(
            model_name='villageproject',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='pairing', name='support_villageproject_group_of_pairing'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageproject',
            trigger=pgtrigger.compiler.Trigger(name='within_pairing', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM support_villagepairing WHERE id = NEW.pairing_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='d3669eba4675be4d5f0c6b2a638c93942ba2a9e7', operation='INSERT OR UPDATE', pgid='pgtrigger_within_pairing_cad74', table='support_villageproject', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageproject',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_villageprojectevent" ("cost", "ended_on", "funds", "group_id", "households", "id", "kind", "name", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "state", "township_id", "trouble", "version", "void_reason", "voided_at", "yearly_gain") VALUES (NEW."cost", NEW."ended_on", NEW."funds", NEW."group_id", NEW."households", NEW."id", NEW."kind", NEW."name", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."state", NEW."township_id", NEW."trouble", NEW."version", NEW."void_reason", NEW."voided_at", NEW."yearly_gain"); RETURN NULL;', hash='9166b69287a417008597b3db50551e9577029381', operation='INSERT', pgid='pgtrigger_insert_insert_1031f', table='support_villageproject', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='villageproject',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_villageprojectevent" ("cost", "ended_on", "funds", "group_id", "households", "id", "kind", "name", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "started_on", "state", "township_id", "trouble", "version", "void_reason", "voided_at", "yearly_gain") VALUES (NEW."cost", NEW."ended_on", NEW."funds", NEW."group_id", NEW."households", NEW."id", NEW."kind", NEW."name", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."started_on", NEW."state", NEW."township_id", NEW."trouble", NEW."version", NEW."void_reason", NEW."voided_at", NEW."yearly_gain"); RETURN NULL;', hash='6147025e72b0e4448d2d80e035d218f75dc294b6', operation='UPDATE', pgid='pgtrigger_update_update_f28f4', table='support_villageproject', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='projectphoto',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='project', name='support_projectphoto_township_of_project'),
        ),
        migrations.AddConstraint(
            model_name='projectphoto',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='project', name='support_projectphoto_group_of_project'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectphoto',
            trigger=pgtrigger.compiler.Trigger(name='within_project', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM support_villageproject WHERE id = NEW.project_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='28eacfd35059f18984c113bced78f8d995655053', operation='INSERT OR UPDATE', pgid='pgtrigger_within_project_f2ea5', table='support_projectphoto', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectphoto',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "support_projectphotoevent" ("file_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "township_id") VALUES (NEW."file_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."project_id", NEW."township_id"); RETURN NULL;', hash='4a59ba89a7cddc5eb8fee3b109f970f6fe4156ef', operation='INSERT', pgid='pgtrigger_insert_insert_488aa', table='support_projectphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='projectphoto',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "support_projectphotoevent" ("file_id", "group_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "project_id", "township_id") VALUES (NEW."file_id", NEW."group_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."project_id", NEW."township_id"); RETURN NULL;', hash='cd597d32f6c3029a5158fbc16a901213552b77f0', operation='UPDATE', pgid='pgtrigger_update_update_e4f4b', table='support_projectphoto', when='AFTER')),
        ),
    ]
