import django_tables2 as tables
from django.utils.html import format_html_join

from referrals.enums import TONES, State
from referrals.models import Dispatch, HandlingUnit, Opinion, Recall
from referrals.queries.handlers import COUNTS, address
from referrals.rules import hides_group, organ_shown_to
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)
from tianmen_congress.base.ui.templatetags.ui import due_tag, status_tag

STATE_TONES = {state: TONES.get(state, "blue") for state in State}


class DueColumn(tables.Column):
    """The deadline of whoever looks, with its light and words."""

    export_kind = "date"

    def __init__(self, *args, **kwargs):
        super().__init__(*args, attrs={"td": {"class": "tags"}}, **kwargs)

    def render(self, record: Opinion) -> str:
        tags = [due_tag(record.own_light(today()), record.own_due_on)]
        if record.is_late_by_law(today()):
            tags.append(status_tag("法定超期", "red"))
        if record.open_urges:
            tags.append(status_tag(f"被催办{record.open_urges}次", "red"))
        return format_html_join(" ", "{}", ((tag,) for tag in tags))

    def value(self, record: Opinion):
        return record.own_due_on


class StateColumn(StatusColumn):
    """The state, whether one only helps, and that it must be answered once more."""

    def render(self, record: Opinion, value, bound_column) -> str:
        state = super().render(record, value, bound_column)
        beside = [status_tag("协办", "blue")] if record.is_beside else []
        again = [status_tag(tag, "yellow") for tag in record.again_tags]
        return format_html_join(" ", "{}", ((tag,) for tag in (state, *beside, *again)))


class GroupColumn(TextColumn):
    """The group that heard it, unless it would point at who spoke in confidence."""

    def render(self, record: Opinion, table: tables.Table) -> str:
        return self.value(record, table) or self.default

    def value(self, record: Opinion, table: tables.Table) -> str:
        return "" if hides_group(table.request.user, record) else record.group_name


class HolderColumn(TextColumn):
    """Who has it now, the group only to those who may know it."""

    def render(self, record: Opinion, value, table: tables.Table) -> str:
        return organ_shown_to(table.request.user, record, value)

    def value(self, record: Opinion, value, table: tables.Table) -> str:
        return organ_shown_to(table.request.user, record, value)


class RecorderColumn(TextColumn):
    """Who entered it, unless his hand would point at who spoke in confidence."""

    def render(self, record: Opinion, value, table: tables.Table) -> str:
        return self.default if hides_group(table.request.user, record) else str(value)

    def value(self, record: Opinion, value, table: tables.Table) -> str:
        return "" if hides_group(table.request.user, record) else str(value)


class OpinionTable(ListTable):
    sequence_number = TextColumn(
        "编号", accessor="number", order_by=("township", "sequence")
    )
    title = TextColumn(linkify=True)
    collected_on = DayColumn()
    township = NameColumn(day="collected_on", order_by=("township__code",))
    group = GroupColumn(order_by=("group__township__code", "group__number"))
    village = NameColumn(day="collected_on", order_by=("village__pinyin",))
    category = TextColumn(order_by=("category__order",))
    level = TextColumn()
    state = StateColumn(tones=STATE_TONES)
    due_on = DueColumn("期限", accessor="own_due_on")
    holder = HolderColumn(orderable=False)
    law_due_on = DayColumn()
    handler = TextColumn("乡村承办", accessor="handler_name", orderable=False)
    lead_unit = TextColumn("主办单位", accessor="lead_unit_name", orderable=False)
    answer_class = TextColumn()
    verdict = TextColumn()
    city_number = TextColumn()
    closed_on = DayColumn()
    recorded_by = RecorderColumn(orderable=False)
    recorded_at = MomentColumn(orderable=False)
    fixed, widest = ("title", "state"), "title"
    beside_card = ("collected_on", "category", "township")
    hidden = (
        "group",
        "level",
        "law_due_on",
        "handler",
        "lead_unit",
        "answer_class",
        "verdict",
        "city_number",
        "closed_on",
        "recorded_by",
        "recorded_at",
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
            "due_on",
            "holder",
            "law_due_on",
            "handler",
            "lead_unit",
            "answer_class",
            "verdict",
            "city_number",
            "closed_on",
            "recorded_by",
            "recorded_at",
        )


class RecallTable(ListTable):
    number = TextColumn()
    title = TextColumn(linkify=True)
    organ = NameColumn(
        day="recalled_on", order_by=("organ__kind", "organ__order", "organ__pk")
    )
    document_number = TextColumn()
    recalled_on = DayColumn()
    fixed = ("title", "recalled_on")

    class Meta(ListTable.Meta):
        model = Recall
        fields = (
            "number",
            "title",
            "organ",
            "document_number",
            "recalled_on",
        )


class SheetStateColumn(TextColumn):
    """Whether more may be put on the sheet."""

    def render(self, record: Dispatch) -> str:
        is_open = record.is_open(today())
        return status_tag(_sheet_state(record), "yellow" if is_open else "green")

    def value(self, record: Dispatch) -> str:
        return _sheet_state(record)


def _sheet_state(record: Dispatch) -> str:
    return "当日可续报" if record.is_open(today()) else "已定表"


class DispatchTable(ListTable):
    document_number = TextColumn(linkify=True, order_by=("sent_on", "pk"))
    kind = TextColumn()
    sent_on = DayColumn()
    many = NumberColumn("件数")
    sender_name = TextColumn()
    receiver_name = TextColumn()
    township = NameColumn(day="sent_on", order_by=("township__code",))
    state = SheetStateColumn("定表", empty_values=(), orderable=False)
    recorded_by = TextColumn(orderable=False)
    campaign = TextColumn(orderable=False)
    fixed = ("document_number", "sent_on")
    hidden = ("township", "recorded_by", "campaign")

    class Meta(ListTable.Meta):
        model = Dispatch
        fields = (
            "document_number",
            "kind",
            "sent_on",
            "many",
            "sender_name",
            "receiver_name",
            "township",
            "state",
            "recorded_by",
            "campaign",
        )


PARAMETERS = {name: parameters for name, _, parameters in COUNTS}


def _counted(name: str) -> NumberColumn:
    """A number that opens the list that it counts."""
    label = next(label for key, label, _ in COUNTS if key == name)
    return NumberColumn(label, linkify=lambda record: address(record, PARAMETERS[name]))


class UnitTable(ListTable):
    organ = TextColumn(
        "单位", linkify=True, order_by=("organ__kind", "organ__order", "pk")
    )
    kind = TextColumn(
        "类别", accessor="organ__get_kind_display", order_by=("organ__kind",)
    )
    contact = TextColumn()
    phone = TextColumn(orderable=False)
    handed = _counted("handed")
    answered = _counted("answered")
    closed = _counted("closed")
    solved = _counted("solved")
    overdue = _counted("overdue")
    is_member = tables.BooleanColumn(yesno="是,否")
    closed_on = DayColumn()
    fixed = ("organ",)
    hidden = ("is_member", "solved")

    class Meta(ListTable.Meta):
        model = HandlingUnit
        fields = (
            "organ",
            "kind",
            "contact",
            "phone",
            "handed",
            "answered",
            "closed",
            "solved",
            "overdue",
            "is_member",
            "closed_on",
        )
