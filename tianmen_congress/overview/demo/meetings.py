"""What was said at activities, and by whose leave some did not come."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import cycle

from groups.activities.enums import LeaveReason, Presence
from groups.activities.models import Attendance, Speech

# What deputies say in the exchange of an activity.
SAID = (
    "走访户对政策知晓不全，建议把明白卡讲到户。",
    "灌溉沟渠淤塞多年，建议列入冬修水利计划。",
    "有劳动能力的户缺门路，建议对接园区用工。",
)


def excuse(leaves: Iterable[Attendance]) -> None:
    """Nothing is drawn by lot: what is drawn after stays as it was."""
    for row, reason in zip(leaves, cycle(LeaveReason)):
        row.leave_reason, row.agreed_by = reason, row.activity.chair.name


def speeches(present: Iterable[Attendance]) -> Iterator[Speech]:
    """The first two who came to each activity say something."""
    said = cycle(SAID)
    many = Counter()
    for row in present:
        if row.presence == Presence.PRESENT and many[row.activity] < 2:
            order = many[row.activity]
            points = next(said)
            yield Speech(
                activity=row.activity, person=row.person, points=points, order=order
            )
            many[row.activity] += 1
