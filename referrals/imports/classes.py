"""Which class of answer the words of a ledger tell, where they tell it plainly.

Words that tell none, or two, or deny what they name, are for somebody to judge.
"""

import re

from referrals.enums import AnswerClass

CLAUSES = re.compile(r"[，。；：！？、,.;:!?\s]+")
# Nothing but this, or it is some part of the matter that is done (资金已落实).
SOLVED = re.compile(r"(问题|此事|现|现在|目前|均|都|全部)*已经?(全部)?(落实|解决|办结)")
PLANNED = re.compile(r"正在办理|已经?列入.*计划|^拟")
IMPOSSIBLE = re.compile(r"不能解决|条件不具备|解释说明")
DENIED = re.compile(r"[未没不无非]")
# One of these anywhere, and something of the matter is still open.
DOUBTED = re.compile(r"[未没不无非待但尚仅除]|部分|基本")


def class_of(words: str) -> AnswerClass | None:
    """The one class that `words` name; None where somebody has to say which."""
    clauses = [clause for clause in CLAUSES.split(words) if clause]
    named = {
        AnswerClass.A: any(SOLVED.fullmatch(clause) for clause in clauses),
        AnswerClass.B: any(_says(clause, PLANNED) for clause in clauses),
        AnswerClass.C: any(_says(clause, IMPOSSIBLE) for clause in clauses),
    }
    found = [letter for letter, is_named in named.items() if is_named]
    if len(found) != 1 or (found[0] == AnswerClass.A and DOUBTED.search(words)):
        return None
    return found[0]


def _says(clause: str, pattern: re.Pattern) -> bool:
    """Whether the clause says it, and does not deny it."""
    return bool(pattern.search(clause)) and not DENIED.search(pattern.sub("", clause))
