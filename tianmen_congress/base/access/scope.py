"""Which rows and which fields a user may see. The one place where that is answered.

Every model of business names, per role, the path along which its rows belong to
somebody; a role that is not named sees nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.http import Http404

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.models import Division

ALL = "*"
OWN_USER = (Role.DEPUTY,)
# Those who see every township.
CITY_ROLES = (Role.OFFICE, Role.LEADER)
MASKED_ROLES = (Role.SUPERVISOR, Role.LEADER)

# Role -> what its posts reach; rooms above register what only they know.
_townships: dict[str, Callable[[Post], object]] = {
    Role.PRESIDIUM: lambda post: [place.pk for place in post.places],
}


def register_townships(role: Role, townships: Callable[[Post], object]) -> None:
    """Tell access which townships a post of `role` reaches (a query set or ids)."""
    _townships[role] = townships


def reach(post: Post) -> object:
    """What a path of `post`'s role is compared with: townships, own organ or own user."""
    if post.role in _townships:
        return _townships[post.role](post)
    return [post.user_id if post.role in OWN_USER else post.organ_id]


@dataclass(frozen=True, slots=True)
class Current:
    """A path through links with dates: only links that hold today count.

    `links` are the relations that carry `since` and `until`.
    """

    path: str
    links: tuple[str, ...]

    def __init__(self, path: str, *links: str):
        object.__setattr__(self, "path", path)
        object.__setattr__(self, "links", links)

    def within(self, prefix: str) -> "Current":
        """The same path as seen from a row that points to the one it was written for."""
        links = (f"{prefix}__{link}" for link in self.links)
        return Current(f"{prefix}__{self.path}", *links)


@dataclass(frozen=True, slots=True)
class OwnOrgan:
    """A path that ends at the post's own organ, for a role whose posts reach townships."""

    path: str

    def within(self, prefix: str) -> "OwnOrgan":
        """The same path as seen from a row that points to the one it was written for."""
        return OwnOrgan(f"{prefix}__{self.path}")


@dataclass(frozen=True, slots=True)
class Once:
    """A path that counts once the day named `day` is written on the row."""

    path: str
    day: str

    def within(self, prefix: str) -> "Once":
        """The same path as seen from a row that points to the one it was written for."""
        return Once(f"{prefix}__{self.path}", f"{prefix}__{self.day}")


@dataclass(frozen=True, slots=True)
class Unless:
    """A path that does not count where the row has one of the values in `barred`."""

    path: str
    barred: tuple[tuple[str, object], ...]

    def within(self, prefix: str) -> "Unless":
        """The same path as seen from a row that points to the one it was written for."""
        barred = tuple((f"{prefix}__{name}", value) for name, value in self.barred)
        return Unless(f"{prefix}__{self.path}", barred)


Path = str | Current | OwnOrgan | Once | Unless


def along(prefix: str, scope: dict[str, object]) -> dict[str, object]:
    """The scope of rows that belong to a scoped row through `prefix`."""
    return {role: _prefixed(prefix, paths) for role, paths in scope.items()}


def _prefixed(prefix: str, paths: object) -> object:
    if paths == ALL:
        return ALL
    if isinstance(paths, tuple):
        return tuple(_prefixed(prefix, path) for path in paths)
    return f"{prefix}__{paths}" if isinstance(paths, str) else paths.within(prefix)


class ScopedQuerySet(models.QuerySet):
    """Rows that belong to somebody.

    `scope` maps a role to ALL, to a path (or a tuple of paths, any of which will do)
    that ends at a township, an organ or a user, as the role's posts reach. What is
    not named is not seen.
    """

    scope: dict[str, Path | tuple[Path, ...]] = {}

    def visible_to(self, user: User) -> Self:
        """The rows that `user` may see today; none for anybody not signed in."""
        if not user.is_authenticated:
            return self.none()
        return self._along_paths(user).not_about(user)

    def not_about(self, user: User) -> Self:
        """Without what is kept from `user` whatever his posts are."""
        kept = self.kept_from(user)
        return self if kept is None else self.exclude(kept)

    def kept_from(self, user: User) -> Q | None:
        """Rows that `user` sees on no path of his; None where there are none such."""
        return None

    def _along_paths(self, user: User) -> Self:
        wanted = [self._within(post) for post in user.live_posts]
        wanted = [q for q in wanted if q is not None]
        if ALL in wanted:
            return self
        return self.filter(_any(wanted)) if wanted else self.none()

    def get_visible(self, user: User, **lookup) -> models.Model:
        """The row, or 404: a row out of sight looks just like one that is not there."""
        try:
            return self.visible_to(user).get(**lookup)
        except (self.model.DoesNotExist, ValueError, OverflowError):
            raise Http404 from None

    def _within(self, post: Post) -> Q | str | None:
        paths = self.scope.get(post.role)
        if paths is None or paths == ALL:
            return paths
        paths = paths if isinstance(paths, tuple) else (paths,)
        return _any([self._along(path, post) for path in paths])

    def _along(self, path: Path, post: Post) -> Q:
        if isinstance(path, OwnOrgan):
            return Q(**{path.path: post.organ_id})
        if isinstance(path, Once):
            own = self._along(path.path, post)
            return own & Q(**{f"{path.day}__isnull": False})
        values = reach(post)
        if isinstance(path, Unless):
            condition = Q(**{f"{path.path}__in": values})
            for name, value in path.barred:
                condition &= ~Q(**{name: value})
        elif isinstance(path, Current):
            condition = Q(**{f"{path.path}__in": values})
            for link in path.links:
                condition &= holding(today(), link=link)
        else:
            if not _is_many(self.model, path):
                return _ends_at(path, values)
            condition = Q(**{f"{path}__in": values})
        # A subquery, not a join: nobody sees a row twice. EXISTS, not IN: beside another
        # path, PostgreSQL reads an IN that memory doesn't hold anew for every row.
        # unscoped: this is the scope
        rows = self.model._base_manager.filter(condition)
        return Q(Exists(rows.filter(pk=OuterRef("pk"))))


def _ends_at(path: str, values: object) -> Q:
    if not isinstance(values, models.QuerySet):
        return Q(**{f"{path}__in": values})
    townships = Division.objects.filter(pk__in=values)
    return Q(Exists(townships.filter(pk=OuterRef(path))))


def _any(conditions: list[Q]) -> Q:
    whole = Q()
    for condition in conditions:
        whole |= condition
    return whole


def _is_many(model: type[models.Model], path: str) -> bool:
    for name in path.split("__"):
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist:
            return False
        if field.one_to_many or field.many_to_many:
            return True
        model = field.related_model or model
    return False


def townships_in_sight(
    user: User, *, on: date | None = None
) -> models.QuerySet[Division]:
    """Townships by which `user` may narrow a list; all of them for the city's roles.

    Places: of households, villages, inspections. 市直 is none of them. Those of today,
    or of the day `on`.
    """
    return _in_sight(Division.objects.townships(), user, on)


def homes_in_sight(user: User, *, on: date | None = None) -> models.QuerySet[Division]:
    """Where groups and deputies in sight are at home: those townships, and 市直 last."""
    return _in_sight(Division.objects.homes(), user, on)


def _in_sight(places: models.QuerySet[Division], user: User, on: date | None):
    places = places.on(on) if on else places.current()
    if user.has_role(*CITY_ROLES):
        return places
    reached = [reach(post) for post in user.live_posts if post.role in _townships]
    return places.filter(_any([Q(pk__in=ids) for ids in reached] or [Q(pk=None)]))


def may_see_personal(user: User) -> bool:
    """Whether names, numbers and telephones of poor families are shown unmasked."""
    if not user.is_authenticated:
        return False
    return user.has_role(*BUSINESS_ROLES) and not user.has_role(*MASKED_ROLES)
