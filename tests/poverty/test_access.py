"""Every address of this room as every role: rows of one's own, and of next door."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from poverty.models import Household, HouseholdMember, PoorVillage
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.visits import PairingFactory
from tests.poverty.numbers import id_number

pytestmark = pytest.mark.django_db
EVERYBODY = [
    "office",
    "leader",
    "clerk",
    "other_clerk",
    "secretary",
    "other_secretary",
    "deputy",
    "supervisor",
    "unit",
    "sysadmin",
    "secadmin",
    "auditor",
]
KEEPERS = {"office", "clerk"}
READERS = KEEPERS | {"leader", "secretary", "deputy", "supervisor"}
ROOM = READERS | {"other_clerk", "other_secretary"}
WHOLE = READERS - {"leader", "supervisor"}


@pytest.fixture
def here(qingshan, deputy, yuxin_group):
    """A household and a village of 渔薪; the deputy is paired with the one."""
    household = HouseholdFactory(village=qingshan, head_name="张三丰")
    MemberFactory(
        household=household, name="张三丰", relation="head", id_number=id_number()
    )
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    return {"household": household, "village": PoorVillageFactory(village=qingshan)}


@pytest.fixture
def address(here):
    def address(name):
        row = here[name.split("_")[0]] if "_" in name else here["household"]
        return reverse(f"poverty:{name}", args=[row.pk])

    return address


def expected(who, allowed):
    """404 for a row out of sight, 403 for what one sees and may not do."""
    if who in allowed:
        return 200
    return 403 if who in READERS else 404


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("household_detail", READERS),
        ("household_edit", KEEPERS),
        ("household_lift", KEEPERS),
        ("household_return", KEEPERS),
        ("household_void", KEEPERS),
        ("village_detail", READERS),
        ("village_edit", KEEPERS),
    ],
)
def test_pages_of_a_row(request, client, address, who, name, allowed):
    client.force_login(request.getfixturevalue(who))

    assert client.get(address(name)).status_code == expected(who, allowed)


@pytest.mark.parametrize("who", EVERYBODY)
def test_whole_numbers(request, client, address, who):
    client.force_login(request.getfixturevalue(who))

    response = client.post(address("numbers"))

    assert response.status_code == expected(who, WHOLE)
    assert (id_number() in response.content.decode()) is (who in WHOLE)


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - KEEPERS))
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("household_edit", {"category": "general"}),
        ("household_lift", {"year": "2016"}),
        ("household_void", {"reason": "不该"}),
        ("village_edit", {"version": "1", "main_industry": "不该"}),
    ],
)
def test_who_may_not_write_writes_nothing(
    request, client, here, address, who, name, data
):
    before = [list(m.objects.order_by("pk").values()) for m in (Household, PoorVillage)]
    client.force_login(request.getfixturevalue(who))

    response = client.post(address(name), data)

    assert response.status_code == expected(who, set())
    after = [list(m.objects.order_by("pk").values()) for m in (Household, PoorVillage)]
    assert after == before


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("household_create", {"office", "clerk", "other_clerk"}),
        ("village_create", {"office"}),
    ],
)
def test_pages_for_something_new(request, client, who, name, allowed):
    client.force_login(request.getfixturevalue(who))

    status = client.get(reverse(f"poverty:{name}")).status_code

    assert status == (200 if who in allowed else 403)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", ["household_list", "village_list"])
def test_lists_hold_the_rows_in_sight(request, client, here, who, name):
    client.force_login(request.getfixturevalue(who))

    response = client.get(reverse(f"poverty:{name}"))

    assert response.status_code == (200 if who in ROOM else 403)
    if who in ROOM:
        assert response.context["listing"].total == (who in READERS)


@pytest.mark.parametrize("who", sorted(ROOM))
@pytest.mark.parametrize("method", ["get", "post"])
def test_workbooks_hold_the_rows_in_sight_as_the_reader_may_see_them(
    request, client, here, who, method
):
    """The list as it stands (get), and the roster that goes back in (post)."""
    client.force_login(request.getfixturevalue(who))
    urls = {
        "get": reverse("poverty:household_list") + "?export=xlsx",
        "post": reverse("poverty:roster_export"),
    }

    response = getattr(client, method)(urls[method])

    sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    cells = {cell for row in sheet.values for cell in row}
    assert ("张三丰" in cells) is (who in WHOLE)
    assert ("张*丰" in cells) is (who in READERS - WHOLE)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("lookup", "allowed"),
    [
        ("poverty-villages", KEEPERS),
        ("villages-in-sight", READERS),
        ("undeclared-villages", set()),
    ],
)
def test_boxes_offer_the_villages_in_sight(request, client, here, who, lookup, allowed):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("ui:choices", args=[lookup]), {"q": "青山"})

    assert bool(page.json()["choices"]) is (who in allowed)


@pytest.mark.parametrize("model", [Household, HouseholdMember, PoorVillage])
def test_nobody_anonymous_comes_in(client, here, address, model):
    for url in (address("household_detail"), reverse("poverty:household_list")):
        assert client.get(url).url.startswith(reverse("accounts:sign_in"))
    assert not model.objects.visible_to(
        client.get("/accounts/sign-in/").wsgi_request.user
    )
