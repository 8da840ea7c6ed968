"""Value lists that more than one room uses, with stable codes."""

from django.db import models


class Sex(models.TextChoices):
    MALE = "male", "男"
    FEMALE = "female", "女"


class Education(models.TextChoices):
    ILLITERATE = "illiterate", "文盲或半文盲"
    PRIMARY = "primary", "小学"
    JUNIOR = "junior", "初中"
    SENIOR = "senior", "高中"
    VOCATIONAL = "vocational", "中专"
    COLLEGE = "college", "大专"
    BACHELOR = "bachelor", "本科"
    GRADUATE = "graduate", "研究生"


# How rosters write them; the reader maps, it does not refuse.
EDUCATION_ALIASES = {
    "大学": Education.BACHELOR,
    "大学本科": Education.BACHELOR,
    "硕士研究生": Education.GRADUATE,
    "博士研究生": Education.GRADUATE,
    "硕士": Education.GRADUATE,
    "博士": Education.GRADUATE,
    "专科": Education.COLLEGE,
    "大学专科": Education.COLLEGE,
    "技校": Education.VOCATIONAL,
    "文盲": Education.ILLITERATE,
}
SEX_ALIASES = {"男性": Sex.MALE, "女性": Sex.FEMALE}
