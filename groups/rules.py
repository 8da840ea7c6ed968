"""Who may write what about groups; who may see them stands in the models' scope."""

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.divisions.models import Division

from .models import DeputyGroup

# Who keeps books of groups; a supervisor, a leader and a unit read.
KEEPERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)


def keeps_groups_of(user: User, township: Division) -> bool:
    """The office everywhere, a presidium or liaison office in its own township."""
    return user.has_role(Role.OFFICE) or township in user.townships


def can_found_group(user: User) -> bool:
    return user.has_role(Role.OFFICE) or bool(user.townships)


def can_edit_group(user: User, group: DeputyGroup) -> bool:
    """Name, members, offices and linked villages of a group, while there is one."""
    return group.dissolved_on is None and keeps_groups_of(user, group.township)


def keeps_books_of(user: User, group: DeputyGroup) -> bool:
    """Teams and activities: the group's secretary too, in whose name the others write."""
    is_own = is_secretary_of(user, group) or keeps_groups_of(user, group.township)
    return group.dissolved_on is None and is_own


def is_secretary_of(user: User, group: DeputyGroup) -> bool:
    return any(_is_secretary(post, group) for post in user.live_posts)


def keeps_any_books(user: User) -> bool:
    return user.has_role(*KEEPERS)


def _is_secretary(post: Post, group: DeputyGroup) -> bool:
    return post.role == Role.SECRETARY and post.organ_id == group.organ_id
