import django_tables2 as tables
from django.utils.html import format_html

from referrals.enums import TONES, State
from referrals.models import Opinion
from tianmen_congress.clocks.calendar import today
from tianmen_congress.ui.tables import DayColumn, ListTable, StatusColumn, TextColumn
from tianmen_congress.ui.templatetags.ui import due_tag, status_tag

STATE_TONES = {state: TONES.get(state, "blue") for state in State}


class DueColumn(tables.Column):
    """The deadline with its light and words."""

    export_kind = "date"

    def render(self, record: Opinion) -> str:
        due = due_tag(record.light(today()), record.due_on)
        if not record.open_urges:
            return due
        urged = status_tag(f"被催办{record.open_urges}次", "red")
        return format_html("{} {}", due, urged)

    def value(self, record: Opinion):
        return record.due_on


class OpinionTable(ListTable):
    sequence_number = TextColumn(
        "编号", accessor="number", order_by=("township", "sequence")
    )
    title = TextColumn(linkify=True)
    collected_on = DayColumn()
    township = TextColumn(order_by=("township__code",))
    group = TextColumn(order_by=("group__township__code", "group__number"))
    village = TextColumn(order_by=("village__pinyin",))
    category = TextColumn(order_by=("category__order",))
    level = TextColumn()
    state = StatusColumn(tones=STATE_TONES)
    holder = TextColumn(orderable=False)
    due_on = DueColumn("期限")
    handler = TextColumn("乡村承办", orderable=False)
    lead_unit = TextColumn(orderable=False)
    answer_class = TextColumn()
    verdict = TextColumn()
    city_number = TextColumn()
    closed_on = DayColumn()
    fixed = ("title", "state")
    hidden = (
        "group",
        "handler",
        "lead_unit",
        "answer_class",
        "verdict",
        "city_number",
        "closed_on",
    )

    class Meta(ListTable.Meta):
        model = Opinion
        fields = (
            "sequence_number",
            "title",
            "collected_on",
            "township",
            "group",
            "village",
            "category",
            "level",
            "state",
            "holder",
            "due_on",
            "handler",
            "lead_unit",
            "answer_class",
            "verdict",
            "city_number",
            "closed_on",
        )
