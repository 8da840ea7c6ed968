"""Counters that give gap-free numbers."""

from django.db import models


class Counter(models.Model):
    """The last number given for one kind of paper in one campaign and place."""

    kind = models.CharField("类别", max_length=20)
    key = models.CharField("范围", max_length=60)
    last = models.PositiveIntegerField("已用到", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "编号"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="numbers_counter_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.last}"
