"""What is wrong with an outing. The page and the import ask before anything is stored."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from groups.queries import members_of
from poverty.models import Household
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .answers import AnswerPaper, faults_in, paper_of
from .enums import JOINT_AT_LEAST, JOINT_AT_MOST, VisitKind
from .outing import CallData, Outing
from .queries.entry import paired_households


@dataclass(frozen=True, slots=True)
class VisitFault:
    """A sentence and what it is about: a field, or the question of that code.

    `call` is the number of the household call, None for the visit itself.
    """

    where: str
    text: str
    call: int | None = None
    question: str = ""


def faults_of(outing: Outing, paper: AnswerPaper | None = None) -> list[VisitFault]:
    """Everything that forbids storing `outing`, in the order of the page."""
    paper = paper or paper_of(outing.form)
    return [
        *_of_the_day(outing),
        *_of_the_village(outing),
        *_of_the_group(outing),
        *_of_the_deputies(outing),
        *_of_the_answers(outing, paper),
        *_of_the_calls(outing),
    ]


def _of_the_day(outing: Outing) -> Iterator[VisitFault]:
    if outing.visited_on > today():
        yield VisitFault("visited_on", f"走访日期不能晚于今天（{today()}）")


def _of_the_village(outing: Outing) -> Iterator[VisitFault]:
    village = outing.village
    if village.is_placeholder:
        yield VisitFault(
            "village", f"“{village}”是统计上的虚设单位，没有住户，不能走访"
        )
    if village.closed_on and village.closed_on <= outing.visited_on:
        yield VisitFault(
            "village", f"“{village}”已于 {village.closed_on} 撤销，请选现在的村"
        )


def _of_the_group(outing: Outing) -> Iterator[VisitFault]:
    if outing.team and outing.team.group_id != outing.group.pk:
        yield VisitFault("team", f"“{outing.team}”不是{outing.group}的分队")
    if outing.activity and outing.activity.group_id != outing.group.pk:
        yield VisitFault("activity", f"“{outing.activity}”不是{outing.group}的活动")


def _of_the_deputies(outing: Outing) -> Iterator[VisitFault]:
    members = {person.pk for person in members_of(outing.group, on=outing.visited_on)}
    strangers = [p.name for p in outing.deputies if p.pk not in members]
    if strangers:
        names = "、".join(strangers)
        yield VisitFault("deputies", f"{names} 在走访当天不是{outing.group}的成员")
    count = len(outing.deputies)
    if not count:
        yield VisitFault("deputies", "请勾选参加代表")
    elif outing.kind == VisitKind.PAIRED:
        yield from _of_one_alone(outing, count)
    elif not JOINT_AT_LEAST <= count <= JOINT_AT_MOST and not outing.few_reason:
        yield VisitFault(
            "few_reason",
            f"集体走访一般由{JOINT_AT_LEAST}至{JOINT_AT_MOST}名代表参加，"
            f"现为{count}名，请填写原因",
        )


def _of_one_alone(outing: Outing, count: int) -> Iterator[VisitFault]:
    if count > 1:
        yield VisitFault("deputies", f"联户走访由一名代表进行，现勾选了{count}名")
    if not outing.calls:
        yield VisitFault("calls", "联户走访须登记所走访的结对户")


def _of_the_answers(outing: Outing, paper: AnswerPaper) -> Iterator[VisitFault]:
    """Where households were called on, the village's own part may stay open."""
    faults = faults_in(outing.answers, paper.village, demand_required=not outing.calls)
    for code, text in faults:
        yield VisitFault("answers", text, question=code)
    for number, call in enumerate(outing.calls):
        for code, text in faults_in(call.answers, paper.household):
            yield VisitFault("answers", text, call=number, question=code)


def _of_the_calls(outing: Outing) -> Iterator[VisitFault]:
    times = Counter(call.household.pk for call in outing.calls)
    paired = _paired(outing)
    for number, call in enumerate(outing.calls):
        if times[call.household.pk] > 1:
            yield VisitFault("household", f"{call.household}登记了两次", call=number)
        yield from _of_the_household(outing, call, number)
        if paired is not None and call.household.pk not in paired:
            text = f"{call.household}不是{outing.deputies[0]}的结对户"
            yield VisitFault("household", text, call=number)


def _lives_in(household: Household, village: Division) -> bool:
    """There, or where `village` lives on since it was merged: homes move with it."""
    is_there = household.village_id == village.pk
    return is_there or household.village.now_id == village.now_id


def _of_the_household(
    outing: Outing, call: CallData, number: int
) -> Iterator[VisitFault]:
    household = call.household
    if not _lives_in(household, outing.village):
        text = f"{household}不在{outing.village}，请移除此户或改选走访村"
        yield VisitFault("household", text, call=number)
    if household.voided_at:
        yield VisitFault("household", f"{household}的档案已作废", call=number)


def _paired(outing: Outing) -> set[int] | None:
    """Households that a deputy alone may call on; None where that does not matter."""
    if outing.kind != VisitKind.PAIRED or len(outing.deputies) != 1:
        return None
    return paired_households(outing.deputies[0], on=outing.visited_on)
