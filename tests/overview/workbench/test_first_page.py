"""The first page beside one's own work: others', today's entries, what is missing."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.activities.enums import ActivityState
from referrals.actions import Proponent
from referrals.enums import State
from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.supervision import FindingFactory, InspectionFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory

pytestmark = pytest.mark.django_db
HOME = "workbench:home"


def page(client, user):
    client.force_login(user)
    return client.get(reverse(HOME))


def due(opinion, day="2017-07-01"):
    rows = type(opinion).objects.filter(pk=opinion.pk)
    rows.update(due_on=day, yellow_on="2017-06-30")


def test_what_waits_for_others_is_counted_step_by_step(client, way):
    due(way.to(State.SCREENING))
    due(way.to(State.SCREENING), "2017-08-01")
    due(way.to(State.PROCESSING), "2017-08-01")
    way.to(State.TRIAGE)
    way.to(State.CLOSED)

    steps = page(client, way.clerk).context["elsewhere"]

    told = [(s.state, s.whose, s.count, s.late, s.may_urge) for s in steps]
    assert told == [
        (State.SCREENING, "代表小组", 2, 1, True),
        (State.PROCESSING, "市直单位", 1, 0, False),
    ]
    assert steps[0].first_due == date(2017, 7, 1)
    for step in steps:
        assert client.get(step.url).context["listing"].total == step.count
    assert client.get(steps[0].late_url).context["listing"].total == 1


def test_who_may_not_urge_is_offered_no_urging(client, way):
    due(way.to(State.PROCESSING))
    due(way.to(State.TRIAGE))

    def urges(user):
        steps = page(client, user).context["elsewhere"]
        return {step.state: step.may_urge for step in steps}

    assert urges(way.clerk) == {State.PROCESSING: False}
    assert urges(way.office) == {State.TRIAGE: True, State.PROCESSING: True}
    assert urges(way.secretary) == {State.TRIAGE: False, State.PROCESSING: False}
    assert urges(way.unit) == {}


def test_todays_entries_are_the_users_own(client, clerk, secretary, yuxin_group):
    visit = VisitFactory(group=yuxin_group, recorded_by=clerk)
    CallFactory(visit=visit, household=HouseholdFactory(village=visit.village))
    old = VisitFactory(group=yuxin_group, recorded_by=clerk)
    type(old).objects.filter(pk=old.pk).update(recorded_at="2017-07-20T00:00Z")

    typed = page(client, clerk).context["typed"]

    assert (typed.visits, typed.calls, typed.opinions) == (1, 1, 0)
    assert client.get(typed.visits_url).context["listing"].total == 1
    assert page(client, secretary).context["typed"].visits == 0


def test_what_comes_within_a_week_stands_beside(client, secretary, yuxin_group):
    for day, state in ((26, "planned"), (27, "cancelled"), (2, "planned")):
        ActivityFactory(
            group=yuxin_group,
            held_on=date(2017, 7, day),
            state=ActivityState(state),
            cancel_reason="雨" if state == "cancelled" else "",
        )

    coming = page(client, secretary).context["coming"]

    assert [each.on for each in coming] == [date(2017, 7, 26)]


def test_what_this_quarter_lacks_opens_what_it_counts(
    client, clerk, yuxin_group, qingshan
):
    VillageFactory(parent=qingshan.parent)
    VisitFactory(group=yuxin_group, village=qingshan, visited_on=date(2017, 7, 3))
    VisitFactory(group=yuxin_group, village=qingshan, visited_on=date(2017, 6, 3))

    lacking = page(client, clerk).context["missing"]

    assert [(each.label, each.count) for each in lacking] == [
        ("没有开展活动的小组", 1),
        ("没有走访的村", 1),
    ]
    for each in lacking:
        assert client.get(each.url).context["table"].count == each.count


def test_the_month_stands_beside_the_last_for_who_keeps_the_books(
    client, clerk, secretary, visit_form, yuxin_group, qingshan
):
    home = HouseholdFactory(village=qingshan)
    facts = {"campaign": visit_form.campaign, "form": visit_form}
    visit = VisitFactory(
        group=yuxin_group, village=qingshan, visited_on=date(2017, 7, 3), **facts
    )
    CallFactory(visit=visit, household=home)

    months, villages = page(client, clerk).context["highlights"]

    assert (months.count, months.month.before, months.month.direction) == (1, 0, "more")
    assert (villages.count, villages.words) == (1, "全部走访过")
    for each in (months, villages):
        assert client.get(each.url).context["listing"].total == each.count
    assert page(client, secretary).context["highlights"] == []


def test_a_deputy_reads_how_long_he_has_not_seen_his_households(
    client, deputy, yuxin_group, qingshan
):
    seen, missed = (
        HouseholdFactory(village=qingshan, head_name=name) for name in ("张三", "李四")
    )
    for home in (seen, missed):
        facts = {"household": home, "group": yuxin_group}
        PairingFactory(person=deputy.person, **facts)
    mine = VisitFactory(
        group=yuxin_group, village=qingshan, visited_on=date(2017, 7, 20)
    )
    mine.deputies.add(deputy.person)
    CallFactory(visit=mine, household=seen)
    others = VisitFactory(
        group=yuxin_group, village=qingshan, visited_on=date(2017, 7, 24)
    )
    CallFactory(visit=others, household=missed)
    near = ActivityFactory(
        group=yuxin_group, held_on=date(2017, 8, 9), state=ActivityState.PLANNED
    )

    answer = page(client, deputy)

    own = answer.context["own"]
    told = [(each.pairing.household.head_name, each.days) for each in own.households]
    assert told == [("李四", None), ("张三", 5)]
    assert own.next_activity == near
    assert "5天前走访过" in answer.content.decode()


def test_a_deputy_reads_his_own_opinions_those_under_way_first(client, way, deputy):
    own = [Proponent(deputy.person.name, person=deputy.person)]
    ended = way.to(State.SET_ASIDE, proposers=own)
    open_one = way.to(State.TRIAGE, proposers=own)
    way.to(State.TRIAGE)

    assert page(client, deputy).context["own"].opinions == [open_one, ended]
    assert page(client, way.clerk).context["own"] is None


def test_a_team_goes_first_where_something_is_late(
    client, supervisor, yuxin_group, duobao_group
):
    township = yuxin_group.township
    looked = InspectionFactory(township=township, group=yuxin_group)
    for facts in ({"due_on": date(2017, 7, 1)}, {}, {"state": "answered"}):
        FindingFactory(inspection=looked, **({"due_on": date(2017, 8, 1)} | facts))
    elsewhere = InspectionFactory(township=duobao_group.township, group=duobao_group)
    FindingFactory(inspection=elsewhere)

    stops = page(client, supervisor).context["route"]

    first = stops[0]
    assert (first.place, first.open, first.late, first.to_recheck) == (
        township,
        2,
        1,
        1,
    )
    assert first.last_on == looked.inspected_on
    assert duobao_group.township not in [stop.place for stop in stops]
    for url, many in (
        (first.open_url, 2),
        (first.late_url, 1),
        (first.recheck_url, 1),
    ):
        assert client.get(url).context["listing"].total == many


# What the first page asks of each, those of the frame included.
COSTS = {
    "office": 43,
    "clerk": 39,
    "secretary": 22,
    "deputy": 34,
    "supervisor": 21,
    "unit": 18,
}


def test_the_first_page_costs_each_role_the_same_whatever_waits(client, way, each):
    def costs():
        def ask(client, who):
            with CaptureQueriesContext(connection) as counted:
                client.get(reverse(HOME))
            return len(counted)

        asked = each(ask)
        return {who: asked[who] for who in COSTS}

    for state in (State.SCREENING, State.TRIAGE, State.PROCESSING, State.FED_BACK):
        way.to(state)
    few = costs()
    for state in (State.SCREENING, State.TRIAGE, State.PROCESSING, State.FED_BACK):
        way.to(state)

    assert costs() == few == COSTS
