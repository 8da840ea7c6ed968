"""An opinion, and what can be told of it alone."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from groups.models import DeputyGroup
from referrals.enums import (
    ENDED,
    LOCAL_LEVELS,
    TONES,
    UNTAKEN,
    Again,
    AsideReason,
    DismissalReason,
    Level,
    MatterExtent,
    Origin,
    State,
    Verdict,
)
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import AnswerClass, Campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import light_of
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.naming import NameOfDay, named_on
from tianmen_congress.base.rows.within import followed
from visits.models import HouseholdCall, Visit
from visits.receptions.models import Reception

from .accused import LEADING, is_or_is_below
from .categories import Category
from .opinion_rows import OpinionQuerySet
from .somebodys import SOMEBODYS


@pghistory.track()
class Opinion(models.Model):
    """Something that people want settled, from the village where it was heard to its end."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="opinions", verbose_name="活动主题"
    )
    # Where it was made; a later merger moves no history.
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    presidium = models.ForeignKey(
        Organ, models.PROTECT, related_name="+", verbose_name="主席团(联络处)"
    )
    # None when the presidium collected it itself.
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="代表小组",
    )
    village = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="所涉村",
    )
    origin = models.CharField("来源", max_length=12, choices=Origin)
    source_visit = models.ForeignKey(
        Visit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="来源走访",
    )
    source_call = models.ForeignKey(
        HouseholdCall,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="来源入户",
    )
    source_reception = models.ForeignKey(
        Reception,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="opinions",
        verbose_name="来源接待",
    )
    collected_on = models.DateField("收集日期")
    title = models.CharField("标题", max_length=80)
    text = models.TextField("意见建议内容", max_length=4000)
    category = models.ForeignKey(
        Category,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="类别",
    )
    extent = models.CharField(
        "个案或共性", max_length=10, choices=MatterExtent, blank=True
    )
    # What was done and said there and then, where that was the end of it.
    settled_text = models.TextField("现场解决情况", max_length=2000, blank=True)
    # Whom it is about, where its category asks: an organ, or a name and its organ.
    accused_organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="反映对象",
    )
    accused_name = models.CharField("反映对象姓名", max_length=40, blank=True)
    # The office decided that the accused handles it all the same.
    is_insisted = models.BooleanField("坚持交办", default=False, editable=False)
    # Of the letter by which it went to the discipline inspection.
    discipline_number = models.CharField("转纪检函文号", max_length=40, blank=True)
    level = models.CharField("层级", max_length=10, choices=Level, blank=True)
    state = models.CharField(
        "状态", max_length=16, choices=State, default=State.DRAFT, editable=False
    )
    round = models.PositiveIntegerField("轮次", default=1, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    # The business day of the last move: history does not run backwards.
    moved_on = models.DateField("最近办理日期", editable=False)
    number = models.CharField("编号", max_length=40, blank=True, editable=False)
    sequence = models.PositiveIntegerField(null=True, blank=True, editable=False)
    city_number = models.CharField("市级编号", max_length=40, blank=True)
    is_suggestion = models.BooleanField("代表建议", default=False)
    is_urgent = models.BooleanField("紧急", default=False)
    is_key = models.BooleanField("重点督办", default=False)
    is_anonymous = models.BooleanField("匿名", default=False)
    is_confidential = models.BooleanField("对反映人保密", default=False)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        verbose_name="并入",
    )
    aside_reason = models.CharField(
        "不予受理原因", max_length=12, choices=AsideReason, blank=True
    )
    dismissal_reason = models.CharField(
        "不作为建议处理的情形", max_length=12, choices=DismissalReason, blank=True
    )
    # Of the paper by which its author is told so.
    notice_number = models.CharField("告知书文号", max_length=40, blank=True)
    submit_reason = models.TextField("提请市级解决的理由", blank=True)
    handler = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="handled_opinions",
        verbose_name="乡村承办",
    )
    # Who took it on there, and when.
    handler_signed_by = models.CharField("乡村签收人", max_length=40, blank=True)
    handler_signed_on = models.DateField("乡村签收日期", null=True, editable=False)
    lead_unit = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="led_opinions",
        verbose_name="主办单位",
    )
    responsible_person = models.CharField("责任人", max_length=40, blank=True)
    responsible_phone = models.CharField("责任人电话", max_length=20, blank=True)
    requirement = models.CharField("交办要求", max_length=300, blank=True)
    handover_number = models.CharField("交办单文号", max_length=40, blank=True)
    # Who has it now, and until when: kept beside the state for lists.
    holder = models.ForeignKey(
        Organ, models.PROTECT, null=True, related_name="+", verbose_name="当前经办"
    )
    due_on = models.DateField("期限", null=True, blank=True, editable=False)
    yellow_on = models.DateField(null=True, editable=False)
    # Until when the law wants it answered, while its clock runs.
    law_due_on = models.DateField("法定期限", null=True, blank=True, editable=False)
    is_paused = models.BooleanField("暂停计时", default=False, editable=False)
    # The last answer and verdict, for lists and rates; all of them stand in their tables.
    answer_class = models.ForeignKey(
        AnswerClass,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="答复类别",
    )
    promised_on = models.DateField("承诺日期", null=True, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    verdict = models.CharField("评价", max_length=12, choices=Verdict, blank=True)
    closed_on = models.DateField("办结日期", null=True, blank=True)
    # Why it has to be answered once more, from then until it is.
    again = models.CharField(
        "再次办理", max_length=10, choices=Again, blank=True, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    # Entered by the presidium's clerk in another's name (代录).
    is_on_behalf = models.BooleanField("代录", default=False)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见建议"
        ordering = ["-collected_on", "-pk"]
        constraints = [
            followed("township", name="referrals_opinion_township_followed"),
            constrained("state", State, name="referrals_opinion_state_known"),
            constrained("origin", Origin, name="referrals_opinion_origin_known"),
            constrained("extent", MatterExtent, name="referrals_opinion_extent_known"),
            constrained("level", Level, name="referrals_opinion_level_known"),
            constrained("verdict", Verdict, name="referrals_opinion_verdict_known"),
            constrained("again", Again, name="referrals_opinion_again_known"),
            models.UniqueConstraint(
                fields=["campaign", "township", "sequence"],
                name="referrals_opinion_number_once",
            ),
            models.CheckConstraint(
                name="referrals_opinion_heard_once",
                condition=Q(source_visit=None) | Q(source_reception=None),
            ),
            models.UniqueConstraint(
                fields=["source_reception"],
                name="referrals_opinion_one_a_reception",
                violation_error_message="这次接待已形成意见建议",
            ),
            models.CheckConstraint(
                name="referrals_opinion_merged_somewhere",
                condition=Q(state=State.MERGED, merged_into__isnull=False)
                | ~Q(state=State.MERGED) & Q(merged_into=None),
            ),
            models.CheckConstraint(
                name="referrals_opinion_aside_with_reason",
                condition=Q(state=State.SET_ASIDE) & ~Q(aside_reason="")
                | ~Q(state=State.SET_ASIDE) & Q(aside_reason=""),
                violation_error_message="不予受理须选择原因",
            ),
            models.CheckConstraint(
                name="referrals_opinion_dismissed_with_reason",
                condition=Q(state=State.NOT_SUGGESTION) & ~Q(dismissal_reason="")
                | ~Q(state=State.NOT_SUGGESTION) & Q(dismissal_reason=""),
            ),
            models.CheckConstraint(
                name="referrals_opinion_settled_somehow",
                condition=Q(state=State.SETTLED) & ~Q(settled_text="")
                | ~Q(state=State.SETTLED) & Q(settled_text=""),
            ),
            models.CheckConstraint(
                name="referrals_opinion_notice_of_what_ended",
                condition=Q(notice_number="") | Q(state__in=UNTAKEN),
            ),
            models.CheckConstraint(
                name="referrals_opinion_accused_of_an_organ",
                condition=Q(accused_name="") | Q(accused_organ__isnull=False),
                violation_error_message="填写反映对象姓名的，须写明其所在机构",
            ),
            models.CheckConstraint(
                name="referrals_opinion_passed_on_with_letter",
                condition=Q(state=State.DISCIPLINE) & ~Q(discipline_number="")
                | ~Q(state=State.DISCIPLINE) & Q(discipline_number=""),
            ),
            # Closed on no known day where a ledger told it.
            models.CheckConstraint(
                name="referrals_opinion_no_day_of_closing_before_it",
                condition=Q(state=State.CLOSED) | Q(closed_on=None),
            ),
            models.CheckConstraint(
                name="referrals_opinion_handled_by_somebody",
                condition=~Q(state=State.HANDLING) | Q(handler__isnull=False),
            ),
            models.CheckConstraint(
                name="referrals_opinion_led_by_somebody",
                condition=~Q(state__in=[State.ASSIGNED, State.PROCESSING])
                | Q(lead_unit__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["township", "state"]),
            models.Index(fields=["group", "state"]),
            models.Index(fields=["state", "due_on"]),
            models.Index(fields=["-collected_on", "-id"]),
        ]
        triggers = SOMEBODYS

    # What they were called when it was put down.
    township_name = NameOfDay("township", "collected_on")
    group_name = NameOfDay("group", "collected_on")
    presidium_name = NameOfDay("presidium", "collected_on")
    # What those are called who have it, or had it in the end.
    handler_name = NameOfDay("handler", "stands_on")
    lead_unit_name = NameOfDay("lead_unit", "stands_on")

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("referrals:detail", args=[self.pk])

    @property
    def short_number(self) -> str:
        """渔薪048号 of 〔2017〕渔薪048号: a line does not begin with a bracket."""
        return self.number.rpartition("〕")[2]

    @property
    def is_open(self) -> bool:
        return self.state not in ENDED

    @property
    def is_local(self) -> bool:
        return self.level in LOCAL_LEVELS

    @cached_property
    def all_proposers(self) -> list:
        """In two queries for a whole list where it was prefetched, one for a page."""
        return list(self.proposers.all())

    @property
    def judges(self) -> list:
        """The deputies who signed together: each judges for himself."""
        return [proposer for proposer in self.all_proposers if proposer.person_id]

    @cached_property
    def current_marks(self) -> list:
        """What those who signed together have said of the answer of this round."""
        rows = self.marks.filter(round=self.round).select_related("proposer")
        return list(rows.order_by("pk"))

    @property
    def silent_judges(self) -> list:
        said = {mark.proposer_id for mark in self.current_marks}
        return [judge for judge in self.judges if judge.pk not in said]

    @cached_property
    def live_assignments(self) -> list:
        """Units that have it now, the lead first."""
        rows = self.assignments.filter(ended_on=None).select_related("unit")
        return list(rows.order_by("-is_lead", "pk"))

    @cached_property
    def running_clocks(self) -> list:
        return list(self.clocks.filter(stopped_on=None).order_by("pk"))

    @cached_property
    def current_answer(self):
        """The answer of this round that was not returned, issued or still a draft."""
        return self.answers.filter(round=self.round, returned_on=None).first()

    @cached_property
    def asked_pause(self):
        """What somebody asks for and nobody has decided; None when nothing is asked."""
        return self.pause_requests.open().first()

    @cached_property
    def standing_urges(self) -> list:
        """Urges without effect yet, the first first."""
        rows = self.urges.open().select_related("by", "organ")
        return list(rows.order_by("pk"))

    @property
    def is_of_voters(self) -> bool:
        """Whether no deputy put it forward: the group then speaks for the voter."""
        return not any(p.person_id for p in self.all_proposers)

    @property
    def near(self) -> Division | None:
        """The township whose bodies may handle it: its own; of 市直, which is no place,
        that of the village that it is about."""
        if self.township.is_territory:
            return self.township
        return self.village.parent if self.village else None

    @property
    def stands_on(self) -> date:
        """The day as of which it stands: today, or its last one once it is at an end."""
        return today() if self.is_open else self.closed_on or self.moved_on

    @property
    def village_in_full(self) -> str:
        """As it was called when it was put down."""
        return self.village_on(self.collected_on)

    def village_on(self, day: date) -> str:
        """The village that it is about, as called on `day`; of another township with
        its township."""
        village = self.village
        is_here = village is None or village.parent_id == self.township_id
        place = None if is_here else village.parent
        return named_on(place, day) + named_on(village, day)

    def handler_on(self, day: date) -> str:
        """Who handles it in township or village, as called on `day`; what is far off
        with its township."""
        place = self.handler and self.handler.division
        is_near = place is None or self.township_id in (place.pk, place.parent_id)
        is_far_village = not is_near and place.level == DivisionLevel.VILLAGE
        above = place.parent if is_far_village else None
        return named_on(above, day) + named_on(self.handler, day)

    def handled_by(self, day: date) -> str:
        """The lead unit, or who handles it in township or village; "" for nobody yet."""
        return named_on(self.lead_unit, day) or self.handler_on(day)

    @property
    def hides_source(self) -> bool:
        """Whether those who handle it must not learn who said it."""
        is_delicate = self.category is not None and self.category.hides_source
        return self.is_anonymous or self.is_confidential or is_delicate

    @property
    def is_about_leaders(self) -> bool:
        """Whether it is about who leads a township: the city's to decide, not theirs."""
        accused = self.accused_organ
        return accused is not None and accused.kind in LEADING and not self.is_insisted

    @property
    def is_kept_from_presidium(self) -> bool:
        """Whether its own presidium is accused, or leads beside who is."""
        return self.is_about_leaders and self.bars(self.presidium)

    def bars(self, organ: Organ) -> bool:
        """Whether `organ` may not have it: it is about that one, or one above it."""
        if self.accused_organ is None or self.is_insisted:
            return False
        return is_or_is_below(organ, self.accused_organ)

    def is_late_by_law(self, on: date) -> bool:
        """Whether the law's own time was over before `on`, and nobody has answered."""
        return self.law_due_on is not None and self.law_due_on < on

    @property
    def tone(self) -> str:
        return TONES.get(self.state, "blue")

    @property
    def again_tags(self) -> list[str]:
        """In a word or two that it was answered before, and why that was not enough."""
        if not self.again:
            return []
        later = [f"第{self.round}轮"] if self.round > 1 else []
        is_plain = later and self.again == Again.REJECTED
        return later if is_plain else [*later, self.get_again_display()]

    def light(self, on: date) -> str:
        """Green, yellow or red on `on`; "" when nothing runs."""
        return self._light(self.due_on, self.yellow_on, on)

    def own_light(self, on: date) -> str:
        """The same of the deadline that `with_own_deadline` found."""
        return self._light(self.own_due_on, self.own_yellow_on, on)

    def _light(self, due_on: date | None, yellow_on: date | None, on: date) -> str:
        if not self.is_open:
            return ""
        return light_of(due_on, yellow_on, on=on, is_paused=self.is_paused)
