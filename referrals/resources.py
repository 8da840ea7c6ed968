"""The columns of the opinions ledger (意见建议收集交办台账)."""

from referrals.enums import Level, Verdict
from tianmen_congress.workbooks.columns import (
    ChoiceWidget,
    Column,
    DayWidget,
    NameWidget,
    Resource,
    TextWidget,
    YesNoWidget,
)

LEVELS = {"乡镇": Level.TOWNSHIP, "村": Level.VILLAGE, "市": Level.CITY}


class OpinionLedger(Resource):
    collected_on = Column(
        "收集时间", DayWidget(), aliases=("收集日期", "时间"), filled=True
    )
    township = Column("乡镇", aliases=("乡镇(街道)",), filled=True, merged=True)
    group = Column("代表小组", TextWidget(80), aliases=("小组",), filled=True)
    proposer = Column("反映人", NameWidget(), aliases=("提出人",), personal=True)
    text = Column(
        "意见建议内容",
        TextWidget(4000, width=44),
        aliases=("意见建议", "内容"),
        filled=True,
    )
    category = Column("类别", TextWidget(30))
    level = Column("交办层级", ChoiceWidget(Level, LEVELS), aliases=("层级",))
    handler = Column("承办单位", TextWidget(80))
    done = Column("办理情况", TextWidget(4000, width=34))
    is_closed = Column("是否办结", YesNoWidget(blank=False))
    verdict = Column("满意度", ChoiceWidget(Verdict), aliases=("评价",))
