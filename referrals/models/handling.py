"""Who was told to handle an opinion, and what was answered, round by round."""

from datetime import date

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q

from referrals.enums import NO_DAY, Decision, PromiseOutcome
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import AnswerClass
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet


@within("opinion", "township")
class Assignment(models.Model):
    """A city unit's part in one round, as lead (主办) or as co-handler (协办)."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="assignments")
    round = models.PositiveIntegerField("轮次")
    unit = models.ForeignKey(
        Organ, models.PROTECT, related_name="assignments", verbose_name="承办单位"
    )
    is_lead = models.BooleanField("主办")
    # None where a ledger told that the unit has it, and not since when.
    assigned_on = models.DateField("交办日期", null=True)
    document_number = models.CharField("文号", max_length=40, blank=True)
    # The day of that paper, where it took the place of an earlier one.
    paper_on = models.DateField("交办函日期", null=True)
    responsible_person = models.CharField("责任人", max_length=40, blank=True)
    responsible_phone = models.CharField("责任人电话", max_length=20, blank=True)
    signed_by = models.CharField("签收人", max_length=40, blank=True)
    signed_on = models.DateField("签收日期", null=True)
    relief_asked_on = models.DateField("申请退办日期", null=True)
    relief_number = models.CharField("退办单文号", max_length=40, blank=True)
    relief_reason = models.CharField("退办理由", max_length=300, blank=True)
    relief_decision = models.CharField(
        "退办决定", max_length=8, choices=Decision, blank=True
    )
    relief_decided_on = models.DateField("决定日期", null=True)
    part = models.TextField("协办意见", blank=True)
    part_number = models.CharField("协办意见文号", max_length=40, blank=True)
    part_given_on = models.DateField("协办意见日期", null=True)
    waived_on = models.DateField("免予协办日期", null=True)
    waive_reason = models.CharField("免予协办原因", max_length=300, blank=True)
    # When the unit no longer had it: relieved, or the round ended.
    ended_on = models.DateField("结束日期", null=True)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "承办"
        ordering = ["round", "-is_lead", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"],
                condition=Q(is_lead=True, ended_on=None),
                name="referrals_assignment_one_lead",
                violation_error_message="只能有一个主办单位",
            ),
            models.UniqueConstraint(
                fields=["opinion", "unit"],
                condition=Q(ended_on=None),
                name="referrals_assignment_unit_once",
                violation_error_message="主办单位和协办单位不能重复",
            ),
            # What was handed over on a paper was handed over on a day.
            models.CheckConstraint(
                name="referrals_assignment_paper_with_a_day",
                condition=Q(document_number="") | Q(assigned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="referrals_assignment_waived_with_reason",
                condition=Q(waived_on=None, waive_reason="")
                | Q(waived_on__isnull=False) & ~Q(waive_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.named_on(None)

    def named_on(self, day: date | None) -> str:
        """The unit as called on `day`, and what its part is."""
        return f"{self.unit.name_on(day)}（{'主办' if self.is_lead else '协办'}）"

    @property
    def is_taken_on(self) -> bool:
        """Signed for here, or in the unit's hands before it came here."""
        return self.signed_on is not None or self.assigned_on is None

    @property
    def asks_relief(self) -> bool:
        return self.relief_asked_on is not None and not self.relief_decision

    @property
    def is_missing(self) -> bool:
        """A co-handler that has neither given its part nor was waived."""
        is_settled = self.part_given_on or self.waived_on or self.ended_on
        return not self.is_lead and not is_settled


# A class is one of the same campaign, and has the day and the reason that it asks for.
answers_its_class = pgtrigger.Trigger(
    name="answers_its_class",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM campaigns_answerclass c
            JOIN referrals_opinion o ON o.campaign_id = c.campaign_id
            WHERE c.id = NEW.answer_class_id AND o.id = NEW.opinion_id
            AND (NEW.basis <> '' OR (
                (NEW.promised_on IS NOT NULL OR NOT c.needs_date)
                AND (NEW.class_reason <> '' OR NOT c.needs_reason))))
        THEN
            RAISE EXCEPTION '答复须符合本次活动的答复类别：承诺日期或者原因没有填写'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    """,
)


class AnswerQuerySet(OfOpinionQuerySet):
    def given(self):
        """Those that were given, here or by what a ledger states: drafts left out."""
        return self.exclude(answered_on=None, basis="")

    def standing(self):
        """Those given that were not returned."""
        return self.given().filter(returned_on=None)


@within("opinion", "township")
class Answer(models.Model):
    """An answer. A later one never takes its place: dissatisfied opens the next round."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="answers")
    round = models.PositiveIntegerField("轮次")
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name="答复单位"
    )
    answer_class = models.ForeignKey(
        AnswerClass, models.PROTECT, related_name="answers", verbose_name="答复类别"
    )
    # Why it cannot be solved, where the class asks for it.
    class_reason = models.CharField("原因", max_length=300, blank=True)
    # Of a promise whose day had come: whether it was kept, as whoever answers says.
    promise_outcome = models.CharField(
        "承诺兑现情况", max_length=10, choices=PromiseOutcome, blank=True
    )
    text = models.TextField("答复内容", max_length=4000)
    promised_on = models.DateField("承诺日期", null=True, blank=True)
    document_number = models.CharField("文号", max_length=40, blank=True)
    drafted_on = models.DateField("起草日期", null=True)
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    issued_by = models.CharField("签发人", max_length=40, blank=True)
    issued_on = models.DateField("签发日期", null=True)
    answered_on = models.DateField("答复日期", null=True)
    returned_on = models.DateField("退回日期", null=True)
    return_reason = models.CharField("退回原因", max_length=300, blank=True)
    # The ledger that states it; days, signer and number are not known then.
    basis = models.CharField("依据", max_length=60, blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复"
        ordering = ["pk"]
        triggers = [answers_its_class]
        constraints = [
            constrained(
                "promise_outcome", PromiseOutcome, name="referrals_answer_promise_known"
            ),
            models.UniqueConstraint(
                fields=["opinion", "round"],
                condition=Q(returned_on=None),
                name="referrals_answer_one_a_round",
            ),
            models.CheckConstraint(
                name="referrals_answer_of_a_ledger_without_days",
                condition=Q(basis="", drafted_on__isnull=False)
                | ~Q(basis="")
                & Q(
                    drafted_on=None,
                    issued_on=None,
                    answered_on=None,
                    document_number="",
                ),
            ),
            models.CheckConstraint(
                name="referrals_answer_issued_whole",
                condition=Q(issued_on=None, issued_by="")
                | Q(issued_on__isnull=False) & ~Q(issued_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.round}轮 {self.answer_class}"

    @property
    def promise(self) -> str:
        """Until when it promises to solve it, in words; "" where it promises nothing."""
        if self.promised_on:
            return f"承诺 {self.promised_on:%Y-%m-%d} 前解决"
        return NO_DAY if self.answer_class.needs_date else ""
