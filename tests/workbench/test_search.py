"""One box finds what its user may see, and nothing else."""

import pytest
from django.urls import reverse

from tests.factories.deputies import MandateFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory

pytestmark = pytest.mark.django_db


def found(client, user, text):
    client.force_login(user)
    return client.get(reverse("workbench:search"), {"q": text}).content.decode()


@pytest.fixture
def deputy_here(yuxin):
    return MandateFactory(township=yuxin, person__name="钱小满").person


@pytest.mark.parametrize("text", ["钱小满", "小满", "qianxiaoman", "qxm", "qianxiao"])
def test_a_deputy_is_found_by_name_sound_and_initials(client, clerk, deputy_here, text):
    assert deputy_here.get_absolute_url() in found(client, clerk, text)


def test_nobody_finds_what_he_may_not_see(client, other_clerk, deputy_here):
    assert "没有找到" in found(client, other_clerk, "钱小满")


def test_a_household_is_found_and_its_head_masked_for_a_supervisor(
    client, clerk, supervisor, qingshan
):
    HouseholdFactory(village=qingshan, head_name="赵大田")

    assert "赵大田户" in found(client, clerk, "赵大田")
    assert "赵大田户" not in found(client, supervisor, "zdt")
    assert "赵*田户" in found(client, supervisor, "zdt")


def test_an_id_number_in_the_address_finds_nothing(client, clerk, qingshan):
    household = HouseholdFactory(village=qingshan)
    MemberFactory(household=household, id_number="429099195702279124")

    assert "没有找到" in found(client, clerk, "429099195702279124")


@pytest.mark.parametrize("text", ["", "\0", "%", "'\"<script>", "长" * 500, "１２３"])
def test_any_text_gets_a_page(client, clerk, text):
    client.force_login(clerk)

    response = client.get(reverse("workbench:search"), {"q": text})

    assert response.status_code == 200
    assert "<script>'" not in response.content.decode()


@pytest.mark.parametrize("who", ["sysadmin", "secadmin", "auditor"])
def test_who_has_no_business_finds_no_business(request, client, deputy_here, who):
    user = request.getfixturevalue(who)

    assert deputy_here.get_absolute_url() not in found(client, user, "钱小满")
