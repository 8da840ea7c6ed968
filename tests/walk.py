"""What every walk of all addresses needs: rows of both townships, and whoever signs in."""

from collections.abc import Iterator
from importlib import import_module

import pytest
from django.urls import get_resolver, reverse

from tests.access_rows import make_rows
from tests.kept import kept
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui.listing import Listing
from tianmen_congress.base.workbooks.pages.listings import IssueListing

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


@kept
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


def list_paths() -> list[str]:
    """Where `listing.rebuild` finds each list of the product, but those of a row's parts."""
    import_module("tianmen_congress.urls")
    paths = {f"{kind.__module__}.{kind.__qualname__}" for kind in _lists(Listing)}
    return sorted(path for path in paths if not path.startswith("tests."))


def _lists(kind: type[Listing]) -> Iterator[type[Listing]]:
    if hasattr(kind, "table_class") and kind != IssueListing:
        yield kind
    for below in kind.__subclasses__():
        yield from _lists(below)
