"""How a voter came, what became of it, how he was told."""

from django.db import models


class CameBy(models.TextChoices):
    """How it reached the deputies."""

    VISIT = "visit", "来访"
    LETTER = "letter", "来信"
    CALL = "call", "来电"
    SCAN = "scan", "扫码"
    DOOR = "door", "代表上门"
    BOX = "box", "信箱"


# Nobody is met without a deputy; a letter may be opened by the keeper alone.
IN_PERSON = (CameBy.VISIT, CameBy.DOOR)


class MatterExtent(models.TextChoices):
    """Whether it is the matter of one household or of many."""

    CASE = "case", "个案"
    GENERAL = "general", "共性"


class Treatment(models.TextChoices):
    """What the deputies did with it."""

    ANSWERED = "answered", "当场答复"
    VILLAGE = "village", "交村（社区）办理"
    PRESIDIUM = "presidium", "交主席团（人大工委）办理"
    SUGGESTED = "suggested", "由代表提出建议"
    UPPER = "upper", "请上级代表提出建议"
    ELSEWHERE = "elsewhere", "告知其他渠道"
    REFUSED = "refused", "不予受理"


# The voter hears of it there and then.
AT_ONCE = (Treatment.ANSWERED, Treatment.ELSEWHERE, Treatment.REFUSED)
# Somebody else settles it and reports the result here.
HANDED = (Treatment.VILLAGE, Treatment.PRESIDIUM)
# An opinion of its own goes its usual way.
PUT_FORWARD = (Treatment.SUGGESTED, Treatment.UPPER)


class NotAccepted(models.TextChoices):
    """Why it is not taken on."""

    LAW = "law", "涉法涉诉"
    PETITION = "petition", "个人信访"
    EMPTY = "empty", "无实质内容"
    AWAY = "away", "非本辖区"
    AGAIN = "again", "已办结重复"
    UNLAWFUL = "unlawful", "违反法律"
    OTHER = "other", "其他"


class FedBackBy(models.TextChoices):
    """How the voter was told."""

    FACE = "face", "当面"
    PHONE = "phone", "电话"
    WRITING = "writing", "书面"
    MESSAGE = "message", "短信、微信"
    NOTICE = "notice", "公示"


class Satisfied(models.TextChoices):
    YES = "yes", "满意"
    MOSTLY = "mostly", "基本满意"
    NO = "no", "不满意"
    UNSAID = "unsaid", "未评价"


class HowFar(models.TextChoices):
    """How far a reception has come, as its rows tell."""

    EMPTY = "empty", "无人来访"
    OPEN = "open", "办理中"
    UNTOLD = "untold", "待反馈"
    ENDED = "ended", "已办结"
    TOLD = "told", "已反馈"
    VOID = "void", "已作废"


TONES = {
    HowFar.OPEN: "blue",
    HowFar.UNTOLD: "yellow",
    HowFar.ENDED: "green",
    HowFar.TOLD: "green",
}


class SwapState(models.TextChoices):
    """What became of a deputy's wish to change duties."""

    ASKED = "asked", "待对方同意"
    AGREED = "agreed", "已同意"
    REFUSED = "refused", "不同意"
    WITHDRAWN = "withdrawn", "已撤回"


SWAP_TONES = {
    SwapState.ASKED: "yellow",
    SwapState.AGREED: "green",
    SwapState.REFUSED: "grey",
    SwapState.WITHDRAWN: "grey",
}


class Weekday(models.IntegerChoices):
    """As `date.isoweekday` counts."""

    MONDAY = 1, "星期一"
    TUESDAY = 2, "星期二"
    WEDNESDAY = 3, "星期三"
    THURSDAY = 4, "星期四"
    FRIDAY = 5, "星期五"
