"""Every address of this room as every role: rows of one's own, and of next door."""

import pytest
from django.urls import reverse

from supervision.models import Finding, Inspection, SupervisionTeam, TeamTownship
from tests.factories.supervision import (
    FindingFactory,
    InspectionFactory,
    ItemFactory,
)
from tests.supervision.pages import page_data
from tianmen_congress.files.actions import store
from tianmen_congress.files.enums import FileKind

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
INSPECTORS = {"office", "supervisor"}
# The inspection is of the first group of 渔薪: its secretary reads it too.
READERS = INSPECTORS | {"leader", "clerk", "secretary"}
ROOM = READERS | {"other_clerk", "other_secretary"}


@pytest.fixture
def inspection(checklist, team, yuxin, yuxin_group):
    return InspectionFactory(
        form=checklist, team=team, township=yuxin, group=yuxin_group
    )


def state():
    models = Inspection, Finding, SupervisionTeam, TeamTownship
    return [list(model.objects.order_by("pk").values()) for model in models]


def expected(who, allowed):
    """404 for a row out of sight, 403 for what one sees and may not do."""
    if who in allowed:
        return 200
    return 403 if who in READERS else 404


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [
        ("detail", READERS),
        ("print", READERS),
        ("edit", INSPECTORS),
        ("void", INSPECTORS),
    ],
)
def test_pages_of_an_inspection(request, client, inspection, who, name, allowed):
    client.force_login(request.getfixturevalue(who))
    url = reverse(f"supervision:inspection_{name}", args=[inspection.pk])

    assert client.get(url).status_code == expected(who, allowed)


@pytest.mark.parametrize("who", sorted(set(EVERYBODY) - INSPECTORS))
@pytest.mark.parametrize("name", ["edit", "void"])
def test_who_may_not_write_writes_nothing(request, client, inspection, who, name):
    before = state()
    client.force_login(request.getfixturevalue(who))
    data = page_data(inspection.form, ("1", "1"), version=1, reason="不该")

    response = client.post(
        reverse(f"supervision:inspection_{name}", args=[inspection.pk]), data
    )

    assert response.status_code == expected(who, set())
    assert state() == before


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_picture(request, client, inspection, office, picture, who):
    stored = store(picture(), by=office, kinds=[FileKind.IMAGE])
    photo = inspection.photos.create(file=stored)
    client.force_login(request.getfixturevalue(who))

    for query in ("", "?small"):
        response = client.get(reverse("supervision:photo", args=[photo.pk]) + query)
        assert response.status_code == (200 if who in READERS else 404)
        assert b"".join(response)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    "name", ["inspection_list", "finding_list", "team_list", "blank"]
)
def test_lists_are_for_those_who_have_to_do_with_it(
    request, client, checklist, who, name
):
    client.force_login(request.getfixturevalue(who))

    status = client.get(reverse(f"supervision:{name}")).status_code

    assert status == (200 if who in ROOM else 403)


@pytest.mark.parametrize("who", sorted(ROOM))
def test_lists_hold_the_rows_in_sight(request, client, inspection, who):
    ItemFactory(inspection=inspection)
    FindingFactory(inspection=inspection)
    client.force_login(request.getfixturevalue(who))

    for name in ("inspection_list", "finding_list"):
        page = client.get(reverse(f"supervision:{name}"))
        assert page.context["listing"].total == (who in READERS)


@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize(
    ("name", "allowed"),
    [("inspection_create", INSPECTORS), ("team_create", {"office"})],
)
def test_pages_for_something_new(request, client, checklist, who, name, allowed):
    client.force_login(request.getfixturevalue(who))

    status = client.get(reverse(f"supervision:{name}")).status_code

    assert status == (200 if who in allowed else 403)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_team_is_seen_where_it_works_and_changed_by_the_office(
    request, client, team, who
):
    seen = {"office", "leader", "clerk", "supervisor"}
    client.force_login(request.getfixturevalue(who))

    detail = client.get(team.get_absolute_url()).status_code
    edit = client.get(reverse("supervision:team_edit", args=[team.pk])).status_code

    assert detail == (200 if who in seen else 404)
    if who == "office":
        assert edit == 200
    else:
        assert edit == (403 if who in seen else 404)


def test_nobody_anonymous_comes_in(client, inspection):
    for url in (inspection.get_absolute_url(), reverse("supervision:blank")):
        assert client.get(url).url.startswith(reverse("accounts:sign_in"))
