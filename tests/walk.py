"""What every walk of all addresses needs: rows of both townships, and whoever signs in."""

import pytest
from django.urls import get_resolver, reverse

from tests.access_rows import make_rows
from tianmen_congress.accounts.enums import Role

CAST = {
    Role.OFFICE: "office",
    Role.PRESIDIUM: "clerk",
    Role.SECRETARY: "secretary",
    Role.DEPUTY: "deputy",
    Role.SUPERVISOR: "supervisor",
    Role.UNIT: "unit",
    Role.LEADER: "leader",
    Role.SYSADMIN: "sysadmin",
    Role.SECADMIN: "secadmin",
    Role.AUDITOR: "auditor",
}


@pytest.fixture
def rows(yuxin_group, duobao_group, clerk, other_clerk, supervisor, visit_form):
    """Own and foreign rows of every model that an address takes."""
    return make_rows(
        ours=yuxin_group, theirs=duobao_group, clerk=clerk, other_clerk=other_clerk
    )


@pytest.fixture
def signed_in(request, client):
    def sign_in(role):
        client.force_login(request.getfixturevalue(CAST[role]))
        return client

    return sign_in


def addresses(resolver=None, namespace=""):
    """Name of every address but the administration's, whose pages ask by themselves."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if str(pattern.pattern).startswith("admin/"):
            continue
        if not hasattr(pattern, "url_patterns"):
            yield namespace + (pattern.name or str(pattern.pattern))
        else:
            inner = f"{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner)


def url_of(name, route, pk):
    return reverse(name, kwargs=route.kwargs_for(pk))
