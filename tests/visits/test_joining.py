"""Two papers of one outing become one visit."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from referrals.models import Opinion
from tests.factories.platform import presidium_of
from tests.factories.poverty import HouseholdFactory
from tests.visits.typed import typed
from visits import actions
from visits.models import Visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"


@pytest.fixture
def next_paper(outing, visit, qingshan):
    """What the next paper says: another household, nothing about the village."""
    home = HouseholdFactory(village=qingshan, head_name="王五")
    outing.calls = [CallData(home, {"ask_basics": "独居"})]
    outing.answers, outing.note = {}, "下午"
    return outing


@pytest.fixture
def later(next_paper, secretary):
    return actions.record_visit(next_paper, by=secretary)


def homes(visit):
    return [f"{call.household}" for call in visit.calls.order_by("order")]


def test_the_calls_of_the_later_one_are_calls_of_the_earlier(visit, later, secretary):
    actions.join_visits(later, visit, by=secretary)

    visit.refresh_from_db()
    later.refresh_from_db()
    assert homes(visit) == ["张三丰户", "王五户"]
    assert (visit.answers, visit.note) == ({"ask_basics": "全村320户"}, "下午")
    assert visit.version == 2
    assert later.voided_at
    assert later.void_reason == f"已并入同日的走访，编号{visit.pk}"


def test_what_only_the_later_paper_says_of_the_village_stays(visit, later, secretary):
    Visit.objects.filter(pk=visit.pk).update(answers={}, recorder="")
    Visit.objects.filter(pk=later.pk).update(answers={"ask_basics": "全村400户"})

    joined = actions.join_visits(later, visit, by=secretary)

    assert joined.answers == {"ask_basics": "全村400户"}
    assert joined.recorder == "钱一鸣"


def test_an_opinion_goes_along(desk, visit, next_paper, yuxin):
    presidium_of(yuxin)
    desk.post(NEW, typed(next_paper) | {"opinions-0-text": "路不好走"})
    later = Visit.objects.exclude(pk=visit.pk).get()

    response = desk.post(f"/visits/{later.pk}/join/", {"confirmed": "1"})

    opinion = Opinion.objects.get()
    assert response.url == visit.get_absolute_url()
    assert (opinion.source_visit, opinion.source_call.visit) == (visit, visit)


def test_it_is_offered_after_saving_and_never_asked_before(desk, visit, next_paper):
    saved = desk.post(NEW, typed(next_paper) | {"again": "1"})
    page = desk.get(saved.url).content.decode()

    later = Visit.objects.exclude(pk=visit.pk).get()
    assert f"/visits/{later.pk}/join/" in page
    check = desk.get(f"/visits/{later.pk}/join/").content.decode()
    assert "并入这1户" in check
    assert "王五户" in check
    assert visit.calls.count() == 1


def test_two_answers_about_the_village_are_not_merged_unseen(visit, later, secretary):
    later.answers = {"ask_basics": "全村400户"}
    later.save()

    with pytest.raises(ValidationError, match="两次走访都写了村情记录"):
        actions.join_visits(later, visit, by=secretary)
    assert homes(visit) == ["张三丰户"]


def test_one_household_in_both_is_said(visit, later, household, secretary):
    later.calls.update(household=household)

    with pytest.raises(ValidationError, match="张三丰户在两次走访中都有"):
        actions.join_visits(later, visit, by=secretary)


@pytest.mark.parametrize(
    "other",
    [{"deputies": 4}, {"visited_on": "2017-07-02"}, {"kind": "paired"}],
    ids=["other people", "another day", "another manner"],
)
def test_another_outing_takes_no_calls(visit, later, secretary, members, other):
    if "deputies" in other:
        later.deputies.add(members[3])
    else:
        Visit.objects.filter(pk=later.pk).update(**other)

    with pytest.raises(ValidationError, match="没有同村、同组、同日"):
        actions.join_visits(later, visit, by=secretary)


def test_who_may_not_change_both_joins_nothing(visit, later, other_clerk, clerk):
    with pytest.raises(PermissionDenied):
        actions.join_visits(later, visit, by=other_clerk)

    assert actions.join_visits(later, visit, by=clerk) == visit
