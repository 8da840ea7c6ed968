"""履职日志: what deputies write down of their duties, day by day."""

import pghistory
from django.conf import settings
from django.db import models
from django.urls import reverse

from deputies.models import Person
from groups.models import DeputyGroup
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.personal.fields import Personal
from tianmen_congress.base.rows.constraints import voided_with_reason

LONGEST = 2000


class DiaryQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: "person__user",
    }

    def standing(self):
        """Those that were not struck off."""
        return self.filter(voided_at=None)


@pghistory.track()
class DiaryEntry(models.Model):
    """What a deputy did on one day, in his own words; by himself or taken from paper."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="diary", verbose_name="代表"
    )
    # Where he was at home on that day, and in which group if in any.
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        related_name="+",
        verbose_name="代表小组",
        null=True,
        editable=False,
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="+",
        verbose_name="活动主题",
        editable=False,
    )
    day = models.DateField("日期")
    text = models.TextField("内容", max_length=LONGEST)
    photo = models.OneToOneField(
        StoredFile,
        models.PROTECT,
        related_name="+",
        verbose_name="照片",
        null=True,
        editable=False,
    )
    # Of the paper book that it was taken from.
    page_number = models.CharField("手册页码", max_length=20, blank=True)
    is_on_behalf = models.BooleanField("代录", default=False, editable=False)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
        editable=False,
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField(
        "作废原因", max_length=200, blank=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DiaryQuerySet.as_manager()
    # Names of villagers may stand in the text.
    personal = Personal(
        masked={},
        open=("day", "page_number", "is_on_behalf", "recorded_at", "voided_at"),
    )

    class Meta:
        verbose_name = verbose_name_plural = "履职日志"
        ordering = ["-day", "-pk"]
        constraints = [voided_with_reason("duties_diary_voided_with_reason")]
        indexes = [models.Index(fields=["person", "day"])]

    def __str__(self) -> str:
        return f"{self.person} {self.day}"

    def get_absolute_url(self) -> str:
        return reverse("duties:entry", args=[self.pk])
