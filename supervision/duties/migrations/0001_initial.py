import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('campaigns', '0006_preset_rules'),
        ('deputies', '0001_initial'),
        ('divisions', '0002_names_over_time'),
        ('files', '0001_initial'),
        ('groups', '0004_one_group_a_day'),
        ('pghistory', '0007_auto_20250421_0444'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DiaryEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='日期')),
                ('text', models.TextField(max_length=2000, verbose_name='内容')),
                ('page_number', models.CharField(blank=True, max_length=20, verbose_name='手册页码')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='diary', to='deputies.person', verbose_name='代表')),
                ('photo', models.OneToOneField(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.storedfile', verbose_name='照片')),
                ('recorded_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'verbose_name': '履职日志',
                'verbose_name_plural': '履职日志',
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DiaryEntryEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.BigIntegerField()),
                ('day', models.DateField(verbose_name='日期')),
                ('text', models.TextField(max_length=2000, verbose_name='内容')),
                ('page_number', models.CharField(blank=True, max_length=20, verbose_name='手册页码')),
                ('is_on_behalf', models.BooleanField(default=False, editable=False, verbose_name='代录')),
                ('recorded_at', models.DateTimeField(auto_now_add=True, verbose_name='录入时间')),
                ('voided_at', models.DateTimeField(editable=False, null=True, verbose_name='作废时间')),
                ('void_reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='作废原因')),
                ('version', models.PositiveIntegerField(default=1, editable=False)),
                ('campaign', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='campaigns.campaign', verbose_name='活动主题')),
                ('group', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='groups.deputygroup', verbose_name='代表小组')),
                ('person', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='deputies.person', verbose_name='代表')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='duties.diaryentry')),
                ('photo', models.ForeignKey(db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='files.storedfile', verbose_name='照片')),
                ('recorded_by', models.ForeignKey(db_constraint=False, editable=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL, verbose_name='录入人')),
                ('township', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='divisions.division', verbose_name='乡镇')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='diaryentry',
            index=models.Index(fields=['person', 'day'], name='duties_diar_person__c14cfe_idx'),
        ),
        migrations.AddConstraint(
            model_name='diaryentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('void_reason', ''), ('voided_at', None)), models.Q(('voided_at__isnull', False), models.Q(('void_reason', ''), _negated=True)), _connector='OR'), name='duties_diary_voided_with_reason', violation_error_message='作废须填写原因'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "duties_diaryentryevent" ("campaign_id", "day", "group_id", "id", "is_on_behalf", "page_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "recorded_at", "recorded_by_id", "text", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."campaign_id", NEW."day", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."page_number", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='216bf2a74263e6133477f7ecc025d09db4c65ce8', operation='INSERT', pgid='pgtrigger_insert_insert_71396', table='duties_diaryentry', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='diaryentry',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "duties_diaryentryevent" ("campaign_id", "day", "group_id", "id", "is_on_behalf", "page_number", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "photo_id", "recorded_at", "recorded_by_id", "text", "township_id", "version", "void_reason", "voided_at") VALUES (NEW."campaign_id", NEW."day", NEW."group_id", NEW."id", NEW."is_on_behalf", NEW."page_number", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."photo_id", NEW."recorded_at", NEW."recorded_by_id", NEW."text", NEW."township_id", NEW."version", NEW."void_reason", NEW."voided_at"); RETURN NULL;', hash='41d5150ff39dd3d0e3fc6d5bbb9d45a54ed7ee04', operation='UPDATE', pgid='pgtrigger_update_update_2143a', table='duties_diaryentry', when='AFTER')),
        ),
    ]
