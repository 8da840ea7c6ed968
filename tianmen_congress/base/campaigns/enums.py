from django.db import models

# Steps whose time the law sets: the campaign may shorten it.
OF_LAW = ("law", "law_local", "answer_longest", "law_local_longest")
LAW_LONGEST_MONTHS = 6
"""Law on deputies, article 42 as amended in 2015 (article 51 since 2025).

A suggestion is answered within three months from the day it was handed over, one that is
wide or hard within six.
"""


class FormKind(models.TextChoices):
    VISIT = "visit", "走访记录表"
    CHECKLIST = "checklist", "督导检查表"


class About(models.TextChoices):
    """What a question is answered for."""

    VILLAGE = "village", "村"
    HOUSEHOLD = "household", "户"
    BOTH = "both", "村和户"


class QuestionKind(models.TextChoices):
    TEXT = "text", "文字"
    CHOICE = "choice", "单选"
    MULTIPLE = "multiple", "多选"
    NUMBER = "number", "数字"
    YES_NO = "yes_no", "是否"
    SCORE = "score", "评分"


class Every(models.TextChoices):
    """How often a required action is due."""

    ONCE = "once", "活动期内一次"
    QUARTER = "quarter", "每季度"
    YEAR = "year", "全年"


class Whom(models.TextChoices):
    """Who is reminded of a deadline."""

    HOLDER = "holder", "办理者"
    ABOVE = "above", "上一级"
    OFFICE = "office", "市人大机关"


class PlaceKind(models.TextChoices):
    """The places of deputies (阵地) that a campaign asks for."""

    HOME = "home", "代表之家"
    ROOM = "room", "小组活动室"
    STATION = "station", "选民接待站"
