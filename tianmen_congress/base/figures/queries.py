"""Figures as a page shows them, and the lines of a table by township."""

from collections.abc import Collection
from dataclasses import dataclass

from tianmen_congress.base.access.scope import homes_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division

from .registry import Asked, Beside, Figure, all_figures


@dataclass(frozen=True, slots=True)
class Part:
    label: str
    value: int
    url: str


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure counted for one user."""

    figure: Figure
    value: int
    url: str
    parts: list[Part]
    beside: Beside | None = None


def homes_of(keys: Collection[int], *, user: User, asked: Asked) -> list[Division]:
    """The lines of a table by township: each in sight, with noughts too, and those of
    `keys`, in the order of their codes; 市直 is the last of them. By the places of then
    they are those of the last day.
    """
    day = None if asked.is_by_now else asked.last_day
    homes = homes_in_sight(user, on=day).values("pk")
    own = [asked.township.pk] if asked.township else homes
    rows = Division.objects.filter(pk__in=own) | Division.objects.filter(pk__in=keys)
    return list(rows.order_by("code"))


def figures_for(user: User, asked: Asked) -> list[Counted]:
    """The figures whose lists `user` may open, counted over what he may see."""
    shown = [figure for figure in all_figures() if user.has_role(*figure.roles)]
    return [counted_for(figure, user, asked) for figure in shown]


def counted_for(figure: Figure, user: User, asked: Asked) -> Counted:
    counted, url = figure.count(user, asked), figure.address(asked, "")
    beside = figure.beside(user, asked) if figure.beside else None
    if isinstance(counted, int):
        return Counted(figure, counted, url, [], beside)
    parts = [
        Part(label, counted.get(part, 0), figure.address(asked, part))
        for part, label in figure.parts.items()
    ]
    total = counted.get("total", sum(counted.values()))
    return Counted(figure, total, url, parts, beside)
