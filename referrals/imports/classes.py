"""Which class of answer the words of a ledger tell, where they tell it plainly.

Words that tell none, or two, or deny what they name, are for somebody to judge; so are
those of which the campaign has several classes, or none.
"""

import re
from collections.abc import Iterable

from tianmen_congress.base.campaigns.models import AnswerClass

CLAUSES = re.compile(r"[，。；：！？、,.;:!?\s]+")
# Nothing but this, or it is some part of the matter that is done (资金已落实).
SOLVED = re.compile(r"(问题|此事|现|现在|目前|均|都|全部)*已经?(全部)?(落实|解决|办结)")
PLANNED = re.compile(r"正在办理|已经?列入.*计划|^拟")
IMPOSSIBLE = re.compile(r"不能解决|条件不具备|解释说明")
DENIED = re.compile(r"[未没不无非]")
# One of these anywhere, and something of the matter is still open.
DOUBTED = re.compile(r"[未没不无非待但尚仅除]|部分|基本")


def class_of(words: str, classes: Iterable[AnswerClass]) -> str:
    """The code of the one of `classes` that `words` name; "" where it is to be asked."""
    meaning = _meaning(words)
    found = [each.code for each in classes if meaning and getattr(each, meaning)]
    return found[0] if len(found) == 1 else ""


def _meaning(words: str) -> str:
    """Which flag of a class the words tell of, if one alone."""
    clauses = [clause for clause in CLAUSES.split(words) if clause]
    named = {
        "counts_as_solved": any(SOLVED.fullmatch(clause) for clause in clauses),
        "needs_date": any(_says(clause, PLANNED) for clause in clauses),
        "needs_reason": any(_says(clause, IMPOSSIBLE) for clause in clauses),
    }
    found = [flag for flag, is_named in named.items() if is_named]
    if len(found) != 1 or (found[0] == "counts_as_solved" and DOUBTED.search(words)):
        return ""
    return found[0]


def _says(clause: str, pattern: re.Pattern) -> bool:
    """Whether the clause says it, and does not deny it."""
    return bool(pattern.search(clause)) and not DENIED.search(pattern.sub("", clause))
