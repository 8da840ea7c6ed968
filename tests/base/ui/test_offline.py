"""What browsers keep for where there is no network: forms, and never a row."""

import json
import re

import pytest
from django.urls import reverse

from tests.visits.conftest import campaign, visit_form
from tests.walk import rows, signed_in
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import offline

__all__ = ["campaign", "rows", "signed_in", "visit_form"]
pytestmark = pytest.mark.django_db
SHELLS = [(shell.shell, shell.roles) for shell in offline.registered.values()]
# In the shell of the visit stands what the campaign asks everybody.
ASKED = "家庭基本情况"


def test_the_worker_knows_every_form_that_is_kept_and_its_shell(client, clerk):
    client.force_login(clerk)

    script = client.get("/worker.js")

    known = json.loads(re.search(r"KEPT = (\{.*?\}), ANEW", script.content.decode())[1])
    assert script.headers["Content-Type"] == "text/javascript"
    assert known == {
        "instead": "/ui/no-server/",
        "shells": {
            "/visits/new/": "/visits/new/offline/",
            "/supervision/inspections/new/": "/supervision/inspections/new/offline/",
        },
    }


@pytest.mark.parametrize(("name", "roles"), SHELLS)
def test_a_shell_is_the_same_for_everybody_and_names_nobody(
    name, roles, rows, signed_in
):
    texts = set()
    for role in roles:
        client = signed_in(role)
        page = client.get(reverse(name))
        texts.add(re.sub(r"\d{4}-\d\d-\d\d", "", page.content.decode()))
        user = client.get("/").context["user"]
        assert user.name not in page.content.decode()
        assert page.headers["Cache-Control"].startswith("max-age=0, no-cache")

    (text,) = texts
    named = [row for row in named_rows(rows) if row in text]
    assert named == []
    assert "data-offline" in text
    assert "csrfmiddlewaretoken" not in text
    assert "data-user" not in text
    assert "没有连上服务器" in text


def named_rows(rows) -> list[str]:
    places = Division.objects.filter(level__in=["township", "village"])
    names = [place.name for place in places]
    for pair in rows.values():
        names += [str(row) for row in (pair.ours, pair.theirs)]
    return names


def test_the_forms_offered_instead_are_those_of_the_role(signed_in):
    offered = {
        role: re.findall(
            r'<li><a href="([^"]+)">',
            signed_in(role).get("/ui/no-server/").content.decode(),
        )
        for role in (Role.OFFICE, Role.SECRETARY, Role.SUPERVISOR, Role.LEADER)
    }

    visit, inspection = "/visits/new/", "/supervision/inspections/new/"
    assert offered == {
        Role.OFFICE: [visit, inspection],
        Role.SECRETARY: [visit],
        Role.SUPERVISOR: [inspection],
        Role.LEADER: [],
    }


def test_the_shell_of_a_visit_asks_what_the_campaign_asks(client, clerk, visit_form):
    client.force_login(clerk)
    live, shell = (
        client.get(reverse(name)).content.decode()
        for name in ("visits:create", "visits:offline")
    )

    def asked(text):
        return set(re.findall(r'name="(village-a_\w+|calls-__number__-a_\w+)"', text))

    assert asked(shell) == asked(live) != set()
    kinds = [re.findall(r'name="kind" value="(\w+)"', text) for text in (live, shell)]
    assert kinds == [["joint", "paired"]] * 2
