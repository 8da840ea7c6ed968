"""Personal data planted into the rows of the walk, and looking for it anywhere."""

import json
import re
from dataclasses import dataclass, field
from html import unescape
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZipFile, is_zipfile

from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection

from deputies.models import Person
from poverty.enums import Relation
from poverty.models import Household
from referrals.models import Opinion
from tests.factories.poverty import MemberFactory
from tianmen_congress.base.personal.id_numbers import complete

# Surnames that stand nowhere else in the tests.
SURNAMES = "禤逄亓仉暴"


@dataclass
class Planted:
    numbers: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def number(self) -> str:
        number = complete(f"42909919{70 + len(self.numbers)}0101001")
        self.numbers.append(number)
        return number

    def phone(self) -> str:
        phone = f"1390000{len(self.phones):04}"
        self.phones.append(phone)
        return phone

    def name(self) -> str:
        count = len(self.names)
        name = f"{SURNAMES[count % len(SURNAMES)]}{'甲乙丙丁戊己'[count % 6]}秀"
        self.names.append(name)
        return name

    def plant(self, rows) -> "Planted":
        for household in Household.objects.all():
            self._into_household(household)
        for person in Person.objects.all():
            person.phone = self.phone()
            person.save()
        for opinion in Opinion.objects.all():
            opinion.proposers.create(name=self.name(), phone=self.phone())
        return self

    def _into_household(self, household: Household) -> None:
        household.head_name, household.phone = self.name(), self.phone()
        household.save()
        for relation in (Relation.HEAD, Relation.SPOUSE):
            is_head = relation == Relation.HEAD
            name = household.head_name if is_head else self.name()
            MemberFactory(
                household=household,
                name=name,
                relation=relation,
                id_number=self.number(),
            )

    def numbers_in(self, text: str) -> list[str]:
        return [n for n in self.numbers if n in text]

    def phones_in(self, text: str) -> list[str]:
        bare = re.sub(r"(?<=\d)[ -](?=\d)", "", text)
        return [phone for phone in self.phones if phone in bare]

    def names_in(self, text: str) -> list[str]:
        return [name for name in self.names if name in text]

    def found_in(self, text: str) -> list[str]:
        return self.numbers_in(text) + self.phones_in(text) + self.names_in(text)


def text_of(response) -> str:
    """What a person reads of an answer: the page, or the inside of an office file."""
    parts = response.streaming_content if response.streaming else [response.content]
    content = b"".join(parts)
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            names = [name for name in archive.namelist() if name.endswith(".xml")]
            content = b"\n".join(archive.read(name) for name in names)
    return unescape(content.decode("utf-8", "replace"))


ADDRESS = re.compile(r'(?:href|action|src|data-[a-z-]+|formaction)="([^"]*)"')


def addresses_in(page: str) -> str:
    """All addresses of a page as a log would show them, and as they mean."""
    found = [unescape(address) for address in ADDRESS.findall(page)]
    return "\n".join([*found, *(unquote(address) for address in found)])


def sessions() -> str:
    """What is kept of everybody who is signed in."""
    stored = [SessionStore().decode(row.session_data) for row in Session.objects.all()]
    return json.dumps(stored, ensure_ascii=False)


def trail() -> str:
    """Every text of the trail and of the contexts of the histories."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(t::text, ' '), '') FROM audit_trailentry t"
        )
        (entries,) = cursor.fetchone()
        cursor.execute(
            "SELECT coalesce(string_agg(metadata::text, ' '), '') FROM pghistory_context"
        )
        (contexts,) = cursor.fetchone()
    return f"{entries}\n{contexts}"


def stored_names() -> str:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(string_agg(concat(content, ' ', thumbnail), ' '), '') FROM files_storedfile"
        )
        return cursor.fetchone()[0]
