"""Deadlines of an opinion: the rule, the start, the pauses, the extension."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from referrals.enums import Asker, ClockStep, Decision, DueCause
from tianmen_congress.base.access.scope import along
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.deadlines import Deadline, Pause
from tianmen_congress.base.clocks.enums import DayUnit
from tianmen_congress.base.clocks.working_days import WorkingDays
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import followed, within

from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet, OpinionQuerySet


@within("opinion", "township")
class Clock(models.Model):
    """The time allowed for one step of one round, from start to stop."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="clocks")
    round = models.PositiveIntegerField("轮次")
    step = models.CharField("步骤", max_length=10, choices=ClockStep)
    # Whose time it is where several work at once (lead and co-handling units).
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    started_on = models.DateField("起算日")
    allowed = models.PositiveIntegerField("时限", null=True)
    unit = models.CharField("单位", max_length=10, choices=DayUnit)
    # When somebody fixed the day itself, the rule's own day is kept beside it.
    fixed_on = models.DateField("指定日期", null=True)
    # Beyond it the law lets nothing carry this time.
    latest_on = models.DateField("最迟到期日", null=True)
    due_on = models.DateField("到期日")
    yellow_on = models.DateField("黄色预警日")
    stopped_on = models.DateField("停止日", null=True)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        ordering = ["pk"]
        constraints = [
            followed("township", name="referrals_clock_township_followed"),
            models.UniqueConstraint(
                fields=["opinion", "step", "organ"],
                condition=Q(stopped_on=None),
                nulls_distinct=False,
                name="referrals_clock_runs_once",
            ),
            # It runs once, from the first hand-over: it is taken up, never begun anew.
            models.UniqueConstraint(
                fields=["opinion"],
                condition=Q(step=ClockStep.LAW),
                name="referrals_clock_of_law_once",
            ),
            models.CheckConstraint(
                name="referrals_clock_days_in_order",
                condition=Q(stopped_on=None)
                | Q(stopped_on__gte=models.F("started_on")),
            ),
            constrained("step", ClockStep, name="referrals_clock_step_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()} {self.due_on:%Y-%m-%d}"

    def paused(self) -> list[Pause]:
        """The days that do not count: of a pause that runs, up to its end."""
        return [Pause(p.since, p.until or p.ends_on) for p in self.pauses.all()]

    def deadline(self, calendar: WorkingDays) -> Deadline:
        """What its rows say of it; a pause counts up to the day on which it is to end."""
        deadline = Deadline(
            self.started_on,
            self.allowed or 0,
            self.unit,
            tuple(self.paused()),
            set_to=self.fixed_on,
            latest=self.latest_on,
            calendar=calendar,
        )
        asked = self.extensions.all()
        granted = [each for each in asked if each.decision == Decision.GRANTED]
        if not granted:
            return deadline
        return deadline.moved_to(granted[-1].granted_until, on=granted[-1].decided_on)


class OfClockQuerySet(OfOpinionQuerySet):
    scope = along("clock__opinion", OpinionQuerySet.scope)
    path = "clock__opinion__"


@within("clock", "township")
class DueDay(models.Model):
    """What was said on a day of when a clock's time is over, and why; never changed.

    A paper printed again says what it said; what moved the day since stands beside it.
    """

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="due_days")
    on = models.DateField("日期")
    cause = models.CharField("缘由", max_length=10, choices=DueCause)
    due_on = models.DateField("到期日")
    words = models.TextField("说明")

    objects = OfClockQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "期限变动"
        ordering = ["pk"]
        constraints = [
            constrained("cause", DueCause, name="referrals_due_day_cause_known")
        ]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_cause_display()}"


class PauseRequestQuerySet(OfOpinionQuerySet):
    def open(self):
        """Neither decided nor overtaken."""
        return self.filter(decision="", lapsed_on=None)


@within("opinion", "township")
class PauseRequest(models.Model):
    """Time asked not to count, and what somebody else decided."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="pause_requests")
    asked_on = models.DateField("申请日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    asked_as = models.CharField("申请方", max_length=10, choices=Asker)
    reason = models.CharField("申请理由", max_length=300)
    wanted_until = models.DateField("申请暂停至")
    decision = models.CharField("决定", max_length=8, choices=Decision, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # What it was asked for is done: there is nothing to decide any more.
    lapsed_on = models.DateField("失效日期", null=True)

    objects = PauseRequestQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "暂停申请"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"],
                condition=Q(decision="", lapsed_on=None),
                name="referrals_pause_one_question",
            ),
            models.CheckConstraint(
                name="referrals_pause_decided_whole",
                condition=Q(decision="", decided_on=None, decided_by=None)
                | Q(
                    decision__in=["granted", "refused"],
                    decided_on__isnull=False,
                    decided_by__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="referrals_pause_decided_by_another",
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                violation_error_message="暂停计时须由另一人决定",
            ),
            constrained("asked_as", Asker, name="referrals_pause_asker_known"),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on:%Y-%m-%d} {self.reason}"


@within("clock", "township")
class ClockPause(models.Model):
    """Time that does not count, with the reason why and the day on which it ends."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="pauses")
    since = models.DateField("暂停日")
    ends_on = models.DateField("暂停至")
    until = models.DateField("恢复日", null=True)
    reason = models.CharField("原因", max_length=300)
    # Whose pause it is; with the request where somebody above decided it.
    asked_as = models.CharField("提出方", max_length=10, choices=Asker)
    request = models.ForeignKey(
        PauseRequest, models.PROTECT, null=True, related_name="pauses"
    )

    objects = OfClockQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "暂停计时"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"],
                condition=Q(until=None),
                name="referrals_pause_one_at_a_time",
            ),
            models.CheckConstraint(
                name="referrals_pause_days_in_order",
                condition=Q(ends_on__gt=models.F("since"))
                & (
                    Q(until=None)
                    | Q(until__gte=models.F("since"), until__lte=models.F("ends_on"))
                ),
            ),
            constrained("asked_as", Asker, name="referrals_pause_of_known"),
        ]

    def __str__(self) -> str:
        return f"{self.since:%Y-%m-%d} {self.reason}"


@within("clock", "township")
class Extension(models.Model):
    """More time asked for before the deadline, and what was decided."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="extensions")
    asked_on = models.DateField("申请日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    # Who asked; the clock may have gone over to another unit since.
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    document_number = models.CharField("文号", max_length=40, blank=True)
    reason = models.CharField("申请理由", max_length=300)
    wanted_until = models.DateField("申请延至")
    old_due_on = models.DateField("原到期日")
    decision = models.CharField("决定", max_length=8, choices=Decision, blank=True)
    decided_on = models.DateField("决定日期", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    granted_until = models.DateField("准延至", null=True)
    # Nobody asked: the office set another day, be it a sooner one.
    is_correction = models.BooleanField("机关调整", default=False)

    objects = OfClockQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "延期"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock"],
                condition=Q(decision=""),
                name="referrals_extension_one_question",
            ),
            models.CheckConstraint(
                name="referrals_extension_decided_whole",
                condition=Q(decision="", decided_on=None, granted_until=None)
                | Q(decision="refused", decided_on__isnull=False, granted_until=None)
                | Q(
                    decision="granted",
                    decided_on__isnull=False,
                    granted_until__isnull=False,
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asked_on:%Y-%m-%d} {self.reason}"
