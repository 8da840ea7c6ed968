"""Columns of the lists of receptions and rosters."""

from functools import cached_property

from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    NameColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)
from visits.receptions.enums import TONES, HowFar
from visits.receptions.models import DutyPlan, Reception
from visits.receptions.pages.parts import category_names
from visits.receptions.shown import deputies_of, passed_in_words, text_of, voter_of


class StandingColumn(StatusColumn):
    """How far a reception has come, as its rows were annotated."""

    def render(self, record: Reception, value: str, bound_column) -> str:
        return super().render(record, self.value(value), bound_column)

    def value(self, value: str) -> str:
        return str(HowFar(value).label)


class ReceptionTable(ListTable):
    # Its end tells it from the next one: never cut.
    number_ = TextColumn(
        "编号", accessor="number", linkify=True, attrs={"td": {"class": "code"}}
    )
    held_on = DayColumn()
    place = NameColumn(day="held_on", order_by=("place__name",))
    people = TextColumn("接待代表", accessor="pk", orderable=False)
    voter = TextColumn("来访人", accessor="pk", orderable=False)
    matter = TextColumn(orderable=False)
    category = TextColumn(empty_values=())
    passed = TextColumn("转交", accessor="pk", orderable=False)
    party = NumberColumn()
    standing = StandingColumn("进展", tones=TONES)
    township = NameColumn(day="held_on", order_by=("township__code",))
    group = NameColumn(day="held_on")
    fed_back_on = DayColumn()
    fixed, widest = ("number_", "held_on"), "matter"
    hidden = (
        *("channel", "category", "extent", "passed", "township", "group", "satisfied"),
        *("fed_back_on", "party", "recorded_by", "campaign"),
    )
    beside_card = ("category", "extent", "party")

    class Meta(ListTable.Meta):
        model = Reception
        fields = (
            *("number_", "held_on", "place", "people", "voter", "matter", "outcome"),
            *("standing", "channel", "category", "extent", "party", "passed"),
            *("fed_back_on", "satisfied", "township", "group", "recorded_by"),
            "campaign",
        )

    @cached_property
    def _categories(self) -> dict[str, str]:
        return category_names(self.request.user)

    def render_people(self, record: Reception) -> str:
        return deputies_of(record)

    def render_voter(self, record: Reception) -> str:
        return voter_of(record, user=self.request.user)

    def render_matter(self, record: Reception, value: str) -> str:
        return text_of(record, value, user=self.request.user)

    def render_category(self, value: str) -> str:
        return self._categories.get(value, value)

    def render_passed(self, record: Reception) -> str:
        return passed_in_words(record, user=self.request.user)


class PlanTable(ListTable):
    place = TextColumn(linkify=lambda record: record.get_absolute_url())
    quarter = TextColumn(accessor="quarter")
    township = TextColumn(order_by=("township__code",))
    days = NumberColumn("值班")
    published_on = DayColumn()
    fixed = ("place", "quarter")

    class Meta(ListTable.Meta):
        model = DutyPlan
        fields = ("place", "quarter", "township", "days", "published_on", "made_by")

    def render_quarter(self, record: DutyPlan) -> str:
        return record.quarter_in_words
