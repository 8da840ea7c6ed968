"""A body is no more: what it had in hand goes on with the one that takes its place.

As far as it got, in the time that runs: nobody signs again, no paper is written anew.
"""

from django.db.models import F

from referrals.actions.act import Act, add_parties
from referrals.models import Assignment
from tianmen_congress.base.accounts.models import Organ

from .units import end_part

# Columns of an opinion that name who has to do with it now.
OWN = ("presidium", "handler", "lead_unit", "accused_organ")
HELD = (*OWN, "group__organ")


def inherit(act: Act) -> None:
    gone, heir = act.given["gone"], act.given["heir"]
    for name in OWN:
        if getattr(act.opinion, f"{name}_id") == gone.pk:
            setattr(act.opinion, name, heir)
    if act.opinion.group and act.opinion.group.organ_id == gone.pk:
        act.opinion.group = heir.group
    _pass_on_part(act, gone, heir)
    _pass_on_time(act, gone, heir)
    _pass_on_draft(act, gone, heir)
    _let_see(act, gone, heir)


def _pass_on_part(act: Act, gone: Organ, heir: Organ) -> None:
    """Who had two parts by it keeps the greater one."""
    parts = {row.unit_id: row for row in act.opinion.live_assignments}
    own, other = parts.get(gone.pk), parts.get(heir.pk)
    if own is None:
        return
    if other is not None:
        end_part(act, own if other.is_lead else other)
        if other.is_lead:
            return
    Assignment.objects.filter(pk=own.pk).update(ended_on=act.on)
    own.pk, own.unit = None, heir
    own._state.adding = True
    own.save()


def _pass_on_time(act: Act, gone: Organ, heir: Organ) -> None:
    for clock in act.opinion.running_clocks:
        if clock.organ_id == gone.pk:
            clock.organ = heir
            clock.save(update_fields=["organ"])
    urges = act.opinion.urges.filter(is_co=True, organ=heir).count()
    own = act.opinion.urges.open().filter(organ=gone)
    own.filter(is_co=True).update(organ=heir, number=F("number") + urges)
    own.filter(is_co=False).update(organ=heir)


def _pass_on_draft(act: Act, gone: Organ, heir: Organ) -> None:
    """What it was writing; what it had issued stays its own."""
    draft = act.opinion.current_answer
    is_draft = draft is not None and draft.issued_on is None and not draft.basis
    if is_draft and draft.answered_on is None and draft.organ_id == gone.pk:
        draft.organ = heir
        draft.save(update_fields=["organ"])


def _let_see(act: Act, gone: Organ, heir: Organ) -> None:
    """As whatever it saw it; nobody is handed a complaint about himself."""
    opinion = act.opinion
    parts = opinion.parties.filter(organ=gone, until=None)
    add_parties(
        opinion,
        [(heir, kind) for kind in parts.values_list("as_what", flat=True)],
        act.on,
    )


EFFECTS = (inherit,)
