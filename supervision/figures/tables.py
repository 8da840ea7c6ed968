"""The figure and the table of supervision."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property

from django.urls import reverse

from supervision.enums import Inspected
from supervision.models import SupervisionTeam
from supervision.rules import READERS
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.campaigns.queries import published_form, questions_of
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    OfficialTable,
    TableColumn,
    register_figure,
    register_table,
)

from .summary import Place, Summary, summarise


def count_teams(user: User, asked: Asked) -> int:
    return SupervisionTeam.objects.visible_to(user).count()


register_figure(
    Figure(
        "supervision_teams",
        "督导组",
        "现有的督导组个数",
        count=count_teams,
        address=lambda asked, part: reverse("supervision:team_list"),
        roles=READERS,
        order=400,
    )
)

BEFORE = (
    TableColumn("township", "乡镇(街道)", width=18),
    TableColumn("team", "督导组"),
    TableColumn("inspections", "检查次数", "int", is_summed=True),
    TableColumn("groups", "检查小组数", "int", is_summed=True),
)
AFTER = (
    TableColumn("score", "平均总分", "decimal"),
    TableColumn("findings", "发现问题数", "int", is_summed=True),
    TableColumn("unsettled", "未销号问题数", "int", is_summed=True),
)


@register_table
class InspectionSummary(OfficialTable):
    is_of_homes = False
    is_charted = True
    slug, title = "inspection-summary", "督导检查情况汇总表"
    summary = "各乡镇的检查次数、各项平均得分和发现问题的整改情况"
    roles = (Role.OFFICE, Role.LEADER, Role.PRESIDIUM, Role.SUPERVISOR)
    order = 40

    @cached_property
    def questions(self) -> list[FormQuestion]:
        """The scored items of the campaign's checklist: a column each."""
        campaign = self.asked.campaign
        form = published_form(campaign, FormKind.CHECKLIST) if campaign else None
        asked = questions_of(form) if form else []
        return [question for question in asked if question.max_score]

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        items = (
            TableColumn(question.code, question.text, "decimal", group="各项平均得分")
            for question in self.questions
        )
        return (*BEFORE, *items, *AFTER)

    @cached_property
    def found(self) -> Summary:
        return summarise(self.user, self.asked)

    def rows(self) -> Iterable[Line]:
        for place in self.found.places:
            here = self.asked.narrowed(township=place.township)
            yield Line(self._values(place), _links(here))

    def _values(self, place: Place) -> tuple:
        return (
            place.township.name_on(self.asked.last_day),
            place.team,
            place.inspections,
            place.groups,
            *(rounded(place.scores.get(q.code)) for q in self.questions),
            rounded(place.score),
            place.findings,
            place.unsettled,
        )

    @property
    def total_links(self) -> dict[str, str]:
        return _links(self.asked)

    @cached_property
    def total(self) -> tuple | None:
        """Sums, and averages over all inspections rather than over townships."""
        whole, sums = self.found.whole, super().total
        means = [rounded(whole.scores.get(q.code)) for q in self.questions]
        first, last = len(BEFORE), len(BEFORE) + len(means)
        return (*sums[:first], *means, rounded(whole.score), *sums[last + 1 :])


def _links(asked: Asked) -> dict[str, str]:
    """The list that each number counts, searched alike."""
    inspections = reverse("supervision:inspection_list")
    findings = reverse("supervision:finding_list")
    return {
        "inspections": inspections + asked.query(),
        "groups": inspections + asked.query(what=Inspected.EACH_GROUP),
        "findings": findings + asked.query(is_standing=1),
        "unsettled": findings + asked.query(is_unsettled=1),
    }


def rounded(value: Decimal | float | None) -> Decimal | None:
    return None if value is None else round(Decimal(value), 1)
