"""Figures as a page shows them."""

from dataclasses import dataclass

from tianmen_congress.base.accounts.models import User

from .registry import Asked, Figure, all_figures


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


def figures_for(user: User, asked: Asked) -> list[Counted]:
    """The figures whose lists `user` may open, counted over what he may see."""
    shown = [figure for figure in all_figures() if user.has_role(*figure.roles)]
    return [_counted(figure, user, asked) for figure in shown]


def _counted(figure: Figure, user: User, asked: Asked) -> Counted:
    counted, url = figure.count(user, asked), figure.address(asked, "")
    if isinstance(counted, int):
        return Counted(figure, counted, url, [])
    parts = [
        Part(label, counted.get(part, 0), figure.address(asked, part))
        for part, label in figure.parts.items()
    ]
    total = counted.get("total", sum(counted.values()))
    return Counted(figure, total, url, parts)
