"""What inspections found, township by township."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Avg, Count, Q, QuerySet

from supervision.enums import FindingState
from supervision.models import Finding, Inspection, InspectionItem, TeamTownship
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked


@dataclass(slots=True)
class Place:
    """One township, or all of them together."""

    township: Division | None = None
    team: str = ""
    inspections: int = 0
    groups: int = 0
    score: float | None = None
    scores: dict[str, float] = field(default_factory=dict)
    findings: int = 0
    unsettled: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    places: list[Place]
    whole: Place


def summarise(user: User, asked: Asked) -> Summary:
    """Every township in sight, inspected or not; five queries whatever their number.

    A township handed over is none of the team's any more: what it once inspected there
    is in its list and not in its table.
    """
    townships, at = _townships(user, asked), asked.at("township")
    inspections = inspections_asked(user, asked).filter(**{f"{at}__in": townships})
    findings = Finding.objects.visible_to(user).filter(inspection__in=inspections)
    # unscoped: the items of the inspections in sight
    items = InspectionItem.objects.filter(inspection__in=inspections)
    places = {t.pk: Place(t) for t in townships}
    for pk, team in _teams(list(places), on=asked.last_day):
        places[pk].team = team
    for row in _counted(inspections, at):
        place = places[row[at]]
        place.inspections, place.groups = row["times"], row["groups"]
        place.score = row["score"]
    for pk, scores in _means(items, at).items():
        places[pk].scores = scores
    for row in _counted_findings(findings, at):
        places[row[at]].findings = row["all"]
        places[row[at]].unsettled = row["open"]
    return Summary(list(places.values()), _whole(inspections, items))


def inspections_asked(user: User, asked: Asked) -> QuerySet[Inspection]:
    rows = Inspection.objects.visible_to(user).standing().order_by()
    return asked.fitting(rows, day="inspected_on")


def _townships(user: User, asked: Asked) -> QuerySet[Division]:
    """In sight today; by the places of then those of the last day, and those closed
    before it that were inspected."""
    if asked.is_by_now:
        rows = townships_in_sight(user)
    else:
        inspected = inspections_asked(user, asked).values("township")
        gone = Division.objects.filter(
            pk__in=inspected, now__in=townships_in_sight(user), closed_on__isnull=False
        )
        rows = townships_in_sight(user, on=asked.last_day) | gone
    rows = rows.order_by("code")
    return rows.filter(pk=asked.township.pk) if asked.township else rows


def _teams(townships: list[int], *, on: date) -> QuerySet:
    """Who looks after each of the townships."""
    # unscoped: which team comes to the townships in sight
    rows = TeamTownship.objects.on(on).filter(township__in=townships)
    return rows.order_by().values_list("township", "team__name")


def _counted(inspections: QuerySet[Inspection], at: str) -> QuerySet:
    return inspections.values(at).annotate(
        times=Count("pk"),
        groups=Count("group", distinct=True),
        score=Avg("total_score"),
    )


def _means(items: QuerySet[InspectionItem], at: str) -> dict[int, dict[str, float]]:
    rows = items.order_by().values_list(f"inspection__{at}", "question__code")
    means: dict[int, dict[str, float]] = defaultdict(dict)
    for township, code, mean in rows.annotate(mean=Avg("score")):
        means[township][code] = mean
    return means


def _counted_findings(findings: QuerySet[Finding], at: str) -> QuerySet:
    is_open = ~Q(state=FindingState.CLOSED)
    rows = findings.standing().order_by().values(at)
    return rows.annotate(all=Count("pk"), open=Count("pk", filter=is_open))


def _whole(inspections: QuerySet[Inspection], items: QuerySet[InspectionItem]) -> Place:
    means = items.order_by().values_list("question__code").annotate(mean=Avg("score"))
    score = inspections.aggregate(mean=Avg("total_score"))["mean"]
    return Place(score=score, scores=dict(means))
