"""The columns of the opinions ledger (意见建议收集交办台账)."""

from referrals.enums import Level, Verdict
from tianmen_congress.base import cells
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    DayCellWidget,
    NamesWidget,
    Resource,
    TextWidget,
    YesNoWidget,
)

# Who is not named, as people and as this program write it.
NOBODY = ("匿名", "匿名群众", "(不显示)")
LEVELS = {"乡镇": Level.TOWNSHIP, "村": Level.VILLAGE, "市": Level.CITY}


class ProposersWidget(NamesWidget):
    """Who said it, the lead first; several are told apart as anywhere."""

    def says_nothing(self, value) -> bool:
        return cells.key(value) in NOBODY or super().says_nothing(value)

    def convert(self, value, **kwargs):
        return list(dict.fromkeys(super().convert(value)))


class OpinionLedger(Resource):
    collected_on = Column(
        "收集时间",
        DayCellWidget(),
        aliases=("收集日期", "时间"),
        filled=True,
        merged=True,
    )
    township = Column("乡镇", aliases=("乡镇(街道)",), filled=True, merged=True)
    group = Column(
        "代表小组", TextWidget(80), aliases=("小组",), filled=True, merged=True
    )
    proposer = Column(
        "反映人", ProposersWidget(), aliases=("提出人",), merged=True, personal=True
    )
    text = Column(
        "意见建议内容",
        TextWidget(4000, width=44),
        aliases=("意见建议", "内容"),
        filled=True,
    )
    category = Column("类别", TextWidget(30))
    accused = Column(
        "反映对象", TextWidget(130), aliases=("被反映人", "被反映对象"), personal=True
    )
    level = Column("交办层级", ChoiceWidget(Level, LEVELS), aliases=("层级",))
    handler = Column("承办单位", TextWidget(80))
    done = Column("办理情况", TextWidget(4000, width=34))
    is_closed = Column("是否办结", YesNoWidget(blank=False))
    verdict = Column("满意度", ChoiceWidget(Verdict), aliases=("评价",))
