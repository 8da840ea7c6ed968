"""What no step may overstep: the law's longest time, a pause, another unit's part."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions.daily import run_daily
from referrals.enums import State
from referrals.pages.forms.moves import form_for
from referrals.papers import papers_of
from referrals.queries.lists import waiting_for
from referrals.workflow import MoveRefused, available
from tests.factories.deputies import MandateFactory
from tests.factories.platform import OrganFactory, VillageFactory, user_of
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
SIX_MONTHS_ON = date(2017, 12, 1)
TOO_LATE = date(2017, 12, 4)


@kept
def third(way):
    """A second co-handling unit beside the lead unit and the first one."""
    return OrganFactory(name="市财政局")


@kept
def shared(way, third):
    opinion = way.to(State.AGENDA)
    return way.step(opinion, "assign", co_units=[way.co_unit, third])


@kept
def co_user(way):
    return user_of(Role.UNIT, way.co_unit, username="co-unit")


# --- the longest time ----------------------------------------------------------------


def at_the_start_of(way, name):
    """An opinion to which `name` gives a deadline, the day of its start at hand."""
    if name == "assign":
        return way.to(State.AGENDA)
    if name == "assign_urgent":
        return way.to(State.ACCEPTED)
    opinion = way.walk(
        way.to(State.PROCESSING), "draft_answer", "issue", "answer", by=way.unit
    )
    if name == "return_answer":
        return opinion
    opinion = way.walk(opinion, "feed_back", "evaluate")
    return way.step(opinion, "close", by=way.office)


DATED = ("assign", "assign_urgent")
AGAIN = ("return_answer", "reopen")


@pytest.mark.parametrize("name", DATED)
def test_no_unit_is_given_more_than_six_months_from_the_start(way, name):
    opinion = at_the_start_of(way, name)

    with pytest.raises(MoveRefused, match="自交办之日起最长"):
        way.step(opinion, name, by=way.office, due_on=TOO_LATE)

    opinion = way.step(opinion, name, by=way.office, due_on=SIX_MONTHS_ON)
    clock = opinion.clocks.get(step="answer", stopped_on=None)
    assert clock.due_on == SIX_MONTHS_ON


@pytest.mark.parametrize("name", AGAIN)
def test_whoever_sends_it_back_may_set_a_month_at_most(way, name):
    opinion = at_the_start_of(way, name)

    with pytest.raises(
        MoveRefused, match=r"自退回之日起最长1个月，不能晚于2017-07-03，请改为"
    ):
        way.step(opinion, name, by=way.office, due_on=date(2017, 7, 4))
    opinion = way.step(opinion, name, by=way.office, due_on=date(2017, 6, 20))

    clock = opinion.clocks.get(step="answer", stopped_on=None)
    assert clock.due_on == date(2017, 6, 20)


@pytest.mark.parametrize(
    ("is_suggestion", "last"),
    # Four months of the law for a suggestion, the campaign's three for all else.
    [(True, date(2017, 10, 9)), (False, date(2017, 9, 1))],
)
@pytest.mark.parametrize("name", ["refer", "extend_local"])
def test_no_township_gives_more_than_its_longest_time(way, name, is_suggestion, last):
    state = State.TRIAGE if name == "refer" else State.HANDLING
    field = "due_on" if name == "refer" else "until"
    more = {} if name == "refer" else {"reason": "汛期不能施工"}
    opinion = way.to(state, category=way.category, is_suggestion=is_suggestion)

    with pytest.raises(MoveRefused, match=f"不能晚于{last}，请改为"):
        way.step(opinion, name, **{field: last + timedelta(days=1)}, **more)
    opinion = way.step(opinion, name, **{field: last}, **more)

    assert opinion.clocks.get(step="handle", stopped_on=None).due_on == last


def test_beyond_the_townships_longest_time_the_office_decides(way):
    opinion = way.to(State.HANDLING, category=way.category, is_suggestion=False)
    far = {"until": date(2017, 12, 29), "reason": "须待汛后勘测"}
    with pytest.raises(MoveRefused, match="办理“申请延期”，报市人大常委会机关决定"):
        way.step(opinion, "extend_local", **far)

    opinion = way.step(opinion, "ask_extension", by=way.clerk, **far)
    assert opinion.due_on == date(2017, 7, 13)
    assert opinion in waiting_for(user=way.office)
    with pytest.raises(MoveRefused, match="您无权办理"):
        way.step(opinion, "grant_extension", by=way.clerk)
    opinion = way.step(opinion, "grant_extension")

    assert opinion.due_on == date(2017, 12, 29)
    paper = papers_of(opinion, user=way.office)
    assert "extension" in [each.slug for each in paper]


def test_a_suggestion_of_the_township_is_not_carried_on_by_the_office(way):
    with pytest.raises(MoveRefused, match="代表建议的延期由主席团"):
        way.step(
            way.to(State.HANDLING),
            "ask_extension",
            by=way.clerk,
            until=date(2017, 12, 29),
            reason="须待汛后勘测",
        )


@pytest.mark.parametrize("name", ["answer_local", "draft_answer"])
def test_a_promise_lies_within_twelve_months(way, name):
    opinion = way.to(State.HANDLING if name == "answer_local" else State.PROCESSING)
    promise = {"answer_class": "b", "text": "列入明年计划"}

    with pytest.raises(MoveRefused, match="自答复之日起最长12个月，不能晚于2018-06-01"):
        way.step(opinion, name, **promise, promised_on=date(2099, 12, 31))
    opinion = way.step(opinion, name, **promise, promised_on=date(2018, 6, 1))

    assert opinion.answers.get().promised_on == date(2018, 6, 1)


def test_the_form_says_what_is_wrong_with_a_promise_and_keeps_it(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)
    typed = {"answer_class": "b", "text": "列入计划", "promised_on": "2099-12-31"}

    page = client.post(
        reverse("referrals:move", args=[opinion.pk, "answer_local"]), typed
    )

    text = page.content.decode()
    assert [
        word
        for word in ("2099-12-31", "列入计划", "不能晚于2018-07-25")
        if word not in text
    ] == []


# --- what is paused stands still -------------------------------------------------------


def test_a_reminder_whose_time_is_paused_does_not_close_it(way, settings):
    settings.TODAY = date(2017, 7, 10)
    opinion = way.step(way.to(State.FED_BACK), "remind", on=date(2017, 6, 15))
    opinion = way.step(
        opinion, "pause", on=date(2017, 6, 29), paused_until=date(2017, 7, 12)
    )

    assert set(run_daily().values()) == {0}
    with pytest.raises(MoveRefused, match="已经暂停计时"):
        way.step(opinion, "close_unevaluated", by=way.clerk, on=settings.TODAY)

    opinion.refresh_from_db()
    assert (opinion.state, opinion.verdict) == (State.FED_BACK, "")


def test_a_reminder_taken_up_again_closes_it_after_the_time_left(way, settings):
    opinion = way.step(way.to(State.FED_BACK), "remind")
    opinion = way.step(opinion, "pause", paused_until=date(2017, 6, 9))
    settings.TODAY = opinion.due_on
    assert {name for name, many in run_daily().items() if many} == {"resume"}

    settings.TODAY = opinion.due_on + timedelta(days=1)

    assert run_daily()["close_unevaluated"] == 1


def test_more_time_may_be_asked_for_while_the_time_is_paused(way, settings):
    settings.TODAY = date(2017, 9, 1)
    opinion = way.hold(
        way.to(State.PROCESSING), on=date(2017, 8, 31), paused_until=date(2017, 11, 1)
    )
    settings.TODAY = date(2017, 10, 10)
    asked = {"until": date(2017, 11, 30), "reason": "等待省厅批复"}

    opinion = way.step(opinion, "ask_extension", on=settings.TODAY, **asked)

    clock = opinion.clocks.get(step="answer", stopped_on=None)
    assert clock.extensions.get().wanted_until == date(2017, 11, 30)


def test_relief_may_be_asked_while_the_time_to_sign_is_paused(way, settings, shared):
    opinion = way.hold(shared, paused_until=date(2017, 7, 14))
    settings.TODAY = date(2017, 7, 1)

    opinion = way.step(opinion, "ask_relief", on=settings.TODAY)

    assert opinion.live_assignments[0].relief_asked_on == settings.TODAY


# --- each unit for itself -----------------------------------------------------------


@pytest.mark.parametrize("name", ["co_sign", "ask_relief", "give_part"])
def test_a_co_handler_does_nothing_in_the_name_of_another(
    way, shared, third, co_user, name
):
    opinion = shared
    if name == "give_part":
        for unit in (way.co_unit, third):
            opinion = way.step(opinion, "co_sign", by=way.office, unit=unit)

    with pytest.raises(MoveRefused, match="没有找到该承办单位"):
        way.step(opinion, name, by=co_user, unit=third)

    other = next(row for row in opinion.live_assignments if row.unit == third)
    other.refresh_from_db()
    assert (other.relief_asked_on, other.part_given_on) == (None, None)
    assert bool(other.signed_on) == (name == "give_part")
    way.step(opinion, name, by=co_user, unit=way.co_unit)


def test_a_co_handler_does_not_ask_to_relieve_the_lead_unit(way, shared, co_user):
    with pytest.raises(MoveRefused, match="没有找到该承办单位"):
        way.step(shared, "ask_relief", by=co_user, unit=way.lead_unit)

    assert not any(row.asks_relief for row in shared.live_assignments)


def test_the_page_offers_a_unit_itself_and_the_office_all_of_them(
    way, shared, third, co_user
):
    def offered(user, name):
        form = form_for(name)(user=user, opinion=shared)
        return {unit.name for unit in form.fields["unit"].queryset}

    everybody = {way.lead_unit.name, way.co_unit.name, third.name}
    assert offered(co_user, "co_sign") == {way.co_unit.name}
    assert offered(way.unit, "ask_relief") == {way.lead_unit.name}
    assert offered(way.office, "co_sign") == everybody


def test_the_page_refuses_another_units_key(way, shared, third, co_user, client):
    client.force_login(co_user)
    address = reverse("referrals:move", args=[shared.pk, "co_sign"])

    page = client.post(address, {"signed_by": "王五", "unit": third.pk})

    assert page.status_code == 200
    assert "co_sign" in available(shared, co_user)
    assert not shared.assignments.filter(signed_on__isnull=False).exists()
    assert shared.moved_on == START


# --- each township for itself ---------------------------------------------------------


@pytest.mark.parametrize("level", ["township", "village"])
def test_nothing_is_referred_to_a_body_of_the_next_township(way, duobao, level):
    """In bulk the clerk of two townships is offered the bodies of both."""
    village = VillageFactory(parent=duobao)
    government = OrganFactory(kind="government", name="多宝镇人民政府", division=duobao)
    handler = government if level == "township" else actions.committee_of(village)
    opinion = way.to(State.TRIAGE)

    with pytest.raises(MoveRefused, match="只能交办本乡镇的单位"):
        way.step(opinion, "refer", handler=handler, level=level)

    opinion.refresh_from_db()
    assert (opinion.state, opinion.handler) == (State.TRIAGE, None)


def test_a_city_unit_is_no_local_handler(way):
    with pytest.raises(MoveRefused, match="只能交办本乡镇的单位"):
        way.step(way.to(State.TRIAGE), "refer", handler=way.lead_unit)


def test_a_box_that_asks_for_a_township_of_many_digits_answers(way, client):
    client.force_login(way.clerk)
    url = reverse("ui:choices", args=["in_no_group"])
    MandateFactory(township=way.clerk.townships[0])

    def offered(place):
        return client.get(url, {"q": "", "township": place}).json()["choices"]

    whole = offered("")
    assert whole
    for place in ("9" * 5000, "9" * 25, "１２", "-1"):
        assert offered(place) == whole
