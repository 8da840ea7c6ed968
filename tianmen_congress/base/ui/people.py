"""Looking for a person: posted, kept in the session, never in an address or a log.

The address of what was found holds a word that means nothing without the session: the
list can be sorted, turned over and printed, and nobody reads in it who was asked for.
"""

import json
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import normal, normal_id_number
from tianmen_congress.base.personal.fields import (
    TAIL,
    digest,
    digits_of,
    sealed,
    tail_digest_of,
    unsealed,
)

# In the address: the word by which the session knows who was asked for.
PARAMETER = "person"
IN_SESSION = "people_asked"
# So many searches of a session can be turned over at once.
MOST = 10
NAME, PHONE, NUMBER = "name", "phone", "id_number"
LABELS = {
    NAME: "姓名",
    PHONE: "电话（全号或后四位）",
    NUMBER: "身份证号码（全号或后四位）",
}
HIDDEN = (PHONE, NUMBER)


@dataclass(frozen=True, slots=True)
class PersonAsked:
    """Who is asked for: by what, and the text in the form in which it is compared."""

    kind: str
    text: str

    @property
    def label(self) -> str:
        return LABELS[self.kind].partition("（")[0]

    @property
    def is_tail(self) -> bool:
        return self.kind in HIDDEN and len(self.text) == TAIL

    @property
    def digest(self) -> str:
        return tail_digest_of(self.text) if self.is_tail else digest(self.text)


@dataclass(frozen=True, slots=True)
class PersonSearch:
    """How a list is searched for a person: by what, and which rows that leaves."""

    kinds: tuple[str, ...]
    narrow: Callable[[QuerySet, User, PersonAsked], QuerySet]
    # The address that takes what is asked; the list is where it leads back to.
    url_name: str
    list_name: str

    def kinds_for(self, user: User) -> list[str]:
        """Who sees masks alone asks for no number: of one he sees too little."""
        is_whole = may_see_personal(user)
        return [kind for kind in self.kinds if is_whole or kind not in HIDDEN]


class WhoForm(forms.Form):
    """One box, and by what it looks."""

    by = forms.ChoiceField(label="按")
    text = forms.CharField(
        label="查找的人",
        max_length=40,
        error_messages={"required": "请填写要查找的姓名或者号码。"},
    )

    def __init__(self, *args, search: PersonSearch, user: User, **kwargs):
        super().__init__(*args, **kwargs)
        kinds = search.kinds_for(user)
        self.fields["by"].choices = [(kind, LABELS[kind]) for kind in kinds]
        self.fields["by"].widget.attrs["class"] = "form-select form-select-sm"
        box = {"class": "form-control form-control-sm", "autocomplete": "off"}
        self.fields["text"].widget.attrs.update(box)

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        kind, text = data["by"], READ[data["by"]](data["text"])
        if fault := FAULTS[kind](text):
            raise forms.ValidationError(fault)
        self.asked = PersonAsked(kind, text)
        return data


def _name_fault(text: str) -> str:
    return "" if text else "请填写要查找的姓名。"


def _phone_fault(text: str) -> str:
    is_one = len(text) == TAIL or 7 <= len(text) <= 12
    return "" if is_one else "电话请填写全号，或者后四位。"


def _number_fault(text: str) -> str:
    is_one = re.fullmatch(r"\d{3}[\dX]|\d{17}[\dX]", text, re.ASCII)
    return "" if is_one else "身份证号码请填写18位全号，或者后四位。"


READ: dict[str, Callable[[str], str]] = {
    NAME: normal,
    PHONE: lambda text: digits_of(normal(text)),
    NUMBER: normal_id_number,
}
FAULTS = {NAME: _name_fault, PHONE: _phone_fault, NUMBER: _number_fault}


def ask(request: HttpRequest, search: PersonSearch) -> HttpResponse:
    """Takes what was posted and leads to the list of what it finds."""
    form = WhoForm(request.POST, search=search, user=request.user)
    query = QueryDict(request.META["QUERY_STRING"], mutable=True)
    for name in (PARAMETER, "page"):
        query.pop(name, None)
    if form.is_valid():
        query[PARAMETER] = _keep(request, search, form.asked)
    else:
        faults = [fault for each in form.errors.values() for fault in each]
        messages.error(request, faults[0])
    to = redirect(search.list_name)
    to["Location"] += f"?{query.urlencode()}" if query else ""
    return to


def _keep(request: HttpRequest, search: PersonSearch, asked: PersonAsked) -> str:
    word = secrets.token_urlsafe(9)
    kept = list(request.session.get(IN_SESSION, {}).items())[1 - MOST :]
    told = sealed(json.dumps([asked.kind, asked.text]))
    request.session[IN_SESSION] = dict([*kept, (word, [search.list_name, told])])
    return word


def kept_for(request: HttpRequest, search: PersonSearch, word: str) -> str:
    """What the session keeps of a search of this list, sealed; "" where it is gone."""
    kept = getattr(request, "session", {}).get(IN_SESSION, {})
    list_name, told = kept.get(word, ("", ""))
    return told if list_name == search.list_name else ""


def opened(told: str) -> PersonAsked | None:
    return PersonAsked(*json.loads(unsealed(told))) if told else None


class PersonSearched:
    """What a list adds that is searched for people, where `person_search` says how."""

    request: HttpRequest
    user: User
    query: QueryDict
    # The search in force as part of an address, without the person.
    saved: str
    person_search: PersonSearch | None = None
    # Whether nothing is searched for but the campaign that runs (current.py).
    is_preset: bool
    # What is asked for, sealed, where the list is made again without its session.
    person_told = ""

    @cached_property
    def asked_person(self) -> PersonAsked | None:
        """Who is looked for; None where nobody is, or nobody knows any more who."""
        return opened(self.told_person)

    @property
    def told_person(self) -> str:
        """The same, sealed: what an export takes along."""
        if self.person_search is None or PARAMETER not in self.query:
            return ""
        word = self.query[PARAMETER]
        return self.person_told or kept_for(self.request, self.person_search, word)

    @property
    def has_lost_person(self) -> bool:
        """Whether somebody was looked for in a session that is over."""
        is_asked = self.person_search is not None and PARAMETER in self.query
        return is_asked and self.asked_person is None

    def of_person(self, rows: QuerySet) -> QuerySet:
        if self.has_lost_person:
            return rows.none()
        if self.asked_person is None:
            return rows
        return self.person_search.narrow(rows, self.user, self.asked_person)

    @property
    def person_form(self) -> WhoForm | None:
        if self.person_search is None:
            return None
        asked = self.asked_person
        given = {"by": asked.kind, "text": asked.text} if asked else None
        return WhoForm(initial=given, search=self.person_search, user=self.user)

    @property
    def person_url(self) -> str:
        """Whoever is looked for is found in every campaign, unless one was asked for."""
        url = reverse(self.person_search.url_name)
        return f"{url}?{self.saved}" if self.saved and not self.is_preset else url
