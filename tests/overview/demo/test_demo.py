"""The demo shows the figures of the source, counted from rows."""

import re
from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db.models import Count
from django.forms.models import model_to_dict
from django.urls import reverse

from deputies.models import Mandate, Person
from groups.activities.models import Activity, ActivityPhoto
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership, GroupVillage, VisitTeam
from groups.places.models import Place, PlaceFinding
from poverty.checks.id_numbers import birth_of, sex_of
from poverty.models import Household, HouseholdMember, PoorVillage
from referrals.enums import ConferenceState, State
from referrals.models import (
    Assignment,
    Event,
    HandlingUnit,
    JointConference,
    Opinion,
    Proposer,
    Recall,
)
from referrals.queries.lists import waiting_for
from supervision.duties.models import DiaryEntry
from supervision.models import (
    Finding,
    Inspection,
    Rectification,
    SupervisionTeam,
    TeamTownship,
)
from tests.database import as_owner
from tests.factories.platform import UserFactory
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.lights import Light
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked, count_all, find_table
from tianmen_congress.base.personal.id_numbers import complete
from tianmen_congress.overview.demo import names, outings, people, places
from tianmen_congress.overview.demo.plan import PILOTS
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit, VisitPhoto
from visits.pairings.models import HouseholdPairing
from visits.receptions.enums import Treatment
from visits.receptions.models import DutyPlan, Reception


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for this module and rolled back after it."""
    from django.db import connection, transaction

    with django_db_blocker.unblock(), transaction.atomic():
        # The accounts of the demo come with passwords: as the owner loads them.
        with as_owner():
            call_command("load_demo", verbosity=0)
        # Tables filled a moment ago have no statistics: a join row by row takes minutes.
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_nestloop = off")
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rows(demo, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_mandates_persons_and_groups_are_those_of_the_source(rows):
    tiers = Counter(Mandate.objects.values_list("tier", flat=True))

    assert tiers == {"national": 1, "provincial": 20, "county": 438, "township": 1817}
    # Two hold a seat of the city's congress beside one above it.
    assert Person.objects.count() == 2274
    assert DeputyGroup.objects.count() == 151
    assert GroupMembership.objects.count() == 2274


def test_two_people_hold_two_mandates_and_the_figures_tell_both_numbers(rows):
    office = User.objects.get(username="office")
    both = Person.objects.annotate(seats=Count("mandates")).filter(seats=2)
    numbers = count_all(office, Asked(campaign=current_campaign()))

    assert both.count() == 2
    for person in both:
        assert person.mandates.filter(tier="county").exists()
        assert person.memberships.count() == 1
    assert numbers["deputies"]["total"] == 2276
    assert numbers["persons"] == 2274


def test_teams_go_on_visits_and_receptions_are_heard_and_pictures_are_drawn(rows):
    by_team = Visit.objects.exclude(team=None)
    heard = Opinion.objects.filter(origin="reception")

    assert by_team.count() > 100
    for visit in by_team.select_related("team").prefetch_related(
        "deputies", "team__members"
    ):
        assert visit.team.group_id == visit.group_id
        assert set(visit.deputies.all()) == set(visit.team.members.all())
    assert heard.count() == 6
    for opinion in heard:
        days = opinion.group.activities.values_list("held_on", flat=True)
        assert opinion.collected_on in days
    photos = [*VisitPhoto.objects.all(), *ActivityPhoto.objects.all()]
    assert len(photos) > 30
    assert max(photo.file.size for photo in photos) < 100_000


def test_activities_and_visits_are_those_of_the_source(rows):
    assert Activity.objects.counted().count() == 235
    assert Visit.objects.values("village").distinct().count() == 769
    assert HouseholdCall.objects.values("household").distinct().count() == 3526


def test_the_city_s_organs_have_groups_that_visit_villages_of_others(rows):
    city = Division.objects.homes().get(name="市直")

    assert Organ.objects.get(division=city, kind="liaison").name == "市直人大联络处"
    groups = DeputyGroup.objects.filter(township=city)
    assert groups.count() == 2
    tiers = Mandate.objects.filter(township=city).values_list("tier", flat=True)
    assert set(tiers) == {"county"}
    away = Visit.objects.with_away().filter(is_away=True)
    assert away.count() == 6 * groups.count()
    assert {visit.township for visit in away} == {city}


def test_nobody_visits_the_placeholder_of_chenhu(rows):
    assert not Visit.objects.filter(village__is_placeholder=True).exists()


def test_a_call_is_on_a_household_of_the_visited_village(rows):
    for call in HouseholdCall.objects.select_related("visit", "household"):
        assert call.household.village_id == call.visit.village_id


def test_there_are_more_than_ten_thousand_households_each_with_one_head(rows):
    heads = HouseholdMember.objects.filter(relation="head")

    assert Household.objects.count() > 10_000
    assert heads.count() == Household.objects.count()


def test_places_are_there_but_for_stations_beyond_the_pilots(rows):
    kinds = Counter(Place.objects.values_list("kind", flat=True))
    pilots = Division.objects.visitable().filter(parent__name__in=PILOTS)

    assert kinds == {"home": 28, "room": 151, "station": pilots.count()}
    numbers = count_all(User.objects.get(username="office"), Asked())["places"]
    assert numbers == {"total": kinds.total(), **kinds}
    states = set(PlaceFinding.objects.values_list("state", flat=True))
    assert states == {"there", "partly", "missing"}
    assert PlaceFinding.objects.exclude(photo=None).count() == 2 * len(PILOTS)


def test_stations_of_the_pilots_hear_voters_and_hang_up_who_is_on_duty(rows):
    counted = Reception.objects.counted()

    assert counted.count() == Reception.objects.count() >= 12
    assert set(counted.values_list("township__name", flat=True)) == set(PILOTS)
    assert not counted.filter(opinions__isnull=False).exists()
    for outcome in (Treatment.ANSWERED, Treatment.VILLAGE):
        assert counted.filter(outcome=outcome).exists()
    assert DutyPlan.objects.exclude(published_on=None).count() >= 6


def test_six_teams_share_all_townships(rows):
    assert SupervisionTeam.objects.count() == 6
    assert TeamTownship.objects.count() == 28
    assert Finding.objects.exists()


def test_one_hand_over_was_corrected_and_its_paper_taken_back(rows):
    recall = Recall.objects.get(is_lost=True)

    assert recall.replaced_by != recall.document_number
    assert recall.opinion.lead_unit.name == "市财政局"
    assert recall.organ != recall.opinion.lead_unit


def test_opinions_stand_at_every_point_of_their_way_and_some_are_late(rows):
    states = set(Opinion.objects.values_list("state", flat=True))

    assert states == set(State) - {State.DRAFT, State.TO_SUBMIT}
    assert 20 < Opinion.objects.with_light(Light.RED, date(2017, 7, 25)).count() < 100


def test_every_opinion_has_the_history_of_its_state(rows):
    for opinion in Opinion.objects.prefetch_related("history"):
        last = [event for event in opinion.history.all() if event.to_state][-1]
        assert last.to_state == opinion.state


def test_held_sessions_decided_every_item_and_one_is_being_prepared(rows):
    held = JointConference.objects.filter(state=ConferenceState.HANDED_OVER)
    planned = JointConference.objects.get(state=ConferenceState.PLANNED)

    assert held.count() == 3
    for session in held:
        assert session.minutes
        assert session.attendances.filter(is_present=True).exists()
        assert not session.items.filter(handed_over_on=None).exists()
        assert not session.items.exclude(handed_over_on=session.held_on).exists()
    assert planned.held_on > date(2017, 7, 25)
    assert planned.items.count() == 20
    assert not planned.items.exclude(lead_unit=None).exists()


@pytest.mark.parametrize("username", ["office", "yuxin", "yuxin-1", "unit"])
def test_who_works_on_opinions_finds_something_waiting(rows, username):
    user = User.objects.get(username=username)

    assert waiting_for(user=user).exists()


def test_no_answer_went_out_without_the_parts_of_the_co_handling_units(rows):
    done = Opinion.objects.filter(state__in=[State.ANSWERED, State.CLOSED])
    parts = Assignment.objects.filter(opinion__in=done, is_lead=False)

    assert parts.exists()
    assert not any(row.is_missing for row in parts)


def test_the_ten_accounts_sign_in_each_with_its_role(rows):
    users = {user.username: user for user in User.objects.filter(is_demo=True)}

    assert len(users) == 10
    assert all(user.check_password("tianmen-demo") for user in users.values())
    assert {role for user in users.values() for role in user.roles} == set(Role)


# --- nobody real ------------------------------------------------------------------


def test_every_number_is_valid_and_belongs_to_nowhere(rows):
    members = list(HouseholdMember.objects.all())

    numbers = [member.id_number for member in members]
    assert len(set(numbers)) == len(numbers)
    for member in members:
        assert member.id_number.startswith("429099")
        assert member.id_number == complete(member.id_number[:17])
        assert birth_of(member.id_number) == member.birth_on
        assert sex_of(member.id_number) == member.sex


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Person, "phone"),
        (Household, "phone"),
        (HandlingUnit, "phone"),
        (Opinion, "responsible_phone"),
        (Proposer, "phone"),
        (Place, "keeper_phone"),
        (Reception, "phone"),
    ],
)
def test_every_telephone_has_four_noughts_in_the_middle(rows, model, column):
    phones = [text for text in model.objects.values_list(column, flat=True) if text]

    assert phones
    assert [text for text in phones if not re.fullmatch(r"1\d\d0000\d{4}", text)] == []


@pytest.mark.parametrize(
    ("model", "column"),
    [(Person, "name"), (Household, "head_name"), (HouseholdMember, "name")],
)
def test_every_name_is_put_together_by_chance(rows, model, column):
    given = set(names.MALE + names.FEMALE)

    for name in set(model.objects.values_list(column, flat=True)):
        assert name[0] in names.SURNAMES
        assert set(name[1:]) <= given


# --- groups, outings, activities ------------------------------------------------------


def test_every_group_has_its_three_officers(rows):
    for group in DeputyGroup.objects.prefetch_related("memberships"):
        offices = Counter(o for m in group.memberships.all() for o in m.offices)
        assert set(offices.values()) == {1}
        assert set(offices) == set(Office) or group.memberships.count() < 3


def test_every_village_is_linked_to_one_group_of_its_township(rows):
    links = GroupVillage.objects.select_related("group", "village")
    villages = Division.objects.visitable()

    assert Counter(link.village_id for link in links) == Counter(
        villages.values_list("pk", flat=True)
    )
    assert all(link.village.parent_id == link.group.township_id for link in links)


def test_every_visit_team_is_of_three_to_five_members_of_its_group(rows):
    for team in VisitTeam.objects.prefetch_related("members__memberships"):
        people = list(team.members.all())
        assert 3 <= len(people) <= 5
        assert all(
            team.group_id in {m.group_id for m in person.memberships.all()}
            for person in people
        )


def test_joint_visits_are_of_three_to_five_or_say_why_not(rows):
    visits = Visit.objects.annotate(people=Count("participations"))

    few = visits.filter(kind=VisitKind.JOINT, people__lt=3)
    assert not visits.filter(people__gt=5).exists()
    assert not few.filter(few_reason="").exists()
    assert not visits.filter(kind=VisitKind.PAIRED).exclude(people=1).exists()


def test_a_deputy_alone_calls_at_the_household_he_is_paired_with(rows):
    calls = HouseholdCall.objects.filter(visit__kind=VisitKind.PAIRED)
    pairs = set(HouseholdPairing.objects.values_list("person", "household"))

    alone = set(calls.values_list("visit__participations__person", "household"))
    assert alone
    assert alone <= pairs


def test_outings_fall_on_weekdays_of_the_campaign(rows):
    days = set(Visit.objects.values_list("visited_on", flat=True))
    days |= set(Activity.objects.held().values_list("held_on", flat=True))

    assert min(days) >= date(2017, 5, 2)
    assert max(days) <= date(2017, 7, 24)
    assert {day.weekday() for day in days} == {0, 1, 2, 3, 4}


def test_the_visits_of_an_activity_are_of_its_day_and_group(rows):
    visits = Visit.objects.exclude(activity=None).select_related("activity")

    assert visits
    for visit in visits:
        assert visit.visited_on == visit.activity.held_on
        assert visit.group_id == visit.activity.group_id


def test_every_activity_has_all_five_parts_and_everybody_of_the_group(rows):
    people = Count("attendances", distinct=True)
    parts = Count("parts", distinct=True)
    sizes = Counter(GroupMembership.objects.values_list("group", flat=True))

    held = Activity.objects.held()
    for activity in held.annotate(people=people, stored=parts):
        assert activity.stored == 5
        assert activity.people == sizes[activity.group_id]


def test_states_of_poverty_have_their_years(rows):
    households = Household.objects.all()

    assert not households.filter(state="lifted", lifted_year=None).exists()
    assert not households.exclude(state="lifted").exclude(lifted_year=None).exists()
    assert set(PoorVillage.objects.values_list("state", "delisted_year")) == {
        ("listed", None),
        ("delisted", 2016),
    }


# --- who did what ------------------------------------------------------------------


def steps_of(username):
    return Event.objects.filter(by__username=username)


def test_the_secretary_screens_what_the_own_group_heard(rows):
    steps = steps_of("yuxin-1")

    assert {"collect", "report_up"} <= set(steps.values_list("name", flat=True))
    assert set(steps.values_list("opinion__group__number", flat=True)) == {1}
    # Of voters he speaks, in their name; all else is his own.
    on_behalf = steps.filter(is_on_behalf=True).values_list("name", flat=True)
    assert set(on_behalf) <= {"evaluate"}


def test_the_presidium_of_yuxin_refers_what_its_groups_report(rows):
    taken = {"refer", "submit", "answer_local", "close"}
    steps = Event.objects.filter(name="refer", township__name="渔薪镇")

    assert set(steps.values_list("by__username", flat=True)) == {"yuxin"}
    assert taken <= set(steps_of("yuxin").values_list("name", flat=True))
    assert set(steps_of("yuxin").values_list("township__name", flat=True)) == {"渔薪镇"}


def test_the_unit_signs_and_answers_what_was_assigned_to_it(rows):
    steps = steps_of("unit")

    assert {"sign", "draft_answer", "issue", "answer"} == set(
        steps.values_list("name", flat=True)
    )
    units = Event.objects.filter(name="sign", organ__name="市交通运输局")
    assert set(units.values_list("by__username", flat=True)) == {"unit"}


def test_the_office_decides_for_the_city_in_its_own_name(rows):
    steps = Event.objects.filter(name__in=["accept", "assign_urgent", "dismiss"])

    assert set(steps.values_list("by__username", flat=True)) == {"office"}
    assert not steps.filter(is_on_behalf=True).exists()


def test_nobody_judges_his_own_work_without_a_paper_or_a_ledger(rows):
    verdicts = Event.objects.filter(name="evaluate")

    for event in verdicts.select_related("by"):
        assert event.by.username in {"yuxin-1", "office"}


def test_visits_and_activities_are_entered_by_whoever_keeps_the_books(rows):
    for model in (Visit, Activity):
        entered = set(
            model.objects.filter(township__name="渔薪镇").values_list(
                "group__number", "recorded_by__username", "is_on_behalf"
            )
        )
        assert entered == {(1, "yuxin-1", False)} | {
            (number, "yuxin", True) for number in range(2, 8)
        }


def test_findings_stand_at_every_point_and_keep_their_answers(rows):
    states = Counter(Finding.objects.values_list("state", flat=True))

    assert set(states) == {"open", "answered", "closed"}
    waiting = Rectification.objects.waiting()
    assert waiting.count() == states["answered"]
    assert Rectification.objects.filter(is_settled=True).count() == states["closed"]
    assert Finding.objects.filter(
        state="open", rectifications__is_settled=False
    ).exists()


def test_the_supervisor_wrote_the_inspections_of_his_team(rows):
    supervisor = User.objects.get(username="supervisor")
    team = SupervisionTeam.objects.get(organ=supervisor.main_post.organ)

    assert set(team.inspections.values_list("recorded_by__username", flat=True)) == {
        "supervisor"
    }


# --- everything can be opened ---------------------------------------------------------

LISTS = {
    "deputies:list": Person,
    "groups:list": DeputyGroup,
    "activities:list": Activity,
    "poverty:household_list": Household,
    "poverty:village_list": PoorVillage,
    "visits:list": Visit,
    "referrals:list": Opinion,
    "supervision:inspection_list": Inspection,
    "supervision:finding_list": Finding,
    "supervision:team_list": SupervisionTeam,
}
EVERYWHERE = ["office", "yuxin", "supervisor", "leader"]


@pytest.mark.parametrize("username", EVERYWHERE)
@pytest.mark.parametrize("name", LISTS)
def test_every_list_holds_rows_and_leads_to_their_pages(rows, client, username, name):
    user = User.objects.get(username=username)
    client.force_login(user)

    page = client.get(reverse(name))

    assert page.context["listing"].total > 0
    row = LISTS[name].objects.visible_to(user).first()
    assert client.get(row.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("username", ["yuxin-1", "deputy", "unit"])
def test_smaller_roles_have_something_before_their_eyes(rows, client, username):
    user = User.objects.get(username=username)
    client.force_login(user)

    found = {
        model: model.objects.visible_to(user).count()
        for model in (DeputyGroup, Household, Opinion)
    }

    assert client.get("/").status_code == 200
    wanted = {
        "yuxin-1": {DeputyGroup, Household, Opinion},
        "deputy": {DeputyGroup, Household},
        "unit": {Opinion},
    }
    assert {model for model, count in found.items() if count} >= wanted[username]


def test_the_demo_goes_into_an_empty_system_only(db):
    UserFactory()

    with pytest.raises(CommandError, match="空系统"):
        call_command("load_demo")


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")],
)
def test_groups_are_counted_in_words(number, word):
    assert names.ordinal(number) == word


def test_shares_sum_to_the_whole_and_follow_the_weights():
    assert names.shares(10, [1, 1, 2]) == [3, 2, 5]
    assert sum(names.shares(2276, [7, 3, 11, 5])) == 2276


def made(seed):
    """A deputy, a household with its people, and a call, of one seed."""
    rng = Random(seed)
    place = Division(pk=1, name="渔薪镇")
    village = Division(pk=2, name="青山村委会", parent=place)
    person = people._person(rng, place)
    household = places._household(rng, village, 1)
    members = places._members(rng, household, set())
    call = outings._call(rng, Visit(township=place), 0, household)
    rows = [person, household, *members]
    return [model_to_dict(row) for row in rows] + [call.answers]


def test_the_same_seed_makes_the_same_people_and_answers():
    assert made(2017) == made(2017)
    assert made(2017) != made(2018)


def test_a_number_that_is_taken_is_given_to_nobody_else():
    taken = set()
    born = date(1957, 2, 27)

    numbers = [names.id_number(Random(1), born, "male", taken) for _ in range(1)]
    rng = Random(1)
    numbers += [names.id_number(rng, born, "male", taken) for _ in range(40)]

    assert len(set(numbers)) == 41
    assert set(numbers) == taken


@pytest.mark.parametrize(
    ("day", "meant"),
    [
        (date(2017, 7, 21), date(2017, 7, 21)),
        (date(2017, 7, 22), date(2017, 7, 21)),
        (date(2017, 7, 23), date(2017, 7, 21)),
        (date(2017, 7, 24), date(2017, 7, 24)),
    ],
)
def test_a_weekend_is_moved_to_the_friday_before(day, meant):
    assert names.weekday(day) == meant


def test_a_working_day_is_never_before_the_first():
    sunday = date(2017, 7, 23)

    assert {names.working_day_between(Random(n), sunday, sunday) for n in range(5)} == {
        sunday
    }


def told_by(model, **which):
    """Whose names the history of such rows tells, by the row's key."""
    events = model.pgh_event_model.objects.filter(**which).select_related("pgh_context")
    return {
        event.pgh_obj_id: event.pgh_context.metadata.get("name")
        for event in events
        if event.pgh_label == "insert"
    }


def test_the_history_of_each_row_tells_which_account_made_it(rows):
    for model in (Visit, Inspection, Opinion):
        recorded = dict(model.objects.values_list("pk", "recorded_by__name"))
        assert told_by(model) == recorded, model


def test_the_lists_of_a_year_were_taken_in_by_the_office(rows):
    office = User.objects.get(username="office").name

    for model in (Person, GroupMembership, Household):
        assert set(told_by(model).values()) == {office}, model


def test_the_history_of_what_hangs_on_a_visit_tells_the_same_account(rows):
    names = dict(Visit.objects.values_list("pk", "recorded_by__name"))
    calls = dict(HouseholdCall.objects.values_list("pk", "visit"))

    told = told_by(HouseholdCall)

    assert told == {pk: names[visit] for pk, visit in calls.items()}


def test_no_change_of_the_demo_is_told_of_nobody(rows):
    for model in (Opinion, Finding, Inspection):
        events = model.pgh_event_model.objects.all()
        named = events.filter(pgh_context__metadata__has_key="name")
        assert named.count() == events.count() > 0, model


def test_diaries_of_the_home_township_turn_its_actions(rows):
    entries = DiaryEntry.objects.all()
    written = entries.values("person").distinct().count()
    townships = set(entries.values_list("township__name", flat=True))
    asked = Asked(current_campaign(), until=date(2017, 7, 25))
    office = User.objects.get(username="office")

    table = find_table("duties", office)(office, asked)

    at = {column.key: n for n, column in enumerate(table.columns)}
    marks = [line.values[at["action_diary"]] for line in table.lines]
    assert townships == {"渔薪镇"}
    assert 0 < sum("✓" in mark for mark in marks) == written
    assert len(table.lines) > 2_000
