"""What happened to a visit, in words: the visit, its deputies, calls and pictures.

Everything written in one transaction is one event; each is told by what it changed.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import Model

from deputies.models import Person
from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.history import Change, HistoryEvent
from tianmen_congress.base.ui.masks import shown_to
from visits.answers import AnswerPaper, paper_of
from visits.models import (
    HouseholdCallEvent,
    Visit,
    VisitDeputyEvent,
    VisitEvent,
    VisitPhotoEvent,
)
from visits.outing import CallData, Outing
from visits.shown.comparison import differences

RELATIONS = ("group", "village", "team", "activity")


@dataclass(slots=True)
class VisitState:
    """The visit after an event, put together from what the trail kept."""

    visit: VisitEvent | None = None
    people: dict[int, Person] = field(default_factory=dict)
    calls: dict[int, CallData] = field(default_factory=dict)
    photos: set[int] = field(default_factory=set)

    def take(self, event: Model) -> None:
        is_gone = event.pgh_label == "delete"
        if isinstance(event, VisitEvent):
            self.visit = event
        elif isinstance(event, VisitPhotoEvent):
            (self.photos.discard if is_gone else self.photos.add)(event.pgh_obj_id)
        elif isinstance(event, VisitDeputyEvent):
            _put(self.people, event.pgh_obj_id, event.person, is_gone)
        else:
            call = CallData(event.household, event.answers)
            _put(self.calls, event.pgh_obj_id, call, is_gone)

    def outing(self) -> Outing:
        stored = self.visit
        return Outing(
            campaign=stored.campaign,
            form=stored.form,
            kind=stored.kind,
            visited_on=stored.visited_on,
            group=stored.group,
            village=stored.village,
            deputies=list(self.people.values()),
            calls=list(self.calls.values()),
            answers=stored.answers,
            few_reason=stored.few_reason,
            note=stored.note,
            recorder=stored.recorder,
            team=stored.team,
            activity=stored.activity,
        )


def _put(rows: dict, key: int, value: object, is_gone: bool) -> None:
    if is_gone:
        rows.pop(key, None)
    else:
        rows[key] = value


def history_of(visit: Visit, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about `visit`, newest first; a fixed number of queries."""

    def name_of(household: Household) -> str:
        return f"{shown_to(user, household.head_name, 'name')}户"

    paper = paper_of(visit.form)
    told = list(_told(visit, paper, name_of))
    return told[::-1]


def _told(visit: Visit, paper: AnswerPaper, name_of) -> Iterator[HistoryEvent]:
    state, before, photos = VisitState(), None, 0
    for written in _transactions(visit):
        for event in written:
            state.take(event)
        after = state.outing()
        changes = _changes(before, after, paper, name_of)
        if before and photos != len(state.photos):
            changes.append(Change("照片", f"{photos}张", f"{len(state.photos)}张"))
        yield _event(written, state, before is None, changes)
        before, photos = after, len(state.photos)


def _transactions(visit: Visit) -> list[list[Model]]:
    """What was written together, oldest first; events of the visit itself in front.

    Numbers of events tell an order within one table only, the moment only between
    transactions.
    """
    together = defaultdict(list)
    for event in _trail(visit):
        together[event.pgh_created_at, event.pgh_context_id].append(event)
    return sorted(together.values(), key=_order)


def _order(written: list[Model]) -> tuple:
    first = written[0]
    is_part = not isinstance(first, VisitEvent)
    return first.pgh_created_at, is_part, first.pgh_id


def _trail(visit: Visit) -> list[Model]:
    # unscoped: what happened to the visit given
    of_visit = VisitEvent.objects.filter(pgh_obj_id=visit.pk).order_by("pgh_id")
    return [
        *of_visit.select_related("pgh_context", "form", "campaign", *RELATIONS),
        *_of(VisitDeputyEvent, visit, "person"),
        *_of(HouseholdCallEvent, visit, "household"),
        *_of(VisitPhotoEvent, visit),
    ]


def _of(model: type[Model], visit: Visit, *relations: str):
    # unscoped: what happened to the visit given
    rows = model.objects.filter(visit_id=visit.pk)
    return rows.select_related("pgh_context", *relations).order_by("pgh_id")


def _changes(
    before: Outing | None, after: Outing, paper: AnswerPaper, name_of
) -> list[Change]:
    if before is None:
        return []
    found = differences(before, after, paper, name_of=name_of)
    return [Change(line.label, line.theirs, line.mine) for line in found]


def _event(
    written: list[Model], state: VisitState, is_first: bool, changes: list[Change]
) -> HistoryEvent:
    event = written[0]
    context = event.pgh_context.metadata if event.pgh_context else {}
    is_voided = isinstance(event, VisitEvent) and event.voided_at
    what = "登记" if is_first else "作废" if is_voided else "修改"
    note = event.void_reason if is_voided else ""
    if is_first:
        behalf = "，代录" if state.visit.is_on_behalf else ""
        note = f"代表{len(state.people)}名，入户{len(state.calls)}户{behalf}"
    return HistoryEvent(
        event.pgh_created_at, context.get("name", ""), what, note, changes
    )
