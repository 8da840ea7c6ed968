"""What places of deputies are, and how what they must have was found."""

from django.db import models


class Host(models.TextChoices):
    """In whose house a place is."""

    GOVERNMENT = "government", "乡镇政府"
    PARTY_CENTRE = "party", "党员群众服务中心"
    COMMUNITY = "community", "社区"
    COMPANY = "company", "企业"
    SCHOOL = "school", "学校"
    DEPUTY = "deputy", "代表住所"
    OTHER = "other", "其他"


class WallItem(models.TextChoices):
    """What hangs on the wall."""

    PEOPLE = "people", "代表公示"
    TEAMS = "teams", "分组与分队"
    VILLAGES = "villages", "联系村组"
    RULES = "rules", "制度"
    PLAN = "plan", "年度计划"
    DUTY = "duty", "接待安排"
    FLOW = "flow", "流程图"
    CODE = "code", "二维码"


class Fulfilment(models.TextChoices):
    """How a place was found to meet a requirement."""

    THERE = "there", "有"
    PARTLY = "partly", "部分"
    MISSING = "missing", "无"
    NOT_ASKED = "not_asked", "不适用"


MET = (Fulfilment.THERE, Fulfilment.NOT_ASKED)


class Standard(models.TextChoices):
    """Whether all that the running campaign asks of a place was found there."""

    MET = "met", "达标"
    LACKING = "lacking", "有缺项"
    UNSEEN = "unseen", "未认定"
    NOT_ASKED = "none", "无要求"
