"""What asks: for more time, to be relieved, for haste."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from tests.base.papers.words import everything_in, lines_of
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tests.referrals.papers.sheets import OFFICE, facts_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


def test_a_request_for_more_time_shows_both_days_and_room_to_decide(way, word):
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 11, 1),
        reason="跨汛期施工",
    )

    document = word("extension", opinion, way.unit)

    facts = facts_of(document)
    assert facts.pop("审批意见").startswith("\n\n（签字）")
    assert facts == {
        "编号": opinion.city_number,
        "事项": "硬化通组公路",
        "承办单位": "市交通运输局",
        "原办理期限": "2017年9月1日",
        "申请延期至": "2017年11月1日",
        "申请理由": "跨汛期施工",
    }
    lines = lines_of(document)
    assert lines[:3] == ["延期办理申请", "市交通运输局延〔2017〕1号", f"{OFFICE}："]
    assert lines[-2:] == ["市交通运输局", "2017年6月1日"]


@pytest.mark.parametrize(
    ("decision", "given", "words"),
    [
        ("grant_extension", {}, "同意，延期至2017年11月1日。2017年6月2日"),
        (
            "grant_extension",
            {"until": date(2017, 10, 9)},
            "同意，延期至2017年10月9日。2017年6月2日",
        ),
        ("refuse_extension", {}, "不同意。2017年6月2日"),
    ],
)
def test_what_was_decided_on_more_time_stands_there(way, word, decision, given, words):
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 11, 1),
        reason="雨季",
    )
    opinion = way.step(opinion, decision, on=date(2017, 6, 2), **given)

    assert facts_of(word("extension", opinion, way.office))["审批意见"] == words


def test_more_time_of_a_local_handler_is_asked_of_the_presidium(way, word):
    opinion = way.step(
        way.to(State.HANDLING), "extend_local", until=date(2017, 8, 1), reason="农忙"
    )

    document = word("extension", opinion, way.clerk)

    assert "渔薪镇人大主席团：" in lines_of(document)
    assert facts_of(document)["承办单位"] == "渔薪镇人民政府"
    assert facts_of(document)["审批意见"].startswith("同意，延期至2017年8月1日")


def test_a_request_to_be_relieved_says_who_asks_and_why(way, shared, word):
    opinion = way.step(shared, "ask_relief", reason="不属于我局职责")

    document = word("relief", opinion, way.unit)

    facts = facts_of(document)
    assert facts.pop("审批意见").startswith("\n\n（签字）")
    assert facts == {
        "编号": opinion.city_number,
        "事项": "硬化通组公路",
        "申请单位": "市交通运输局（主办）",
        "交办文号": "天人办交〔2017〕1号",
        "交办日期": "2017年6月1日",
        "退办理由": "不属于我局职责",
    }
    assert lines_of(document)[1] == "市交通运输局退〔2017〕1号"
    assert lines_of(document)[-2:] == ["市交通运输局", "2017年6月1日"]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("relieve", "同意退办。2017年6月1日"),
        ("refuse_relief", "不同意退办。2017年6月1日"),
    ],
)
def test_what_was_decided_on_the_relief_stands_there(
    way, shared, word, decision, words
):
    opinion = way.walk(shared, "ask_relief", decision)

    assert facts_of(word("relief", opinion, way.office))["审批意见"] == words


def test_of_two_units_that_ask_each_prints_its_own_request(way, shared, word):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    opinion = way.step(shared, "ask_relief", reason="主办理由")
    opinion = way.step(opinion, "ask_relief", by=helper, reason="协办理由")

    lead = everything_in(word("relief", opinion, way.unit))
    co = everything_in(word("relief", opinion, helper))

    assert "主办理由" in lead
    assert "协办理由" not in lead
    assert "协办理由" in co
    assert "主办理由" not in co


def test_an_urge_in_time_names_the_day(way, word):
    opinion = way.step(way.to(State.HANDLING), "urge", note="月底前报结果")

    lines = lines_of(word("urge", opinion, way.clerk))

    assert lines == [
        "天门市渔薪镇人民代表大会主席团",
        "渔薪人大催〔2017〕1号",
        "催办通知书",
        "天门市渔薪镇人民政府：",
        f"你单位经办的“硬化通组公路”（{opinion.number}）办理期限为2017年7月13日。"
        "现作第1次催办，请抓紧办理，并及时报送办理结果。",
        "催办意见：月底前报结果",
        "天门市渔薪镇人民代表大会主席团",
        "2017年6月1日",
    ]


def test_an_urge_after_the_deadline_says_so(way, word):
    opinion = way.step(way.to(State.HANDLING), "urge", on=date(2017, 7, 20))

    assert "办理期限为2017年7月13日，已经超期。" in everything_in(
        word("urge", opinion, way.clerk)
    )


def test_the_second_urge_is_numbered_and_signed_by_the_office_that_sent_it(way, word):
    opinion = way.walk(way.to(State.PROCESSING), "urge", "urge", by=way.office)

    lines = lines_of(word("urge", opinion, way.unit))

    assert lines[0] == OFFICE
    assert lines[1] == "天人办催〔2017〕2号"
    assert "现作第2次催办" in lines[4]
    assert "天门市交通运输局：" in lines


def test_who_has_not_signed_yet_is_urged_by_the_day_to_sign(way, word):
    opinion = way.step(way.to(State.ASSIGNED), "urge", by=way.office)

    text = everything_in(word("urge", opinion, way.unit))

    assert "签收期限为2017年6月6日。现作第1次催办" in text


@kept
def owing(way, shared):
    """The lead has signed, two weeks after the co-handlers' day nothing has come."""
    opinion = way.step(shared, "sign")
    return way.step(
        opinion, "urge_co", by=way.office, on=date(2017, 7, 17), note="汛期将至"
    )


def test_an_urge_beside_the_lead_names_the_missing_unit_and_its_own_day(
    way, owing, word
):
    lines = lines_of(word("urge", owing, user_of(Role.UNIT, way.co_unit)))

    assert lines == [
        OFFICE,
        "天人办催〔2017〕1号",
        "催办通知书",
        "天门市水务局：",
        f"你单位协办的“硬化通组公路”（{owing.city_number}），尚未提交协办意见：",
        "市水务局：签收期限为2017年6月6日，已经超期，现作第1次催办。",
        "请抓紧办理，并及时向主办单位提交协办意见。",
        "催办意见：汛期将至",
        OFFICE,
        "2017年7月17日",
    ]


def test_one_paper_goes_to_all_that_were_urged_at_once(way, word):
    third = OrganFactory(name="市财政局")
    opinion = way.to(State.AGENDA)
    opinion = way.step(opinion, "assign", co_units=[way.co_unit, third])
    opinion = way.step(opinion, "urge_co", by=way.office, missing_unit=third)
    opinion = way.step(opinion, "urge_co", by=way.office)

    for user in (way.office, user_of(Role.UNIT, third)):
        lines = lines_of(word("urge", opinion, user))
        assert lines[1] == "天人办催〔2017〕2号"
        assert lines[3] == "天门市水务局、天门市财政局："
        assert [line[:5] for line in lines[5:7]] == ["市水务局：", "市财政局："]
        assert "现作第1次催办" in lines[5]
        assert "现作第2次催办" in lines[6]


def test_each_unit_prints_the_urge_that_it_was_given(way, owing, word, client):
    opinion = way.step(owing, "urge", by=way.office)

    lead = lines_of(word("urge", opinion, way.unit))
    co = lines_of(word("urge", opinion, user_of(Role.UNIT, way.co_unit)))

    assert (lead[1], lead[3]) == ("天人办催〔2017〕2号", "天门市交通运输局：")
    assert (co[1], co[3]) == ("天人办催〔2017〕1号", "天门市水务局：")


def test_a_unit_that_was_not_urged_has_no_urge_to_print(way, owing, client):
    client.force_login(way.unit)

    url = reverse("referrals:paper_word", args=[owing.pk, "urge"])

    assert client.get(url).status_code == 404
