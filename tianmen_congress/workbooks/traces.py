"""What a batch wrote, as the history of rows tells it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Model, Q

from .models import ImportBatch

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


def rows_changed_since(wrote: Wrote) -> list[int]:
    """Rows that say something else now than right after the batch, or are gone."""
    wanted = {event for pair in wrote.later.values() for event in pair}
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
    """`rows` as they were before the batch, each with the fields that differ."""
    wanted = [event for event in wrote.before.values() if event is not None]
    events = wrote.model.pgh_event_model.objects.in_bulk(wanted)
    found = []
    for pk, number in wrote.before.items():
        row, event = rows[pk], events[number]
        names = differing(wrote.model, row, event)
        for name in names:
            setattr(row, name, event.__dict__[name])
        if names and COUNTER in row.__dict__:
            row.__dict__[COUNTER] += 1
            names.append(COUNTER)
        if names:
            found.append((row, names))
    return found
