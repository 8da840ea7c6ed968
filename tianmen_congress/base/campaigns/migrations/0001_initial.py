import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(unique=True, verbose_name='代号')),
                ('name', models.CharField(max_length=80, verbose_name='活动名称')),
                ('theme', models.CharField(blank=True, max_length=120, verbose_name='主题')),
                ('year', models.PositiveIntegerField(verbose_name='年度')),
                ('starts_on', models.DateField(verbose_name='开始日期')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='结束日期')),
                ('is_current', models.BooleanField(default=False, verbose_name='当前活动')),
                ('yellow_after', models.PositiveIntegerField(default=75, validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(99)], verbose_name='黄色预警(已用期限百分比)')),
                ('counts_with_part', models.BooleanField(default=True, help_text='登记为已开展、却没有一个环节开展的活动，不计入开展次数', verbose_name='计活动须有开展的环节')),
                ('counts_with_people', models.BooleanField(default=True, help_text='登记为已开展、却无一人到会的活动，不计入开展次数', verbose_name='计活动须有人到会')),
            ],
            options={
                'verbose_name': '活动',
                'verbose_name_plural': '活动',
                'ordering': ['-starts_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_current', True)), fields=('is_current',), name='campaigns_campaign_one_current', violation_error_message='只能有一个当前活动'), models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='campaigns_campaign_days_in_order', violation_error_message='结束日期不能早于开始日期')],
            },
        ),
        migrations.CreateModel(
            name='CampaignForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('visit', '走访记录表'), ('checklist', '督导检查表')], max_length=12, verbose_name='表别')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='版本')),
                ('title', models.CharField(max_length=80, verbose_name='表名')),
                ('published_at', models.DateTimeField(blank=True, null=True, verbose_name='发布时间')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '活动表单',
                'verbose_name_plural': '活动表单',
                'ordering': ['campaign', 'kind', '-version'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'kind', 'version'), name='campaigns_form_version_once')],
            },
        ),
        migrations.CreateModel(
            name='FormSection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, verbose_name='代号')),
                ('title', models.CharField(max_length=60, verbose_name='标题')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sections', to='campaigns.campaignform', verbose_name='表单')),
            ],
            options={
                'verbose_name': '表单分节',
                'verbose_name_plural': '表单分节',
                'ordering': ['form', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('form', 'code'), name='campaigns_section_code_once')],
            },
        ),
        migrations.CreateModel(
            name='FormQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=30, verbose_name='代号')),
                ('text', models.CharField(max_length=120, verbose_name='问题')),
                ('help_text', models.CharField(blank=True, max_length=200, verbose_name='填写说明')),
                ('kind', models.CharField(choices=[('text', '文字'), ('choice', '单选'), ('multiple', '多选'), ('number', '数字'), ('yes_no', '是否'), ('score', '评分')], max_length=12, verbose_name='答法')),
                ('about', models.CharField(choices=[('village', '村'), ('household', '户'), ('both', '村和户')], default='both', max_length=12, verbose_name='对象')),
                ('options', models.JSONField(blank=True, default=list, verbose_name='选项')),
                ('is_required', models.BooleanField(default=False, verbose_name='必填')),
                ('max_score', models.PositiveIntegerField(blank=True, null=True, verbose_name='满分')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='campaigns.formsection', verbose_name='分节')),
            ],
            options={
                'verbose_name': '表单问题',
                'verbose_name_plural': '表单问题',
                'ordering': ['section', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('section', 'code'), name='campaigns_question_code_once')],
            },
        ),
        migrations.CreateModel(
            name='ProgrammePart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, verbose_name='代号')),
                ('title', models.CharField(max_length=40, verbose_name='环节')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='programme', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '活动环节',
                'verbose_name_plural': '活动环节',
                'ordering': ['campaign', 'order'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_programme_code_once')],
            },
        ),
        migrations.CreateModel(
            name='ReminderStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('days', models.SmallIntegerField(help_text='期限之前填负数，如-3；当日填0；超期之后填正数', validators=[django.core.validators.MinValueValidator(-60), django.core.validators.MaxValueValidator(250)], verbose_name='距期限的工作日')),
                ('whom', models.CharField(choices=[('holder', '办理者'), ('above', '上一级'), ('office', '市人大机关')], max_length=8, verbose_name='提醒对象')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reminder_steps', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '期限提醒',
                'verbose_name_plural': '期限提醒',
                'ordering': ['campaign', 'days', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'days', 'whom'), name='campaigns_reminder_step_once', violation_error_message='这一天已经提醒此对象'), models.CheckConstraint(condition=models.Q(('whom__in', ['', 'holder', 'above', 'office'])), name='campaigns_reminder_step_whom_known')],
            },
        ),
        migrations.CreateModel(
            name='RequiredAction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, verbose_name='代号')),
                ('title', models.CharField(max_length=60, verbose_name='动作')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='required_actions', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '规定动作',
                'verbose_name_plural': '规定动作',
                'ordering': ['campaign', 'order'],
            },
        ),
        migrations.CreateModel(
            name='StepTime',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.SlugField(max_length=20, verbose_name='步骤代号')),
                ('title', models.CharField(max_length=40, verbose_name='步骤')),
                ('days', models.PositiveIntegerField(validators=[django.core.validators.MinValueValidator(1), django.core.validators.MaxValueValidator(1000)], verbose_name='时限')),
                ('unit', models.CharField(choices=[('working', '个工作日'), ('calendar', '天'), ('month', '个月')], default='working', max_length=10, verbose_name='单位')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='step_times', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '办理时限',
                'verbose_name_plural': '办理时限',
                'ordering': ['campaign', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'step'), name='campaigns_step_time_once')],
            },
        ),
        migrations.CreateModel(
            name='AnswerClass',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=8, verbose_name='代号')),
                ('letter', models.CharField(max_length=4, verbose_name='类别')),
                ('words', models.CharField(max_length=40, verbose_name='含义')),
                ('counts_as_solved', models.BooleanField(default=False, verbose_name='计入解决')),
                ('needs_date', models.BooleanField(default=False, verbose_name='须承诺日期')),
                ('needs_reason', models.BooleanField(default=False, verbose_name='须说明原因')),
                ('is_offered', models.BooleanField(default=True, verbose_name='启用')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='顺序')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answer_classes', to='campaigns.campaign', verbose_name='活动')),
            ],
            options={
                'verbose_name': '答复类别',
                'verbose_name_plural': '答复类别',
                'ordering': ['campaign', 'order', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('campaign', 'code'), name='campaigns_answer_class_once', violation_error_message='该活动已有此代号的答复类别'), models.CheckConstraint(condition=models.Q(('counts_as_solved', True), ('needs_date', True), _negated=True), name='campaigns_answer_class_promises_what_is_open', violation_error_message='计入解决的类别不须承诺日期')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answerclass',
            trigger=pgtrigger.compiler.Trigger(name='sealed_when_used', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF (OLD.campaign_id, OLD.code, OLD.letter, OLD.words, OLD.counts_as_solved,\n            OLD.needs_date, OLD.needs_reason) IS DISTINCT FROM\n           (NEW.campaign_id, NEW.code, NEW.letter, NEW.words, NEW.counts_as_solved,\n            NEW.needs_date, NEW.needs_reason)\n           AND EXISTS (\n                SELECT 1 FROM referrals_answer WHERE answer_class_id = OLD.id)\n        THEN\n            RAISE EXCEPTION '已有答复使用的答复类别不能再改'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='aa11309e0ece91a19ddba43eaa9df70aa7a8c0a4', operation='UPDATE', pgid='pgtrigger_sealed_when_used_4fee9', table='campaigns_answerclass', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='campaignform',
            trigger=pgtrigger.compiler.Trigger(name='sealed_when_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF OLD.published_at IS NOT NULL AND OLD IS DISTINCT FROM NEW THEN\n            RAISE EXCEPTION '已发布的表单不能再改，请复制为新版本' USING ERRCODE = 'check_violation';\n        END IF;\n        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n        RETURN NEW;\n    ", hash='d270f0fbff0f8b92b9277fa44e9d4f5ac8709c23', operation='UPDATE OR DELETE', pgid='pgtrigger_sealed_when_published_c2f97', table='campaigns_campaignform', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formsection',
            trigger=pgtrigger.compiler.Trigger(name='sealed_when_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM campaigns_campaignform WHERE id IN (OLD.form_id, NEW.form_id) FOR SHARE;\n            IF EXISTS (\n                SELECT 1 FROM campaigns_campaignform\n                WHERE id IN (OLD.form_id, NEW.form_id) AND published_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION '已发布的表单不能再改，请复制为新版本' USING ERRCODE = 'check_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='786395d3485f7f648c35c45c3e82e7ffdd431ab6', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sealed_when_published_34cd4', table='campaigns_formsection', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='formquestion',
            trigger=pgtrigger.compiler.Trigger(name='sealed_when_published', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            PERFORM 1 FROM campaigns_campaignform WHERE id IN (SELECT form_id FROM campaigns_formsection WHERE id IN (OLD.section_id, NEW.section_id)) FOR SHARE;\n            IF EXISTS (\n                SELECT 1 FROM campaigns_campaignform\n                WHERE id IN (SELECT form_id FROM campaigns_formsection WHERE id IN (OLD.section_id, NEW.section_id)) AND published_at IS NOT NULL\n            ) THEN\n                RAISE EXCEPTION '已发布的表单不能再改，请复制为新版本' USING ERRCODE = 'check_violation';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='4dc29b643e544ec140d4ba5db4130b0ee3911f45', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_sealed_when_published_9f099', table='campaigns_formquestion', when='BEFORE')),
        ),
    ]
