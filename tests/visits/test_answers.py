"""What was written into the campaign's form."""

import pytest

from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.words import in_words
from visits.answers import AnswerSection, faults_in, paper_of, section_in_words


def section(*questions):
    return AnswerSection("x", "一问", tuple(questions))


TEXT = FormQuestion(code="notes", text="情况", kind="text", is_required=True)
CHOICE = FormQuestion(
    code="house", text="住房", kind="choice", options=["安全", "危房"]
)
MULTIPLE = FormQuestion(
    code="policies", text="政策", kind="multiple", options=["低保", "医疗救助"]
)
NUMBER = FormQuestion(code="people", text="人口", kind="number")
YES_NO = FormQuestion(code="water", text="通水", kind="yes_no")
WHOLE = (section(TEXT, CHOICE), section(MULTIPLE, NUMBER, YES_NO))


@pytest.mark.django_db
def test_the_paper_of_2017_asks_villages_and_households_different_things(visit_form):
    paper = paper_of(visit_form)

    titles = ["一问", "二看", "三查", "四评", "五建议"]
    assert [s.title for s in paper.household] == titles
    assert [s.title for s in paper.village] == titles
    assert [q.code for q in paper.village[1].questions] == ["look_living"]
    assert [q.code for q in paper.household[1].questions] == [
        "look_house",
        "look_water",
        "look_living",
    ]


@pytest.mark.django_db
def test_the_paper_costs_two_queries(visit_form, django_assert_num_queries):
    with django_assert_num_queries(2):
        paper_of(visit_form)


def test_answers_of_the_right_kinds_have_no_fault():
    answers = {
        "notes": "好",
        "house": "安全",
        "policies": ["低保"],
        "people": 4,
        "water": False,
    }

    assert list(faults_in(answers, WHOLE)) == []


@pytest.mark.parametrize(
    ("answers", "fault"),
    [
        ({}, "请填写“情况”"),
        ({"notes": "好", "colour": "红"}, "表上没有“colour”这一项"),
        ({"notes": 7}, "“情况”的填法不对"),
        ({"notes": "长" * 2001}, "“情况”不能超过2000字"),
        ({"notes": "好", "house": "城堡"}, "“住房”没有“城堡”这个选项"),
        ({"notes": "好", "policies": ["低保", "无"]}, "“政策”没有“无”这个选项"),
        ({"notes": "好", "policies": "低保"}, "“政策”的填法不对"),
        ({"notes": "好", "people": "四"}, "“人口”的填法不对"),
    ],
)
def test_each_wrong_answer_is_named(answers, fault):
    assert [text for _, text in faults_in(answers, WHOLE)] == [fault]


def test_answers_are_printed_in_words():
    shown = [in_words(a) for a in (None, "好", ["低保", "医疗救助"], 4, True, False)]

    assert shown == ["", "好", "低保、医疗救助", "4", "是", "否"]


def test_a_section_becomes_one_cell():
    answers = {"notes": "家中4口人。", "house": "危房"}

    assert section_in_words(WHOLE[0], answers) == "家中4口人；住房：危房"
    assert section_in_words(WHOLE[1], {}) == ""
