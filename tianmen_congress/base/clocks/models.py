"""The official calendar: which days are worked, which are not."""

from django.core.exceptions import ValidationError
from django.db import models

from .working_days import is_always_off


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

    def clean(self):
        if self.day and self.is_worked and is_always_off(self.day):
            raise ValidationError(
                {"is_worked": "这一天是法定节日，不能调为上班，请核对日期"}
            )


class CalendarYear(models.Model):
    """A year whose holidays and swap days the office has entered, all of them."""

    year = models.PositiveIntegerField(
        "年度",
        unique=True,
        help_text="国务院办公厅公布的放假和调休安排全部录入后，在此登记",
    )

    class Meta:
        verbose_name = verbose_name_plural = "放假安排已录全的年度"
        ordering = ["-year"]

    def __str__(self) -> str:
        return f"{self.year}年"

    def clean(self):
        if self.year and not Holiday.objects.filter(day__year=self.year).exists():
            raise ValidationError(
                {
                    "year": f"{self.year}年还没有录入放假和调休的日子，"
                    "请先在“节假日”中录入，再登记本年度已录全"
                }
            )
