"""A sheet that was sent up, in words for one reader, and what became of each line."""

from collections.abc import Sequence
from dataclasses import dataclass

from referrals import rules, workflow
from referrals.models import Dispatch, DispatchLine, Event, Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.masks import shown_to

NOT_SHOWN = "（不显示）"
OF_LINE = (
    *("category", "holder", "presidium", "accused_organ", "group__organ"),
    "township",
)


@dataclass(frozen=True, slots=True)
class LineToday:
    """What stands on the sheet, and where its opinion stands now."""

    line: DispatchLine
    proposers: str
    # What was done next that led elsewhere; None while it waits.
    next: Event | None
    holder: str


def lines_of(dispatch: Dispatch, *, user: User) -> list[DispatchLine]:
    """Those that `user` may see, in their order."""
    rows = DispatchLine.objects.visible_to(user).filter(dispatch=dispatch)
    return list(rows.select_related(*(f"opinion__{name}" for name in OF_LINE)))


def who_said(line: DispatchLine, *, user: User) -> str:
    """As it stood that day, as far as `user` may know it today."""
    if "proposers" not in rules.visible_fields(user, line.opinion):
        return NOT_SHOWN
    if line.is_anonymous:
        return "匿名"
    return "、".join(_named(each, user) for each in line.proposers)


def _named(each: dict, user: User) -> str:
    is_place = each["is_place"]
    name = each["name"] if is_place else shown_to(user, each["name"], "name")
    return f"{name} {shown_to(user, each['phone'], 'phone')}".strip()


def lines_today(
    dispatch: Dispatch, lines: Sequence[DispatchLine], *, user: User
) -> list[LineToday]:
    """What became of each since it was sent."""
    rows = Event.objects.visible_to(user).filter(
        opinion__in=[line.opinion_id for line in lines]
    )
    events = list(rows.order_by("pk"))
    return [
        LineToday(
            line,
            who_said(line, user=user),
            _next(line, events, user),
            rules.organ_shown_to(user, line.opinion, line.opinion.holder),
        )
        for line in lines
    ]


def _next(line: DispatchLine, events: Sequence[Event], user: User) -> Event | None:
    own = [each for each in events if each.opinion_id == line.opinion_id]
    later = [each for each in own if each.is_move and each.version > line.version]
    return next(iter(workflow.told_to(user, line.opinion, later)), None)


def summary(
    dispatch: Dispatch, lines: Sequence[DispatchLine]
) -> list[tuple[str, object]]:
    rows = [
        ("文号", dispatch.document_number),
        ("种类", dispatch.get_kind_display()),
        ("报送方", dispatch.sender_name),
        ("接收方", dispatch.receiver_name),
        ("报送日期", dispatch.sent_on),
        ("活动主题", dispatch.campaign),
        ("件数", f"{len(lines)}件"),
        ("经办人", dispatch.recorded_by),
        ("定表", state_in_words(dispatch)),
    ]
    return [(label, value) for label, value in rows if value]


def state_in_words(dispatch: Dispatch) -> str:
    if dispatch.is_open(today()):
        return "当日可续报"
    return f"已定表（{dispatch.closed_by}）" if dispatch.closed_by else "已定表"


def dispatches_of(opinion: Opinion, *, user: User) -> list[Dispatch]:
    """The sheets on which it was sent up, the newest first."""
    rows = DispatchLine.objects.visible_to(user).filter(opinion=opinion)
    return [line.dispatch for line in rows.select_related("dispatch").order_by("-pk")]
