"""Columns of the lists of people and of mandates."""

from deputies.models import Mandate, Person
from tianmen_congress.base.ui.tables import (
    ListTable,
    OrderAlone,
    PersonalColumn,
    StatusColumn,
    TextColumn,
)


class MonthColumn(TextColumn):
    """A month as 1964-10."""

    def render(self, value) -> str:
        return f"{value:%Y-%m}"


class PeopleTable(ListTable):
    name = TextColumn(linkify=True, order_by=("pinyin", "pk"))
    tiers = TextColumn("代表层级", accessor="mandates", orderable=False)
    township = TextColumn("所在乡镇", accessor="mandates", orderable=False)
    birth_month = MonthColumn()
    work = TextColumn("单位及职务")
    phone = PersonalColumn(kind="phone", orderable=False)
    strokes = OrderAlone("strokes", "pk")
    fixed = ("name",)
    hidden = ("ethnicity", "education")

    class Meta(ListTable.Meta):
        model = Person
        fields = (
            "name",
            "tiers",
            "township",
            "sex",
            "ethnicity",
            "birth_month",
            "education",
            "party",
            "work",
            "phone",
        )

    def render_tiers(self, record: Person) -> str:
        live = [m.get_tier_display() for m in record.mandates.all() if m.is_live]
        return "、".join(live) or "不在任"

    def render_township(self, record: Person) -> str:
        places = {m.township.name: None for m in record.mandates.all() if m.township}
        return "、".join(places)


class MandateTable(ListTable):
    """The roster (代表花名册): one row a mandate."""

    name = TextColumn(
        "姓名",
        accessor="person__name",
        linkify=lambda record: record.person.get_absolute_url(),
        order_by=("person__pinyin", "pk"),
    )
    sex = TextColumn(
        "性别", accessor="person__get_sex_display", order_by=("person__sex",)
    )
    ethnicity = TextColumn("民族", accessor="person__ethnicity")
    birth_month = MonthColumn("出生年月", accessor="person__birth_month")
    education = TextColumn(
        "文化程度",
        accessor="person__get_education_display",
        order_by=("person__education",),
    )
    party = TextColumn(
        "党派", accessor="person__get_party_display", order_by=("person__party",)
    )
    work = TextColumn("单位及职务", accessor="person__work")
    phone = PersonalColumn(
        "联系电话", accessor="person__phone", kind="phone", orderable=False
    )
    delegation = TextColumn("代表团", empty_values=())
    standing = StatusColumn(
        "任职状态",
        orderable=False,
        tones={"在任": "green", "暂停": "yellow", "已终止": "grey"},
    )
    strokes = OrderAlone("person__strokes", "pk")
    fixed = ("name",)
    hidden = ("delegation", "ethnicity", "education", "roster_number", "since")

    class Meta(ListTable.Meta):
        model = Mandate
        fields = (
            "name",
            "tier",
            "township",
            "delegation",
            "roster_number",
            "sex",
            "ethnicity",
            "birth_month",
            "education",
            "party",
            "work",
            "phone",
            "since",
            "standing",
        )
