"""Pages about people: who sees them, what they cost, what their forms do."""

from datetime import date

import pytest
from django.urls import reverse

from deputies.actions import propose_matches
from deputies.enums import EndReason, MatchDecision, Tier
from deputies.models import Mandate, Person, PersonMatch
from tests.factories.deputies import CongressFactory, MandateFactory, PersonFactory
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.workbooks import actions as workbooks
from tianmen_congress.base.workbooks.kinds import get_kind

pytestmark = pytest.mark.django_db

LISTS = ("deputies:list", "deputies:roster")


@pytest.fixture
def mandate(yuxin):
    return MandateFactory(
        township=yuxin, person__name="王宇", person__phone="13800001234"
    )


@pytest.fixture
def city_mandate(yuxin):
    return MandateFactory(township=yuxin, tier=Tier.COUNTY, person__name="赵四")


def get(client, user, name, /, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def post(client, user, name, /, *args, **data):
    client.force_login(user)
    return client.post(reverse(name, args=args), data)


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("clerk", 200),
        ("secretary", 200),
        ("deputy", 200),
        ("supervisor", 200),
        ("leader", 200),
        ("unit", 403),
        ("sysadmin", 403),
        ("secadmin", 403),
        ("auditor", 403),
    ],
)
def test_the_lists_are_for_those_who_work_with_deputies(
    request, client, campaign, page, who, status
):
    user = request.getfixturevalue(who)

    assert get(client, user, page).status_code == status


@pytest.mark.parametrize("page", LISTS)
def test_a_clerk_sees_her_own_township_only(client, clerk, mandate, duobao, page):
    MandateFactory(township=duobao, person__name="外镇人")

    content = get(client, clerk, page).content.decode()

    assert "王宇" in content
    assert "外镇人" not in content


@pytest.mark.parametrize("page", LISTS)
@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_any_number_of_rows(
    client, clerk, yuxin, yuxin_group, page, count, django_assert_num_queries
):
    for _ in range(count):
        person = MandateFactory(township=yuxin).person
        MembershipFactory(group=yuxin_group, person=person)
    client.force_login(clerk)

    # What every list costs, its townships to choose from, people and seats counted
    # both; people bring their mandates and groups in three more.
    with django_assert_num_queries(16 if page == "deputies:list" else 13):
        response = client.get(reverse(page))

    assert response.context["listing"].total == count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"name": "wy"}, ["王宇"]),
        ({"name": "赵"}, ["赵四"]),
        ({"tier": "county"}, ["赵四"]),
        ({"sex": "female"}, []),
        ({"in_office": "1"}, ["王宇", "赵四"]),
        ({"in_office": "0"}, ["旧人"]),
    ],
)
@pytest.mark.parametrize("page", LISTS)
def test_lists_are_searched(
    client, office, mandate, city_mandate, yuxin, page, query, found
):
    MandateFactory(
        township=yuxin, person__name="旧人", until=date(2017, 1, 1), end_reason="died"
    )

    rows = get(client, office, page, **query).context["listing"].found

    if not query.get("in_office"):
        rows = rows.exclude(
            **{f"{'person__' if page == 'deputies:roster' else ''}name": "旧人"}
        )
    assert sorted(getattr(row, "person", row).name for row in rows) == found


def test_a_figure_opens_exactly_the_mandates_it_counts(
    client, office, mandate, city_mandate
):
    from tianmen_congress.base.figures.queries import figures_for
    from tianmen_congress.base.figures.registry import Asked

    counted = {c.figure.key: c for c in figures_for(office, Asked())}

    assert counted["deputies"].value == 2
    assert counted["persons"].value == 2
    client.force_login(office)
    for part in counted["deputies"].parts:
        assert client.get(part.url).context["listing"].total == part.value
    assert client.get(counted["persons"].url).context["listing"].total == 2


def test_nobody_is_elected_before_he_is_eighteen(client, clerk, mandate):
    """Born in July 1999; the seat began in November 2016."""
    client.force_login(clerk)
    person = mandate.person

    def sent(born):
        url = reverse("deputies:edit", args=[person.pk])
        page = client.get(url)
        fields = {
            name: page.context["form"][name].value() or ""
            for name in page.context["form"].fields
        }
        answer = client.post(url, fields | {"birth_month": born})
        form = answer.context and answer.context["form"]
        return form.errors.get("birth_month", []) if form else []

    assert sent("1999-08") == [
        "1999年08月出生，到今天（2017-07-25）不满18周岁，请核对。"
    ]
    assert sent("1999-07") == [
        f"1999年07月出生，{mandate.congress}任职时（2016-11-01）不满18周岁，请核对。"
    ]
    assert sent("1998-11") == []


def test_a_person_out_of_sight_is_not_there(client, other_clerk, mandate):
    person = mandate.person

    for name in ("deputies:detail", "deputies:edit", "deputies:mandate_add"):
        assert get(client, other_clerk, name, person.pk).status_code == 404
    for name in ("mandate_edit", "mandate_end", "mandate_suspend", "mandate_resume"):
        page = get(client, other_clerk, f"deputies:{name}", mandate.pk)
        assert page.status_code == 404


def test_the_page_of_a_person_tells_everything_in_words(
    client, clerk, mandate, yuxin_group
):
    MembershipFactory(group=yuxin_group, person=mandate.person, is_leader=True)
    post(
        client,
        clerk,
        "deputies:edit",
        mandate.person_id,
        name="王宇",
        ethnicity="汉族",
        phone="13900005678",
        version=1,
    )

    content = get(client, clerk, "deputies:detail", mandate.person_id).content.decode()

    assert "渔薪镇第一代表小组" in content
    assert "13800001234</del> → <ins>13900005678" in content


def test_a_leader_reads_with_the_telephone_masked(client, leader, mandate):
    mandate.person.phone = "13900005678"
    mandate.person.save()

    for page in (
        get(client, leader, "deputies:detail", mandate.person_id),
        get(client, leader, "deputies:list"),
        get(client, leader, "deputies:roster"),
        get(client, leader, "figures:report", "deputy-roster"),
    ):
        content = page.content.decode()
        assert "139****5678" in content
        assert "13900005678" not in content
        assert "13800001234" not in content


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_person_costs_the_same_for_any_number_of_groups(
    client, office, mandate, count, django_assert_num_queries
):
    MembershipFactory.create_batch(count, person=mandate.person)
    client.force_login(office)

    with django_assert_num_queries(17):
        client.get(mandate.person.get_absolute_url())


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("clerk", 200),
        ("secretary", 403),
        ("deputy", 403),
        ("leader", 403),
        ("supervisor", 403),
    ],
)
def test_only_office_and_presidium_edit_who_others_read(
    request, client, campaign, mandate, yuxin_group, who, status
):
    MembershipFactory(group=yuxin_group, person=mandate.person)
    user = request.getfixturevalue(who)

    assert get(client, user, "deputies:detail", mandate.person_id).status_code == 200
    page = get(client, user, "deputies:edit", mandate.person_id)
    assert page.status_code == status
    if status == 403:
        assert "由市人大常委会机关维护" in page.content.decode()


def test_a_clerk_reads_the_city_deputies_of_her_township(client, clerk, city_mandate):
    assert (
        get(client, clerk, "deputies:detail", city_mandate.person_id).status_code == 200
    )
    assert (
        get(client, clerk, "deputies:edit", city_mandate.person_id).status_code == 403
    )
    assert (
        get(client, clerk, "deputies:mandate_end", city_mandate.pk).status_code == 403
    )


NEW = {
    "name": "钱七",
    "sex": "male",
    "ethnicity": "汉族",
    "birth_month": "1970.05",
    "phone": "13800007777",
}


def test_a_clerk_enters_a_deputy_with_the_mandate(client, clerk, yuxin):
    congress = CongressFactory(division=yuxin)

    page = post(
        client, clerk, "deputies:add", **NEW, **{"mandate-congress": congress.pk}
    )

    person = Person.objects.get(name="钱七")
    assert page.url == person.get_absolute_url()
    assert person.birth_month == date(1970, 5, 1)
    assert person.mandates.get().township == yuxin


def test_a_clerk_is_offered_her_own_congress_only(client, clerk, yuxin, duobao):
    own, foreign = CongressFactory(division=yuxin), CongressFactory(division=duobao)

    offered = get(client, clerk, "deputies:add").context["mandate"].fields["congress"]
    page = post(
        client, clerk, "deputies:add", **NEW, **{"mandate-congress": foreign.pk}
    )

    assert list(offered.queryset) == [own]
    assert page.status_code == 200
    assert not Person.objects.filter(name="钱七").exists()


@pytest.mark.parametrize("month", ["1964.1", "十月", "1964"])
def test_an_unclear_month_is_refused_with_what_was_typed(client, clerk, yuxin, month):
    congress = CongressFactory(division=yuxin)

    page = post(
        client,
        clerk,
        "deputies:add",
        **NEW | {"birth_month": month},
        **{"mandate-congress": congress.pk},
    )

    assert page.context["form"].errors["birth_month"]
    assert f'value="{month}"' in page.content.decode()


def test_of_two_who_edit_the_second_is_told(client, clerk, office, mandate):
    person = mandate.person
    typed = {"name": "王宇", "ethnicity": "汉族", "version": 1}
    post(client, office, "deputies:edit", person.pk, **typed, work="镇农技站")

    page = post(client, clerk, "deputies:edit", person.pk, **typed, work="镇中学")

    content = page.content.decode()
    assert "镇农技站" in content
    assert "镇中学" in content
    person.refresh_from_db()
    assert person.work == "镇农技站"
    version = page.context["form"]["version"].value()
    again = post(
        client,
        clerk,
        "deputies:edit",
        person.pk,
        **typed | {"version": version},
        work="镇中学",
    )
    assert again.status_code == 302
    person.refresh_from_db()
    assert person.work == "镇中学"


def test_nobody_is_elected_twice_into_one_congress(client, clerk, mandate):
    page = post(
        client,
        clerk,
        "deputies:mandate_add",
        mandate.person_id,
        congress=mandate.congress_id,
    )

    assert page.context["form"].errors["congress"] == ["此人在该届已有代表职务。"]


def test_a_mandate_is_ended_on_a_page(client, clerk, mandate):
    page = post(
        client,
        clerk,
        "deputies:mandate_end",
        mandate.pk,
        until="2017年6月1日",
        reason=EndReason.RESIGNED,
        announced_by="渔薪镇人大主席团",
    )

    assert page.url == mandate.person.get_absolute_url()
    mandate.refresh_from_db()
    assert mandate.until == date(2017, 6, 1)
    content = get(client, clerk, "deputies:detail", mandate.person_id).content.decode()
    assert "辞职被接受" in content


def test_what_a_step_refuses_stands_on_its_page(client, clerk, mandate):
    page = post(
        client,
        clerk,
        "deputies:mandate_end",
        mandate.pk,
        until="2015-01-01",
        reason="died",
    )

    assert page.status_code == 200
    assert "终止日期不能早于任职起" in page.content.decode()
    mandate.refresh_from_db()
    assert mandate.until is None


def test_a_mandate_is_suspended_and_resumed_on_pages(client, clerk, mandate):
    post(client, clerk, "deputies:mandate_suspend", mandate.pk, since="2017-06-01")
    mandate.refresh_from_db()
    assert mandate.is_suspended

    post(client, clerk, "deputies:mandate_resume", mandate.pk, until="2017-06-30")
    mandate.refresh_from_db()
    assert not mandate.is_suspended


@pytest.fixture
def match(yuxin):
    facts = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}
    first = MandateFactory(person=PersonFactory(**facts), township=yuxin).person
    second = MandateFactory(
        person=PersonFactory(**facts), township=yuxin, tier=Tier.COUNTY
    ).person
    propose_matches([second])
    return PersonMatch.objects.get(first=first)


def test_the_office_decides_whether_two_are_one(client, office, match):
    content = get(client, office, "deputies:matches").content.decode()
    assert content.count("李明") >= 2

    check = get(client, office, "deputies:match_same", match.pk)
    assert "合并2条记录" in check.content.decode()
    assert Mandate.objects.filter(person=match.second).exists()

    page = post(client, office, "deputies:match_same", match.pk, confirmed=1)

    assert page.url == reverse("deputies:matches")
    assert match.first.mandates.count() == 2
    merged = get(client, office, "deputies:detail", match.second_id).content.decode()
    assert "这条记录已并入" in merged


def test_the_office_decides_that_two_are_two(client, office, match):
    post(client, office, "deputies:match_different", match.pk, confirmed=1)

    match.refresh_from_db()
    assert match.decision == MatchDecision.DIFFERENT


@pytest.mark.parametrize("who", ["clerk", "secretary", "leader", "deputy"])
def test_nobody_else_decides_on_pairs(request, client, match, who):
    user = request.getfixturevalue(who)

    assert get(client, user, "deputies:matches").status_code == 403
    assert post(client, user, "deputies:match_same", match.pk).status_code == 403


def test_the_box_offers_people_in_sight_with_what_tells_them_apart(
    client, clerk, other_clerk, mandate
):
    mandate.person.birth_month = date(1970, 5, 1)
    mandate.person.save()

    mine = get(client, clerk, "ui:choices", "person", q="wangyu").json()
    theirs = get(client, other_clerk, "ui:choices", "person", q="wangyu").json()

    assert [row["label"] for row in mine["choices"]] == ["王宇（渔薪镇，1970-05）"]
    assert theirs["choices"] == []


def test_the_roster_on_paper_lists_who_is_in_office(
    client, clerk, mandate, city_mandate, yuxin, duobao
):
    MandateFactory(
        township=yuxin, person__name="旧人", until=date(2017, 1, 1), end_reason="died"
    )
    MandateFactory(township=duobao, person__name="外镇人")

    table = get(client, clerk, "figures:report", "deputy-roster").context["table"]

    assert [line.values[0] for line in table.lines] == ["赵四", "王宇"]
    assert table.count == 2
    assert table.first(1) == table.lines[:1]


def test_an_exported_roster_goes_back_in_unchanged(
    client, office, mandate, tianmen, yuxin
):
    city = CongressFactory(tier=Tier.COUNTY, division=tianmen, term=8)
    city_mandate = MandateFactory(
        township=yuxin, tier=Tier.COUNTY, congress=city, person__name="赵四"
    )
    for row in (mandate, city_mandate):
        person = row.person
        person.sex, person.work = "male", "渔薪镇农民"
        person.birth_month = date(1970, 5, 1)
        person.save()
    response = get(client, office, "deputies:roster", export="xlsx")
    data = b"".join(response.streaming_content)

    report = workbooks.take(
        get_kind("deputies"), data, name="花名册.xlsx", by=office, accept_rest=True
    )

    counts = report.counts
    assert (counts.rows, counts.unchanged) == (2, 2)
    assert report.is_clear
