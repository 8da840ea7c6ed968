"""What was sent up in writing: a numbered sheet, and the fixed lines that stand on it."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from groups.models import DeputyGroup
from referrals.enums import DispatchKind
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .accused import about
from .opinion import Opinion

# Asked of every line: whoever has a printed sheet has all that stands on it.
ONLY_WHILE_OPEN = """
IF EXISTS (
    SELECT FROM referrals_dispatch
    WHERE id = NEW.dispatch_id AND closed_at IS NOT NULL
) THEN
    RAISE EXCEPTION 'dispatch % is closed', NEW.dispatch_id
        USING ERRCODE = 'check_violation', CONSTRAINT = 'referrals_dispatch_is_open';
END IF;
RETURN NEW;
"""


class DispatchQuerySet(ScopedQuerySet):
    """Who sent it, who keeps the books of the township, and the office."""

    scope = {Role.OFFICE: ALL, Role.PRESIDIUM: "township", Role.SECRETARY: "sender"}

    def kept_from(self, user: User) -> Q | None:
        """A sheet of which nothing is left that `user` may see."""
        kept = about(user, "opinion__")
        if kept is None:
            return None
        rows = DispatchLine._base_manager.filter(dispatch=OuterRef("pk"))
        return ~Q(Exists(rows.exclude(kept)))


class Dispatch(models.Model):
    """One act of sending (报送): of a group to its presidium, or of that one to the city.

    What the same organ sends on the same day stands on one sheet, until somebody closes
    it to print it, or the day is over. From then on it stays what it is.
    """

    kind = models.CharField("种类", max_length=12, choices=DispatchKind)
    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="+", verbose_name="活动主题"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="代表小组",
    )
    sender = models.ForeignKey(
        Organ, models.PROTECT, related_name="+", verbose_name="报送方"
    )
    receiver = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name="接收方"
    )
    # What they were called that day: the sheet says so for ever.
    sender_name = models.CharField("报送方", max_length=100)
    receiver_name = models.CharField("接收方", max_length=100)
    sent_on = models.DateField("报送日期")
    document_number = models.CharField("文号", max_length=60)
    # The day on which it was begun: until its end more may be put on it.
    begun_on = models.DateField("编制日期")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="经办人",
    )
    closed_at = models.DateTimeField("定表时间", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="定表人",
    )

    objects = DispatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送"
        ordering = ["-sent_on", "-pk"]
        constraints = [
            constrained("kind", DispatchKind, name="referrals_dispatch_kind_known"),
            models.UniqueConstraint(
                fields=["kind", "campaign", "sender", "document_number"],
                name="referrals_dispatch_number_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "campaign", "sender", "sent_on", "begun_on"],
                condition=Q(closed_at=None),
                name="referrals_dispatch_one_open",
            ),
            models.CheckConstraint(
                name="referrals_dispatch_closed_by_somebody",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="is_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="stays_closed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__closed_at__isnull=False),
            ),
            pgtrigger.ReadOnly(
                name="says_the_same",
                exclude=["closed_at", "closed_by"],
            ),
        ]

    def __str__(self) -> str:
        return self.document_number

    def get_absolute_url(self) -> str:
        return reverse("referrals:dispatch", args=[self.pk])

    def is_open(self, on: date) -> bool:
        """Whether more may be put on it: on `on`, the day on which it was begun."""
        return self.closed_at is None and self.begun_on == on


class DispatchLineQuerySet(ScopedQuerySet):
    scope = along("dispatch", DispatchQuerySet.scope)

    def kept_from(self, user: User) -> Q | None:
        return about(user, "opinion__")


@within("opinion", "township")
class DispatchLine(models.Model):
    """An opinion as it stood when it was sent. Written once, never changed."""

    dispatch = models.ForeignKey(Dispatch, models.PROTECT, related_name="lines")
    opinion = models.ForeignKey(
        Opinion, models.PROTECT, related_name="dispatch_lines", verbose_name="意见建议"
    )
    order = models.PositiveIntegerField("序号")
    # Of the opinion, once it was sent: what comes after it came of it.
    version = models.PositiveIntegerField()
    number = models.CharField("编号", max_length=40, blank=True)
    collected_on = models.DateField("收集日期")
    place = models.CharField("村(社区)", max_length=100)
    title = models.CharField("标题", max_length=80)
    text = models.TextField("意见建议内容")
    category = models.CharField("类别", max_length=30, blank=True)
    reason = models.TextField("提请理由", blank=True)
    # Who said it, each with name and telephone, and whether it is a village as a whole.
    proposers = models.JSONField("反映人", default=list)
    is_anonymous = models.BooleanField("匿名")

    objects = DispatchLineQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "报送内容"
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dispatch", "opinion"], name="referrals_dispatch_line_once"
            ),
            models.UniqueConstraint(
                fields=["dispatch", "order"], name="referrals_dispatch_line_order"
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            ),
            pgtrigger.Trigger(
                name="while_open",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=ONLY_WHILE_OPEN,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()
