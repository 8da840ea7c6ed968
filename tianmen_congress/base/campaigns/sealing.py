"""What the database itself refuses once answers were given to it.

A published version of a form, a class of answer that is in use: whoever writes, by page,
by command or by hand, is refused.
"""

import pgtrigger

# For whoever writes by hand: pages offer drafts alone and never come here.
REFUSAL = "已发布的表单不能再改，请复制为新版本"
_RAISE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'check_violation';"

form_sealed = pgtrigger.Trigger(
    name="sealed_when_published",
    when=pgtrigger.Before,
    operation=pgtrigger.Update | pgtrigger.Delete,
    func=f"""
        IF OLD.published_at IS NOT NULL AND OLD IS DISTINCT FROM NEW THEN
            {_RAISE}
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)


def part_sealed(forms: str) -> pgtrigger.Trigger:
    """A part of a form, which goes in, changes, moves or goes out of drafts alone.

    `forms` are the keys of the forms that a change of the part touches: the one it
    leaves and the one it comes to. They are held, so that nobody publishes meanwhile.
    """
    return pgtrigger.Trigger(
        name="sealed_when_published",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
            PERFORM 1 FROM campaigns_campaignform WHERE id IN ({forms}) FOR SHARE;
            IF EXISTS (
                SELECT 1 FROM campaigns_campaignform
                WHERE id IN ({forms}) AND published_at IS NOT NULL
            ) THEN
                {_RAISE}
            END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        """,  # noqa: S608 the keys are named in the models alone
    )


# Answers stand in a room above: the database alone looks there, when it is asked.
class_sealed = pgtrigger.Trigger(
    name="sealed_when_used",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        IF (OLD.campaign_id, OLD.code, OLD.letter, OLD.words, OLD.counts_as_solved,
            OLD.needs_date, OLD.needs_reason) IS DISTINCT FROM
           (NEW.campaign_id, NEW.code, NEW.letter, NEW.words, NEW.counts_as_solved,
            NEW.needs_date, NEW.needs_reason)
           AND EXISTS (
                SELECT 1 FROM referrals_answer WHERE answer_class_id = OLD.id)
        THEN
            RAISE EXCEPTION '已有答复使用的答复类别不能再改'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)
