"""Who may inspect what, and keep the teams."""

from tianmen_congress.access import reach
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.divisions.models import Division

from .models import Inspection

READERS = (
    Role.OFFICE,
    Role.LEADER,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.SUPERVISOR,
)


def can_keep_teams(user: User) -> bool:
    return user.has_role(Role.OFFICE)


def can_inspect_at_all(user: User) -> bool:
    return user.has_role(Role.OFFICE, Role.SUPERVISOR)


def can_inspect(user: User, township: Division) -> bool:
    """A supervisor in the townships of the team, the office anywhere."""
    if user.has_role(Role.OFFICE):
        return True
    posts = [post for post in user.live_posts if post.role == Role.SUPERVISOR]
    return any(_reaches(post, township) for post in posts)


def _reaches(post, township: Division) -> bool:
    return reach(post).filter(township=township).exists()


def can_edit(user: User, inspection: Inspection) -> bool:
    """The row itself must be in sight."""
    return inspection.voided_at is None and can_inspect(user, inspection.township)
