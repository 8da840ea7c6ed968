"""The document number (文号) of each paper, given by the move that makes it."""

from referrals.models import Opinion
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.numbers.actions import next_number

# The word for each kind, behind the short name of whoever issues it.
WORDS = {
    "assign": "交",
    "handover": "交",
    "urge": "催",
    "extension": "延",
    "relief": "退",
    "answer": "函",
    "notice": "告",
    "part": "协",
    "discipline": "纪",
    "summary": "报",
    "submission": "请",
}
COUNCILS = (OrganKind.PRESIDIUM, OrganKind.LIAISON)


def document_number(kind: str, opinion: Opinion, issuer: Organ | None) -> str:
    """渔薪人大催〔2017〕3号: gap-free by kind, campaign and issuer, never given twice.

    The city office issues where no organ is named.
    """
    campaign = opinion.campaign
    count = next_number(kind, "/".join([campaign.slug, *_place(opinion, issuer)]))
    name = f"{_short(opinion, issuer)}{WORDS[kind]}"
    return f"{name}〔{campaign.year}〕{count}号"


def _place(opinion: Opinion, issuer: Organ | None) -> list[str]:
    if issuer is None:
        return []
    is_council = issuer.kind in COUNCILS
    return [str(opinion.township.code if is_council else issuer.pk)]


def _short(opinion: Opinion, issuer: Organ | None) -> str:
    if issuer is None:
        return "天人办"
    if issuer.kind in COUNCILS:
        return f"{opinion.township.stem}人大"
    return issuer.short_name or issuer.name
