"""People who hold mandates, and the mandates they hold."""

from django.conf import settings
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.accounts.guards import never_oneself
from tianmen_congress.base.audit.rights import tells_link
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.credentials.models import Proposal
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import initials, pinyin, sound_at
from tianmen_congress.base.divisions.strokes import LONGEST as STROKES_LENGTH
from tianmen_congress.base.divisions.strokes import strokes
from tianmen_congress.base.personal.fields import Personal
from tianmen_congress.base.personal.values import Education, Sex
from tianmen_congress.base.rows.constraints import constrained, days_in_order
from tianmen_congress.base.rows.history import track_removals_too

from .enums import EndReason, MatchDecision, Party, Tier

OWN_RECORD = "不能给自己的账号关联或者解除代表，请由另一位有权限的人办理。"
# Rooms above put people into groups; reached by name.
IN_GROUP = Current("memberships__group__organ", "memberships")
IN_MY_GROUP = Current(
    "memberships__group__memberships__person__user",
    "memberships__group__memberships",
)


class PersonQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: ("mandates__township", "memberships__group__township"),
        Role.SECRETARY: IN_GROUP,
        Role.DEPUTY: ("user", IN_MY_GROUP),
        Role.SUPERVISOR: ("mandates__township", "memberships__group__township"),
    }

    def holding(self, **seat):
        """Whoever holds or held a mandate like this: `holding(tier=Tier.COUNTY)`."""
        return self._with(Q(**{f"mandates__{key}": v for key, v in seat.items()}))

    def in_office(self, on, **seat):
        """Whoever holds a mandate on that day, one like this where `seat` says which."""
        like = Q(**{f"mandates__{key}": v for key, v in seat.items()})
        held = Q(mandates__isnull=False) & holding(on, link="mandates")
        return self._with(held & like)

    def _with(self, condition):
        # A subquery, not a join: nobody stands in a list twice.
        rows = self.model._base_manager.filter(condition)
        return self.filter(pk__in=rows.values("pk"))


@track_removals_too()
class Person(models.Model):
    """One human being. A person may hold several mandates at once."""

    name = models.CharField("姓名", max_length=40)
    pinyin = models.CharField("拼音", max_length=200, editable=False)
    initials = models.CharField("首字母", max_length=60, editable=False)
    strokes = models.CharField(
        "姓氏笔画", max_length=STROKES_LENGTH, blank=True, editable=False
    )
    sex = models.CharField("性别", max_length=8, choices=Sex, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True, default="汉族")
    # The first day of the month: rosters carry no day.
    birth_month = models.DateField("出生年月", null=True, blank=True)
    education = models.CharField(
        "文化程度", max_length=12, choices=Education, blank=True
    )
    party = models.CharField("党派", max_length=10, choices=Party, blank=True)
    work = models.CharField("工作单位及职务", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="person",
        verbose_name="登录账号",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged_persons",
        verbose_name="并入",
    )
    note = models.CharField("备注", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PersonQuerySet.as_manager()
    # Deputies are public persons: their telephones alone are masked.
    personal = Personal(
        masked={"phone": "phone"},
        open=(
            "name",
            "pinyin",
            "initials",
            "strokes",
            "sex",
            "ethnicity",
            "birth_month",
            "education",
            "party",
            "work",
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "代表"
        ordering = ["pinyin", "pk"]
        indexes = [
            models.Index(fields=["pinyin", "id"], name="deputies_person_pinyin"),
            models.Index(fields=["strokes", "id"], name="deputies_person_strokes"),
            # Looked for by their beginning: an index for LIKE, in any collation.
            models.Index(
                OpClass(sound_at("pinyin"), name="text_pattern_ops"),
                name="deputies_person_sound",
            ),
            models.Index(
                fields=["initials"],
                opclasses=["varchar_pattern_ops"],
                name="deputies_person_initials",
            ),
        ]
        constraints = [
            constrained("sex", Sex, name="deputies_person_sex_known"),
            constrained("education", Education, name="deputies_person_education_known"),
            constrained("party", Party, name="deputies_person_party_known"),
        ]
        triggers = [
            never_oneself(OWN_RECORD, only_link=True),
            tells_link("代表登录账号"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.set_derived()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("deputies:detail", args=[self.pk])

    def set_derived(self) -> None:
        """Sound and strokes of the name, for sorting and search; bulk writers call this
        themselves."""
        self.pinyin = pinyin(self.name, person=True)
        self.initials = initials(self.name, person=True)
        self.strokes = strokes(self.name)


class CongressQuerySet(models.QuerySet):
    """Congresses and their terms are public knowledge."""


class Congress(models.Model):
    """One congress in one term: 天门市第八届人民代表大会."""

    tier = models.CharField("层级", max_length=12, choices=Tier)
    division = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="行政区划"
    )
    term = models.PositiveIntegerField("届次")
    name = models.CharField("名称", max_length=60)
    since = models.DateField("届期起", null=True, blank=True)
    until = models.DateField("届期止", null=True, blank=True)

    objects = CongressQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "届次"
        ordering = ["tier", "division", "-term"]
        constraints = [
            models.UniqueConstraint(
                fields=["tier", "division", "term"], name="deputies_congress_once"
            ),
            constrained("tier", Tier, name="deputies_congress_tier_known"),
        ]

    def __str__(self) -> str:
        return self.name


class MandateQuerySet(ScopedQuerySet):
    scope = along("person", PersonQuerySet.scope)

    def in_office(self, on):
        return self.filter(holding(on))

    def of(self, people):
        """Mandates of these people (a query set of Person)."""
        return self.filter(person__in=people)


@track_removals_too()
class Mandate(models.Model):
    """A seat in one congress for one term. The record stays when it ends."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="mandates", verbose_name="代表"
    )
    congress = models.ForeignKey(
        Congress, models.PROTECT, related_name="mandates", verbose_name="届次"
    )
    tier = models.CharField("层级", max_length=12, choices=Tier)
    # Where the deputy is at home: of a city deputy the township of the delegation.
    township = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="所在乡镇",
    )
    delegation = models.CharField("代表团", max_length=60, blank=True)
    electoral_unit = models.CharField("选举单位(选区)", max_length=80, blank=True)
    roster_number = models.PositiveIntegerField("名册序号", null=True, blank=True)
    since = models.DateField("任职起", null=True, blank=True)
    until = models.DateField("任职止", null=True, blank=True)
    end_reason = models.CharField(
        "终止原因", max_length=12, choices=EndReason, blank=True
    )
    end_announced_by = models.CharField("公告机关", max_length=60, blank=True)
    suspended_since = models.DateField("暂停执行职务起", null=True, blank=True)
    suspended_until = models.DateField("暂停执行职务止", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表职务"
        ordering = ["tier", "township__code", "roster_number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "congress"],
                name="deputies_mandate_once_a_congress",
                violation_error_message="此人在该届已有代表职务",
            ),
            constrained("tier", Tier, name="deputies_mandate_tier_known"),
            constrained("end_reason", EndReason, name="deputies_mandate_reason_known"),
            models.CheckConstraint(
                name="deputies_mandate_ends_with_a_reason",
                condition=Q(until=None, end_reason="")
                | Q(until__isnull=False) & ~Q(end_reason=""),
                violation_error_message="终止职务须同时填写日期和原因",
            ),
            days_in_order("deputies_mandate_days_in_order", "任职止不能早于任职起"),
            models.CheckConstraint(
                name="deputies_mandate_township_tier_has_township",
                condition=~Q(tier=Tier.TOWNSHIP) | Q(township__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_tier_display()}人大代表 {self.person}"

    @property
    def is_live(self) -> bool:
        """In office today; duties that rest do not end the office."""
        has_begun = self.since is None or self.since <= today()
        return has_begun and (self.until is None or self.until >= today())

    @property
    def is_suspended(self) -> bool:
        """Whether duties rest (代表法 art. 48) with no end set."""
        return self.suspended_since is not None and self.suspended_until is None

    @property
    def standing(self) -> str:
        """In one word, as the roster prints it."""
        if not self.is_live:
            return "已终止" if self.until else "未就任"
        return "暂停" if self.is_suspended else "在任"


class PersonMatchQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL}


class PersonMatch(models.Model):
    """Two people whom a roster makes look like one; somebody decides, never an import."""

    first = models.ForeignKey(Person, models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+")
    decision = models.CharField(
        "结论", max_length=10, choices=MatchDecision, default=MatchDecision.OPEN
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    objects = PersonMatchQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "疑似同一人"
        constraints = [
            models.UniqueConstraint(
                fields=["first", "second"], name="deputies_match_once"
            ),
            models.CheckConstraint(
                name="deputies_match_two_people", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class AccountWishQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL}


class AccountWish(models.Model):
    """Which deputy an account was proposed for; it is his once the post is given."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="account_wishes")
    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="+")

    objects = AccountWishQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表账号申请"

    def __str__(self) -> str:
        return f"{self.person}：{self.proposal}"
