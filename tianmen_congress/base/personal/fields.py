"""Personal data: who sees what of it, and numbers at rest.

Numbers are encrypted in the column and found by a keyed digest.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import models


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


class EncryptedField(models.TextField):
    """Text that is readable in Python and unreadable in the database and its dumps."""

    def get_prep_value(self, value):
        value = super().get_prep_value(value)
        if not value:
            return ""
        return _cipher(settings.PERSONAL_DATA_KEY).encrypt(value.encode()).decode()

    def from_db_value(self, value, expression, connection):
        if not value:
            return ""
        return _cipher(settings.PERSONAL_DATA_KEY).decrypt(value.encode()).decode()
