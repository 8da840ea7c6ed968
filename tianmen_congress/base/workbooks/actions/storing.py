"""Storing what a check planned, all that the database takes of it."""

from collections.abc import Callable

from django.db import transaction

from tianmen_congress.base.workbooks.kinds import Outcome, Planned, WorkbookKind
from tianmen_congress.base.workbooks.staging import Report, Tell
from tianmen_congress.base.workbooks.violations import VIOLATIONS, violation_of

# So many plans are written between two looks at whether somebody asked to stop.
PORTION = 500
TAKEN = (Outcome.NEW, Outcome.CHANGED, Outcome.UNCHANGED)
# The same check once more, against the data of now.
Check = Callable[[], Report]


class CheckOutdated(Exception):
    """What the check showed is no longer what would be written."""

    def __init__(self):
        super().__init__("检查之后数据有了变化，没有写入，请重新检查")


def stored(report: Report, again: Check, tell: Tell) -> Report:
    """Everything in portions. A portion that the database refuses is written anew one
    by one, with all others: what was planned once is used up."""
    slowly: set[int] = set()
    while True:
        try:
            with transaction.atomic():
                _store(report, slowly, tell)
            return report
        except _PortionRefused as refusal:
            slowly.add(refusal.start)
        fresh = again()
        if fresh.counts != report.counts:
            raise CheckOutdated
        report = fresh


class _PortionRefused(Exception):
    def __init__(self, start: int):
        self.start = start


def _store(report: Report, slowly: set[int], tell: Tell) -> None:
    plans = [plan for plan in report.plans if plan.outcome in TAKEN and plan.apply]
    for start in range(0, len(plans), PORTION):
        tell(len(plans) + start, 2 * len(plans))
        portion = plans[start : start + PORTION]
        if start in slowly:
            for plan in portion:
                store_one(report.kind, plan)
            continue
        try:
            report.kind.write(portion)
        except VIOLATIONS:
            raise _PortionRefused(start) from None


def store_one(kind: WorkbookKind, plan: Planned) -> None:
    """Write one plan; what the database refuses becomes a fault of its first row."""
    try:
        with transaction.atomic():
            kind.write([plan])
    except VIOLATIONS as error:
        plan.outcome, plan.apply = Outcome.REJECTED, None
        violation_of(error).tell(plan.records[0])
