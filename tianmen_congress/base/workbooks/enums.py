from django.db import models


class BatchState(models.TextChoices):
    CHECKED = "checked", "已检查，未写入"
    WRITTEN = "written", "已写入"
    DROPPED = "dropped", "已放弃"
    UNDONE = "undone", "已撤销"


class IssueKind(models.TextChoices):
    FAULT = "fault", "错误"
    QUESTION = "question", "待确认"
    WARNING = "warning", "提醒"
    CHANGE = "change", "更正"
