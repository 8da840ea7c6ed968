"""The menu at the left. Rooms register their entries in a module `pages/menu.py`."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.registry import Registry

if TYPE_CHECKING:
    from tianmen_congress.base.accounts.models import User

SECTIONS = (
    "工作台",
    "代表",
    "小组与活动",
    "走访",
    "意见建议",
    "贫困村户",
    "督导",
    "报表",
    "导入",
    "系统",
)
ICONS = dict(
    zip(
        SECTIONS,
        (
            "home",
            "person",
            "people",
            "walk",
            "talk",
            "house",
            "check",
            "chart",
            "upload",
            "gear",
        ),
        strict=True,
    )
)


@dataclass(frozen=True, slots=True)
class MenuEntry:
    section: str
    label: str
    url_name: str
    roles: frozenset[Role]
    order: int
    # How much waits behind it for one user; asked for on every page, so it is cheap.
    count: "Counting | None" = None
    # What is counted: 件待办.
    unit: str = "件"


@dataclass(slots=True)
class Shown:
    """An entry as one user sees it on one page."""

    label: str
    url: str
    is_active: bool = False
    count: int = 0
    unit: str = "件"

    @property
    def short_count(self) -> str:
        """For a mark that has room for three signs."""
        return str(self.count) if self.count <= MOST_SHOWN else f"{MOST_SHOWN}+"


@dataclass(slots=True)
class MenuSection:
    title: str
    icon: str
    entries: list[Shown] = field(default_factory=list)

    @property
    def is_active(self) -> bool:
        return any(entry.is_active for entry in self.entries)

    @property
    def waiting(self) -> Shown | None:
        """What waits behind its entries, for whoever sees the section folded."""
        many = sum(entry.count for entry in self.entries)
        return Shown(self.title, "", count=many) if many else None


Counting = Callable[["User"], int]
MOST_SHOWN = 99
registered: Registry[MenuEntry, MenuEntry] = Registry()
# Beside the name of whoever is signed in.
in_top_bar: Registry[MenuEntry, MenuEntry] = Registry()


def register(
    section: str,
    label: str,
    url_name: str,
    roles: Iterable[Role],
    order: int = 100,
    *,
    count: Counting | None = None,
    unit: str = "件",
) -> None:
    """Add an entry that users of `roles` see; called when a room's pages/menu.py is read."""
    if section not in SECTIONS:
        raise ValueError(f"no menu section {section!r}")
    entry = MenuEntry(section, label, url_name, frozenset(roles), order, count, unit)
    registered.add(entry)


def register_top(label: str, url_name: str, *, count: Counting, unit: str) -> None:
    """Add an entry to the top bar, for all who are signed in."""
    in_top_bar.add(MenuEntry("", label, url_name, frozenset(Role), 0, count, unit))


def top_for(user: "User") -> list[Shown]:
    return [_shown(entry, user) for entry in in_top_bar]


def _shown(entry: MenuEntry, user: "User") -> Shown:
    many = entry.count(user) if entry.count else 0
    return Shown(entry.label, reverse(entry.url_name), count=many, unit=entry.unit)


def sections_for(user: "User", path: str) -> list[MenuSection]:
    """What `user` sees, section by section; the entry that `path` lies under is active."""
    shown = {title: MenuSection(title, ICONS[title]) for title in SECTIONS}
    for entry in sorted(registered, key=lambda entry: entry.order):
        if user.has_role(*entry.roles):
            shown[entry.section].entries.append(_shown(entry, user))
    sections = [section for section in shown.values() if section.entries]
    _mark_active([e for section in sections for e in section.entries], path)
    return sections


def _mark_active(entries: list[Shown], path: str) -> None:
    above = [
        e for e in entries if path == e.url or (e.url != "/" and path.startswith(e.url))
    ]
    if above:
        max(above, key=lambda entry: len(entry.url)).is_active = True
