"""The lists of this room."""

from django.db.models import QuerySet
from django.urls import reverse

from supervision import queries, rules
from supervision.models import Finding, Inspection, SupervisionTeam
from tianmen_congress.base.ui.listing import Button, Listing

from .filters import FindingFilters, InspectionFilters
from .tables import FindingTable, InspectionTable, TeamTable


class InspectionListing(Listing):
    title = "督导检查"
    noun = "督导检查"
    table_class = InspectionTable
    filters = InspectionFilters
    is_of_campaign = True
    empty_text = "还没有督导检查。"

    def rows(self) -> QuerySet[Inspection]:
        return queries.inspections_for_list(self.user)

    def buttons(self) -> list[Button]:
        blank = Button("空白检查表", reverse("supervision:blank"))
        if not rules.can_inspect_at_all(self.user):
            return [blank]
        new = reverse("supervision:inspection_create")
        return [blank, Button("登记督导检查", new, is_main=True)]


class FindingListing(Listing):
    # Of every campaign: what is found stays open until it is put right.
    title = "发现的问题"
    noun = "问题"
    table_class = FindingTable
    filters = FindingFilters
    tabs_by = "state"
    empty_text = "督导检查还没有发现问题。"

    def rows(self) -> QuerySet[Finding]:
        return queries.findings_for_list(self.user)


class TeamListing(Listing):
    title = "督导组"
    noun = "督导组"
    table_class = TeamTable
    empty_text = "还没有督导组。"

    def rows(self) -> QuerySet[SupervisionTeam]:
        return queries.teams_for_list(self.user)

    def buttons(self) -> list[Button]:
        if not rules.can_keep_teams(self.user):
            return []
        return [Button("新建督导组", reverse("supervision:team_create"), is_main=True)]
