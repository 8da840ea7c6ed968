"""What a user did and what he began, the newest first."""

from referrals.models import Event, Opinion, Urge
from supervision.models import Inspection
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from visits.models import Visit

# Lines of each kind; the lists of each kind have them all.
MOST = 20
# Who moves opinions and who enters records; the others look, or keep accounts.
HANDLERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY, Role.UNIT)
RECORDERS = (
    *(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY),
    Role.SUPERVISOR,
)


def done_by(*, user: User) -> list[Event]:
    """The last moves of opinions that `user` made."""
    seen = Opinion.objects.visible_to(user).values("pk")
    # unscoped: the user's own moves of opinions in sight
    rows = Event.objects.filter(by=user, basis="", opinion__in=seen).select_related(
        "opinion"
    )
    return list(rows.order_by("-pk")[:MOST])


def started_by(*, user: User) -> dict[str, list]:
    """The last visits, inspections and opinions that `user` entered, and whom he urged."""
    looks = Inspection.objects.visible_to(user).standing().filter(recorded_by=user)
    visits = Visit.objects.visible_to(user).standing().filter(recorded_by=user)
    opinions = Opinion.objects.visible_to(user).filter(recorded_by=user)
    urges = Urge.objects.visible_to(user).filter(by=user)
    return {
        "inspections": list(looks.select_related("township").order_by("-pk")[:MOST]),
        "visits": list(visits.select_related("village").order_by("-pk")[:MOST]),
        "opinions": list(opinions.order_by("-pk")[:MOST]),
        "urges": list(urges.select_related("opinion", "organ").order_by("-pk")[:MOST]),
    }
