"""What waits for a user, what he did, what he started: the first page's lists.

Each source answers for one kind of thing and for the roles that have to act on it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localtime

from referrals.enums import UNTAKEN, AsideReason, Asker
from referrals.models import CoSigner, Event, Opinion, Recall, Urge
from referrals.queries.colleagues import asked_to_sign
from referrals.queries.lists import as_seen_by, to_call_back
from referrals.queries.queue import in_order
from supervision.enums import FindingState
from supervision.models import Finding, Inspection
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import missing_year, today
from tianmen_congress.base.credentials.models import AccountCode, Proposal
from tianmen_congress.base.credentials.queries import codes_to_give, proposals_for
from tianmen_congress.base.workbooks.models import ImportIssue
from visits.models import Visit

SHOWN = 12
# How long a decision stands on the first page of whose opinion it ended.
TOLD_FOR = timedelta(days=30)
# Who moves opinions and who enters records; the others look, or keep accounts.
HANDLERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY, Role.UNIT)
RECORDERS = (
    Role.OFFICE,
    Role.PRESIDIUM,
    Role.SECRETARY,
    Role.DEPUTY,
    Role.SUPERVISOR,
)


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: what, where, until when, and how urgent."""

    title: str
    url: str
    kind: str
    step: str
    due_on: date | None = None
    light: str = ""
    # Short words of what is unusual about it.
    tags: Sequence[str] = ()
    # How many times somebody above asked to hurry, to no effect yet.
    urges: int = 0
    # A button beside it, where one step settles it.
    act: str = ""
    act_url: str = ""


@dataclass(frozen=True, slots=True)
class Pile:
    """The most urgent of one kind, how many there are, and the list of all."""

    kind: str
    count: int
    todos: list[Todo]
    url: str


def piles(*, user: User) -> list[Pile]:
    """Everything that waits for `user`, kind by kind; empty kinds are left out."""
    found = (source(user) for source in SOURCES)
    return [pile for pile in found if pile is not None and pile.count]


def _pile(
    kind: str, rows: QuerySet, as_todo: Callable[..., Todo], url: str
) -> Pile | None:
    first = list(rows[:SHOWN])
    count = len(first) if len(first) < SHOWN else rows.count()
    return Pile(kind, count, [as_todo(row) for row in first], url)


def waiting_opinions(user: User) -> Pile | None:
    """Opinions that the user has to act on, the most urgent first: his inbox."""
    rows = in_order(user=user)
    return _pile("意见建议", rows, _opinion_todo, reverse("referrals:inbox"))


def _opinion_todo(opinion: Opinion) -> Todo:
    return Todo(
        title=str(opinion),
        url=opinion.get_absolute_url(),
        kind="意见建议",
        step=_step(opinion),
        due_on=opinion.own_due_on,
        light=opinion.own_light(today()),
        tags=[*(["协办"] if opinion.is_beside else []), *opinion.again_tags],
        urges=opinion.open_urges,
    )


def _step(opinion: Opinion) -> str:
    is_late = opinion.is_late_by_law(today())
    return f"{opinion.get_state_display()}{'　法定超期' if is_late else ''}"


def ended_untaken(user: User) -> Pile | None:
    """What became of his opinions that nobody will answer: told for some weeks."""
    if not user.has_role(Role.DEPUTY):
        return None
    rows = Opinion.objects.visible_to(user).filter(
        proposers__person__user=user,
        state__in=UNTAKEN,
        moved_on__gte=today() - TOLD_FOR,
    )
    rows = rows.exclude(aside_reason=AsideReason.MISTAKE)
    rows = rows.order_by("-moved_on", "pk")
    return _pile(
        "处理情况告知", rows, _notice_todo, f"{reverse('referrals:list')}?campaign=all"
    )


def _notice_todo(opinion: Opinion) -> Todo:
    return Todo(
        title=str(opinion),
        url=opinion.get_absolute_url(),
        kind="处理情况告知",
        step=f"{opinion.get_state_display()}（{opinion.moved_on:%Y-%m-%d}）",
        act="告知书",
        act_url=reverse("referrals:paper_print", args=[opinion.pk, "notice"]),
    )


def corrected_hand_overs(user: User) -> Pile | None:
    """Which papers of his unit were taken back, and whether others took their place."""
    if not user.has_role(Role.UNIT):
        return None
    since = today() - TOLD_FOR
    rows = Recall.objects.visible_to(user).filter(recalled_on__gte=since)
    url = reverse("referrals:recalls")
    return _pile("交办更正", rows.select_related("opinion"), _recall_todo, url)


def _recall_todo(recall: Recall) -> Todo:
    what = "已撤回" if recall.is_lost else f"改发{recall.replaced_by}"
    return Todo(
        title=str(recall),
        url=recall.opinion.get_absolute_url(),
        kind="交办更正",
        step=f"{recall.document_number}{what}（{recall.recalled_on:%Y-%m-%d}）",
        act="原文书",
        act_url=recall.get_absolute_url(),
    )


# Who is told of whose pauses: the step above; of the office's own the leaders.
TOLD_OF_PAUSES = {
    Role.PRESIDIUM: Asker.GROUP,
    Role.OFFICE: Asker.PRESIDIUM,
    Role.LEADER: Asker.OFFICE,
}


def paused_below(user: User) -> Pile | None:
    """Whose time stands still, to those who are told of it."""
    for role, asker in TOLD_OF_PAUSES.items():
        if user.has_role(role):
            rows = Opinion.objects.visible_to(user).paused_by(asker)
            rows = as_seen_by(user, rows).order_by("-moved_on", "pk")
            query = urlencode({"paused_by": asker.value})
            url = f"{reverse('referrals:list')}?{query}"
            return _pile(f"{asker.label}暂停计时", rows, _opinion_todo, url)
    return None


def verdicts_to_call_back(user: User) -> Pile | None:
    """Recorded by whoever recorded the answer: the office asks whose they are."""
    if not user.has_role(Role.OFFICE):
        return None
    rows = to_call_back(Opinion.objects.visible_to(user))
    rows = as_seen_by(user, rows).order_by("moved_on", "pk")
    url = f"{reverse('referrals:list')}?to_call_back=1"
    return _pile("评价待回访", rows, _opinion_todo, url)


def open_findings(user: User) -> Pile | None:
    """What supervision found wanting in the places of the user."""
    if not user.has_role(Role.PRESIDIUM, Role.SECRETARY, Role.SUPERVISOR):
        return None
    rows = Finding.objects.visible_to(user).standing()
    rows = rows.filter(state=FindingState.OPEN)
    rows = _with_places(rows).order_by("due_on", "pk")
    query = urlencode({"state": FindingState.OPEN})
    url = f"{reverse('supervision:finding_list')}?{query}"
    return _pile("督导发现的问题", rows, _finding_todo, url)


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
    return _pile("待复查的整改", rows, _recheck_todo, url)


def _with_places(rows: QuerySet[Finding]) -> QuerySet[Finding]:
    return rows.select_related("inspection__campaign", "inspection__township", "group")


def _finding_todo(finding: Finding) -> Todo:
    return Todo(
        title=finding.text,
        url=finding.get_absolute_url(),
        kind="督导整改",
        step=f"{finding.get_state_display()}　{finding.group or finding.inspection.township}",
        due_on=finding.due_on,
        light=finding.light(today()),
    )


def _recheck_todo(finding: Finding) -> Todo:
    """The day was set for those who answered; it presses the team no more."""
    return replace(_finding_todo(finding), due_on=None, light="")


def import_questions(user: User) -> Pile | None:
    """Cells of imported workbooks that may mean several things."""
    if not user.has_role(Role.OFFICE, Role.PRESIDIUM):
        return None
    rows = ImportIssue.objects.visible_to(user).open_questions()
    rows = rows.filter(batch__written_at__isnull=False).select_related("batch")
    return _pile("导入待确认", rows, _question_todo, reverse("workbooks:questions"))


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
    return _pile("账号申请", rows, _proposal_todo, reverse("credentials:proposals"))


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


def signatures_wanted(user: User) -> Pile | None:
    """Suggestions of others that he is asked to sign too."""
    if not user.has_role(Role.DEPUTY):
        return None
    rows = asked_to_sign(user).order_by("asked_on", "pk")
    return _pile("待您附议", rows, _signature_todo, reverse("workbench:home"))


def _signature_todo(asked: CoSigner) -> Todo:
    url = reverse("referrals:co_signing", args=[asked.pk])
    return Todo(
        title=str(asked.opinion),
        url=url,
        kind="附议",
        step=f"{asked.asked_on:%Y-%m-%d}邀请",
        act="附议",
        act_url=url,
    )


SOURCES = (
    waiting_opinions,
    signatures_wanted,
    ended_untaken,
    corrected_hand_overs,
    paused_below,
    verdicts_to_call_back,
    findings_to_recheck,
    open_findings,
    import_questions,
    calendar_missing,
    codes_waiting,
    proposals_waiting,
)


def done_by(*, user: User) -> list[Event]:
    """The last moves of opinions that `user` made."""
    seen = Opinion.objects.visible_to(user).values("pk")
    # unscoped: the user's own moves of opinions in sight
    rows = Event.objects.filter(by=user, basis="", opinion__in=seen).select_related(
        "opinion"
    )
    return list(rows.order_by("-pk")[:8])


def started_by(*, user: User) -> dict[str, list]:
    """The last visits, inspections and opinions that `user` entered, and whom he urged."""
    looks = Inspection.objects.visible_to(user).standing().filter(recorded_by=user)
    visits = Visit.objects.visible_to(user).standing().filter(recorded_by=user)
    opinions = Opinion.objects.visible_to(user).filter(recorded_by=user)
    urges = Urge.objects.visible_to(user).filter(by=user)
    return {
        "inspections": list(looks.select_related("township").order_by("-pk")[:6]),
        "visits": list(visits.select_related("village").order_by("-pk")[:6]),
        "opinions": list(opinions.order_by("-pk")[:6]),
        "urges": list(urges.select_related("opinion", "organ").order_by("-pk")[:6]),
    }
