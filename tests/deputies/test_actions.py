"""Mandates, people and whether two records are one person."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies import actions, rules
from deputies.actions.matches import movers
from deputies.enums import EndReason, MatchDecision, Tier
from deputies.models import Mandate, Person, PersonMatch
from deputies.queries import open_matches, search_people
from tests.factories.deputies import CongressFactory, MandateFactory, PersonFactory
from tests.factories.platform import UserFactory, user_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2017, 6, 1), date(2017, 7, 1)
FACTS = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}


@pytest.fixture
def mandate(yuxin):
    return MandateFactory(township=yuxin, person__name="王宇")


@pytest.fixture
def city_mandate(yuxin):
    return MandateFactory(township=yuxin, tier=Tier.COUNTY)


def test_a_mandate_ends_with_day_reason_and_announcing_body(mandate, clerk):
    actions.end_mandate(
        mandate,
        by=clerk,
        until=JUNE,
        reason=EndReason.RESIGNED,
        announced_by="渔薪镇人大主席团",
    )

    mandate.refresh_from_db()
    assert (mandate.until, mandate.end_reason) == (JUNE, EndReason.RESIGNED)
    assert mandate.end_announced_by == "渔薪镇人大主席团"
    assert not Mandate.objects.in_office(JULY).exists()
    assert Mandate.objects.in_office(JUNE).exists()


def test_a_mandate_ends_once_and_not_before_it_began(mandate, clerk):
    with pytest.raises(ValidationError, match="不能早于任职起"):
        actions.end_mandate(
            mandate, by=clerk, until=date(2016, 1, 1), reason=EndReason.DIED
        )
    actions.end_mandate(mandate, by=clerk, until=JUNE, reason=EndReason.DIED)
    with pytest.raises(ValidationError, match="已于2017年06月01日终止"):
        actions.end_mandate(mandate, by=clerk, until=JULY, reason=EndReason.DIED)


def test_duties_rest_and_are_taken_up_again(mandate, clerk):
    actions.suspend_mandate(mandate, by=clerk, since=JUNE)
    mandate.refresh_from_db()
    assert mandate.standing == "暂停"
    with pytest.raises(ValidationError):
        actions.suspend_mandate(mandate, by=clerk, since=JULY)

    actions.resume_mandate(mandate, by=clerk, until=JULY)

    mandate.refresh_from_db()
    assert (mandate.standing, mandate.suspended_until) == ("在任", JULY)


@pytest.mark.parametrize(
    "who", ["other_clerk", "secretary", "deputy", "leader", "supervisor", "unit"]
)
def test_who_only_reads_ends_nothing(request, mandate, who):
    user = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        actions.end_mandate(mandate, by=user, until=JUNE, reason=EndReason.DIED)
    mandate.refresh_from_db()
    assert mandate.until is None


def test_a_presidium_leaves_higher_tiers_to_the_office(city_mandate, clerk, office):
    with pytest.raises(PermissionDenied):
        actions.suspend_mandate(city_mandate, by=clerk, since=JUNE)
    with pytest.raises(PermissionDenied):
        actions.edit_person(city_mandate.person, by=clerk)

    actions.suspend_mandate(city_mandate, by=office, since=JUNE)


def test_a_presidium_does_not_edit_who_is_a_city_deputy_too(mandate, yuxin, clerk):
    MandateFactory(person=mandate.person, township=yuxin, tier=Tier.COUNTY)

    with pytest.raises(PermissionDenied):
        actions.edit_person(mandate.person, by=clerk)


def test_a_new_person_comes_with_a_mandate_or_not_at_all(clerk, yuxin, duobao):
    foreign = Mandate(congress=CongressFactory(division=duobao), township=duobao)

    with pytest.raises(PermissionDenied):
        actions.add_person(Person(name="赵四"), foreign, by=clerk)
    assert not Person.objects.filter(name="赵四").exists()

    own = Mandate(congress=CongressFactory(division=yuxin), township=yuxin)
    person = actions.add_person(Person(name="赵四"), own, by=clerk)
    assert person.mandates.get().tier == Tier.TOWNSHIP


def test_the_same_name_sex_and_month_are_proposed_once(yuxin):
    first, second = PersonFactory(**FACTS), PersonFactory(**FACTS)
    PersonFactory(**FACTS | {"sex": "female"})
    PersonFactory(**FACTS | {"birth_month": None})

    assert actions.propose_matches([second]) == 1
    assert actions.propose_matches([first, second]) == 0
    match = PersonMatch.objects.get()
    assert (match.first, match.second) == (first, second)


@pytest.fixture
def alike(yuxin):
    """A township deputy and a city deputy who share name, sex and birth month."""
    first = MandateFactory(person=PersonFactory(**FACTS), township=yuxin).person
    second = MandateFactory(
        person=PersonFactory(**FACTS, phone="13800001234"),
        township=yuxin,
        tier=Tier.COUNTY,
    ).person
    actions.propose_matches([second])
    return PersonMatch.objects.get(first=first, second=second)


def test_confirmed_as_one_the_earlier_record_takes_everything(alike, office):
    kept = actions.confirm_same(alike, by=office)

    assert kept == alike.first
    assert {m.tier for m in kept.mandates.all()} == {Tier.TOWNSHIP, Tier.COUNTY}
    assert kept.phone == "13800001234"
    merged = Person.objects.get(pk=alike.second_id)
    assert merged.merged_into == kept
    alike.refresh_from_db()
    assert (alike.decision, alike.decided_by) == (MatchDecision.SAME, office)
    assert list(search_people(user=office, text="李明")) == [kept]


def test_nobody_takes_over_mandates_by_calling_somebody_himself(alike, office):
    colleague = user_of(Role.OFFICE, office.posts.get().organ)
    Person.objects.filter(pk=alike.second_id).update(user=office)

    with pytest.raises(ValidationError, match="其中一人是您本人"):
        actions.confirm_same(alike, by=office)

    alike.refresh_from_db()
    assert alike.decision == MatchDecision.OPEN
    assert actions.confirm_same(alike, by=colleague).user == office


def test_nobody_gives_ends_or_resumes_his_own_mandate(clerk, yuxin, duobao):
    own = MandateFactory(person=PersonFactory(user=clerk), township=yuxin)
    other = MandateFactory(township=yuxin)
    day = date(2017, 7, 1)

    def refused(mandate):
        for step in (
            lambda: actions.save_mandate(mandate, by=clerk),
            lambda: actions.suspend_mandate(mandate, by=clerk, since=day),
            lambda: actions.resume_mandate(mandate, by=clerk, until=day),
            lambda: actions.end_mandate(
                mandate, by=clerk, until=day, reason=EndReason.RESIGNED
            ),
        ):
            try:
                step()
                yield ""
            except PermissionDenied as refusal:
                yield str(refusal)

    assert list(refused(own)) == [rules.OWN_MANDATE] * 4
    assert list(refused(other)) == [""] * 4


def test_rooms_above_are_told_of_a_merge(alike, office):
    told = []

    with movers.emptied():
        actions.on_merge(lambda *two: told.append(two))
        actions.confirm_same(alike, by=office)

    assert told == [(alike.first, alike.second)]


def test_two_of_one_congress_are_never_one_person(alike, office):
    congress = alike.first.mandates.get().congress
    MandateFactory(person=alike.second, congress=congress)

    with pytest.raises(ValidationError, match="同一届不会重复当选"):
        actions.confirm_same(alike, by=office)
    alike.refresh_from_db()
    assert alike.decision == MatchDecision.OPEN


def test_two_with_an_account_each_are_not_merged(alike, office):
    for person in (alike.first, alike.second):
        person.user = UserFactory()
        person.save()

    with pytest.raises(ValidationError, match="各有登录账号"):
        actions.confirm_same(alike, by=office)


def test_the_account_goes_with_the_merge(alike, office):
    alike.second.user = user = UserFactory()
    alike.second.save()

    assert actions.confirm_same(alike, by=office).user == user


def test_confirmed_as_two_the_pair_is_settled(alike, office):
    actions.confirm_different(alike, by=office)

    assert actions.propose_matches([alike.first]) == 0
    assert not open_matches(user=office).exists()
    with pytest.raises(ValidationError, match="已确认为“不是同一人”"):
        actions.confirm_same(alike, by=office)


@pytest.mark.parametrize("text", ["李明", "明", "liming", "lm", "LiM"])
def test_people_are_found_by_name_sound_and_initials(office, text):
    person = PersonFactory(name="李明")
    PersonFactory(name="王芳")

    assert list(search_people(user=office, text=text)) == [person]


def test_nobody_finds_people_of_another_township(mandate, clerk, other_clerk):
    assert list(search_people(user=clerk, text="王宇")) == [mandate.person]
    assert list(search_people(user=other_clerk, text="王宇")) == []
