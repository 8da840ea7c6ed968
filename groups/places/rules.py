"""Who may write about places; who may see them stands in the models' scope."""

from groups.rules import is_secretary_of, keeps_books_of, keeps_groups_of
from tianmen_congress.base.access.scope import reach
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .models import Place


def keeps_places_of(user: User, township: Division) -> bool:
    """Make and close them: the office everywhere, a presidium in its township."""
    return keeps_groups_of(user, township)


def can_close(user: User, place: Place) -> bool:
    return place.closed_on is None and keeps_places_of(user, place.township)


def can_edit(user: User, place: Place) -> bool:
    """What it is and who keeps it: of a room the group's secretary too."""
    if place.closed_on is not None:
        return False
    if place.group and keeps_books_of(user, place.group):
        return True
    return keeps_places_of(user, place.township)


def can_find(user: User, place: Place) -> bool:
    """Say what was seen there: whoever keeps it, or looks after it."""
    if place.closed_on is not None:
        return False
    return can_edit(user, place) or _looks_after(user, place) or _is_near(user, place)


def _looks_after(user: User, place: Place) -> bool:
    posts = (post for post in user.live_posts if post.role == Role.SUPERVISOR)
    own = Division.objects.filter(pk=place.township_id)
    return any(own.filter(pk__in=reach(post)).exists() for post in posts)


def _is_near(user: User, place: Place) -> bool:
    """Whether the user is secretary of a group that the station's village is linked to."""
    if place.village is None or not user.has_role(Role.SECRETARY):
        return False
    links = place.village.group_links.on(today()).select_related("group")
    return any(is_secretary_of(user, link.group) for link in links)
