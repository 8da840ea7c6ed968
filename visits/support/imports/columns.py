"""The columns of 双联双促台账（村）: of the ledger that goes out, what a pairing says
itself, and beside it the days, the plan and the end."""

from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    DayCellWidget,
    Resource,
    TextWidget,
)
from visits.pairings.imports.columns import LONGEST_PLAN
from visits.support.enums import VillageEndReason


class VillagePairLedger(Resource):
    township = Column(
        "乡镇", aliases=("乡镇(街道)", "所在乡镇"), filled=True, merged=True
    )
    village = Column(
        "贫困村", TextWidget(60), aliases=("村", "村名", "村(社区)"), filled=True
    )
    group = Column(
        "联系小组", TextWidget(80), aliases=("代表小组", "小组"), filled=True
    )
    since = Column("结对日期", DayCellWidget(), hint="新结对必填")
    plan = Column("帮扶计划", TextWidget(LONGEST_PLAN, width=30))
    until = Column("解除日期", DayCellWidget(), hint="没有解除的不填")
    end_reason = Column("解除原因", ChoiceWidget(VillageEndReason), hint="解除的必填")
