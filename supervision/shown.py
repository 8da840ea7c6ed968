"""What the pages of this room say, for the eyes of one reader."""

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui import history

from .models import Finding, Inspection, SupervisionTeam
from .queries import assignments_of

Pairs = list[tuple[str, object]]


def pairs_of_inspection(inspection: Inspection) -> Pairs:
    return [
        ("受检乡镇", inspection.township_name),
        ("受检对象", inspection.group_name or "乡镇本级"),
        ("检查日期", f"{inspection.inspected_on:%Y-%m-%d}"),
        ("督导组", inspection.team),
        ("检查人员", inspection.inspectors),
        ("得分", f"{inspection.total_score}分（满分{inspection.max_score}分）"),
        ("活动主题", inspection.campaign),
        ("录入人", inspection.recorded_by.name),
        ("总体评价", inspection.summary),
    ]


def history_of_inspection(
    inspection: Inspection, user: User
) -> list[history.HistoryEvent]:
    """What happened to the inspection, its items and its findings."""
    items = history.events_beneath(
        inspection.items.all(),
        user=user,
        noun="项目 ",
        name="question",
        tells_new=False,
    )
    findings = history.events_beneath(
        inspection.findings.all(), user=user, noun="问题：", name="text"
    )
    return history.together(history.events(inspection, user=user), items, findings)


def pairs_of_finding(finding: Finding) -> Pairs:
    inspection = finding.inspection
    return [
        ("受检乡镇", finding.township_name),
        ("受检对象", finding.group_name or "乡镇本级"),
        ("检查项目", finding.item and finding.item.question),
        ("检查日期", f"{inspection.inspected_on:%Y-%m-%d}"),
        ("督导组", inspection.team),
        ("整改期限", finding.due_on and f"{finding.due_on:%Y-%m-%d}"),
        ("发现的问题", finding.text),
    ]


def history_of_finding(finding: Finding, user: User) -> list[history.HistoryEvent]:
    """What happened to the finding, its answers and the second looks at it."""
    answers = history.events_beneath(
        finding.rectifications.all(), user=user, noun="整改：", name="answered_on"
    )
    return history.together(history.events(finding, user=user), answers)


def history_of_team(team: SupervisionTeam, user: User) -> list[history.HistoryEvent]:
    """What happened to the team and to its townships."""
    townships = history.events_beneath(
        assignments_of(team, user=user), user=user, noun="负责乡镇", name="township"
    )
    return history.together(history.events(team, user=user), townships)


def pairs_of_team(team: SupervisionTeam) -> Pairs:
    return [("组号", team.number), ("组长", team.leader), ("成员", team.members)]
