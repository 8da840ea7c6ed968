"""The words of a reception for one reader's eyes."""

import re
from collections.abc import Iterable

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.masks import shown_to

from .enums import PUT_FORWARD
from .models import Reception
from .rules import knows_voter

ANONYMOUS, IN_CONFIDENCE, SOMEBODY = "匿名", "保密", "来访人"


def voter_of(reception: Reception, *, user: User) -> str:
    """Who came, as `user` may read it."""
    if reception.is_anonymous:
        return ANONYMOUS
    if not knows_voter(user, reception):
        return IN_CONFIDENCE
    return shown_to(user, reception.voter_name, "name")


def phone_of(reception: Reception, *, user: User) -> str:
    if not knows_voter(user, reception):
        return ""
    return shown_to(user, reception.phone, "phone")


def sex_of(reception: Reception, *, user: User) -> str:
    """In a small village it tells who came."""
    return reception.get_sex_display() if knows_voter(user, reception) else ""


def address_of(reception: Reception, *, user: User) -> str:
    """Where he lives: for whom nothing is masked."""
    is_told = may_see_personal(user) and knows_voter(user, reception)
    return reception.address if is_told else ""


def text_of(reception: Reception, text: str, *, user: User) -> str:
    """What somebody wrote, without a name or number that the reader does not know."""
    if knows_voter(user, reception) and may_see_personal(user):
        return text
    for word in (reception.voter_name, reception.phone):
        if word:
            text = re.sub(re.escape(word), SOMEBODY, text)
    return text


def deputies_of(reception: Reception) -> str:
    return "、".join(str(hearing.person) for hearing in reception.hearings.all())


def answer_in_words(reception: Reception) -> str:
    """当场答复情况: what was said, by whom, when; or why it was not taken on."""
    if reception.refusal:
        reason = reception.get_refusal_display()
        return f"不予受理（{reason}）{reception.answer}"
    who = reception.answered_by and f"{reception.answered_by}："
    day = f"（{reception.answered_on}）" if reception.answered_on else ""
    return f"{who}{reception.answer}{day}"


def passed_in_words(reception: Reception, *, user: User) -> str:
    """转办去向及时间."""
    told = [reception.passed_to, str(reception.passed_on or "")]
    is_put = reception.outcome in PUT_FORWARD
    how = reception.get_outcome_display() if is_put else ""
    return text_of(reception, " ".join(filter(None, told)) or how, user=user)


def result_in_words(reception: Reception) -> str:
    day = f"（{reception.result_on}）" if reception.result_on else ""
    return f"{reception.result}{day}"


def fed_back_in_words(reception: Reception) -> str:
    if reception.fed_back_on is None:
        return ""
    return f"{reception.fed_back_on} {reception.get_fed_back_how_display()}"


def pairs_of(reception: Reception, *, user: User) -> Iterable[tuple[str, str]]:
    """The page of a case, line by line, in the order of the paper."""
    village = reception.village_name
    yield "编号", reception.number
    hours = f"{reception.held_on} {reception.hours}".strip()
    yield "接待时间", hours
    yield "地点", reception.place_name
    yield "接待代表", deputies_of(reception)
    yield "方式", reception.get_channel_display()
    yield "来访人", voter_of(reception, user=user)
    yield "性别", sex_of(reception, user=user)
    yield "住址", address_of(reception, user=user) or village
    yield "联系电话", phone_of(reception, user=user)
    yield "来访人数", f"{reception.party}人"
    yield "反映的问题和意见建议", text_of(reception, reception.matter, user=user)
    yield "诉求", text_of(reception, reception.wish, user=user)
    yield "处理方式", reception.get_outcome_display() if reception.outcome else ""
    yield "当场答复情况", text_of(reception, answer_in_words(reception), user=user)
    yield "转办去向及时间", passed_in_words(reception, user=user)
    yield "办理结果", text_of(reception, result_in_words(reception), user=user)
    yield "反馈时间", fed_back_in_words(reception)
    yield "来访人意见", reception.get_satisfied_display()
    yield "备注", text_of(reception, reception.note, user=user)
