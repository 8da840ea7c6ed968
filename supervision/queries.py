"""Reads of the supervision room."""

from collections.abc import Iterator
from datetime import date

from django.db.models import F, Prefetch, QuerySet

from groups.models import DeputyGroup
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import ROLE_ORGANS, Role
from tianmen_congress.base.accounts.models import Organ, Post, User
from tianmen_congress.base.alerts.reminding import Running, register_running
from tianmen_congress.base.alerts.subjects import Subject, register
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.models import CampaignForm
from tianmen_congress.base.campaigns.queries import current_campaign, published_form
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.counting import count_of

from .enums import FindingState
from .models import (
    Finding,
    Inspection,
    InspectionItem,
    InspectionPhoto,
    Rectification,
    SupervisionTeam,
    TeamTownship,
)

FINDING = "finding"


def townships_of_post(post: Post) -> QuerySet:
    """Ids of the townships that a supervisor's team looks after today."""
    # unscoped: itself tells what a supervisor's posts reach
    assignments = TeamTownship.objects.on(today()).filter(team__organ=post.organ_id)
    return assignments.values("township")


def townships_to_inspect(user: User) -> QuerySet[Division]:
    """Where `user` may enter inspections: those with a team, the office all of them."""
    # unscoped: narrows the townships in sight
    supervised = TeamTownship.objects.on(today()).values("township")
    return townships_in_sight(user).filter(pk__in=supervised)


def groups_to_inspect(user: User) -> QuerySet[DeputyGroup]:
    rows = DeputyGroup.objects.visible_to(user).existing(today())
    return rows.filter(township__in=townships_to_inspect(user)).select_related(
        "township"
    )


def team_of(township: Division, on: date) -> SupervisionTeam | None:
    """The team that looked after `township` on that day."""
    # unscoped: the team that a new inspection is written to
    rows = SupervisionTeam.objects.filter(
        assignments__in=TeamTownship.objects.on(on).filter(township=township)
    )
    return rows.first()


def team_of_user(user: User) -> SupervisionTeam | None:
    """The team in whose name `user` inspects."""
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SUPERVISOR]
    # unscoped: the user's own team
    return SupervisionTeam.objects.filter(organ__in=organs).first()


def checklist() -> CampaignForm | None:
    """The checklist in force: of the current campaign, its newest published version."""
    campaign = current_campaign()
    return published_form(campaign, FormKind.CHECKLIST) if campaign else None


def inspections_for_list(user: User) -> QuerySet[Inspection]:
    rows = Inspection.objects.visible_to(user).standing()
    rows = rows.select_related("township", "group", "team", "campaign", "recorded_by")
    # unscoped: only how many there are of an inspection in sight
    wanted = Finding.objects.exclude(state=FindingState.WITHDRAWN)
    return rows.annotate(finding_count=count_of(wanted, "inspection"))


def findings_for_list(user: User) -> QuerySet[Finding]:
    rows = Finding.objects.visible_to(user).filter(inspection__voided_at=None)
    places = "township", "group", "inspection__team", "item__question"
    rows = rows.select_related("inspection", *places)
    return rows.annotate(inspected_on=F("inspection__inspected_on"))


def rounds_of(finding: Finding) -> QuerySet[Rectification]:
    """Each answer with what the team said to it, the first one first."""
    people = "answered_by", "rechecked_by"
    return finding.rectifications.select_related(*people).order_by("pk")


def items_of(inspection: Inspection) -> list[InspectionItem]:
    """The items in the order of the paper, with their pictures and findings."""
    # unscoped: the pictures of the inspection given
    photos = InspectionPhoto.objects.kept().select_related("file")
    rows = inspection.items.select_related("question__section").prefetch_related(
        Prefetch("photos", queryset=photos, to_attr="shown_photos"),
        Prefetch("findings", to_attr="shown_findings"),
    )
    return list(rows.order_by("question__section__order", "question__order", "pk"))


def teams_for_list(user: User) -> QuerySet[SupervisionTeam]:
    """Each with its townships of today, as far as they are the user's too."""
    current = TeamTownship.objects.visible_to(user).on(today())
    current = current.select_related("township")
    rows = SupervisionTeam.objects.visible_to(user)
    return rows.prefetch_related(
        Prefetch("assignments", queryset=current, to_attr="current_assignments")
    )


def assignments_of(team: SupervisionTeam, *, user: User) -> QuerySet[TeamTownship]:
    """The townships that `team` looks after or looked after; to a clerk, her own."""
    return TeamTownship.objects.visible_to(user).filter(team=team)


def announce() -> None:
    """Told to the room of alerts when the program starts."""
    subject = Subject(
        "督导问题",
        lambda user: Finding.objects.visible_to(user),
        number=lambda row: f"督导问题{row.pk}",
        step=lambda row: row.get_state_display(),
    )
    register(FINDING, subject)
    register_running("findings", to_be_put_right)


def to_be_put_right() -> Iterator[Running]:
    """By the township's presidium or the group; above it stands the team that found it."""
    # unscoped: the system's own round
    rows = Finding.objects.standing().filter(
        state=FindingState.OPEN, due_on__isnull=False
    )
    presidiums = Organ.objects.filter(kind__in=ROLE_ORGANS[Role.PRESIDIUM])
    of_township = {organ.division_id: organ for organ in presidiums}
    wanted = ("inspection__team__organ", "group__organ")
    for row in rows.select_related(*wanted).order_by("pk"):
        presidium = of_township.get(row.township_id)
        yield Running(
            FINDING,
            row.pk,
            row.due_on,
            row.inspection.campaign_id,
            "督导整改",
            row.group.organ if row.group else presidium,
            row.inspection.team.organ,
        )
