"""What the user typed today, for those who enter visits all day."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max
from django.urls import reverse
from django.utils.http import urlencode

from referrals.models import Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import stamped_today
from visits.models import HouseholdCall, Visit
from visits.rules import can_enter_anything


@dataclass(frozen=True, slots=True)
class EnteredToday:
    """Of one day by the clock: how many of each, and when the last was saved."""

    day: date
    visits: int
    calls: int
    opinions: int
    last_at: datetime | None

    def _list(self, name: str) -> str:
        mine = {"entered_by_me": 1, "entered_since": self.day.isoformat()}
        return f"{reverse(name)}?{urlencode(mine)}"

    @property
    def visits_url(self) -> str:
        return self._list("visits:list")

    @property
    def opinions_url(self) -> str:
        return self._list("referrals:list")


def typed_today(*, user: User) -> EnteredToday | None:
    """None for who enters no visits. The day is that of the clock, as the moments are."""
    if not can_enter_anything(user):
        return None
    day = stamped_today()
    today = {"recorded_by": user, "recorded_at__date": day}
    visits = Visit.objects.visible_to(user).standing().filter(**today).order_by()
    # unscoped: the calls of the visits in sight
    calls = HouseholdCall.objects.filter(visit__in=visits.values("pk"))
    opinions = Opinion.objects.visible_to(user).filter(**today).order_by()
    many = visits.aggregate(many=Count("pk"), last=Max("recorded_at"))
    told = opinions.aggregate(many=Count("pk"), last=Max("recorded_at"))
    last = max(filter(None, (many["last"], told["last"])), default=None)
    return EnteredToday(day, many["many"], calls.count(), told["many"], last)
