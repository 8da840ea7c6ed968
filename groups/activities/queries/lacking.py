"""What is missing of an activity: computed from its records, never typed.

One rule for the record, the list's filter and what waits: each lack is a condition.
"""

from collections.abc import Iterator

from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Q,
    QuerySet,
)

from groups.activities.enums import (
    EXCHANGE,
    HANDOVER,
    RECEPTION,
    STUDY,
    VISIT,
    ActivityState,
    SignedBy,
)
from groups.activities.models import (
    Activity,
    ActivityPart,
    ActivityPhoto,
    Attendance,
    Speech,
)
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.clocks.calendar import today

from . import records

ANY = "any"
PARTS = {
    STUDY: "缺学习记录",
    VISIT: "缺走访记录",
    EXCHANGE: "缺交流记录",
    RECEPTION: "缺接待记录",
    HANDOVER: "缺交办记录",
}
LABELS = {
    "unrecorded": "已到期未登记",
    "notice": "缺通知",
    "attendance": "缺签到",
    "sheet": "缺签到表",
    **PARTS,
    "photo": "缺照片",
    "chair": "缺主持人",
    "recorder": "缺记录人",
}


def _of_activity(model, **like):
    # unscoped: only whether there is any, of an activity given
    return Exists(model.objects.filter(activity=OuterRef("pk"), **like).order_by())


def conditions() -> dict[str, Q]:
    """By key when it is missing."""
    planned, held = Q(state=ActivityState.PLANNED), Q(state=ActivityState.HELD)
    return {
        "unrecorded": planned & Q(held_on__lt=today()),
        "notice": planned & Q(held_on__gte=today(), noticed_on=None),
        "attendance": held & ~Q(_of_activity(Attendance)),
        "sheet": held
        & Q(_of_activity(Attendance, manner=SignedBy.PAPER))
        & ~Q(_of_activity(ActivityPhoto, is_sheet=True)),
        **{code: held & _without_record(code) for code in PARTS},
        "photo": held & ~Q(_of_activity(ActivityPhoto, is_sheet=False)),
        "chair": held & Q(chair=None),
        "recorder": held & Q(recorder=""),
    }


def _without_record(code: str) -> Q:
    """The campaign asks for the part; nothing tells that it took place."""
    # unscoped: only whether the programme has such a part
    asked = ProgrammePart.objects.filter(campaign=OuterRef("campaign"), code=code)
    return Q(Exists(asked)) & ~_is_told(code)


def _is_told(code: str) -> Q:
    """A part that was held and written about, or records of the day."""
    # unscoped: only whether there is any, of an activity given
    written = ActivityPart.objects.filter(
        activity=OuterRef("pk"), part__code=code, is_done=True
    ).exclude(record="")
    told = Q(Exists(written))
    if code == EXCHANGE:
        told |= Q(_of_activity(Speech))
    for source in records.sources_of(code):
        told |= Q(Exists(source.there()))
    return told


def lacking(rows: QuerySet[Activity], key: str) -> QuerySet[Activity]:
    """Those of `rows` that lack what `key` says, or anything at all."""
    asked = conditions()
    if key != ANY:
        return rows.filter(asked[key])
    anything = Q()
    for condition in asked.values():
        anything |= condition
    return rows.filter(anything)


def with_lacks(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """`rows` with what each lacks, for `lacks_of`."""
    return rows.annotate(**{f"lacks_{key}": q for key, q in _columns()})


def _columns() -> Iterator[tuple[str, ExpressionWrapper]]:
    for key, condition in conditions().items():
        yield key, ExpressionWrapper(condition, output_field=BooleanField())


def lacks_of(activity: Activity) -> list[str]:
    """What it lacks, in words: of a row that `with_lacks` has read."""
    return [label for key, label in LABELS.items() if getattr(activity, f"lacks_{key}")]
