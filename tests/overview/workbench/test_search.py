"""One box finds what its user may see, and nothing else."""

import re
from datetime import date
from html import unescape
from urllib.parse import urlsplit

import pytest
from django.urls import reverse

from groups.actions import dissolve_group
from groups.places.models import Place
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, GroupFactory, HomeFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.overview.workbench.search import search

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


def test_a_household_is_found_by_a_supervisor_by_what_he_sees_of_its_head(
    client, clerk, supervisor, qingshan
):
    HouseholdFactory(village=qingshan, head_name="赵大田")

    assert "赵大田户" in found(client, clerk, "赵大田")
    assert "赵大田户" in found(client, clerk, "zdt")
    for text in ("赵大田", "大", "zdt"):
        assert "没有找到" in found(client, supervisor, text)
    assert "赵*田户" in found(client, supervisor, "赵")


@pytest.mark.parametrize("text", ["青山", "青山村委会", "qs", "qingshan"])
def test_a_village_is_found_and_leads_to_its_visits_and_households(
    client, clerk, qingshan, text
):
    VisitFactory(village=qingshan, township=qingshan.parent)
    HouseholdFactory(village=qingshan)
    HouseholdFactory(village=VillageFactory(parent=qingshan.parent))

    page = found(client, clerk, text)

    links = [
        unescape(link) for link in re.findall(r'href="([^"]*village_pk[^"]*)"', page)
    ]
    assert [urlsplit(link).path for link in links] == [
        "/visits/",
        "/poverty/households/",
    ]
    totals = [client.get(link).context["listing"].total for link in links]
    assert totals == [1, 1]


def test_a_place_is_found_by_its_name_and_where_it_is_while_it_is_in_use(
    client, clerk, other_clerk, yuxin
):
    home = HomeFactory(township=yuxin, name="渔薪镇人大代表之家", address="文化路")

    for text in ("代表之家", "文化路"):
        assert home.get_absolute_url() in found(client, clerk, text)
        assert home.get_absolute_url() not in found(client, other_clerk, text)
    Place.objects.filter(pk=home.pk).update(closed_on="2017-01-01", close_reason="已拆")
    assert home.get_absolute_url() not in found(client, clerk, "文化路")


def test_villages_of_the_next_township_and_closed_ones_are_not_found(
    client, clerk, office, qingshan, duobao
):
    VillageFactory(parent=duobao, name="清水村委会")
    VillageFactory(parent=qingshan.parent, name="清河村委会", closed_on="2017-01-01")

    assert "没有找到" in found(client, clerk, "清")
    assert [str(row) for row in search(user=office, text="清")[0].rows] == [
        "清水村委会"
    ]


@pytest.fixture
def many(yuxin, yuxin_group, qingshan, way):
    """Ten of each kind that fit 渔薪 or 王: more than the page shows at once."""
    for number in range(10):
        MandateFactory(township=yuxin, person__name=f"王大{number}")
        GroupFactory(township=yuxin, name=f"王场第{number}代表小组", number=number + 20)
        HouseholdFactory(village=qingshan, head_name=f"王小{number}")
        way.collect(title=f"王场泵站{number}")
    MandateFactory(township=yuxin, person__name="李四")
    GroupFactory(township=yuxin, name="李家代表小组", number=99)
    HouseholdFactory(village=qingshan, head_name="李四")
    way.collect(title="李家桥")


@pytest.mark.parametrize("who", ["office", "clerk"])
def test_all_hits_stand_in_the_list_that_the_page_leads_to(request, client, many, who):
    user = request.getfixturevalue(who)

    parts = search(user=user, text="王")

    assert [part.kind for part in parts] == ["person", "group", "household", "opinion"]
    client.force_login(user)
    for part in parts:
        assert (len(part.shown), part.has_more) == (8, True)
        page = client.get(part.more_url)
        assert page.context["listing"].total == 10, part.kind


def test_a_group_is_found_by_the_sound_of_its_township(client, clerk, yuxin_group):
    assert yuxin_group.get_absolute_url() in found(client, clerk, "yx")


def test_a_dissolved_group_is_not_looked_for(client, clerk, yuxin_group):
    dissolve_group(yuxin_group, by=clerk, on=date(2017, 7, 1))

    assert yuxin_group.get_absolute_url() not in found(client, clerk, "渔薪镇第一")


def test_who_was_merged_into_another_is_not_found(client, clerk, deputy_here, yuxin):
    kept = MandateFactory(township=yuxin, person__name="钱大").person
    deputy_here.merged_into = kept
    deputy_here.save()

    assert "没有找到" in found(client, clerk, "钱小满")


def test_a_household_struck_off_is_not_found(client, clerk, qingshan):
    HouseholdFactory(
        village=qingshan,
        head_name="赵大田",
        voided_at="2017-07-01T00:00Z",
        void_reason="重复",
    )

    assert "没有找到" in found(client, clerk, "赵大田")


@pytest.mark.parametrize("count", [1, 3])
def test_searching_costs_the_same_for_any_number_of_hits(
    clerk, yuxin, qingshan, count, django_assert_num_queries
):
    for number in range(count):
        MandateFactory(township=yuxin, person__name=f"王大{number}")
        HouseholdFactory(village=qingshan, head_name=f"王小{number}")
    clerk.live_posts  # noqa: B018 - asked once a request, before anything else

    with django_assert_num_queries(8):
        parts = search(user=clerk, text="王")

    assert [len(part.rows) for part in parts] == [count, count]


def test_an_id_number_in_the_address_finds_nothing(client, clerk, qingshan):
    household = HouseholdFactory(village=qingshan)
    MemberFactory(household=household, id_number="429099195702279124")

    assert "没有找到" in found(client, clerk, "429099195702279124")


def test_the_code_of_a_household_may_be_as_long_as_an_id_number(
    client, clerk, qingshan
):
    HouseholdFactory(village=qingshan, head_name="赵大田", code="429006105201000123")

    assert "赵大田户" in found(client, clerk, "429006105201000123")


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


def test_villages_and_activities_are_found_as_pages(
    client, clerk, other_clerk, yuxin_group, qingshan
):
    poor = PoorVillageFactory(village=qingshan)
    held = ActivityFactory(group=yuxin_group, title="青山村院坝会")

    page = found(client, clerk, "青山")

    assert poor.get_absolute_url() in page
    assert held.get_absolute_url() in page
    assert held.get_absolute_url() not in found(client, other_clerk, "青山")


def test_nothing_found_says_where_else_to_look(client, clerk, office, qingshan):
    page = found(client, clerk, "查无此人")

    assert reverse("poverty:household_list") in page
    assert "家庭成员、电话、身份证号码，请用“按人查找”" in page
