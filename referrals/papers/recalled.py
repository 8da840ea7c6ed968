"""Papers that were taken back: they keep their number and say so."""

from referrals.enums import LOCAL_KINDS
from referrals.models import Recall
from referrals.shown.recalls import why_recalled
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese

from . import kinds
from .kinds import OFFICE
from .names import in_full


def recalled(recall: Recall, *, user: User, is_whole: bool) -> PaperSheet:
    """To whom no longer has it: number, title and the recall alone."""
    is_local, on = recall.organ.kind in LOCAL_KINDS, recall.handed_on
    name = recall.organ.name_on(on) if is_local else in_full(recall.organ, on)
    paper = kinds.HANDOVER if is_local else kinds.ASSIGNMENT
    facts = [("编号", recall.number), ("事项", recall.title)]
    if is_whole:
        said = [("内容", recall.opinion.text), *map(tuple, recall.words)]
        facts += [(f"原{label}", value) for label, value in said]
    facts += _of_recall(recall, user)
    return PaperSheet(
        paper,
        f"{paper.title}（已撤回）",
        number=recall.document_number,
        to=f"{name}：",
        paragraphs=[f"{label}：{value}" for label, value in facts if value],
        sign=recall.opinion.presidium.name_on(on) if is_local else OFFICE,
        on=on,
    )


def _of_recall(recall: Recall, user: User) -> list[tuple[str, str]]:
    """Who lost it is not told who has it now."""
    reason = why_recalled(recall, user=user)
    rows = [("已撤回", in_chinese(recall.recalled_on)), ("撤回理由", reason)]
    return rows if recall.is_lost else [*rows, ("改发文号", recall.replaced_by)]
