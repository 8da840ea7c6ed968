import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import tianmen_congress.base.rows.within
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('accounts', '__first__'),
        ('campaigns', '0001_initial'),
        ('divisions', '0001_initial'),
        ('files', '0001_initial'),
        ('groups', '0001_initial'),
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        migrations.CreateModel(
            name='Inspection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('inspected_on', models.DateField(verbose_name='检查日期')),
                ('inspectors', models.CharField(blank=True, max_length=100, verbose_name='检查人员')),
                ('summary', models.TextField(blank=True, verbose_name='总体评价')),
                ('total_score', models.PositiveIntegerField(default=0, verbose_name='得分')),
                ('max_score', models.PositiveIntegerField(default=0, verbose_name='满分')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='campaigns.campaign', verbose_name='活动主题')),
                ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaignform', verbose_name='督导检查表')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='groups.deputygroup', verbose_name='受检小组')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='受检乡镇')),
            ],
            options={
                'verbose_name': '督导检查',
                'verbose_name_plural': '督导检查',
                'ordering': ['-inspected_on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='发现的问题')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='整改期限')),
                ('state', models.CharField(choices=[('open', '待整改'), ('answered', '已整改待复查'), ('closed', '已销号'), ('withdrawn', '已撤回')], default='open', max_length=10, verbose_name='状态')),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='groups.deputygroup', verbose_name='小组')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.inspection', verbose_name='督导检查')),
            ],
            options={
                'verbose_name': '督导发现问题',
                'verbose_name_plural': '督导发现问题',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='InspectionItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('score', models.PositiveIntegerField(blank=True, null=True, verbose_name='得分')),
                ('remark', models.TextField(blank=True, verbose_name='检查情况')),
                ('group', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='受检小组')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='supervision.inspection')),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.formquestion', verbose_name='检查项目')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='受检乡镇')),
            ],
            options={
                'verbose_name': '检查项目',
                'verbose_name_plural': '检查项目',
                'ordering': ['inspection', 'question__order'],
                'constraints': [models.UniqueConstraint(fields=('inspection', 'question'), name='supervision_item_once'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='inspection', name='supervision_inspectionitem_township_of_inspection'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='inspection', name='supervision_inspectionitem_group_of_inspection')],
            },
        ),
        migrations.CreateModel(
            name='FindingEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='发现的问题')),
                ('due_on', models.DateField(blank=True, null=True, verbose_name='整改期限')),
                ('state', models.CharField(choices=[('open', '待整改'), ('answered', '已整改待复查'), ('closed', '已销号'), ('withdrawn', '已撤回')], default='open', max_length=10, verbose_name='状态')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.finding')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
                ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.inspection', verbose_name='督导检查')),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.inspectionitem', verbose_name='检查项目')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='finding',
            name='item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='supervision.inspectionitem', verbose_name='检查项目'),
        ),
        migrations.CreateModel(
            name='InspectionItemEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('score', models.PositiveIntegerField(blank=True, null=True, verbose_name='得分')),
                ('remark', models.TextField(blank=True, verbose_name='检查情况')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='受检小组')),
                ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.inspection')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.inspectionitem')),
                ('question', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.formquestion', verbose_name='检查项目')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='受检乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InspectionPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('dropped_at', models.DateTimeField(editable=False, null=True, verbose_name='移除时间')),
                ('file', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile')),
                ('group', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='受检小组')),
                ('inspection', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='supervision.inspection')),
                ('item', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='supervision.inspectionitem')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='受检乡镇')),
            ],
            options={
                'verbose_name': '检查照片',
                'verbose_name_plural': '检查照片',
                'ordering': ['pk'],
                'constraints': [tianmen_congress.base.rows.within.FollowsParent(column='township', link='inspection', name='supervision_inspectionphoto_township_of_inspection'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='inspection', name='supervision_inspectionphoto_group_of_inspection')],
            },
        ),
        migrations.CreateModel(
            name='InspectionPhotoEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('caption', models.CharField(blank=True, max_length=100, verbose_name='说明')),
                ('dropped_at', models.DateTimeField(editable=False, null=True, verbose_name='移除时间')),
                ('file', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='受检小组')),
                ('inspection', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.inspection')),
                ('item', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.inspectionitem')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.inspectionphoto')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='受检乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Rectification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(verbose_name='整改情况')),
                ('answered_on', models.DateField(verbose_name='整改日期')),
                ('rechecked_on', models.DateField(blank=True, null=True, verbose_name='复查日期')),
                ('is_settled', models.BooleanField(blank=True, null=True, verbose_name='整改到位')),
                ('remark', models.TextField(blank=True, verbose_name='复查意见')),
                ('answered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('finding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rectifications', to='supervision.finding', verbose_name='问题')),
                ('group', models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('rechecked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复查人')),
                ('township', models.ForeignKey(blank=True, editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '整改',
                'verbose_name_plural': '整改',
                'ordering': ['finding', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('rechecked_on', None)), fields=('finding',), name='supervision_one_answer_at_a_time', violation_error_message='该问题已有待复查的整改情况'), models.CheckConstraint(condition=models.Q(models.Q(('is_settled', None), ('rechecked_by', None), ('rechecked_on', None)), models.Q(('is_settled__isnull', False), ('rechecked_by__isnull', False), ('rechecked_on__gte', models.F('answered_on'))), _connector='OR'), name='supervision_rechecked_whole', violation_error_message='复查日期、复查人和结论须同时填写'), tianmen_congress.base.rows.within.FollowsParent(column='township', link='finding', name='supervision_rectification_township_of_finding'), tianmen_congress.base.rows.within.FollowsParent(column='group', link='finding', name='supervision_rectification_group_of_finding')],
            },
        ),
        migrations.CreateModel(
            name='RectificationEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('text', models.TextField(verbose_name='整改情况')),
                ('answered_on', models.DateField(verbose_name='整改日期')),
                ('rechecked_on', models.DateField(blank=True, null=True, verbose_name='复查日期')),
                ('is_settled', models.BooleanField(blank=True, null=True, verbose_name='整改到位')),
                ('remark', models.TextField(blank=True, verbose_name='复查意见')),
                ('answered_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='答复人')),
                ('finding', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.finding', verbose_name='问题')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.rectification')),
                ('rechecked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='复查人')),
                ('township', models.ForeignKey(blank=True, db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SupervisionTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='组号')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('leader', models.CharField(blank=True, max_length=40, verbose_name='组长')),
                ('members', models.CharField(blank=True, max_length=200, verbose_name='成员')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='supervision_team', to='accounts.organ', verbose_name='机构')),
            ],
            options={
                'verbose_name': '督导组',
                'verbose_name_plural': '督导组',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='InspectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('inspected_on', models.DateField(verbose_name='检查日期')),
                ('inspectors', models.CharField(blank=True, max_length=100, verbose_name='检查人员')),
                ('summary', models.TextField(blank=True, verbose_name='总体评价')),
                ('total_score', models.PositiveIntegerField(default=0, verbose_name='得分')),
                ('max_score', models.PositiveIntegerField(default=0, verbose_name='满分')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('form', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaignform', verbose_name='督导检查表')),
                ('group', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='受检小组')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.inspection')),
                ('recorded_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='受检乡镇')),
                ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.supervisionteam', verbose_name='督导组')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='inspection',
            name='team',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inspections', to='supervision.supervisionteam', verbose_name='督导组'),
        ),
        migrations.CreateModel(
            name='SupervisionTeamEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('number', models.PositiveIntegerField(verbose_name='组号')),
                ('name', models.CharField(max_length=40, verbose_name='名称')),
                ('leader', models.CharField(blank=True, max_length=40, verbose_name='组长')),
                ('members', models.CharField(blank=True, max_length=200, verbose_name='成员')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('organ', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='accounts.organ', verbose_name='机构')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.supervisionteam')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TeamTownship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='supervision.supervisionteam', verbose_name='督导组')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='supervisions', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '督导分工',
                'verbose_name_plural': '督导分工',
                'ordering': ['team', 'township__code'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until', None)), fields=('township',), name='supervision_township_one_team', violation_error_message='该乡镇已由一个督导组负责')],
            },
        ),
        migrations.CreateModel(
            name='TeamTownshipEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('since', models.DateField(blank=True, null=True, verbose_name='起')),
                ('until', models.DateField(blank=True, null=True, verbose_name='止')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='supervision.teamtownship')),
                ('team', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='supervision.supervisionteam', verbose_name='督导组')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='supervision_finding_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='supervision_finding_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['', 'open', 'answered', 'closed', 'withdrawn'])), name='supervision_finding_state_known'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='township', link='inspection', name='supervision_finding_township_of_inspection'),
        ),
        migrations.AddConstraint(
            model_name='finding',
            constraint=tianmen_congress.base.rows.within.FollowsParent(column='group', link='inspection', name='supervision_finding_group_of_inspection'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.UniqueConstraint(fields=('id', 'township'), name='supervision_inspection_township_followed'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.UniqueConstraint(fields=('id', 'group'), name='supervision_inspection_group_followed'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(('total_score__lte', models.F('max_score'))), name='supervision_inspection_score_within_maximum'),
        ),
        migrations.AddConstraint(
            model_name='inspection',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='supervision_inspection_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionitem',
            trigger=pgtrigger.compiler.Trigger(name='within_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM supervision_inspection WHERE id = NEW.inspection_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='46caccfade7c09987800d18b0a0c36e6ae522404', operation='INSERT OR UPDATE', pgid='pgtrigger_within_inspection_4b725', table='supervision_inspectionitem', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionitem',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_inspectionitemevent" ("group_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "remark", "score", "township_id") VALUES (NEW."group_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."question_id", NEW."remark", NEW."score", NEW."township_id"); RETURN NULL;', hash='8aafc1febdc66460752a421e789ba4cb84eebf89', operation='INSERT', pgid='pgtrigger_insert_insert_d5e0a', table='supervision_inspectionitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionitem',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_inspectionitemevent" ("group_id", "id", "inspection_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "question_id", "remark", "score", "township_id") VALUES (NEW."group_id", NEW."id", NEW."inspection_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."question_id", NEW."remark", NEW."score", NEW."township_id"); RETURN NULL;', hash='37f6a075ba4c15452d7bc17d7181e6d6383abb98', operation='UPDATE', pgid='pgtrigger_update_update_4e306', table='supervision_inspectionitem', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='within_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM supervision_inspection WHERE id = NEW.inspection_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='37c517241e17d7b0e6fc5e7d5263441769ad6110', operation='INSERT OR UPDATE', pgid='pgtrigger_within_inspection_873bf', table='supervision_finding', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_findingevent" ("due_on", "group_id", "id", "inspection_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "township_id") VALUES (NEW."due_on", NEW."group_id", NEW."id", NEW."inspection_id", NEW."item_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."state", NEW."text", NEW."township_id"); RETURN NULL;', hash='94722870e05f4ea33e001c2ce125dab5b99838e6', operation='INSERT', pgid='pgtrigger_insert_insert_1219a', table='supervision_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='finding',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_findingevent" ("due_on", "group_id", "id", "inspection_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "state", "text", "township_id") VALUES (NEW."due_on", NEW."group_id", NEW."id", NEW."inspection_id", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."state", NEW."text", NEW."township_id"); RETURN NULL;', hash='e4aa145ef3624c0eb270eeedda55fc33090491fa', operation='UPDATE', pgid='pgtrigger_update_update_6f7ce', table='supervision_finding', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionphoto',
            trigger=pgtrigger.compiler.Trigger(name='within_inspection', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM supervision_inspection WHERE id = NEW.inspection_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='0559893d2d83e00044408922b57314f2587bb7cd', operation='INSERT OR UPDATE', pgid='pgtrigger_within_inspection_711f0', table='supervision_inspectionphoto', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionphoto',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_inspectionphotoevent" ("caption", "dropped_at", "file_id", "group_id", "id", "inspection_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id") VALUES (NEW."caption", NEW."dropped_at", NEW."file_id", NEW."group_id", NEW."id", NEW."inspection_id", NEW."item_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."township_id"); RETURN NULL;', hash='b5ecb26538e705f3fb7806dc3be3681edfc3cd6f', operation='INSERT', pgid='pgtrigger_insert_insert_7c156', table='supervision_inspectionphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspectionphoto',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_inspectionphotoevent" ("caption", "dropped_at", "file_id", "group_id", "id", "inspection_id", "item_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "township_id") VALUES (NEW."caption", NEW."dropped_at", NEW."file_id", NEW."group_id", NEW."id", NEW."inspection_id", NEW."item_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."township_id"); RETURN NULL;', hash='9065f11616216ff2bdfbb925b187e5e9f064108b', operation='UPDATE', pgid='pgtrigger_update_update_1b23e', table='supervision_inspectionphoto', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rectification',
            trigger=pgtrigger.compiler.Trigger(name='within_finding', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE told record;', func='\n    SELECT township_id, group_id INTO told FROM supervision_finding WHERE id = NEW.finding_id;\n    IF FOUND THEN\n        NEW.township_id := told.township_id; NEW.group_id := told.group_id;\n    END IF;\n    RETURN NEW;\n', hash='e4d0e98b42c166b58f9c25edb08a2663d7f21869', operation='INSERT OR UPDATE', pgid='pgtrigger_within_finding_fe3b5', table='supervision_rectification', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rectification',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_rectificationevent" ("answered_by_id", "answered_on", "finding_id", "group_id", "id", "is_settled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rechecked_by_id", "rechecked_on", "remark", "text", "township_id") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."finding_id", NEW."group_id", NEW."id", NEW."is_settled", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rechecked_by_id", NEW."rechecked_on", NEW."remark", NEW."text", NEW."township_id"); RETURN NULL;', hash='2a795780ba63c9926180951df245bbc02c02f8a6', operation='INSERT', pgid='pgtrigger_insert_insert_4d56a', table='supervision_rectification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rectification',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_rectificationevent" ("answered_by_id", "answered_on", "finding_id", "group_id", "id", "is_settled", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rechecked_by_id", "rechecked_on", "remark", "text", "township_id") VALUES (NEW."answered_by_id", NEW."answered_on", NEW."finding_id", NEW."group_id", NEW."id", NEW."is_settled", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rechecked_by_id", NEW."rechecked_on", NEW."remark", NEW."text", NEW."township_id"); RETURN NULL;', hash='5d60e691ca7ccc25ca57071056c039a30df6c7e2', operation='UPDATE', pgid='pgtrigger_update_update_9ae29', table='supervision_rectification', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisionteam',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_supervisionteamevent" ("id", "leader", "members", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."leader", NEW."members", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."version"); RETURN NULL;', hash='823cfa453ab72db6d4b44172e9b5a8845ee5f8f7', operation='INSERT', pgid='pgtrigger_insert_insert_8cf1f', table='supervision_supervisionteam', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='supervisionteam',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_supervisionteamevent" ("id", "leader", "members", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "version") VALUES (NEW."id", NEW."leader", NEW."members", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."version"); RETURN NULL;', hash='605227ef332041e24df0fdec5f05bdc5f98bc57d', operation='UPDATE', pgid='pgtrigger_update_update_16f9f', table='supervision_supervisionteam', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_inspectionevent" ("campaign_id", "form_id", "group_id", "id", "inspected_on", "inspectors", "max_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "summary", "team_id", "total_score", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."campaign_id", NEW."form_id", NEW."group_id", NEW."id", NEW."inspected_on", NEW."inspectors", NEW."max_score", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."summary", NEW."team_id", NEW."total_score", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='94327b08986ba4398cb662810eea3cbb03160e04', operation='INSERT', pgid='pgtrigger_insert_insert_f32f5', table='supervision_inspection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inspection',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_inspectionevent" ("campaign_id", "form_id", "group_id", "id", "inspected_on", "inspectors", "max_score", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "recorded_at", "recorded_by_id", "summary", "team_id", "total_score", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."campaign_id", NEW."form_id", NEW."group_id", NEW."id", NEW."inspected_on", NEW."inspectors", NEW."max_score", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."recorded_at", NEW."recorded_by_id", NEW."summary", NEW."team_id", NEW."total_score", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='ea2689b0f27841539ae890cbacaa73ba2ba2ca75', operation='UPDATE', pgid='pgtrigger_update_update_c0d9e', table='supervision_inspection', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamtownship',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "supervision_teamtownshipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "team_id", "township_id", "until") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."since", NEW."team_id", NEW."township_id", NEW."until"); RETURN NULL;', hash='637bcee003aba92ef796431cb0b25321ecda8de2', operation='INSERT', pgid='pgtrigger_insert_insert_68904', table='supervision_teamtownship', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='teamtownship',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "supervision_teamtownshipevent" ("id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "since", "team_id", "township_id", "until") VALUES (NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."since", NEW."team_id", NEW."township_id", NEW."until"); RETURN NULL;', hash='2d52cc2b33410dad39cb8f055f307c8b3916fc7b', operation='UPDATE', pgid='pgtrigger_update_update_dc497', table='supervision_teamtownship', when='AFTER')),
        ),
    ]
