"""What the calendar tells once a day: deadlines that come near or have passed.

Rooms above announce what runs. After days of standing still each is told what is due
now, once: the last step of the campaign's that has come, not each that was missed.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from tianmen_congress.base.accounts.enums import OFFICE_NAME
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.enums import Whom
from tianmen_congress.base.campaigns.models import ReminderStep
from tianmen_congress.base.clocks.calendar import official, today
from tianmen_congress.base.clocks.working_days import WorkingDays
from tianmen_congress.base.registry import Registry

from . import leaving
from .actions import Telling, clear_old, tell
from .enums import AlertKind
from .models import Alert, Reminder
from .people import Desks


@dataclass(frozen=True, slots=True)
class Running:
    """A day by which somebody has to act, and who that is."""

    about: str
    row: int
    due_on: date
    campaign: int
    # What has to be done, in words without names.
    what: str
    holder: Organ | None
    above: Organ | None
    # People who act for themselves: proposers.
    users: frozenset[int] = frozenset()


sources: Registry[str, Callable[[], Iterable[Running]]] = Registry()


def register_running(name: str, source: Callable[[], Iterable[Running]]) -> None:
    """Announce what runs; called from a room's `apps.ready`."""
    sources[name] = source


def run_daily() -> dict[str, int]:
    """Remind of what is due now, and make ready what leaves; how much there was."""
    running = [each for source in sources.values() for each in source()]
    counts = {"reminders": remind(running), "over": _settle_others(running)}
    return counts | leaving.make_digests() | {"cleared": clear_old()}


def remind(running: Iterable[Running]) -> int:
    """How many steps were taken."""
    running = list(running)
    if not running:
        return 0
    day, steps = today(), _steps()
    calendar = official(min(day, *(each.due_on for each in running)))
    desks, taken = Desks(), _taken({each.about for each in running})
    many = 0
    for each in running:
        at = place(each.due_on, day, calendar)
        for step in _due(steps[each.campaign], at):
            many += _take(each, step, day, at, desks, taken)
    return many


def place(due_on: date, day: date, calendar: WorkingDays) -> int:
    """Where `day` stands: working days after the deadline, or before it as less than 0."""
    if day > due_on:
        return calendar.between(due_on, day)
    return -calendar.between(day, due_on)


def _steps() -> dict[int, list[ReminderStep]]:
    steps = defaultdict(list)
    # unscoped: what the campaigns say to all
    for step in ReminderStep.objects.order_by("days"):
        steps[step.campaign_id].append(step)
    return steps


def _due(steps: list[ReminderStep], at: int) -> Iterator[ReminderStep]:
    """Of those for one reader only the last that has come."""
    last = {step.whom: step for step in steps if step.days <= at}
    yield from last.values()


def _taken(abouts: set[str]) -> set[tuple]:
    # unscoped: what the system itself has reminded of
    rows = Reminder.objects.filter(about__in=abouts)
    return set(rows.values_list("about", "row", "due_on", "days", "whom", "organ"))


def _take(
    each: Running,
    step: ReminderStep,
    day: date,
    at: int,
    desks: Desks,
    taken: set[tuple],
) -> bool:
    """Whether the step was still to be taken; it is recorded even if nobody is there."""
    organ = each.above if step.whom == Whom.ABOVE else each.holder
    of_whom = None if step.whom == Whom.OFFICE else organ and organ.pk
    key = (each.about, each.row, each.due_on, step.days, step.whom, of_whom)
    if key in taken or _is_nobodys(each, step):
        return False
    taken.add(key)
    users = _told(each, step, desks)
    tell(users, _said(each, step, day, at))
    Reminder.objects.create(
        about=each.about,
        row=each.row,
        due_on=each.due_on,
        days=step.days,
        whom=step.whom,
        organ_id=of_whom,
        on=day,
        told=len(users),
    )
    return True


def _is_nobodys(each: Running, step: ReminderStep) -> bool:
    """Nobody stands above the office, and nobody has to be told there twice."""
    return step.whom == Whom.ABOVE and each.above is None


def _told(each: Running, step: ReminderStep, desks: Desks) -> set[int]:
    """Where nobody signs in for the holder, whoever stands above keeps its books."""
    if step.whom == Whom.OFFICE:
        return desks.office
    if step.whom == Whom.ABOVE:
        return desks.at(each.above)
    return desks.first(each.holder, each.above) | each.users


def _said(each: Running, step: ReminderStep, day: date, at: int) -> Telling:
    return Telling(
        AlertKind.DUE,
        each.about,
        each.row,
        f"{_how_late(each.due_on, day, at)}：{each.what}",
        # One a day of the same row, in whatever capacity.
        f"due:{each.about}:{each.row}:{day}",
        why=f"期限{each.due_on:%Y-%m-%d}，提醒{_reader(each, step)}",
        due_on=each.due_on,
    )


def _how_late(due_on: date, day: date, at: int) -> str:
    if day > due_on:
        return f"已超期{at}个工作日" if at else "已超期"
    return "今日到期" if day == due_on else f"还有{-at}个工作日到期"


def _reader(each: Running, step: ReminderStep) -> str:
    """In which capacity: no organ is named, it may be the group of a confidential one."""
    return {
        Whom.HOLDER: "办理者",
        Whom.ABOVE: "办理者的上一级",
        Whom.OFFICE: OFFICE_NAME,
    }[step.whom]


def _settle_others(running: list[Running]) -> int:
    """Reminders of what runs no more are over, whoever ended it and however."""
    now, many = timezone.now(), 0
    at_work = defaultdict(set)
    for each in running:
        at_work[each.about].add(each.row)
    # unscoped: the system's own reminders
    unread = Alert.objects.unread().filter(kind=AlertKind.DUE)
    old = unread.filter(told_on__gte=today() - timedelta(days=400))
    for about in set(old.values_list("about", flat=True)):
        rows = old.filter(about=about).exclude(row__in=at_work[about])
        many += rows.update(settled_at=now)
    return many
