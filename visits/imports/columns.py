"""The columns of the ledger of visits (走访台账)."""

from tianmen_congress.base.workbooks.columns import (
    Column,
    DayCellWidget,
    NamesWidget,
    NameWidget,
    Resource,
    TextWidget,
)
from visits.answers import LONGEST_TEXT
from visits.enums import AWAY


def _section(title: str, *aliases: str) -> Column:
    return Column(title, TextWidget(LONGEST_TEXT, width=26), aliases=aliases)


class VisitLedger(Resource):
    """One row a household call; the five sections by the codes of the form of 2017."""

    visited_on = Column(
        "走访日期", DayCellWidget(), aliases=("日期",), filled=True, merged=True
    )
    group = Column(
        "代表小组", TextWidget(80), aliases=("小组",), filled=True, merged=True
    )
    people = Column(
        "参加代表",
        NamesWidget(),
        aliases=("走访代表", "代表"),
        filled=True,
        merged=True,
    )
    village = Column(
        "走访村",
        TextWidget(60),
        aliases=("村",),
        filled=True,
        merged=True,
        hint="其他乡镇的村写明乡镇，如多宝镇青山村",
    )
    household = Column(
        "走访贫困户", NameWidget(), aliases=("走访户", "贫困户", "户主"), personal=True
    )
    ask = _section("一问", "问", "问（基本情况）", "基本情况")
    look = _section("二看", "看", "看（生产生活）", "生产生活")
    check = _section("三查", "查", "查（政策落实）", "政策落实")
    evaluate = _section("四评", "评", "评（帮扶成效）", "帮扶成效")
    suggest = _section("五建议", "建议")
    recorder = Column("记录人", NameWidget(), merged=True, optional=True)
    # Told by the ledger that goes out; coming in, the links of the day say it.
    away = Column(AWAY, TextWidget(20), merged=True, optional=True, hint="不用填")


SECTIONS = ("ask", "look", "check", "evaluate", "suggest")
