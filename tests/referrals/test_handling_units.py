"""The pages of the units that opinions are handed to."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from referrals import actions
from referrals.enums import State
from referrals.models import HandlingUnit
from referrals.queries.handlers import COUNTS, units_for_list
from referrals.workflow import MoveRefused
from tests.factories.platform import OrganFactory
from tests.kept import kept
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ

pytestmark = pytest.mark.django_db
LIST = reverse("referrals:units")
OTHERS = [
    "clerk",
    "secretary",
    "deputy",
    "supervisor",
    "unit",
    "leader",
    "sysadmin",
    "secadmin",
    "auditor",
]


@kept
def lead(way):
    """The lead unit of the cast as the office keeps it."""
    actions.register_units()
    return HandlingUnit.objects.get(organ=way.lead_unit)


@pytest.fixture
def desk(way, client):
    client.force_login(way.office)
    return client


def fields(unit, **given):
    return {
        "contact": unit.contact,
        "phone": unit.phone,
        "is_member": "on",
        "closed_on": "",
        "version": unit.version,
        **given,
    }


# --- registering ----------------------------------------------------------------------


def test_all_city_units_are_registered_once(way):
    names = {unit.organ.name for unit in actions.register_units()}
    again = {unit.organ.name for unit in actions.register_units()}

    assert names == again == {"市交通运输局", "市水务局"}
    assert HandlingUnit.objects.count() == 2


def test_a_new_unit_becomes_an_organ_that_can_be_chosen(desk, way):
    data = {"name": "市应急管理局", "contact": "钱七", "phone": "136 0000 1111"}

    response = desk.post(reverse("referrals:unit_create"), data | {"is_member": "on"})

    unit = HandlingUnit.objects.get(organ__name="市应急管理局")
    assert response.url == unit.get_absolute_url()
    assert (unit.contact, unit.phone, unit.is_member) == ("钱七", "136 0000 1111", True)
    assert unit.organ.kind == OrganKind.UNIT
    assert unit.organ.order > way.lead_unit.order


def test_a_government_is_taken_up_without_a_seat_in_the_conference(desk, way):
    data = {"organ": way.handler.pk, "contact": "孙八", "is_member": "on"}

    desk.post(reverse("referrals:unit_create"), data)

    unit = HandlingUnit.objects.get(organ=way.handler)
    assert (unit.contact, unit.is_member) == ("孙八", False)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "请填写新单位全称，或者选择已有机构，只填一项"),
        ({"name": "市某局", "organ": "HANDLER"}, "只填一项"),
        ({"name": "市交通运输局"}, "“市交通运输局”已经有了"),
        ({"organ": "999999"}, "选择"),
        ({"name": "长" * 81}, "80"),
        ({"name": "市某局", "phone": "1" * 21}, "20"),
    ],
)
def test_a_unit_that_cannot_be_is_told_and_the_text_is_kept(desk, way, given, sentence):
    if given.get("organ") == "HANDLER":
        given = given | {"organ": way.handler.pk}
    data = {"contact": "钱七留着", "is_member": "on", **given}

    page = desk.post(reverse("referrals:unit_create"), data)

    html = page.content.decode()
    assert page.status_code == 200
    assert sentence in html
    assert "钱七留着" in html
    assert not HandlingUnit.objects.filter(contact="钱七留着").exists()


def test_what_is_registered_or_closed_is_not_offered_again(desk, way, lead):
    OrganFactory(name="市老局", until=date(2017, 1, 1))

    page = desk.get(reverse("referrals:unit_create")).content.decode()

    assert "渔薪镇人民政府" in page
    assert ">市交通运输局</option>" not in page
    assert ">市老局</option>" not in page


# --- changing -------------------------------------------------------------------------


def test_whom_to_call_is_changed_and_the_story_tells_who_did_it(desk, way, lead):
    url = reverse("referrals:unit_edit", args=[lead.pk])

    desk.post(url, fields(lead, contact="周九", phone="135 0000 2222"))

    page = desk.get(lead.get_absolute_url())
    newest = page.context["events"][0]
    assert newest.who == way.office.name
    changes = {change.label: (change.old, change.new) for change in newest.changes}
    assert changes == {"责任人": ("", "周九"), "联系电话": ("", "135 0000 2222")}


def test_two_who_change_a_unit_at_once_are_told(desk, lead):
    url = reverse("referrals:unit_edit", args=[lead.pk])
    desk.post(url, fields(lead, contact="甲填的"))

    page = desk.post(url, fields(lead, contact="乙填的"))

    html = page.content.decode()
    assert page.status_code == 200
    assert "别人已修改并保存了这条记录" in html
    assert "甲填的" in html
    assert "乙填的" in html
    lead.refresh_from_db()
    assert lead.contact == "甲填的"


def test_a_unit_is_closed_with_a_day_and_no_longer_chosen(desk, way, lead):
    url = reverse("referrals:unit_edit", args=[lead.pk])

    desk.post(url, fields(lead, closed_on="2017.7.1"))

    lead.refresh_from_db()
    assert lead.closed_on == lead.organ.until == date(2017, 7, 1)
    page = desk.get(lead.get_absolute_url()).content.decode()
    assert "已撤销" in page
    assert lead not in HandlingUnit.objects.members()


def test_a_closed_unit_is_opened_again(desk, lead):
    url = reverse("referrals:unit_edit", args=[lead.pk])
    desk.post(url, fields(lead, closed_on="2017-07-01"))
    lead.refresh_from_db()

    desk.post(url, fields(lead, closed_on=""))

    lead.refresh_from_db()
    assert (lead.closed_on, lead.organ.until) == (None, None)


@pytest.mark.parametrize("state", [State.ASSIGNED, State.PROCESSING, State.FED_BACK])
def test_a_unit_with_something_in_hand_is_not_closed(desk, way, lead, state):
    opinion = way.to(State.PROCESSING) if state == State.FED_BACK else way.to(state)
    if state == State.FED_BACK:
        way.walk(opinion, "draft_answer", "issue", "answer", "feed_back")
    url = reverse("referrals:unit_edit", args=[lead.pk])

    page = desk.post(url, fields(lead, closed_on="2017-07-01"))

    assert "该单位还有1件没有办结，请先改交其他单位" in page.content.decode()
    lead.refresh_from_db()
    assert lead.closed_on is None


def test_a_unit_that_only_helps_is_not_closed_either(way, lead):
    way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    helper = HandlingUnit.objects.get(organ=way.co_unit)
    helper.closed_on = date(2017, 7, 1)

    with pytest.raises(MoveRefused, match="还有1件没有办结"):
        actions.change_unit(helper, by=way.office)


def test_with_everything_closed_the_unit_may_end(way, lead):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "answer")
    way.walk(opinion, "feed_back", "evaluate")
    way.step(opinion, "close", by=way.office)
    lead.closed_on = date(2017, 7, 1)

    assert actions.change_unit(lead, by=way.office).organ.until == date(2017, 7, 1)


def test_a_government_has_no_box_for_a_seat(desk, way):
    unit = actions.open_unit(HandlingUnit(), by=way.office, organ=way.handler)

    page = desk.get(reverse("referrals:unit_edit", args=[unit.pk])).content.decode()

    assert 'name="is_member"' not in page
    assert 'name="closed_on"' in page


# --- numbers ----------------------------------------------------------------------------


@kept
def busy(way, lead):
    """One late, one in time, one answered as solved, one closed, two of others."""
    way.step(way.to(State.AGENDA), "assign", due_on=date(2017, 7, 1))
    way.to(State.PROCESSING)
    answered = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "answer")
    closed = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "answer")
    closed = way.walk(closed, "feed_back", "evaluate")
    way.step(closed, "close", by=way.office)
    way.to(State.HANDLING)
    way.to(State.ACCEPTED)
    return lead, answered


def numbers_of(way, unit):
    row = units_for_list(user=way.office).get(pk=unit.pk)
    return {name: vars(row)[name] for name, *_ in COUNTS}


def test_the_numbers_of_a_unit_count_what_it_leads(way, busy):
    lead, _ = busy

    assert numbers_of(way, lead) == {
        "handed": 4,
        "answered": 2,
        "closed": 1,
        "solved": 2,
        "overdue": 1,  # not the answer that the group has told nobody of
    }


def test_a_unit_without_work_has_noughts(way, lead):
    assert set(numbers_of(way, lead).values()) == {0}


def test_what_a_government_handles_counts_for_it(way):
    unit = actions.open_unit(HandlingUnit(), by=way.office, organ=way.handler)
    way.to(State.HANDLING)
    way.to(State.ANSWERED)

    numbers = numbers_of(way, unit)

    assert (numbers["handed"], numbers["answered"]) == (2, 1)


def test_helping_is_not_leading(way, lead):
    way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    helper = HandlingUnit.objects.get(organ=way.co_unit)

    assert numbers_of(way, helper)["handed"] == 0


@pytest.mark.parametrize("name", [name for name, *_ in COUNTS])
def test_each_number_opens_the_list_that_it_counts(desk, way, busy, name):
    lead, _ = busy
    page = desk.get(lead.get_absolute_url())
    label = next(label for key, label, _ in COUNTS if key == name)
    count, url = next(
        (n, url) for text, n, url in page.context["counts"] if text == label
    )

    found = desk.get(url).context["listing"].found

    assert found.count() == count == numbers_of(way, lead)[name]


def test_the_list_shows_the_numbers_as_links(desk, way, busy):
    lead, _ = busy

    page = desk.get(LIST).content.decode()

    assert f"handler_pk={lead.organ_id}&amp;part=handed" in page
    assert lead.organ.name in page


def test_the_list_costs_as_much_for_three_as_for_one(desk, way, lead):
    HandlingUnit.objects.exclude(pk=lead.pk).delete()
    desk.get(LIST)

    def count():
        with CaptureQueriesContext(connection) as context:
            desk.get(LIST)
        return len(context)

    one = count()
    actions.register_units()
    OrganFactory(name="市财政局")
    actions.register_units()
    assert count() == one


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=水务", ["市水务局"]),
        ("q=赵六", ["市交通运输局"]),
        ("kind=government", ["渔薪镇人民政府"]),
        ("kind=unit", ["市交通运输局", "市水务局"]),
        ("is_open=0", []),
        ("is_member=0", ["渔薪镇人民政府"]),
    ],
)
def test_units_are_searched_and_filtered(desk, way, lead, query, names):
    HandlingUnit.objects.filter(pk=lead.pk).update(contact="赵六")
    actions.open_unit(HandlingUnit(), by=way.office, organ=way.handler)

    found = desk.get(f"{LIST}?{query}").context["listing"].found

    assert sorted(str(unit) for unit in found) == sorted(names)


def test_the_list_goes_out_as_a_workbook_with_telephones_as_text(desk, way, lead):
    HandlingUnit.objects.filter(pk=lead.pk).update(contact="赵六", phone="13800001234")

    response = desk.get(f"{LIST}?export=1")

    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = [row for row in book.active.values if "市交通运输局" in row]
    assert len(rows) == 1
    assert "13800001234" in rows[0]
    assert "赵六" in rows[0]


# --- who --------------------------------------------------------------------------------


@pytest.mark.parametrize("who", OTHERS)
def test_the_pages_are_the_office_s_alone(way, lead, client, who, request):
    client.force_login(request.getfixturevalue(who))

    pages = [
        client.get(LIST),
        client.get(reverse("referrals:unit_create")),
        client.get(lead.get_absolute_url()),
        client.post(reverse("referrals:unit_edit", args=[lead.pk]), fields(lead)),
    ]

    assert {page.status_code for page in pages} == {403}
    assert Organ.objects.filter(until__isnull=False).count() == 0


@pytest.mark.parametrize("who", ["clerk", "secretary", "deputy", "supervisor", "unit"])
def test_those_bound_to_a_place_choose_from_no_list_of_units(
    way, lead, client, who, request
):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("referrals:list"))

    assert "unit" not in page.context["listing"].filterset.form.fields
    assert "市水务局" not in page.content.decode()


@pytest.mark.parametrize("who", ["office", "leader"])
def test_those_who_see_all_choose_among_all_units(way, lead, client, who, request):
    client.force_login(request.getfixturevalue(who))

    page = client.get(reverse("referrals:list")).content.decode()

    assert ">市交通运输局</option>" in page
    assert ">市水务局</option>" in page


def test_a_unit_that_is_not_there_is_not_found(desk):
    assert desk.get(reverse("referrals:unit", args=[999_999])).status_code == 404
    assert desk.get(reverse("referrals:unit_edit", args=[999_999])).status_code == 404


def test_an_empty_list_says_what_to_do(desk):
    assert "新建联席会议时也会登记全部市直单位" in desk.get(LIST).content.decode()
