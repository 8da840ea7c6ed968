"""Which household of a roster is which that is already on file, and what would change."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from poverty.actions import complete
from poverty.enums import PovertyState, Relation
from poverty.imports.columns import OF_HOUSEHOLD, OF_MEMBER
from poverty.models import Household, HouseholdMember
from poverty.queries import bearers_of, taken_in_words
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange
from tianmen_congress.base.workbooks.records import Record

from .correcting import take
from .records import HouseholdRecord, member_of


@dataclass(slots=True)
class Draft:
    """A household as the roster would have it; `members` are those it changes or adds."""

    household: Household
    members: list[HouseholdMember] = field(default_factory=list)
    is_changed: bool = False


class HouseholdsOnFile:
    """What is on file about the people and codes of one roster."""

    def __init__(
        self,
        households: Iterable[HouseholdRecord],
        user: User,
        corrections: Corrections,
    ):
        households = list(households)
        self.corrections = corrections
        rows = [row for household in households for row in household.members]
        codes = {household["code"] for household in households} - {""}
        self.user = user
        self.bearers = bearers_of(row["id_number"] for row in rows)
        # unscoped: a code is taken wherever; another township's is not shown
        with_place = Household.objects.select_related("village", "township")
        self.by_code = {row.code: row for row in with_place.filter(code__in=codes)}
        known = {m.household_id for m in self.bearers.values()}
        known |= {row.pk for row in self.by_code.values()}
        self.by_pk = with_place.in_bulk(known)
        self.members = defaultdict(list)
        # Who left each household, the last one last.
        self.former = defaultdict(list)
        # unscoped: the people of the households met
        people = HouseholdMember.objects.filter(household__in=known)
        for member in people.order_by("left_on", "order", "pk"):
            at_home = member.left_on is None
            (self.members if at_home else self.former)[member.household_id].append(
                member
            )
        corrections.expect(people)
        corrections.expect(self.by_pk.values())

    def bearer(self, row: Record) -> HouseholdMember | None:
        number = row["id_number"]
        return self.bearers.get(digest(number)) if number else None

    def find(self, record: HouseholdRecord) -> Household | None:
        """By the official code; else by who is its head, wherever that is."""
        by_code, by_head = self._known(record)
        if by_code and by_code.voided_at:
            record.fault("code", "此户编号的户已作废")
        return by_code or by_head

    def _known(self, record: HouseholdRecord) -> tuple[Household | None, ...]:
        by_code = self.by_code.get(record["code"]) if record["code"] else None
        bearer = self.bearer(record.heads[0])
        return by_code, self.by_pk.get(bearer.household_id) if bearer else None

    def stay(self, record: HouseholdRecord) -> None:
        """A household on file in a closed village is in it still: nothing is asked."""
        known = next(filter(None, self._known(record)), None) if record.heads else None
        if known and known.village in record.closed:
            record.village = known.village
            record.withdraw("village")

    def check(self, record: HouseholdRecord, known: Household | None) -> None:
        """Nobody is taken out of another household, and no household moves."""
        if known and known.township_id != record.township.pk:
            self._say_elsewhere(record, known)
            return
        if known and record["code"] and known.code and known.code != record["code"]:
            record.fault("code", f"户主已登记在户编号{known.code}")
        for row in record.members:
            bearer = self.bearer(row)
            if bearer and (known is None or bearer.household_id != known.pk):
                row.fault("id_number", taken_in_words(bearer, user=self.user))

    def _say_elsewhere(self, record: HouseholdRecord, known: Household) -> None:
        """Where it stands is told only to those who see it there."""
        bearer = self.bearer(record.heads[0])
        if bearer and bearer.household_id == known.pk:
            words = taken_in_words(bearer, user=self.user)
            record.heads[0].fault("id_number", words)
        else:
            record.fault("code", "此户编号已登记在其他乡镇")

    def draft(self, record: HouseholdRecord, known: Household | None) -> Draft | None:
        """The household on file and its members as they would be stored."""
        if known is None:
            return None
        draft = Draft(known)
        values = _household_values(record)
        draft.is_changed = take(record, known, values, self.corrections)
        others = [cause for cause in known.other_causes if cause != known.main_cause]
        known.other_causes = others
        left = list(self.members[known.pk])
        for row in record.members:
            self._match(row, left, draft)
        _check_who_is_left(record, left)
        draft.is_changed = draft.is_changed or bool(draft.members)
        return draft

    def _match(self, row: Record, left: list[HouseholdMember], draft: Draft) -> None:
        """Take the member of a row off those `left`, as changed, or add a new one."""
        wanted = member_of(row)
        wanted.set_derived()
        known = _same(wanted, left)
        if known is None and not self._comes_back(row, wanted, draft.household):
            return
        if known is None:
            wanted.household, wanted.township = (
                draft.household,
                draft.household.township,
            )
            wanted.order = row.row.number
            draft.members.append(wanted)
            return
        left.remove(known)
        names = (*OF_MEMBER, "code", "id_number")
        said = {name: getattr(wanted, name) for name in names}
        said = {name: value for name, value in said.items() if value not in (None, "")}
        if take(row, known, said, self.corrections):
            complete(known)
            draft.members.append(known)

    def _comes_back(
        self, row: Record, wanted: HouseholdMember, household: Household
    ) -> bool:
        """Whether somebody who is not at home is added; who left by hand is asked about."""
        former = _same(wanted, self.former[household.pk])
        if former is None:
            row.change("name", "", wanted.name)
            return True
        left = f"{former.name}：{former.left_on:%Y-%m-%d}离开"
        change = ValueChange(former, "left_on", left, f"{wanted.name}：在户")
        return self.corrections.takes(row, "name", change)


def draft_of_new(record: HouseholdRecord) -> Draft:
    """A household that is not on file, with its members."""
    members = [member_of(row) for row in record.members]
    for order, member in enumerate(members):
        member.order = order
    household = Household(township=record.township)
    for name, value in _household_values(record).items():
        setattr(household, name, value)
    return Draft(household, members, is_changed=True)


def _household_values(record: HouseholdRecord) -> dict[str, object]:
    """What the roster says of the household; an empty cell says nothing."""
    values = {name: record[name] for name in OF_HOUSEHOLD}
    values |= {"head_name": record.heads[0]["name"], "village_id": record.village.pk}
    main, *others = record["main_cause"] or [""]
    values |= {"main_cause": main, "other_causes": others}
    values = {k: v for k, v in values.items() if v not in (None, "", [])}
    if values.get("state") == PovertyState.POOR:
        values |= {"lifted_year": None, "returned_year": None}
    elif values.get("state") == PovertyState.LIFTED:
        values["returned_year"] = None
    return values


def _same(
    wanted: HouseholdMember, left: list[HouseholdMember]
) -> HouseholdMember | None:
    """Who of the household bears the number; else who alone has the name and place."""
    for member in left:
        if wanted.id_digest and member.id_digest == wanted.id_digest:
            return member
    alike = [
        member
        for member in left
        if (member.name, member.relation) == (wanted.name, wanted.relation)
    ]
    return alike[0] if len(alike) == 1 else None


def _check_who_is_left(record: HouseholdRecord, left: list[HouseholdMember]) -> None:
    """Somebody who is on file and not in the roster stays; a second head cannot."""
    if any(member.relation == Relation.HEAD for member in left):
        reason = "档案中的户主不在本表中，请先在该户档案中变更户主"
        record.heads[0].fault("name", reason)
    elif left:
        record.warn("name", f"档案中本户还有{len(left)}人不在表中，未作改动")
