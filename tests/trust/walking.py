"""Every form of every page, found by opening all addresses of the table."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.test import Client
from django.urls import Resolver404, resolve

from tests.access_table import ROUTES, Route
from tests.trust.asking import read
from tests.trust.forms import Form, forms_on
from tests.walk import url_of
from tianmen_congress.base.accounts.enums import Role

# Who knows most of a township's pages comes first.
ORDER = (
    Role.PRESIDIUM,
    Role.OFFICE,
    Role.SECRETARY,
    Role.SUPERVISOR,
    Role.DEPUTY,
    Role.UNIT,
    Role.LEADER,
    Role.AUDITOR,
)
# Signing out would end the walk; signing in is walked by those not signed in.
LEFT_OUT = {
    "accounts:sign_out",
    "accounts:sign_in",
    "accounts:first_steps",
    "credentials:activate",
}


@dataclass(frozen=True)
class Page:
    """A page that opened: its address, who opened it, and its forms."""

    name: str
    url: str
    role: Role
    forms: tuple[Form, ...]
    text: str


@dataclass(frozen=True)
class Found:
    """A form: the address that takes it, and who may send it."""

    name: str
    role: Role
    form: Form

    @property
    def shape(self) -> tuple:
        return self.name, self.form.method, frozenset(self.form.names)


def name_of(url: str) -> str:
    """The name of the address in the table; nothing for an address that is not there."""
    try:
        return resolve(urlsplit(url).path).view_name
    except Resolver404:
        return ""


def address(name: str, route: Route, rows) -> str:
    return url_of(name, route, rows[route.model].ours.pk if route.model else None)


def pages(rows, sign_in, *, order=ORDER, routes=ROUTES) -> list[Page]:
    """Each address as the first role that it opens to."""
    found: dict[str, Page] = {}
    for role in order:
        client = sign_in(role)
        for name, route in routes.items():
            if name in found or route.is_post_only or role not in route.roles:
                continue
            url = address(name, route, rows)
            if page := opened(client, name, url, role):
                found[name] = page
    return list(found.values())


def opened(client: Client, name: str, url: str, role: Role) -> Page | None:
    answer = read(client.get(url, follow=True))
    if answer.status != 200:
        return None
    return Page(name, url, role, tuple(forms_on(answer.text, url)), answer.text)


def forms_of(walked: list[Page], method: str) -> list[Found]:
    """Forms of these pages, each shape once."""
    found: dict[tuple, Found] = {}
    for page in walked:
        for form in page.forms:
            each = Found(name_of(form.action), page.role, form)
            if form.method == method and each.name not in LEFT_OUT:
                found.setdefault(each.shape, each)
    return list(found.values())
