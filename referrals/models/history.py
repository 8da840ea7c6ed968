"""What happened to an opinion. Written once, never changed, never deleted."""

import pgtrigger
from django.conf import settings
from django.db import models

from groups.models import DeputyGroup
from referrals.enums import State
from tianmen_congress.base.access.scope import along
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.within import followed, within

from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet, OpinionQuerySet


class Event(models.Model):
    """One line of an opinion's history; exactly one for each change."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="history")
    township = models.ForeignKey(Division, models.PROTECT, related_name="+")
    group = models.ForeignKey(DeputyGroup, models.PROTECT, null=True, related_name="+")
    # The organ in whose name it was done; none for the daily run of the system.
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    name = models.CharField("事项", max_length=24)
    label = models.CharField("事项名称", max_length=40)
    from_state = models.CharField("原状态", max_length=16, choices=State, blank=True)
    to_state = models.CharField("新状态", max_length=16, choices=State)
    round = models.PositiveIntegerField("轮次")
    version = models.PositiveIntegerField("版本")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="操作人",
    )
    is_on_behalf = models.BooleanField("代办", default=False)
    # Where it was taken from when it was not done here: a ledger that was imported.
    basis = models.CharField("依据", max_length=60, blank=True)
    at = models.DateTimeField("系统时间", auto_now_add=True)
    on = models.DateField("办理日期")
    note = models.TextField("说明", blank=True)
    # What was given, in the words of that day: pairs of label and value, only to be read.
    words = models.JSONField("内容", default=list)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理过程"
        ordering = ["pk"]
        constraints = [
            followed("township", name="referrals_event_township_followed"),
            models.UniqueConstraint(
                fields=["opinion", "version"], name="referrals_event_one_a_change"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.label}"

    @property
    def is_move(self) -> bool:
        return self.from_state != self.to_state

    @property
    def told(self) -> list[tuple[str, str]]:
        """Label and value of what was given; what was written wrong as it was corrected."""
        right = self.corrected
        return [(label, right.get(label, value)) for label, value in self.words]

    @property
    def corrected(self) -> dict[str, str]:
        return {each.label: each.text for each in self.corrections.all()}


class OfEventQuerySet(OfOpinionQuerySet):
    scope = along("event__opinion", OpinionQuerySet.scope)
    path = "event__opinion__"


@within("event", "township")
class Correction(models.Model):
    """The right words for one label of a line that nobody may change any more.

    They are shown in the place of the wrong ones, which stay stored. Never changed.
    """

    event = models.ForeignKey(Event, models.PROTECT, related_name="corrections")
    label = models.CharField("更正事项", max_length=40)
    text = models.TextField("更正为")
    reason = models.CharField("更正原因", max_length=100)
    at = models.DateTimeField("系统时间", auto_now_add=True)

    objects = OfEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "办理过程更正"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "label"], name="referrals_correction_once"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}：{self.text}"
