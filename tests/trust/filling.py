"""Filling in a form as somebody would who has the page before him and nothing to ask."""

from urllib.parse import urlsplit

from django.test import Client

from tests.trust.forms import Box, Form
from tianmen_congress.base.clocks.calendar import today

# What goes into a box by its name; anything else takes the plain text.
WORDS = {
    "phone": "138 0000 1234",
    "birth_month": "1964-01",
    "email": "",
    "income": "2800",
    "year": "2017",
    "number": "77",
    "order": "7",
    "id_number": "",
    "url": "",
    "new_password1": "四公里外的鱼塘-8",
    "new_password2": "四公里外的鱼塘-8",
}
PLAIN = "核对后填写"


def filled(client: Client, form: Form, **given: str) -> list[tuple[str, str]]:
    """Every empty box filled, the others as they are; `given` says otherwise."""
    pairs, radios = [], set()
    for box in form.boxes:
        if box.name in given or box.kind in ("submit", "button", "file"):
            continue
        if box.kind == "radio":
            radios.add(box.name)
        pairs += [(box.name, value) for value in _values(client, box)]
    pairs += _first_of(form, radios - {name for name, _ in pairs})
    return [*pairs, *given.items()]


def _values(client: Client, box: Box) -> list[str]:
    if box.kind in ("checkbox", "radio"):
        return box.sent
    if any(box.sent):
        return box.sent
    if box.source:
        return [_offered(client, box)]
    if box.kind == "select":
        return [option for option in box.options if option][:1]
    return [_word(box)] if box.kind in ("text", "textarea", "number", "tel") else [""]


def _word(box: Box) -> str:
    if box.is_day:
        return today().isoformat()
    name = box.name.rpartition("-")[2]
    if name in WORDS:
        return WORDS[name]
    return "1" if box.kind == "number" else PLAIN


def _offered(client: Client, box: Box) -> str:
    """The first row that the box offers: its name in the text, its key behind it."""
    choices = client.get(urlsplit(box.source).path).json()["choices"]
    if not choices:
        return ""
    part = "value" if box.name.endswith("_pk") else "label"
    return str(choices[0][part])


def _first_of(form: Form, names: set[str]) -> list[tuple[str, str]]:
    """The first of each set of buttons of which none was pressed."""
    first: dict[str, str] = {}
    for box in form.boxes:
        if box.name in names and box.kind == "radio":
            first.setdefault(box.name, box.values[0])
    return list(first.items())
