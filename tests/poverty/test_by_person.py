"""Households are found by anybody in them: posted, and by no number that is masked."""

import pytest
from django.urls import reverse

from poverty.models import Household, HouseholdMember
from poverty.queries import of_person
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.poverty.numbers import id_number
from tests.referrals.test_secrecy import words_of
from tianmen_congress.base.ui.people import NAME, NUMBER, PHONE, PersonAsked

pytestmark = pytest.mark.django_db
LIST, ASK = "poverty:household_list", "poverty:find_person"


@pytest.fixture
def family(qingshan):
    household = HouseholdFactory(
        village=qingshan, head_name="付国华", phone="138-0000-4321"
    )
    MemberFactory(household=household, name="周桂兰", id_number=id_number())
    MemberFactory(
        household=HouseholdFactory(village=qingshan, head_name="王二"), name="王小"
    )
    return household


ASKED = [
    (NAME, "周桂兰"),
    (NAME, "周 桂"),
    (NAME, "付国华"),
    (PHONE, "13800004321"),
    (PHONE, "4321"),
    (NUMBER, id_number()),
    (NUMBER, id_number()[-4:]),
]


@pytest.mark.parametrize(("by", "text"), ASKED)
def test_a_household_is_found_by_anybody_in_it(client, clerk, family, by, text):
    client.force_login(clerk)

    to = client.post(reverse(ASK), {"by": by, "text": text}).url
    page = client.get(to)

    assert [row.pk for row in page.context["listing"].found] == [family.pk]
    assert text not in to


@pytest.mark.parametrize(("by", "text"), ASKED[3:])
def test_who_reads_masks_finds_by_no_number(leader, supervisor, family, by, text):
    for user in (leader, supervisor):
        rows = Household.objects.all()
        asked = PersonAsked(by, text)
        assert not of_person(rows, user, asked).exists()


def test_who_reads_masks_is_not_offered_numbers(client, leader, family):
    client.force_login(leader)

    form = client.get(reverse(LIST)).context["listing"].person_form

    assert [key for key, _ in form.fields["by"].choices] == [NAME]


def test_other_townships_find_nobody(client, other_clerk, family):
    client.force_login(other_clerk)

    page = client.get(client.post(reverse(ASK), {"by": NAME, "text": "周桂兰"}).url)

    assert page.context["listing"].total == 0
    assert "户主以外的家庭成员" in page.content.decode()


def test_who_left_the_household_is_not_found_in_it(clerk, family):
    HouseholdMember.objects.filter(name="周桂兰").update(left_on="2017-01-01")

    assert not of_person(
        Household.objects.all(), clerk, PersonAsked(NAME, "周桂")
    ).exists()


def test_the_roster_holds_those_found_alone(client, clerk, family):
    client.force_login(clerk)
    to = client.post(reverse(ASK), {"by": NAME, "text": "周桂兰"}).url
    query = to.partition("?")[2]

    words = words_of(client.post(f"{reverse('poverty:roster_export')}?{query}"))

    assert "周桂兰" in words
    assert "王小" not in words


def test_a_stored_column_alone_takes_its_digests_along(family):
    family.phone = "13800001111"
    family.save(update_fields=["phone"])

    stored = Household.objects.get(pk=family.pk)
    assert stored.phone_digest == PersonAsked(PHONE, "13800001111").digest
    assert stored.phone_tail_digest == PersonAsked(PHONE, "1111").digest


def test_no_saved_search_keeps_who_was_looked_for(client, clerk, family):
    client.force_login(clerk)
    to = client.post(f"{reverse(ASK)}?state=poor", {"by": NAME, "text": "周桂兰"}).url

    listing = client.get(to).context["listing"]

    assert listing.saved == "state=poor"
    assert "person=" in listing.searched
