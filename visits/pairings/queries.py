"""Reads about pairings that several pages share."""

from django.db.models import QuerySet

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)

from .models import Deed, Effect, HouseholdPairing, OfficialHelper

OF_PAIRING = ("pairing__person", "pairing__household__village", "group", "township")


def deeds(*, user: User) -> QuerySet[Deed]:
    """Those that count, of all pairings in sight."""
    rows = Deed.objects.visible_to(user).standing()
    return rows.select_related(*OF_PAIRING, "campaign", "photo")


def effects(*, user: User) -> QuerySet[Effect]:
    rows = Effect.objects.visible_to(user).standing()
    return rows.select_related(*OF_PAIRING, "campaign", "aid", "scan")


def helpers_of(pairing: HouseholdPairing) -> QuerySet[OfficialHelper]:
    """Of its household, the one of today first."""
    return pairing.household.helpers.order_by("-since", "-pk")


def records_of(pairing: HouseholdPairing) -> dict[str, list]:
    """What was done in it, struck off or not, for its page."""
    return {
        "aids": list(pairing.aids.order_by("begun_on", "pk")),
        "effects": list(
            pairing.effects.select_related("aid", "scan").order_by("day", "pk")
        ),
        "deeds": list(pairing.deeds.select_related("photo").order_by("day", "pk")),
    }


def story_of_pairing(pairing: HouseholdPairing, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about the two and what was done."""
    return together(
        events(pairing, user=user),
        *(
            events_beneath(rows.all(), user=user, noun=noun, name=name)
            for rows, noun, name in (
                (pairing.aids, "帮扶措施：", "detail"),
                (pairing.effects, "帮扶成效：", "aid"),
                (pairing.deeds, "办实事：", "what"),
            )
        ),
    )
