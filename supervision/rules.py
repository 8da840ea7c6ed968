"""Who may inspect what, and keep the teams."""

from groups.rules import keeps_books_of, keeps_groups_of
from tianmen_congress.base.access.scope import reach
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.divisions.models import Division

from .enums import FindingState
from .models import Finding, Inspection

READERS = (
    Role.OFFICE,
    Role.LEADER,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.SUPERVISOR,
)
INSPECTORS = (Role.OFFICE, Role.SUPERVISOR)


def can_keep_teams(user: User) -> bool:
    return user.has_role(Role.OFFICE)


def can_inspect_at_all(user: User) -> bool:
    return user.has_role(*INSPECTORS)


def can_inspect(user: User, township: Division) -> bool:
    """A supervisor in the townships of the team, the office anywhere."""
    if user.has_role(Role.OFFICE):
        return True
    return any(_reaches(post, township) for post in _supervising(user))


def _supervising(user: User) -> list[Post]:
    return [post for post in user.live_posts if post.role == Role.SUPERVISOR]


def _reaches(post: Post, township: Division) -> bool:
    return reach(post).filter(township=township).exists()


def answers_for(user: User, finding: Finding) -> bool:
    """Whoever keeps the books of the place where it was found."""
    group = finding.group
    if group is None:
        return keeps_groups_of(user, finding.township)
    return keeps_books_of(user, group)


def can_answer(user: User, finding: Finding) -> bool:
    is_standing = finding.is_open and finding.inspection.voided_at is None
    return is_standing and answers_for(user, finding)


def can_recheck(user: User, finding: Finding) -> bool:
    """The team that has the place now, once an answer is there."""
    is_answered = finding.state == FindingState.ANSWERED
    is_standing = is_answered and finding.inspection.voided_at is None
    return is_standing and can_inspect(user, finding.township)


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
