"""The kind `households` of workbooks."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from poverty.actions import HouseholdRefused, restore_members, take_roster
from poverty.imports.columns import HouseholdRoster
from poverty.models import Household, HouseholdMember
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.actions import CheckOutdated
from tianmen_congress.base.workbooks.corrections import BY_HAND, Corrections
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import (
    Outcome,
    Planned,
    Sending,
    WorkbookKind,
    register,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.reading import Table
from tianmen_congress.base.workbooks.records import Record

from .matching import Draft, HouseholdsOnFile, draft_of_new
from .places import HouseholdPlaces, township_of
from .records import HouseholdRecord, check, households_of
from .states import answered_states, check_state

# So many households are compared with what is on file at a time.
PORTION = 500


@dataclass(slots=True)
class PlannedHousehold(Planned):
    # A household on file as it would be; a new one is drafted when it is written, for
    # a whole city's would not fit beside its roster.
    draft: Draft | None = None
    by: User | None = None

    def drafted(self) -> Draft:
        return self.draft or draft_of_new(self.records[0])

    def write(self) -> None:
        take_roster([self.drafted()], by=self.by)


@register
class HouseholdKind(WorkbookKind):
    slug = "households"
    title = "贫困户花名册"
    unit = "户"
    resource = HouseholdRoster
    writes = (HouseholdMember, Household)
    waits_for = ("village", "state", BY_HAND)
    note = (
        "一人一行，“与户主关系”为“户主”的一行开始一户，户的情况填在户主一行。"
        "也可直接导入建档立卡系统导出的表。一户中有一行有错，整户都不导入，改正后再导一次即可。"
        "再次导入的，先列出原来的和表中的，导入以后有人改过的先询问。"
    )

    def read(self, table: Table, sending: Sending) -> Iterable[Record]:
        default = township_of(table) or sending.township
        for household in households_of(WorkbookKind.read(self, table, sending)):
            household.township = default
            yield household

    def plan(
        self, records: list[HouseholdRecord], sending: Sending
    ) -> Iterator[PlannedHousehold]:
        places, on = HouseholdPlaces(self.slug), today()
        corrections, states = Corrections(self.slug), answered_states(self.slug)
        for household in records:
            places.place(household, household.township)
            check(household, on=on)
        check_repeats(records)
        met: dict[int, HouseholdRecord] = {}
        for start in range(0, len(records), PORTION):
            portion = records[start : start + PORTION]
            on_file = HouseholdsOnFile(portion, sending.by, corrections)
            for household in portion:
                yield self._plan(household, on_file, met, states)

    def _plan(
        self,
        household: HouseholdRecord,
        on_file: HouseholdsOnFile,
        met: dict[int, HouseholdRecord],
        states: dict[str, str],
    ) -> PlannedHousehold:
        plan = PlannedHousehold(
            Outcome.REJECTED, [household], household.township, by=on_file.user
        )
        if household.closed and household.village is None:
            on_file.stay(household)
        if self._stays_out(household):
            return plan
        known = on_file.find(household)
        on_file.check(household, known)
        check_state(household, known, states)
        if known:
            check_met_once(household, known, met)
        if self._stays_out(household):
            return plan
        draft = on_file.draft(household, known)
        if self._stays_out(household):
            return plan
        plan.outcome, plan.apply = outcome_of(draft), plan.write
        plan.draft = draft if plan.outcome == Outcome.CHANGED else None
        return plan

    def _stays_out(self, household: HouseholdRecord) -> bool:
        """Faulty, or waiting for an answer; other questions are asked beside it."""
        return household.is_faulty or any(
            finding.kind == IssueKind.QUESTION
            and finding.about.get("field") in self.waits_for
            for finding in household.findings
        )

    def write(self, plans: list[PlannedHousehold]) -> None:
        drafts = [p.drafted() for p in plans if p.outcome != Outcome.UNCHANGED]
        try:
            take_roster(drafts, by=plans[0].by) if drafts else None
        except HouseholdRefused:
            raise CheckOutdated from None

    def put_back(self, rows: list[tuple[Model, list[str]]], *, by: User) -> None:
        """Numbers and who is the head may have changed hands: members go together."""
        by_model = {HouseholdMember: [], Household: []}
        for row, names in rows:
            by_model[type(row)].append((row, names))
        restore_members(by_model[HouseholdMember])
        super().put_back(by_model[Household], by=by)

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """The answer itself is kept: the household is read again with it."""


def outcome_of(draft: Draft | None) -> Outcome:
    if draft is None:
        return Outcome.NEW
    return Outcome.CHANGED if draft.is_changed else Outcome.UNCHANGED


def check_repeats(records: list[HouseholdRecord]) -> None:
    """A number or a code that stands twice in the workbook is a fault where it repeats."""
    numbers: dict[str, Record] = {}
    codes: dict[str, Record] = {}
    for household in records:
        _check_repeat(household, "code", household["code"], codes)
        for row in household.members:
            _check_repeat(row, "id_number", row["id_number"], numbers)


def _check_repeat(row: Record, name: str, value: str, seen: dict[str, Record]) -> None:
    first = seen.setdefault(value, row) if value else row
    if first is not row:
        row.fault(name, f"与{place_of(first, row)}重复")


def check_met_once(
    household: HouseholdRecord, known: Household, met: dict[int, HouseholdRecord]
) -> None:
    """By its code in one row and by its head's number in another, it is the same one."""
    first = met.setdefault(known.pk, household)
    if first is not household:
        household.fault("code", f"与{place_of(first, household)}是同一户")


def place_of(first: Record, row: Record) -> str:
    """Where `first` stands, said at `row`."""
    same = first.row.sheet == row.row.sheet
    return f"{'本表' if same else f'工作表“{first.row.sheet}”'}第{first.row.number}行"
