"""What waits for each role: the first page and the inbox say the same."""

import re
from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import State
from referrals.queries.lists import waiting_for
from tests.factories.groups import GroupFactory
from tests.factories.platform import user_of
from tests.kept import kept
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db
PEOPLE = ("secretary", "clerk", "office", "unit", "deputy")
# Whose turn it is, as the offices have it; the group has a secretary.
TURNS = {
    State.DRAFT: {"secretary"},
    State.SCREENING: {"secretary"},
    State.TRIAGE: {"clerk"},
    State.TO_SUBMIT: {"clerk"},
    State.HANDLING: {"clerk"},
    State.SUBMITTED: {"office"},
    State.ACCEPTED: {"office"},
    State.AGENDA: {"office"},
    State.ASSIGNED: {"unit"},
    State.PROCESSING: {"unit"},
    State.REPORTED: {"office"},
    State.ANSWERED: {"clerk"},
    State.FED_BACK: {"secretary"},
    State.DECIDING: {"office"},
    State.EVALUATED: {"clerk"},
    State.CLOSED: set(),
    State.SETTLED: set(),
    State.MERGED: set(),
    State.SET_ASIDE: set(),
    State.NOT_SUGGESTION: set(),
    State.DISCIPLINE: set(),
    State.WITHDRAWN: set(),
}


def waits_for(way, opinion):
    return {
        who
        for who in PEOPLE
        if waiting_for(user=getattr(way, who)).filter(pk=opinion.pk).exists()
    }


def shown(user):
    """Titles on the first page, pile by pile."""
    return [todo.title for pile in piles(user=user) for todo in pile.todos]


@pytest.fixture
def co_user(way):
    return user_of(Role.UNIT, way.co_unit)


@kept
def shared(way):
    """Assigned to a lead unit and a co-handling one."""
    return way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])


@pytest.mark.parametrize("state", State)
def test_each_state_waits_for_exactly_whose_turn_it_is(way, state):
    opinion = way.to(state)

    assert waits_for(way, opinion) == TURNS[state]


def test_a_city_opinion_that_was_evaluated_waits_for_the_office(way):
    opinion = way.walk(
        way.to(State.PROCESSING),
        *("draft_answer", "issue", "answer", "feed_back", "evaluate"),
    )

    assert waits_for(way, opinion) == {"office"}


def test_the_clerk_does_the_work_of_a_group_without_an_account(way, yuxin):
    group = GroupFactory(township=yuxin, number=3)
    opinion = way.collect(by=way.clerk, group=group)

    assert waits_for(way, opinion) == {"clerk"}


def test_once_a_secretary_has_left_his_work_is_the_clerks(way, settings):
    opinion = way.to(State.SCREENING)
    Post.objects.filter(user=way.secretary).update(until=date(2017, 7, 24))
    settings.TODAY = date(2017, 7, 25)

    assert waiting_for(user=way.clerk).get() == opinion


def test_an_account_that_is_locked_keeps_no_work_from_the_clerk(way):
    opinion = way.to(State.SCREENING)
    way.secretary.is_active = False
    way.secretary.save()

    assert waiting_for(user=way.clerk).get() == opinion


def test_a_draft_waits_for_its_author_alone(way):
    opinion = way.collect(by=way.clerk, is_draft=True)

    assert waits_for(way, opinion) == {"clerk"}


def test_a_deputy_is_asked_for_his_verdict_on_his_own_opinion_alone(way, deputy):
    person = deputy.person
    own = way.to(State.FED_BACK, proposers=[Proponent(person.name, person=person)])
    way.to(State.FED_BACK)
    way.to(State.TRIAGE, proposers=[Proponent(person.name, person=person)])

    assert list(waiting_for(user=deputy)) == [own]
    assert shown(deputy) == [str(own)]


def test_a_co_handler_is_waited_for_until_its_part_is_there(way, shared, co_user):
    assert list(waiting_for(user=co_user)) == [shared]
    opinion = way.walk(shared, "sign")
    opinion = way.step(opinion, "co_sign", by=co_user)
    assert shown(co_user) == [str(opinion)]

    way.step(opinion, "give_part", by=co_user)

    assert shown(co_user) == []
    assert shown(way.unit) == [str(opinion)]


def test_a_co_handler_that_was_waived_is_left_alone(way, shared, co_user):
    way.step(shared, "waive_part")

    assert shown(co_user) == []


def test_in_the_second_round_the_co_handler_owes_its_part_again(way, shared, co_user):
    opinion = way.step(way.walk(shared, "sign"), "co_sign", by=co_user)
    opinion = way.step(opinion, "give_part", by=co_user)
    way.walk(opinion, "draft_answer", "issue", "answer", "feed_back", "reject")

    assert shown(co_user) == [str(opinion)]


def test_a_unit_that_asks_to_be_relieved_waits_for_the_office(way, shared):
    assert shown(way.office) == []
    opinion = way.step(shared, "ask_relief")
    assert shown(way.office) == [str(opinion)]

    way.step(opinion, "refuse_relief")

    assert shown(way.office) == []


@pytest.mark.parametrize("decision", ["grant_extension", "refuse_extension"])
def test_a_unit_that_asks_for_time_waits_for_the_office(way, decision):
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 10, 10),
        reason="水泵需订制",
    )
    assert shown(way.office) == [str(opinion)]

    way.step(opinion, decision)

    assert shown(way.office) == []


@pytest.mark.parametrize("who", ["leader", "supervisor", "sysadmin", "auditor"])
def test_who_only_reads_or_keeps_accounts_has_no_opinions_waiting(way, request, who):
    user = request.getfixturevalue(who)
    for state in (State.TRIAGE, State.PROCESSING, State.FED_BACK):
        way.to(state)

    assert list(waiting_for(user=user)) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_the_count_of_the_first_page_is_that_of_the_list_it_opens(
    way, client, shared, who
):
    for state in State:
        way.to(state)
    user = getattr(way, who)
    client.force_login(user)
    counted = {pile.url: pile.count for pile in piles(user=user)}

    listing = client.get(reverse("referrals:inbox")).context["listing"]

    assert counted.get(reverse("referrals:inbox"), 0) == listing.total
    assert listing.tabs[0].count == listing.total
    assert sum(tab.count for tab in listing.tabs[1:]) == listing.total


def test_the_most_urgent_stands_first_and_what_has_no_day_last(way):
    late = way.to(State.HANDLING)
    undated = way.to(State.EVALUATED)
    soon = way.to(State.TRIAGE)

    assert shown(way.clerk) == [str(soon), str(late), str(undated)]
    assert soon.due_on < late.due_on
    assert undated.due_on is None


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2017, 6, 2), ("due-green", "正常", "还有6天")),
        (date(2017, 6, 7), ("due-yellow", "临近期限", "还有1天")),
        (date(2017, 6, 8), ("due-yellow", "临近期限", "今天到期")),
        (date(2017, 6, 9), ("due-red", "超期", "已超1天")),
    ],
)
def test_a_deadline_has_its_colour_in_words(way, client, settings, today, words):
    way.to(State.TRIAGE)
    settings.TODAY = today
    client.force_login(way.clerk)

    page = client.get(reverse("workbench:home")).content.decode()

    assert [word for word in words if word not in page] == []


def test_what_is_paused_says_so_instead_of_a_day(way, client):
    way.step(
        way.to(State.HANDLING),
        "pause",
        on=date(2017, 7, 12),
        paused_until=date(2017, 7, 26),
    )
    client.force_login(way.clerk)

    page = client.get(reverse("workbench:home")).content.decode()

    assert "暂停计时" in page
    # The numbers above name what they count, where it is nothing too.
    _, numbers, waiting = re.split('(<ul class="tallies.*?</ul>)', page, flags=re.S)
    assert "<strong>0</strong> 超期的意见建议" in numbers
    assert "超期" not in waiting


def test_more_than_fit_are_counted_and_the_rest_is_in_the_list(way):
    for _ in range(14):
        way.to(State.TRIAGE)

    [pile] = piles(user=way.clerk)

    assert (pile.count, len(pile.todos)) == (14, 12)


@pytest.mark.parametrize(
    ("who", "next_step"),
    [
        ("clerk", "visits:create"),
        ("secretary", "visits:create"),
        ("deputy", "visits:create"),
        ("unit", "referrals:list"),
        ("supervisor", "supervision:inspection_create"),
    ],
)
def test_an_empty_first_page_says_what_to_do_next(way, client, request, who, next_step):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("workbench:home")).content.decode()
    mine = client.get(reverse("workbench:mine")).content.decode()

    assert "没有待办事项" in page
    assert reverse(next_step) in page
    assert ("还没有办理过意见建议" in mine) == (who != "supervisor")
    assert ("督导检查和催办显示在这里" in mine) == (who != "unit")


def test_done_and_begun_are_the_users_own(way, client):
    opinion = way.to(State.TRIAGE)

    client.force_login(way.secretary)
    done = client.get(reverse("workbench:mine")).context
    assert [event.name for event in done["done"]] == ["report_up", "hand_in", "collect"]
    assert done["started"]["opinions"] == [opinion]
    client.force_login(way.clerk)
    others = client.get(reverse("workbench:mine")).context
    assert list(others["done"]) == others["started"]["opinions"] == []


def test_a_co_handler_reads_its_own_day_and_the_lead_the_leads(way, shared, co_user):
    opinion = way.step(shared, "sign")
    assert [todo.due_on for pile in piles(user=co_user) for todo in pile.todos] == [
        date(2017, 6, 6)  # three working days to sign for it
    ]
    opinion = way.step(opinion, "co_sign", by=co_user)

    [theirs] = [todo for pile in piles(user=co_user) for todo in pile.todos]
    [leads] = [todo for pile in piles(user=way.unit) for todo in pile.todos]

    assert theirs.due_on == date(2017, 7, 3)  # one month, the first a Saturday
    assert (leads.due_on, leads.light) == (opinion.due_on, "green")
    assert theirs.light == "red"


def test_what_co_handlers_have_to_sign_is_not_the_leads_day(way, shared):
    opinion = way.step(shared, "sign")

    assert opinion.clocks.filter(step="sign", stopped_on=None).exists()
    assert opinion.due_on == opinion.clocks.get(step="answer").due_on
