"""Every opinion is somebody's, or anonymous: the database holds it itself."""

import pgtrigger

# Asked when the transaction ends: every opinion is somebody's, or anonymous.
NEVER_NOBODY = """
IF EXISTS (
    SELECT FROM referrals_opinion WHERE id = {opinion} AND NOT is_anonymous
) AND NOT EXISTS (
    SELECT FROM referrals_proposer WHERE opinion_id = {opinion}
) THEN
    RAISE EXCEPTION 'opinion % is nobody''s', {opinion}
        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_opinion_of_somebody';
END IF;
RETURN NULL;
"""

SOMEBODYS = [
    pgtrigger.Trigger(
        name="is_of_somebody",
        operation=pgtrigger.Insert,
        when=pgtrigger.After,
        timing=pgtrigger.Deferred,
        func=NEVER_NOBODY.format(opinion="NEW.id"),
    ),
    pgtrigger.Trigger(
        name="stays_somebodys",
        operation=pgtrigger.UpdateOf("is_anonymous"),
        when=pgtrigger.After,
        condition=pgtrigger.Q(old__is_anonymous=True, new__is_anonymous=False),
        timing=pgtrigger.Deferred,
        func=NEVER_NOBODY.format(opinion="NEW.id"),
    ),
]
