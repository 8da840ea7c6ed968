"""Who may inspect what, and keep the teams."""

from tianmen_congress.access import reach
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import Post, User
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
    return any(_reaches(post, township) for post in _supervising(user))


def _supervising(user: User) -> list[Post]:
    return [post for post in user.live_posts if post.role == Role.SUPERVISOR]


def _reaches(post: Post, township: Division) -> bool:
    return reach(post).filter(township=township).exists()


def can_edit(user: User, inspection: Inspection) -> bool:
    """The row itself must be in sight; no team writes on the paper of another."""
    if inspection.voided_at is not None:
        return False
    return user.has_role(Role.OFFICE) or _is_by_team_of(user, inspection)


def _is_by_team_of(user: User, inspection: Inspection) -> bool:
    """By a team of the user's which still has the township."""
    organ = inspection.team.organ_id
    posts = [post for post in _supervising(user) if post.organ_id == organ]
    return any(_reaches(post, inspection.township) for post in posts)
