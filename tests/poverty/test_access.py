"""Every address of this room as every role: rows of one's own, and of next door."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from poverty.models import Household, HouseholdMember, PoorVillage
from tests.cast import EVERYBODY
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.visits import PairingFactory
from tests.poverty.numbers import id_number

pytestmark = pytest.mark.django_db
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


PAGES = {
    "household_detail": READERS,
    "household_edit": KEEPERS,
    "household_lift": KEEPERS,
    "household_return": KEEPERS,
    "household_void": KEEPERS,
    "village_detail": READERS,
    "village_edit": KEEPERS,
}


def test_pages_of_a_row(address, each):
    found = each(
        lambda client, _: {n: client.get(address(n)).status_code for n in PAGES}
    )

    assert found == {
        who: {name: expected(who, allowed) for name, allowed in PAGES.items()}
        for who in EVERYBODY
    }


def test_whole_numbers(address, each):
    def ask(client, _):
        answer = client.post(address("numbers"))
        return answer.status_code, id_number() in answer.content.decode()

    assert each(ask) == {w: (expected(w, WHOLE), w in WHOLE) for w in EVERYBODY}


WRITES = {
    "household_edit": {"category": "general"},
    "household_lift": {"year": "2016"},
    "household_void": {"reason": "不该"},
    "village_edit": {"version": "1", "main_industry": "不该"},
}


def test_who_may_not_write_writes_nothing(address, each):
    def stored():
        models = Household, PoorVillage
        return [list(m.objects.order_by("pk").values()) for m in models]

    def ask(client, _):
        return {
            name: (client.post(address(name), data).status_code, stored() == before)
            for name, data in WRITES.items()
        }

    before = stored()
    people = sorted(set(EVERYBODY) - KEEPERS)

    assert each(ask, people) == {
        who: dict.fromkeys(WRITES, (expected(who, set()), True)) for who in people
    }


NEW = {
    "household_create": {"office", "clerk", "other_clerk"},
    "village_create": {"office"},
}


def test_pages_for_something_new(each):
    def ask(client, _):
        return {n: client.get(reverse(f"poverty:{n}")).status_code for n in NEW}

    assert each(ask) == {
        who: {name: 200 if who in may else 403 for name, may in NEW.items()}
        for who in EVERYBODY
    }


def test_lists_hold_the_rows_in_sight(here, each):
    def ask(client, who):
        answers = [client.get(reverse(f"poverty:{name}_list")) for name in here]
        return [
            answer.context["listing"].total if who in ROOM else answer.status_code
            for answer in answers
        ]

    assert each(ask) == {
        who: [int(who in READERS) if who in ROOM else 403] * 2 for who in EVERYBODY
    }


def test_workbooks_hold_the_rows_in_sight_as_the_reader_may_see_them(here, each):
    """The list as it stands, and the roster that goes back in."""

    def names(response):
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        cells = {cell for row in sheet.values for cell in row}
        return cells & {"张三丰", "张*丰"}

    def ask(client, _):
        listed = client.get(reverse("poverty:household_list") + "?export=xlsx")
        return names(listed), names(client.post(reverse("poverty:roster_export")))

    shown = {who: {"张三丰" if who in WHOLE else "张*丰"} for who in READERS}

    assert each(ask, sorted(ROOM)) == {
        who: (shown.get(who, set()), shown.get(who, set())) for who in ROOM
    }


BOXES = {
    "poverty-villages": KEEPERS,
    "villages-in-sight": READERS,
    "undeclared-villages": set(),
}


def test_boxes_offer_the_villages_in_sight(here, each):
    def ask(client, _):
        pages = {
            box: client.get(reverse("ui:choices", args=[box]), {"q": "青山"})
            for box in BOXES
        }
        return {box for box, page in pages.items() if page.json()["choices"]}

    assert each(ask) == {
        who: {box for box, may in BOXES.items() if who in may} for who in EVERYBODY
    }


@pytest.mark.parametrize("model", [Household, HouseholdMember, PoorVillage])
def test_nobody_anonymous_comes_in(client, here, address, model):
    for url in (address("household_detail"), reverse("poverty:household_list")):
        assert client.get(url).url.startswith(reverse("accounts:sign_in"))
    assert not model.objects.visible_to(
        client.get("/accounts/sign-in/").wsgi_request.user
    )
