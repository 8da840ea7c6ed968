"""The menu at the left. Rooms register their entries in a module `pages/menu.py`.

What a role does daily stands on top, the sections beneath it hold the rest.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.registry import Registry

if TYPE_CHECKING:
    from tianmen_congress.base.accounts.models import User

# Above the sections: what its roles open every day.
DAILY = "常用"
SECTIONS = (
    "工作台",
    "代表",
    "小组与活动",
    "走访",
    "结对帮扶",
    "接待",
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
            "link",
            "door",
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
    # Who opens it every day.
    daily: frozenset[Role] = frozenset()


@dataclass(slots=True)
class Shown:
    """An entry as one user sees it on one page."""

    label: str
    url: str
    is_active: bool = False
    count: int = 0
    unit: str = "件"
    icon: str = ""

    @property
    def short_count(self) -> str:
        """For a mark that has room for three signs."""
        return str(self.count) if self.count <= MOST_SHOWN else f"{MOST_SHOWN}+"


@dataclass(slots=True)
class MenuSection:
    title: str
    icon: str = ""
    entries: list[Shown] = field(default_factory=list)

    @property
    def is_daily(self) -> bool:
        return self.title == DAILY

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
    daily: Iterable[Role] = (),
) -> None:
    """Add an entry that users of `roles` see; called when a room's pages/menu.py is read.

    Those who hold one of the posts `daily` find it on top.
    """
    if section not in SECTIONS:
        raise ValueError(f"no menu section {section!r}")
    whose = frozenset(roles), order, count, unit, frozenset(daily)
    registered.add(MenuEntry(section, label, url_name, *whose))


def register_top(label: str, url_name: str, *, count: Counting, unit: str) -> None:
    """Add an entry to the top bar, for all who are signed in."""
    in_top_bar.add(MenuEntry("", label, url_name, frozenset(Role), 0, count, unit))


def top_for(user: "User") -> list[Shown]:
    return [_shown(entry, user) for entry in in_top_bar]


def _shown(entry: MenuEntry, user: "User") -> Shown:
    many = entry.count(user) if entry.count else 0
    icon, url = ICONS.get(entry.section, ""), reverse(entry.url_name)
    return Shown(entry.label, url, count=many, unit=entry.unit, icon=icon)


def sections_for(user: "User", path: str) -> list[MenuSection]:
    """What `user` sees, section by section; the entry that `path` lies under is active."""
    shown = {title: MenuSection(title, icon) for title, icon in ICONS.items()}
    daily = MenuSection(DAILY)
    for entry in sorted(registered, key=lambda entry: entry.order):
        if user.has_role(*entry.roles):
            is_daily = user.has_role(*entry.daily)
            section = daily if is_daily else shown[entry.section]
            section.entries.append(_shown(entry, user))
    sections = [section for section in (daily, *shown.values()) if section.entries]
    _mark_active([e for section in sections for e in section.entries], path)
    return sections


def _mark_active(entries: list[Shown], path: str) -> None:
    above = [
        e for e in entries if path == e.url or (e.url != "/" and path.startswith(e.url))
    ]
    if above:
        max(above, key=lambda entry: len(entry.url)).is_active = True
