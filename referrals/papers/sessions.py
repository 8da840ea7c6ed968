"""Papers of the joint conference: its material and its minutes."""

from referrals.models import AgendaItem, JointConference
from referrals.queries.conference import by_unit
from referrals.shown.sessions import told
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese
from tianmen_congress.base.words import in_words

from .kinds import MINUTES, OFFICE, PACK


def conference_pack(
    conference: JointConference, items: list[AgendaItem], *, user: User
) -> PaperSheet:
    """The session's material: agenda by lead unit, and what was assigned since the last."""
    units = in_words([each.unit_name for each in _attendances(conference)])
    return PaperSheet(
        PACK,
        f"{conference.title}材料",
        paragraphs=[
            f"时间：{in_chinese(conference.held_on)}",
            f"地点：{conference.place or '另行通知'}　　主持：{conference.chair or '待定'}",
            f"参会单位：{units or '待定'}",
            *_told(conference, user),
            f"议题：{len(items)}件",
        ],
        rows=[_row(item) for _, rows in by_unit(items) for item in rows],
        sign=OFFICE,
        on=conference.held_on,
    )


def _attendances(conference: JointConference):
    return conference.attendances.select_related("unit")


def _told(conference: JointConference, user: User) -> list[str]:
    """What the office handed over without waiting for the session."""
    rows = told(conference, user=user)
    lines = [
        f"{number}. {row.opinion.title}（{row.opinion.city_number}，"
        f"{row.township_name}）：{in_chinese(row.on)}交{row.units}，{row.reason}"
        for number, row in enumerate(rows, start=1)
    ]
    return [f"闭会期间紧急交办{len(rows)}件，向会议通报：", *lines] if rows else []


def _row(item: AgendaItem) -> dict[str, str]:
    return {
        "number": item.opinion.city_number,
        "place": item.township_name,
        "text": f"{item.opinion.title}：{item.opinion.text}",
        "lead": item.lead_unit_name,
        "others": item.co_unit_names,
        "due": in_chinese(item.answer_by) if item.answer_by else "",
        "remarks": item.remarks,
    }


def conference_minutes(
    conference: JointConference, items: list[AgendaItem], *, user: User
) -> PaperSheet:
    """Who was there, what was said, and what was decided on each item."""
    rows = list(_attendances(conference))
    return PaperSheet(
        MINUTES,
        f"{conference.title}纪要",
        paragraphs=[
            f"时间：{in_chinese(conference.held_on)}",
            f"地点：{conference.place}",
            f"主持：{conference.chair}",
            f"出席：{_names(row for row in rows if row.is_present)}",
            f"缺席：{_names(row for row in rows if not row.is_present)}",
            *conference.minutes.splitlines(),
            f"会议议定事项{len(items)}件：",
            *(_decision(number, item) for number, item in enumerate(items, start=1)),
        ],
        sign=OFFICE,
        on=conference.held_on,
    )


def _names(attendances) -> str:
    names = [
        f"{row.unit_name}{f'（{row.name}）' if row.name else ''}" for row in attendances
    ]
    return "、".join(names) or "无"


def _decision(number: int, item: AgendaItem) -> str:
    opinion = item.opinion
    what = f"{number}. {opinion.title}（{opinion.city_number}，{item.township_name}）："
    if item.lead_unit is None:
        return f"{what}未确定主办单位。"
    others = f"，{names}协办" if (names := item.co_unit_names) else ""
    due = f"，于{in_chinese(item.answer_by)}前答复" if item.answer_by else ""
    remarks = f"。{item.remarks.rstrip('。')}" if item.remarks else ""
    return f"{what}由{item.lead_unit_name}主办{others}{due}{remarks}。"
