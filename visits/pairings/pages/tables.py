"""Columns of the list of pairings."""

from django.urls import reverse

from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    NameColumn,
    PersonalColumn,
    TextColumn,
)
from visits.pairings.models import HouseholdPairing


class PairingTable(ListTable):
    person = TextColumn(
        "代表",
        order_by=("person__pinyin",),
        linkify=lambda record: reverse("pairings:detail", args=[record.pk]),
    )
    group = NameColumn(
        "代表小组", day="until", order_by=("township__code", "group__number")
    )
    village = NameColumn("村", accessor="household__village", day="until")
    household = PersonalColumn("户主", accessor="household__head_name", kind="name")
    since = DayColumn()
    until = DayColumn()
    fixed = ("person", "household")

    class Meta(ListTable.Meta):
        model = HouseholdPairing
        fields = (
            "person",
            "group",
            "village",
            "household",
            "since",
            "until",
        )
