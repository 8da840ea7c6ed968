"""How far both pairings reach, and their ledgers (双联双促台账)."""

from collections import Counter
from collections.abc import Iterable

from django.urls import reverse

from deputies.enums import Tier
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    OfficialTable,
    TableColumn,
    rate_of,
    register_figure,
    register_table,
)
from tianmen_congress.base.ui.filters import PLACES
from tianmen_congress.base.ui.masks import shown_to
from visits.pairings.enums import Fund
from visits.pairings.models import HouseholdPairing

from .enums import ProjectState
from .models import VillagePairing
from .queries import coverage, ledgers, pairs

LOOKING = (
    *(Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY),
    *(Role.SUPERVISOR, Role.LEADER),
)
OVERSEERS = (Role.OFFICE, Role.PRESIDIUM, Role.SUPERVISOR, Role.LEADER)
ASKS = ("until", "township", PLACES)


def list_of(name: str, asked: Asked, **more) -> str:
    """A list as of the last day, in the place asked for."""
    return reverse(name) + asked.of_place.query(**asked.as_of, **more)


def count_village_pairs(user: User, asked: Asked) -> int:
    rows = VillagePairing.objects.visible_to(user).on(asked.last_day)
    return asked.placed_then(rows).count()


def count_unpaired(user: User, asked: Asked) -> int:
    rows = coverage.households_asked(user=user, asked=asked)
    return coverage.unpaired(rows, asked.last_day).count()


def count_unpaired_villages(user: User, asked: Asked) -> int:
    rows = coverage.villages_asked(user=user, asked=asked)
    return coverage.unpaired_villages(rows, asked.last_day).count()


def count_projects(user: User, asked: Asked) -> dict[str, int]:
    rows = asked.placed(pairs.projects(user=user)).order_by()
    counts = Counter(rows.values_list("state", flat=True))
    return {"total": counts.total(), **{s: counts[s] for s in ProjectState}}


def _projects_of(asked: Asked, part: str) -> str:
    state = {} if part in ("", "total") else {"state": part}
    return reverse("support:projects") + asked.of_place.query(**state)


for _figure in (
    Figure(
        "village_pairs",
        "小组联系贫困村",
        "统计时段最后一天与贫困村结对的代表小组，一组一村计一对，按小组所属乡镇计",
        unit="对",
        count=count_village_pairs,
        address=lambda asked, part: list_of("support:list", asked),
        roles=READERS,
        order=330,
    ),
    Figure(
        "households_unpaired",
        "未结对的贫困户",
        "在册贫困户中，统计时段最后一天没有代表联系的",
        unit="户",
        count=count_unpaired,
        address=lambda asked, part: list_of("support:unpaired", asked),
        roles=LOOKING,
        order=331,
    ),
    Figure(
        "villages_unpaired",
        "未结对的贫困村",
        "贫困村中，统计时段最后一天没有小组结对的",
        count=count_unpaired_villages,
        address=lambda asked, part: list_of("support:unpaired_villages", asked),
        roles=LOOKING,
        order=332,
    ),
    Figure(
        "village_projects",
        "贫困村项目",
        "代表小组帮助贫困村兴办的项目，作废的不计，按小组所属乡镇计",
        count=count_projects,
        address=_projects_of,
        parts=dict(ProjectState.choices),
        roles=READERS,
        order=333,
    ),
):
    register_figure(_figure)


@register_table
class PairCoverageTable(OfficialTable):
    slug, title = "pair-coverage", "双联双促覆盖情况表"
    summary = "各乡镇的贫困户、贫困村有多少，其中有代表联系、有小组结对的多少"
    roles, asks = OVERSEERS, ASKS
    is_of_homes = False
    order = 40
    notes = (
        "贫困户：现有的在册贫困户，作废的不计；已结对：统计时段最后一天有代表联系的，"
        "一户有几名代表也只计一次。",
        "贫困村：含已出列的；已结对：统计时段最后一天有小组结对的。",
    )
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        TableColumn("homes", "在册", "int", "贫困户", True, 9),
        TableColumn("homes_paired", "已结对", "int", "贫困户", True, 9),
        TableColumn("homes_left", "未结对", "int", "贫困户", True, 9),
        TableColumn("homes_rate", "覆盖率", "rate", "贫困户", False, 9),
        TableColumn("villages", "在册", "int", "贫困村", True, 9),
        TableColumn("villages_paired", "已结对", "int", "贫困村", True, 9),
        TableColumn("villages_left", "未结对", "int", "贫困村", True, 9),
        TableColumn("villages_rate", "覆盖率", "rate", "贫困村", False, 9),
    )
    rates = {
        "homes_rate": ("homes_paired", "homes"),
        "villages_rate": ("villages_paired", "villages"),
    }

    def rows(self) -> Iterable[Line]:
        for each in coverage.coverage(user=self.user, asked=self.asked):
            asked = self.asked.narrowed(township=each.township)
            values = (
                *_covered(each.households, each.households_paired),
                *_covered(each.villages, each.villages_paired),
            )
            yield Line((self.asked.called(each.township), *values), _lists(asked))

    @property
    def total_links(self) -> dict[str, str]:
        return _lists(self.asked)


def _covered(there: int, paired: int) -> tuple:
    return there, paired, there - paired, rate_of(paired, there)


def _lists(asked: Asked) -> dict[str, str]:
    return {
        "homes_left": list_of("support:unpaired", asked),
        "villages_left": list_of("support:unpaired_villages", asked),
    }


@register_table
class HouseholdLedger(OfficialTable):
    slug, title = "pairing-ledger", "双联双促台账（户）"
    summary = "每户一行：联系代表、帮扶措施、走访、办实事和成效"
    roles, asks = READERS, ASKS
    order = 41
    columns = (
        TableColumn("township", "乡镇", width=11),
        TableColumn("village", "村", width=13),
        TableColumn("head", "户主", width=9),
        TableColumn("people", "人口", "int", width=6),
        TableColumn("category", "属性", width=11),
        TableColumn("cause", "致贫原因", width=10),
        TableColumn("deputy", "联系代表", width=9),
        TableColumn("tier", "层级", width=8),
        TableColumn("phone", "电话", width=13),
        TableColumn("since", "结对日期", "date", width=11),
        TableColumn("aids", "帮扶措施", "long", width=24),
        TableColumn("lift_year", "计划脱贫年度", "int", width=9),
        TableColumn("calls", "走访次数", "int", width=7),
        TableColumn("last_on", "最近走访", "date", width=11),
        TableColumn("deeds", "办实事", "long", width=22),
        TableColumn("effects", "成效", "long", width=20),
        TableColumn("state", "脱贫状态", width=9),
        TableColumn("note", "备注", "long", width=12),
    )

    def rows(self) -> Iterable[Line]:
        found = list(ledgers.household_lines(user=self.user, asked=self.asked))
        people = ledgers.sizes(found)
        then = ledgers.places(found, "township_then", "village_then")
        found.sort(key=lambda row: [p.code for p in self._places(row, then)])
        calls = ledgers.calls(found, on=self.asked.last_day)
        for row in found:
            many, last = calls.get((row.person_id, row.household_id), (0, None))
            values = (
                *map(self.asked.called, self._places(row, then)),
                *self._of_home(row, people[row.household_id]),
                *self._of_deputy(row),
                "；".join(map(str, row.aids.all())),
                row.lift_year,
                many,
                last,
                "；".join(map(_deed, row.deeds.all())),
                "；".join(f"{each.gain:g}元" for each in row.effects.all()),
                row.household.get_state_display(),
                "",
            )
            yield Line(values, {"deputy": row.get_absolute_url()})

    def _places(
        self, row: HouseholdPairing, then: dict[int, Division]
    ) -> tuple[Division, Division]:
        if self.asked.is_by_now:
            return row.township, row.household.village
        return then[row.township_then], then[row.village_then]

    def _of_home(self, row: HouseholdPairing, people: int) -> tuple:
        home = row.household
        return (
            shown_to(self.user, home.head_name, "name"),
            people,
            home.get_category_display(),
            home.get_main_cause_display(),
        )

    def _of_deputy(self, row: HouseholdPairing) -> tuple:
        tiers = {m.tier for m in row.person.mandates.all() if m.is_live}
        words = [str(tier.label) for tier in Tier if tier in tiers]
        phone = shown_to(self.user, row.person.phone, "phone")
        return row.person.name, "、".join(words), phone, row.since


def _deed(deed) -> str:
    return f"{deed.what}{f'（{deed.amount}）' if deed.amount else ''}"


@register_table
class VillageLedger(OfficialTable):
    slug, title = "village-pairing-ledger", "双联双促台账（村）"
    summary = "每个结对的贫困村一行：联系小组、村集体收入、项目和困难"
    roles, asks = READERS, ASKS
    order = 42
    notes = (
        "村集体收入为各项收入合计，单位万元；上年、本年按统计时段最后一天的年份。",
    )
    columns = (
        TableColumn("township", "乡镇", width=12),
        TableColumn("village", "贫困村", width=14),
        TableColumn("group", "联系小组", width=20),
        TableColumn("leader", "组长", width=9),
        TableColumn("people", "代表人数", "int", width=8),
        TableColumn("before", "上年", "decimal", "村集体收入(万元)", width=9),
        TableColumn("now", "本年", "decimal", "村集体收入(万元)", width=9),
        TableColumn("projects", "项目", "long", width=22),
        TableColumn("cost", "投资(万元)", "decimal", is_summed=True, width=10),
        TableColumn("funds", "来源", width=14),
        TableColumn("state", "进度", width=12),
        TableColumn("gain", "收益(万元)", "decimal", is_summed=True, width=10),
        TableColumn("trouble", "存在困难", "long", width=18),
        TableColumn("note", "备注", "long", width=12),
    )

    def rows(self) -> Iterable[Line]:
        day = self.asked.last_day
        found = list(ledgers.village_lines(user=self.user, asked=self.asked))
        years = day.year - 1, day.year
        incomes = ledgers.incomes(found, years)
        members = ledgers.members(found, on=day)
        then = ledgers.places(found, "township_then")
        for row in found:
            lines = (incomes.get((row.village_id, year)) for year in years)
            town = row.township if self.asked.is_by_now else then[row.township_then]
            values = (
                self.asked.called(town),
                self.asked.called(row.village.village),
                self.asked.called(row.group),
                "、".join(m.person.name for m in members[row.group_id] if m.is_leader),
                len({m.person_id for m in members[row.group_id]}),
                *(line.total if line else None for line in lines),
                *_of_projects(list(row.projects.all())),
                "",
            )
            yield Line(values, {"village": row.get_absolute_url()})


def _of_projects(projects: list) -> tuple:
    funds = dict.fromkeys(Fund(code).label for each in projects for code in each.funds)
    return (
        "、".join(each.name for each in projects),
        sum(each.cost or 0 for each in projects) if projects else None,
        "、".join(map(str, funds)),
        "、".join(dict.fromkeys(each.get_state_display() for each in projects)),
        sum(each.yearly_gain or 0 for each in projects) if projects else None,
        "；".join(each.trouble for each in projects if each.trouble),
    )
