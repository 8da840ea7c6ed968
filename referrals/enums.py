"""Stable codes of the opinion's way, with the words of the trade."""

from django.db import models

# Of a reception's matter and of an opinion's alike.
from visits.receptions.enums import MatterExtent as MatterExtent


class State(models.TextChoices):
    """Where an opinion stands. Set by `actions.move` alone, by the table in `workflow`."""

    DRAFT = "draft", "草稿"
    SCREENING = "screening", "待甄别"
    TRIAGE = "triage", "待梳理交办"
    TO_SUBMIT = "to_submit", "待提请市级"
    HANDLING = "handling", "乡村办理中"
    SUBMITTED = "submitted", "已提请市级"
    ACCEPTED = "accepted", "市级已受理"
    AGENDA = "agenda", "已列入联席会议"
    ASSIGNED = "assigned", "已交办待签收"
    PROCESSING = "processing", "单位办理中"
    REPORTED = "reported", "已报省"
    ANSWERED = "answered", "已答复待反馈"
    FED_BACK = "fed_back", "已反馈待评价"
    DECIDING = "deciding", "再次不满意待决定"
    EVALUATED = "evaluated", "已评价待办结"
    CLOSED = "closed", "已办结"
    SETTLED = "settled", "现场解决"
    MERGED = "merged", "已并案"
    SET_ASIDE = "set_aside", "不予受理"
    NOT_SUGGESTION = "not_suggestion", "不作为建议处理"
    DISCIPLINE = "discipline", "已转纪检"
    WITHDRAWN = "withdrawn", "已撤回"


ENDED = (
    State.CLOSED,
    State.SETTLED,
    State.MERGED,
    State.SET_ASIDE,
    State.NOT_SUGGESTION,
    State.DISCIPLINE,
    State.WITHDRAWN,
)
OPEN = tuple(state for state in State if state not in ENDED)
AT_UNIT = (State.ASSIGNED, State.PROCESSING)
# Whoever has it in hand there may have others who handle it beside him.
HELPED = (State.HANDLING, *AT_UNIT)
# Time that runs here is the township's own.
IN_TOWNSHIP = (
    State.SCREENING,
    State.TRIAGE,
    State.TO_SUBMIT,
    State.HANDLING,
    State.ANSWERED,
    State.FED_BACK,
)
IN_CITY = (State.SUBMITTED, State.ACCEPTED, State.AGENDA, *AT_UNIT)
# The proposer may take it back until it is answered.
UNANSWERED = OPEN[: OPEN.index(State.ANSWERED)]
# Ended without an answer by a decision: its author is told.
UNTAKEN = (State.SET_ASIDE, State.NOT_SUGGESTION, State.DISCIPLINE)
AFTER_ANSWER = (
    State.ANSWERED,
    State.FED_BACK,
    State.DECIDING,
    State.EVALUATED,
    State.CLOSED,
)

TONES = {
    State.DRAFT: "grey",
    State.CLOSED: "green",
    State.EVALUATED: "green",
    State.SETTLED: "green",
    State.MERGED: "grey",
    State.SET_ASIDE: "grey",
    State.NOT_SUGGESTION: "grey",
    State.DISCIPLINE: "grey",
    State.WITHDRAWN: "grey",
}


class Origin(models.TextChoices):
    VISIT = "visit", "走访收集"
    RECEPTION = "reception", "接待选民"
    DEPUTY = "deputy", "代表提出"
    PRESIDIUM = "presidium", "主席团(联络处)收集"


class Level(models.TextChoices):
    """Who can settle it (分级负责)."""

    VILLAGE = "village", "村级"
    TOWNSHIP = "township", "乡镇级"
    CITY = "city", "市级"
    PROVINCE = "province", "省级"


LOCAL_LEVELS = (Level.VILLAGE, Level.TOWNSHIP)


# Kinds of organs whose presidium records what they do.
LOCAL_KINDS = ("group", "government", "committee")


class AsideReason(models.TextChoices):
    DUPLICATE = "duplicate", "重复"
    VAGUE = "vague", "内容不具体"
    SOLVED = "solved", "已解决"
    PETITION = "petition", "不属受理范围：转信访"
    JUDICIAL = "judicial", "不属受理范围：转政法"
    DISCIPLINE = "discipline", "不属受理范围：转纪检"
    # Entered by mistake: nobody said it, and nobody is told.
    MISTAKE = "mistake", "误录"
    OTHER = "other", "其他"


class DismissalReason(models.TextChoices):
    """The province's eight (2012 rule, article 8)."""

    COMPETENCE = "competence", "不属于国家机关职权范围"
    OWN_AFFAIR = "own_affair", "代表本人或者其亲属的个人问题"
    CASE = "case", "涉及具体司法案件"
    PASSED_ON = "passed_on", "代转选民来信"
    ACADEMIC = "academic", "属于学术探讨"
    PRODUCT = "product", "产品推介"
    EMPTY = "empty", "没有具体内容"
    OTHER = "other", "其他不应作为建议的"


class PartyKind(models.TextChoices):
    GROUP = "group", "收集小组"
    PRESIDIUM = "presidium", "主席团(联络处)"
    HANDLER = "handler", "乡村承办"
    LEAD = "lead", "主办单位"
    CO = "co", "协办单位"
    MERGED = "merged", "并案来源"


# Until when an answer promises it, where a ledger states it without its day.
NO_DAY = "未注明期限"


class Verdict(models.TextChoices):
    SATISFIED = "satisfied", "满意"
    BASICALLY = "basically", "基本满意"
    DISSATISFIED = "dissatisfied", "不满意"
    NONE = "none", "未评价"


VERDICTS = (Verdict.SATISFIED, Verdict.BASICALLY, Verdict.DISSATISFIED)
GOOD_VERDICTS = (Verdict.SATISFIED, Verdict.BASICALLY)


class PromiseOutcome(models.TextChoices):
    """What became of a promise on its day, as somebody says it."""

    KEPT = "kept", "已兑现"
    BROKEN = "broken", "未兑现"


class CallBackOutcome(models.TextChoices):
    """What the proposer says when he is asked whether a verdict is his."""

    CONFIRMED = "confirmed", "评价属实"
    DENIED = "denied", "评价不实"
    UNREACHED = "unreached", "没有联系上"


# After these nobody has to be asked any more.
CALLED_BACK = (CallBackOutcome.CONFIRMED, CallBackOutcome.DENIED)


class Again(models.TextChoices):
    """Why whoever had answered has to answer once more."""

    REJECTED = "rejected", "评价为不满意"
    RETURNED = "returned", "退回"
    PROMISE = "promise", "承诺到期"
    REOPENED = "reopened", "重新办理"


class How(models.TextChoices):
    """The way in which somebody was told."""

    IN_PERSON = "in_person", "当面"
    PHONE = "phone", "电话"
    LETTER = "letter", "书面"
    MESSAGE = "message", "短信、微信"
    POSTED = "posted", "公示栏"


class Stage(models.TextChoices):
    """When the proposer was spoken with: before, during or after the work."""

    BEFORE = "before", "办理前"
    DURING = "during", "办理中"
    AFTER = "after", "办理后"


class ClockStep(models.TextChoices):
    """What time is counted for; the codes of the campaign's step times."""

    SCREEN = "screen", "甄别汇总"
    TRIAGE = "triage", "梳理交办"
    SUBMIT = "submit", "提请市级"
    HANDLE = "handle", "乡村办理"
    ACCEPT = "accept", "市级受理"
    # What was accepted waits for the session, on its agenda too.
    HAND_OVER = "hand_over", "受理后交办"
    SIGN = "sign", "签收"
    ANSWER = "answer", "答复"
    # The law's own time beside the campaign's, for deputies' suggestions.
    LAW = "law", "法定答复"
    CO_ANSWER = "co_answer", "协办意见"
    FEEDBACK = "feedback", "反馈"
    EVALUATE = "evaluate", "评价"
    REMINDED = "reminded", "催评后"
    DECIDE = "decide", "再次不满意处理"


# Answering work, as against a co-handler's own time limit: what the opinion waits for.
SIDE_CLOCKS = (ClockStep.CO_ANSWER,)


class PaperKind(models.TextChoices):
    SOURCE = "source", "意见材料"
    MATERIAL = "material", "补充材料"
    EVIDENCE = "evidence", "办理佐证"
    LETTER = "letter", "答复函"
    SCAN = "scan", "纸质件扫描"


class Told(models.IntegerChoices):
    """How far the history tells a move; each reaches those before it too."""

    INSIDE = 0, "提出方、市人大机关"
    LOOKERS = 1, "只读人员、参与的其他乡镇"
    # Units read it unless the source is kept from them: one of them may be the accused.
    OPEN = 2, "承办单位（对反映人保密的除外）"
    UNITS = 3, "承办单位"


class Alerted(models.TextChoices):
    """Who is told at once of what is done beside the state; kept with the move alone."""

    HOLDER = "holder", "当前办理者"
    DECIDER = "decider", "决定者"
    ASKER = "asker", "申请者"
    PROPOSER = "proposer", "提出人"
    LOSER = "loser", "不再承办者"


class Decision(models.TextChoices):
    GRANTED = "granted", "同意"
    REFUSED = "refused", "不同意"


class DueCause(models.TextChoices):
    """What gave a clock its day, or moved it."""

    BEGUN = "begun", "起算"
    PAUSED = "paused", "暂停计时"
    RESUMED = "resumed", "恢复计时"
    GRANTED = "granted", "准予延期或调整期限"
    CALENDAR = "calendar", "节假日安排调整"


class Asker(models.TextChoices):
    """In which capacity somebody stops time, or asks for it."""

    GROUP = "group", "代表小组"
    HANDLER = "handler", "乡村承办"
    PRESIDIUM = "presidium", "主席团(联络处)"
    UNIT = "unit", "承办单位"
    OFFICE = "office", "市人大机关"


# Who decides on a pause: the step above; of the office itself its second person.
ABOVE = {
    Asker.GROUP: Asker.PRESIDIUM,
    Asker.HANDLER: Asker.PRESIDIUM,
    Asker.PRESIDIUM: Asker.OFFICE,
    Asker.UNIT: Asker.OFFICE,
    Asker.OFFICE: Asker.OFFICE,
}


class ConferenceState(models.TextChoices):
    PLANNED = "planned", "筹备中"
    HANDED_OVER = "handed_over", "已交办"


class DispatchKind(models.TextChoices):
    """What goes up in writing; the codes are those of the papers."""

    SUMMARY = "summary", "意见建议汇总报送"
    SUBMISSION = "submission", "提请市级解决事项报送"
