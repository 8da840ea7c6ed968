import re

import pytest
from django.urls import reverse

from poverty.enums import PovertyState, Relation
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.factories.visits import PairingFactory
from tests.kept import kept
from tests.poverty.numbers import id_number
from tests.poverty.pages import texts
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.calendar import today

pytestmark = pytest.mark.django_db
LIST = reverse("poverty:household_list")
NUMBER = id_number("19570227", 913)
MASKED = "429099********" + NUMBER[-4:]


@kept
def household(qingshan):
    row = HouseholdFactory(
        village=qingshan, head_name="单玉兰", phone="13800001234", code="4290061050001"
    )
    MemberFactory(
        household=row, name="单玉兰", relation=Relation.HEAD, id_number=NUMBER
    )
    return row


@kept
def elsewhere(duobao):
    return HouseholdFactory(village__parent=duobao, head_name="单玉兰")


def get(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


def without_tokens(response):
    return re.sub(r'(value|nonce)="[^"]*"', "", response.content.decode())


def found(response):
    return set(response.context["listing"].found)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("office", {"here", "there"}),
        ("leader", {"here", "there"}),
        ("clerk", {"here"}),
        ("other_clerk", {"there"}),
        ("secretary", {"here"}),
        ("other_secretary", set()),
        ("supervisor", {"here"}),
        ("deputy", set()),
    ],
)
def test_each_role_lists_the_households_in_its_sight(
    request, client, household, elsewhere, who, sees
):
    rows = {"here": household, "there": elsewhere}

    page = get(client, request.getfixturevalue(who), LIST)

    assert found(page) == {rows[name] for name in sees}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(
    client, clerk, qingshan, count, django_assert_num_queries
):
    for _ in range(count):
        MemberFactory(household__village=qingshan)
    client.force_login(clerk)

    # the frame's eight, saved searches, townships to choose from, states, people,
    # count, rows
    with django_assert_num_queries(14):
        response = client.get(LIST)

    assert response.context["listing"].total == count


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ({"q": "syl"}, True),
        ({"q": "玉兰"}, True),
        ({"q": "4290061050001"}, True),
        ({"q": "张"}, False),
        ({"q": NUMBER}, False),
        ({"state": "poor"}, True),
        ({"state": "lifted"}, False),
        ({"category": "general", "main_cause": "illness"}, True),
        ({"main_cause": "funds"}, False),
        ({"village": "青山"}, True),
    ],
)
def test_the_list_is_searched(client, clerk, household, query, hits):
    page = get(client, clerk, LIST, **query)

    assert found(page) == ({household} if hits else set())


def test_the_list_counts_what_it_found_by_state(client, clerk, household, qingshan):
    HouseholdFactory(village=qingshan, state=PovertyState.LIFTED, lifted_year=2016)

    page = get(client, clerk, LIST, category="general")

    assert page.context["listing"].counts == [
        ("人口", 1, ""),
        ("未脱贫", 1, "?category=general&state=poor"),
        ("已脱贫", 1, "?category=general&state=lifted"),
        ("返贫", 0, "?category=general&state=returned"),
    ]


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_those_who_need_not_know_see_names_phones_and_numbers_masked(
    request, client, household, who
):
    user = request.getfixturevalue(who)
    listed = get(client, user, LIST).content.decode()
    page = get(client, user, household.get_absolute_url()).content.decode()

    for text in (listed, page):
        assert "单玉兰" not in text
        assert "单*兰" in text
    assert "13800001234" not in page
    assert "138****1234" in page
    assert NUMBER not in page
    assert "显示完整号码" not in page
    assert reverse("poverty:find_by_number") not in listed


def test_history_is_masked_like_the_page(client, clerk, leader, household):
    household.head_name, household.phone = "张三丰", "13900005678"
    household.save()
    member = household.members.get()
    member.name, member.id_number = "张三丰", id_number(serial=4)
    member.save()

    seen = get(client, clerk, household.get_absolute_url()).content.decode()
    masked = get(client, leader, household.get_absolute_url()).content.decode()

    assert "单玉兰" in seen
    assert "13800001234" in seen
    for secret in ("单玉兰", "张三丰", "13800001234", "13900005678"):
        assert secret not in masked
    for text in (seen, masked):
        assert NUMBER not in text
        assert id_number(serial=4) not in text


def test_an_id_number_is_masked_for_everybody_until_asked_for(client, clerk, household):
    page = get(client, clerk, household.get_absolute_url()).content.decode()
    assert MASKED in page
    assert NUMBER not in page

    response = client.post(reverse("poverty:numbers", args=[household.pk]))

    assert NUMBER in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    entry = TrailEntry.objects.get(kind=Kind.FULL_LOOK)
    assert (entry.user, entry.rows, entry.township) == (clerk, 1, household.township)
    assert NUMBER not in f"{entry.subject}{entry.note}"


@pytest.mark.parametrize(("who", "status"), [("leader", 403), ("other_clerk", 404)])
def test_full_numbers_are_not_for_everybody(request, client, household, who, status):
    client.force_login(request.getfixturevalue(who))

    response = client.post(reverse("poverty:numbers", args=[household.pk]))

    assert response.status_code == status
    assert not TrailEntry.objects.filter(kind=Kind.FULL_LOOK).exists()


def test_full_numbers_are_only_posted_for(client, clerk, household):
    url = reverse("poverty:numbers", args=[household.pk])

    assert get(client, clerk, url).status_code == 405


@pytest.mark.parametrize("name", ["detail", "edit", "lift", "return", "void"])
def test_a_household_out_of_sight_looks_like_one_that_is_not_there(
    client, clerk, elsewhere, name
):
    foreign = get(
        client, clerk, reverse(f"poverty:household_{name}", args=[elsewhere.pk])
    )
    missing = get(client, clerk, reverse(f"poverty:household_{name}", args=[999999]))

    assert foreign.status_code == missing.status_code == 404
    assert without_tokens(foreign) == without_tokens(missing)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_people(
    client, clerk, household, count, alone, django_assert_num_queries
):
    MemberFactory.create_batch(count - 1, household=household)
    client.force_login(clerk)

    # the frame's eight, household, members, events of both
    with django_assert_num_queries(12):
        client.get(household.get_absolute_url())


def test_somebody_is_found_by_number_without_it_standing_in_an_address(
    client, clerk, household, elsewhere
):
    client.force_login(clerk)
    url = reverse("poverty:find_by_number")

    response = client.post(url, {"id_number": f" {NUMBER[:10]} {NUMBER[10:]} "})
    assert response.url == household.get_absolute_url()
    assert client.get(url, {"id_number": NUMBER}).status_code == 405
    assert f'<form method="post" action="{url}"' in client.get(LIST).content.decode()

    unknown = client.post(url, {"id_number": id_number(serial=77)}, follow=True)
    assert texts(unknown) == ["没有找到此身份证号码的贫困户。"]
    wrong = client.post(url, {"id_number": NUMBER[:17]}, follow=True)
    assert "应为18位" in texts(wrong)[0]


@pytest.mark.parametrize("who", ["leader", "other_clerk"])
def test_a_number_finds_nothing_for_those_who_may_not_know(
    request, client, household, who
):
    client.force_login(request.getfixturevalue(who))

    response = client.post(reverse("poverty:find_by_number"), {"id_number": NUMBER})

    assert response.url == LIST


def test_a_deputy_sees_the_household_he_is_paired_with_but_writes_nothing(
    client, deputy, yuxin_group, household
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)

    page = get(client, deputy, household.get_absolute_url())

    assert "单玉兰" in page.content.decode()
    assert not page.context["can_edit"]
    edit = reverse("poverty:household_edit", args=[household.pk])
    assert get(client, deputy, edit).status_code == 403


def test_steps_are_taken_on_a_page_of_their_own(client, clerk, household):
    client.force_login(clerk)
    lift = reverse("poverty:household_lift", args=[household.pk])
    back = reverse("poverty:household_return", args=[household.pk])

    assert "标记脱贫" in client.get(lift).content.decode()
    assert client.post(lift, {"year": 2016}).url == household.get_absolute_url()
    page = client.get(household.get_absolute_url()).content.decode()
    assert "已脱贫（2016年脱贫）" in page

    assert client.post(back, {"year": 2017}).status_code == 302
    page = client.get(household.get_absolute_url()).content.decode()
    assert "返贫（2016年脱贫，2017年返贫）" in page


@pytest.mark.parametrize(
    ("step", "data", "words"),
    [
        ("lift", {"year": "2018"}, "不能晚于2017年"),
        ("lift", {"year": "1999"}, "2013"),
        ("return", {"year": "2016"}, "不能标记返贫"),
        ("void", {"reason": ""}, "请填写作废原因"),
    ],
)
def test_a_step_that_cannot_be_taken_says_why(
    client, clerk, household, step, data, words
):
    client.force_login(clerk)

    page = client.post(reverse(f"poverty:household_{step}", args=[household.pk]), data)

    assert page.status_code == 200
    assert words in page.content.decode()
    household.refresh_from_db()
    assert household.state == PovertyState.POOR
    assert household.voided_at is None


def test_a_household_struck_off_leaves_the_list_and_keeps_its_page(
    client, clerk, household
):
    client.force_login(clerk)
    url = reverse("poverty:household_void", args=[household.pk])

    client.post(url, {"reason": "重复登记"})

    assert found(client.get(LIST)) == set()
    page = client.get(household.get_absolute_url()).content.decode()
    assert "重复登记" in page
    assert f"{today()} 本户作废" in page
    assert client.post(url, {"reason": "再来"}).status_code == 403


def test_an_empty_register_tells_a_clerk_what_to_do(client, clerk):
    page = get(client, clerk, LIST)

    assert reverse("poverty:household_create") in page.content.decode()
    assert "还没有" in page.content.decode()


def test_the_villages_that_a_search_offers_are_those_in_sight(
    client, clerk, household, elsewhere
):
    VillageFactory(name="青林村委会", parent=household.township)

    page = get(client, clerk, reverse("ui:choices", args=["villages-in-sight"]), q="")

    labels = [choice["label"] for choice in page.json()["choices"]]
    assert labels == ["青山村委会（渔薪镇）"]


def test_a_household_entered_for_a_visit_is_told_to_the_visits_page(
    client, clerk, secretary, qingshan
):
    client.force_login(clerk)
    page = client.get("/poverty/households/new/", {"for-visit": qingshan.pk})
    household = HouseholdFactory(village=qingshan, head_name="赵新户")
    shown = client.get(household.get_absolute_url(), {"for-visit": "1"})
    plain = client.get(household.get_absolute_url())
    client.force_login(secretary)
    reader = client.get(household.get_absolute_url(), {"for-visit": "1"})

    assert page.context["entry"].form["village"].value() == qingshan
    assert f'data-entered="{household.pk}"' in shown.content.decode()
    assert "data-entered" not in plain.content.decode()
    assert "data-entered" not in reader.content.decode()


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "2000000000"])
def test_no_village_of_an_address_breaks_the_page(client, clerk, qingshan, key):
    client.force_login(clerk)

    page = client.get("/poverty/households/new/", {"for-visit": key})

    assert page.context["entry"].form["village"].value() is None
