"""What a batch wrote, as the history of rows tells it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model, Q

from .models import ImportBatch, ImportIssue

# Says how often a row was stored, not what it says.
COUNTER = "version"


@dataclass(slots=True)
class Wrote:
    """What a batch did to the rows of one model."""

    model: type[Model]
    made: list[int] = field(default_factory=list)
    # Row -> the event that tells how it was before the batch; None: nobody knows.
    before: dict[int, int | None] = field(default_factory=dict)
    # Rows that somebody else wrote to since: row -> the batch's last event, the last.
    later: dict[int, tuple[int, int]] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        return [*self.made, *self.before]


def events_under(trace: UUID | None, models: Iterable[type[Model]]) -> dict[str, set]:
    """The events that history keeps under one context, by model."""
    return {
        model._meta.label_lower: set(
            # unscoped: what one batch, or an answer to it, wrote
            model.pgh_event_model.objects.filter(pgh_context=trace).values_list(
                "pgh_id", flat=True
            )
        )
        for model in models
    }


def what_wrote(batch: ImportBatch, model: type[Model]) -> Wrote:
    """What `batch`, and the answers to its questions, did to rows of `model`."""
    answers = batch.issues.exclude(events={}).values_list("events", flat=True)
    label = model._meta.label_lower
    noted = {event for events in answers for event in events.get(label, ())}
    # unscoped: what one batch in sight wrote
    events, own = model.pgh_event_model.objects, Q(pgh_id__in=noted)
    if batch.trace:
        own |= Q(pgh_context=batch.trace)
    touched = events.filter(own).values("pgh_obj")
    rows = events.filter(pgh_obj__in=touched).order_by("pgh_id")
    stories = defaultdict(list)
    for row, *event in rows.values_list(
        "pgh_obj_id", "pgh_id", "pgh_label", "pgh_context_id"
    ):
        stories[row].append(event)
    wrote = Wrote(model)
    for row, story in stories.items():
        _tell(wrote, row, story, batch.trace, noted)
    return wrote


def _tell(
    wrote: Wrote, row: int, story: list, trace: UUID | None, noted: set[int]
) -> None:
    """Sort one row's events into before, by and after the batch."""
    numbers = [number for number, _, _ in story]
    own = [
        place
        for place, (number, _, context) in enumerate(story)
        if number in noted or (trace and context == trace)
    ]
    first, last = own[0], own[-1]
    if story[first][1] == "insert":
        wrote.made.append(row)
    else:
        wrote.before[row] = numbers[first - 1] if first else None
    if len(story) - first > len(own):
        wrote.later[row] = numbers[last], numbers[-1]


class Origins:
    """Whose words stand in rows of a model: of workbooks of one kind, or of somebody."""

    def __init__(self, kind: str, model: type[Model]):
        self.model = model
        self.traces, self.noted = _written_by_workbooks(kind, model)
        self.stories: dict[int, list[tuple[Model, bool]]] = {}

    def read(self, rows: Iterable[int]) -> None:
        """The stories of `rows`, in one query."""
        wanted = {row: [] for row in rows if row not in self.stories}
        # unscoped: only whether a workbook wrote these rows last
        events = self.model.pgh_event_model.objects.filter(pgh_obj__in=wanted)
        for event in events.order_by("pgh_id"):
            is_own = event.pgh_context_id in self.traces or event.pgh_id in self.noted
            wanted[event.pgh_obj_id].append((event, is_own))
        self.stories |= wanted

    def is_of_workbooks(self, row: int) -> bool:
        """Whether a workbook ever wrote to it."""
        return any(is_own for _, is_own in self.stories[row])

    def is_by_hand(self, row: int, value_of: Callable[[Model], object]) -> bool:
        """Whether a workbook wrote to the row, and the value that stands is not its."""
        if not self.is_of_workbooks(row):
            return False
        before, stands = None, value_of(self.stories[row][-1][0])
        for place, (event, is_own) in enumerate(self.stories[row]):
            value = value_of(event)
            if is_own and value == stands and (place == 0 or value != before):
                return False
            before = value
        return True


def _written_by_workbooks(kind: str, model: type[Model]) -> tuple[set, set[int]]:
    """The contexts of all batches of a kind, and what history noted of answers."""
    # unscoped: only whether a workbook wrote these rows last
    batches = ImportBatch.objects.filter(kind=kind, trace__isnull=False)
    answers = ImportIssue.objects.filter(batch__kind=kind).exclude(events={})
    label = model._meta.label_lower
    noted = {
        event
        for events in answers.values_list("events", flat=True)
        for event in events.get(label, ())
    }
    return set(batches.values_list("trace", flat=True)), noted


def rows_changed_since(wrote: Wrote) -> list[int]:
    """Rows that say something else now than right after the batch, or are gone."""
    wanted = {event for pair in wrote.later.values() for event in pair}
    # unscoped: rows that one batch in sight wrote
    events = wrote.model.pgh_event_model.objects.in_bulk(wanted)
    return [
        row
        for row, (own, last) in wrote.later.items()
        if events[last].pgh_label == "delete"
        or differing(wrote.model, events[own], events[last])
    ]


def differing(model: type[Model], one: Model, other: Model) -> list[str]:
    """The fields in which two tellings of one row of `model` differ."""
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    return [
        name
        for name in names
        if name != COUNTER and one.__dict__[name] != other.__dict__[name]
    ]


def restored(wrote: Wrote, rows: dict[int, Model]) -> list[tuple[Model, list[str]]]:
    """`rows` as they were before the batch, each with the fields that differ.

    What the batch took out comes anew, whole: with no fields named.
    """
    wanted = [event for event in wrote.before.values() if event is not None]
    # unscoped: rows that one batch in sight wrote
    events = wrote.model.pgh_event_model.objects.in_bulk(wanted)
    found = []
    for pk, number in wrote.before.items():
        event = events[number]
        if pk not in rows:
            found.append((_taken_out(wrote.model, event, pk), []))
            continue
        row = rows[pk]
        names = differing(wrote.model, row, event)
        for name in names:
            setattr(row, name, event.__dict__[name])
        if names and COUNTER in row.__dict__:
            row.__dict__[COUNTER] += 1
            names.append(COUNTER)
        if names:
            found.append((row, names))
    return found


def _taken_out(model: type[Model], event: Model, pk: int) -> Model:
    """The row as `event` tells it, not stored."""
    names = [f.attname for f in model._meta.concrete_fields if not f.primary_key]
    return model(pk=pk, **{name: event.__dict__[name] for name in names})
