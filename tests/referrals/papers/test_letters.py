"""Letters of the co-handling units, withdrawals, and organs named in full."""

import pytest

from referrals.enums import State
from referrals.papers.names import in_full
from tests.base.papers.words import lines_of
from tests.factories.platform import OrganFactory
from tests.referrals.papers.sheets import OFFICE, facts_of
from tianmen_congress.base.accounts.enums import OrganKind

pytestmark = pytest.mark.django_db
# Kind and name of an organ, and its name in a letter.
FULL = {
    ("unit", "市水务局"): "天门市水务局",
    ("unit", "人行天门支行"): "人行天门支行",
    ("unit", "天门市残联"): "天门市残联",
    ("presidium", "渔薪镇人大主席团"): "天门市渔薪镇人民代表大会主席团",
    ("liaison", "杨林街道人大联络处"): "天门市杨林街道人大联络处",
    ("government", "渔薪镇人民政府"): "天门市渔薪镇人民政府",
    ("committee", "青山村村民委员会"): "青山村村民委员会",
    ("group", "第一代表小组"): "第一代表小组",
}


def test_a_letter_names_organs_as_their_seals_do():
    found = {(kind, name): in_full(_organ(kind, name)) for kind, name in FULL}

    assert found == FULL
    assert in_full(None) == ""


def _organ(kind, name):
    return OrganFactory.build(kind=OrganKind(kind), name=name)


def test_a_co_unit_writes_its_part_to_the_unit_that_answers(way, printable, word):
    opinion = printable["part"]

    lines = lines_of(word("part", opinion, way.office))

    assert lines == [
        "天门市水务局",
        "市水务局协〔2017〕1号",
        "关于“硬化通组公路”的协办意见函",
        "天门市交通运输局：",
        f"“硬化通组公路”（{opinion.city_number}）由你单位主办、我单位协办。"
        "现将协办意见函告如下：",
        "已安排水源",
        "天门市水务局",
        "2017年6月1日",
        f"抄送：{OFFICE}。",
    ]


def test_a_withdrawal_has_room_to_sign_and_then_its_reason(way, word):
    opinion = way.to(State.TRIAGE)
    before = word("withdrawal", opinion, way.secretary)
    opinion = way.step(opinion, "withdraw", reason="问题已经解决")
    after = facts_of(word("withdrawal", opinion, way.secretary))

    assert lines_of(before)[:3] == [
        "意见建议撤回申请",
        f"编号：{opinion.number}",
        "天门市渔薪镇人民代表大会主席团：",
    ]
    assert lines_of(before)[-1].startswith("申请人签名：")
    assert facts_of(before)["撤回理由"] == "\n\n"
    assert (after["反映人"], after["撤回理由"]) == ("张三", "问题已经解决")
