"""Papers that handed an opinion over and were taken back."""

from django.db import models
from django.urls import reverse

from referrals.enums import PartyKind
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .opinion import Opinion


class RecallQuerySet(ScopedQuerySet):
    """A unit reads what was taken from it here, and nowhere else."""

    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.UNIT: "organ",
    }

    def lost(self):
        """Those by which the unit no longer has it."""
        return self.filter(is_lost=True)


@within("opinion", "township")
class Recall(models.Model):
    """One unit's paper that was recalled: it keeps its number, and says what it said.

    Number and title stand here as they were, so that who lost the opinion reads these
    and nothing that came later.
    """

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="recalls")
    organ = models.ForeignKey(
        Organ, models.PROTECT, related_name="recalls", verbose_name="单位"
    )
    as_what = models.CharField("身份", max_length=10, choices=PartyKind)
    # Whether the unit lost it; otherwise a new paper took the place of this one.
    is_lost = models.BooleanField("不再承办")
    number = models.CharField("编号", max_length=40, blank=True)
    title = models.CharField("标题", max_length=80)
    document_number = models.CharField("原文号", max_length=40, blank=True)
    handed_on = models.DateField("原交办日期", null=True)
    # Label and value of what the paper said, without who spoke: only to be read.
    words = models.JSONField("原内容", default=list)
    recalled_on = models.DateField("撤回日期")
    reason = models.CharField("撤回理由", max_length=300)
    replaced_by = models.CharField("改发文号", max_length=40, blank=True)

    objects = RecallQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "撤回的交办"
        ordering = ["-recalled_on", "-pk"]
        constraints = [
            constrained("as_what", PartyKind, name="referrals_recall_kind_known")
        ]
        indexes = [models.Index(fields=["organ", "is_lost"])]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("referrals:recall", args=[self.pk])
