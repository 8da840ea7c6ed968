"""What each row of the ledger would store."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property

from groups.activities import checks, rules
from groups.activities.enums import CAME, ActivityState
from groups.activities.models import Activity
from groups.activities.queries.due import due_at
from groups.imports.naming import GroupNames
from groups.models import DeputyGroup
from groups.rules import keeps_books_of
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import why_out_of_period
from tianmen_congress.base.cells import Candidate, bare
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.corrections import BY_HAND, Corrections
from tianmen_congress.base.workbooks.kinds import Outcome, Sending
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .comparing import LedgerComparison
from .people import UNNAMED, WHO, SaidOfPeople, Turnup
from .planned import PlannedActivity

# The field under which it is asked whether a row tells of an activity on file.
SAME, ANOTHER = "same_activity", "another"
WAITS = (WHO, UNNAMED, SAME, BY_HAND)


class ActivityPlanner:
    """Plans the rows of one ledger; reads what they are compared with once."""

    def __init__(self, kind: str, sending: Sending, campaign: Campaign):
        self.kind, self.sending, self.campaign = kind, sending, campaign
        self.groups = GroupNames(sending)
        self.said = SaidOfPeople(kind)
        self.corrections = Corrections(kind)
        self.met: dict[tuple, Record] = {}

    def plan(self, records: list[Record]) -> Iterator[PlannedActivity]:
        self.on_file = _on_file(record["held_on"] for record in records)
        for record in records:
            planned = PlannedActivity(Outcome.REJECTED, [record], self.sending.township)
            if not record.is_faulty:
                self._read(planned)
            yield planned

    @cached_property
    def answers(self) -> dict[str, str]:
        """Which activity of the day was meant by a row that calls it otherwise."""
        # unscoped: an answer holds for whoever sends the same row
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field=SAME
        )
        return {issue.about["row"]: issue.answer for issue in issues}

    def _read(self, planned: PlannedActivity) -> None:
        record = planned.record
        group = self.groups.find(record)
        if group is None:
            return
        planned.township = group.township
        place = group.pk, record["held_on"], bare(record["title"])
        row = ":".join(map(str, place))
        self._check(record, group, place)
        stored = self._stored(record, place, row)
        if not record.is_faulty and not _waits(record):
            self._compare(planned, group, stored, row)

    def _check(self, record: Record, group: DeputyGroup, place: tuple) -> None:
        if record["held_on"] > today():
            reason = "晚于今天：台账只登记已开展的活动，计划中的请在系统中登记"
            record.fault("held_on", reason)
        if not keeps_books_of(self.sending.by, group):
            record.fault("group", "您不能登记这个小组的活动")
        if first := self.met.get(place):
            record.fault("title", f"与{first.place_for(record)}是同一次活动，请核对")
        self.met.setdefault(place, record)

    def _stored(self, record: Record, place: tuple, row: str) -> Activity | None:
        """That of the same day and name; of another name it is asked."""
        there = self.on_file[place[:2]]
        for activity in there:
            if bare(activity.title) == place[2]:
                return self._standing(record, activity)
        there = [each for each in there if self._may_be_meant(each)]
        if not there:
            return None
        answer = self.answers.get(row)
        if answer is None:
            record.ask("title", *_which(there), **{"field": SAME, "row": row})
        return next((each for each in there if str(each.pk) == answer), None)

    def _standing(self, record: Record, activity: Activity) -> Activity:
        if activity.state == ActivityState.CANCELLED:
            record.fault("title", "这次活动已经取消，不能再登记")
        return activity

    def _may_be_meant(self, activity: Activity) -> bool:
        """Not what another row names by its own name."""
        own = activity.group_id, activity.held_on, bare(activity.title)
        return activity.state != ActivityState.CANCELLED and own not in self.met

    def _compare(
        self,
        planned: PlannedActivity,
        group: DeputyGroup,
        stored: Activity | None,
        row: str,
    ) -> None:
        record, due = planned.record, due_at(group, on=planned.record["held_on"])
        planned.activity = stored or self._new(record, group)
        turnup = Turnup(record, self.said, row=row, due=due, stored=planned.attendances)
        named = turnup.attended(is_asking=self._asks_of_all(planned, stored))
        if record.is_faulty or _waits(record):
            return
        comparison = LedgerComparison(planned, self.corrections, due=due)
        comparison.compare(named)
        self._decide(planned, stored)

    def _asks_of_all(self, planned: PlannedActivity, stored: Activity | None) -> bool:
        """Who was due and is not named: of what is held already nothing is asked
        where somebody is on file, or the row names nobody."""
        if stored is None or stored.state != ActivityState.HELD:
            return True
        return not planned.attendances and planned.names_people

    def _new(self, record: Record, group: DeputyGroup) -> Activity:
        day, title = record["held_on"], record["title"]
        why = why_out_of_period(self.campaign, day, "")
        record.doubt("held_on", why)
        return Activity(campaign=self.campaign, group=group, held_on=day, title=title)

    def _decide(self, planned: PlannedActivity, stored: Activity | None) -> None:
        record = planned.record
        if record.is_faulty or _waits(record):
            return
        planned.outcome = Outcome.CHANGED if planned.differs else Outcome.UNCHANGED
        if stored is None:
            planned.outcome = Outcome.NEW
        if planned.outcome != Outcome.UNCHANGED:
            self._check_right(planned, stored)

    def _check_right(self, planned: PlannedActivity, stored: Activity | None) -> None:
        """What the form refuses too."""
        came = [a.person for a in planned.attendance if a.presence in CAME]
        if stored and not rules.can_edit_activity(self.sending.by, stored):
            planned.record.fault("group", "您不能修改这次活动")
        elif stored and (fault := checks.why_not_present(stored, came)):
            planned.record.fault("present", fault)
        if planned.record.is_faulty:
            planned.outcome = Outcome.REJECTED


def _on_file(days: Iterable[date | None]) -> dict[tuple, list[Activity]]:
    """By group and day what was planned or held, or cancelled."""
    # unscoped: rows of other townships are turned away; see staging
    rows = Activity.objects.filter(held_on__in={day for day in days if day})
    rows = rows.select_related("campaign", "group", "chair").order_by("pk")
    found = defaultdict(list)
    for row in rows.prefetch_related("parts__part", "attendances__person"):
        found[row.group_id, row.held_on].append(row)
    return found


def _waits(record: Record) -> bool:
    return any(f.about.get("field") in WAITS for f in record.findings)


def _which(there: list[Activity]) -> tuple[str, list[Candidate]]:
    same = [
        Candidate(str(each.pk), f"就是已登记的“{each.title}”，名称按表中更正")
        for each in there
    ]
    return (
        f"这一天小组已登记{len(there)}次活动，名称不同，请选择",
        [*same, Candidate(ANOTHER, "另一次活动，新增")],
    )
