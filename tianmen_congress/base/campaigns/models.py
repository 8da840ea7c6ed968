"""A campaign and everything that changes with its theme, as data of the city office."""

from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from tianmen_congress.base.clocks.deadlines import Deadline
from tianmen_congress.base.clocks.enums import DayUnit
from tianmen_congress.base.clocks.working_days import WorkingDays
from tianmen_congress.base.rows.constraints import constrained

from .enums import (
    LAW_LONGEST_MONTHS,
    OF_LAW,
    About,
    Every,
    FormKind,
    PlaceKind,
    QuestionKind,
    Whom,
)
from .sealing import class_sealed, form_sealed, part_sealed


class CampaignQuerySet(models.QuerySet):
    """Campaigns are known to all who sign in."""

    def current(self):
        return self.filter(is_current=True)


class Campaign(models.Model):
    """One year's activity (活动): theme, period, forms, programme, required actions."""

    slug = models.SlugField("代号", unique=True)
    name = models.CharField("活动名称", max_length=80)
    theme = models.CharField("主题", max_length=120, blank=True)
    year = models.PositiveIntegerField("年度")
    starts_on = models.DateField("开始日期")
    ends_on = models.DateField("结束日期", null=True, blank=True)
    is_current = models.BooleanField("当前活动", default=False)
    yellow_after = models.PositiveIntegerField(
        "黄色预警(已用期限百分比)",
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )
    # What counts as an activity held, in figures and tables.
    counts_with_part = models.BooleanField(
        "计活动须有开展的环节",
        default=True,
        help_text="登记为已开展、却没有一个环节开展的活动，不计入开展次数",
    )
    counts_with_people = models.BooleanField(
        "计活动须有人到会",
        default=True,
        help_text="登记为已开展、却无一人到会的活动，不计入开展次数",
    )
    pairs_visited_within = models.PositiveIntegerField(
        "结对走访间隔(天)",
        default=90,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="超过这些天没有走访的结对户、结对村，列入“久未走访”",
    )
    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动"
        ordering = ["-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True),
                name="campaigns_campaign_one_current",
                violation_error_message="只能有一个当前活动",
            ),
            models.CheckConstraint(
                name="campaigns_campaign_days_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message="结束日期不能早于开始日期",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FormQuerySet(models.QuerySet):
    """Versions of forms are known to all who sign in."""

    def drafts(self):
        """Versions not published yet: the only ones that anything is added to."""
        return self.filter(published_at=None)


class CampaignForm(models.Model):
    """One version of a form (visit record, checklist). Published ones never change."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="forms", verbose_name="活动"
    )
    kind = models.CharField("表别", max_length=12, choices=FormKind)
    version = models.PositiveIntegerField("版本", default=1)
    title = models.CharField("表名", max_length=80)
    published_at = models.DateTimeField("发布时间", null=True, blank=True)

    objects = FormQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动表单"
        triggers = [form_sealed]
        ordering = ["campaign", "kind", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "version"],
                name="campaigns_form_version_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.title}（第{self.version}版）"


class FormSection(models.Model):
    """A section of a form: 问, 看, 查, 评, 建议 in 2017."""

    form = models.ForeignKey(
        CampaignForm, models.PROTECT, related_name="sections", verbose_name="表单"
    )
    code = models.SlugField("代号", max_length=20)
    title = models.CharField("标题", max_length=60)
    order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "表单分节"
        triggers = [part_sealed("OLD.form_id, NEW.form_id")]
        ordering = ["form", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["form", "code"], name="campaigns_section_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class FormQuestion(models.Model):
    """One question. Its code stays the same over versions: answers are kept by code."""

    section = models.ForeignKey(
        FormSection, models.PROTECT, related_name="questions", verbose_name="分节"
    )
    code = models.SlugField("代号", max_length=30)
    text = models.CharField("问题", max_length=120)
    help_text = models.CharField("填写说明", max_length=200, blank=True)
    kind = models.CharField("答法", max_length=12, choices=QuestionKind)
    about = models.CharField("对象", max_length=12, choices=About, default=About.BOTH)
    options = models.JSONField("选项", default=list, blank=True)
    is_required = models.BooleanField("必填", default=False)
    max_score = models.PositiveIntegerField("满分", null=True, blank=True)
    order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "表单问题"
        triggers = [
            part_sealed(
                "SELECT form_id FROM campaigns_formsection"
                " WHERE id IN (OLD.section_id, NEW.section_id)"
            )
        ]
        ordering = ["section", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["section", "code"], name="campaigns_question_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.text


class ProgrammePart(models.Model):
    """A part of a group activity: 集中学习, 分散走访, 集中交流, 接待选民, 交办意见."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="programme", verbose_name="活动"
    )
    code = models.SlugField("代号", max_length=20)
    title = models.CharField("环节", max_length=40)
    order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "活动环节"
        ordering = ["campaign", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"], name="campaigns_programme_code_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class RequiredAction(models.Model):
    """One of the 六个一 of each deputy, told from records of one kind.

    `source` is the key of these records, known to the room that counts them; without one
    the action is a sentence that nobody counts.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="required_actions", verbose_name="活动"
    )
    code = models.SlugField("代号", max_length=20)
    title = models.CharField("动作", max_length=60)
    short = models.CharField("简称", max_length=8, blank=True)
    source = models.CharField("依据记录", max_length=20, blank=True)
    least = models.PositiveIntegerField(
        "至少几次",
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(99)],
    )
    every = models.CharField("周期", max_length=8, choices=Every, default=Every.ONCE)
    within_days = models.PositiveIntegerField(
        "自起始日几天内",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(366)],
        help_text="只用于“活动期内一次”：自活动开始或任职之日起算；不填则到活动结束",
    )
    order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "规定动作"
        ordering = ["campaign", "order"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"],
                name="campaigns_action_code_once",
                violation_error_message="这个活动已有同样代号的规定动作",
            ),
            constrained("every", Every, name="campaigns_action_every_known"),
            models.CheckConstraint(
                name="campaigns_action_days_of_once",
                condition=Q(within_days=None) | Q(every=Every.ONCE),
                violation_error_message="“自起始日几天内”只用于“活动期内一次”",
            ),
            models.CheckConstraint(
                name="campaigns_action_at_least_one",
                condition=Q(least__gte=1),
                violation_error_message="至少要有一次",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def heading(self) -> str:
        """As the column of a table."""
        return self.short or self.title


class StepTime(models.Model):
    """How long a step of an opinion's way may take in this campaign."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="step_times", verbose_name="活动"
    )
    step = models.SlugField("步骤代号", max_length=20)
    title = models.CharField("步骤", max_length=40)
    days = models.PositiveIntegerField(
        "时限", validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    unit = models.CharField(
        "单位", max_length=10, choices=DayUnit, default=DayUnit.WORKING
    )

    class Meta:
        verbose_name = verbose_name_plural = "办理时限"
        ordering = ["campaign", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "step"], name="campaigns_step_time_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.days}{self.get_unit_display()}"

    def clean(self) -> None:
        """What the law sets is counted in months, and is not lengthened here."""
        super().clean()
        if self.step not in OF_LAW or self.days is None:
            return
        if self.unit != DayUnit.MONTH or self.days > LAW_LONGEST_MONTHS:
            raise ValidationError(
                f"“{self.title}”是法定时限：请以月为单位填写，"
                f"最长{LAW_LONGEST_MONTHS}个月（代表法）"
            )

    def begun(self, day: date, calendar: WorkingDays) -> Deadline:
        """This much time, from `day` on."""
        return Deadline(day, self.days, self.unit, calendar=calendar)


class ReminderStep(models.Model):
    """When whoever has a running deadline is reminded of it, and when those above him.

    Working days, from the deadline: 3 before it are -3, the day after it is 1.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="reminder_steps", verbose_name="活动"
    )
    days = models.SmallIntegerField(
        "距期限的工作日",
        validators=[MinValueValidator(-60), MaxValueValidator(250)],
        help_text="期限之前填负数，如-3；当日填0；超期之后填正数",
    )
    whom = models.CharField("提醒对象", max_length=8, choices=Whom)

    class Meta:
        verbose_name = verbose_name_plural = "期限提醒"
        ordering = ["campaign", "days", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "days", "whom"],
                name="campaigns_reminder_step_once",
                violation_error_message="这一天已经提醒此对象",
            ),
            constrained("whom", Whom, name="campaigns_reminder_step_whom_known"),
        ]

    def __str__(self) -> str:
        side = "后" if self.days > 0 else "前"
        when = f"期限{side}{abs(self.days)}个工作日" if self.days else "期限当日"
        return f"{when}提醒{self.get_whom_display()}"


class RequirementQuerySet(models.QuerySet):
    """What a campaign asks of places is known to all who sign in."""

    def running(self):
        """Those of the campaign that runs."""
        return self.filter(campaign__is_current=True)


class PlaceRequirement(models.Model):
    """What a kind of place must have in this campaign: 五有 of a home, 四有 of a room.

    Its code stays the same over campaigns: what was found counts on by it.
    """

    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="place_requirements",
        verbose_name="活动",
    )
    kind = models.CharField("阵地类型", max_length=10, choices=PlaceKind)
    code = models.SlugField("代号", max_length=20)
    title = models.CharField("要求", max_length=40)
    meaning = models.CharField("具体内容", max_length=200, blank=True)
    # By which records the system tells for itself (see groups/places); "" by none.
    sight = models.SlugField("系统对照", max_length=20, blank=True)
    order = models.PositiveIntegerField("顺序", default=0)

    objects = RequirementQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "阵地要求"
        ordering = ["campaign", "kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "code"],
                name="campaigns_place_requirement_once",
                violation_error_message="该活动的这类阵地已有此代号的要求",
            ),
            constrained(
                "kind", PlaceKind, name="campaigns_place_requirement_kind_known"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class WallText(models.Model):
    """A rule (制度) that hangs on the walls of places, as the campaign words it."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="wall_texts", verbose_name="活动"
    )
    title = models.CharField("制度名称", max_length=40)
    text = models.TextField("内容")
    order = models.PositiveIntegerField("顺序", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "上墙制度"
        ordering = ["campaign", "order", "pk"]

    def __str__(self) -> str:
        return self.title


class AnswerClassQuerySet(models.QuerySet):
    """Classes of answers are known to all who sign in."""

    def offered(self):
        return self.filter(is_offered=True)


class AnswerClass(models.Model):
    """A class of answer (答复类别) of a campaign: its letter, its words, what it means.

    Places use the same letters for different things, so what is counted or asked hangs
    on the flags alone. Letter, words and flags stay once an answer has the class.
    """

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="answer_classes", verbose_name="活动"
    )
    # The same in each campaign for the same meaning: ledgers and searches name it.
    code = models.SlugField("代号", max_length=8)
    letter = models.CharField("类别", max_length=4)
    words = models.CharField("含义", max_length=40)
    counts_as_solved = models.BooleanField("计入解决", default=False)
    needs_date = models.BooleanField("须承诺日期", default=False)
    needs_reason = models.BooleanField("须说明原因", default=False)
    is_offered = models.BooleanField("启用", default=True)
    order = models.PositiveIntegerField("顺序", default=0)

    objects = AnswerClassQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "答复类别"
        triggers = [class_sealed]
        ordering = ["campaign", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"],
                name="campaigns_answer_class_once",
                violation_error_message="该活动已有此代号的答复类别",
            ),
            models.CheckConstraint(
                name="campaigns_answer_class_promises_what_is_open",
                condition=~Q(counts_as_solved=True, needs_date=True),
                violation_error_message="计入解决的类别不须承诺日期",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.words}"

    def clean(self) -> None:
        """What answers were given in keeps its meaning: papers and figures tell it."""
        super().clean()
        if self.pk is None or not self.answers.exists():
            return
        # unscoped: the row on the page, as it is stored
        stored = AnswerClass.objects.get(pk=self.pk)
        if any(getattr(self, name) != getattr(stored, name) for name in MEANING):
            raise ValidationError(
                f"“{stored}”已有答复使用，类别、含义和要求不能再改；"
                "可以停用它，另外增加一类"
            )


MEANING = (
    *("code", "letter", "words"),
    *("counts_as_solved", "needs_date", "needs_reason"),
)
