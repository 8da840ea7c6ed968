"""Search forms of the lists of this room."""

from django.db.models import QuerySet

from supervision.enums import FindingState, Inspected
from supervision.models import Finding, Inspection, SupervisionTeam
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    HoldsFilter,
    ModelChoiceFilter,
    RecordFilters,
    TownshipFilter,
    YesNoFilter,
)


def teams(request) -> QuerySet[SupervisionTeam]:
    return SupervisionTeam.objects.visible_to(request.user)


class InspectionFilters(RecordFilters):
    day, day_label = "inspected_on", "检查日期"

    township = TownshipFilter()
    team = ModelChoiceFilter(queryset=teams, label="督导组")
    what = ChoiceFilter(choices=Inspected, method="of_kind", label="受检对象")

    class Meta:
        model = Inspection
        # `what` is last: the latest of what all the others leave.
        fields = ["township", "team", "since", "until", "campaign", "what"]

    def of_kind(self, rows, name, value):
        if value != Inspected.EACH_GROUP:
            return rows.filter(group__isnull=value == Inspected.TOWNSHIP)
        return rows.latest_of_each_group()


class FindingFilters(RecordFilters):
    day, day_label, record = "inspected_on", "检查日期", "inspection"

    township = TownshipFilter()
    q = HoldsFilter(field_name="text", max_length=40, label="问题内容")
    state = ChoiceFilter(choices=FindingState, label="状态")
    is_unsettled = YesNoFilter(method="of_unsettled", label="未销号")
    is_late = YesNoFilter(method="of_late", label="超期")
    is_standing = YesNoFilter(method="of_standing", label="未撤回")

    class Meta:
        model = Finding
        fields = [
            "q",
            "township",
            "state",
            "is_unsettled",
            "is_late",
            "is_standing",
            "since",
            "until",
            "campaign",
        ]

    def of_unsettled(self, rows, name, value):
        if value is None:
            return rows
        return rows.unsettled() if value else rows.filter(state=FindingState.CLOSED)

    def of_standing(self, rows, name, value):
        if value is None:
            return rows
        taken_back = rows.filter(state=FindingState.WITHDRAWN)
        return rows.standing() if value else taken_back

    def of_late(self, rows, name, value):
        late = {"state": FindingState.OPEN, "due_on__lt": today()}
        if value is None:
            return rows
        return rows.filter(**late) if value else rows.exclude(**late)
