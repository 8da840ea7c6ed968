"""Figures about deputies, and the roster on paper (代表花名册)."""

from collections.abc import Iterator
from functools import cached_property

from django import forms
from django.db.models import QuerySet
from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    LongTable,
    TableColumn,
    register_figure,
    register_table,
)
from tianmen_congress.base.ui.masks import shown_to

from . import queries
from .enums import Tier
from .models import Mandate

# The source counts Tianmen's own congress, a county-level one, as the city's.
TIERS = {
    "national": Tier.NATIONAL,
    "provincial": Tier.PROVINCIAL,
    "city": Tier.COUNTY,
    "township": Tier.TOWNSHIP,
}


def count_mandates(user: User, asked: Asked) -> dict[str, int]:
    """Mandates in office by tier, and in total."""
    seats = asked.placed(queries.roster(user=user, on=asked.last_day))
    held = queries.by_tier(seats)
    counted = {key: held.get(tier, 0) for key, tier in TIERS.items()}
    return {**counted, "total": sum(held.values())}


def count_persons(user: User, asked: Asked) -> int:
    seat = {asked.at("township"): asked.township} if asked.township else {}
    return queries.people(user=user).in_office(asked.last_day, **seat).count()


def _address(name: str, asked: Asked, **more) -> str:
    place = asked.of_place
    return reverse(name) + place.query(in_office=1, **asked.as_of, **more)


register_figure(
    Figure(
        "deputies",
        "人大代表",
        "统计时段最后一天在任的代表职务，一人兼任两级代表的计两名",
        unit="名",
        count=count_mandates,
        address=lambda asked, part: _address(
            "deputies:roster", asked, tier=TIERS.get(part, "")
        ),
        parts={
            "national": "全国",
            "provincial": "省",
            "city": "市",
            "township": "乡镇",
        },
        roles=READERS,
        order=10,
    )
)
register_figure(
    Figure(
        "persons",
        "代表人数",
        "统计时段最后一天有在任职务的代表，一人兼任几级的计一人",
        unit="人",
        count=count_persons,
        address=lambda asked, part: _address("deputies:list", asked),
        roles=READERS,
        order=11,
    )
)


@register_table
class DeputyRosterTable(LongTable):
    slug, title = "deputy-roster", "代表花名册"
    summary = "在任代表，按层级、乡镇和名册序号，或者按姓氏笔画、姓名拼音排列"
    roles = READERS
    asks = ("township",)
    order = 90
    # Congresses print their rosters in this order too (按姓氏笔画排列).
    orders = {
        "姓氏笔画": ("person__strokes", "pk"),
        "姓名拼音": ("person__pinyin", "pk"),
    }
    columns = (
        TableColumn("name", "姓名", width=10),
        TableColumn("sex", "性别", width=6),
        TableColumn("ethnicity", "民族", width=8),
        TableColumn("birth_month", "出生年月", width=10),
        TableColumn("education", "文化程度", width=10),
        TableColumn("party", "党派", width=10),
        TableColumn("work", "工作单位及职务", "long", width=26),
        TableColumn("phone", "联系电话", "id", width=14),
        TableColumn("tier", "代表层级", width=8),
        TableColumn("township", "所在乡镇", width=14),
    )

    @classmethod
    def own_choices(cls, user: User) -> dict[str, forms.Field]:
        choices = [("", "层级、乡镇、名册序号"), *((name, name) for name in cls.orders)]
        return {
            "order": forms.ChoiceField(choices=choices, required=False, label="排列")
        }

    @property
    def held(self) -> QuerySet[Mandate]:
        township = self.asked.township
        rows = queries.roster(user=self.user, on=today(), township=township)
        order = self.orders.get(self.asked.more.get("order", ""))
        return rows.order_by(*order) if order else rows

    @cached_property
    def count(self) -> int:
        return self.held.count()

    @cached_property
    def notes(self) -> tuple[str, ...]:
        people = self.held.order_by().values("person").distinct().count()
        return (f"代表职务{self.count}个，{people}人；一人兼任几级的列几行。",)

    def rows(self, most: int | None = None) -> Iterator[Line]:
        for mandate in self.held[:most]:
            yield Line(
                self._values(mandate), {"name": mandate.person.get_absolute_url()}
            )

    def _values(self, mandate: Mandate) -> tuple:
        person = mandate.person
        return (
            person.name,
            person.get_sex_display(),
            person.ethnicity,
            f"{person.birth_month:%Y-%m}" if person.birth_month else "",
            person.get_education_display(),
            person.get_party_display(),
            person.work,
            shown_to(self.user, person.phone, "phone"),
            mandate.get_tier_display(),
            mandate.township.name if mandate.township else "",
        )
