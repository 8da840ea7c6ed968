"""The official calendar: which days are worked, which are not."""

from django.db import models


class Holiday(models.Model):
    """A day that differs from its week: a holiday on a weekday, or a worked weekend day."""

    day = models.DateField("日期", unique=True)
    name = models.CharField("名称", max_length=40)
    is_worked = models.BooleanField(
        "调休上班", default=False, help_text="周末调为上班的日子勾选；放假的日子不勾选"
    )

    class Meta:
        verbose_name = verbose_name_plural = "节假日"
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d} {self.name}"
