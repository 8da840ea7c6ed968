"""What a deputy does for the household he is paired with, and how a pairing ends."""

from django.db import models


class PairEndReason(models.TextChoices):
    """Why the two are paired no more."""

    LIFTED = "lifted", "脱贫后继续"
    LEFT = "left", "代表离任"
    CLOSED = "closed", "户销"
    ADJUSTED = "adjusted", "调整"
    DIED = "died", "去世"


class AidKind(models.TextChoices):
    """帮扶措施: what is to help the household."""

    INDUSTRY = "industry", "发展产业"
    WORK = "work", "转移就业"
    MOVING = "moving", "易地搬迁"
    ECOLOGY = "ecology", "生态补偿"
    EDUCATION = "education", "教育扶贫"
    HEALTH = "health", "健康扶贫"
    HOUSE = "house", "危房改造"
    SECURITY = "security", "社会保障兜底"
    FINANCE = "finance", "金融扶贫"
    OTHER = "other", "其他"


class Fund(models.TextChoices):
    """Where the money comes from."""

    BUDGET = "budget", "财政"
    RELIEF = "relief", "扶贫"
    UNIT = "unit", "单位"
    DEPUTY = "deputy", "代表捐助"
    LOAN = "loan", "贷款"
    OWN = "own", "自筹"


class AidState(models.TextChoices):
    PLANNED = "planned", "计划"
    RUNNING = "running", "进行中"
    DONE = "done", "已完成"
    STOPPED = "stopped", "已停止"


class DeedKind(models.TextChoices):
    """办实事: one practical thing done for the household."""

    MONEY = "money", "资金"
    GOODS = "goods", "物资"
    KNOWHOW = "knowhow", "技术信息"
    WORK = "work", "就业"
    SALES = "sales", "销售"
    CARE = "care", "就医就学"
    POLICY = "policy", "政策落实"
    PROJECT = "project", "项目争取"
    OTHER = "other", "其他"


class Witness(models.TextChoices):
    """Who says that a deed was done."""

    HOUSEHOLD = "household", "农户"
    VILLAGE = "village", "村"


class Affiliation(models.TextChoices):
    """Of which level the unit of the official helper is."""

    PROVINCE = "province", "省直"
    PREFECTURE = "prefecture", "市直"
    COUNTY = "county", "县直"
    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村级"
