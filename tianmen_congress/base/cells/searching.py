"""The one form in which a text is asked for and found, whoever wrote it and however.

A search brings both sides into it: `normal` what was typed, `Normal` what is stored.
"""

import re
import unicodedata

from django.db.models import CharField, F, Func, Q
from django.db.models.lookups import Contains

from .invisible import visible

# What parts a name of several words, as keyboards and fonts write it (吾布力·买买提).
DOTS = "·•・‧∙●⋅᛫⸱ꞏᆞ."
# What pads a text: every kind of space, and what nobody sees.
BLANKS = (
    " \t\n\x0b\x0c\r\x85\u1680\u2028\u2029"
    "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad"
)
PASSED_OVER = re.compile(f"[\\s{re.escape(DOTS + BLANKS)}]")


def normal(text: str) -> str:
    """`text` without spaces and dots, in the usual width and in small letters."""
    shown = unicodedata.normalize("NFKC", visible(text))
    return PASSED_OVER.sub("", shown).lower()


class Normal(Func):
    """The same of a column, made by the database."""

    output_field = CharField()
    template = "lower(translate(normalize(%(expressions)s, NFKC), %(passed_over)s, ''))"

    def as_sql(self, compiler, connection, **context):
        sql, params = super().as_sql(compiler, connection, passed_over="%s", **context)
        return sql, (*params, DOTS + BLANKS)


def holds(path: str, text: str) -> Q:
    """That the column at `path` holds `text`, however either is written."""
    return Q(Contains(Normal(F(path)), normal(text)))
