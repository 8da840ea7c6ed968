"""Search forms of the lists of receptions and rosters."""

from django.db.models import QuerySet

from tianmen_congress.base.cells import holds, normal
from tianmen_congress.base.ui import filters
from visits.receptions.enums import CameBy, HowFar, Satisfied, Treatment
from visits.receptions.models import DutyPlan, Reception
from visits.receptions.pages.parts import category_names
from visits.receptions.queries.finding import says
from visits.receptions.queries.standing import MEASURES, measured

STANDINGS = [
    (HowFar.UNTOLD, HowFar.UNTOLD.label),
    (HowFar.OPEN, HowFar.OPEN.label),
    (HowFar.TOLD, HowFar.TOLD.label),
    (HowFar.ENDED, HowFar.ENDED.label),
    (HowFar.EMPTY, HowFar.EMPTY.label),
    (HowFar.VOID, HowFar.VOID.label),
]


class SaidFilter(filters.SearchFilter):
    """In the words of a reception too, as its reader reads them."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not normal(value or ""):
            return qs
        user = self.parent.request.user
        return qs.filter(says(user, value) | holds("place__name", value))


class ReceptionFilters(filters.RecordFilters):
    day, day_label = "held_on", "接待日期"

    q = SaidFilter(columns=(), label="编号、事项或地点")
    standing = filters.ChoiceFilter(choices=STANDINGS, label="进展")
    outcome = filters.ChoiceFilter(choices=Treatment)
    channel = filters.ChoiceFilter(choices=CameBy)
    category = filters.ChoiceFilter(label="类别", choices=())
    satisfied = filters.ChoiceFilter(choices=Satisfied, label="来访人意见")
    group = filters.LookupFilter(lookup="groups-seen", label="代表小组")
    deputy = filters.LookupFilter(
        lookup="people", field_name="deputies", label="接待代表"
    )
    place = filters.LookupFilter(lookup="receiving-places-seen", label="接待地点")
    counts = filters.ChoiceFilter(
        choices=tuple(MEASURES.items()), label="计入", method="by_count"
    )

    class Meta:
        model = Reception
        fields = [
            *("q", "township", "group", "since", "until", "outcome", "standing"),
            *("channel", "category", "satisfied", "deputy", "place", "counts"),
            "campaign",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        named = category_names(self.request.user)
        self.filters["category"].extra["choices"] = list(named.items())

    def by_count(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return measured(rows, value)


class PlanFilters(filters.ListFilters):
    q = filters.SearchFilter(columns=("place__name",), label="接待地点")
    township = filters.HomeFilter()

    class Meta:
        model = DutyPlan
        fields = ["q", "township"]
