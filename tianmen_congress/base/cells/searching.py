"""The one form in which a text is asked for and found, whoever wrote it and however.

A search brings both sides into it: `normal` what was typed, `Normal` what is stored.
"""

import re
import unicodedata
from functools import cache, reduce
from itertools import chain
from operator import and_

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
# Characters looked for before the whole.
FEW = 2
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
    """That the column at `path` holds `text`, however either is written.

    Some of its characters are looked for as they are before: to bring a long text into
    its form takes forty times as long as to look for a character in it.
    """
    asked = normal(text)
    first = [letter for letter in dict.fromkeys(asked) if _is_written_one_way(letter)]
    before = (Q(**{f"{path}__contains": letter}) for letter in first[:FEW])
    return reduce(and_, [*before, Q(Contains(Normal(F(path)), asked))])


def _is_written_one_way(letter: str) -> bool:
    return "\u4e00" <= letter <= "\u9fff" and letter not in _written_otherwise()


@cache
def _written_otherwise() -> frozenset[str]:
    """Characters that signs of other blocks are read as too: ⼈ of a copied page is 人."""
    codes = chain(range(0x2E80, 0x3400), range(0xF900, 0xFB00), range(0x1F200, 0x2FA20))
    signs = (chr(code) for code in codes if not 0x20000 <= code < 0x2F800)
    read = ((sign, unicodedata.normalize("NFKC", sign)) for sign in signs)
    return frozenset(chain.from_iterable(to for sign, to in read if to != sign))
