"""The joint conference (联席会议): who comes, what is on the agenda, what is decided."""

from datetime import date

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.urls import reverse

from referrals.enums import ConferenceState
from tianmen_congress.base.access.scope import ALL, Once, Role, ScopedQuerySet, along
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within

from .accused import about
from .opinion import Opinion


class UnitQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL, Role.LEADER: ALL, Role.UNIT: "organ"}

    def members(self):
        """Those that are asked to sessions today."""
        return self.filter(is_member=True, closed_on=None)


@pghistory.track()
class HandlingUnit(models.Model):
    """A unit that opinions are handed to: whom to call there, and until when it is one.

    A unit with another name is another unit: the old one is closed, its history stays.
    """

    organ = models.OneToOneField(
        Organ, models.PROTECT, related_name="handling_unit", verbose_name="机构"
    )
    contact = models.CharField("责任人", max_length=40, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    is_member = models.BooleanField("联席会议成员", default=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办单位"
        ordering = ["organ__order", "pk"]

    def __str__(self) -> str:
        return str(self.organ)

    def get_absolute_url(self) -> str:
        return reverse("referrals:unit", args=[self.pk])


class ConferenceQuerySet(ScopedQuerySet):
    """A unit sees the sessions that it attends, from the day their agenda was sent."""

    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.UNIT: Once("attendances__unit", "agenda_sent_on"),
    }


@pghistory.track()
class JointConference(models.Model):
    """One session."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="conferences", verbose_name="活动主题"
    )
    number = models.PositiveIntegerField("次数")
    title = models.CharField("会议名称", max_length=100)
    held_on = models.DateField("会议日期")
    place = models.CharField("地点", max_length=100, blank=True)
    chair = models.CharField("主持人", max_length=40, blank=True)
    minutes = models.TextField("会议纪要", blank=True)
    # From then on the units that attend read agenda and pack.
    agenda_sent_on = models.DateField("议题发送日期", null=True, editable=False)
    state = models.CharField(
        "状态",
        max_length=12,
        choices=ConferenceState,
        default=ConferenceState.PLANNED,
        editable=False,
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联席会议"
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "number"], name="referrals_conference_number_once"
            ),
            constrained("state", ConferenceState, name="referrals_conference_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("referrals:conference", args=[self.pk])


class OfConferenceQuerySet(ScopedQuerySet):
    """Seen by whoever sees the session."""

    scope = along("conference", ConferenceQuerySet.scope)


class AgendaItemQuerySet(OfConferenceQuerySet):
    def kept_from(self, user: User) -> models.Q | None:
        return about(user, "opinion__")


class DecisionEventQuerySet(ScopedQuerySet):
    """How a decision came about is no business of those whom it is handed to."""

    scope = {Role.OFFICE: ALL, Role.LEADER: ALL}


class Attendance(models.Model):
    """A unit asked to the session, and who came for it."""

    conference = models.ForeignKey(
        JointConference, models.PROTECT, related_name="attendances"
    )
    unit = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    name = models.CharField("参会人", max_length=40, blank=True)
    is_present = models.BooleanField("到会", default=False)

    objects = OfConferenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参会单位"
        ordering = ["unit__order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["conference", "unit"], name="referrals_attendance_once"
            )
        ]

    # What it was called when the session was held.
    unit_name = NameOfDay("unit", "conference.held_on")

    def __str__(self) -> str:
        return f"{self.unit_name} {self.name}".strip()


@within("opinion", "township")
class AgendaItem(models.Model):
    """An opinion on the agenda, and what the session decided on it."""

    conference = models.ForeignKey(
        JointConference, models.PROTECT, related_name="items"
    )
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="agenda_items")
    order = models.PositiveIntegerField("序号", default=0)
    lead_unit = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="主办单位",
    )
    co_units = models.ManyToManyField(
        Organ, blank=True, related_name="+", verbose_name="协办单位"
    )
    due_on = models.DateField("办理期限", null=True, blank=True)
    remarks = models.CharField("备注", max_length=300, blank=True)
    handed_over_on = models.DateField("交办日期", null=True)
    # Taken off the agenda again.
    dropped_on = models.DateField("撤下日期", null=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    # The day to answer by, decided or by rule; set where an agenda is read.
    answer_by: date | None = None

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议题"
        ordering = ["order", "pk"]
        constraints = [
            followed("township", name="referrals_agendaitem_township_followed"),
            models.UniqueConstraint(
                fields=["opinion"],
                condition=models.Q(handed_over_on=None, dropped_on=None),
                name="referrals_item_one_open_agenda",
            ),
        ]

    # What they were called when the session was held.
    lead_unit_name = NameOfDay("lead_unit", "conference.held_on")
    township_name = NameOfDay("opinion.township", "conference.held_on")

    def __str__(self) -> str:
        return f"{self.conference} {self.order} {self.opinion}"

    @property
    def co_unit_names(self) -> str:
        day = self.conference.held_on
        return "、".join(unit.name_on(day) for unit in self.co_units.all())


@within("item", "township")
class DecisionEvent(models.Model):
    """What was decided on an item, and what had been decided before. Never changed."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="story")
    version = models.PositiveIntegerField("版本")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="决定人",
    )
    at = models.DateTimeField("系统时间", auto_now_add=True)
    # Label, before, after, in the words of that day: only to be read.
    words = models.JSONField("内容", default=list)

    objects = DecisionEventQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议决定过程"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "version"], name="referrals_decision_one_a_change"
            )
        ]
        triggers = [
            pgtrigger.Protect(
                name="append_only", operation=pgtrigger.Update | pgtrigger.Delete
            )
        ]

    def __str__(self) -> str:
        return f"{self.item} {self.version}"
