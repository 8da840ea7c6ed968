"""How far the visits have come, place by place, and where nobody has been yet."""

from collections.abc import Iterable
from functools import cached_property

from django.urls import reverse

from poverty.figures import households_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import (
    Asked,
    Line,
    OfficialTable,
    TableColumn,
    register_table,
)
from visits.queries.coverage import (
    KINDS,
    Covered,
    covered,
    groups_of,
    not_visited,
    whole,
)

from .work import reached_in

# Places are asked for by whoever looks after townships: a group's secretary does not.
WHO = (Role.OFFICE, Role.PRESIDIUM, Role.SUPERVISOR, Role.LEADER)
# Of each kind the heading, and what all of them, the reached and the rate are called.
TITLES = {
    "villages": ("村、社区、分场", "应走访", "已走访", "走访村覆盖率"),
    "poor": ("贫困村", "在册", "已走访", "贫困村走访率"),
    "households": ("贫困户", "在册户", "已入户", "贫困户入户率"),
}


def _columns() -> Iterable[TableColumn]:
    yield TableColumn("place", "乡镇(街道)", width=18)
    for kind, (group, *titles) in TITLES.items():
        there, reached, rate = titles
        yield TableColumn(kind, there, "int", group=group, is_summed=True)
        yield TableColumn(f"{kind}_reached", reached, "int", group, is_summed=True)
        yield TableColumn(f"{kind}_left", "还没有", "int", group, is_summed=True)
        yield TableColumn(f"{kind}_rate", rate, "rate", group=group)


@register_table
class CoverageTable(OfficialTable):
    slug, title = "visit-coverage", "走访覆盖情况统计表"
    summary = "各乡镇应走访的村、贫困村、贫困户，走访了多少，还有多少没有走访"
    roles = WHO
    is_charted = True
    is_of_homes = False
    order = 31
    columns = tuple(_columns())
    notes = (
        "应走访：统计时段最后一天的村、社区、分场，统计用的虚拟单位不计。",
        "在册：现有的贫困村和建档立卡贫困户，作废的不计。",
        "已走访、已入户：统计时段内走访过的，每个、每户只计一次，不论哪个小组走访；"
        "已撤销的村、作废的户不计，所以可能少于走访村、走访贫困户的数字。",
    )

    @cached_property
    def found(self) -> list[Covered]:
        return covered(user=self.user, asked=self.asked)

    def rows(self) -> Iterable[Line]:
        for line in self.found:
            asked = self.asked.narrowed(township=line.place)
            name = self.asked.called(line.place)
            yield Line((name, *_values(line)), _links(asked))

    @cached_property
    def total(self) -> tuple:
        return (None, *_values(whole(self.found)))

    @property
    def total_links(self) -> dict[str, str]:
        return _links(self.asked)


def _values(line: Covered) -> Iterable:
    for kind in KINDS:
        part = line.parts[kind]
        yield from (part.all, part.reached, part.left, part.rate)


def _links(asked: Asked) -> dict[str, str]:
    """A village struck off since stands in the list of what was reached, and not here."""
    place = asked.of_place.query()
    missing = report("villages-not-visited", asked)
    return {
        "villages_left": missing,
        "poor": reverse("poverty:village_list") + place,
        "households": households_of(asked),
        "villages_reached": reverse("visits:villages") + reached_in(asked),
        "households_reached": reverse("visits:households") + reached_in(asked),
    }


def report(slug: str, asked: Asked) -> str:
    return reverse("figures:report", args=[slug]) + asked.query()


@register_table
class NotVisitedTable(OfficialTable):
    slug, title = "villages-not-visited", "还没有走访的村"
    summary = "统计时段内没有走访记录的村、社区、分场，和联系它的代表小组"
    roles = WHO
    is_of_homes = False
    order = 32
    columns = (
        TableColumn("township", "乡镇(街道)", width=18),
        TableColumn("village", "村(社区、分场)", width=20),
        TableColumn("is_poor", "贫困村", width=8),
        TableColumn("groups", "联系小组", "long", width=30),
    )

    def rows(self) -> Iterable[Line]:
        found = not_visited(user=self.user, asked=self.asked)
        groups = groups_of(found, user=self.user, asked=self.asked)
        for village in found:
            poor = "是" if village.is_poor else ""
            names = "、".join(groups.get(village.pk, []))
            home = village.parent.now if self.asked.is_by_now else village.parent
            place, name = map(self.asked.called, (home, village))
            yield Line((place, name, poor, names))
