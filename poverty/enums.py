from django.db import models


class Category(models.TextChoices):
    GENERAL = "general", "一般贫困户"
    ALLOWANCE = "allowance", "低保贫困户"
    FIVE_GUARANTEES = "five_guarantees", "五保贫困户"


CATEGORY_ALIASES = {
    "一般": Category.GENERAL,
    "一般户": Category.GENERAL,
    "低保": Category.ALLOWANCE,
    "低保户": Category.ALLOWANCE,
    "五保": Category.FIVE_GUARANTEES,
    "五保户": Category.FIVE_GUARANTEES,
}


class Cause(models.TextChoices):
    ILLNESS = "illness", "因病"
    DISABILITY = "disability", "因残"
    SCHOOLING = "schooling", "因学"
    DISASTER = "disaster", "因灾"
    LAND = "land", "缺土地"
    WATER = "water", "缺水"
    SKILLS = "skills", "缺技术"
    LABOUR = "labour", "缺劳力"
    FUNDS = "funds", "缺资金"
    TRANSPORT = "transport", "交通条件落后"
    MOTIVATION = "motivation", "自身发展动力不足"
    OTHER = "other", "其他"


CAUSE_ALIASES = {
    "自身发展力不足": Cause.MOTIVATION,
    "发展动力不足": Cause.MOTIVATION,
    "缺劳动力": Cause.LABOUR,
    "交通落后": Cause.TRANSPORT,
}


class Relation(models.TextChoices):
    HEAD = "head", "户主"
    SPOUSE = "spouse", "配偶"
    SON = "son", "之子"
    DAUGHTER = "daughter", "之女"
    DAUGHTER_IN_LAW = "daughter_in_law", "之儿媳"
    SON_IN_LAW = "son_in_law", "之女婿"
    GRANDSON = "grandson", "之孙子"
    GRANDDAUGHTER = "granddaughter", "之孙女"
    MATERNAL_GRANDSON = "maternal_grandson", "之外孙子"
    MATERNAL_GRANDDAUGHTER = "maternal_granddaughter", "之外孙女"
    FATHER = "father", "之父"
    MOTHER = "mother", "之母"
    WIFES_FATHER = "wifes_father", "之岳父"
    WIFES_MOTHER = "wifes_mother", "之岳母"
    HUSBANDS_FATHER = "husbands_father", "之公公"
    HUSBANDS_MOTHER = "husbands_mother", "之婆婆"
    GRANDFATHER = "grandfather", "之祖父"
    GRANDMOTHER = "grandmother", "之祖母"
    MATERNAL_GRANDFATHER = "maternal_grandfather", "之外祖父"
    MATERNAL_GRANDMOTHER = "maternal_grandmother", "之外祖母"
    OTHER = "other", "其他"


RELATION_ALIASES = {
    "本人": Relation.HEAD,
    "本人或户主": Relation.HEAD,
    "妻子": Relation.SPOUSE,
    "丈夫": Relation.SPOUSE,
    "妻": Relation.SPOUSE,
    "儿子": Relation.SON,
    "子": Relation.SON,
    "女儿": Relation.DAUGHTER,
    "女": Relation.DAUGHTER,
    "儿媳": Relation.DAUGHTER_IN_LAW,
    "父亲": Relation.FATHER,
    "母亲": Relation.MOTHER,
    "孙子": Relation.GRANDSON,
    "孙女": Relation.GRANDDAUGHTER,
}


class Health(models.TextChoices):
    HEALTHY = "healthy", "健康"
    CHRONIC = "chronic", "长期慢性病"
    SERIOUS = "serious", "患有大病"
    DISABLED = "disabled", "残疾"


class Labour(models.TextChoices):
    ORDINARY = "ordinary", "普通劳动力"
    SKILLED = "skilled", "技能劳动力"
    LOST = "lost", "丧失劳动力"
    NONE = "none", "无劳动力"


class PovertyState(models.TextChoices):
    POOR = "poor", "未脱贫"
    LIFTED = "lifted", "已脱贫"
    RETURNED = "returned", "返贫"


# The first ones answer the older question 是否脱贫.
POVERTY_STATE_ALIASES = {
    "是": PovertyState.LIFTED,
    "否": PovertyState.POOR,
    "脱贫": PovertyState.LIFTED,
    "贫困户": PovertyState.POOR,
    "已脱贫（享受政策）": PovertyState.LIFTED,
}


class VillageState(models.TextChoices):
    LISTED = "listed", "未出列"
    DELISTED = "delisted", "已出列"
