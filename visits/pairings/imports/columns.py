"""The columns of 双联双促台账（户）: of the ledger that goes out, what a pairing says
itself, and beside it the plan and the end."""

from tianmen_congress.base import cells
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    DayCellWidget,
    NameWidget,
    Resource,
    TextWidget,
    YearWidget,
)
from visits.pairings.enums import PairEndReason
from visits.pairings.models import LIFT_YEARS

LONGEST_PLAN = 1000


class LiftYearWidget(YearWidget):
    def convert(self, value, **kwargs):
        year = super().convert(value, **kwargs)
        first, last = LIFT_YEARS
        if not first <= year <= last:
            raise cells.CellFault(f"年度须在{first}年至{last}年之间")
        return year


class HouseholdPairLedger(Resource):
    township = Column(
        "乡镇", aliases=("乡镇(街道)", "所在乡镇"), filled=True, merged=True
    )
    village = Column(
        "村",
        TextWidget(60),
        aliases=("村(社区)", "村社区", "行政村", "村名"),
        filled=True,
        merged=True,
    )
    head = Column(
        "户主",
        NameWidget(),
        aliases=("户主姓名", "贫困户", "贫困户姓名"),
        filled=True,
        merged=True,
        personal=True,
    )
    deputy = Column("联系代表", NameWidget(), aliases=("代表", "代表姓名"), filled=True)
    group = Column(
        "代表小组",
        TextWidget(80),
        aliases=("联系小组", "小组"),
        hint="乡镇内有同名代表时填写",
    )
    since = Column("结对日期", DayCellWidget(), hint="新结对必填")
    plan = Column("帮扶计划", TextWidget(LONGEST_PLAN, width=30))
    lift_year = Column("计划脱贫年度", LiftYearWidget(), optional=True)
    until = Column("解除日期", DayCellWidget(), hint="没有解除的不填")
    end_reason = Column("解除原因", ChoiceWidget(PairEndReason))
