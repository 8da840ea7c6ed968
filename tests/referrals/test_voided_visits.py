"""A visit is struck off: what was heard on it stays, or goes with it as a mistake."""

import pytest
from django.urls import reverse

from referrals.enums import AsideReason, State
from referrals.models import Opinion
from tests.factories.visits import VisitFactory
from tianmen_congress.overview.workbench.todos.opinions import ended_untaken

pytestmark = pytest.mark.django_db
MISTAKEN = "另一个村的走访记到了这里"


@pytest.fixture
def visit(way, qingshan):
    return VisitFactory(
        group=way.group,
        village=qingshan,
        campaign=way.campaign,
        recorded_by=way.secretary,
    )


@pytest.fixture
def heard(way, visit):
    """A draft, one that is screened, and one that the presidium has."""
    return {
        "draft": way.collect(source_visit=visit, is_draft=True, title="草稿"),
        "screening": way.collect(source_visit=visit, title="甄别中"),
        "triage": way.to(State.TRIAGE, source_visit=visit, title="已汇总"),
    }


@pytest.fixture
def strike(client, way, visit):
    def strike(**given):
        client.force_login(way.secretary)
        url = reverse("visits:void", args=[visit.pk])
        return client.post(url, {"reason": MISTAKEN, "confirmed": "1"} | given)

    return strike


def states():
    return dict(Opinion.objects.values_list("title", "state"))


def test_without_opinions_nothing_more_is_asked(visit, strike):
    assert strike().status_code == 302
    visit.refresh_from_db()
    assert visit.voided_at is not None


def test_it_is_asked_what_becomes_of_them(visit, heard, strike):
    page = strike().content.decode()

    assert "请选择这次走访收集的意见建议如何处理" in page
    assert "这次走访收集的3件意见建议" in page
    assert "草稿和甄别中的2件按误录不予受理，其余1件保留" in page
    assert MISTAKEN in page
    visit.refresh_from_db()
    assert visit.voided_at is None


def test_they_stay_when_only_the_visit_was_wrong(visit, heard, strike):
    assert strike(opinions="stay").status_code == 302

    assert states() == {"草稿": "draft", "甄别中": "screening", "已汇总": "triage"}


def test_what_nobody_has_taken_up_goes_with_it_and_nobody_is_told(
    way, visit, heard, strike
):
    assert strike(opinions="aside").status_code == 302

    assert states() == {"草稿": "set_aside", "甄别中": "set_aside", "已汇总": "triage"}
    gone = Opinion.objects.get(title="甄别中")
    assert gone.aside_reason == AsideReason.MISTAKE
    assert gone.history.last().note == f"走访记录作废：{MISTAKEN}"
    assert (gone.notice_number, dict(gone.history.last().words)["告知"]) == (
        "",
        "误录，无告知对象",
    )


def test_a_deputy_is_not_told_of_what_nobody_said(way, visit, strike):
    person = way.deputy.person
    own = way.collect(source_visit=visit)
    own.proposers.update(person=person)

    strike(opinions="aside")

    assert Opinion.objects.get().state == State.SET_ASIDE
    assert not ended_untaken(way.deputy).count


def test_where_all_were_taken_up_they_can_only_stay(way, visit, strike):
    way.to(State.TRIAGE, source_visit=visit)

    page = strike(opinions="aside").content.decode()

    assert "按误录不予受理" not in page
    assert "全部保留，照常办理" in page
    visit.refresh_from_db()
    assert visit.voided_at is None
