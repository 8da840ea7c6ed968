"""Where a supervision team goes next: its townships with what is open in each."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q
from django.urls import reverse
from django.utils.http import urlencode

from supervision.enums import FindingState
from supervision.models import Finding, Inspection
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

NOTHING = (0, 0, 0)


@dataclass(frozen=True, slots=True)
class RouteStop:
    """A township of the team."""

    place: Division
    open: int
    late: int
    to_recheck: int
    last_on: date | None

    def _list(self, **more: str) -> str:
        asked = {"township": self.place.pk, **more}
        return f"{reverse('supervision:finding_list')}?{urlencode(asked)}"

    @property
    def open_url(self) -> str:
        return self._list(state=FindingState.OPEN.value, is_standing="1")

    @property
    def late_url(self) -> str:
        return self._list(is_late="1", is_standing="1")

    @property
    def recheck_url(self) -> str:
        return self._list(state=FindingState.ANSWERED.value, is_standing="1")


def route_of(*, user: User) -> list[RouteStop]:
    """Where something is late or waits for a second look first; then where nobody has
    been for the longest time."""
    if not user.has_role(Role.SUPERVISOR):
        return []
    places = list(townships_in_sight(user).order_by("code"))
    found = _findings(user, places)
    last = _last(user, places)
    stops = [RouteStop(each, *found[each.pk], last.get(each.pk)) for each in places]
    return sorted(stops, key=lambda s: (-s.late, -s.to_recheck, s.last_on or date.min))


def _findings(user: User, places: list[Division]) -> dict[int, tuple[int, int, int]]:
    rows = Finding.objects.visible_to(user).standing().filter(township__in=places)
    is_open = Q(state=FindingState.OPEN)
    counted = (
        rows.order_by()
        .values_list("township")
        .annotate(
            open=Count("pk", filter=is_open),
            late=Count("pk", filter=is_open & Q(due_on__lt=today())),
            again=Count("pk", filter=Q(state=FindingState.ANSWERED)),
        )
    )
    found = defaultdict(lambda: NOTHING)
    found.update({place: tuple(many) for place, *many in counted})
    return found


def _last(user: User, places: list[Division]) -> dict[int, date]:
    rows = Inspection.objects.visible_to(user).standing().filter(township__in=places)
    return dict(
        rows.order_by().values_list("township").annotate(last=Max("inspected_on"))
    )
