"""What else waits: findings, questions of imports, the calendar, accounts."""

from collections import Counter
from dataclasses import replace

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from groups.activities.models import Activity
from groups.activities.queries.lacking import ANY, lacking, lacks_of, with_lacks
from groups.queries import free_villages
from supervision.enums import FindingState
from supervision.models import Finding
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import missing_year, today
from tianmen_congress.base.credentials.models import AccountCode, Proposal
from tianmen_congress.base.credentials.queries import codes_to_give, proposals_for
from tianmen_congress.base.divisions.dependents import hangings
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import hanging_on, unsettled
from tianmen_congress.base.workbooks.models import ImportIssue

from .base import SHOWN, Pile, Todo, make_pile


def open_findings(user: User) -> Pile | None:
    """What supervision found wanting in the places of the user."""
    if not user.has_role(Role.PRESIDIUM, Role.SECRETARY, Role.SUPERVISOR):
        return None
    rows = Finding.objects.visible_to(user).standing()
    rows = rows.filter(state=FindingState.OPEN)
    rows = _with_places(rows).order_by("due_on", "pk")
    query = urlencode({"state": FindingState.OPEN})
    url = f"{reverse('supervision:finding_list')}?{query}"
    return make_pile("督导发现的问题", rows, _finding_todo, url)


def findings_to_recheck(user: User) -> Pile | None:
    """What was put right and waits for the team's second look."""
    if not user.has_role(Role.SUPERVISOR):
        return None
    places = townships_in_sight(user)
    rows = Finding.objects.visible_to(user).standing().filter(township__in=places)
    rows = rows.filter(state=FindingState.ANSWERED).order_by("due_on", "pk")
    rows = _with_places(rows)
    query = urlencode({"state": FindingState.ANSWERED})
    url = f"{reverse('supervision:finding_list')}?{query}"
    return make_pile("待复查的整改", rows, _recheck_todo, url)


def _with_places(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related("inspection__campaign", "township", "group")


def _finding_todo(finding: Finding) -> Todo:
    return Todo(
        title=finding.text,
        url=finding.get_absolute_url(),
        kind="督导整改",
        step=f"{finding.get_state_display()}　{finding.whom}",
        due_on=finding.due_on,
        light=finding.light(today()),
        act="查看",
        act_url=finding.get_absolute_url(),
    )


def _recheck_todo(finding: Finding) -> Todo:
    """The day was set for those who answered; it presses the team no more."""
    return replace(_finding_todo(finding), due_on=None, light="", act="复查")


def unfinished_activities(user: User) -> Pile | None:
    """Planned and past, or held with something missing: whoever keeps the books."""
    if not user.has_role(Role.PRESIDIUM, Role.SECRETARY):
        return None
    rows = Activity.objects.visible_to(user).filter(campaign__is_current=True)
    rows = with_lacks(lacking(rows, ANY)).select_related("group")
    url = f"{reverse('activities:list')}?{urlencode({'lack': ANY})}"
    return make_pile(
        "待补齐的小组活动", rows.order_by("held_on", "pk"), _lack_todo, url
    )


def _lack_todo(activity: Activity) -> Todo:
    first, *more = lacks_of(activity)
    return Todo(
        title=f"{activity.group} {activity.held_on:%m-%d}活动",
        url=activity.get_absolute_url(),
        kind="小组活动",
        # The line is narrow, and the activity's page tells the rest.
        step=f"{first}等{len(more) + 1}项" if more else first,
        act="补录",
        act_url=reverse("activities:edit", args=[activity.pk]),
    )


def villages_without_group(user: User) -> Pile | None:
    """In townships that have groups: nobody goes there by himself."""
    if not user.has_role(Role.PRESIDIUM):
        return None
    free = free_villages(user=user, with_groups=True)
    places = Counter(village.parent for village in free)
    todos = [_free_todo(*each) for each in places.items()]
    return Pile("没有小组联系的村", len(todos), todos, reverse("groups:list"))


def _free_todo(place: Division, many: int) -> Todo:
    url = reverse("groups:township", args=[place.pk])
    return Todo(
        title=f"{place}有{many}个村没有小组联系",
        url=url,
        kind="联系村",
        step="每个村由一个小组联系",
        act="指定小组",
        act_url=url,
    )


def import_questions(user: User) -> Pile | None:
    """Cells of imported workbooks that may mean several things."""
    if not user.has_role(Role.OFFICE, Role.PRESIDIUM):
        return None
    rows = ImportIssue.objects.visible_to(user).open_questions()
    rows = rows.filter(batch__written_at__isnull=False).select_related("batch")
    return make_pile("导入待确认", rows, _question_todo, reverse("workbooks:questions"))


def _question_todo(issue: ImportIssue) -> Todo:
    return Todo(
        title=f"{issue.batch}：{issue}“{issue.value}”",
        url=reverse("workbooks:detail", args=[issue.batch_id]),
        kind="导入",
        step=issue.reason,
    )


def calendar_missing(user: User) -> Pile | None:
    """Deadlines of a year whose holidays nobody entered fall on days off."""
    year = missing_year() if user.has_role(Role.OFFICE) else None
    if year is None:
        return None
    url = reverse("admin:clocks_holiday_changelist")
    todo = Todo(
        title=f"{year}年的放假和调休安排",
        url=url,
        kind="节假日",
        step="未录入，涉及的期限暂按周末计算",
        act="登记已录全",
        act_url=reverse("admin:clocks_calendaryear_add"),
    )
    return Pile("节假日安排", 1, [todo], url)


def successors_missing(user: User) -> Pile | None:
    """Closed places on which something hangs, and of which nobody has said what they
    became."""
    places = unsettled() if user.has_role(Role.OFFICE) else []
    hanging = {pk: counts for pk, counts in hanging_on(places).items() if counts}
    if not hanging:
        return None
    url = reverse("division_successors")
    first = hangings.in_words(sum(map(Counter, hanging.values()), Counter()))[0]
    todo = Todo(
        title=f"{len(hanging)}个撤销的区划待确认去向",
        url=url,
        kind="区划去向",
        step=f"{first}等待移交",
        act="确认去向",
        act_url=url,
    )
    return Pile("区划去向", 1, [todo], url)


def codes_waiting(user: User) -> Pile | None:
    """Codes whose second half the officer has to give."""
    codes = codes_to_give(user=user)
    todos = [_code_todo(code) for code in codes[:SHOWN]]
    return Pile("启用码", len(codes), todos, reverse("credentials:codes"))


def _code_todo(code: AccountCode) -> Todo:
    url = reverse("credentials:second", args=[code.pk])
    return Todo(
        title=f"{code.account.name}（{code.account.username}）",
        url=reverse("credentials:codes"),
        kind="启用码",
        step=f"{code.asked_by}申请，有效期至{localtime(code.expires_at):%m-%d %H:%M}",
        act="发放后半段",
        act_url=url,
    )


def proposals_waiting(user: User) -> Pile | None:
    """What the office proposed and the officer has to carry out."""
    if not user.has_role(Role.SYSADMIN, Role.SECADMIN):
        return None
    rows = proposals_for(user=user)
    return make_pile("账号申请", rows, _proposal_todo, reverse("credentials:proposals"))


def _proposal_todo(proposal: Proposal) -> Todo:
    step, act = (
        ("proposal_post", "给予岗位")
        if proposal.account_id
        else ("proposal_account", "建立账号")
    )
    return Todo(
        title=str(proposal),
        url=proposal.get_absolute_url(),
        kind="账号申请",
        step=proposal.state,
        act=act,
        act_url=reverse(f"credentials:{step}", args=[proposal.pk]),
    )
