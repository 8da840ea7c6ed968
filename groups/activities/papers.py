"""Papers of an activity: the sheet to sign on, and the record of what was done."""

from collections.abc import Iterator

from deputies.models import Person
from groups.activities.enums import CAME, Presence
from groups.activities.models import Activity, Attendance
from groups.activities.queries import held as queries
from groups.activities.queries.due import due_at
from groups.activities.queries.records import records_of
from groups.models import VisitTeam
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import (
    Look,
    Paper,
    PaperColumn,
    PaperSheet,
    in_chinese,
    register,
)
from tianmen_congress.base.words import in_words

GAP = "　" * 8
# High enough for a hand.
TO_SIGN = "\n"

SHEET = register(
    Paper(
        "activity-sheet",
        "代表小组活动签到表",
        Look.TABLE,
        (
            PaperColumn("name", "姓名", 38),
            PaperColumn("team", "分队", 48),
            PaperColumn("sign", "签名", 70),
            PaperColumn("at", "签到时间", 43),
            PaperColumn("note", "备注", 50),
        ),
        foot=f"主持人：{GAP}记录人：{GAP}",
    )
)
MINUTES = register(
    Paper(
        "activity-minutes",
        "代表小组活动记录",
        Look.FORM,
        foot=f"主持人（签字）：{GAP}记录人（签字）：",
    )
)


def sign_in_sheet(activity: Activity, *, user: User) -> PaperSheet:
    """Who is due, by teams; each signs for himself. Who has signed by telephone and who
    is on leave is told."""
    due = due_at(activity.group, on=activity.held_on)
    teams = _teams_of(activity)
    told = {row.person_id: row for row in queries.attendances_of(activity)}
    # Whoever is in no team comes last; within a team in the order of the group.
    due.sort(key=lambda person: (person.pk not in teams, teams.get(person.pk, "")))
    return PaperSheet(
        SHEET,
        SHEET.title,
        to=f"{activity.group_name}　{activity.title}",
        paragraphs=[_head(activity, len(due))],
        rows=[_row(person, teams, told.get(person.pk)) for person in due],
        sign=activity.group_name,
        on=activity.held_on,
    )


def _head(activity: Activity, due: int) -> str:
    when = f"{in_chinese(activity.held_on)} {activity.hours}".strip()
    place = f"　地点：{activity.place}" if activity.place else ""
    return f"时间：{when}{place}　应到{due}人"


def _teams_of(activity: Activity) -> dict[int, str]:
    # unscoped: the teams of the group of an activity in sight
    teams = VisitTeam.objects.filter(group=activity.group_id, is_active=True)
    pairs = teams.order_by("pk").values_list("members", "name")
    return {person: name for person, name in pairs if person}


def _row(person: Person, teams: dict[int, str], row: Attendance | None) -> dict:
    at = in_words(row.signed_at)[-5:] if row and row.signed_at else ""
    leave = "请假" if row and row.presence == Presence.LEAVE else ""
    return {
        "name": person.name,
        "team": teams.get(person.pk, ""),
        "sign": "（手机签到）" if at else TO_SIGN,
        "at": at,
        "note": leave,
    }


def minutes(activity: Activity, *, user: User) -> PaperSheet:
    """活动记录: what stands on record, in the order of the form."""
    return PaperSheet(
        MINUTES,
        MINUTES.title,
        to=activity.group_name,
        facts=list(_facts(activity, user)),
        sign=activity.group_name,
        on=activity.held_on,
    )


def _facts(activity: Activity, user: User) -> Iterator[tuple[str, str]]:
    rows = queries.attendances_of(activity)
    records = records_of(activity, user=user)
    parts = queries.parts_of(activity)
    yield "时间", f"{in_chinese(activity.held_on)} {activity.hours}".strip()
    yield "地点", activity.place
    yield "主持人", in_words(activity.chair)
    yield "记录人", activity.recorder
    yield "出席", _attendance(rows)
    yield "列席", activity.guests
    yield "活动主题", activity.title
    study = [done.record for part, done in parts if done and part.code == "study"]
    yield "学习内容", "\n".join(study)
    yield "活动过程", "\n".join(_course(activity, parts, records))
    yield "发言摘要", "\n".join(str(s) for s in queries.speeches_of(activity))
    yield "形成的意见\n建议", "\n".join(str(r) for r in records.get("handover", []))
    yield "下步安排", activity.next_steps


def _course(activity: Activity, parts, records) -> Iterator[str]:
    for part, done in parts:
        found = "，".join(str(each) for each in records.get(part.code, []))
        text = done.record if done and part.code != "study" else ""
        words = "；".join(word for word in (text, found) if word)
        if (done and done.is_done) or found:
            yield f"{part.title}：{words or '已开展'}"
    if activity.summary:
        yield activity.summary


def _attendance(rows: list[Attendance]) -> str:
    """应到15人，实到13人; then by name who was not, or only in part, there."""
    many = queries.turnout_of(rows)
    lines = [
        f"应到{many.due}人，实到{many.came}人，请假{many.leave}人，缺席{many.absent}人"
    ]
    for presence in (Presence.LATE, Presence.EARLY, Presence.LEAVE, Presence.ABSENT):
        names = [_named(row) for row in rows if row.presence == presence]
        if names:
            lines.append(f"{presence.label}：{'、'.join(names)}")
    came = [row.person.name for row in rows if row.presence in CAME]
    if came:
        lines.insert(1, f"到会：{'、'.join(came)}")
    return "\n".join(lines)


def _named(row: Attendance) -> str:
    why = row.get_leave_reason_display()
    return f"{row.person.name}（{why}）" if why else row.person.name
