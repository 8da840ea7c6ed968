"""Every figure and every official table, defined once by the room that counts it.

A room writes a module `figures`, which is found by itself:

    register_figure(Figure(
        "groups", "代表小组", "在届的代表小组个数", unit="个",
        count=lambda user, asked: DeputyGroup.objects.visible_to(user).count(),
        address=lambda asked, part: reverse("groups:list"),
    ))

    @register_table
    class ResearchTable(OfficialTable):
        slug, title, roles = "research", "调研情况表", READERS
        columns = (TableColumn("held_on", "调研日期", "date"), TableColumn("calls", "入户数", "int", is_summed=True))
        def rows(self):
            for row in queries.research(user=self.user, asked=self.asked):
                yield Line((row.held_on, row.calls), {"calls": row.get_absolute_url()})
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Self
from urllib.parse import urlencode

from django import forms
from django.db.models import QuerySet

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.rows.naming import NamedOverTime
from tianmen_congress.base.ui.current import CAMPAIGN, EVERY
from tianmen_congress.base.ui.filters import NOW, PLACES

BY_NOW = "按现在的区划"
BY_NOW_NOTE = "按现在的区划：已撤销的村、乡镇的数字，计入它们现在所在的村、乡镇。"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a figure or a table is asked for: campaign, period, place."""

    campaign: Campaign | None = None
    since: date | None = None
    until: date | None = None
    township: Division | None = None
    # Whether what happened counts in the place of today, not in that of its day.
    is_by_now: bool = False
    # What one table alone asks for, by the names of its own choices.
    more: Mapping[str, object] = field(default_factory=dict)

    def narrowed(self, **changes) -> Self:
        return replace(self, **changes)

    def fitting(self, rows: QuerySet, *, day: str) -> QuerySet:
        """Those of `rows` that are of the campaign, the period and the place; `day` is
        the column whose day counts."""
        wanted = {
            "campaign": self.campaign,
            self.at("township"): self.township,
            f"{day}__gte": self.since,
            f"{day}__lte": self.until,
        }
        return rows.filter(**{key: value for key, value in wanted.items() if value})

    def at(self, path: str) -> str:
        """The path to the place that counts, where `path` leads to that of the day."""
        return f"{path}__now" if self.is_by_now else path

    def placed(self, rows: QuerySet, path: str = "") -> QuerySet:
        """Those of `rows` in the township, at the end of `path`, if one is asked for."""
        path = path or self.at("township")
        return rows.filter(**{path: self.township.pk}) if self.township else rows

    def placed_then(self, rows: QuerySet) -> QuerySet:
        """The same of rows that move with their place (see `rows.former`)."""
        if self.is_by_now:
            return self.placed(rows)
        return self.placed(rows.with_township_on(self.last_day), "township_then")

    @property
    def of_place(self) -> Self:
        """Asked for the place alone, of a list that knows no campaign and no days."""
        return type(self)(township=self.township, is_by_now=self.is_by_now)

    def called(self, place: NamedOverTime) -> str:
        """Its name of today, or that of the last day."""
        return place.name if self.is_by_now else place.name_on(self.last_day)

    def query(self, **more) -> str:
        """The same as parameters of a list whose filters are named so.

        Asked for nothing, a list would begin with the current campaign: all are named.
        """
        given = {
            "campaign": self.campaign and self.campaign.slug,
            "since": self.since,
            "until": self.until,
            "township": self.township and self.township.pk,
            PLACES: NOW if self.is_by_now else "",
            **more,
        }
        said = {k: v for k, v in given.items() if v not in (None, "")}
        return "?" + urlencode(said or {CAMPAIGN: EVERY})

    @property
    def last_day(self) -> date:
        """The day as of which states are told: the last of the period, or today."""
        return min(self.until or today(), today())

    @property
    def as_of(self) -> dict[str, date]:
        """The last day for a list of what begins and ends, where it is not today."""
        return {"on": self.last_day} if self.last_day != today() else {}

    @property
    def period(self) -> str:
        """统计时段 in words."""
        since, until = self.since, self.until
        if self.campaign:
            since = since or self.campaign.starts_on
            until = until or min(self.campaign.ends_on or today(), today())
        return f"{_in_chinese(since)}至{_in_chinese(until or today())}"


def _said(field: forms.Field, value: object) -> str:
    """What was chosen, as it was offered."""
    if isinstance(field, forms.ModelChoiceField):
        return str(value)
    return str(dict(getattr(field, "choices", ())).get(value, value))


def _in_chinese(day: date | None) -> str:
    return f"{day.year}年{day.month}月{day.day}日" if day else "开始"


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a number because it is not in it, and the list of it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of the first page, the figures page and `figures --json`.

    `count` gives a number, or one for each of `parts`; `address` the list that it
    counts ("" as part for the whole). `definition` says in a sentence what is counted;
    `roles` may open that list, and nobody else is shown the number.
    """

    key: str
    label: str
    definition: str
    count: Callable[[User, Asked], int | dict[str, int]]
    address: Callable[[Asked, str], str]
    unit: str = "个"
    parts: Mapping[str, str] = field(default_factory=dict)
    roles: tuple[Role, ...] = BUSINESS_ROLES
    order: int = 100
    # What somebody might look for in the number and does not find.
    beside: Callable[[User, Asked], Beside | None] | None = None


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A column of an official table; `group` is the heading over its neighbours.

    Kinds are those of the workbook: text, long, int, decimal, rate, date, id.
    """

    key: str
    title: str
    kind: str = "text"
    group: str = ""
    is_summed: bool = False
    width: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A row: values in the order of the columns, and for a column the list it counts."""

    values: tuple
    links: Mapping[str, str] = field(default_factory=dict)


def rate_of(part: int, whole: int) -> float | None:
    """As a table's cell; nothing of nothing is no rate."""
    return part / whole if whole else None


class OfficialTable:
    """A table for meetings: one definition for page, print and workbook.

    Subclasses give slug, title, columns and `rows`; `asks` names the parts of `Asked`
    that the reader may choose.
    """

    slug = ""
    title = ""
    summary = ""
    columns: tuple[TableColumn, ...] = ()
    roles: tuple[Role, ...] = BUSINESS_ROLES
    asks: tuple[str, ...] = ("campaign", "since", "until", "township", PLACES)
    # Whether its townships are those where somebody is at home, 市直 among them; a table
    # of what was found in places has none.
    is_of_homes = True
    # What each number counts, a sentence each: printed beneath the table.
    notes: tuple[str, ...] = ()
    # By the key of a column that is a rate: of which column it is how much of which.
    rates: Mapping[str, tuple[str, str]] = {}
    is_landscape = True
    # Of several that tell the same of other things: what they are called together, and
    # what tells this one apart.
    family = ""
    variant = ""
    # Whether its lines are things to compare, which the page draws as bars; of times
    # the order stays.
    is_charted = False
    is_in_time = False
    order = 100
    # Templates hold the class itself.
    do_not_call_in_templates = True

    def __init__(self, user: User, asked: Asked):
        self.user = user
        self.asked = asked

    def rows(self) -> Iterable[Line]:
        """The lines that self.user may see, in the order of the paper."""
        raise NotImplementedError

    @cached_property
    def lines(self) -> list[Line]:
        return list(self.rows())

    @property
    def count(self) -> int:
        return len(self.lines)

    def first(self, most: int) -> list[Line]:
        """The lines that a page shows."""
        return self.lines[:most]

    @cached_property
    def total(self) -> tuple | None:
        """Values of the row 合计; None for no such row.

        Rates are of the sums. Overridden where a sum would be wrong: distinct counts.
        """
        if not any(column.is_summed for column in self.columns):
            return None
        sums = {
            c.key: sum(line.values[n] or 0 for line in self.lines)
            if c.is_summed
            else None
            for n, c in enumerate(self.columns)
        }
        for key, (part, whole) in self.rates.items():
            sums[key] = rate_of(sums[part], sums[whole])
        return tuple(sums.values())

    @property
    def total_links(self) -> Mapping[str, str]:
        """For a column of the row 合计 the list that it counts."""
        return {}

    @classmethod
    def own_choices(cls, user: User) -> dict[str, forms.Field]:
        """Further fields that this table alone asks for; their values are `asked.more`."""
        return {}

    @property
    def scope(self) -> str:
        """统计范围 in words; "" where nothing was left out."""
        fields = self.own_choices(self.user)
        more = self.asked.more.items()
        chosen = [
            f"{fields[name].label}：{_said(fields[name], it)}" for name, it in more
        ]
        place = [self.asked.called(self.asked.township)] if self.asked.township else []
        by_now = [BY_NOW] if self.asked.is_by_now else []
        return "，".join([*place, *by_now, *chosen])

    @property
    def printed_notes(self) -> tuple[str, ...]:
        """The notes, and by which places it counts where those are not of the time."""
        return (*self.notes, BY_NOW_NOTE) if self.asked.is_by_now else tuple(self.notes)

    @property
    def reporting_unit(self) -> str:
        """填报单位: the organ that the reader acts for."""
        post = self.user.main_post
        if post and post.organ:
            return post.organ.name
        return "天门市人大常委会机关"

    @property
    def reported_on(self) -> date:
        return today()


class LongTable(OfficialTable):
    """A ledger of a year: a page reads no more of it than it shows, and counts the rest.

    `count` and `rows` are asked apart, so they must speak of the same lines.
    """

    def rows(self, most: int | None = None) -> Iterable[Line]:
        """At least the first `most` lines, or all."""
        raise NotImplementedError

    @cached_property
    def count(self) -> int:
        raise NotImplementedError

    def first(self, most: int) -> list[Line]:
        return list(islice(self.rows(most), most))


figures: Registry[str, Figure] = Registry()
tables: Registry[str, type[OfficialTable]] = Registry()


def register_figure(figure: Figure) -> None:
    figures[figure.key] = figure


def register_table(table: type[OfficialTable]) -> type[OfficialTable]:
    tables[table.slug] = table
    return table


def all_figures() -> list[Figure]:
    return sorted(figures.values(), key=lambda figure: figure.order)


def all_tables() -> list[type[OfficialTable]]:
    return sorted(tables.values(), key=lambda table: table.order)


def tables_for(user: User) -> list[type[OfficialTable]]:
    return [table for table in all_tables() if user.has_role(*table.roles)]


def families_for(user: User) -> dict[str, list[type[OfficialTable]]]:
    """The same under the names by which they are looked for."""
    found: dict[str, list[type[OfficialTable]]] = {}
    for table in tables_for(user):
        found.setdefault(table.family or table.title, []).append(table)
    return found


def find_table(slug: str, user: User) -> type[OfficialTable] | None:
    """The table called `slug`, if `user` may read it at all."""
    return next((table for table in tables_for(user) if table.slug == slug), None)


def count_all(user: User, asked: Asked) -> dict[str, int | dict[str, int]]:
    return {figure.key: figure.count(user, asked) for figure in all_figures()}
