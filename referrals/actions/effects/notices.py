"""What ends without an answer is told to its author, with a paper that has a number."""

from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import How
from tianmen_congress.base.accounts.models import Organ

from .outcome import everybody, in_names


def tell_nobody(act: Act, why: str) -> None:
    """Nobody is known who said it, or nobody said it."""
    act.given.pop("notice_how", None)
    act.tell("告知", f"{why}，无告知对象")


def tell_author(act: Act, issuer: Organ | None) -> None:
    """Whose paper tells whom, and how; of an anonymous voice that there is nobody."""
    opinion = act.opinion
    people = everybody(opinion)
    if not people:
        tell_nobody(act, "匿名反映")
        return
    if not act.given.get("notice_how"):
        act.given["notice_how"] = How.LETTER
    opinion.notice_number = document_number("notice", opinion, issuer)
    act.tell("告知对象", in_names(people, opinion))
    act.tell("告知书文号", opinion.notice_number)
