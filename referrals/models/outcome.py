"""What came back: who was told, what was thought of it, who was urged."""

from collections import Counter
from collections.abc import Sequence

from django.conf import settings
from django.db import models

from referrals.enums import (
    CALLED_BACK,
    CallBackOutcome,
    ClockStep,
    How,
    PromiseOutcome,
    Verdict,
)
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .handling import Answer
from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet
from .parties import Proposer


@within("opinion", "township")
class Feedback(models.Model):
    """One proposer who was told the answer: when, how, by whom."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="feedbacks")
    round = models.PositiveIntegerField("轮次")
    answer = models.ForeignKey(Answer, models.PROTECT, related_name="feedbacks")
    proposer = models.ForeignKey(Proposer, models.PROTECT, related_name="feedbacks")
    told_on = models.DateField("反馈日期")
    how = models.CharField("反馈方式", max_length=10, choices=How)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    note = models.CharField("说明", max_length=300, blank=True)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "反馈"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposer", "answer"], name="referrals_feedback_once"
            ),
            constrained("how", How, name="referrals_feedback_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.proposer} {self.told_on:%Y-%m-%d}"


class Judgement(models.Model):
    """What somebody thinks of an answer, and of the way it came about.

    The verdict is on the result (办理结果): it alone decides what follows. The attitude
    (办理态度) is a mark of its own, in figures of its own.
    """

    round = models.PositiveIntegerField("轮次")
    verdict = models.CharField("办理结果评价", max_length=12, choices=Verdict)
    # Empty where only the result was told: by a ledger, by nobody.
    attitude = models.CharField(
        "办理态度评价", max_length=12, choices=Verdict, blank=True
    )
    # Of an answer to a promise whose day had come: whether it was kept.
    promise_outcome = models.CharField(
        "承诺兑现情况", max_length=10, choices=PromiseOutcome, blank=True
    )
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        abstract = True

    def in_words(self) -> str:
        """满意（办理态度：基本满意；承诺未兑现）."""
        more = [
            *([f"办理态度：{self.get_attitude_display()}"] if self.attitude else []),
            *(
                [f"承诺{self.get_promise_outcome_display()}"]
                if self.promise_outcome
                else []
            ),
        ]
        said = self.get_verdict_display()
        return f"{said}（{'；'.join(more)}）" if more else said


def judgement_constraints(name: str) -> list[models.BaseConstraint]:
    """What holds for a judgement, whoever gives it; `name` begins their names."""
    return [
        constrained("verdict", Verdict, name=f"{name}_known"),
        constrained("attitude", Verdict, name=f"{name}_attitude_known"),
        constrained("promise_outcome", PromiseOutcome, name=f"{name}_promise_known"),
        models.CheckConstraint(
            name=f"{name}_dissatisfied_with_reason",
            condition=~models.Q(verdict=Verdict.DISSATISFIED) | ~models.Q(reason=""),
            violation_error_message="不满意须说明理由",
        ),
    ]


class EvaluationQuerySet(OfOpinionQuerySet):
    def to_call_back(self):
        """Recorded by whoever recorded the answer, and not asked about since."""
        # unscoped: narrows the evaluations given
        asked = CallBack.objects.filter(
            evaluation=models.OuterRef("pk"), outcome__in=CALLED_BACK
        )
        return self.filter(is_own_hand=True).exclude(models.Exists(asked))


@within("opinion", "township")
class Evaluation(Judgement):
    """The verdict of one round, by whoever put the opinion forward."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="evaluations")
    # None where a ledger told the verdict, and not since when.
    on = models.DateField("评价日期", null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # The paper, where another entered it.
    scan = models.OneToOneField(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="扫描件"
    )
    # Of those who signed together: how many have not judged. In no count of verdicts.
    absent = models.PositiveIntegerField("未评价人数", default=0)
    # Entered by whoever had entered the answer: the proposer is asked whether it is his.
    is_own_hand = models.BooleanField("答复登记人登记", default=False)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "评价"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "round"], name="referrals_evaluation_once_a_round"
            ),
            *judgement_constraints("referrals_evaluation"),
        ]

    def __str__(self) -> str:
        return f"第{self.round}轮 {self.get_verdict_display()}"


@within("opinion", "township")
class CallBack(models.Model):
    """A 回访: the office asked the proposer whether the verdict is his. Never changed."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="call_backs")
    evaluation = models.ForeignKey(
        Evaluation, models.PROTECT, related_name="call_backs", verbose_name="评价"
    )
    on = models.DateField("回访日期")
    how = models.CharField("回访方式", max_length=10, choices=How)
    outcome = models.CharField("回访结果", max_length=10, choices=CallBackOutcome)
    said = models.CharField("说明", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "回访"
        ordering = ["pk"]
        constraints = [
            constrained("how", How, name="referrals_call_back_how_known"),
            constrained("outcome", CallBackOutcome, name="referrals_call_back_known"),
            models.CheckConstraint(
                name="referrals_call_back_denied_with_words",
                condition=~models.Q(outcome=CallBackOutcome.DENIED)
                | ~models.Q(said=""),
                violation_error_message="评价不实的须说明反映人怎样说",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_outcome_display()} {self.on:%Y-%m-%d}"


@within("opinion", "township")
class Mark(Judgement):
    """What one of those who signed together thinks; all of them make the verdict."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="marks")
    proposer = models.ForeignKey(Proposer, models.PROTECT, related_name="marks")
    on = models.DateField("评价日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联名评价"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposer", "round"], name="referrals_mark_once_a_round"
            ),
            *judgement_constraints("referrals_mark"),
        ]

    def __str__(self) -> str:
        return f"{self.proposer} {self.get_verdict_display()}"


def verdict_of_all(marks: Sequence[Mark], what: str = "verdict") -> str:
    """Of those who judged in time; "" where nobody did. `what` is judged by all alike.

    The first signer's displeasure is everybody's, and so is that of more than half.
    """
    if not marks:
        return ""
    many = Counter(getattr(mark, what) for mark in marks)
    leads_bad = any(
        m.proposer.is_lead and getattr(m, what) == Verdict.DISSATISFIED for m in marks
    )
    if leads_bad or 2 * many[Verdict.DISSATISFIED] > len(marks):
        return Verdict.DISSATISFIED
    is_good = 2 * many[Verdict.SATISFIED] > len(marks)
    return Verdict.SATISFIED if is_good else Verdict.BASICALLY


def promise_of_all(marks: Sequence[Mark]) -> str:
    """Whether it was kept: what more than half of those asked say, else that it wasn't."""
    said = [mark.promise_outcome for mark in marks if mark.promise_outcome]
    if not said:
        return ""
    kept = 2 * said.count(PromiseOutcome.KEPT) > len(said)
    return PromiseOutcome.KEPT if kept else PromiseOutcome.BROKEN


class UrgeQuerySet(OfOpinionQuerySet):
    def open(self):
        """Neither replied to nor overtaken by the next step."""
        return self.filter(settled_on=None)


@within("opinion", "township")
class Urge(models.Model):
    """A 催办: somebody above asked the holder, or a co-handling unit, to hurry."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="urges")
    # Whom it is for; none where a deputy without an organ has it.
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    step = models.CharField("步骤", max_length=10, choices=ClockStep, blank=True)
    due_on = models.DateField("期限", null=True)
    # To a co-handling unit that owes its part; the others go to whoever has it.
    is_co = models.BooleanField("协办", default=False)
    number = models.PositiveIntegerField("第几次")
    on = models.DateField("催办日期")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField("催办意见", max_length=300, blank=True)
    # Of the paper: one for all units that were urged at once.
    document_number = models.CharField("文号", max_length=40, blank=True)
    # When the urged replied, or the opinion went on to its next step.
    settled_on = models.DateField("回应日期", null=True)
    reply = models.CharField("回应", max_length=300, blank=True)

    objects = UrgeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "催办"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "number"],
                condition=models.Q(is_co=False),
                name="referrals_urge_numbered",
            ),
            models.UniqueConstraint(
                fields=["opinion", "organ", "number"],
                condition=models.Q(is_co=True),
                name="referrals_urge_of_co_unit_numbered",
            ),
            models.CheckConstraint(
                name="referrals_urge_of_co_unit_named",
                condition=models.Q(is_co=False) | models.Q(organ__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.number}次催办 {self.on:%Y-%m-%d}"
