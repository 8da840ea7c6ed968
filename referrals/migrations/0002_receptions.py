import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_names_over_time'),
        ('campaigns', '0003_preset_places'),
        ('divisions', '0002_names_over_time'),
        ('groups', '0004_one_group_a_day'),
        ('receptions', '0001_initial'),
        ('referrals', '0001_initial'),
        ('visits', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='opinion',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='opinion',
            name='update_update',
        ),
        migrations.AddField(
            model_name='opinion',
            name='source_reception',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='opinions', to='receptions.reception', verbose_name='来源接待'),
        ),
        migrations.AddField(
            model_name='opinionevent',
            name='source_reception',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='receptions.reception', verbose_name='来源接待'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_opinionevent" ("accused_name", "accused_organ_id", "again", "answer_class_id", "answered_on", "aside_reason", "campaign_id", "category_id", "city_number", "closed_on", "collected_on", "discipline_number", "dismissal_reason", "due_on", "extent", "group_id", "handler_id", "handler_signed_by", "handler_signed_on", "handover_number", "holder_id", "id", "is_anonymous", "is_confidential", "is_insisted", "is_key", "is_on_behalf", "is_paused", "is_suggestion", "is_urgent", "law_due_on", "lead_unit_id", "level", "merged_into_id", "moved_on", "notice_number", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presidium_id", "promised_on", "recorded_at", "recorded_by_id", "requirement", "responsible_person", "responsible_phone", "round", "sequence", "settled_text", "source_call_id", "source_reception_id", "source_visit_id", "state", "submit_reason", "text", "title", "township_id", "verdict", "version", "village_id", "yellow_on") VALUES (NEW."accused_name", NEW."accused_organ_id", NEW."again", NEW."answer_class_id", NEW."answered_on", NEW."aside_reason", NEW."campaign_id", NEW."category_id", NEW."city_number", NEW."closed_on", NEW."collected_on", NEW."discipline_number", NEW."dismissal_reason", NEW."due_on", NEW."extent", NEW."group_id", NEW."handler_id", NEW."handler_signed_by", NEW."handler_signed_on", NEW."handover_number", NEW."holder_id", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_insisted", NEW."is_key", NEW."is_on_behalf", NEW."is_paused", NEW."is_suggestion", NEW."is_urgent", NEW."law_due_on", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."moved_on", NEW."notice_number", NEW."number", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."presidium_id", NEW."promised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement", NEW."responsible_person", NEW."responsible_phone", NEW."round", NEW."sequence", NEW."settled_text", NEW."source_call_id", NEW."source_reception_id", NEW."source_visit_id", NEW."state", NEW."submit_reason", NEW."text", NEW."title", NEW."township_id", NEW."verdict", NEW."version", NEW."village_id", NEW."yellow_on"); RETURN NULL;', hash='582030be74c1f8851f4b906dbf87e2d2bfe1b93f', operation='INSERT', pgid='pgtrigger_insert_insert_4f8a6', table='referrals_opinion', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_opinionevent" ("accused_name", "accused_organ_id", "again", "answer_class_id", "answered_on", "aside_reason", "campaign_id", "category_id", "city_number", "closed_on", "collected_on", "discipline_number", "dismissal_reason", "due_on", "extent", "group_id", "handler_id", "handler_signed_by", "handler_signed_on", "handover_number", "holder_id", "id", "is_anonymous", "is_confidential", "is_insisted", "is_key", "is_on_behalf", "is_paused", "is_suggestion", "is_urgent", "law_due_on", "lead_unit_id", "level", "merged_into_id", "moved_on", "notice_number", "number", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "presidium_id", "promised_on", "recorded_at", "recorded_by_id", "requirement", "responsible_person", "responsible_phone", "round", "sequence", "settled_text", "source_call_id", "source_reception_id", "source_visit_id", "state", "submit_reason", "text", "title", "township_id", "verdict", "version", "village_id", "yellow_on") VALUES (NEW."accused_name", NEW."accused_organ_id", NEW."again", NEW."answer_class_id", NEW."answered_on", NEW."aside_reason", NEW."campaign_id", NEW."category_id", NEW."city_number", NEW."closed_on", NEW."collected_on", NEW."discipline_number", NEW."dismissal_reason", NEW."due_on", NEW."extent", NEW."group_id", NEW."handler_id", NEW."handler_signed_by", NEW."handler_signed_on", NEW."handover_number", NEW."holder_id", NEW."id", NEW."is_anonymous", NEW."is_confidential", NEW."is_insisted", NEW."is_key", NEW."is_on_behalf", NEW."is_paused", NEW."is_suggestion", NEW."is_urgent", NEW."law_due_on", NEW."lead_unit_id", NEW."level", NEW."merged_into_id", NEW."moved_on", NEW."notice_number", NEW."number", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."presidium_id", NEW."promised_on", NEW."recorded_at", NEW."recorded_by_id", NEW."requirement", NEW."responsible_person", NEW."responsible_phone", NEW."round", NEW."sequence", NEW."settled_text", NEW."source_call_id", NEW."source_reception_id", NEW."source_visit_id", NEW."state", NEW."submit_reason", NEW."text", NEW."title", NEW."township_id", NEW."verdict", NEW."version", NEW."village_id", NEW."yellow_on"); RETURN NULL;', hash='948234482c602e5d3cc8dd567bf3da196535087e', operation='UPDATE', pgid='pgtrigger_update_update_ebb75', table='referrals_opinion', when='AFTER')),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.CheckConstraint(condition=models.Q(('source_visit', None), ('source_reception', None), _connector='OR'), name='referrals_opinion_heard_once'),
        ),
        migrations.AddConstraint(
            model_name='opinion',
            constraint=models.UniqueConstraint(fields=('source_reception',), name='referrals_opinion_one_a_reception', violation_error_message='这次接待已形成意见建议'),
        ),
    ]
