"""What past cases suggest and never decide."""

import pytest
from django.urls import reverse

from referrals import actions
from referrals.queries.similar import suggested_category, usual_handler
from tests.factories.referrals import CategoryFactory, OpinionFactory
from tests.referrals.merging.rows import row_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("通组公路没有硬化，路面坑洼", "infrastructure"),
        ("学校离村太远，学生上学不便", "education"),
        ("大病报销手续多，看病难", "health"),
        ("低保评定不及时", "welfare"),
        ("自来水水质发黄，饮水不安全", "water"),
        ("小额信贷贴息没有到位", "finance"),
        ("垃圾无人清运，污水横流", "environment"),
        ("希望多请专家来村里讲讲", None),
    ],
)
def test_the_words_of_the_text_speak_for_a_category(db, text, code):
    opinion = OpinionFactory(title="意见", text=text)
    if code:
        CategoryFactory(code=code, name=f"类别{code}")

    suggested = suggested_category(opinion)

    assert (suggested.code if suggested else None) == code


def test_a_category_that_is_switched_off_is_not_suggested(db):
    CategoryFactory(code="water", name="饮水安全二", is_active=False)

    rows = OpinionFactory(title="饮水", text="水质发黄")

    assert suggested_category(rows) is None or suggested_category(rows).is_active


def test_the_usual_handler_is_that_of_the_own_township(arrivals, duobao_group, way):
    arrivals.to("handling")
    opinion = arrivals.to("triage")
    abroad = OpinionFactory(group=duobao_group, campaign=way.campaign)

    assert usual_handler(opinion, way.category) == way.handler
    assert usual_handler(abroad, way.category) is None


def test_the_village_that_had_such_cases_is_preferred(arrivals, qingshan, way):
    committee = actions.committee_of(qingshan)
    for _ in range(2):
        arrivals.to("handling")
    opinion = arrivals.to("triage", village=qingshan)
    arrivals.step(opinion, "refer", handler=committee, level="village")

    again = arrivals.to("triage", village=qingshan)

    assert usual_handler(again, way.category) == committee


def test_suggestions_stand_in_the_form_and_decide_nothing(arrivals, client, way):
    arrivals.to("handling")
    opinion = way.step(way.collect(title="修水渠", text="水渠淤塞"), "report_up")
    client.force_login(arrivals.people["clerk"])

    page = client.get(reverse("referrals:move", args=[opinion.pk, "refer"]))

    form = page.context["form"]
    assert form["category"].initial is None
    assert form["handler"].initial is None
    text = page.content.decode()
    assert "按内容建议：基础设施（供参考，请自行选择）" in text
    assert "过去同类多由：渔薪镇人民政府（供参考，请自行选择）" in text
    assert row_of(opinion).category is None
    assert row_of(opinion).state == "triage"
