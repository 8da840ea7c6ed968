import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaigns', '0004_pairs_visited_within'),
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('files', '0001_initial'),
        ('groups', '0004_one_group_a_day'),
        ('pairings', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0003_followed_villages'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Aid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('industry', '发展产业'), ('work', '转移就业'), ('moving', '易地搬迁'), ('ecology', '生态补偿'), ('education', '教育扶贫'), ('health', '健康扶贫'), ('house', '危房改造'), ('security', '社会保障兜底'), ('finance', '金融扶贫'), ('other', '其他')], max_length=10, verbose_name='措施类别')),
                ('detail', models.CharField(max_length=200, verbose_name='措施内容')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投入资金(元)')),
                ('fund', models.CharField(blank=True, choices=[('budget', '财政'), ('relief', '扶贫'), ('unit', '单位'), ('deputy', '代表捐助'), ('loan', '贷款'), ('own', '自筹')], max_length=8, verbose_name='资金来源')),
                ('begun_on', models.DateField(verbose_name='措施日期')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='完成时限')),
                ('state', models.CharField(choices=[('planned', '计划'), ('running', '进行中'), ('done', '已完成'), ('stopped', '已停止')], default='planned', max_length=8, verbose_name='进度')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='完成日期')),
            ],
            options={
                'verbose_name': '帮扶措施',
                'verbose_name_plural': '帮扶措施',
                'ordering': ['pairing', 'begun_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AidEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('industry', '发展产业'), ('work', '转移就业'), ('moving', '易地搬迁'), ('ecology', '生态补偿'), ('education', '教育扶贫'), ('health', '健康扶贫'), ('house', '危房改造'), ('security', '社会保障兜底'), ('finance', '金融扶贫'), ('other', '其他')], max_length=10, verbose_name='措施类别')),
                ('detail', models.CharField(max_length=200, verbose_name='措施内容')),
                ('cost', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='投入资金(元)')),
                ('fund', models.CharField(blank=True, choices=[('budget', '财政'), ('relief', '扶贫'), ('unit', '单位'), ('deputy', '代表捐助'), ('loan', '贷款'), ('own', '自筹')], max_length=8, verbose_name='资金来源')),
                ('begun_on', models.DateField(verbose_name='措施日期')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='完成时限')),
                ('state', models.CharField(choices=[('planned', '计划'), ('running', '进行中'), ('done', '已完成'), ('stopped', '已停止')], default='planned', max_length=8, verbose_name='进度')),
                ('done_on', models.DateField(blank=True, null=True, verbose_name='完成日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Deed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('money', '资金'), ('goods', '物资'), ('knowhow', '技术信息'), ('work', '就业'), ('sales', '销售'), ('care', '就医就学'), ('policy', '政策落实'), ('project', '项目争取'), ('other', '其他')], max_length=8, verbose_name='实事类别')),
                ('what', models.CharField(max_length=200, verbose_name='实事内容')),
                ('day', models.DateField(verbose_name='办理日期')),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='数量')),
                ('unit', models.CharField(blank=True, max_length=8, verbose_name='单位')),
                ('witness', models.CharField(blank=True, choices=[('household', '农户'), ('village', '村')], max_length=10, verbose_name='由谁确认')),
                ('confirmed_name', models.CharField(blank=True, max_length=40, verbose_name='确认人')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='确认日期')),
            ],
            options={
                'verbose_name': '办实事',
                'verbose_name_plural': '办实事',
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DeedEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('kind', models.CharField(choices=[('money', '资金'), ('goods', '物资'), ('knowhow', '技术信息'), ('work', '就业'), ('sales', '销售'), ('care', '就医就学'), ('policy', '政策落实'), ('project', '项目争取'), ('other', '其他')], max_length=8, verbose_name='实事类别')),
                ('what', models.CharField(max_length=200, verbose_name='实事内容')),
                ('day', models.DateField(verbose_name='办理日期')),
                ('value', models.DecimalField(blank=True, decimal_places=2, max_digits=10, null=True, validators=[django.core.validators.MinValueValidator(0)], verbose_name='数量')),
                ('unit', models.CharField(blank=True, max_length=8, verbose_name='单位')),
                ('witness', models.CharField(blank=True, choices=[('household', '农户'), ('village', '村')], max_length=10, verbose_name='由谁确认')),
                ('confirmed_name', models.CharField(blank=True, max_length=40, verbose_name='确认人')),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='确认日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Effect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('day', models.DateField(verbose_name='成效日期')),
                ('gain', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='实际收益(元)')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='成效说明')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='农户签字日期')),
            ],
            options={
                'verbose_name': '帮扶成效',
                'verbose_name_plural': '帮扶成效',
                'ordering': ['pairing', 'day', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='EffectEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('day', models.DateField(verbose_name='成效日期')),
                ('gain', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(0)], verbose_name='实际收益(元)')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='成效说明')),
                ('signed_on', models.DateField(blank=True, null=True, verbose_name='农户签字日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='OfficialHelper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='帮扶责任人')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='帮扶单位')),
                ('affiliation', models.CharField(blank=True, choices=[('province', '省直'), ('prefecture', '市直'), ('county', '县直'), ('township', '乡镇'), ('village', '村级')], max_length=10, verbose_name='隶属')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('since', models.DateField(verbose_name='帮扶起始日期')),
            ],
            options={
                'verbose_name': '帮扶责任人',
                'verbose_name_plural': '帮扶责任人',
                'ordering': ['household', '-since', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficialHelperEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('name', models.CharField(max_length=40, verbose_name='帮扶责任人')),
                ('unit', models.CharField(blank=True, max_length=80, verbose_name='帮扶单位')),
                ('affiliation', models.CharField(blank=True, choices=[('province', '省直'), ('prefecture', '市直'), ('county', '县直'), ('township', '乡镇'), ('village', '村级')], max_length=10, verbose_name='隶属')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('since', models.DateField(verbose_name='帮扶起始日期')),
            ],
            options={
                'abstract': False,
            },
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='householdpairing',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='householdpairing',
            name='update_update',
        ),
        migrations.AddField(
            model_name='householdpairing',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('lifted', '脱贫后继续'), ('left', '代表离任'), ('closed', '户销'), ('adjusted', '调整'), ('died', '去世')], max_length=10, verbose_name='解除原因'),
        ),
        migrations.AddField(
            model_name='householdpairing',
            name='lift_year',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2013), django.core.validators.MaxValueValidator(2050)], verbose_name='计划脱贫年度'),
        ),
        migrations.AddField(
            model_name='householdpairingevent',
            name='end_reason',
            field=models.CharField(blank=True, choices=[('lifted', '脱贫后继续'), ('left', '代表离任'), ('closed', '户销'), ('adjusted', '调整'), ('died', '去世')], max_length=10, verbose_name='解除原因'),
        ),
        migrations.AddField(
            model_name='householdpairingevent',
            name='lift_year',
            field=models.PositiveIntegerField(blank=True, null=True, validators=[django.core.validators.MinValueValidator(2013), django.core.validators.MaxValueValidator(2050)], verbose_name='计划脱贫年度'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdpairing',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_householdpairingevent" ("end_reason", "group_id", "household_id", "id", "lift_year", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version") VALUES (NEW."end_reason", NEW."group_id", NEW."household_id", NEW."id", NEW."lift_year", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='e8a448add95362629d99ee9d8e17f5a95e1f7751', operation='INSERT', pgid='pgtrigger_insert_insert_4a678', table='pairings_householdpairing', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='householdpairing',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_householdpairingevent" ("end_reason", "group_id", "household_id", "id", "lift_year", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan", "since", "township_id", "until", "version") VALUES (NEW."end_reason", NEW."group_id", NEW."household_id", NEW."id", NEW."lift_year", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan", NEW."since", NEW."township_id", NEW."until", NEW."version"); RETURN NULL;', hash='dfcb6ab0c2d82d71bb9ef81c80b25f72467a6d4c', operation='UPDATE', pgid='pgtrigger_update_update_5992b', table='pairings_householdpairing', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='householdpairing',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='pairings_pairing_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='householdpairing',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='pairings_pairing_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='householdpairing',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason__in', ['', 'lifted', 'left', 'closed', 'adjusted', 'died'])), name='pairings_pairing_reason_known'),
        ),
        migrations.AddConstraint(
            model_name='householdpairing',
            constraint=models.CheckConstraint(condition=models.Q(('end_reason', ''), ('until__isnull', False), _connector='OR'), name='pairings_pairing_reason_of_an_end', violation_error_message='没有解除的结对不填解除原因'),
        ),
        migrations.AddField(
            model_name='aid',
            name='campaign',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='aid',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='aid',
            name='pairing',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='aid',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='aid',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='pairing',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pairings.aid'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='aidevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='deed',
            name='campaign',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='deed',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='deed',
            name='pairing',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='deed',
            name='photo',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片'),
        ),
        migrations.AddField(
            model_name='deed',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='deed',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='pairing',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pairings.deed'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='photo',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='照片'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='deedevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='effect',
            name='aid',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='effects', to='pairings.aid', verbose_name='帮扶措施'),
        ),
        migrations.AddField(
            model_name='effect',
            name='campaign',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='effect',
            name='group',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='effect',
            name='pairing',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='%(class)ss', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='effect',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='effect',
            name='scan',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='签字扫描件'),
        ),
        migrations.AddField(
            model_name='effect',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='aid',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pairings.aid', verbose_name='帮扶措施'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='pairing',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='pairings.householdpairing', verbose_name='结对'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pairings.effect'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='scan',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='签字扫描件'),
        ),
        migrations.AddField(
            model_name='effectevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='officialhelper',
            name='household',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='helpers', to='poverty.household', verbose_name='贫困户'),
        ),
        migrations.AddField(
            model_name='officialhelper',
            name='recorded_by',
            field=models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='officialhelper',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='officialhelperevent',
            name='household',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='poverty.household', verbose_name='贫困户'),
        ),
        migrations.AddField(
            model_name='officialhelperevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='officialhelperevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='pairings.officialhelper'),
        ),
        migrations.AddField(
            model_name='officialhelperevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='officialhelperevent',
            name='township',
            field=models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.UniqueConstraint(fields=('id', 'pairing'), name='pairings_aid_pairing_followed'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='pairings_aid_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='pairings_aid_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'industry', 'work', 'moving', 'ecology', 'education', 'health', 'house', 'security', 'finance', 'other'])), name='pairings_aid_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(('fund__in', ['', 'budget', 'relief', 'unit', 'deputy', 'loan', 'own'])), name='pairings_aid_fund_known'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'planned', 'running', 'done', 'stopped'])), name='pairings_aid_state_known'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='pairings_aid_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('done_on__isnull', False), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('done_on', None)), _connector='OR'), name='pairings_aid_done_with_day', violation_error_message='已完成的须填完成日期，未完成的不填'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on', None), ('due_on__gte', models.F('begun_on')), _connector='OR'), models.Q(('done_on', None), ('done_on__gte', models.F('begun_on')), _connector='OR')), name='pairings_aid_days_in_order', violation_error_message='完成时限、完成日期不能早于措施日期'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='pairing', name='pairings_aid_township_of_pairing'),
        ),
        migrations.AddConstraint(
            model_name='aid',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='pairing', name='pairings_aid_group_of_pairing'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aid',
            trigger=pgtrigger.compiler.Trigger(name='within_pairing', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM pairings_householdpairing WHERE id = NEW.pairing_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='c5ba96c622577f5aba35ed151aa191209c38ab7f', operation='INSERT OR UPDATE', pgid='pgtrigger_within_pairing_251b5', table='pairings_aid', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aid',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_aidevent" ("begun_on", "campaign_id", "cost", "detail", "done_on", "due_on", "fund", "group_id", "id", "is_on_behalf", "kind", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."begun_on", NEW."campaign_id", NEW."cost", NEW."detail", NEW."done_on", NEW."due_on", NEW."fund", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='7d781db7ad40cd69e68272d0fccebeff62dfa841', operation='INSERT', pgid='pgtrigger_insert_insert_bd774', table='pairings_aid', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='aid',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_aidevent" ("begun_on", "campaign_id", "cost", "detail", "done_on", "due_on", "fund", "group_id", "id", "is_on_behalf", "kind", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "state", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."begun_on", NEW."campaign_id", NEW."cost", NEW."detail", NEW."done_on", NEW."due_on", NEW."fund", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."state", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='b64f07c30452f3bbb43fa1ef1ae84c691da587d7', operation='UPDATE', pgid='pgtrigger_update_update_a20ce', table='pairings_aid', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'money', 'goods', 'knowhow', 'work', 'sales', 'care', 'policy', 'project', 'other'])), name='pairings_deed_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(('witness__in', ['', 'household', 'village'])), name='pairings_deed_witness_known'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='pairings_deed_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('unit', ''), ('value', None)), models.Q(('value__isnull', False), models.Q(('unit', ''), _negated=True)), _connector='OR'), name='pairings_deed_value_with_unit', violation_error_message='数量和单位须同时填写'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_name', ''), ('confirmed_on', None), ('witness', '')), models.Q(models.Q(('witness', ''), _negated=True), models.Q(('confirmed_name', ''), _negated=True), ('confirmed_on__gte', models.F('day'))), _connector='OR'), name='pairings_deed_confirmed_whole', violation_error_message='确认须写明由谁、确认人和日期，且不早于办理日期'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='pairing', name='pairings_deed_township_of_pairing'),
        ),
        migrations.AddConstraint(
            model_name='deed',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='pairing', name='pairings_deed_group_of_pairing'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deed',
            trigger=pgtrigger.compiler.Trigger(name='within_pairing', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM pairings_householdpairing WHERE id = NEW.pairing_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='b2a06f7b0e3be26d0a263d4c93567a49d7ee08f7', operation='INSERT OR UPDATE', pgid='pgtrigger_within_pairing_f6810', table='pairings_deed', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deed',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_deedevent" ("campaign_id", "confirmed_name", "confirmed_on", "day", "group_id", "id", "is_on_behalf", "kind", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "recorded_at", "recorded_by_id", "township_id", "unit", "value", "version", "void_reason", "voided_at", "what", "witness") VALUES (NEW."campaign_id", NEW."confirmed_name", NEW."confirmed_on", NEW."day", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."township_id", NEW."unit", NEW."value", NEW."version", NEW."void_reason", NEW."voided_at", NEW."what", NEW."witness"); RETURN NULL;', hash='3d5185878118eaae4ba1754feb84c4d34dbd58a3', operation='INSERT', pgid='pgtrigger_insert_insert_f05bf', table='pairings_deed', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deed',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_deedevent" ("campaign_id", "confirmed_name", "confirmed_on", "day", "group_id", "id", "is_on_behalf", "kind", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "recorded_at", "recorded_by_id", "township_id", "unit", "value", "version", "void_reason", "voided_at", "what", "witness") VALUES (NEW."campaign_id", NEW."confirmed_name", NEW."confirmed_on", NEW."day", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."kind", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."township_id", NEW."unit", NEW."value", NEW."version", NEW."void_reason", NEW."voided_at", NEW."what", NEW."witness"); RETURN NULL;', hash='9435974ead75366173d10a6eb9f67243a118e0d5', operation='UPDATE', pgid='pgtrigger_update_update_1d392', table='pairings_deed', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='pairings_effect_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=models.CheckConstraint(condition=models.Q(('signed_on', None), ('signed_on__gte', models.F('day')), _connector='OR'), name='pairings_effect_signed_after', violation_error_message='农户签字日期不能早于成效日期'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=models.CheckConstraint(condition=models.Q(('scan', None), ('signed_on__isnull', False), _connector='OR'), name='pairings_effect_scan_is_signed', violation_error_message='有签字扫描件的须填农户签字日期'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='pairing', link='aid', name='pairings_effect_pairing_of_aid'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='aid', name='pairings_effect_township_of_aid'),
        ),
        migrations.AddConstraint(
            model_name='effect',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='aid', name='pairings_effect_group_of_aid'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effect',
            trigger=pgtrigger.compiler.Trigger(name='within_aid', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT pairing_id, township_id, group_id INTO told FROM pairings_aid WHERE id = NEW.aid_id;\n    IF FOUND THEN\n        NEW.pairing_id := told.pairing_id; NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='d6b3527e5d80884bceba73953ad6ef56c8650a9c', operation='INSERT OR UPDATE', pgid='pgtrigger_within_aid_b5329', table='pairings_effect', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effect',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_effectevent" ("aid_id", "campaign_id", "day", "gain", "group_id", "id", "is_on_behalf", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "scan_id", "signed_on", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."aid_id", NEW."campaign_id", NEW."day", NEW."gain", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."scan_id", NEW."signed_on", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='ab13fa64db4bf3a6b28bf4184ded37e62d8d6433', operation='INSERT', pgid='pgtrigger_insert_insert_af6e2', table='pairings_effect', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='effect',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_effectevent" ("aid_id", "campaign_id", "day", "gain", "group_id", "id", "is_on_behalf", "note", "pairing_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "scan_id", "signed_on", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."aid_id", NEW."campaign_id", NEW."day", NEW."gain", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."note", NEW."pairing_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."scan_id", NEW."signed_on", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='b30e7bc016cc7ec38404428ff21b1b00c33136c8', operation='UPDATE', pgid='pgtrigger_update_update_35b85', table='pairings_effect', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='officialhelper',
            constraint=models.CheckConstraint(condition=models.Q(('affiliation__in', ['', 'province', 'prefecture', 'county', 'township', 'village'])), name='pairings_helper_level_known'),
        ),
        migrations.AddConstraint(
            model_name='officialhelper',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='household', name='pairings_officialhelper_township_of_household'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officialhelper',
            trigger=pgtrigger.compiler.Trigger(name='within_household', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM poverty_household WHERE id = NEW.household_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='a8c3c0a9945ac5e1c1aac63474bd70edf24d6dc5', operation='INSERT OR UPDATE', pgid='pgtrigger_within_household_0f344', table='pairings_officialhelper', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officialhelper',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "pairings_officialhelperevent" ("affiliation", "household_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "since", "township_id", "unit") VALUES (NEW."affiliation", NEW."household_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."since", NEW."township_id", NEW."unit"); RETURN NULL;', hash='e31d3f04d7379a18412c73bbc9e2a9b2ec95e366', operation='INSERT', pgid='pgtrigger_insert_insert_ddb06', table='pairings_officialhelper', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='officialhelper',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "pairings_officialhelperevent" ("affiliation", "household_id", "id", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "recorded_by_id", "since", "township_id", "unit") VALUES (NEW."affiliation", NEW."household_id", NEW."id", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."recorded_by_id", NEW."since", NEW."township_id", NEW."unit"); RETURN NULL;', hash='ad3ea0d4cc32d034705de5ee0e9825e7fd1d17fa', operation='UPDATE', pgid='pgtrigger_update_update_16e56', table='pairings_officialhelper', when='AFTER')),
        ),
    ]
