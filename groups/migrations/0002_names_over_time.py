import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('groups', '0001_initial'),
    ]

    operations = [
        pgtrigger.migrations.RemoveTrigger(
            model_name='deputygroup',
            name='insert_insert',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deputygroup',
            name='update_update',
        ),
        pgtrigger.migrations.RemoveTrigger(
            model_name='deputygroup',
            name='delete_delete',
        ),
        migrations.AddField(
            model_name='deputygroup',
            name='former_names',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名'),
        ),
        migrations.AddField(
            model_name='deputygroupevent',
            name='former_names',
            field=models.JSONField(blank=True, default=list, editable=False, verbose_name='曾用名'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "former_names", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (NEW."dissolved_on", NEW."former_names", NEW."founded_on", NEW."id", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."room_place", NEW."township_id", NEW."version"); RETURN NULL;', hash='3f6b8ae5efee75534ffdb4a1e75602817cfac4a7', operation='INSERT', pgid='pgtrigger_insert_insert_e1939', table='groups_deputygroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "former_names", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (NEW."dissolved_on", NEW."former_names", NEW."founded_on", NEW."id", NEW."name", NEW."number", NEW."organ_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."room_place", NEW."township_id", NEW."version"); RETURN NULL;', hash='dfd2a18c244a1240b7253b2a8148b76604315863', operation='UPDATE', pgid='pgtrigger_update_update_d62ca', table='groups_deputygroup', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='deputygroup',
            trigger=pgtrigger.compiler.Trigger(name='delete_delete', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "groups_deputygroupevent" ("dissolved_on", "former_names", "founded_on", "id", "name", "number", "organ_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "room_place", "township_id", "version") VALUES (OLD."dissolved_on", OLD."former_names", OLD."founded_on", OLD."id", OLD."name", OLD."number", OLD."organ_id", _pgh_attach_context(), NOW(), \'delete\', OLD."id", OLD."room_place", OLD."township_id", OLD."version"); RETURN NULL;', hash='0b083bf5cd9e90e86ff230263cc46c830192bd67', operation='DELETE', pgid='pgtrigger_delete_delete_41de9', table='groups_deputygroup', when='AFTER')),
        ),
    ]
