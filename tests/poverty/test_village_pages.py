import pytest
from django.urls import reverse

from poverty.enums import PovertyState, VillageState
from poverty.models import PoorVillage
from poverty.pages.parts import household_parts, village_parts
from tests.factories.groups import GroupVillageFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tianmen_congress.base.ui.parts import DetailPart

pytestmark = pytest.mark.django_db
LIST = reverse("poverty:village_list")
NEW = reverse("poverty:village_create")


@pytest.fixture
def village(qingshan):
    return PoorVillageFactory(village=qingshan, households=520, population=1992)


@pytest.fixture
def elsewhere(duobao):
    return PoorVillageFactory(village__parent=duobao)


def get(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("office", {"here", "there"}),
        ("leader", {"here", "there"}),
        ("clerk", {"here"}),
        ("other_clerk", {"there"}),
        ("secretary", {"here"}),
        ("other_secretary", set()),
        ("deputy", {"here"}),
        ("supervisor", {"here"}),
    ],
)
def test_each_role_lists_the_villages_in_its_sight(
    request, client, village, elsewhere, who, sees
):
    rows = {"here": village, "there": elsewhere}

    page = get(client, request.getfixturevalue(who), LIST)

    assert set(page.context["listing"].found) == {rows[name] for name in sees}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_rows(
    client, clerk, yuxin, count, django_assert_num_queries
):
    for _ in range(count):
        HouseholdFactory(village=PoorVillageFactory(village__parent=yuxin).village)
    client.force_login(clerk)

    # the frame's eight, saved searches, townships to choose from, count, rows
    with django_assert_num_queries(12):
        response = client.get(LIST)

    assert response.context["listing"].total == count


def test_the_list_shows_the_poor_households_of_each_village(client, clerk, village):
    HouseholdFactory.create_batch(2, village=village.village)
    HouseholdFactory(
        village=village.village, voided_at="2017-07-01T00:00Z", void_reason="重复"
    )

    row = get(client, clerk, LIST).context["listing"].found.get()

    assert row.poor_count == 2


def test_the_page_counts_its_households_and_leads_to_them(client, clerk, village):
    MemberFactory(household__village=village.village)
    HouseholdFactory(
        village=village.village, state=PovertyState.LIFTED, lifted_year=2016
    )

    page = get(client, clerk, village.get_absolute_url())

    assert page.context["counts"] == {
        "poor": 1,
        "lifted": 1,
        "households": 2,
        "people": 1,
    }
    link = f"{reverse('poverty:household_list')}?village=青山村委会"
    found = client.get(f"{link}&village_pk={village.village_id}&state=lifted")
    assert found.context["listing"].total == 1


def test_the_office_declares_a_village_poor_once(client, office, qingshan):
    data = {
        "village_": "青山",
        "village_pk": qingshan.pk,
        "delisted_year": "",
        "households": "520",
    }
    client.force_login(office)
    data["village_"] = "青山村委会（渔薪镇）"

    response = client.post(NEW, data)

    village = PoorVillage.objects.get()
    assert response.url == village.get_absolute_url()
    assert (village.township, village.state) == (qingshan.parent, VillageState.LISTED)
    again = client.post(NEW, data)
    assert "village" in again.context["form"].errors


@pytest.mark.parametrize("who", ["clerk", "secretary", "leader", "supervisor"])
def test_only_the_office_declares_villages_poor(request, client, who):
    assert get(client, request.getfixturevalue(who), NEW).status_code == 403


def test_the_presidium_keeps_the_file_and_delists_by_the_year(client, clerk, village):
    client.force_login(clerk)
    url = reverse("poverty:village_edit", args=[village.pk])

    client.post(url, {"version": 1, "delisted_year": "2016", "main_industry": "棉花"})

    village.refresh_from_db()
    assert (village.state, village.delisted_year) == (VillageState.DELISTED, 2016)
    page = client.get(village.get_absolute_url()).content.decode()
    assert "已出列（2016年）" in page
    assert "主导产业" in page


@pytest.mark.parametrize("year", ["2012", "2018"])
def test_a_year_that_cannot_be_is_refused(client, clerk, village, year):
    client.force_login(clerk)
    url = reverse("poverty:village_edit", args=[village.pk])

    page = client.post(url, {"version": 1, "delisted_year": year})

    assert "应在2013年至2017年之间" in page.content.decode()


def test_two_who_change_one_village_both_learn_of_it(client, clerk, office, village):
    url = reverse("poverty:village_edit", args=[village.pk])
    client.force_login(office)
    client.post(url, {"version": 1, "main_industry": "棉花"})
    client.force_login(clerk)

    page = client.post(url, {"version": 1, "main_industry": "黄豆"})

    conflicts = page.context["form"].conflicts
    assert ("主导产业", "棉花", "黄豆") in [
        (c.label, c.theirs, c.mine) for c in conflicts
    ]
    village.refresh_from_db()
    assert village.main_industry == "棉花"


@pytest.mark.parametrize("name", ["village_detail", "village_edit"])
def test_a_village_out_of_sight_is_not_there(client, clerk, elsewhere, name):
    url = reverse(f"poverty:{name}", args=[elsewhere.pk])

    assert get(client, clerk, url).status_code == 404


def test_a_secretary_reads_and_does_not_write(client, secretary, village):
    page = get(client, secretary, village.get_absolute_url())

    assert not page.context["can_edit"]
    url = reverse("poverty:village_edit", args=[village.pk])
    assert client.get(url).status_code == 403


def test_a_placeholder_is_never_offered(client, office, yuxin):
    VillageFactory(name="虚拟村委会", parent=yuxin)

    page = get(
        client, office, reverse("ui:choices", args=["undeclared-villages"]), q=""
    )

    assert page.json()["choices"] == []


def test_rooms_above_add_parts_to_both_pages(client, clerk, village, alone):
    household = HouseholdFactory(village=village.village)
    asked = []

    def something(user, row):
        asked.append((user, row))
        return {}

    for parts in (household_parts, village_parts):
        parts.register(DetailPart("ui/_empty.html", something))
        parts.register(DetailPart("ui/none.html", lambda user, row: None))

    for row in (household, village):
        page = get(client, clerk, row.get_absolute_url())
        assert "ui/_empty.html" in [template.name for template in page.templates]
    assert asked == [(clerk, household), (clerk, village)]


def test_the_menu_leads_here(client, clerk, unit):
    assert LIST in get(client, clerk, LIST).content.decode()
    assert LIST not in get(client, unit, reverse("divisions")).content.decode()


def test_the_page_names_the_groups_linked_to_the_village(
    client, clerk, village, yuxin_group, second_group
):
    yuxin_group.village_links.update(since="2017-07-01")
    past = GroupVillageFactory(
        group=second_group,
        village=village.village,
        since="2017-05-01",
        until="2017-06-30",
    )

    page = get(client, clerk, village.get_absolute_url())

    part = next(p for p in page.context["parts"] if "links" in p["context"])
    now, before = part["context"]["links"]
    assert (now.group, now.until) == (yuxin_group, None)
    assert before == past
    text = page.content.decode()
    assert yuxin_group.get_absolute_url() in text
    assert "2017-06-30" in text


def test_a_village_without_groups_has_no_such_part(client, clerk, yuxin):
    lonely = PoorVillageFactory(village__parent=yuxin)

    assert (
        "联系小组" not in get(client, clerk, lonely.get_absolute_url()).content.decode()
    )


def test_a_secretary_reads_of_the_own_group_only(
    client, secretary, village, yuxin_group, second_group
):
    yuxin_group.village_links.update(since="2017-07-01")
    GroupVillageFactory(group=second_group, village=village.village, until="2017-06-30")

    text = get(client, secretary, village.get_absolute_url()).content.decode()

    assert yuxin_group.name in text
    assert second_group.name not in text
