"""What goes back to the people: the answer, and the form for the verdict."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import State
from referrals.papers import papers_of
from tests.base.papers.words import everything_in, lines_of
from tests.factories.deputies import PersonFactory
from tests.referrals.papers.sheets import OFFICE, facts_of

pytestmark = pytest.mark.django_db
PRESIDIUM = "天门市渔薪镇人民代表大会主席团"


def test_the_answer_is_a_letter_of_the_unit_to_whoever_spoke(way, word):
    opinion = way.step(
        way.to(State.PROCESSING),
        "draft_answer",
        text="已列入今年计划。\n国庆前完工。",
        answer_class="b",
        promised_on=date(2017, 9, 30),
    )
    opinion = way.walk(opinion, "issue", "answer")

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines == [
        "天门市交通运输局",
        "市交通运输局函〔2017〕1号",
        "B类",
        "关于“硬化通组公路”的答复函",
        "张三：",
        f"您提出的“硬化通组公路”（{opinion.number}）收悉，现答复如下：",
        "已列入今年计划。",
        "国庆前完工。",
        "承诺于2017年9月30日前解决。",
        "办理结果：B 正在解决或列入计划",
        "天门市交通运输局",
        "2017年6月1日",
        f"抄送：{OFFICE}，{PRESIDIUM}。",
    ]


def test_the_answer_says_whom_to_call(way, word):
    opinion = way.step(
        way.to(State.ASSIGNED),
        "sign",
        responsible_person="赵六",
        responsible_phone="137 0000 1111",
    )
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")

    assert "联系人：赵六　电话：137 0000 1111" in lines_of(
        word("answer", opinion, way.clerk)
    )


def test_a_local_answer_is_signed_by_the_handler(way, word):
    lines = lines_of(word("answer", way.to(State.ANSWERED), way.clerk))

    assert lines[0] == "天门市渔薪镇人民政府"
    assert lines[-3:-1] == ["天门市渔薪镇人民政府", "2017年6月1日"]
    assert lines[-1] == f"抄送：{PRESIDIUM}。"
    assert not any("签发人" in line for line in lines)


def test_the_provinces_answer_comes_through_the_office(way, word):
    opinion = way.step(way.to(State.REPORTED), "answer_province")

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines[-3] == OFFICE
    assert "省厅已答复" in lines


@pytest.fixture
def jointly(way):
    """Answered to a deputy who leads, another who signed with him, and a voter."""

    def answered(*wanted, **given):
        persons = {"王代表": way.deputy.person, "赵代表": PersonFactory(name="赵代表")}
        people = [Proponent(name, person=persons.get(name)) for name in wanted]
        return way.to(State.ANSWERED, proposers=people, **given)

    return answered


@pytest.mark.parametrize(
    ("people", "to", "you"),
    [
        (["张三"], "张三：", "您"),
        (["张三", "李四", "王五"], "张三、李四、王五：", "你们"),
        (["王代表"], "王代表代表：", "您"),
        (["王代表", "赵代表"], "王代表、赵代表代表：", "你们"),
        (["王代表", "张三"], "王代表代表、张三：", "你们"),
    ],
)
def test_each_who_signed_is_named_and_several_are_not_addressed_as_one(
    jointly, way, word, people, to, you
):
    opinion = jointly(*people)

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines[4] == to
    assert lines[5].startswith(f"{you}提出的“硬化通组公路”")
    form = facts_of(word("consultation", opinion, way.clerk))
    assert form["反映人"] == "、".join(people)
    assert f"{you}对办理\n态度的评价" in form


def test_no_phone_stands_in_the_letter(way, word):
    people = [Proponent("张三", "138 0000 0001"), Proponent("李四", "138 0000 0002")]
    opinion = way.to(State.ANSWERED, proposers=people)

    assert "0000" not in everything_in(word("answer", opinion, way.clerk))


def test_how_many_spoke_in_confidence_is_not_told(jointly, way, word):
    opinion = jointly("张三", "李四", is_confidential=True)

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines[4] == "反映人："
    assert lines[5].startswith("您提出的")


def test_who_answers_prints_the_draft_to_have_it_issued(way, word):
    opinion = way.step(way.to(State.PROCESSING), "draft_answer", text="拟于秋后修建")

    lines = lines_of(word("answer", opinion, way.unit))

    assert "（草稿）" in lines
    assert "拟于秋后修建" in lines


@pytest.mark.parametrize("who", ["clerk", "secretary"])
def test_nobody_else_reads_a_draft(way, client, who):
    opinion = way.step(way.to(State.PROCESSING), "draft_answer", text="拟于秋后修建")
    user = getattr(way, who)
    client.force_login(user)

    response = client.get(reverse("referrals:paper_word", args=[opinion.pk, "answer"]))

    assert response.status_code == 404
    assert "answer" not in {paper.slug for paper in papers_of(opinion, user=user)}


def test_an_answer_that_was_returned_is_no_answer(way, word, client):
    opinion = way.step(way.to(State.ANSWERED), "return_answer")

    slugs = {paper.slug for paper in papers_of(opinion, user=way.clerk)}

    assert "answer" not in slugs


def test_in_the_second_round_the_newest_answer_is_printed(way, word):
    opinion = way.step(way.to(State.FED_BACK), "reject")
    first = everything_in(word("answer", opinion, way.clerk))
    opinion = way.step(opinion, "answer_local", text="这次全部修好了")

    second = everything_in(word("answer", opinion, way.clerk))

    assert "已经修好" in first
    assert "这次全部修好了" in second
    assert "已经修好" not in second


def test_the_form_for_the_verdict_has_the_answer_and_room_to_judge(way, word):
    opinion = way.to(State.FED_BACK)

    document = word("consultation", opinion, way.secretary)

    assert facts_of(document) == {
        "事项": "硬化通组公路",
        "反映人": "张三",
        "承办单位": "天门市渔薪镇人民政府",
        "答复日期": "2017年6月1日",
        "答复内容": "已经修好",
        "答复类别": "A 已解决或基本解决",
        "您对办理\n态度的评价": "□满意　　□基本满意　　□不满意",
        "您对办理\n结果的评价": "□满意　　□基本满意　　□不满意",
        "意见或不满\n意的理由": "\n\n",
    }
    assert lines_of(document)[0] == "意见建议办理情况征询意见表"
    assert lines_of(document)[-3].startswith("评价人签名：")
    assert lines_of(document)[-2] == "渔薪镇人大主席团"


def test_the_form_for_the_verdict_tells_until_when_it_was_promised(way, word):
    opinion = way.step(
        way.to(State.HANDLING),
        "answer_local",
        answer_class="b",
        promised_on=date(2017, 12, 20),
    )

    facts = facts_of(word("consultation", opinion, way.clerk))

    assert facts["承诺期限"] == "2017年12月20日前"
