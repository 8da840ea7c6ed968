"""Who acts for an organ today, and can be told."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import QuerySet

from tianmen_congress.base.accounts.enums import ORGAN_ROLES, OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, Post
from tianmen_congress.base.clocks.calendar import today


def live_posts() -> QuerySet[Post]:
    """Posts held today by those who may sign in: who lost his is told no more."""
    # unscoped: only whom the system itself tells
    return Post.objects.current(today()).filter(user__is_active=True)


def who_act_for(organ: Organ | None) -> set[int]:
    """Users of `organ`; the office's work for no organ by its key."""
    if organ is None:
        return set()
    posts = live_posts()
    if organ.kind == OrganKind.OFFICE:
        posts = posts.filter(role=Role.OFFICE)
    else:
        posts = posts.filter(role__in=ORGAN_ROLES, organ=organ)
    return set(posts.values_list("user", flat=True))


def of_office() -> set[int]:
    return set(live_posts().filter(role=Role.OFFICE).values_list("user", flat=True))


class Desks:
    """The same for many organs, read once."""

    def __init__(self) -> None:
        self.office: set[int] = set()
        self.of_organ: defaultdict[int, set[int]] = defaultdict(set)
        posts = live_posts().filter(role__in=(*ORGAN_ROLES, Role.OFFICE))
        for role, organ, user in posts.values_list("role", "organ", "user"):
            if role == Role.OFFICE:
                self.office.add(user)
            else:
                self.of_organ[organ].add(user)

    def at(self, organ: Organ | None) -> set[int]:
        if organ is None:
            return set()
        if organ.kind == OrganKind.OFFICE:
            return self.office
        return self.of_organ.get(organ.pk, set())

    def first(self, *organs: Organ | None) -> set[int]:
        """Of the first organ where somebody can be told."""
        return next((desk for organ in organs if (desk := self.at(organ))), set())


def without(users: Iterable[int], user: object) -> set[int]:
    """Nobody is told what he has just done himself."""
    return set(users) - {getattr(user, "pk", None)}
