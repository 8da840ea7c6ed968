"""A kind of workbook for the tests of the pipeline: a register of units by township."""

from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.divisions.queries import find_townships
from tianmen_congress.base.workbooks.columns import (
    Column,
    MonthWidget,
    NameWidget,
    PhoneWidget,
    Resource,
    TextWidget,
)
from tianmen_congress.base.workbooks.kinds import Outcome, Planned, WorkbookKind


class UnitRegister(Resource):
    township = Column("乡镇", filled=True, merged=True)
    name = Column("单位名称", TextWidget(40), attribute="name", filled=True)
    since = Column("成立年月", MonthWidget(), attribute="since")
    phone = Column("联系电话", PhoneWidget(), personal=True)
    contact = Column("联系人", NameWidget())


class Units(WorkbookKind):
    slug = "units"
    title = "单位名册"
    resource = UnitRegister
    roles = (Role.OFFICE, Role.PRESIDIUM)

    def plan(self, records, sending):
        seen = set()
        for record in records:
            yield self._plan_one(record, seen)

    def _plan_one(self, record, seen):
        township = self._township(record)
        if record["name"] in seen:
            record.fault("name", "与前面的行重复")
        seen.add(record["name"])
        if record.is_faulty:
            return Planned(Outcome.REJECTED, [record], township)
        unit = Organ.objects.filter(name=record["name"], division=township).first()
        if unit and unit.since:
            record.settle("since", f"{unit.since:%Y-%m}", unit.since)
        outcome = self._outcome(record, unit)
        return Planned(
            outcome, [record], township, lambda: self._save(record, unit, township)
        )

    def _township(self, record):
        found = find_townships(str(record["township"]))
        if not found and not record.is_faulty:
            record.fault("township", "没有这个乡镇")
        if len(found) > 1:
            record.ask(
                "township",
                "可能是几个乡镇",
                [Candidate(str(t.pk), t.name) for t in found],
            )
        return found[0] if found else None

    def _outcome(self, record, unit):
        if unit is None:
            return Outcome.NEW
        same = record["since"] in (None, unit.since)
        return Outcome.UNCHANGED if same else Outcome.CHANGED

    def _save(self, record, unit, township):
        unit = unit or Organ(
            kind=OrganKind.UNIT, name=record["name"], division=township
        )
        unit.since = record["since"] or unit.since
        unit.save()
        return {"unit": unit.pk}

    def answer(self, issue, value, *, by):
        Organ.objects.filter(pk=issue.about["unit"]).update(since=f"{value}-01")


HEADING = ["乡镇", "单位名称", "成立年月", "联系电话", "联系人"]
