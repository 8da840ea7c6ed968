import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0012_give_nobodys_opinions_to_their_village'),
    ]

    operations = [
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='is_of_somebody', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = NEW.id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', NEW.id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='a4c5fd490fadb64e24ee27b772278d9cbf74cdbc', operation='INSERT', pgid='pgtrigger_is_of_somebody_f8b2b', table='referrals_opinion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='opinion',
            trigger=pgtrigger.compiler.Trigger(name='stays_somebodys', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NOT NEW."is_anonymous" AND OLD."is_anonymous")', constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = NEW.id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = NEW.id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', NEW.id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='dd1300c4fc785fc065209aeca11ff62e68168684', operation='UPDATE OF "is_anonymous"', pgid='pgtrigger_stays_somebodys_f534e', table='referrals_opinion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='proposer',
            trigger=pgtrigger.compiler.Trigger(name='leaves_somebody', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\nIF EXISTS (\n    SELECT FROM referrals_opinion WHERE id = OLD.opinion_id AND NOT is_anonymous\n) AND NOT EXISTS (\n    SELECT FROM referrals_proposer WHERE opinion_id = OLD.opinion_id\n) THEN\n    RAISE EXCEPTION 'opinion % is nobody''s', OLD.opinion_id\n        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';\nEND IF;\nRETURN NULL;\n", hash='d8ee6ba3f1718fb16f5a6ee58a5f03a3832ac37d', operation='DELETE OR UPDATE OF "opinion_id"', pgid='pgtrigger_leaves_somebody_37b8f', table='referrals_proposer', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')),
        ),
    ]
