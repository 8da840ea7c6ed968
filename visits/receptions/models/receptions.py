"""Receptions of voters."""

import pghistory
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse

from deputies.models import Person
from groups.models import DeputyGroup
from groups.places.models import Place
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.personal.fields import DigestField, Personal
from tianmen_congress.base.personal.values import Sex
from tianmen_congress.base.rows.constraints import constrained, voided_with_reason
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within
from tianmen_congress.base.words import hours_in_words
from visits.receptions.enums import (
    CameBy,
    FedBackBy,
    MatterExtent,
    NotAccepted,
    Satisfied,
    Treatment,
)

MOST_PEOPLE = 500


class ReceptionQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: "deputies__user",
        Role.SUPERVISOR: "township",
    }

    def standing(self):
        """Those that were not struck off."""
        return self.filter(voided_at=None)

    def counted(self):
        """Those to which somebody came and in which a deputy heard him."""
        # unscoped: only whether there is one, of the receptions given
        heard = ReceptionDeputy.objects.filter(reception=models.OuterRef("pk"))
        return self.standing().filter(models.Exists(heard), party__gte=1)


@pghistory.track()
class Reception(models.Model):
    """One case: somebody, or several together, came, wrote or called (接待登记).

    A day of duty to which nobody came is one too, with nobody in it; it counts nothing.
    """

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="receptions", verbose_name="接待地点"
    )
    # Where it was made: a place may move, history does not.
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        related_name="receptions",
        verbose_name="代表小组",
        null=True,
        blank=True,
    )
    village = models.ForeignKey(
        Division,
        models.PROTECT,
        related_name="receptions",
        verbose_name="村(社区)",
        null=True,
        blank=True,
    )
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="receptions",
        verbose_name="活动主题",
        null=True,
        blank=True,
    )
    number = models.CharField("编号", max_length=60, unique=True, editable=False)
    held_on = models.DateField("接待日期")
    start = models.TimeField("开始时间", null=True, blank=True)
    finish = models.TimeField("结束时间", null=True, blank=True)
    deputies = models.ManyToManyField(
        Person,
        through="ReceptionDeputy",
        related_name="receptions",
        verbose_name="接待代表",
    )
    recorder = models.CharField("记录人", max_length=40, blank=True)
    channel = models.CharField(
        "方式", max_length=10, choices=CameBy, default=CameBy.VISIT
    )
    party = models.PositiveIntegerField(
        "来访人数", default=1, validators=[MaxValueValidator(MOST_PEOPLE)]
    )
    voter_name = models.CharField("来访人", max_length=40, blank=True)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    address = models.CharField("住址", max_length=100, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    phone_digest = DigestField(of="phone")
    phone_tail_digest = DigestField(of="phone", is_tail=True)
    is_own_district = models.BooleanField("本选区选民", default=True)
    is_confidential = models.BooleanField("对来访人保密", default=False)
    is_anonymous = models.BooleanField("匿名", default=False)
    matter = models.TextField("反映的问题和意见建议", max_length=4000, blank=True)
    # A code of the list of categories that the room of opinions keeps.
    category = models.SlugField("类别", max_length=20, blank=True)
    wish = models.CharField("诉求", max_length=300, blank=True)
    extent = models.CharField(
        "个案或共性", max_length=10, choices=MatterExtent, blank=True
    )
    outcome = models.CharField("处理方式", max_length=12, choices=Treatment, blank=True)
    refusal = models.CharField(
        "不予受理原因", max_length=10, choices=NotAccepted, blank=True
    )
    answer = models.TextField("答复内容", max_length=2000, blank=True)
    answered_by = models.CharField("答复人", max_length=40, blank=True)
    answered_on = models.DateField("答复日期", null=True, blank=True)
    passed_to = models.CharField("转交", max_length=60, blank=True)
    passed_on = models.DateField("转交日期", null=True, blank=True)
    result = models.TextField("办理结果", max_length=2000, blank=True)
    result_on = models.DateField("办结日期", null=True, blank=True)
    fed_back_on = models.DateField("反馈日期", null=True, blank=True)
    fed_back_how = models.CharField(
        "反馈方式", max_length=10, choices=FedBackBy, blank=True
    )
    satisfied = models.CharField(
        "来访人意见", max_length=10, choices=Satisfied, blank=True
    )
    note = models.CharField("备注", max_length=200, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReceptionQuerySet.as_manager()
    personal = Personal(
        masked={"voter_name": "name", "phone": "phone"},
        open=(
            *("number", "held_on", "start", "finish", "recorder", "channel", "party"),
            *("sex", "is_own_district", "is_confidential", "is_anonymous", "matter"),
            *("category", "wish", "extent", "outcome", "refusal", "answer"),
            *("answered_by", "answered_on", "passed_to", "passed_on", "result"),
            *("result_on", "fed_back_on", "fed_back_how", "satisfied", "note"),
            *("recorded_at", "voided_at", "void_reason"),
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "选民接待"
        ordering = ["-held_on", "-pk"]
        constraints = [
            followed("township", name="receptions_reception_township_followed"),
            followed("group", name="receptions_reception_group_followed"),
            voided_with_reason("receptions_reception_voided_with_reason"),
            *(
                constrained(name, kind, name=f"receptions_reception_{name}_known")
                for name, kind in (
                    ("sex", Sex),
                    ("channel", CameBy),
                    ("extent", MatterExtent),
                    ("outcome", Treatment),
                    ("refusal", NotAccepted),
                    ("fed_back_how", FedBackBy),
                    ("satisfied", Satisfied),
                )
            ),
            models.CheckConstraint(
                name="receptions_reception_answered_on_a_day",
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & Q(answered_on__isnull=False),
                violation_error_message="答复须写明内容和日期",
            ),
            models.CheckConstraint(
                name="receptions_reception_told_there_and_then",
                condition=~Q(outcome=Treatment.ANSWERED) | ~Q(answer=""),
                violation_error_message="当场答复的，请填写答复内容和日期",
            ),
            models.CheckConstraint(
                name="receptions_reception_settled_on_a_day",
                condition=Q(result="", result_on=None)
                | ~Q(result="") & Q(result_on__isnull=False),
                violation_error_message="办理结果须写明内容和日期",
            ),
            models.CheckConstraint(
                name="receptions_reception_refused_with_reason",
                condition=Q(outcome=Treatment.REFUSED) & ~Q(refusal="")
                | ~Q(outcome=Treatment.REFUSED) & Q(refusal=""),
                violation_error_message="不予受理须选择原因",
            ),
            models.CheckConstraint(
                name="receptions_reception_anonymous_has_no_name",
                condition=Q(is_anonymous=False) | Q(voter_name="", phone=""),
                violation_error_message="匿名的不填姓名和电话",
            ),
            models.CheckConstraint(
                name="receptions_reception_of_somebody",
                condition=Q(party=0, matter="", outcome="", voter_name="")
                | Q(party__gte=1) & ~Q(matter=""),
                violation_error_message="有人来访的，请填写反映的问题和意见建议",
            ),
            models.CheckConstraint(
                name="receptions_reception_fed_back_somehow",
                condition=Q(fed_back_on=None, fed_back_how="", satisfied="")
                | Q(fed_back_on__isnull=False) & ~Q(fed_back_how=""),
                violation_error_message="反馈须写明日期和方式",
            ),
        ]
        indexes = [
            models.Index(fields=["township", "-held_on"]),
            models.Index(fields=["group", "-held_on"]),
            models.Index(fields=["place", "-held_on"]),
            models.Index(fields=["phone_digest"]),
            models.Index(fields=["phone_tail_digest"]),
        ]

    # What they were called that day.
    place_name = NameOfDay("place", "held_on")
    township_name = NameOfDay("township", "held_on")
    group_name = NameOfDay("group", "held_on")
    village_name = NameOfDay("village", "held_on")

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("receptions:detail", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        return self.voided_at is None

    @property
    def hours(self) -> str:
        return hours_in_words(self.start, self.finish)


class OfReceptionQuerySet(ScopedQuerySet):
    scope = along("reception", ReceptionQuerySet.scope)


@track_removals_too()
@within("reception", "township", "group")
class ReceptionDeputy(models.Model):
    """A deputy who heard the voter."""

    reception = models.ForeignKey(
        Reception, models.PROTECT, related_name="hearings", verbose_name="选民接待"
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="hearings", verbose_name="接待代表"
    )

    objects = OfReceptionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接待代表"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["reception", "person"], name="receptions_deputy_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)
