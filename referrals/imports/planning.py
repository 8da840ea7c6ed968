"""What a row of the ledger says, in rows of ours."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from groups.models import DeputyGroup
from referrals.enums import Level, Verdict
from referrals.models import Category
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import AnswerClass, Campaign
from tianmen_congress.base.cells import Candidate, prose
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import group_name
from tianmen_congress.base.divisions.queries import (
    find_homes,
    names_of,
    now_of,
)
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.places import PlaceNames
from tianmen_congress.base.workbooks.records import Record

from .accused import Accused, accused_in, check_handler
from .classes import class_of
from .on_file import Key, proposers_in

WHICH_CLASS = "办理情况看不出是哪一类答复，请选择；同样的写法只需答复一次"
PRESIDIUMS = (OrganKind.PRESIDIUM, OrganKind.LIAISON)


def _by_every_name(rows: Iterable, home: str, key: Callable) -> dict:
    """By name, and `key` of the place at `home`; a name of today goes before the same
    name of others once."""
    rows = [(row, getattr(row, home)) for row in rows]
    once = {(name, key(at)): row for row, at in rows for name in names_of(row, at)}
    return once | {(row.name, key(at)): row for row, at in rows}


@dataclass(slots=True)
class LedgerRow:
    """A row understood: what to collect, and how far it came."""

    record: Record
    township: Division | None = None
    group: DeputyGroup | None = None
    category: Category | None = None
    handler: Organ | None = None
    # The village that handles it today, and where it was on its day.
    village: Division | None = None
    place: Division | None = None
    accused: Accused = field(default_factory=Accused)
    # It stands on file already: a ledger need not say it again.
    is_accused_known: bool = False
    # Of what it states was answered; none where nothing was, or it is asked.
    answer_class: str = ""

    @property
    def stood(self) -> dict:
        """Where the ledger says it stands, as it may wait in a question."""
        record = self.record
        return {
            "level": str(record["level"]),
            "done": str(record["done"]),
            "answer_class": str(self.answer_class),
            "is_closed": bool(record["is_closed"]),
            "verdict": str(record["verdict"]),
        }

    @property
    def waits(self) -> bool:
        """Whether it is asked what class of answer the row states, or whom it is about."""
        return self.record.asks("done") or self.record.asks("accused")

    @property
    def is_placed(self) -> bool:
        """Whether it is known who has it in hand."""
        return self.handler is not None or self.village is not None

    @property
    def has_outcome(self) -> bool:
        """Whether it says that something was answered: closed, or judged."""
        verdict = self.record["verdict"]
        return bool(self.record["is_closed"]) or verdict not in ("", Verdict.NONE)

    @property
    def proposers(self) -> tuple[str, ...]:
        return proposers_in(self.record)

    @property
    def says(self) -> list:
        """All but its number, to be compared with another row."""
        return [self.record[name] for name in self.record.columns]

    @property
    def key(self) -> Key:
        group = self.group.pk if self.group else None
        return (
            self.township.now_id,
            group,
            self.record["collected_on"],
            prose(self.record["text"]),
        )


class LedgerReader:
    """Everything that rows are compared with, read once for a whole ledger."""

    def __init__(self, campaign: Campaign | None):
        self.campaign = campaign
        self.townships: dict[str, list[Division]] = {}
        self.names = PlaceNames("opinions", "handler", by="pk")
        self.of_accused = PlaceNames("opinions", "accused", by="pk")

    @cached_property
    def classes(self) -> list[AnswerClass]:
        """Those in use."""
        return list(self.campaign.answer_classes.offered()) if self.campaign else []

    @cached_property
    def answers(self) -> dict[str, str]:
        """What class was meant by words; an answer holds on."""
        # unscoped: an answer holds for whoever writes the same words
        issues = ImportIssue.objects.answered().filter(
            batch__kind="opinions", about__field="done"
        )
        return {issue.about["words"]: issue.answer for issue in issues}

    @cached_property
    def groups(self) -> dict[tuple[str, int], DeputyGroup]:
        # unscoped: rows of other townships are turned away; see staging
        rows = DeputyGroup.objects.existing(today()).select_related("township", "organ")
        return _by_every_name(rows, "township", lambda place: place.now_id)

    @cached_property
    def categories(self) -> dict[str, Category]:
        # unscoped: the categories are the same for everybody
        return {category.name: category for category in Category.objects.active()}

    @cached_property
    def organs(self) -> dict[tuple[str, int | None], Organ]:
        """Units of the city by name, governments by name and township."""
        kinds = (OrganKind.UNIT, OrganKind.GOVERNMENT, *PRESIDIUMS)
        rows = Organ.objects.filter(kind__in=kinds, until=None)
        rows = rows.select_related("division")
        return _by_every_name(rows, "division", lambda place: place and place.pk)

    def place(self, record: Record) -> LedgerRow:
        """`record` with the place that it is about, or the fault in it."""
        row = LedgerRow(record)
        if not record.is_faulty:
            self._place(row)
        return row

    def understand(self, row: LedgerRow) -> None:
        """All that the row says, its faults and questions said on it."""
        self._day(row)
        self.read_category(row)
        self.ask_class(row)
        self.read_accused(row)
        self._handler(row)
        check_handler(row)
        self._outcome(row)

    def _place(self, row: LedgerRow) -> None:
        name = str(row.record["township"])
        if name not in self.townships:
            self.townships[name] = find_homes(name)
        found = self.townships[name]
        if len(found) != 1:
            row.record.fault("township", "没有这个乡镇" if not found else "乡镇不明确")
            return
        row.township = found[0]
        day = row.record["collected_on"]
        self.names.tell(row.record, "township", name, row.township, on=day)
        self._group(row)

    def _group(self, row: LedgerRow) -> None:
        name = str(row.record["group"])
        if not row.township.is_territory:
            name = group_name(name)
        row.group = self.groups.get((name, row.township.pk))
        organ = self.organs.get((name, row.township.pk))
        is_presidiums = organ is not None and organ.kind in PRESIDIUMS
        if row.group is None and not is_presidiums:
            row.record.fault("group", f"{row.township}没有这个代表小组")

    def _day(self, row: LedgerRow) -> None:
        if row.record["collected_on"] > today():
            row.record.fault("collected_on", "收集日期不能晚于今天")

    def ask_class(self, row: LedgerRow) -> None:
        """What class of answer it was, asked once for equal words; see `classes`."""
        if not row.has_outcome:
            return
        words = str(row.record["done"])
        known = {each.code: str(each) for each in self.classes}
        code = class_of(words, self.classes) or self.answers.get(words, "")
        row.answer_class = code if code in known else ""
        if not row.answer_class:
            choices = [Candidate(*each) for each in known.items()]
            row.record.ask("done", WHICH_CLASS, choices, words=words)

    def read_category(self, row: LedgerRow) -> None:
        name = str(row.record["category"])
        row.category = self.categories.get(name)
        if name and row.category is None:
            row.record.fault("category", "不在意见类别之中")

    def read_accused(self, row: LedgerRow) -> None:
        row.accused = accused_in(row, self.organs, self.of_accused)

    def _handler(self, row: LedgerRow) -> None:
        record, name = row.record, str(row.record["handler"])
        if not record["level"]:
            if name:
                record.fault("level", "有承办单位的须填交办层级")
            return
        if record["level"] == Level.PROVINCE:
            record.fault("level", "省级事项请在系统中登记")
        elif record["level"] == Level.VILLAGE:
            self._village(row, name)
        else:
            self._organ(row, name)

    def _organ(self, row: LedgerRow, name: str) -> None:
        is_city = row.record["level"] == Level.CITY
        if is_city or row.township.is_territory:
            place = None if is_city else row.township.pk
            row.handler = self.organs.get((name, place))
        else:
            row.handler = self._government(name)
        if row.handler is None:
            kind = "市直单位" if is_city else "乡镇政府"
            row.record.fault("handler", f"没有这个{kind}")

    def _government(self, name: str) -> Organ | None:
        """Of any township: groups of 市直 hear what concerns all of them."""
        found = [
            organ
            for (written, _), organ in self.organs.items()
            if written == name and organ.kind == OrganKind.GOVERNMENT
        ]
        return found[0] if len(found) == 1 else None

    def _village(self, row: LedgerRow, name: str) -> None:
        day = row.record["collected_on"]
        found = self.names.find(name, township=row.township, on=day)
        if len(found) == 1:
            self.names.tell(row.record, "handler", name, found[0], on=day)
            self._of_its_day(row, found[0], name)
        elif not found:
            self._closed(row, name)
        elif row.answer_class or not row.has_outcome:  # one thing after the other
            is_near = row.township.is_territory
            names = [
                Candidate(str(v.pk), v.name if is_near else f"{v.parent}{v}")
                for v in found
            ]
            row.record.ask("handler", "同名的村有几个，请选择", names)

    def _of_its_day(self, row: LedgerRow, place: Division, name: str) -> None:
        """It stays where it happened; who handles it is who is there today."""
        row.place, row.village = place, now_of(place)
        if row.village.is_closed and not row.record["is_closed"]:
            row.village = self._settled(row, name, [row.village])

    def _closed(self, row: LedgerRow, name: str) -> None:
        closed = self.names.closed(name, township=row.township)
        if closed:
            row.village = self._settled(row, name, closed)
        else:
            row.record.fault("handler", f"{row.township}没有这个村(社区)")

    def _settled(
        self, row: LedgerRow, name: str, closed: list[Division]
    ) -> Division | None:
        if row.has_outcome and not row.answer_class:  # one thing after the other
            return None
        return self.names.settle(row.record, name, closed, township=row.township)

    def _outcome(self, row: LedgerRow) -> None:
        record = row.record
        has_none = not record["handler"] and not record.is_faulty
        if record["is_closed"] and has_none:
            record.fault("is_closed", "没有承办单位的不能办结")
        if record["verdict"] and has_none:
            record.fault("verdict", "没有承办单位的不能评价")
