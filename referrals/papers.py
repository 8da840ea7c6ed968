"""The papers of an opinion's way: what is written on each."""

from collections.abc import Callable, Iterable

from referrals.enums import LOCAL_LEVELS, State
from referrals.models import Answer, Opinion
from referrals.queries.record import proposers_in_words
from referrals.queries.words import on_paper, why
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.clocks.calendar import today
from tianmen_congress.papers.registry import Column, Paper, Sheet, register

OFFICE = "天门市人民代表大会常务委员会办公室"
ITEMS = (
    Column("number", "编号", 34),
    Column("place", "村(社区)", 28),
    Column("proposer", "反映人", 24),
    Column("text", "意见建议内容", 92),
    Column("category", "类别", 22),
    Column("note", "备注", 50),
)
SUMMARY = register(Paper("summary", "意见建议汇总报送表", ITEMS, is_landscape=True))
SUBMISSION = register(
    Paper("submission", "提请市级解决事项报送表", ITEMS, is_landscape=True)
)
PACK = register(
    Paper(
        "conference",
        "联席会议材料",
        (
            Column("number", "市级编号", 32),
            Column("place", "乡镇", 26),
            Column("text", "意见建议", 100),
            Column("lead", "主办单位", 34),
            Column("others", "协办单位", 34),
            Column("due", "办理期限", 26),
        ),
        is_landscape=True,
    )
)
HANDOVER = register(Paper("handover", "意见建议交办单"))
ASSIGNMENT = register(Paper("assignment", "意见建议交办函"))
ANSWER = register(Paper("answer", "答复函"))
CONSULTATION = register(
    Paper(
        "consultation",
        "征询意见表",
        (Column("item", "项目", 50), Column("value", "内容", 106)),
    )
)
EXTENSION = register(Paper("extension", "延期办理申请"))
RELIEF = register(Paper("relief", "退办单"))
URGE = register(Paper("urge", "催办通知书"))


def _source(opinion: Opinion, user: User) -> str:
    """On papers that go to a handler nobody is named who spoke in confidence."""
    if opinion.hides_source:
        return "（保密）"
    return proposers_in_words(opinion, user=user)


def _row(opinion: Opinion, user: User) -> dict[str, str]:
    return {
        "number": opinion.number or opinion.city_number,
        "place": str(opinion.village or opinion.township),
        "proposer": proposers_in_words(opinion, user=user),
        "text": f"{opinion.title}：{opinion.text}",
        "category": str(opinion.category or ""),
        "note": opinion.submit_reason,
    }


def summary(opinions: Iterable[Opinion], *, user: User) -> Sheet:
    """The group's report in writing to its presidium."""
    rows = list(opinions)
    return Sheet(
        SUMMARY,
        SUMMARY.title,
        to=f"报送：{rows[0].presidium}" if rows else "",
        paragraphs=[f"现将收集的意见建议{len(rows)}件汇总报送，请予梳理交办。"],
        rows=[_row(each, user) for each in rows],
        sign=str(rows[0].group or rows[0].presidium) if rows else "",
        on=today(),
    )


def submission(opinions: Iterable[Opinion], *, user: User) -> Sheet:
    """The presidium's request to the city."""
    rows = list(opinions)
    return Sheet(
        SUBMISSION,
        SUBMISSION.title,
        to="报送：天门市人大常委会",
        paragraphs=[f"下列{len(rows)}件意见建议超出本级职权或能力，提请市级解决。"],
        rows=[_row(each, user) for each in rows],
        sign=str(rows[0].presidium) if rows else "",
        on=today(),
    )


def conference_pack(conference, items) -> Sheet:
    """The session's material: agenda and decisions."""
    return Sheet(
        PACK,
        f"{conference.title}材料",
        paragraphs=[
            f"时间：{on_paper(conference.held_on)}　地点：{conference.place}",
            f"主持：{conference.chair}　议题：{len(items)}件",
        ],
        rows=[
            {
                "number": item.opinion.city_number,
                "place": str(item.opinion.township),
                "text": f"{item.opinion.title}：{item.opinion.text}",
                "lead": str(item.lead_unit or ""),
                "others": "、".join(str(unit) for unit in item.co_units.all()),
                "due": str(item.due_on or ""),
            }
            for item in items
        ],
        sign=OFFICE,
        on=conference.held_on,
    )


def _facts(opinion: Opinion, user: User) -> list[str]:
    return [
        f"事项：{opinion.title}",
        f"内容：{opinion.text}",
        f"反映人：{_source(opinion, user)}",
        *(f"期限：{why(clock)}" for clock in opinion.running_clocks),
    ]


def _handover(opinion: Opinion, user: User) -> Sheet:
    return Sheet(
        HANDOVER,
        HANDOVER.title,
        number=opinion.number,
        to=f"{opinion.handler}：",
        paragraphs=[
            "现将下列意见建议交你单位办理，请按期办结并报送办理结果。",
            *_facts(opinion, user),
            f"责任人：{opinion.responsible_person or '　　　　'}"
            f"　电话：{opinion.responsible_phone or '　　　　'}",
            f"要求：{opinion.requirement or '按规定时限办理'}",
        ],
        sign=str(opinion.presidium),
        on=opinion.clocks.filter(step="handle").last().started_on
        if opinion.clocks.filter(step="handle").exists()
        else opinion.moved_on,
    )


def _assignment(opinion: Opinion, user: User) -> Sheet:
    units = opinion.live_assignments
    others = "、".join(row.unit.name for row in units if not row.is_lead)
    return Sheet(
        ASSIGNMENT,
        ASSIGNMENT.title,
        number=units[0].document_number if units else "",
        to=f"{opinion.lead_unit}：",
        paragraphs=[
            "经研究，下列意见建议由你单位主办"
            + (f"，{others}协办。" if others else "。"),
            f"编号：{opinion.city_number}（{opinion.township}）",
            *_facts(opinion, user),
            f"要求：{opinion.requirement or '在规定期限内书面答复'}",
        ],
        sign=OFFICE,
        on=units[0].assigned_on if units else opinion.moved_on,
    )


def _given_answer(opinion: Opinion) -> Answer | None:
    return opinion.answers.exclude(answered_on=None).order_by("-pk").first()


def _answer(opinion: Opinion, user: User) -> Sheet:
    answer = _given_answer(opinion) or opinion.current_answer
    paragraphs = [
        f"您提出的“{opinion.title}”（{opinion.number}）收悉，现答复如下：",
        *answer.text.splitlines(),
    ]
    if answer.promised_on:
        paragraphs.append(f"承诺于{on_paper(answer.promised_on)}前解决。")
    paragraphs.append(f"办理结果：{answer.get_answer_class_display()}")
    if answer.issued_by:
        paragraphs.append(f"签发人：{answer.issued_by}")
    return Sheet(
        ANSWER,
        f"对“{opinion.title}”的答复",
        number=answer.document_number,
        to=f"{_source(opinion, user)}：",
        paragraphs=paragraphs,
        sign=str(answer.organ or opinion.presidium),
        on=answer.answered_on or answer.drafted_on,
    )


def _consultation(opinion: Opinion, user: User) -> Sheet:
    answer = _given_answer(opinion)
    rows = [
        ("编号", opinion.number),
        ("事项", opinion.title),
        ("反映人", proposers_in_words(opinion, user=user)),
        ("承办单位", str(opinion.lead_unit or opinion.handler or "")),
        ("答复内容", answer.text if answer else ""),
        ("答复类别", answer.get_answer_class_display() if answer else ""),
        ("您的评价", "□满意　□基本满意　□不满意"),
        ("不满意的理由", ""),
        ("签名、日期", ""),
    ]
    return Sheet(
        CONSULTATION,
        "意见建议办理情况征询意见表",
        rows=[{"item": item, "value": value} for item, value in rows],
        sign=str(opinion.presidium),
        on=today(),
    )


def _extension(opinion: Opinion, user: User) -> Sheet:
    from_clock = opinion.clocks.filter(extensions__isnull=False).last()
    asked = from_clock.extensions.last()
    return Sheet(
        EXTENSION,
        EXTENSION.title,
        number=opinion.city_number or opinion.number,
        to=f"{OFFICE if opinion.lead_unit else opinion.presidium}：",
        paragraphs=[
            f"“{opinion.title}”应于{on_paper(asked.old_due_on)}前办结。因"
            f"{asked.reason}，申请延期至{on_paper(asked.wanted_until)}。",
            f"决定：{asked.get_decision_display() or '　　　　'}",
        ],
        sign=str(opinion.lead_unit or opinion.handler),
        on=asked.asked_on,
    )


def _relief(opinion: Opinion, user: User) -> Sheet:
    asked = opinion.assignments.exclude(relief_asked_on=None).last()
    return Sheet(
        RELIEF,
        RELIEF.title,
        number=asked.document_number,
        to=f"{OFFICE}：",
        paragraphs=[
            f"交办我单位的“{opinion.title}”（{opinion.city_number}），"
            f"因{asked.relief_reason}，申请退办。",
            f"决定：{asked.get_relief_decision_display() or '　　　　'}",
        ],
        sign=str(asked.unit),
        on=asked.relief_asked_on,
    )


def _urge(opinion: Opinion, user: User) -> Sheet:
    urge = opinion.urges.select_related("organ").last()
    due = f"期限为{on_paper(urge.due_on)}" if urge.due_on else "尚未办结"
    return Sheet(
        URGE,
        URGE.title,
        number=f"{opinion.number} 第{urge.number}次",
        to=f"{urge.organ or '承办人'}：",
        paragraphs=[
            f"你单位办理的“{opinion.title}”{due}，请抓紧办理并及时报送结果。",
            *([f"催办意见：{urge.note}"] if urge.note else []),
        ],
        sign=OFFICE
        if urge.by and urge.by.has_role(Role.OFFICE)
        else str(opinion.presidium),
        on=urge.on,
    )


# When a paper can be printed at all, and what fills it.
ABOUT_ONE: dict[str, tuple[Callable[[Opinion], bool], Callable[..., Sheet]]] = {
    "handover": (
        lambda opinion: opinion.handler is not None and opinion.level in LOCAL_LEVELS,
        _handover,
    ),
    "assignment": (lambda opinion: opinion.lead_unit is not None, _assignment),
    "answer": (
        lambda opinion: bool(_given_answer(opinion) or opinion.current_answer),
        _answer,
    ),
    "consultation": (
        lambda opinion: opinion.state in (State.ANSWERED, State.FED_BACK),
        _consultation,
    ),
    "extension": (
        lambda opinion: opinion.clocks.filter(extensions__isnull=False).exists(),
        _extension,
    ),
    "relief": (
        lambda opinion: opinion.assignments.exclude(relief_asked_on=None).exists(),
        _relief,
    ),
    "urge": (lambda opinion: opinion.urges.exists(), _urge),
}
ABOUT_MANY = {"summary": summary, "submission": submission}
PAPERS = {
    paper.slug: paper
    for paper in (HANDOVER, ASSIGNMENT, ANSWER, CONSULTATION, EXTENSION, RELIEF, URGE)
}


def papers_of(opinion: Opinion) -> list[Paper]:
    """Those that can be printed of `opinion` as it is now."""
    return [PAPERS[slug] for slug, (may, _) in ABOUT_ONE.items() if may(opinion)]


def sheet_of(slug: str, opinion: Opinion, *, user: User) -> Sheet | None:
    """The paper filled, or None where there is nothing to print yet."""
    may, build = ABOUT_ONE.get(slug, (None, None))
    return build(opinion, user) if may and may(opinion) else None
