"""What a move may be given, in the words of the page and of the history."""

from referrals.enums import (
    AnswerClass,
    AsideReason,
    DismissalReason,
    How,
    Level,
    Verdict,
)

LABELS = {
    "answer_class": "答复类别",
    "aside_reason": "原因",
    "category": "类别",
    "city_number": "市级编号",
    "co_units": "协办单位",
    "collected_on": "收集日期",
    "conference": "联席会议",
    "dismissal_reason": "不作为建议处理的情形",
    "document_number": "文号",
    "done": "办理情况",
    "due_on": "办理期限",
    "evidence": "办理佐证",
    "handler": "承办单位",
    "how": "反馈方式",
    "into": "并入",
    "is_anonymous": "匿名",
    "is_confidential": "对反映人保密",
    "is_suggestion": "代表建议",
    "is_urgent": "紧急",
    "issued_by": "签发人",
    "lead_unit": "主办单位",
    "level": "层级",
    "letter": "答复函",
    "material": "补充材料",
    "missing_unit": "未提交的协办单位",
    "new_unit": "新的协办单位",
    "note": "说明",
    "notice_how": "告知方式",
    "part": "协办意见",
    "promised_on": "承诺解决日期",
    "paused_until": "暂停至",
    "proposer": "反馈对象",
    "reason": "理由",
    "requirement": "交办要求",
    "responsible_person": "责任人",
    "responsible_phone": "责任人电话",
    "scan": "纸质件扫描",
    "signed_by": "签收人",
    "text": "内容",
    "title": "标题",
    "unit": "单位",
    "until": "延至",
    "verdict": "评价",
    "village": "所涉村",
}
# Codes, as a form sends them, and their words.
WORDS_OF_CODES = {
    "answer_class": dict(AnswerClass.choices),
    "aside_reason": dict(AsideReason.choices),
    "dismissal_reason": dict(DismissalReason.choices),
    "how": dict(How.choices),
    "level": dict(Level.choices),
    "notice_how": dict(How.choices),
    "verdict": dict(Verdict.choices),
}
# Written into the history's note rather than beside it.
NOTES = ("reason", "note")
# Papers: the history names the file, the attachment holds it.
FILES = ("evidence", "letter", "material", "scan")
