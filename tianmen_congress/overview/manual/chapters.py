"""The chapters of the manual. A new one is a line here and a template of its slug in
templates/manual/chapters/.
"""

from dataclasses import dataclass

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, Role
from tianmen_congress.base.accounts.models import User

CLERKS = (Role.OFFICE, Role.PRESIDIUM)
LOCAL = (Role.PRESIDIUM, Role.SECRETARY)
# Pages of opinions wherever they stand: of several chapters the reader's own.
OPINIONS = (
    *("referrals:list", "referrals:inbox", "referrals:detail", "referrals:move"),
    *("referrals:find_person", "referrals:bulk", "referrals:print"),
)


@dataclass(frozen=True, slots=True)
class Chapter:
    """How a job is done: whose it is, and the pages (names of addresses) it is of."""

    slug: str
    title: str
    summary: str
    roles: tuple[Role, ...]
    pages: tuple[str, ...]

    @property
    def template(self) -> str:
        return f"manual/chapters/{self.slug}.html"

    @property
    def for_whom(self) -> str:
        return "、".join(str(Role(role).label) for role in self.roles)


CHAPTERS = (
    Chapter(
        "visit",
        "登记走访",
        "一次外出登记一份走访记录，逐户写明情况，当场收集意见建议",
        (*LOCAL, Role.OFFICE, Role.DEPUTY),
        ("visits:", "poverty:"),
    ),
    Chapter(
        "pairings",
        "双联双促",
        "代表联户、小组联系贫困村：措施、成效、办实事、项目、村集体收入和覆盖",
        (*LOCAL, Role.OFFICE, Role.DEPUTY),
        ("pairings:", "support:"),
    ),
    Chapter(
        "duties",
        "规定动作和履职日志",
        "六个一由系统按记录统计，代表记日志，按手册代录，看还差什么",
        (Role.DEPUTY, *LOCAL, Role.OFFICE),
        ("duties:",),
    ),
    Chapter(
        "opinion",
        "登记意见建议",
        "接待选民、代表提出和走访以外收集的意见建议，联名和附议",
        (*LOCAL, Role.DEPUTY, Role.OFFICE),
        ("referrals:create", "referrals:revise", "referrals:co_signing"),
    ),
    Chapter(
        "report-up",
        "甄别和报送",
        "小组甄别、并案、不予受理，报送主席团（联络处），打印报送表",
        (Role.SECRETARY, Role.PRESIDIUM),
        ("referrals:dispatch", *OPINIONS),
    ),
    Chapter(
        "triage",
        "梳理交办",
        "主席团（联络处）定类别和层级，交乡村办理或者提请市级解决；机关受理",
        (Role.PRESIDIUM, Role.OFFICE),
        ("referrals:recall", *OPINIONS),
    ),
    Chapter(
        "conference",
        "联席会议",
        "列入议题、发送议题、录入会议决定、会后交办，紧急的先交办",
        (Role.OFFICE, Role.UNIT),
        (
            *("referrals:conference", "referrals:decisions", "referrals:attendance"),
            *("referrals:hand_over", "referrals:send_agenda", "referrals:pack"),
        ),
    ),
    Chapter(
        "answer",
        "签收和答复",
        "承办单位签收、起草、签发、答复，协办、退办、延期",
        (Role.UNIT, *CLERKS),
        ("referrals:unit", *OPINIONS),
    ),
    Chapter(
        "verdict",
        "反馈、评价、办结",
        "把答复告诉反映人，登记评价，办结；不满意的重新办理",
        (Role.DEPUTY, *LOCAL, Role.OFFICE),
        OPINIONS,
    ),
    Chapter(
        "activity",
        "登记小组活动",
        "计划、登记小组活动，逐人登记出席，怎样才计入开展次数",
        (*LOCAL, Role.OFFICE),
        ("activities:", "groups:"),
    ),
    Chapter(
        "places",
        "代表阵地",
        "代表之家、小组活动室、选民接待站：批量建立，逐项认定，缺什么、上墙展板",
        (*CLERKS, Role.SECRETARY, Role.SUPERVISOR),
        ("places:",),
    ),
    Chapter(
        "receptions",
        "选民接待",
        "登记来访、来信，处理和反馈，形成意见建议；编制接待安排表、换班、公布",
        (*LOCAL, Role.OFFICE),
        ("receptions:",),
    ),
    Chapter(
        "inspection",
        "督导检查和整改",
        "督导组按检查表打分、登记问题；受检单位整改，督导组复查销号",
        (Role.SUPERVISOR, *LOCAL, Role.OFFICE),
        ("supervision:",),
    ),
    Chapter(
        "imports",
        "导入花名册和台账",
        "上传工作簿，看检查结果，答复疑问，写入，导错的整批撤销",
        CLERKS,
        ("workbooks:", "deputies:matches"),
    ),
    Chapter(
        "reports",
        "查报表、导出和打印",
        "按时段和乡镇统计，点数字看名单，打印、导出Excel和公文",
        BUSINESS_ROLES,
        ("figures:", "deputies:", "referrals:report", "referrals:paper", "papers:"),
    ),
    Chapter(
        "accounts",
        "账号和启用码",
        "机关提出账号，系统管理员建立，安全管理员给予岗位，本人设置密码",
        (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN, Role.AUDITOR),
        ("accounts:", "credentials:", "audit", "admin:"),
    ),
    Chapter(
        "divisions",
        "区划变动",
        "载入新的区划表，确认撤销的村并入哪里，乡镇、村改名",
        (Role.OFFICE,),
        ("divisions", "division_successors", "townships", "admin:divisions"),
    ),
)
BY_SLUG = {chapter.slug: chapter for chapter in CHAPTERS}


def chapters_of(user: User) -> list[Chapter]:
    return [chapter for chapter in CHAPTERS if user.has_role(*chapter.roles)]


def chapter_about(page: str, user: User) -> Chapter | None:
    """The chapter of the page whose address is called `page`.

    The longest name fits best; of several the one that is first of all for `user`.
    """
    fitting = [
        (-len(name), chapter.roles.index(role), chapter.slug)
        for chapter in CHAPTERS
        for name in chapter.pages
        for role in chapter.roles
        if page.startswith(name) and user.has_role(role)
    ]
    return BY_SLUG[min(fitting)[2]] if fitting else None
