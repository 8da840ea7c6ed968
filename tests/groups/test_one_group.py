"""A village is of one group on any day, and goes over to another one in one act."""

from datetime import date
from importlib import import_module

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from groups import actions
from groups.models import GroupVillage
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db
JUNE, LAST_OF_MAY, JULY = date(2017, 6, 1), date(2017, 5, 31), date(2017, 7, 1)
KIND = "没有小组联系的村"
apart = import_module("groups.migrations.0004_one_group_a_day").apart


def days(village):
    rows = village.group_links.order_by("pk")
    return list(rows.values_list("group", "since", "until"))


# --- held by the database -------------------------------------------------------------


def test_whose_it_is_is_told_to_who_links_it_again(
    yuxin_group, second_group, qingshan, clerk
):
    with pytest.raises(ValidationError) as refusal:
        actions.link_village(second_group, qingshan, by=clerk, since=JUNE)

    assert refusal.value.messages == [
        "青山村委会已由渔薪镇第一代表小组联系，请在该小组办理“改由其他小组联系”。"
    ]
    assert days(qingshan) == [(yuxin_group.pk, None, None)]


def test_plain_sql_is_refused_on_shared_days_alone(yuxin_group, second_group, qingshan):
    yuxin_group.village_links.update(until=LAST_OF_MAY)
    add = (
        "INSERT INTO groups_groupvillage (group_id, village_id, since)"
        " VALUES (%s, %s, %s)"
    )
    with connection.cursor() as cursor:
        with pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(add, [second_group.pk, qingshan.pk, LAST_OF_MAY])
        cursor.execute(add, [second_group.pk, qingshan.pk, JUNE])

    assert qingshan.group_links.on(JUNE).get().group == second_group


# --- what an older version left ---------------------------------------------------------


def test_links_of_an_older_version_are_set_apart():
    def links(*spans):
        return [
            GroupVillage(pk=n, since=since, until=until)
            for n, (since, until) in enumerate(spans, start=1)
        ]

    def left(*spans):
        rows = links(*spans)
        gone = [link.pk for link in apart(rows)]
        return [(r.since, r.until) if r.pk not in gone else None for r in rows]

    assert left((None, None), (JUNE, None)) == [(None, LAST_OF_MAY), (JUNE, None)]
    assert left((None, None), (None, None)) == [(None, None), None]
    assert left((JUNE, None), (None, JUNE)) == [(JUNE, None), (None, LAST_OF_MAY)]
    assert left((None, None), (None, LAST_OF_MAY)) == [
        (JUNE, None),
        (None, LAST_OF_MAY),
    ]
    assert left((None, LAST_OF_MAY), (JUNE, None)) == [
        (None, LAST_OF_MAY),
        (JUNE, None),
    ]
    assert left((None, None), (JUNE, None), (JUNE, None)) == [
        (None, LAST_OF_MAY),
        (JUNE, None),
        None,
    ]


# --- one act ----------------------------------------------------------------------------


def test_a_village_goes_over_on_a_day(yuxin_group, second_group, qingshan, clerk):
    link = yuxin_group.village_links.get()

    actions.move_village(link, into=second_group, by=clerk, since=JUNE)

    assert days(qingshan) == [
        (yuxin_group.pk, None, LAST_OF_MAY),
        (second_group.pk, JUNE, None),
    ]


@pytest.mark.parametrize(
    ("linked", "since", "reason"),
    [
        ({"since": JUNE}, JUNE, "起始日期须晚于原小组的联系日期（2017-06-01）"),
        ({"until": JUNE}, JULY, "已于2017年06月01日终止联系"),
    ],
)
def test_a_move_that_cannot_be_leaves_all_as_it_was(
    yuxin_group, second_group, qingshan, clerk, linked, since, reason
):
    yuxin_group.village_links.update(**linked)
    link = yuxin_group.village_links.get()

    with pytest.raises(ValidationError, match=reason):
        actions.move_village(link, into=second_group, by=clerk, since=since)

    assert days(qingshan) == [(yuxin_group.pk, link.since, link.until)]


def test_a_village_goes_to_no_group_of_another_township(
    yuxin_group, duobao_group, qingshan, office
):
    link = yuxin_group.village_links.get()

    with pytest.raises(ValidationError, match="青山村委会不是多宝镇的村"):
        actions.move_village(link, into=duobao_group, by=office, since=JUNE)

    assert days(qingshan) == [(yuxin_group.pk, None, None)]


def test_the_form_tells_what_stays_and_moves_the_village(
    client, campaign, yuxin_group, second_group, qingshan, clerk, other_clerk
):
    member = MembershipFactory(group=yuxin_group)
    for village in (qingshan, VillageFactory(parent=qingshan.parent)):
        PairingFactory(
            group=yuxin_group,
            person=member.person,
            household=HouseholdFactory(village=village),
        )
    ActivityFactory(
        group=yuxin_group, campaign=campaign, state="planned", held_on=today()
    )
    link = yuxin_group.village_links.get()
    address = reverse("groups:link_move", args=[link.pk])
    client.force_login(clerk)
    assert address in client.get(yuxin_group.get_absolute_url()).content.decode()

    into = client.get(address).context["form"].fields["into"]
    assert list(into.queryset) == [second_group]
    assert into.help_text == (
        "原小组现有1对代表联户、1次计划中的活动，不随村移交，需要时另行调整"
    )
    typed = {"into": second_group.pk, "since": "2017-06-01", "form_token": "x"}
    assert client.post(address, typed).status_code == 302

    assert days(qingshan) == [
        (yuxin_group.pk, None, LAST_OF_MAY),
        (second_group.pk, JUNE, None),
    ]
    assert yuxin_group.pairings.filter(until=None).count() == 2
    for group in (yuxin_group, second_group):
        newest = client.get(group.get_absolute_url()).context["events"][0]
        assert (newest.who, "青山村委会" in str(newest)) == (clerk.name, True)
    client.force_login(other_clerk)
    assert client.get(address).status_code == 404


# --- villages of nobody -----------------------------------------------------------------


@pytest.fixture
def lonely(yuxin):
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=yuxin, name="旧村委会", closed_on=JUNE)
    return VillageFactory(parent=yuxin, name="韩口村委会")


def test_villages_of_nobody_are_listed_as_of_the_day(
    lonely, yuxin_group, qingshan, clerk, other_clerk
):
    yuxin_group.village_links.update(until=JUNE)

    def lines(user, **asked):
        table = find_table("villages-without-group", user)(user, Asked(**asked))
        return [line.values for line in table.lines]

    free = ("渔薪镇", "韩口村委会", "", None)
    assert lines(clerk, until=JUNE) == [free]
    assert sorted(lines(clerk), key=lambda line: line[1]) == [
        ("渔薪镇", "青山村委会", yuxin_group.name, JUNE),
        free,
    ]
    assert lines(other_clerk) == []


def test_a_village_of_nobody_waits_for_the_presidium_until_it_has_a_group(
    client, lonely, yuxin_group, clerk, office, yuxin
):
    def waiting(user):
        return [t.title for p in piles(user=user) for t in p.todos if p.kind == KIND]

    assert (waiting(clerk), waiting(office)) == (["渔薪镇有1个村没有小组联系"], [])
    client.force_login(clerk)
    page = client.get(reverse("groups:township", args=[yuxin.pk]))
    assert list(page.context["free"]) == [lonely]
    address = reverse("groups:assign", args=[yuxin.pk])
    assert f"{address}?village={lonely.pk}" in page.content.decode()

    typed = {"village": lonely.pk, "group": yuxin_group.pk, "since": "2017-06-01"}
    assert client.post(address, typed).status_code == 302

    assert days(lonely) == [(yuxin_group.pk, JUNE, None)]
    assert waiting(clerk) == []


# --- the township's page ----------------------------------------------------------------


def test_the_page_tells_size_mix_and_coverage(
    client, visit_form, yuxin_group, second_group, qingshan, yuxin, clerk, secretary
):
    both = MandateFactory(tier="county", township=yuxin).person
    MandateFactory(person=both, tier="township", township=yuxin)
    other = MandateFactory(tier="township", township=yuxin).person
    for person in (both, other):
        MembershipFactory(group=yuxin_group, person=person)
    village = VillageFactory(parent=yuxin)
    actions.link_village(yuxin_group, village, by=clerk)
    VisitFactory(
        group=second_group,
        village=village,
        form=visit_form,
        campaign=visit_form.campaign,
    )

    def shown(user):
        client.force_login(user)
        page = client.get(reverse("groups:township", args=[yuxin.pk]))
        sizes = page.context["sizes"]
        return {group: dict(cells) for group, cells in sizes.lines}

    assert shown(clerk)[yuxin_group] == {
        "成员": 2,
        "市代表": 1,
        "乡镇代表": 1,
        "联系村": 2,
        "已走访村": "1/2（50%）",
    }
    assert shown(clerk)[second_group]["已走访村"] == "—"
    # Others' visits are not his to see: no number rather than a wrong one.
    assert "已走访村" not in shown(secretary)[yuxin_group]
