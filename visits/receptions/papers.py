"""接待登记表 of one case, blank or filled, and the roster that hangs on the door."""

from datetime import date

from groups.places.models import Place
from groups.places.queries import walls
from groups.places.queries.walls import WallSheet
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.periods import first_of_quarter, holds
from tianmen_congress.base.papers.registry import (
    Look,
    Paper,
    PaperColumn,
    PaperSheet,
    register,
)
from tianmen_congress.base.ui.masks import shown_to

from .models import Duty, DutyPlan, Reception
from .queries.rosters import Turn, duties_of, turns
from .shown import pairs_of

GAP = "　" * 6
RECEPTION = register(
    Paper(
        "reception",
        "选民接待登记表",
        Look.FORM,
        foot=f"来访人签名：{GAP}接待代表签名：{GAP}站长意见：{GAP}",
    )
)
ROSTER = register(
    Paper(
        "roster",
        "代表接待选民安排表",
        Look.TABLE,
        (
            PaperColumn("day", "日期", 36),
            PaperColumn("hours", "时间", 34),
            PaperColumn("place", "地点", 57),
            PaperColumn("deputies", "接待代表（层级）", 54),
            PaperColumn("phone", "联络员电话", 34),
            PaperColumn("note", "备注", 34),
        ),
        foot="不受理：涉法涉诉、个人信访、没有实质内容的事项；请到信访、司法等渠道反映。",
    )
)
# Its lines, and what of the case stands in each: all of it on one page.
LINES = {
    "接待时间": ("接待时间",),
    "地点": ("地点",),
    "接待代表": ("接待代表",),
    "方式、人数": ("方式", "来访人数"),
    "来访人": ("来访人", "性别", "联系电话"),
    "住址": ("住址",),
    "反映的问题和意见建议": ("反映的问题和意见建议",),
    "诉求": ("诉求",),
    "处理方式": ("处理方式",),
    "当场答复情况": ("当场答复情况",),
    "转办去向": ("转办去向及时间",),
    "办理结果": ("办理结果",),
    "反馈及意见": ("反馈时间", "来访人意见"),
    "备注": ("备注",),
}
# What is written by hand: so much room, between words that stand there already.
BY_HAND = {
    "方式、人数": "来访　　来信　　来电　　其他　　　　　人",
    "来访人": f"{GAP}　性别：{GAP[:4]}电话：",
    "反映的问题和意见建议": "\n" * 2,
    "当场答复情况": "\n",
}
WEEKDAYS = "一二三四五六日"


def filled(reception: Reception, *, user: User) -> PaperSheet:
    known = dict(pairs_of(reception, user=user))
    facts = [
        (label, "　".join(filter(None, (known[name] for name in names))))
        for label, names in LINES.items()
    ]
    return PaperSheet(
        RECEPTION, RECEPTION.title, number=f"编号：{reception.number}", facts=facts
    )


def blank(place: Place | None = None) -> PaperSheet:
    """To be written on by hand; of a place it bears the name."""
    known = {**BY_HAND, "地点": str(place or "")}
    facts = [(label, known.get(label, "")) for label in LINES]
    return PaperSheet(RECEPTION, RECEPTION.title, number="编号：　　　　", facts=facts)


def roster(plan: DutyPlan, *, user: User) -> PaperSheet:
    """One line a day, for the door."""
    phone = shown_to(user, plan.place.keeper_phone, "phone")
    found = turns(list(duties_of(plan)))
    rows = [_row(turn, plan.place) | {"phone": phone} for turn in found]
    title = f"{plan.place_name}{plan.quarter_in_words}{ROSTER.title}"
    return PaperSheet(ROSTER, title, rows=rows, on=plan.published_on)


def roster_on_wall(place: Place, on: date) -> WallSheet | None:
    """This quarter's roster, once it is published: what hangs there was told before."""
    plan = place.plans.filter(
        quarter=first_of_quarter(on), published_on__lte=on
    ).first()
    if plan is None:
        return None
    rows = [_row(turn, place) for turn in turns(list(duties_of(plan)))]
    keys = ("day", "hours", "deputies", "note")
    return WallSheet(
        f"{plan.quarter_in_words}{ROSTER.title}",
        ("日期", "时间", "接待代表（层级）", "备注"),
        [tuple(row[key] for key in keys) for row in rows],
    )


walls.register("roster", roster_on_wall)


def _row(turn: Turn, place: Place) -> dict[str, str]:
    notes = (duty.note or swapped(duty) for duty in turn.duties)
    return {
        "day": f"{turn.day} 星期{WEEKDAYS[turn.day.weekday()]}",
        "hours": turn.hours,
        "place": place.address or place.name_on(turn.day),
        "deputies": "、".join(with_tiers(duty) for duty in turn.duties),
        "note": "；".join(filter(None, notes)),
    }


def swapped(duty: Duty) -> str:
    """换班: who asked whom, and when that one agreed."""
    swap = next(iter(duty.swaps.all()), None)
    return f"{swap}（{swap.agreed_on}）" if swap else ""


def with_tiers(duty: Duty) -> str:
    """The name with the tiers at which he holds a mandate that day."""
    seats = duty.person.mandates.all()
    tiers = [seat.get_tier_display() for seat in seats if holds(seat, duty.day)]
    words = "、".join(dict.fromkeys(tiers))
    return f"{duty.person}（{words}）" if words else str(duty.person)
