import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("referrals", "0002_dispatches"),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='jointconference',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='jointconference',
            name='update_update',
        ),
        migrations.AddField(
            model_name='jointconference',
            name='agenda_sent_on',
            field=models.DateField(editable=False, null=True, verbose_name='议题发送日期'),
        ),
        migrations.AddField(
            model_name='jointconferenceevent',
            name='agenda_sent_on',
            field=models.DateField(editable=False, null=True, verbose_name='议题发送日期'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointconference',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "referrals_jointconferenceevent" ("agenda_sent_on", "campaign_id", "chair", "held_on", "id", "minutes", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "state", "title", "version") VALUES (NEW."agenda_sent_on", NEW."campaign_id", NEW."chair", NEW."held_on", NEW."id", NEW."minutes", NEW."number", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='7da7cff25032c58f8681a3d0a7a91e86ceefd9ee', operation='INSERT', pgid='pgtrigger_insert_insert_26aa2', table='referrals_jointconference', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='jointconference',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "referrals_jointconferenceevent" ("agenda_sent_on", "campaign_id", "chair", "held_on", "id", "minutes", "number", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place", "recorded_by_id", "state", "title", "version") VALUES (NEW."agenda_sent_on", NEW."campaign_id", NEW."chair", NEW."held_on", NEW."id", NEW."minutes", NEW."number", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place", NEW."recorded_by_id", NEW."state", NEW."title", NEW."version"); RETURN NULL;', hash='1084419effeb7d8fea102b7e65c6f50a1003ba24', operation='UPDATE', pgid='pgtrigger_update_update_ad778', table='referrals_jointconference', when='AFTER')),
        ),
    ]
