"""Rows of the ledger for meetings, and the count of each state."""

from django.db.models import Prefetch, QuerySet

from referrals.enums import State
from referrals.models import Answer, Assignment, Opinion
from referrals.queries.lists import count_by_state
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.figures.registry import Asked


def asked_for(*, user: User, asked: Asked) -> QuerySet[Opinion]:
    """Opinions in sight of `user` that fit campaign, period and township."""
    return asked.fitting(Opinion.objects.visible_to(user), day="collected_on")


def ledger_rows(*, user: User, asked: Asked) -> QuerySet[Opinion]:
    """Opinions that are lines of the ledger."""
    rows = asked_for(user=user, asked=asked).exclude(state=State.DRAFT)
    category = asked.more.get("category")
    return rows.filter(category=category) if category else rows


def for_ledger(*, user: User, asked: Asked, most: int | None = None) -> list[Opinion]:
    """In the order of the paper: by township, number and day; all, or the first."""
    # unscoped: answers and units of the opinions in sight
    answers = Answer.objects.standing()
    live = Assignment.objects.filter(ended_on=None).select_related("unit")
    live = live.order_by("-is_lead", "pk")
    rows = (
        ledger_rows(user=user, asked=asked)
        .select_related(
            *("township", "group", "presidium", "category", "lead_unit"),
            "accused_organ",
            "handler__division__parent",
        )
        .with_witness(user)
        .prefetch_related(
            "proposers__person",
            Prefetch("answers", answers.order_by("pk"), to_attr="given_answers"),
            # Of a unit it is asked whether it signed, before it reads who proposed.
            Prefetch("assignments", live, to_attr="live_assignments"),
        )
    )
    rows = rows.order_by("township__code", "sequence", "collected_on", "pk")
    return list(rows[:most])


def by_state(*, user: User, asked: Asked) -> dict[str, int]:
    return count_by_state(asked_for(user=user, asked=asked))


def count_units() -> int:
    """Units of the joint conference that exist today; public knowledge."""
    return Organ.objects.filter(kind=OrganKind.UNIT, until=None).count()
