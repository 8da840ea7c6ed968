"""Personal data: who sees what of it, and numbers at rest.

Numbers are encrypted in the column and found by a keyed digest.
"""

import base64
import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models

DIGITS = frozenset("0123456789")
# Of a telephone in this country, its area code included.
LONGEST_HERE = 12
TAIL = 4


@dataclass(frozen=True, slots=True)
class Personal:
    """What a model tells of a person: `personal = Personal(masked=…, open=…)`.

    `masked` names the mask that some readers see a field through; `open` is read whole
    by whoever sees the row. A field that neither names is hidden from those readers:
    they cannot search, filter or sort by it.
    """

    masked: Mapping[str, str]
    open: tuple[str, ...]

    def hides(self, field: models.Field) -> bool:
        """Whether those who see masks do not read `field` whole; keys are no secret."""
        return not (field.primary_key or field.is_relation or field.name in self.open)


@lru_cache(maxsize=4)
def _key(purpose: str, secret: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


@lru_cache(maxsize=4)
def _cipher(secret: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key("encrypt", secret)))


def digest(text: str) -> str:
    """What equal numbers have in common without telling the number; "" for none."""
    if not text:
        return ""
    key = _key("search", settings.PERSONAL_DATA_KEY)
    return hmac.new(key, text.upper().encode(), hashlib.sha256).hexdigest()


def digits_of(number: str) -> str:
    """A telephone as it is compared: no signs between its digits, no code of China."""
    digits = "".join(letter for letter in number if letter in DIGITS)
    return digits.removeprefix("86") if len(digits) > LONGEST_HERE else digits


def tail_digest_of(tail: str) -> str:
    """What numbers have in common that end with these four places."""
    return digest(f"…{tail}")


def tail_digest(number: str) -> str:
    """The same of a whole number; "" for one that has no more places."""
    return tail_digest_of(number[-TAIL:]) if len(number) > TAIL else ""


def sealed(text: str) -> str:
    """`text` as nobody reads it without the key of this system."""
    return _cipher(settings.PERSONAL_DATA_KEY).encrypt(text.encode()).decode()


def unsealed(text: str) -> str:
    return _cipher(settings.PERSONAL_DATA_KEY).decrypt(text.encode()).decode()


class DigestField(models.CharField):
    """The digest of another field, by which its number is found; `is_tail`: of its end.

    Written with the row, however it is stored. Who stores chosen columns names this one
    beside the other (`with_digests`).
    """

    def __init__(self, *args, of: str = "", is_tail: bool = False, **kwargs):
        self.of, self.is_tail = of, is_tail
        kwargs = {"max_length": 64, "blank": True, "editable": False} | kwargs
        super().__init__(*args, **{"default": ""} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of, "is_tail": self.is_tail}

    def pre_save(self, instance: models.Model, add: bool) -> str:
        number = self._number(getattr(instance, self.of))
        value = tail_digest(number) if self.is_tail else digest(number)
        setattr(instance, self.attname, value)
        return value

    def _number(self, stored: str) -> str:
        is_phone = not isinstance(self.model._meta.get_field(self.of), EncryptedField)
        return digits_of(stored) if is_phone else stored


def with_digests(model: type[models.Model], names: Iterable[str] | None):
    """`names` of columns to be stored, and those that are digests of them."""
    if names is None:
        return None
    names = list(names)
    fields = (f for f in model._meta.fields if isinstance(f, DigestField))
    return [*names, *(f.name for f in fields if f.of in names and f.name not in names)]


class EncryptedField(models.TextField):
    """Text that is readable in Python and unreadable in the database and its dumps."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value:
            return ""
        return sealed(value)

    def from_db_value(self, value, expression, connection):
        return unsealed(value) if value else ""
