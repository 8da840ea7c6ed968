"""Columns of the list of pairings."""

from django.urls import reverse

from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    PersonalColumn,
    TextColumn,
)
from visits.pairings.models import Deed, Effect, HouseholdPairing


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


class RecordTable(ListTable):
    """What the lists of what was done in pairings have in common."""

    day = DayColumn(linkify=lambda record: record.pairing.get_absolute_url())
    person = TextColumn(
        "代表", accessor="pairing__person", order_by=("pairing__person__pinyin",)
    )
    household = PersonalColumn(
        "户主", accessor="pairing__household__head_name", kind="name"
    )
    village = NameColumn("村", accessor="pairing__household__village", day="day")
    township = NameColumn(day="day")
    group = NameColumn(day="day")
    recorded_at = MomentColumn()
    fixed = ("day",)
    hidden = ("group", "campaign", "recorded_by", "recorded_at")


class DeedTable(RecordTable):
    value = TextColumn(accessor="amount", order_by=("value", "pk"))
    widest = "what"

    class Meta(ListTable.Meta):
        model = Deed
        fields = (
            *("day", "kind", "what", "value", "person", "household"),
            *("village", "township", "group", "witness", "confirmed_on"),
            *("campaign", "recorded_by", "recorded_at"),
        )


class EffectTable(RecordTable):
    gain = NumberColumn()
    aid = TextColumn(order_by=("aid__kind", "aid__detail"))
    signed_on = DayColumn()
    widest = "aid"

    class Meta(ListTable.Meta):
        model = Effect
        fields = (
            *("day", "aid", "gain", "person", "household", "village"),
            *("township", "group", "signed_on"),
            *("campaign", "recorded_by", "recorded_at"),
        )
