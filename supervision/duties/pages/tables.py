"""Columns of the list of diaries."""

from supervision.duties.models import DiaryEntry
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    TextColumn,
)


class DiaryTable(ListTable):
    day = DayColumn(linkify=True)
    person = TextColumn(order_by=("person__pinyin",))
    text = TextColumn(orderable=False)
    township = NameColumn(day="day", order_by=("township__code",))
    group = NameColumn(day="day")
    page_number = TextColumn()
    recorded_at = MomentColumn()
    fixed, widest = ("day", "person"), "text"
    hidden = ("campaign", "recorded_by", "recorded_at")
    beside_card = ("township", "page_number", "is_on_behalf")

    class Meta(ListTable.Meta):
        model = DiaryEntry
        fields = (
            *("day", "person", "text", "group", "township", "page_number"),
            *("is_on_behalf", "recorded_by", "recorded_at", "campaign"),
        )
