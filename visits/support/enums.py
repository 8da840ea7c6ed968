"""What a group undertakes with a poor village, and how that ends."""

from django.db import models


class VillageEndReason(models.TextChoices):
    """Why the group helps the village no more."""

    DELISTED = "delisted", "出列后结束"
    MOVED = "moved", "改由其他小组联系"
    DISSOLVED = "dissolved", "小组撤销"
    ADJUSTED = "adjusted", "调整"


class ProjectKind(models.TextChoices):
    PLANTING = "planting", "种植"
    BREEDING = "breeding", "养殖"
    PROCESSING = "processing", "加工"
    SOLAR = "solar", "光伏"
    PROPERTY = "property", "物业"
    TOURISM = "tourism", "旅游"
    COOPERATIVE = "cooperative", "合作社"
    OTHER = "other", "其他"


class ProjectState(models.TextChoices):
    IDEA = "idea", "谋划"
    APPROVED = "approved", "立项"
    BUILDING = "building", "在建"
    WORKING = "working", "见效"
    STALLED = "stalled", "停滞"
    CANCELLED = "cancelled", "取消"


# Of a year's income the parts that are added up.
PARTS = ("operating", "contracted", "invest", "subsidy", "other")
