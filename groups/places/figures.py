"""How many places there are, of how many that should be; what is missing or wrong."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
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

from .enums import Fulfilment, WallItem
from .models import Place
from .queries import coverage, faults, standing
from .queries.standing import Item, lacking

# Who looks at a township as a whole.
OVERSEERS = (Role.OFFICE, Role.PRESIDIUM, Role.SUPERVISOR, Role.LEADER)
ASKS = ("until", "township", PLACES)


def list_of(asked: Asked, **more: str) -> str:
    """The list of places as of the last day, in the place asked for."""
    return reverse("places:list") + asked.of_place.query(**asked.as_of, **more)


def count_places(user: User, asked: Asked) -> dict[str, int]:
    rows = standing.places_asked(user=user, asked=asked)
    counts = Counter(rows.order_by().values_list("kind", flat=True))
    return {"total": counts.total(), **{kind: counts[kind] for kind in PlaceKind}}


register_figure(
    Figure(
        "places",
        "代表阵地",
        "统计时段最后一天使用中的代表之家、小组活动室和选民接待站",
        unit="处",
        count=count_places,
        address=lambda asked, part: list_of(
            asked, **({} if part in ("", "total") else {"kind": part})
        ),
        parts=dict(PlaceKind.choices),
        roles=READERS,
        order=35,
    )
)


@register_table
class PlaceCoverageTable(OfficialTable):
    slug, title = "place-coverage", "代表阵地覆盖情况表"
    summary = "各乡镇应建和已建的代表之家、小组活动室、选民接待站，和达标的个数"
    roles, asks = OVERSEERS, ASKS
    order = 36
    notes = (
        "应建：每个乡镇一个代表之家，每个代表小组一个活动室，每个村（社区）一个接待站；市直只设活动室，统计虚设的单位不计。",
        "达标：当前活动规定的要求逐项认定为“有”或“不适用”。",
    )
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        *(
            TableColumn(f"{kind}_{key}", title, how, kind.label, is_summed, 9)
            for kind in PlaceKind
            for key, title, how, is_summed in (
                ("due", "应建", "int", True),
                ("there", "已建", "int", True),
                ("rate", "覆盖率", "rate", False),
            )
        ),
        TableColumn("met", "达标", "int", is_summed=True, width=9),
    )
    rates = {f"{kind}_rate": (f"{kind}_there", f"{kind}_due") for kind in PlaceKind}

    def rows(self) -> Iterable[Line]:
        for each in coverage.coverage(user=self.user, asked=self.asked):
            numbers = [n for kind in PlaceKind for n in _covered(each, kind)]
            name, met = self.asked.called(each.township), self._met[each.township.pk]
            yield Line((name, *numbers, met), self._links(each))

    @cached_property
    def _met(self) -> Counter:
        return coverage.met_by_township(user=self.user, asked=self.asked)

    def _links(self, each: coverage.PlacesOf) -> dict[str, str]:
        asked = self.asked.narrowed(township=each.township)
        kinds = {f"{kind}_there": list_of(asked, kind=kind) for kind in PlaceKind}
        return {"township": list_of(asked), **kinds}


def _covered(each: coverage.PlacesOf, kind: str) -> tuple:
    due, there = each.due[kind], each.there[kind]
    return due, there, rate_of(there, due)


@register_table
class PlacesTable(OfficialTable):
    """阵地建设情况一览表: what each place is, and of what is asked what it has."""

    slug, title = "places", "阵地建设情况一览表"
    summary = "每处阵地的地点、负责人、匾牌、上墙和各项要求，是否达标、缺什么"
    roles, asks = READERS, ASKS
    order = 37
    columns = (
        TableColumn("township", "乡镇", width=12),
        TableColumn("name", "名称", width=22),
        TableColumn("kind", "类型", width=11),
        TableColumn("address", "地点", "long", width=18),
        TableColumn("area", "面积(㎡)", "decimal", width=8),
        TableColumn("head", "负责人", width=9),
        TableColumn("keeper", "联络员及电话", width=20),
        TableColumn("opened_on", "启用时间", "date", width=11),
        TableColumn("plaque", "匾牌", width=6),
        TableColumn("wall", "上墙", "long", width=16),
        TableColumn("rules", "制度", width=6),
        TableColumn("plan", "计划", width=6),
        TableColumn("funds", "经费", width=6),
        TableColumn("files", "档案", width=6),
        TableColumn("standard", "是否达标", width=9),
        TableColumn("lacking", "缺项", "long", width=24),
        TableColumn("seen_on", "认定日期", "date", width=11),
    )

    def rows(self) -> Iterable[Line]:
        day = self.asked.last_day
        rows = list(standing.places_asked(user=self.user, asked=self.asked))
        items = standing.items_of(rows, on=day)
        names = standing.townships_of(rows, by_now=self.asked.is_by_now)
        for place in rows:
            township = self.asked.called(names[place.pk])
            values = (township, *self._facts(place), *_found(items[place.pk]))
            yield Line(values, {"name": place.get_absolute_url()})

    def _facts(self, place: Place) -> tuple:
        phone = shown_to(self.user, place.keeper_phone, "phone")
        wall = "、".join(str(WallItem(each).label) for each in place.wall_items)
        return (
            self.asked.called(place),
            place.get_kind_display(),
            place.address,
            place.area_m2,
            place.head_name,
            f"{place.keeper_name} {phone}".strip(),
            place.opened_on,
            "有" if place.plaque else "",
            wall,
        )


# Codes of requirements by the column that tells of them; records are files too.
COLUMN_CODES = (("rules",), ("plan",), ("funds",), ("files", "records"))


def _found(items: list[Item]) -> tuple:
    """What was found, column by column; nothing where nothing is asked."""
    by_code = {each.requirement.code: each for each in items}
    told = [
        next((_in_a_word(by_code[c]) for c in codes if c in by_code), "")
        for codes in COLUMN_CODES
    ]
    missing = lacking(items)
    days = [each.finding.seen_on for each in items if each.finding]
    verdict = ("否" if missing else "是") if items else ""
    return (*told, verdict, "、".join(missing), max(days, default=None))


def _in_a_word(item: Item) -> str:
    return Fulfilment(item.finding.state).label if item.finding else "未认定"


@register_table
class MissingPlacesTable(OfficialTable):
    slug, title = "place-missing", "代表阵地缺建缺项清单"
    summary = "还没有代表之家的乡镇、没有活动室的小组、没有接待站的村，和已建阵地的缺项"
    roles, asks = OVERSEERS, ASKS
    order = 38
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        TableColumn("kind", "类型", width=12),
        TableColumn("owner", "乡镇、小组或村", width=24),
        TableColumn("what", "缺什么", "long", width=40),
    )

    def rows(self) -> Iterable[Line]:
        for each in coverage.missing(user=self.user, asked=self.asked):
            names = map(self.asked.called, (each.township, each.owner))
            township, owner = names
            yield Line((township, each.kind.label, owner, "未建"))
        yield from self._lacking()

    def _lacking(self) -> Iterable[Line]:
        rows = list(standing.places_asked(user=self.user, asked=self.asked))
        items = standing.items_of(rows, on=self.asked.last_day)
        names = standing.townships_of(rows, by_now=self.asked.is_by_now)
        for place in rows:
            if what := "、".join(lacking(items[place.pk])):
                township = self.asked.called(names[place.pk])
                name = self.asked.called(place)
                values = (township, place.get_kind_display(), name, what)
                yield Line(values, {"owner": place.get_absolute_url()})


@register_table
class PlaceFaultsTable(OfficialTable):
    slug, title = "place-faults", "代表阵地问题清单"
    summary = "从数据看出的问题：上墙名单过时、村已撤销、接待站没有联络员、一年没有认定"
    roles, asks = OVERSEERS, ASKS
    order = 39
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        TableColumn("name", "名称", width=24),
        TableColumn("kind", "类型", width=12),
        TableColumn("fault", "问题", "long", width=50),
    )

    def rows(self) -> Iterable[Line]:
        day = self.asked.last_day
        rows = list(standing.places_asked(user=self.user, asked=self.asked))
        found = faults.faults_of(rows, on=day)
        names = standing.townships_of(rows, by_now=self.asked.is_by_now)
        for place in rows:
            for fault in found.get(place.pk, ()):
                township = self.asked.called(names[place.pk])
                kind, name = place.get_kind_display(), self.asked.called(place)
                link = {"name": place.get_absolute_url()}
                yield Line((township, name, kind, fault), link)
