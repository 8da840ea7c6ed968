"""What a row of the ledger says, in rows of ours."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from groups.models import DeputyGroup
from referrals.enums import Level, Verdict
from referrals.models import Category, Opinion
from tianmen_congress.accounts.enums import OrganKind
from tianmen_congress.accounts.models import Organ
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.cells import Candidate
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division
from tianmen_congress.divisions.queries import find_townships, find_villages
from tianmen_congress.workbooks.records import Record

Key = tuple[int, int | None, date, str]
PRESIDIUMS = (OrganKind.PRESIDIUM, OrganKind.LIAISON)


@dataclass(slots=True)
class Row:
    """A row understood: what to collect, and how far it came."""

    record: Record
    township: Division | None = None
    group: DeputyGroup | None = None
    category: Category | None = None
    handler: Organ | None = None
    village: Division | None = None

    @property
    def key(self) -> Key:
        group = self.group.pk if self.group else None
        return (
            self.township.pk,
            group,
            self.record["collected_on"],
            self.record["text"],
        )


class Reader:
    """Everything that rows are compared with, read once for a whole ledger."""

    def __init__(self, campaign: Campaign | None):
        self.campaign = campaign
        self.townships: dict[str, list[Division]] = {}

    @cached_property
    def known(self) -> set[Key]:
        columns = ("township", "group", "collected_on", "text")
        rows = Opinion.objects.filter(campaign=self.campaign)
        return set(rows.values_list(*columns))

    @cached_property
    def groups(self) -> dict[tuple[int, str], DeputyGroup]:
        rows = DeputyGroup.objects.existing(today()).select_related("township", "organ")
        return {(group.township_id, group.name): group for group in rows}

    @cached_property
    def categories(self) -> dict[str, Category]:
        return {category.name: category for category in Category.objects.active()}

    @cached_property
    def organs(self) -> dict[tuple[str, int | None], Organ]:
        """Units of the city by name, governments by name and township."""
        kinds = (OrganKind.UNIT, OrganKind.GOVERNMENT, *PRESIDIUMS)
        rows = Organ.objects.filter(kind__in=kinds, until=None)
        return {(organ.name, organ.division_id): organ for organ in rows}

    def read(self, record: Record) -> Row:
        """`record` understood, its faults and questions said on it."""
        row = Row(record)
        self._place(row)
        if record.is_faulty or row.township is None or row.key in self.known:
            return row
        self._category(row)
        self._handler(row)
        self._outcome(row)
        return row

    def _place(self, row: Row) -> None:
        name = str(row.record["township"])
        if name not in self.townships:
            self.townships[name] = find_townships(name)
        found = self.townships[name]
        if len(found) != 1:
            row.record.fault("township", "没有这个乡镇" if not found else "乡镇不明确")
            return
        row.township = found[0]
        self._group(row)

    def _group(self, row: Row) -> None:
        name = str(row.record["group"])
        row.group = self.groups.get((row.township.pk, name))
        organ = self.organs.get((name, row.township.pk))
        is_presidiums = organ is not None and organ.kind in PRESIDIUMS
        if row.group is None and not is_presidiums:
            row.record.fault("group", f"{row.township}没有这个代表小组")

    def _category(self, row: Row) -> None:
        name = str(row.record["category"])
        row.category = self.categories.get(name)
        if name and row.category is None:
            row.record.fault("category", "不在意见类别之中")

    def _handler(self, row: Row) -> None:
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

    def _organ(self, row: Row, name: str) -> None:
        is_city = row.record["level"] == Level.CITY
        place = None if is_city else row.township.pk
        row.handler = self.organs.get((name, place))
        if row.handler is None:
            kind = "市直单位" if is_city else "乡镇政府"
            row.record.fault("handler", f"没有这个{kind}")

    def _village(self, row: Row, name: str) -> None:
        found = find_villages(name, township=row.township)
        if len(found) == 1:
            row.village = found[0]
        elif not found:
            row.record.fault("handler", f"{row.township}没有这个村(社区)")
        else:
            names = [Candidate(str(village.pk), village.name) for village in found]
            row.record.ask("handler", "同名的村有几个，请选择", names)

    def _outcome(self, row: Row) -> None:
        record = row.record
        has_none = not (row.handler or row.village or record.findings)
        if record["is_closed"] and has_none:
            record.fault("is_closed", "没有承办单位的不能办结")
        if record["verdict"] and has_none:
            record.fault("verdict", "没有承办单位的不能评价")
        if record["verdict"] == Verdict.DISSATISFIED and record["is_closed"]:
            record.fault("verdict", "评价为不满意的应重新办理，不能办结")
