"""What was written before: words that recur, and the household's last answers."""

from django.db.models import QuerySet

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from visits.models import HouseholdCall, Phrase


def phrases_of(user: User) -> QuerySet[Phrase]:
    """The user's own, then what the office gave to all."""
    return Phrase.objects.visible_to(user).order_by("question", "owner", "pk")


def last_call_on(household: Household, *, user: User) -> HouseholdCall | None:
    """The latest call on it of those in sight."""
    rows = HouseholdCall.objects.visible_to(user).standing()
    rows = rows.filter(household=household).select_related("visit")
    return rows.order_by("-visit__visited_on", "-pk").first()
