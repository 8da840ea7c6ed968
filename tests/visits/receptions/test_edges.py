"""First and last days, struck-off rows, merged persons, numbers of periods by lot."""

import random
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.urls import reverse

from tests.factories.deputies import PersonFactory
from tests.factories.platform import user_of
from tests.factories.visits import DutyFactory, DutyPlanFactory, ReceptionFactory
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import Asked
from visits.receptions import actions, rules
from visits.receptions.checks import faults_of
from visits.receptions.models import Duty, Reception, SwapRequest
from visits.receptions.queries import counts, rosters

pytestmark = pytest.mark.django_db
JUNE, JULY, TODAY = date(2017, 6, 1), date(2017, 7, 1), date(2017, 7, 25)
DAY = timedelta(days=1)
HELD = """SELECT count(*) FROM receptions_reception r WHERE voided_at IS NULL
AND party > 0 AND held_on >= %s AND held_on <= %s AND place_id = ANY(%s) AND id IN (
SELECT reception_id FROM receptions_receptiondeputy)"""
CLOSED = """SELECT count(*) FROM receptions_reception WHERE voided_at IS NULL
AND party > 0 AND held_on >= %s AND held_on <= %s AND place_id = ANY(%s)
AND (outcome = 'answered' OR result_on IS NOT NULL)"""


def by_sql(query, *given):
    with connection.cursor() as cursor:
        cursor.execute(query, given)
        return cursor.fetchone()[0]


@pytest.fixture
def void(station, yuxin_group):
    return ReceptionFactory(
        place=station,
        group=yuxin_group,
        voided_at="2017-07-01T00:00+08:00",
        void_reason="误录",
    )


def test_a_place_receives_from_its_first_day_to_the_day_before_its_last(station):
    station.opened_on, station.closed_on = JUNE, date(2017, 7, 20)
    days = (JUNE - DAY, JUNE, date(2017, 7, 19), date(2017, 7, 20), TODAY + DAY)
    faulty = [
        any(name == "held_on" for name, _ in faults_of(reception, []))
        for reception in (Reception(place=station, held_on=day) for day in days)
    ]
    assert faulty == [True, False, False, True, True]


def test_the_printed_paper_names_voters_role_by_role(each, station, yuxin_group):
    facts = {"place": station, "group": yuxin_group}
    named = {"phone": "13800001234", "matter": "张来访说桥栏断了"}
    # Whoever types where a case went may name the voter there too.
    named |= {"passed_to": "张来访的村", "passed_on": JUNE}
    rows = [
        ReceptionFactory(**facts, **named),
        ReceptionFactory(**facts, **named, is_confidential=True),
        ReceptionFactory(**facts, voter_name="", is_anonymous=True, matter="桥栏断了"),
    ]
    marks = {"见": "桥栏断了", "名": "张来访", "码": "13800001234", "匿": "匿名"}

    def printed(client, who):
        found = []
        for row in rows:
            page = client.get(reverse("receptions:print", args=[row.pk]))
            text = page.content.decode() if page.status_code == 200 else ""
            found.append("".join(m for m, word in marks.items() if word in text))
        return found

    whole, masked, none = ["见名码", "见名码", "见匿"], ["见", "见", "见匿"], [""] * 3
    assert each(printed) == {
        **dict.fromkeys(("office", "clerk", "secretary"), whole),
        **dict.fromkeys(("leader", "supervisor"), masked),
        **dict.fromkeys(("deputy", "other_secretary", "other_clerk"), none),
        **dict.fromkeys(("unit", "sysadmin", "secadmin", "auditor"), none),
    }


def test_nothing_more_is_written_about_one_that_was_struck_off(client, clerk, void):
    client.force_login(clerk)
    for page in ("edit", "result", "feedback", "void"):
        answer = client.get(reverse(f"receptions:{page}", args=[void.pk]))
        assert answer.status_code == 403, page
    with pytest.raises(PermissionDenied):
        actions.void_reception(void, by=clerk, reason="又误录")
    lists = [{}, {"standing": "void"}]
    pages = [client.get(reverse("receptions:list"), query) for query in lists]
    assert [page.context["listing"].total for page in pages] == [0, 1]


def test_no_result_without_handing_over_no_word_to_nobody_no_void_without_reason(
    station, yuxin_group, clerk
):
    row = ReceptionFactory(
        place=station, group=yuxin_group, voter_name="", is_anonymous=True
    )
    told = {"fed_back_on": JULY, "fed_back_how": "face", "satisfied": ""}
    with pytest.raises(ValidationError, match="匿名的无法反馈"):
        actions.tell_voter(row, by=clerk, **told)
    with pytest.raises(ValidationError, match="只有交村"):
        actions.record_result(row, by=clerk, result="修好了", result_on=JULY)
    with pytest.raises(ValidationError, match="请填写作废原因"):
        actions.void_reception(row, by=clerk, reason=" ")


def test_numbers_of_periods_and_places_by_lot_equal_plain_sql(
    station, home, yuxin_group, hearer, clerk
):
    lot = random.Random(14)
    for _ in range(40):
        day = JUNE + DAY * lot.randrange(50)
        facts = {"place": lot.choice([station, home]), "held_on": day}
        if lot.random() < 0.3:
            facts |= {"outcome": "answered", "answer": "修好", "answered_on": day}
        elif lot.random() < 0.3:
            facts |= {"outcome": "village", "result": "修好", "result_on": day}
        if lot.random() < 0.2:
            facts |= {"voided_at": "2017-07-25T00:00+08:00", "void_reason": "误录"}
        row = ReceptionFactory(**facts, village=None, campaign=None)
        if lot.random() < 0.8:
            row.hearings.create(person=hearer)
    for _ in range(6):
        since = JUNE + DAY * lot.randrange(40)
        period = (since, since + DAY * lot.randrange(20))
        asked = Asked(since=period[0], until=period[1])
        lines = counts.received_by("place", user=clerk, asked=asked)
        found = {line.of.pk: line.numbers for line in lines}
        for place in (station, home):
            numbers = found.get(place.pk, {"held": 0, "closed": 0})
            told = numbers["held"], numbers["closed"]
            given = (*period, [place.pk])
            assert told == (by_sql(HELD, *given), by_sql(CLOSED, *given)), given


def test_a_duty_lies_in_its_quarter_from_the_first_day_to_the_last(
    station, hearer, clerk
):
    plan = DutyPlanFactory(place=station, quarter=JULY)
    facts = {"person": hearer, "start": time(9), "finish": time(11)}
    days = (JULY - DAY, JULY, date(2017, 9, 30), date(2017, 10, 1))
    for day in days:
        if JULY <= day <= date(2017, 9, 30):
            actions.add_duty(plan, by=clerk, day=day, **facts)
            continue
        with pytest.raises(ValidationError, match="不在2017年第3季度"):
            actions.add_duty(plan, by=clerk, day=day, **facts)
    assert list(plan.duties.values_list("day", flat=True)) == list(days[1:3])
    with pytest.raises(ValidationError, match="那天没有代表职务"):
        actions.add_duty(
            plan, by=clerk, day=JULY, **facts | {"person": PersonFactory()}
        )
    with pytest.raises(ValidationError, match="不能晚于今天"):
        actions.publish_plan(plan, by=clerk, published_on=TODAY + DAY)


def test_a_deputy_asks_for_duties_to_come_that_hang_and_whose_deputy_can_answer(
    station, home, hearer, second_hearer
):
    for person in (hearer, second_hearer):
        person.user = user_of(Role.DEPUTY, None)
        person.save()
    plan = DutyPlanFactory(place=station, quarter=JULY)
    mine = DutyFactory(plan=plan, person=hearer, day=TODAY)
    past = DutyFactory(plan=plan, person=hearer, day=TODAY - DAY)
    hidden = DutyPlanFactory(place=home, quarter=JULY)
    DutyFactory(plan=plan, person=PersonFactory(), day=TODAY)
    DutyFactory(plan=plan, person=second_hearer, day=TODAY - DAY)
    near = DutyFactory(plan=plan, person=second_hearer, day=TODAY)
    far = DutyFactory(plan=hidden, person=second_hearer, day=TODAY + DAY)
    # The database writes the township of a duty.
    mine.refresh_from_db()

    assert [rules.asks_swap(hearer.user, duty) for duty in (mine, past)] == [
        True,
        False,
    ]
    assert set(rosters.askable(mine)) == {near}
    hidden.published_on = TODAY
    hidden.save()
    assert set(rosters.askable(mine)) == {near, far}


def test_what_two_records_of_one_deputy_heard_and_stood_becomes_one(
    station, home, hearer, second_hearer
):
    row = ReceptionFactory(place=station)
    for person in (hearer, second_hearer):
        row.hearings.create(person=person)
    plan, other = (DutyPlanFactory(place=p, quarter=JULY) for p in (station, home))
    third = DutyFactory(plan=plan, person=PersonFactory(), day="2017-08-03")
    kept = DutyFactory(plan=plan, person=hearer, day="2017-08-01")
    both = DutyFactory(plan=other, person=second_hearer, day="2017-08-01")
    alone = DutyFactory(plan=other, person=second_hearer, day="2017-08-02")
    for duty in (both, alone):
        SwapRequest.objects.create(
            duty=duty,
            other=third,
            asked_by=second_hearer,
            asked=third.person,
            asked_on=TODAY,
        )

    actions.move_to_kept_person(hearer, second_hearer)

    assert list(row.deputies.all()) == [hearer]
    assert set(Duty.objects.filter(person=hearer)) == {kept, alone}
    assert not Duty.objects.filter(person=second_hearer).exists()
    wishes = SwapRequest.objects.values_list("duty", "asked_by")
    assert list(wishes) == [(alone.pk, hearer.pk)]


def test_a_silent_day_waits_from_the_day_after_and_once_for_all_who_stood_there(
    station, hearer, second_hearer, secretary, other_secretary
):
    plan = DutyPlanFactory(place=station, quarter=JULY)
    for day in (TODAY - DAY, TODAY):
        for person in (hearer, second_hearer):
            DutyFactory(plan=plan, person=person, day=day)

    def waiting(user):
        return [duty.day for duty in rosters.silent_days(user)]

    assert waiting(secretary) == [TODAY - DAY]
    assert waiting(other_secretary) == []
    ReceptionFactory(
        place=station, held_on=TODAY - DAY, party=0, matter="", voter_name=""
    )
    assert waiting(secretary) == []
