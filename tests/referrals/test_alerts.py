"""Whom a move tells, of what, and who is told of nothing."""

from datetime import date, timedelta

import pytest

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import State
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import move_posts, user_of
from tests.referrals.presses import paper
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.alerts.models import Alert

pytestmark = pytest.mark.django_db
TODAY = date(2017, 7, 25)
LATER = date(2017, 10, 10)


def told(user, *, about=None) -> list[str]:
    """What `user` has not read, the oldest first."""
    rows = Alert.objects.visible_to(User.objects.get(pk=user.pk)).unread()
    rows = rows.filter(row=about.pk) if about else rows
    return [alert.what for alert in rows.order_by("pk")]


def collected_by_deputy(way, **given):
    person = way.deputy.person
    proposers = [Proponent(person.name, person=person)]
    return way.collect(by=way.deputy, proposers=proposers, **given)


def test_whoever_has_it_next_is_told_with_reason_and_day(way):
    opinion = way.step(way.collect(), "report_up")

    (alert,) = Alert.objects.visible_to(way.clerk)
    assert (alert.what, alert.why) == ("待梳理交办", "2017-06-01报送主席团(联络处)")
    assert alert.due_on == opinion.due_on
    assert told(way.secretary) == []


def test_who_does_something_is_not_told_of_it_himself(way):
    way.collect()

    assert told(way.secretary) == []


def test_a_step_that_is_done_is_no_longer_unread(way, helpers):
    opinion = way.walk(way.collect(), "report_up")
    assert told(way.clerk) == ["待梳理交办"]

    way.step(opinion, "refer")

    assert told(way.clerk) == []
    assert told(helpers["handler"]) == ["乡村办理中"]


def test_what_nobody_signs_in_for_is_told_to_whoever_keeps_its_books(way):
    second = user_of(Role.PRESIDIUM, way.clerk.main_post.organ, username="second")

    way.walk(way.collect(), "report_up", "refer")

    assert told(second) == ["乡村办理中"]


def test_what_comes_back_says_why(way, helpers):
    opinion = way.to(State.ANSWERED)
    Alert.objects.all().delete()

    way.step(opinion, "return_answer")

    assert told(helpers["handler"]) == ["乡村办理中（退回）"]


def test_a_deputy_hears_of_the_answer_and_is_asked_for_his_verdict(way):
    opinion = collected_by_deputy(way)
    opinion = way.walk(opinion, "report_up", "refer", "answer_local")
    assert told(way.deputy) == ["您提出的意见建议已答复"]

    way.step(opinion, "feed_back")

    assert told(way.deputy)[-1] == "答复已反馈，请您评价"


def test_a_deputy_hears_that_nobody_will_answer_but_not_of_a_slip(way):
    way.step(collected_by_deputy(way), "set_aside")
    way.step(collected_by_deputy(way), "set_aside", aside_reason="mistake")

    assert told(way.deputy) == ["您提出的意见建议：不予受理"]


def test_a_co_handler_is_told_once_that_it_owes_its_part(way, helpers):
    opinion = way.to(State.AGENDA)
    opinion = way.step(opinion, "assign", co_units=[way.co_unit])
    opinion = way.step(opinion, "sign")
    assert told(helpers["co_unit"]) == ["请提交协办意见"]

    way.walk(opinion, "co_sign", "give_part", by=helpers["co_unit"])

    assert told(helpers["co_unit"]) == []


def test_the_urged_are_told_and_nobody_else(way, helpers):
    opinion = way.to(State.HANDLING)
    Alert.objects.all().delete()

    way.step(opinion, "urge")

    assert told(helpers["handler"]) == ["催办"]
    assert set(Alert.objects.values_list("user", flat=True)) == {helpers["handler"].pk}


def test_what_is_asked_is_told_to_who_decides_and_the_decision_to_who_asked(way):
    opinion = way.to(State.PROCESSING)
    Alert.objects.all().delete()
    opinion = way.step(opinion, "ask_extension", until=LATER, reason="等待资金")
    assert told(way.office) == ["待您决定：申请延期"]

    second = user_of(Role.OFFICE, way.office.main_post.organ, username="second")
    Alert.objects.update(user=second)
    assert told(second) == ["待您决定：申请延期"]

    way.step(opinion, "grant_extension")

    assert told(way.unit) == ["同意延期"]
    assert told(second) == []


def test_a_deputy_who_is_asked_to_sign_is_told_of_that_alone(way, client):
    user = user_of(Role.DEPUTY, username="colleague")
    person = PersonFactory(user=user, name="钱联名")
    MembershipFactory(group=way.group, person=person)
    collected_by_deputy(way, co_signers=[person])
    assert told(user) == ["邀请您附议"]
    client.force_login(user)

    page = client.get("/alerts/").content.decode()

    assert "硬化通组公路" in page


def test_what_a_ledger_states_is_told_to_nobody(way):
    opinion = way.collect(basis="历年台账", by=way.office)
    actions.move(opinion, "report_up", by=way.office, on=START, basis="历年台账")

    assert not Alert.objects.exists()


def test_who_lost_his_post_is_told_nothing_any_more(way):
    way.step(way.collect(), "report_up")
    assert told(way.clerk) == ["待梳理交办"]

    move_posts(way.clerk, until=TODAY - timedelta(days=1))

    assert told(way.clerk) == []
    way.step(way.collect(), "report_up")
    assert Alert.objects.filter(user=way.clerk).count() == 1


def test_what_was_taken_from_a_unit_is_no_longer_told_to_it(way):
    opinion = way.to(State.ASSIGNED)
    opinion = way.step(opinion, "change_lead")
    opinion = way.step(opinion, "change_lead", lead_unit=way.lead_unit)
    lost, again = told(way.unit)
    assert (lost, again) == ("交办已撤回，不再由您单位承办", "已交办待签收")

    way.step(opinion, "take_back")

    mine = Alert.objects.visible_to(User.objects.get(pk=way.unit.pk))
    assert {alert.about for alert in mine} == {"recall"}
    assert told(way.unit) == [lost, lost]


def test_a_complaint_is_told_to_nobody_whom_it_is_about(way, helpers):
    """Kept from him it is neither counted nor shown, whatever was told before."""
    opinion = way.to(State.HANDLING)
    Alert.objects.all().delete()
    way.step(opinion, "urge")
    assert told(helpers["handler"]) == ["催办"]

    type(opinion).objects.filter(pk=opinion.pk).update(accused_organ=way.handler)

    assert told(helpers["handler"]) == []
    assert told(way.clerk) == []


def test_a_complaint_about_the_presidium_goes_past_it_and_is_told_to_the_office(way):
    accused = Organ.objects.get(kind=OrganKind.PRESIDIUM, division=way.group.township)
    opinion = way.collect(accused_organ=accused)

    way.step(opinion, "report_up") if opinion.state == State.SCREENING else None

    assert not Alert.objects.filter(user=way.clerk).exists()
    assert told(way.office) == ["已提请市级"]


def test_the_office_is_told_of_a_verdict_in_the_hand_that_answered(way):
    opinion = way.to(State.FED_BACK)
    Alert.objects.all().delete()

    way.step(opinion, "evaluate", by=way.clerk, scan=paper(way.clerk))

    assert told(way.office) == ["评价待回访"]
