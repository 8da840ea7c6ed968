import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.core.validators
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.personal.fields
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0003_preset_places'),
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('groups', '0004_one_group_a_day'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('places', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Duty',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('start', models.TimeField(verbose_name='开始时间')),
                ('finish', models.TimeField(verbose_name='结束时间')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='备注')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='deputies.person', verbose_name='接待代表')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '接待值班',
                'verbose_name_plural': '接待值班',
                'ordering': ['day', 'start', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='DutyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quarter', models.DateField(verbose_name='季度')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='places.place', verbose_name='接待地点')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '接待安排表',
                'verbose_name_plural': '接待安排表',
                'ordering': ['-quarter', 'place'],
            },
        ),
        migrations.CreateModel(
            name='DutyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='日期')),
                ('start', models.TimeField(verbose_name='开始时间')),
                ('finish', models.TimeField(verbose_name='结束时间')),
                ('note', models.CharField(blank=True, max_length=100, verbose_name='备注')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='接待代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.duty')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('plan', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.dutyplan', verbose_name='接待安排表')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='duty',
            name='plan',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duties', to='receptions.dutyplan', verbose_name='接待安排表'),
        ),
        migrations.CreateModel(
            name='DutyPlanEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('quarter', models.DateField(verbose_name='季度')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='编制')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.dutyplan')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.place', verbose_name='接待地点')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='DutySwap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_on', models.DateField(verbose_name='同意日期')),
                ('agreed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='同意人')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='deputies.person', verbose_name='提出人')),
                ('duty', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='swaps', to='receptions.duty', verbose_name='原值班')),
                ('noted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记')),
                ('other', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='receptions.duty', verbose_name='换到的值班')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '换班',
                'verbose_name_plural': '换班',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='DutySwapEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('agreed_on', models.DateField(verbose_name='同意日期')),
                ('agreed_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='同意人')),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='提出人')),
                ('duty', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.duty', verbose_name='原值班')),
                ('noted_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='登记')),
                ('other', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.duty', verbose_name='换到的值班')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.dutyswap')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Reception',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=60, unique=True, verbose_name='编号')),
                ('held_on', models.DateField(verbose_name='接待日期')),
                ('start', models.TimeField(blank=True, null=True, verbose_name='开始时间')),
                ('finish', models.TimeField(blank=True, null=True, verbose_name='结束时间')),
                ('recorder', models.CharField(blank=True, max_length=40, verbose_name='记录人')),
                ('channel', models.CharField(choices=[('visit', '来访'), ('letter', '来信'), ('call', '来电'), ('scan', '扫码'), ('door', '代表上门'), ('box', '信箱')], default='visit', max_length=10, verbose_name='方式')),
                ('party', models.PositiveIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='来访人数')),
                ('voter_name', models.CharField(blank=True, max_length=40, verbose_name='来访人')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=10, verbose_name='性别')),
                ('address', models.CharField(blank=True, max_length=100, verbose_name='住址')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('phone_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=False, max_length=64, of='phone')),
                ('phone_tail_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=True, max_length=64, of='phone')),
                ('is_own_district', models.BooleanField(default=True, verbose_name='本选区选民')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='对来访人保密')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='匿名')),
                ('matter', models.TextField(blank=True, max_length=4000, verbose_name='反映的问题和意见建议')),
                ('category', models.SlugField(blank=True, max_length=20, verbose_name='类别')),
                ('wish', models.CharField(blank=True, max_length=300, verbose_name='诉求')),
                ('extent', models.CharField(blank=True, choices=[('case', '个案'), ('general', '共性')], max_length=10, verbose_name='个案或共性')),
                ('outcome', models.CharField(blank=True, choices=[('answered', '当场答复'), ('village', '交村（社区）办理'), ('presidium', '交主席团（人大工委）办理'), ('suggested', '由代表提出建议'), ('upper', '请上级代表提出建议'), ('elsewhere', '告知其他渠道'), ('refused', '不予受理')], max_length=12, verbose_name='处理方式')),
                ('refusal', models.CharField(blank=True, choices=[('law', '涉法涉诉'), ('petition', '个人信访'), ('empty', '无实质内容'), ('away', '非本辖区'), ('again', '已办结重复'), ('unlawful', '违反法律'), ('other', '其他')], max_length=10, verbose_name='不予受理原因')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='答复内容')),
                ('answered_by', models.CharField(blank=True, max_length=40, verbose_name='答复人')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('passed_to', models.CharField(blank=True, max_length=60, verbose_name='转交')),
                ('passed_on', models.DateField(blank=True, null=True, verbose_name='转交日期')),
                ('result', models.TextField(blank=True, max_length=2000, verbose_name='办理结果')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('fed_back_on', models.DateField(blank=True, null=True, verbose_name='反馈日期')),
                ('fed_back_how', models.CharField(blank=True, choices=[('face', '当面'), ('phone', '电话'), ('writing', '书面'), ('message', '短信、微信'), ('notice', '公示')], max_length=10, verbose_name='反馈方式')),
                ('satisfied', models.CharField(blank=True, choices=[('yes', '满意'), ('mostly', '基本满意'), ('no', '不满意'), ('unsaid', '未评价')], max_length=10, verbose_name='来访人意见')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receptions', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receptions', to='groups.deputygroup', verbose_name='代表小组')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='receptions', to='places.place', verbose_name='接待地点')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='receptions', to='divisions.division', verbose_name='村(社区)')),
            ],
            options={
                'verbose_name': '选民接待',
                'verbose_name_plural': '选民接待',
                'ordering': ['-held_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ReceptionDeputy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('group', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='deputies.person', verbose_name='接待代表')),
                ('reception', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hearings', to='receptions.reception', verbose_name='选民接待')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '接待代表',
                'verbose_name_plural': '接待代表',
                'ordering': ['pk'],
            },
        ),
        migrations.AddField(
            model_name='reception',
            name='deputies',
            field=models.ManyToManyField(related_name='receptions', through='receptions.ReceptionDeputy', to='deputies.person', verbose_name='接待代表'),
        ),
        migrations.CreateModel(
            name='ReceptionDeputyEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='接待代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.receptiondeputy')),
                ('reception', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.reception', verbose_name='选民接待')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReceptionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.CharField(editable=False, max_length=60, verbose_name='编号')),
                ('held_on', models.DateField(verbose_name='接待日期')),
                ('start', models.TimeField(blank=True, null=True, verbose_name='开始时间')),
                ('finish', models.TimeField(blank=True, null=True, verbose_name='结束时间')),
                ('recorder', models.CharField(blank=True, max_length=40, verbose_name='记录人')),
                ('channel', models.CharField(choices=[('visit', '来访'), ('letter', '来信'), ('call', '来电'), ('scan', '扫码'), ('door', '代表上门'), ('box', '信箱')], default='visit', max_length=10, verbose_name='方式')),
                ('party', models.PositiveIntegerField(default=1, validators=[django.core.validators.MaxValueValidator(500)], verbose_name='来访人数')),
                ('voter_name', models.CharField(blank=True, max_length=40, verbose_name='来访人')),
                ('sex', models.CharField(blank=True, choices=[('male', '男'), ('female', '女')], max_length=10, verbose_name='性别')),
                ('address', models.CharField(blank=True, max_length=100, verbose_name='住址')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='联系电话')),
                ('phone_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=False, max_length=64, of='phone')),
                ('phone_tail_digest', tianmen_congress.base.personal.fields.DigestField(blank=True, default='', editable=False, is_tail=True, max_length=64, of='phone')),
                ('is_own_district', models.BooleanField(default=True, verbose_name='本选区选民')),
                ('is_confidential', models.BooleanField(default=False, verbose_name='对来访人保密')),
                ('is_anonymous', models.BooleanField(default=False, verbose_name='匿名')),
                ('matter', models.TextField(blank=True, max_length=4000, verbose_name='反映的问题和意见建议')),
                ('category', models.SlugField(blank=True, db_index=False, max_length=20, verbose_name='类别')),
                ('wish', models.CharField(blank=True, max_length=300, verbose_name='诉求')),
                ('extent', models.CharField(blank=True, choices=[('case', '个案'), ('general', '共性')], max_length=10, verbose_name='个案或共性')),
                ('outcome', models.CharField(blank=True, choices=[('answered', '当场答复'), ('village', '交村（社区）办理'), ('presidium', '交主席团（人大工委）办理'), ('suggested', '由代表提出建议'), ('upper', '请上级代表提出建议'), ('elsewhere', '告知其他渠道'), ('refused', '不予受理')], max_length=12, verbose_name='处理方式')),
                ('refusal', models.CharField(blank=True, choices=[('law', '涉法涉诉'), ('petition', '个人信访'), ('empty', '无实质内容'), ('away', '非本辖区'), ('again', '已办结重复'), ('unlawful', '违反法律'), ('other', '其他')], max_length=10, verbose_name='不予受理原因')),
                ('answer', models.TextField(blank=True, max_length=2000, verbose_name='答复内容')),
                ('answered_by', models.CharField(blank=True, max_length=40, verbose_name='答复人')),
                ('answered_on', models.DateField(blank=True, null=True, verbose_name='答复日期')),
                ('passed_to', models.CharField(blank=True, max_length=60, verbose_name='转交')),
                ('passed_on', models.DateField(blank=True, null=True, verbose_name='转交日期')),
                ('result', models.TextField(blank=True, max_length=2000, verbose_name='办理结果')),
                ('result_on', models.DateField(blank=True, null=True, verbose_name='办结日期')),
                ('fed_back_on', models.DateField(blank=True, null=True, verbose_name='反馈日期')),
                ('fed_back_how', models.CharField(blank=True, choices=[('face', '当面'), ('phone', '电话'), ('writing', '书面'), ('message', '短信、微信'), ('notice', '公示')], max_length=10, verbose_name='反馈方式')),
                ('satisfied', models.CharField(blank=True, choices=[('yes', '满意'), ('mostly', '基本满意'), ('no', '不满意'), ('unsaid', '未评价')], max_length=10, verbose_name='来访人意见')),
                ('note', models.CharField(blank=True, max_length=200, verbose_name='备注')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='receptions.reception')),
                ('place', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='places.place', verbose_name='接待地点')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('village', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='村(社区)')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='dutyplan',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='receptions_plan_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='dutyplan',
            constraint=models.UniqueConstraint(fields=('place', 'quarter'), name='receptions_plan_once_a_quarter', violation_error_message='该地点这一季度已有安排表'),
        ),
        migrations.AddConstraint(
            model_name='dutyplan',
            constraint=models.CheckConstraint(condition=models.Q(('quarter__day', 1), ('quarter__month__in', [1, 4, 7, 10])), name='receptions_plan_of_a_quarter'),
        ),
        migrations.AddConstraint(
            model_name='dutyplan',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='place', name='receptions_dutyplan_township_of_place'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyplan',
            trigger=pgtrigger.compiler.Trigger(name='within_place', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM places_place WHERE id = NEW.place_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='ae2c5145a8453d69c836b88a7babbc2bc28b62d3', operation='INSERT OR UPDATE', pgid='pgtrigger_within_place_b8645', table='receptions_dutyplan', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyplan',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyplanevent" ("id", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "published_on", "quarter", "township_id") VALUES (NEW."id", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place_id", NEW."published_on", NEW."quarter", NEW."township_id"); RETURN NULL;', hash='f4c0766762899206216cb3f870e9626b25e3ad52', operation='INSERT', pgid='pgtrigger_insert_insert_e1b10', table='receptions_dutyplan', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyplan',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_dutyplanevent" ("id", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place_id", "published_on", "quarter", "township_id") VALUES (NEW."id", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place_id", NEW."published_on", NEW."quarter", NEW."township_id"); RETURN NULL;', hash='dc58f5deaf276cd51de9c14c9b326466a9275133', operation='UPDATE', pgid='pgtrigger_update_update_8666d', table='receptions_dutyplan', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='receptions_duty_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=models.CheckConstraint(condition=models.Q(('finish__gt', models.F('start'))), name='receptions_duty_hours_in_order', violation_error_message='结束时间须晚于开始时间'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.Func(models.F('person'), models.F('person'), models.Value('[]'), function='int8range', output_field=django.contrib.postgres.fields.ranges.BigIntegerRangeField()), '&&'), (models.Func(models.Func(models.F('day'), models.F('start'), arg_joiner=' + ', output_field=models.DateTimeField(), template='(%(expressions)s)'), models.Func(models.F('day'), models.F('finish'), arg_joiner=' + ', output_field=models.DateTimeField(), template='(%(expressions)s)'), function='tsrange', output_field=django.contrib.postgres.fields.ranges.DateTimeRangeField()), '&&')], name='receptions_duty_one_at_a_time', violation_error_message='该代表这一时间已有值班'),
        ),
        migrations.AddConstraint(
            model_name='duty',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='plan', name='receptions_duty_township_of_plan'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='within_plan', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM receptions_dutyplan WHERE id = NEW.plan_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='c423255f9e0e4fe23873078805df0149ffe67515', operation='INSERT OR UPDATE', pgid='pgtrigger_within_plan_ef1a7', table='receptions_duty', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id") VALUES (NEW."day", NEW."finish", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."plan_id", NEW."start", NEW."township_id"); RETURN NULL;', hash='9669f56d5c34c556229894ab291512dd952e5fc5', operation='INSERT', pgid='pgtrigger_insert_insert_e5021', table='receptions_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id") VALUES (NEW."day", NEW."finish", NEW."id", NEW."note", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."plan_id", NEW."start", NEW."township_id"); RETURN NULL;', hash='4663190c8ce73a9d345f0450fbb149f335f230bd', operation='UPDATE', pgid='pgtrigger_update_update_9df3d', table='receptions_duty', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='duty',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyevent" ("day", "finish", "id", "note", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "plan_id", "start", "township_id") VALUES (OLD."day", OLD."finish", OLD."id", OLD."note", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."plan_id", OLD."start", OLD."township_id"); RETURN NULL;', hash='39b214d6370d2ae6a4057518978ea01dec8b5fe2', operation='DELETE', pgid='pgtrigger_delete_delete_fe391', table='receptions_duty', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='dutyswap',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='duty', name='receptions_dutyswap_township_of_duty'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyswap',
            trigger=pgtrigger.compiler.Trigger(name='within_duty', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id INTO told FROM receptions_duty WHERE id = NEW.duty_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id;\n    END IF;\n    RETURN NEW;\n', hash='ad133382cfb0e8ab5cfe2862b1e2f5909aa975ec', operation='INSERT OR UPDATE', pgid='pgtrigger_within_duty_6f460', table='receptions_dutyswap', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyswap',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_dutyswapevent" ("agreed_by_id", "agreed_on", "asked_by_id", "duty_id", "id", "noted_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id") VALUES (NEW."agreed_by_id", NEW."agreed_on", NEW."asked_by_id", NEW."duty_id", NEW."id", NEW."noted_by_id", NEW."other_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id"); RETURN NULL;', hash='e5c859f497be9c824e26635b5824a290f14528ad', operation='INSERT', pgid='pgtrigger_insert_insert_6b067', table='receptions_dutyswap', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='dutyswap',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_dutyswapevent" ("agreed_by_id", "agreed_on", "asked_by_id", "duty_id", "id", "noted_by_id", "other_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id") VALUES (NEW."agreed_by_id", NEW."agreed_on", NEW."asked_by_id", NEW."duty_id", NEW."id", NEW."noted_by_id", NEW."other_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id"); RETURN NULL;', hash='187ad09b665d261f20d671b0be3e4fbf6562a359', operation='UPDATE', pgid='pgtrigger_update_update_5a4b5', table='receptions_dutyswap', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='receptiondeputy',
            constraint=models.UniqueConstraint(fields=('reception', 'person'), name='receptions_deputy_once'),
        ),
        migrations.AddConstraint(
            model_name='receptiondeputy',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='reception', name='receptions_receptiondeputy_township_of_reception'),
        ),
        migrations.AddConstraint(
            model_name='receptiondeputy',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='reception', name='receptions_receptiondeputy_group_of_reception'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receptiondeputy',
            trigger=pgtrigger.compiler.Trigger(name='within_reception', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM receptions_reception WHERE id = NEW.reception_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='a3a6c3e24a9dc00f01d9e20aee5a911255ba5d98', operation='INSERT OR UPDATE', pgid='pgtrigger_within_reception_f2084', table='receptions_receptiondeputy', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receptiondeputy',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_receptiondeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reception_id", "township_id") VALUES (NEW."group_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reception_id", NEW."township_id"); RETURN NULL;', hash='f8b08ceaa4219d16ced8d38662a086fc267bc32c', operation='INSERT', pgid='pgtrigger_insert_insert_a0058', table='receptions_receptiondeputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receptiondeputy',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_receptiondeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reception_id", "township_id") VALUES (NEW."group_id", NEW."id", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reception_id", NEW."township_id"); RETURN NULL;', hash='8501ba97d1e0b8293504456e344e1acec0f46650', operation='UPDATE', pgid='pgtrigger_update_update_8fd9d', table='receptions_receptiondeputy', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='receptiondeputy',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_receptiondeputyevent" ("group_id", "id", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reception_id", "township_id") VALUES (OLD."group_id", OLD."id", OLD."person_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."reception_id", OLD."township_id"); RETURN NULL;', hash='56525cf0747202b6b3c36a904113a2349de132d8', operation='DELETE', pgid='pgtrigger_delete_delete_0c35b', table='receptions_receptiondeputy', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='reception',
            index=models.Index(fields=['township', '-held_on'], name='receptions__townshi_ab519e_idx'),
        ),
        migrations.AddIndex(
            model_name='reception',
            index=models.Index(fields=['group', '-held_on'], name='receptions__group_i_bc144a_idx'),
        ),
        migrations.AddIndex(
            model_name='reception',
            index=models.Index(fields=['place', '-held_on'], name='receptions__place_i_dcda61_idx'),
        ),
        migrations.AddIndex(
            model_name='reception',
            index=models.Index(fields=['phone_digest'], name='receptions__phone_d_cc831b_idx'),
        ),
        migrations.AddIndex(
            model_name='reception',
            index=models.Index(fields=['phone_tail_digest'], name='receptions__phone_t_68ea5f_idx'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='receptions_reception_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='receptions_reception_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='receptions_reception_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('sex__in', ['', 'male', 'female'])), name='receptions_reception_sex_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('channel__in', ['', 'visit', 'letter', 'call', 'scan', 'door', 'box'])), name='receptions_reception_channel_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('extent__in', ['', 'case', 'general'])), name='receptions_reception_extent_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'answered', 'village', 'presidium', 'suggested', 'upper', 'elsewhere', 'refused'])), name='receptions_reception_outcome_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('refusal__in', ['', 'law', 'petition', 'empty', 'away', 'again', 'unlawful', 'other'])), name='receptions_reception_refusal_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('fed_back_how__in', ['', 'face', 'phone', 'writing', 'message', 'notice'])), name='receptions_reception_fed_back_how_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('satisfied__in', ['', 'yes', 'mostly', 'no', 'unsaid'])), name='receptions_reception_satisfied_known'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(models.Q(('answer', ''), _negated=True), ('answered_on__isnull', False)), _connector='OR'), name='receptions_reception_answered_on_a_day', violation_error_message='答复须写明内容和日期'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'answered'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='receptions_reception_told_there_and_then', violation_error_message='当场答复的，请填写答复内容和日期'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('result', ''), ('result_on', None)), models.Q(models.Q(('result', ''), _negated=True), ('result_on__isnull', False)), _connector='OR'), name='receptions_reception_settled_on_a_day', violation_error_message='办理结果须写明内容和日期'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'refused'), models.Q(('refusal', ''), _negated=True)), models.Q(models.Q(('outcome', 'refused'), _negated=True), ('refusal', '')), _connector='OR'), name='receptions_reception_refused_with_reason', violation_error_message='不予受理须选择原因'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(('is_anonymous', False), models.Q(('phone', ''), ('voter_name', '')), _connector='OR'), name='receptions_reception_anonymous_has_no_name', violation_error_message='匿名的不填姓名和电话'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('matter', ''), ('outcome', ''), ('party', 0), ('voter_name', '')), models.Q(('party__gte', 1), models.Q(('matter', ''), _negated=True)), _connector='OR'), name='receptions_reception_of_somebody', violation_error_message='有人来访的，请填写反映的问题和意见建议'),
        ),
        migrations.AddConstraint(
            model_name='reception',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fed_back_how', ''), ('fed_back_on', None), ('satisfied', '')), models.Q(('fed_back_on__isnull', False), models.Q(('fed_back_how', ''), _negated=True)), _connector='OR'), name='receptions_reception_fed_back_somehow', violation_error_message='反馈须写明日期和方式'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reception',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "receptions_receptionevent" ("address", "answer", "answered_by", "answered_on", "campaign_id", "category", "channel", "extent", "fed_back_how", "fed_back_on", "finish", "group_id", "held_on", "id", "is_anonymous", "is_confidential", "is_own_district", "matter", "note", "number", "outcome", "party", "passed_on", "passed_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_tail_digest", "place_id", "recorded_at", "recorded_by_id", "recorder", "refusal", "result", "result_on", "satisfied", "sex", "start", "township_id", "version", "village_id", "void_reason", "voided_at", "voter_name", "wish") VALUES (NEW."address", NEW."answer", NEW."answered_by", NEW."answered_on", NEW."campaign_id", NEW."category", NEW."channel", NEW."extent", NEW."fed_back_how", NEW."fed_back_on", NEW."finish", NEW."group_id", NEW."held_on", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_own_district", NEW."matter", NEW."note", NEW."number", NEW."outcome", NEW."party", NEW."passed_on", NEW."passed_to", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."phone_digest", NEW."phone_tail_digest", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."refusal", NEW."result", NEW."result_on", NEW."satisfied", NEW."sex", NEW."start", NEW."township_id", NEW."version", NEW."village_id", NEW."void_reason", NEW."voided_at", NEW."voter_name", NEW."wish"); RETURN NULL;', hash='2752447acd36dec04330f83ee2576c8e200fa5d5', operation='INSERT', pgid='pgtrigger_insert_insert_8988c', table='receptions_reception', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reception',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "receptions_receptionevent" ("address", "answer", "answered_by", "answered_on", "campaign_id", "category", "channel", "extent", "fed_back_how", "fed_back_on", "finish", "group_id", "held_on", "id", "is_anonymous", "is_confidential", "is_own_district", "matter", "note", "number", "outcome", "party", "passed_on", "passed_to", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "phone_digest", "phone_tail_digest", "place_id", "recorded_at", "recorded_by_id", "recorder", "refusal", "result", "result_on", "satisfied", "sex", "start", "township_id", "version", "village_id", "void_reason", "voided_at", "voter_name", "wish") VALUES (NEW."address", NEW."answer", NEW."answered_by", NEW."answered_on", NEW."campaign_id", NEW."category", NEW."channel", NEW."extent", NEW."fed_back_how", NEW."fed_back_on", NEW."finish", NEW."group_id", NEW."held_on", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_own_district", NEW."matter", NEW."note", NEW."number", NEW."outcome", NEW."party", NEW."passed_on", NEW."passed_to", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."phone_digest", NEW."phone_tail_digest", NEW."place_id", NEW."recorded_at", NEW."recorded_by_id", NEW."recorder", NEW."refusal", NEW."result", NEW."result_on", NEW."satisfied", NEW."sex", NEW."start", NEW."township_id", NEW."version", NEW."village_id", NEW."void_reason", NEW."voided_at", NEW."voter_name", NEW."wish"); RETURN NULL;', hash='df02e17ffe44d5a55e04b89e5c18434f62ff854d', operation='UPDATE', pgid='pgtrigger_update_update_8a087', table='receptions_reception', when='AFTER')),
        ),
    ]
