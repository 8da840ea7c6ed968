from django.conf import settings
from django.db import migrations, models
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.personal.fields
import tianmen_congress.base.rows.within

# The value list 意见类别 of the first campaign; the office may add to it.
CATEGORIES = (
    ("infrastructure", "基础设施"),
    ("industry", "产业发展"),
    ("education", "教育"),
    ("health", "医疗卫生"),
    ("welfare", "社会保障"),
    ("housing", "住房安全"),
    ("water", "饮水安全"),
    ("jobs", "就业"),
    ("finance", "金融扶贫"),
    ("environment", "生态环境"),
    ("policy", "政策落实"),
    ("conduct", "干部作风"),
    ("other", "其他"),
)


def add_categories(apps, schema_editor):
    Category = apps.get_model("referrals", "Category")
    for order, (code, name) in enumerate(CATEGORIES):
        Category.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "order": order,
                "hides_source": code == "conduct",
                "names_accused": code == "conduct",
            },
        )


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('campaigns', '0001_initial'),
        ('deputies', '0001_initial'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('poverty', '0001_initial'),
        ('visits', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Category',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=20, unique=True, verbose_name='代号')),
                ('name', models.CharField(max_length=30, unique=True, verbose_name='名称')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='排序')),
                ('hides_source', models.BooleanField(default=False, verbose_name='对承办方隐去反映人')),
                ('names_accused', models.BooleanField(default=False, verbose_name='须写明反映对象')),
                ('is_active', models.BooleanField(default=True, verbose_name='启用')),
            ],
            options={
                'verbose_name': '意见类别',
                'verbose_name_plural': '意见类别',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OpinionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('origin', models.CharField(choices=[('visit', '走访收集'), ('reception', '接待选民'), ('deputy', '代表提出'), ('presidium', '主席团(联络处)收集')], max_length=12, verbose_name='来源')),
                ('collected_on', models.DateField(verbose_name='收集日期')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('text', models.TextField(max_length=4000, verbose_name='意见建议内容')),
                ('extent', models.CharField(blank=True, choices=[('case', '个案'), ('general', '共性')], max_length=10, verbose_name='个案或共性')),
                ('settled_text', models.TextField(blank=True, max_length=2000, verbose_name='现场解决情况')),
                ('accused_name', models.CharField(blank=True, max_length=40, verbose_name='反映对象姓名')),
                ('is_insisted', models.BooleanField(default=False, editable=False, verbose_name='坚持交办')),
                ('discipline_number', models.CharField(blank=True, max_length=40, verbose_name='转纪检函文号')),
                ('level', models.CharField(blank=True, choices=[('village', '村级'), ('township', '乡镇级'), ('city', '市级'), ('province', '省级')], max_length=10, verbose_name='层级')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('screening', '待甄别'), ('triage', '待梳理交办'), ('to_submit', '待提请市级'), ('handling', '乡村办理中'), ('submitted', '已提请市级'), ('accepted', '市级已受理'), ('agenda', '已列入联席会议'), ('assigned', '已交办待签收'), ('processing', '单位办理中'), ('reported', '已报省'), ('answered', '已答复待反馈'), ('fed_back', '已反馈待评价'), ('deciding', '再次不满意待决定'), ('evaluated', '已评价待办结'), ('closed', '已办结'), ('settled', '现场解决'), ('merged', '已并案'), ('set_aside', '不予受理'), ('not_suggestion', '不作为建议处理'), ('discipline', '已转纪检'), ('withdrawn', '已撤回')], default='draft', editable=False, max_length=16, verbose_name='状态')),
                ('round', models.PositiveIntegerField(default=1, editable=False, verbose_name='轮次')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('moved_on', models.DateField(editable=False, verbose_name='最近办理日期')),
                ('number', models.CharField(blank=True, editable=False, max_length=40, verbose_name='编号')),
                ('sequence', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('city_number', models.CharField(blank=True, max_length=40, verbose_name='市级编号')),
                ('is_suggestion', models.BooleanField(default=False, verbose_name='代表建议')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='紧急')),
                ('is_key', models.BooleanField(default=False, verbose_name='重点督办')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='匿名')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='对反映人保密')),
                ('aside_reason', models.CharField(blank=True, choices=[('duplicate', '重复'), ('vague', '内容不具体'), ('solved', '已解决'), ('petition', '不属受理范围：转信访'), ('judicial', '不属受理范围：转政法'), ('discipline', '不属受理范围：转纪检'), ('mistake', '误录'), ('other', '其他')], max_length=12, verbose_name='不予受理原因')),
                ('dismissal_reason', models.CharField(blank=True, choices=[('competence', '不属于国家机关职权范围'), ('own_affair', '代表本人或者其亲属的个人问题'), ('case', '涉及具体司法案件'), ('passed_on', '代转选民来信'), ('academic', '属于学术探讨'), ('product', '产品推介'), ('empty', '没有具体内容'), ('other', '其他不应作为建议的')], max_length=12, verbose_name='不作为建议处理的情形')),
                ('notice_number', models.CharField(blank=True, max_length=40, verbose_name='告知书文号')),
                ('submit_reason', models.TextField(blank=True, verbose_name='提请市级解决的理由')),
                ('handler_signed_by', models.CharField(blank=True, max_length=40, verbose_name='乡村签收人')),
                ('handler_signed_on', models.DateField(editable=False, null=True, verbose_name='乡村签收日期')),
                ('responsible_person', models.CharField(blank=True, max_length=40, verbose_name='责任人')),
                ('responsible_phone', models.CharField(blank=True, max_length=20, verbose_name='责任人电话')),
                ('requirement', models.CharField(blank=True, max_length=300, verbose_name='交办要求')),
                ('handover_number', models.CharField(blank=True, max_length=40, verbose_name='交办单文号')),
                ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='期限')),
                ('yellow_on', models.DateField(editable=False, null=True)),
                ('law_due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='法定期限')),
                ('is_paused', models.BooleanField(default=False, editable=False, verbose_name='暂停计时')),
                ('promised_on', models.DateField(blank=True, null=True, verbose_name='承诺日期')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('verdict', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='评价')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('again', models.CharField(blank=True, choices=[('rejected', '评价为不满意'), ('returned', '退回'), ('promise', '承诺到期'), ('reopened', '重新办理')], editable=False, max_length=10, verbose_name='再次办理')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Party',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_what', models.CharField(choices=[('group', '收集小组'), ('presidium', '主席团(联络处)'), ('handler', '乡村承办'), ('lead', '主办单位'), ('co', '协办单位'), ('merged', '并案来源')], max_length=10, verbose_name='参与身份')),
                ('since', models.DateField(verbose_name='起')),
                ('until', models.DateField(null=True, verbose_name='止')),
            ],
            options={
                'verbose_name': '参与机构',
                'verbose_name_plural': '参与机构',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='PauseRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='申请日期')),
                ('asked_as', models.CharField(choices=[('group', '代表小组'), ('handler', '乡村承办'), ('presidium', '主席团(联络处)'), ('unit', '承办单位'), ('office', '市人大机关')], max_length=10, verbose_name='申请方')),
                ('reason', models.CharField(max_length=300, verbose_name='申请理由')),
                ('wanted_until', models.DateField(verbose_name='申请暂停至')),
                ('decision', models.CharField(blank=True, choices=[('granted', '同意'), ('refused', '不同意')], max_length=8, verbose_name='决定')),
                ('decided_on', models.DateField(null=True, verbose_name='决定日期')),
                ('lapsed_on', models.DateField(null=True, verbose_name='失效日期')),
            ],
            options={
                'verbose_name': '暂停申请',
                'verbose_name_plural': '暂停申请',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Proposer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, verbose_name='姓名')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('phone_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=False, max_length=64, of='phone')),
                ('phone_tail_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=True, max_length=64, of='phone')),
                ('is_lead', models.BooleanField(default=False, verbose_name='领衔')),
            ],
            options={
                'verbose_name': '反映人',
                'verbose_name_plural': '反映人',
                'ordering': ['-is_lead', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Recall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('as_what', models.CharField(choices=[('group', '收集小组'), ('presidium', '主席团(联络处)'), ('handler', '乡村承办'), ('lead', '主办单位'), ('co', '协办单位'), ('merged', '并案来源')], max_length=10, verbose_name='身份')),
                ('is_lost', models.BooleanField(verbose_name='不再承办')),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='编号')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('document_number', models.CharField(blank=True, max_length=40, verbose_name='原文号')),
                ('handed_on', models.DateField(null=True, verbose_name='原交办日期')),
                ('words', models.JSONField(default=list, verbose_name='原内容')),
                ('recalled_on', models.DateField(verbose_name='撤回日期')),
                ('reason', models.CharField(max_length=300, verbose_name='撤回理由')),
                ('replaced_by', models.CharField(blank=True, max_length=40, verbose_name='改发文号')),
            ],
            options={
                'verbose_name': '撤回的交办',
                'verbose_name_plural': '撤回的交办',
                'ordering': ['-recalled_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Urge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(blank=True, choices=[('screen', '甄别汇总'), ('triage', '梳理交办'), ('submit', '提请市级'), ('handle', '乡村办理'), ('accept', '市级受理'), ('hand_over', '受理后交办'), ('sign', '签收'), ('answer', '答复'), ('law', '法定答复'), ('co_answer', '协办意见'), ('feedback', '反馈'), ('evaluate', '评价'), ('reminded', '催评后'), ('decide', '再次不满意处理')], max_length=10, verbose_name='步骤')),
                ('due_on', models.DateField(null=True, verbose_name='期限')),
                ('is_co', models.BooleanField(default=False, verbose_name='协办')),
                ('number', models.PositiveIntegerField(verbose_name='第几次')),
                ('on', models.DateField(verbose_name='催办日期')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='催办意见')),
                ('document_number', models.CharField(blank=True, max_length=40, verbose_name='文号')),
                ('settled_on', models.DateField(null=True, verbose_name='回应日期')),
                ('reply', models.CharField(blank=True, max_length=300, verbose_name='回应')),
            ],
            options={
                'verbose_name': '催办',
                'verbose_name_plural': '催办',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='序号')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='办理期限')),
                ('remarks', models.CharField(blank=True, max_length=300, verbose_name='备注')),
                ('handed_over_on', models.DateField(null=True, verbose_name='交办日期')),
                ('dropped_on', models.DateField(null=True, verbose_name='撤下日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('co_units', models.ManyToManyField(blank=True, related_name='+', to='accounts.organ', verbose_name='协办单位')),
                ('lead_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='主办单位')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '议题',
                'verbose_name_plural': '议题',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('class_reason', models.CharField(blank=True, max_length=300, verbose_name='原因')),
                ('promise_outcome', models.CharField(blank=True, choices=[('kept', '已兑现'), ('broken', '未兑现')], max_length=10, verbose_name='承诺兑现情况')),
                ('text', models.TextField(max_length=4000, verbose_name='答复内容')),
                ('promised_on', models.DateField(blank=True, null=True, verbose_name='承诺日期')),
                ('document_number', models.CharField(blank=True, max_length=40, verbose_name='文号')),
                ('drafted_on', models.DateField(null=True, verbose_name='起草日期')),
                ('issued_by', models.CharField(blank=True, max_length=40, verbose_name='签发人')),
                ('issued_on', models.DateField(null=True, verbose_name='签发日期')),
                ('answered_on', models.DateField(null=True, verbose_name='答复日期')),
                ('returned_on', models.DateField(null=True, verbose_name='退回日期')),
                ('return_reason', models.CharField(blank=True, max_length=300, verbose_name='退回原因')),
                ('basis', models.CharField(blank=True, max_length=60, verbose_name='依据')),
                ('answer_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='campaigns.answerclass', verbose_name='答复类别')),
                ('drafted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='答复单位')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '答复',
                'verbose_name_plural': '答复',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Assignment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('is_lead', models.BooleanField(verbose_name='主办')),
                ('assigned_on', models.DateField(null=True, verbose_name='交办日期')),
                ('document_number', models.CharField(blank=True, max_length=40, verbose_name='文号')),
                ('paper_on', models.DateField(null=True, verbose_name='交办函日期')),
                ('responsible_person', models.CharField(blank=True, max_length=40, verbose_name='责任人')),
                ('responsible_phone', models.CharField(blank=True, max_length=20, verbose_name='责任人电话')),
                ('signed_by', models.CharField(blank=True, max_length=40, verbose_name='签收人')),
                ('signed_on', models.DateField(null=True, verbose_name='签收日期')),
                ('relief_asked_on', models.DateField(null=True, verbose_name='申请退办日期')),
                ('relief_number', models.CharField(blank=True, max_length=40, verbose_name='退办单文号')),
                ('relief_reason', models.CharField(blank=True, max_length=300, verbose_name='退办理由')),
                ('relief_decision', models.CharField(blank=True, choices=[('granted', '同意'), ('refused', '不同意')], max_length=8, verbose_name='退办决定')),
                ('relief_decided_on', models.DateField(null=True, verbose_name='决定日期')),
                ('part', models.TextField(blank=True, verbose_name='协办意见')),
                ('part_number', models.CharField(blank=True, max_length=40, verbose_name='协办意见文号')),
                ('part_given_on', models.DateField(null=True, verbose_name='协办意见日期')),
                ('waived_on', models.DateField(null=True, verbose_name='免予协办日期')),
                ('waive_reason', models.CharField(blank=True, max_length=300, verbose_name='免予协办原因')),
                ('ended_on', models.DateField(null=True, verbose_name='结束日期')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='accounts.organ', verbose_name='承办单位')),
            ],
            options={
                'verbose_name': '承办',
                'verbose_name_plural': '承办',
                'ordering': ['round', '-is_lead', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Clock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('step', models.CharField(choices=[('screen', '甄别汇总'), ('triage', '梳理交办'), ('submit', '提请市级'), ('handle', '乡村办理'), ('accept', '市级受理'), ('hand_over', '受理后交办'), ('sign', '签收'), ('answer', '答复'), ('law', '法定答复'), ('co_answer', '协办意见'), ('feedback', '反馈'), ('evaluate', '评价'), ('reminded', '催评后'), ('decide', '再次不满意处理')], max_length=10, verbose_name='步骤')),
                ('started_on', models.DateField(verbose_name='起算日')),
                ('allowed', models.PositiveIntegerField(null=True, verbose_name='时限')),
                ('unit', models.CharField(choices=[('working', '个工作日'), ('calendar', '天'), ('month', '个月')], max_length=10, verbose_name='单位')),
                ('fixed_on', models.DateField(null=True, verbose_name='指定日期')),
                ('latest_on', models.DateField(null=True, verbose_name='最迟到期日')),
                ('due_on', models.DateField(verbose_name='到期日')),
                ('yellow_on', models.DateField(verbose_name='黄色预警日')),
                ('stopped_on', models.DateField(null=True, verbose_name='停止日')),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '期限',
                'verbose_name_plural': '期限',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='ClockPause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='暂停日')),
                ('ends_on', models.DateField(verbose_name='暂停至')),
                ('until', models.DateField(null=True, verbose_name='恢复日')),
                ('reason', models.CharField(max_length=300, verbose_name='原因')),
                ('asked_as', models.CharField(choices=[('group', '代表小组'), ('handler', '乡村承办'), ('presidium', '主席团(联络处)'), ('unit', '承办单位'), ('office', '市人大机关')], max_length=10, verbose_name='提出方')),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='referrals.clock')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '暂停计时',
                'verbose_name_plural': '暂停计时',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('stage', models.CharField(choices=[('before', '办理前'), ('during', '办理中'), ('after', '办理后')], max_length=10, verbose_name='阶段')),
                ('how', models.CharField(choices=[('in_person', '当面'), ('phone', '电话'), ('letter', '书面'), ('message', '短信、微信'), ('posted', '公示栏')], max_length=10, verbose_name='方式')),
                ('met_on', models.DateField(verbose_name='联系日期')),
                ('by_name', models.CharField(blank=True, max_length=40, verbose_name='联系人')),
                ('said', models.TextField(max_length=1000, verbose_name='反映人的意见')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '联系沟通',
                'verbose_name_plural': '联系沟通',
                'ordering': ['met_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='CoSigner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='邀请日期')),
                ('confirmed_on', models.DateField(null=True, verbose_name='附议日期')),
                ('declined_on', models.DateField(null=True, verbose_name='不附议日期')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='联名代表')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '联名代表',
                'verbose_name_plural': '联名代表',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DecisionEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(verbose_name='版本')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='系统时间')),
                ('words', models.JSONField(default=list, verbose_name='内容')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='决定人')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='story', to='referrals.agendaitem')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '会议决定过程',
                'verbose_name_plural': '会议决定过程',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('summary', '意见建议汇总报送'), ('submission', '提请市级解决事项报送')], max_length=12, verbose_name='种类')),
                ('sender_name', models.CharField(max_length=100, verbose_name='报送方')),
                ('receiver_name', models.CharField(max_length=100, verbose_name='接收方')),
                ('sent_on', models.DateField(verbose_name='报送日期')),
                ('document_number', models.CharField(max_length=60, verbose_name='文号')),
                ('begun_on', models.DateField(verbose_name='编制日期')),
                ('closed_at', models.DateTimeField(null=True, verbose_name='定表时间')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='定表人')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('receiver', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='接收方')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='经办人')),
                ('sender', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='报送方')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '报送',
                'verbose_name_plural': '报送',
                'ordering': ['-sent_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DispatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(verbose_name='序号')),
                ('version', models.PositiveIntegerField()),
                ('number', models.CharField(blank=True, max_length=40, verbose_name='编号')),
                ('collected_on', models.DateField(verbose_name='收集日期')),
                ('place', models.CharField(max_length=100, verbose_name='村(社区)')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('text', models.TextField(verbose_name='意见建议内容')),
                ('category', models.CharField(blank=True, max_length=30, verbose_name='类别')),
                ('reason', models.TextField(blank=True, verbose_name='提请理由')),
                ('proposers', models.JSONField(default=list, verbose_name='反映人')),
                ('is_anonymous', models.BooleanField(verbose_name='匿名')),
                ('dispatch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='referrals.dispatch')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '报送内容',
                'verbose_name_plural': '报送内容',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DueDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='日期')),
                ('cause', models.CharField(choices=[('begun', '起算'), ('paused', '暂停计时'), ('resumed', '恢复计时'), ('granted', '准予延期或调整期限'), ('calendar', '节假日安排调整')], max_length=10, verbose_name='缘由')),
                ('due_on', models.DateField(verbose_name='到期日')),
                ('words', models.TextField(verbose_name='说明')),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='due_days', to='referrals.clock')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '期限变动',
                'verbose_name_plural': '期限变动',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('verdict', models.CharField(choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='办理结果评价')),
                ('attitude', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='办理态度评价')),
                ('promise_outcome', models.CharField(blank=True, choices=[('kept', '已兑现'), ('broken', '未兑现')], max_length=10, verbose_name='承诺兑现情况')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('on', models.DateField(null=True, verbose_name='评价日期')),
                ('absent', models.PositiveIntegerField(default=0, verbose_name='未评价人数')),
                ('is_own_hand', models.BooleanField(default=False, verbose_name='答复登记人登记')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scan', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='扫描件')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '评价',
                'verbose_name_plural': '评价',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CallBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='回访日期')),
                ('how', models.CharField(choices=[('in_person', '当面'), ('phone', '电话'), ('letter', '书面'), ('message', '短信、微信'), ('posted', '公示栏')], max_length=10, verbose_name='回访方式')),
                ('outcome', models.CharField(choices=[('confirmed', '评价属实'), ('denied', '评价不实'), ('unreached', '没有联系上')], max_length=10, verbose_name='回访结果')),
                ('said', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_backs', to='referrals.evaluation', verbose_name='评价')),
            ],
            options={
                'verbose_name': '回访',
                'verbose_name_plural': '回访',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=24, verbose_name='事项')),
                ('label', models.CharField(max_length=40, verbose_name='事项名称')),
                ('from_state', models.CharField(blank=True, choices=[('draft', '草稿'), ('screening', '待甄别'), ('triage', '待梳理交办'), ('to_submit', '待提请市级'), ('handling', '乡村办理中'), ('submitted', '已提请市级'), ('accepted', '市级已受理'), ('agenda', '已列入联席会议'), ('assigned', '已交办待签收'), ('processing', '单位办理中'), ('reported', '已报省'), ('answered', '已答复待反馈'), ('fed_back', '已反馈待评价'), ('deciding', '再次不满意待决定'), ('evaluated', '已评价待办结'), ('closed', '已办结'), ('settled', '现场解决'), ('merged', '已并案'), ('set_aside', '不予受理'), ('not_suggestion', '不作为建议处理'), ('discipline', '已转纪检'), ('withdrawn', '已撤回')], max_length=16, verbose_name='原状态')),
                ('to_state', models.CharField(choices=[('draft', '草稿'), ('screening', '待甄别'), ('triage', '待梳理交办'), ('to_submit', '待提请市级'), ('handling', '乡村办理中'), ('submitted', '已提请市级'), ('accepted', '市级已受理'), ('agenda', '已列入联席会议'), ('assigned', '已交办待签收'), ('processing', '单位办理中'), ('reported', '已报省'), ('answered', '已答复待反馈'), ('fed_back', '已反馈待评价'), ('deciding', '再次不满意待决定'), ('evaluated', '已评价待办结'), ('closed', '已办结'), ('settled', '现场解决'), ('merged', '已并案'), ('set_aside', '不予受理'), ('not_suggestion', '不作为建议处理'), ('discipline', '已转纪检'), ('withdrawn', '已撤回')], max_length=16, verbose_name='新状态')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('version', models.PositiveIntegerField(verbose_name='版本')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代办')),
                ('basis', models.CharField(blank=True, max_length=60, verbose_name='依据')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='系统时间')),
                ('on', models.DateField(verbose_name='办理日期')),
                ('note', models.TextField(blank=True, verbose_name='说明')),
                ('words', models.JSONField(default=list, verbose_name='内容')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='操作人')),
                ('group', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup')),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division')),
            ],
            options={
                'verbose_name': '办理过程',
                'verbose_name_plural': '办理过程',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=40, verbose_name='更正事项')),
                ('text', models.TextField(verbose_name='更正为')),
                ('reason', models.CharField(max_length=100, verbose_name='更正原因')),
                ('at', models.DateTimeField(auto_now_add=True, verbose_name='系统时间')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='township')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='referrals.event')),
            ],
            options={
                'verbose_name': '办理过程更正',
                'verbose_name_plural': '办理过程更正',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('source', '意见材料'), ('material', '补充材料'), ('evidence', '办理佐证'), ('letter', '答复函'), ('scan', '纸质件扫描')], max_length=10, verbose_name='类别')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='referrals.event')),
            ],
            options={
                'verbose_name': '附件',
                'verbose_name_plural': '附件',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Extension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_on', models.DateField(verbose_name='申请日期')),
                ('document_number', models.CharField(blank=True, max_length=40, verbose_name='文号')),
                ('reason', models.CharField(max_length=300, verbose_name='申请理由')),
                ('wanted_until', models.DateField(verbose_name='申请延至')),
                ('old_due_on', models.DateField(verbose_name='原到期日')),
                ('decision', models.CharField(blank=True, choices=[('granted', '同意'), ('refused', '不同意')], max_length=8, verbose_name='决定')),
                ('decided_on', models.DateField(null=True, verbose_name='决定日期')),
                ('granted_until', models.DateField(null=True, verbose_name='准延至')),
                ('is_correction', models.BooleanField(default=False, verbose_name='机关调整')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('clock', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='referrals.clock')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organ', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '延期',
                'verbose_name_plural': '延期',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('told_on', models.DateField(verbose_name='反馈日期')),
                ('how', models.CharField(choices=[('in_person', '当面'), ('phone', '电话'), ('letter', '书面'), ('message', '短信、微信'), ('posted', '公示栏')], max_length=10, verbose_name='反馈方式')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='说明')),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedbacks', to='referrals.answer')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '反馈',
                'verbose_name_plural': '反馈',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HandlingUnit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='责任人')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('is_member', models.BooleanField(default=True, verbose_name='联席会议成员')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='handling_unit', to='accounts.organ', verbose_name='机构')),
            ],
            options={
                'verbose_name': '承办单位',
                'verbose_name_plural': '承办单位',
                'ordering': ['organ__order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='HandlingUnitEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('contact', models.CharField(blank=True, max_length=40, verbose_name='责任人')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('is_member', models.BooleanField(default=True, verbose_name='联席会议成员')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='撤销日期')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='机构')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='referrals.handlingunit')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='JointConference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='次数')),
                ('title', models.CharField(max_length=100, verbose_name='会议名称')),
                ('held_on', models.DateField(verbose_name='会议日期')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('chair', models.CharField(blank=True, max_length=40, verbose_name='主持人')),
                ('minutes', models.TextField(blank=True, verbose_name='会议纪要')),
                ('agenda_sent_on', models.DateField(editable=False, null=True, verbose_name='议题发送日期')),
                ('state', models.CharField(choices=[('planned', '筹备中'), ('handed_over', '已交办')], default='planned', editable=False, max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conferences', to='campaigns.campaign', verbose_name='活动主题')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': '联席会议',
                'verbose_name_plural': '联席会议',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Attendance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=40, verbose_name='参会人')),
                ('is_present', models.BooleanField(default=False, verbose_name='到会')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ')),
                ('conference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendances', to='referrals.jointconference')),
            ],
            options={
                'verbose_name': '参会单位',
                'verbose_name_plural': '参会单位',
                'ordering': ['unit__order', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='conference',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='referrals.jointconference'),
        ),
        migrations.CreateModel(
            name='JointConferenceEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='次数')),
                ('title', models.CharField(max_length=100, verbose_name='会议名称')),
                ('held_on', models.DateField(verbose_name='会议日期')),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='地点')),
                ('chair', models.CharField(blank=True, max_length=40, verbose_name='主持人')),
                ('minutes', models.TextField(blank=True, verbose_name='会议纪要')),
                ('agenda_sent_on', models.DateField(editable=False, null=True, verbose_name='议题发送日期')),
                ('state', models.CharField(choices=[('planned', '筹备中'), ('handed_over', '已交办')], default='planned', editable=False, max_length=12, verbose_name='状态')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='referrals.jointconference')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveIntegerField(verbose_name='轮次')),
                ('verdict', models.CharField(choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='办理结果评价')),
                ('attitude', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='办理态度评价')),
                ('promise_outcome', models.CharField(blank=True, choices=[('kept', '已兑现'), ('broken', '未兑现')], max_length=10, verbose_name='承诺兑现情况')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('on', models.DateField(verbose_name='评价日期')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '联名评价',
                'verbose_name_plural': '联名评价',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Opinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origin', models.CharField(choices=[('visit', '走访收集'), ('reception', '接待选民'), ('deputy', '代表提出'), ('presidium', '主席团(联络处)收集')], max_length=12, verbose_name='来源')),
                ('collected_on', models.DateField(verbose_name='收集日期')),
                ('title', models.CharField(max_length=80, verbose_name='标题')),
                ('text', models.TextField(max_length=4000, verbose_name='意见建议内容')),
                ('extent', models.CharField(blank=True, choices=[('case', '个案'), ('general', '共性')], max_length=10, verbose_name='个案或共性')),
                ('settled_text', models.TextField(blank=True, max_length=2000, verbose_name='现场解决情况')),
                ('accused_name', models.CharField(blank=True, max_length=40, verbose_name='反映对象姓名')),
                ('is_insisted', models.BooleanField(default=False, editable=False, verbose_name='坚持交办')),
                ('discipline_number', models.CharField(blank=True, max_length=40, verbose_name='转纪检函文号')),
                ('level', models.CharField(blank=True, choices=[('village', '村级'), ('township', '乡镇级'), ('city', '市级'), ('province', '省级')], max_length=10, verbose_name='层级')),
                ('state', models.CharField(choices=[('draft', '草稿'), ('screening', '待甄别'), ('triage', '待梳理交办'), ('to_submit', '待提请市级'), ('handling', '乡村办理中'), ('submitted', '已提请市级'), ('accepted', '市级已受理'), ('agenda', '已列入联席会议'), ('assigned', '已交办待签收'), ('processing', '单位办理中'), ('reported', '已报省'), ('answered', '已答复待反馈'), ('fed_back', '已反馈待评价'), ('deciding', '再次不满意待决定'), ('evaluated', '已评价待办结'), ('closed', '已办结'), ('settled', '现场解决'), ('merged', '已并案'), ('set_aside', '不予受理'), ('not_suggestion', '不作为建议处理'), ('discipline', '已转纪检'), ('withdrawn', '已撤回')], default='draft', editable=False, max_length=16, verbose_name='状态')),
                ('round', models.PositiveIntegerField(default=1, editable=False, verbose_name='轮次')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('moved_on', models.DateField(editable=False, verbose_name='最近办理日期')),
                ('number', models.CharField(blank=True, editable=False, max_length=40, verbose_name='编号')),
                ('sequence', models.PositiveIntegerField(blank=True, editable=False, null=True)),
                ('city_number', models.CharField(blank=True, max_length=40, verbose_name='市级编号')),
                ('is_suggestion', models.BooleanField(default=False, verbose_name='代表建议')),
                ('is_urgent', models.BooleanField(default=False, verbose_name='紧急')),
                ('is_key', models.BooleanField(default=False, verbose_name='重点督办')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='匿名')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='对反映人保密')),
                ('aside_reason', models.CharField(blank=True, choices=[('duplicate', '重复'), ('vague', '内容不具体'), ('solved', '已解决'), ('petition', '不属受理范围：转信访'), ('judicial', '不属受理范围：转政法'), ('discipline', '不属受理范围：转纪检'), ('mistake', '误录'), ('other', '其他')], max_length=12, verbose_name='不予受理原因')),
                ('dismissal_reason', models.CharField(blank=True, choices=[('competence', '不属于国家机关职权范围'), ('own_affair', '代表本人或者其亲属的个人问题'), ('case', '涉及具体司法案件'), ('passed_on', '代转选民来信'), ('academic', '属于学术探讨'), ('product', '产品推介'), ('empty', '没有具体内容'), ('other', '其他不应作为建议的')], max_length=12, verbose_name='不作为建议处理的情形')),
                ('notice_number', models.CharField(blank=True, max_length=40, verbose_name='告知书文号')),
                ('submit_reason', models.TextField(blank=True, verbose_name='提请市级解决的理由')),
                ('handler_signed_by', models.CharField(blank=True, max_length=40, verbose_name='乡村签收人')),
                ('handler_signed_on', models.DateField(editable=False, null=True, verbose_name='乡村签收日期')),
                ('responsible_person', models.CharField(blank=True, max_length=40, verbose_name='责任人')),
                ('responsible_phone', models.CharField(blank=True, max_length=20, verbose_name='责任人电话')),
                ('requirement', models.CharField(blank=True, max_length=300, verbose_name='交办要求')),
                ('handover_number', models.CharField(blank=True, max_length=40, verbose_name='交办单文号')),
                ('due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='期限')),
                ('yellow_on', models.DateField(editable=False, null=True)),
                ('law_due_on', models.DateField(blank=True, editable=False, null=True, verbose_name='法定期限')),
                ('is_paused', models.BooleanField(default=False, editable=False, verbose_name='暂停计时')),
                ('promised_on', models.DateField(blank=True, null=True, verbose_name='承诺日期')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('verdict', models.CharField(blank=True, choices=[('satisfied', '满意'), ('basically', '基本满意'), ('dissatisfied', '不满意'), ('none', '未评价')], max_length=12, verbose_name='评价')),
                ('closed_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('again', models.CharField(blank=True, choices=[('rejected', '评价为不满意'), ('returned', '退回'), ('promise', '承诺到期'), ('reopened', '重新办理')], editable=False, max_length=10, verbose_name='再次办理')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('is_on_behalf', models.BooleanField(default=False, verbose_name='代录')),
                ('accused_organ', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='反映对象')),
                ('answer_class', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.answerclass', verbose_name='答复类别')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='campaigns.campaign', verbose_name='活动主题')),
                ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referrals.category', verbose_name='类别')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='groups.deputygroup', verbose_name='代表小组')),
                ('handler', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='handled_opinions', to='accounts.organ', verbose_name='乡村承办')),
                ('holder', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='当前经办')),
                ('lead_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='led_opinions', to='accounts.organ', verbose_name='主办单位')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='referrals.opinion', verbose_name='并入')),
                ('presidium', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ', verbose_name='主席团(联络处)')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
            ],
            options={
                'verbose_name': '意见建议',
                'verbose_name_plural': '意见建议',
                'ordering': ['-collected_on', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='opinion',
            name='source_call',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='visits.householdcall', verbose_name='来源入户'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='source_visit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='visits.visit', verbose_name='来源走访'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='township',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='opinion',
            name='village',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='divisions.division', verbose_name='所涉村'),
        ),
        migrations.AddField(
            model_name='mark',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedbacks', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='event',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='history', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='evaluation',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evaluations', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='dispatchline',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='dispatch_lines', to='referrals.opinion', verbose_name='意见建议'),
        ),
        migrations.AddField(
            model_name='cosigner',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='co_signers', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='contact',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='clock',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clocks', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='callback',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='call_backs', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='attachment',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='assignment',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='answer',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agenda_items', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='accused_organ',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='反映对象'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='answer_class',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.answerclass', verbose_name='答复类别'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='campaign',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='category',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='referrals.category', verbose_name='类别'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='group',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='handler',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='乡村承办'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='holder',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='当前经办'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='lead_unit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='主办单位'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='merged_into',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='referrals.opinion', verbose_name='并入'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='pgh_context',
            field=models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='pgh_obj',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='presidium',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='主席团(联络处)'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='recorded_by',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='source_call',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.householdcall', verbose_name='来源入户'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='source_visit',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='visits.visit', verbose_name='来源走访'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='township',
            field=models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='village',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='所涉村'),
        ),
        migrations.AddField(
            model_name='party',
            name='local_township',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division'),
        ),
        migrations.AddField(
            model_name='party',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parties', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='party',
            name='organ',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ'),
        ),
        migrations.AddField(
            model_name='party',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='pauserequest',
            name='asked_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pauserequest',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='pauserequest',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pause_requests', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='pauserequest',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='clockpause',
            name='request',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='referrals.pauserequest'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='household',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='poverty.household', verbose_name='贫困户'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='proposers', to='referrals.opinion', verbose_name='意见建议'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='person',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='proposals', to='deputies.person', verbose_name='代表'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='proposer',
            name='village',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='村'),
        ),
        migrations.AddField(
            model_name='mark',
            name='proposer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='marks', to='referrals.proposer'),
        ),
        migrations.AddField(
            model_name='feedback',
            name='proposer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedbacks', to='referrals.proposer'),
        ),
        migrations.AddField(
            model_name='contact',
            name='proposer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='referrals.proposer'),
        ),
        migrations.AddField(
            model_name='recall',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='recall',
            name='organ',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recalls', to='accounts.organ', verbose_name='单位'),
        ),
        migrations.AddField(
            model_name='recall',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddField(
            model_name='urge',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='urge',
            name='opinion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='urges', to='referrals.opinion'),
        ),
        migrations.AddField(
            model_name='urge',
            name='organ',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.organ'),
        ),
        migrations.AddField(
            model_name='urge',
            name='township',
            field=models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇'),
        ),
        migrations.AddConstraint(
            model_name='decisionevent',
            constraint=models.UniqueConstraint(fields=('item', 'version'), name='referrals_decision_one_a_change'),
        ),
        migrations.AddConstraint(
            model_name='decisionevent',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='item', name='referrals_decisionevent_township_of_item'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionevent',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7bc7ac2c29963361a9a9d8fdc5791f14999e03ec', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_20bae', table='referrals_decisionevent', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='decisionevent',
            trigger=pgtrigger.compiler.Trigger(name='within_item', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_agendaitem WHERE id = NEW.item_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='9ddc32cb7459498a82a86909e3faa018dd892128', operation='INSERT OR UPDATE', pgid='pgtrigger_within_item_91704', table='referrals_decisionevent', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'summary', 'submission'])), name='referrals_dispatch_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(fields=('kind', 'campaign', 'sender', 'document_number'), name='referrals_dispatch_number_once'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('kind', 'campaign', 'sender', 'sent_on', 'begun_on'), name='referrals_dispatch_one_open'),
        ),
        migrations.AddConstraint(
            model_name='dispatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('closed_by', None)), models.Q(('closed_at__isnull', False), ('closed_by__isnull', False)), _connector='OR'), name='referrals_dispatch_closed_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatch',
            trigger=pgtrigger.compiler.Trigger(name='is_kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='4d0d6fb3e56f0b08e205a70bec0971a3e52ef586', operation='DELETE', pgid='pgtrigger_is_kept_1360c', table='referrals_dispatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatch',
            trigger=pgtrigger.compiler.Trigger(name='stays_closed', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."closed_at" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='d64e0cd98bc220201a571ebf6378696f0cb097d9', operation='UPDATE', pgid='pgtrigger_stays_closed_b4296', table='referrals_dispatch', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatch',
            trigger=pgtrigger.compiler.Trigger(name='says_the_same', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."campaign_id" IS DISTINCT FROM (NEW."campaign_id") OR OLD."township_id" IS DISTINCT FROM (NEW."township_id") OR OLD."group_id" IS DISTINCT FROM (NEW."group_id") OR OLD."sender_id" IS DISTINCT FROM (NEW."sender_id") OR OLD."receiver_id" IS DISTINCT FROM (NEW."receiver_id") OR OLD."sender_name" IS DISTINCT FROM (NEW."sender_name") OR OLD."receiver_name" IS DISTINCT FROM (NEW."receiver_name") OR OLD."sent_on" IS DISTINCT FROM (NEW."sent_on") OR OLD."document_number" IS DISTINCT FROM (NEW."document_number") OR OLD."begun_on" IS DISTINCT FROM (NEW."begun_on") OR OLD."recorded_by_id" IS DISTINCT FROM (NEW."recorded_by_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='dd70253dd107b77fed18a6e4efaeb392ba07f968', operation='UPDATE', pgid='pgtrigger_says_the_same_f957b', table='referrals_dispatch', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='dueday',
            constraint=models.CheckConstraint(condition=models.Q(('cause__in', ['', 'begun', 'paused', 'resumed', 'granted', 'calendar'])), name='referrals_due_day_cause_known'),
        ),
        migrations.AddConstraint(
            model_name='dueday',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='clock', name='referrals_dueday_township_of_clock'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dueday',
            trigger=pgtrigger.compiler.Trigger(name='within_clock', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_clock WHERE id = NEW.clock_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='6037321a38e33d96b174bde7d2b301e3cb75736e', operation='INSERT OR UPDATE', pgid='pgtrigger_within_clock_48295', table='referrals_dueday', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=models.UniqueConstraint(fields=('event', 'label'), name='referrals_correction_once'),
        ),
        migrations.AddConstraint(
            model_name='correction',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='event', name='referrals_correction_township_of_event'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='d5d95bb2f98dd2e352322623bb9b1449cfdb41d5', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_a2c9d', table='referrals_correction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='correction',
            trigger=pgtrigger.compiler.Trigger(name='within_event', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_event WHERE id = NEW.event_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='a19e83e10489ddcc3c0dd9f12e26ac18969036cd', operation='INSERT OR UPDATE', pgid='pgtrigger_within_event_78093', table='referrals_correction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.UniqueConstraint(condition=models.Q(('decision', '')), fields=('clock',), name='referrals_extension_one_question'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_on', None), ('decision', ''), ('granted_until', None)), models.Q(('decided_on__isnull', False), ('decision', 'refused'), ('granted_until', None)), models.Q(('decided_on__isnull', False), ('decision', 'granted'), ('granted_until__isnull', False)), _connector='OR'), name='referrals_extension_decided_whole'),
        ),
        migrations.AddConstraint(
            model_name='extension',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='clock', name='referrals_extension_township_of_clock'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='extension',
            trigger=pgtrigger.compiler.Trigger(name='within_clock', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_clock WHERE id = NEW.clock_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='eb43c80f65f5102351d55d9f77f065f8991a8a2e', operation='INSERT OR UPDATE', pgid='pgtrigger_within_clock_15e51', table='referrals_extension', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handlingunit',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_handlingunitevent" ("closed_on", "contact", "id", "is_member", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "version") VALUES (NEW."closed_on", NEW."contact", NEW."id", NEW."is_member", NEW."organ_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."version"); RETURN NULL;', hash='5bb40608dddaa87278af2a9f325bd0c5d257706e', operation='INSERT', pgid='pgtrigger_insert_insert_edda6', table='referrals_handlingunit', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='handlingunit',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_handlingunitevent" ("closed_on", "contact", "id", "is_member", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "version") VALUES (NEW."closed_on", NEW."contact", NEW."id", NEW."is_member", NEW."organ_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."version"); RETURN NULL;', hash='7f96a276919ae07aeb7bcdd941182ce61896a573', operation='UPDATE', pgid='pgtrigger_update_update_d3d25', table='referrals_handlingunit', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='jointconference',
            constraint=models.UniqueConstraint(fields=('campaign', 'number'), name='referrals_conference_number_once'),
        ),
        migrations.AddConstraint(
            model_name='jointconference',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'planned', 'handed_over'])), name='referrals_conference_state'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointconference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_jointconferenceevent" ("agenda_sent_on", "campaign_id", "chair", "held_on", "id", "minutes", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "state", "title", "version") VALUES (NEW."agenda_sent_on", NEW."campaign_id", NEW."chair", NEW."held_on", NEW."id", NEW."minutes", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='7da7cff25032c58f8681a3d0a7a91e86ceefd9ee', operation='INSERT', pgid='pgtrigger_insert_insert_26aa2', table='referrals_jointconference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointconference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_jointconferenceevent" ("agenda_sent_on", "campaign_id", "chair", "held_on", "id", "minutes", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "state", "title", "version") VALUES (NEW."agenda_sent_on", NEW."campaign_id", NEW."chair", NEW."held_on", NEW."id", NEW."minutes", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='1084419effeb7d8fea102b7e65c6f50a1003ba24', operation='UPDATE', pgid='pgtrigger_update_update_ad778', table='referrals_jointconference', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='attendance',
            constraint=models.UniqueConstraint(fields=('conference', 'unit'), name='referrals_attendance_once'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['township', 'state'], name='referrals_o_townshi_708793_idx'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['group', 'state'], name='referrals_o_group_i_246558_idx'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['state', 'due_on'], name='referrals_o_state_94344c_idx'),
        ),
        migrations.AddIndex(
            model_name='opinion',
            index=models.Index(fields=['-collected_on', '-id'], name='referrals_o_collect_29c449_idx'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='referrals_opinion_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'draft', 'screening', 'triage', 'to_submit', 'handling', 'submitted', 'accepted', 'agenda', 'assigned', 'processing', 'reported', 'answered', 'fed_back', 'deciding', 'evaluated', 'closed', 'settled', 'merged', 'set_aside', 'not_suggestion', 'discipline', 'withdrawn'])), name='referrals_opinion_state_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('origin__in', ['', 'visit', 'reception', 'deputy', 'presidium'])), name='referrals_opinion_origin_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('extent__in', ['', 'case', 'general'])), name='referrals_opinion_extent_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('level__in', ['', 'village', 'township', 'city', 'province'])), name='referrals_opinion_level_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'satisfied', 'basically', 'dissatisfied', 'none'])), name='referrals_opinion_verdict_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('again__in', ['', 'rejected', 'returned', 'promise', 'reopened'])), name='referrals_opinion_again_known'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('campaign', 'township', 'sequence'), name='referrals_opinion_number_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('merged_into__isnull', False), ('state', 'merged')), models.Q(models.Q(('state', 'merged'), _negated=True), ('merged_into', None)), _connector='OR'), name='referrals_opinion_merged_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'set_aside'), models.Q(('aside_reason', ''), _negated=True)), models.Q(models.Q(('state', 'set_aside'), _negated=True), ('aside_reason', '')), _connector='OR'), name='referrals_opinion_aside_with_reason', violation_error_message='不予受理须选择原因'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'not_suggestion'), models.Q(('dismissal_reason', ''), _negated=True)), models.Q(models.Q(('state', 'not_suggestion'), _negated=True), ('dismissal_reason', '')), _connector='OR'), name='referrals_opinion_dismissed_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'settled'), models.Q(('settled_text', ''), _negated=True)), models.Q(models.Q(('state', 'settled'), _negated=True), ('settled_text', '')), _connector='OR'), name='referrals_opinion_settled_somehow'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('notice_number', ''), ('state__in', ('set_aside', 'not_suggestion', 'discipline')), _connector='OR'), name='referrals_opinion_notice_of_what_ended'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('accused_name', ''), ('accused_organ__isnull', False), _connector='OR'), name='referrals_opinion_accused_of_an_organ', violation_error_message='填写反映对象姓名的，须写明其所在机构'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'discipline'), models.Q(('discipline_number', ''), _negated=True)), models.Q(models.Q(('state', 'discipline'), _negated=True), ('discipline_number', '')), _connector='OR'), name='referrals_opinion_passed_on_with_letter'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'closed'), ('closed_on', None), _connector='OR'), name='referrals_opinion_no_day_of_closing_before_it'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'handling'), _negated=True), ('handler__isnull', False), _connector='OR'), name='referrals_opinion_handled_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['assigned', 'processing']), _negated=True), ('lead_unit__isnull', False), _connector='OR'), name='referrals_opinion_led_by_somebody'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='is_of_somebody', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = NEW.id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', NEW.id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='a4c5fd490fadb64e24ee27b772278d9cbf74cdbc', operation='INSERT', pgid='pgtrigger_is_of_somebody_f8b2b', table='referrals_opinion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='stays_somebodys', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_anonymous" AND OLD."is_anonymous")', constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = NEW.id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', NEW.id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='dd1300c4fc785fc065209aeca11ff62e68168684', operation='UPDATE OF "is_anonymous"', pgid='pgtrigger_stays_somebodys_f534e', table='referrals_opinion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_opinionevent" ("accused_name", "accused_organ_id", "again", "answer_class_id", "answered_on", "aside_reason", "campaign_id", "category_id", "city_number", "closed_on", "collected_on", "discipline_number", "dismissal_reason", "due_on", "extent", "group_id", "handler_id", "handler_signed_by", "handler_signed_on", "handover_number", "holder_id", "id", "is_anonymous", "is_confidential", "is_insisted", "is_key", "is_on_behalf", "is_paused", "is_suggestion", "is_urgent", "law_due_on", "lead_unit_id", "level", "merged_into_id", "moved_on", "notice_number", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presidium_id", "promised_on", "recorded_at", "recorded_by_id", "requirement", "responsible_person", "responsible_phone", "round", "sequence", "settled_text", "source_call_id", "source_visit_id", "state", "submit_reason", "text", "title", "township_id", "verdict", "version", "village_id", "yellow_on") VALUES (NEW."accused_name", NEW."accused_organ_id", NEW."again", NEW."answer_class_id", NEW."answered_on", NEW."aside_reason", NEW."campaign_id", NEW."category_id", NEW."city_number", NEW."closed_on", NEW."collected_on", NEW."discipline_number", NEW."dismissal_reason", NEW."due_on", NEW."extent", NEW."group_id", NEW."handler_id", NEW."handler_signed_by", NEW."handler_signed_on", NEW."handover_number", NEW."holder_id", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_insisted", NEW."is_key", NEW."is_on_behalf", NEW."is_paused", NEW."is_suggestion", NEW."is_urgent", NEW."law_due_on", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."moved_on", NEW."notice_number", NEW."number", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presidium_id", NEW."promised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement", NEW."responsible_person", NEW."responsible_phone", NEW."round", NEW."sequence", NEW."settled_text", NEW."source_call_id", NEW."source_visit_id", NEW."state", NEW."submit_reason", NEW."text", NEW."title", NEW."township_id", NEW."verdict", NEW."version", NEW."village_id", NEW."yellow_on"); RETURN NULL;', hash='37a89bcbb076eef105d45e7b5495f8402af419c2', operation='INSERT', pgid='pgtrigger_insert_insert_4f8a6', table='referrals_opinion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_opinionevent" ("accused_name", "accused_organ_id", "again", "answer_class_id", "answered_on", "aside_reason", "campaign_id", "category_id", "city_number", "closed_on", "collected_on", "discipline_number", "dismissal_reason", "due_on", "extent", "group_id", "handler_id", "handler_signed_by", "handler_signed_on", "handover_number", "holder_id", "id", "is_anonymous", "is_confidential", "is_insisted", "is_key", "is_on_behalf", "is_paused", "is_suggestion", "is_urgent", "law_due_on", "lead_unit_id", "level", "merged_into_id", "moved_on", "notice_number", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presidium_id", "promised_on", "recorded_at", "recorded_by_id", "requirement", "responsible_person", "responsible_phone", "round", "sequence", "settled_text", "source_call_id", "source_visit_id", "state", "submit_reason", "text", "title", "township_id", "verdict", "version", "village_id", "yellow_on") VALUES (NEW."accused_name", NEW."accused_organ_id", NEW."again", NEW."answer_class_id", NEW."answered_on", NEW."aside_reason", NEW."campaign_id", NEW."category_id", NEW."city_number", NEW."closed_on", NEW."collected_on", NEW."discipline_number", NEW."dismissal_reason", NEW."due_on", NEW."extent", NEW."group_id", NEW."handler_id", NEW."handler_signed_by", NEW."handler_signed_on", NEW."handover_number", NEW."holder_id", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_insisted", NEW."is_key", NEW."is_on_behalf", NEW."is_paused", NEW."is_suggestion", NEW."is_urgent", NEW."law_due_on", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."moved_on", NEW."notice_number", NEW."number", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presidium_id", NEW."promised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement", NEW."responsible_person", NEW."responsible_phone", NEW."round", NEW."sequence", NEW."settled_text", NEW."source_call_id", NEW."source_visit_id", NEW."state", NEW."submit_reason", NEW."text", NEW."title", NEW."township_id", NEW."verdict", NEW."version", NEW."village_id", NEW."yellow_on"); RETURN NULL;', hash='7b9b9cc171d5cc189f0bc27a0bf377e6a0d04028', operation='UPDATE', pgid='pgtrigger_update_update_ebb75', table='referrals_opinion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='referrals_event_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.UniqueConstraint(fields=('opinion', 'version'), name='referrals_event_one_a_change'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='event',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='18c93cf8848d5e6f4c8a29145122735f2e35ef66', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_2f683', table='referrals_event', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.UniqueConstraint(fields=('opinion', 'round'), name='referrals_evaluation_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'satisfied', 'basically', 'dissatisfied', 'none'])), name='referrals_evaluation_known'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('attitude__in', ['', 'satisfied', 'basically', 'dissatisfied', 'none'])), name='referrals_evaluation_attitude_known'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(('promise_outcome__in', ['', 'kept', 'broken'])), name='referrals_evaluation_promise_known'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'dissatisfied'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='referrals_evaluation_dissatisfied_with_reason', violation_error_message='不满意须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='evaluation',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_evaluation_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='evaluation',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='a64ab2b0212a743d4bb33beabbd93248798e8985', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_a2df3', table='referrals_evaluation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='dispatchline',
            constraint=models.UniqueConstraint(fields=('dispatch', 'opinion'), name='referrals_dispatch_line_once'),
        ),
        migrations.AddConstraint(
            model_name='dispatchline',
            constraint=models.UniqueConstraint(fields=('dispatch', 'order'), name='referrals_dispatch_line_order'),
        ),
        migrations.AddConstraint(
            model_name='dispatchline',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_dispatchline_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatchline',
            trigger=pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='988cf92b083cc510c668a0788739f000f84d5a58', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_b649a', table='referrals_dispatchline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatchline',
            trigger=pgtrigger.compiler.Trigger(name='while_open', sql=pgtrigger.compiler.UpsertTriggerSql(func="\nIF EXISTS (\n    SELECT FROM referrals_dispatch\n    WHERE id = NEW.dispatch_id AND closed_at IS NOT NULL\n) THEN\n    RAISE EXCEPTION 'dispatch % is closed', NEW.dispatch_id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_dispatch_is_open';\nEND IF;\nRETURN NEW;\n", hash='31a4fc9ab8e4affdc6af88de199ffddf5a72dc08', operation='INSERT', pgid='pgtrigger_while_open_37350', table='referrals_dispatchline', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dispatchline',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='2ae56943dfff5079283e3cc341644c4e25f30095', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_76814', table='referrals_dispatchline', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=models.UniqueConstraint(fields=('opinion', 'person'), name='referrals_co_signer_once', violation_error_message='已经邀请过此人附议'),
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_on', None), ('declined_on', None), _connector='OR'), name='referrals_co_signer_answers_once'),
        ),
        migrations.AddConstraint(
            model_name='cosigner',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_cosigner_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='cosigner',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='7b96f7af3746a39e52c46889eb99f27338d9649c', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_fc99d', table='referrals_cosigner', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='referrals_clock_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.UniqueConstraint(condition=models.Q(('stopped_on', None)), fields=('opinion', 'step', 'organ'), name='referrals_clock_runs_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.UniqueConstraint(condition=models.Q(('step', 'law')), fields=('opinion',), name='referrals_clock_of_law_once'),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.CheckConstraint(condition=models.Q(('stopped_on', None), ('stopped_on__gte', models.F('started_on')), _connector='OR'), name='referrals_clock_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=models.CheckConstraint(condition=models.Q(('step__in', ['', 'screen', 'triage', 'submit', 'handle', 'accept', 'hand_over', 'sign', 'answer', 'law', 'co_answer', 'feedback', 'evaluate', 'reminded', 'decide'])), name='referrals_clock_step_known'),
        ),
        migrations.AddConstraint(
            model_name='clock',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_clock_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clock',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='056d8daa1fa9dc287500b0257579ec0e3ac195ab', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_6144d', table='referrals_clock', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['', 'in_person', 'phone', 'letter', 'message', 'posted'])), name='referrals_call_back_how_known'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'confirmed', 'denied', 'unreached'])), name='referrals_call_back_known'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'denied'), _negated=True), models.Q(('said', ''), _negated=True), _connector='OR'), name='referrals_call_back_denied_with_words', violation_error_message='评价不实的须说明反映人怎样说'),
        ),
        migrations.AddConstraint(
            model_name='callback',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_callback_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='callback',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='8959975b35a68be2bcffe841fc3e8c6f86960689', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_b1ee5', table='referrals_callback', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['', 'source', 'material', 'evidence', 'letter', 'scan'])), name='referrals_attachment_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_attachment_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='attachment',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='f2c694b4e5255ff196e9dafe9347becc06f65e3a', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_bc0c6', table='referrals_attachment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('is_lead', True)), fields=('opinion',), name='referrals_assignment_one_lead', violation_error_message='只能有一个主办单位'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('opinion', 'unit'), name='referrals_assignment_unit_once', violation_error_message='主办单位和协办单位不能重复'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(('document_number', ''), ('assigned_on__isnull', False), _connector='OR'), name='referrals_assignment_paper_with_a_day'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('waive_reason', ''), ('waived_on', None)), models.Q(('waived_on__isnull', False), models.Q(('waive_reason', ''), _negated=True)), _connector='OR'), name='referrals_assignment_waived_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='assignment',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_assignment_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='assignment',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='1ba48faa78a470f5cc46fae75f03967ac3d2aa91', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_f2f74', table='referrals_assignment', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(('promise_outcome__in', ['', 'kept', 'broken'])), name='referrals_answer_promise_known'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(condition=models.Q(('returned_on', None)), fields=('opinion', 'round'), name='referrals_answer_one_a_round'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('basis', ''), ('drafted_on__isnull', False)), models.Q(models.Q(('basis', ''), _negated=True), ('answered_on', None), ('document_number', ''), ('drafted_on', None), ('issued_on', None)), _connector='OR'), name='referrals_answer_of_a_ledger_without_days'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('issued_by', ''), ('issued_on', None)), models.Q(('issued_on__isnull', False), models.Q(('issued_by', ''), _negated=True)), _connector='OR'), name='referrals_answer_issued_whole'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_answer_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='answers_its_class', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n        IF NOT EXISTS (\n            SELECT 1 FROM campaigns_answerclass c\n            JOIN referrals_opinion o ON o.campaign_id = c.campaign_id\n            WHERE c.id = NEW.answer_class_id AND o.id = NEW.opinion_id\n            AND (NEW.basis <> '' OR (\n                (NEW.promised_on IS NOT NULL OR NOT c.needs_date)\n                AND (NEW.class_reason <> '' OR NOT c.needs_reason))))\n        THEN\n            RAISE EXCEPTION '答复须符合本次活动的答复类别：承诺日期或者原因没有填写'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        RETURN NEW;\n    ", hash='74f9d520166f3b71ccc59b9858a60068c7666593', operation='INSERT OR UPDATE', pgid='pgtrigger_answers_its_class_46280', table='referrals_answer', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='answer',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='ab58d995da378b498024bca2a786fcb6a78cf231', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_57107', table='referrals_answer', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='referrals_agendaitem_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('dropped_on', None), ('handed_over_on', None)), fields=('opinion',), name='referrals_item_one_open_agenda'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_agendaitem_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='agendaitem',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='633d57ba1407e3247d32f3ac35f010bdcca433c3', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_9a729', table='referrals_agendaitem', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='party',
            index=models.Index(fields=['organ', 'opinion'], name='referrals_p_organ_i_956f30_idx'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.UniqueConstraint(fields=('opinion', 'organ', 'as_what'), name='referrals_party_once'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=models.CheckConstraint(condition=models.Q(('as_what__in', ['', 'group', 'presidium', 'handler', 'lead', 'co', 'merged'])), name='referrals_party_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='party',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_party_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='party',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='7ac6407023185d77cccd9272ce181e7afcf035ed', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_ce6c8', table='referrals_party', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='pauserequest',
            constraint=models.UniqueConstraint(condition=models.Q(('decision', ''), ('lapsed_on', None)), fields=('opinion',), name='referrals_pause_one_question'),
        ),
        migrations.AddConstraint(
            model_name='pauserequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by', None), ('decided_on', None), ('decision', '')), models.Q(('decided_by__isnull', False), ('decided_on__isnull', False), ('decision__in', ['granted', 'refused'])), _connector='OR'), name='referrals_pause_decided_whole'),
        ),
        migrations.AddConstraint(
            model_name='pauserequest',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='referrals_pause_decided_by_another', violation_error_message='暂停计时须由另一人决定'),
        ),
        migrations.AddConstraint(
            model_name='pauserequest',
            constraint=models.CheckConstraint(condition=models.Q(('asked_as__in', ['', 'group', 'handler', 'presidium', 'unit', 'office'])), name='referrals_pause_asker_known'),
        ),
        migrations.AddConstraint(
            model_name='pauserequest',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_pauserequest_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pauserequest',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='c8a73002712b322738934efa8df7d7a6f075ad47', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_5503c', table='referrals_pauserequest', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='clockpause',
            constraint=models.UniqueConstraint(condition=models.Q(('until', None)), fields=('clock',), name='referrals_pause_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='clockpause',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on__gt', models.F('since')), models.Q(('until', None), models.Q(('until__gte', models.F('since')), ('until__lte', models.F('ends_on'))), _connector='OR')), name='referrals_pause_days_in_order'),
        ),
        migrations.AddConstraint(
            model_name='clockpause',
            constraint=models.CheckConstraint(condition=models.Q(('asked_as__in', ['', 'group', 'handler', 'presidium', 'unit', 'office'])), name='referrals_pause_of_known'),
        ),
        migrations.AddConstraint(
            model_name='clockpause',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='clock', name='referrals_clockpause_township_of_clock'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='clockpause',
            trigger=pgtrigger.compiler.Trigger(name='within_clock', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_clock WHERE id = NEW.clock_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='0a153dff0c732c9feb89ec5af6d6c0a4024a1d72', operation='INSERT OR UPDATE', pgid='pgtrigger_within_clock_2e493', table='referrals_clockpause', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='proposer',
            index=models.Index(fields=['phone_digest'], name='referrals_p_phone_d_2ab554_idx'),
        ),
        migrations.AddIndex(
            model_name='proposer',
            index=models.Index(fields=['phone_tail_digest'], name='referrals_p_phone_t_8c56b6_idx'),
        ),
        migrations.AddConstraint(
            model_name='proposer',
            constraint=models.UniqueConstraint(condition=models.Q(('is_lead', True)), fields=('opinion',), name='referrals_proposer_one_lead'),
        ),
        migrations.AddConstraint(
            model_name='proposer',
            constraint=models.UniqueConstraint(fields=('opinion', 'person'), name='referrals_proposer_once', violation_error_message='此人已在联名中'),
        ),
        migrations.AddConstraint(
            model_name='proposer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('household', None), ('person', None)), models.Q(('person', None), ('village', None)), models.Q(('household', None), ('village', None)), _connector='OR'), name='referrals_proposer_of_one_kind'),
        ),
        migrations.AddConstraint(
            model_name='proposer',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_proposer_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposer',
            trigger=pgtrigger.compiler.Trigger(name='leaves_somebody', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = OLD.opinion_id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = OLD.opinion_id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', OLD.opinion_id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='d8ee6ba3f1718fb16f5a6ee58a5f03a3832ac37d', operation='DELETE OR UPDATE OF "opinion_id"', pgid='pgtrigger_leaves_somebody_37b8f', table='referrals_proposer', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposer',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='e53d65e27f2c28efc2b12ba842fb024a697f5dd8', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_5f837', table='referrals_proposer', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.UniqueConstraint(fields=('proposer', 'round'), name='referrals_mark_once_a_round'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'satisfied', 'basically', 'dissatisfied', 'none'])), name='referrals_mark_known'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('attitude__in', ['', 'satisfied', 'basically', 'dissatisfied', 'none'])), name='referrals_mark_attitude_known'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(('promise_outcome__in', ['', 'kept', 'broken'])), name='referrals_mark_promise_known'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'dissatisfied'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='referrals_mark_dissatisfied_with_reason', violation_error_message='不满意须说明理由'),
        ),
        migrations.AddConstraint(
            model_name='mark',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_mark_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='mark',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='c74a026b6ac9e48b6ce2e7516c3b4d5fee5c901a', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_5a52e', table='referrals_mark', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.UniqueConstraint(fields=('proposer', 'answer'), name='referrals_feedback_once'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['', 'in_person', 'phone', 'letter', 'message', 'posted'])), name='referrals_feedback_how_known'),
        ),
        migrations.AddConstraint(
            model_name='feedback',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_feedback_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='feedback',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='cd747007a3aceadb301035b41aa81554f8003def', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_5f5e5', table='referrals_feedback', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', ['', 'before', 'during', 'after'])), name='referrals_contact_stage_known'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['', 'in_person', 'phone', 'letter', 'message', 'posted'])), name='referrals_contact_how_known'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_contact_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='contact',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='2d8a2b1a4519af70669f924754628069f3f40a71', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_dd0ee', table='referrals_contact', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='recall',
            index=models.Index(fields=['organ', 'is_lost'], name='referrals_r_organ_i_f3a20b_idx'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=models.CheckConstraint(condition=models.Q(('as_what__in', ['', 'group', 'presidium', 'handler', 'lead', 'co', 'merged'])), name='referrals_recall_kind_known'),
        ),
        migrations.AddConstraint(
            model_name='recall',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_recall_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='recall',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='cd1f11e7e3a1fa122f4fccf34cb2ef3bb11a8368', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_28a8d', table='referrals_recall', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='urge',
            constraint=models.UniqueConstraint(condition=models.Q(('is_co', False)), fields=('opinion', 'number'), name='referrals_urge_numbered'),
        ),
        migrations.AddConstraint(
            model_name='urge',
            constraint=models.UniqueConstraint(condition=models.Q(('is_co', True)), fields=('opinion', 'organ', 'number'), name='referrals_urge_of_co_unit_numbered'),
        ),
        migrations.AddConstraint(
            model_name='urge',
            constraint=models.CheckConstraint(condition=models.Q(('is_co', False), ('organ__isnull', False), _connector='OR'), name='referrals_urge_of_co_unit_named'),
        ),
        migrations.AddConstraint(
            model_name='urge',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='opinion', name='referrals_urge_township_of_opinion'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='urge',
            trigger=pgtrigger.compiler.Trigger(name='within_opinion', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM referrals_opinion WHERE id = NEW.opinion_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='16d4b48b3cd6243439c0a73d18c9a1bcca124947', operation='INSERT OR UPDATE', pgid='pgtrigger_within_opinion_cb32c', table='referrals_urge', when='BEFORE')),
        ),
        migrations.RunPython(add_categories, migrations.RunPython.noop),
    ]
