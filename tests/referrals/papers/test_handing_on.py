"""What hands an opinion on: the note downward, the letter to the units."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.papers import ABOUT_ONE
from tests.base.papers.words import everything_in, lines_of
from tests.referrals.papers.sheets import OFFICE, facts_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_page_and_word_hold_the_same(way, printable, client, word, slug):
    opinion = printable[slug]
    document = word(slug, opinion, way.office)

    page = client.get(reverse("referrals:paper_print", args=[opinion.pk, slug]))

    sheet = page.context["sheet"]
    html = page.content.decode()
    text = everything_in(document)
    told = [sheet.title, sheet.number, sheet.to, sheet.sign, sheet.day]
    told += [line for value in sheet.paragraphs for line in value.splitlines()]
    told += [line for _, value in sheet.facts for line in value.splitlines()]
    for line in filter(None, told):
        assert line in text
        assert line in html


def test_the_note_of_handing_over_says_all_that_the_handler_needs(way, word):
    opinion = way.step(
        way.to(State.TRIAGE),
        "refer",
        responsible_person="王五",
        responsible_phone="139 0000 2345",
        requirement="汛前完成",
    )

    document = word("handover", opinion, way.clerk)

    assert lines_of(document)[:4] == [
        "意见建议交办单",
        "渔薪人大交〔2017〕1号",
        "渔薪镇人民政府：",
        "现将下列意见建议交你单位办理，请按期办结并报送办理结果。",
    ]
    assert lines_of(document)[-2:] == ["渔薪镇人大主席团", "2017年6月1日"]
    assert lines_of(document)[-3].startswith("签收人：")
    facts = facts_of(document)
    due = facts.pop("办理期限")
    assert facts == {
        "编号": opinion.number,
        "事项": "硬化通组公路",
        "内容": "村级主干道3公里未硬化，群众出行难",
        "反映人": "张三 138 0000 0001",
        "所涉村": "渔薪镇",
        "类别、层级": "基础设施　乡镇级",
        "责任人、电话": "王五　139 0000 2345",
        "交办要求": "汛前完成",
        "办理情况": "\n\n",
    }
    assert "时限30个工作日" in due or "时限30工作日" in due
    assert due.endswith("应于2017年7月13日前完成。")


def test_without_a_person_in_charge_there_is_room_to_write_one(way, word):
    facts = facts_of(word("handover", way.to(State.HANDLING), way.clerk))

    assert facts["责任人、电话"].strip("　") == ""
    assert len(facts["责任人、电话"]) >= 8
    assert facts["交办要求"] == "按规定时限办理，结果反馈反映人"


def test_a_note_printed_again_after_the_answer_keeps_its_day_and_deadline(way, word):
    opinion = way.to(State.HANDLING)
    before = everything_in(word("handover", opinion, way.clerk))

    opinion = way.walk(opinion, "answer_local", "feed_back", on=date(2017, 6, 20))

    assert everything_in(word("handover", opinion, way.clerk)) == before


def test_the_letter_to_the_units_names_them_all_with_their_deadlines(way, shared, word):
    lines = lines_of(word("assignment", shared, way.office))

    number = shared.live_assignments[0].document_number
    assert number == "天人办交〔2017〕1号"
    assert lines == [
        OFFICE,
        number,
        "关于交办“硬化通组公路”的函",
        "天门市交通运输局、天门市水务局：",
        f"经{way.conference.title}研究，现将下列意见建议交你单位办理：",
        f"编号：{shared.city_number}（渔薪镇）",
        "事项：硬化通组公路",
        "内容：村级主干道3公里未硬化，群众出行难",
        "反映人：签收后在平台查看",
        "主办单位：市交通运输局，2017年9月1日前书面答复",
        "协办单位：市水务局，2017年7月3日前提交协办意见",
        "要求：限期整改",
        "请及时签收，按期办理，并将办理情况书面答复。",
        OFFICE,
        "2017年6月1日",
        "抄送：天门市渔薪镇人民代表大会主席团。",
    ]


def test_a_letter_to_one_unit_speaks_of_no_other(way, word):
    lines = lines_of(word("assignment", way.to(State.ASSIGNED), way.office))

    assert "天门市交通运输局：" in lines
    assert not any(line.startswith("协办单位") for line in lines)
    assert "要求：在规定期限内书面答复反映人" in lines


def test_a_letter_between_sessions_says_that_it_was_urgent(way, word):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent")

    text = everything_in(word("assignment", opinion, way.office))

    assert "因情况紧急，经研究，现将下列意见建议交你单位办理：" in text
    assert "联席会议" not in text


def test_a_deadline_that_the_session_fixed_stands_in_the_letter(way, word):
    opinion = way.step(way.to(State.AGENDA), "assign", due_on=date(2017, 8, 15))

    text = everything_in(word("assignment", opinion, way.office))

    assert "主办单位：市交通运输局，2017年8月15日前书面答复" in text
