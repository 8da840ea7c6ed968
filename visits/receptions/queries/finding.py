"""What may be looked for in the words of receptions: what the reader reads of them."""

from django.db.models import F, Q
from django.db.models.lookups import Contains

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import Normal, holds, normal
from tianmen_congress.base.ui.probing import Masked
from visits.receptions.rules import voters_are_told


class Unnamed(Masked):
    """A text without the value of a column, as pages show it to who may not read that."""

    template = "replace(%(expressions)s, '来访人')"


def says(user: User, text: str) -> Q:
    """That its number or its matter, as `user` reads it, holds `text`; who spoke is
    found by nobody who may not learn it."""
    matter = Unnamed(Unnamed(F("matter"), F("voter_name")), F("phone"))
    found = holds("number", text) | Q(Contains(Normal(matter), normal(text)))
    if may_see_personal(user):
        found |= holds("matter", text) & voters_are_told(user)
    return found
