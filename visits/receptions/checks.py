"""What is wrong with a reception as it was typed. Asked before anything is stored."""

from collections.abc import Collection, Iterator

from deputies.models import Person
from tianmen_congress.base.clocks.calendar import today

from .enums import HANDED, IN_PERSON, Treatment
from .models import Reception

Fault = tuple[str, str]
AT_RECEPTION = "不能早于接待日期（{}）"


def faults_of(reception: Reception, deputies: Collection[Person]) -> list[Fault]:
    """Field and sentence of everything that forbids storing it."""
    return [
        *_of_the_day(reception),
        *_of_the_deputies(reception, deputies),
        *(_of_nobody(reception) if reception.party == 0 else _of_voter(reception)),
        *_of_outcome(reception),
        *_of_the_answer(reception),
        *_of_days(reception),
    ]


def _of_the_day(reception: Reception) -> Iterator[Fault]:
    day, place = reception.held_on, reception.place
    if day > today():
        yield "held_on", f"不能晚于今天（{today()}）"
    if place.opened_on and day < place.opened_on:
        yield "held_on", f"{place}{place.opened_on}才启用，接待日期不能更早"
    if place.closed_on and day >= place.closed_on:
        yield "held_on", f"{place}已于{place.closed_on}停用"
    if reception.start and reception.finish and reception.finish <= reception.start:
        yield "finish", "结束时间须晚于开始时间"


def _of_the_deputies(
    reception: Reception, deputies: Collection[Person]
) -> Iterator[Fault]:
    # unscoped: whether those who were named held a mandate
    keys = [person.pk for person in deputies]
    there = Person.objects.in_office(reception.held_on).in_bulk(keys)
    strangers = [person.name for person in deputies if person.pk not in there]
    if strangers:
        names = "、".join(strangers)
        yield "deputies", f"{names}在接待当天没有代表职务"
    if not deputies and reception.channel in IN_PERSON:
        yield "deputies", "请选择接待代表"


def _of_nobody(reception: Reception) -> Iterator[Fault]:
    """A day on which nobody came is told as that."""
    if reception.matter or reception.voter_name:
        yield "party", "填写了来访人或者反映的问题，来访人数不能是0"
    elif reception.outcome:
        yield "outcome", "没有人来访的不选处理方式"


def _of_voter(reception: Reception) -> Iterator[Fault]:
    if reception.is_anonymous and (reception.voter_name or reception.phone):
        yield "is_anonymous", "匿名的请清空姓名和电话，或者取消匿名"
    if not (reception.is_anonymous or reception.voter_name):
        yield "voter_name", "请填写来访人姓名，或者勾选匿名"
    if not reception.matter:
        yield "matter", "请填写反映的问题和意见建议，按来访人的原话"


def _of_outcome(reception: Reception) -> Iterator[Fault]:
    outcome = reception.outcome
    if outcome == Treatment.ANSWERED and not reception.answer:
        yield "answer", "当场答复的，请填写答复内容"
    if outcome == Treatment.REFUSED and not reception.refusal:
        yield "refusal", "不予受理的，请选择原因"
    if outcome in HANDED and not reception.passed_to:
        yield "passed_to", "请填写转交给谁"
    if outcome in HANDED and not reception.passed_on:
        yield "passed_on", "请填写转交日期"


def _of_the_answer(reception: Reception) -> Iterator[Fault]:
    if reception.answer and not reception.answered_on:
        yield "answered_on", "有答复的，请填写答复日期"
    if reception.answered_on and not reception.answer:
        yield "answer", "有答复日期的，请填写答复内容"


def _of_days(reception: Reception) -> Iterator[Fault]:
    for name in ("answered_on", "passed_on"):
        day = getattr(reception, name)
        if day and day > today():
            yield name, f"不能晚于今天（{today()}）"
        elif day and day < reception.held_on:
            yield name, AT_RECEPTION.format(reception.held_on)
