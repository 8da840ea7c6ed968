"""Outings to villages, and calls on households."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Exists, ExpressionWrapper, F, OuterRef, Q
from django.urls import reverse
from django.utils.functional import cached_property

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupVillage, VisitTeam
from poverty.models import Household
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.rows.constraints import (
    constrained,
    voided_with_reason,
)
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.naming import NameOfDay
from tianmen_congress.base.rows.within import followed, within

from .enums import VisitKind

PHRASE_LENGTH = 300
# What a township's groups did, and what happened in its villages, whoever came.
BY_OR_IN_TOWNSHIP = ("township", "village__parent")


class VisitQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: BY_OR_IN_TOWNSHIP,
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: "deputies__user",
        Role.SUPERVISOR: BY_OR_IN_TOWNSHIP,
    }

    def with_away(self):
        """Each with whether it went to a village of others (异地走访), as of its day:
        in another township, or linked to another group."""
        links = GroupVillage.objects.filter(holding(OuterRef("visited_on")))
        links = links.filter(village=OuterRef("village"))
        own = links.filter(group=OuterRef("group"))
        others = links.exclude(group=OuterRef("group"))
        is_elsewhere = ~Q(village__parent=F("township"))
        is_others = ~Q(Exists(own)) & (is_elsewhere | Q(Exists(others)))
        return self.annotate(
            is_away=ExpressionWrapper(is_others, output_field=models.BooleanField())
        )

    def standing(self):
        """Visits that were not struck off."""
        return self.filter(voided_at=None)


@pghistory.track()
class Visit(models.Model):
    """One outing: a day, a group, a village, and any number of household calls."""

    campaign = models.ForeignKey(
        Campaign, models.PROTECT, related_name="visits", verbose_name="活动主题"
    )
    form = models.ForeignKey(
        CampaignForm, models.PROTECT, related_name="+", verbose_name="走访表"
    )
    kind = models.CharField("走访方式", max_length=10, choices=VisitKind)
    visited_on = models.DateField("走访日期")
    # The township that it was made in; a later merger moves no history.
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="visits", verbose_name="代表小组"
    )
    village = models.ForeignKey(
        Division, models.PROTECT, related_name="visits", verbose_name="走访村"
    )
    team = models.ForeignKey(
        VisitTeam,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="分队",
    )
    activity = models.ForeignKey(
        Activity,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
        verbose_name="所属小组活动",
    )
    deputies = models.ManyToManyField(
        Person, through="VisitDeputy", related_name="visits"
    )
    few_reason = models.CharField("人数不符规定的原因", max_length=200, blank=True)
    # Answers for the village, by question code of the form.
    answers = models.JSONField("村情记录", default=dict, blank=True)
    note = models.TextField("备注", blank=True)
    recorder = models.CharField("记录人", max_length=40, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)
    # Entered by the presidium's clerk in the name of the group (代录).
    is_on_behalf = models.BooleanField("代录", default=False)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访"
        ordering = ["-visited_on", "-pk"]
        constraints = [
            followed("township", name="visits_visit_township_followed"),
            followed("group", name="visits_visit_group_followed"),
            constrained("kind", VisitKind, name="visits_visit_kind_known"),
            voided_with_reason("visits_visit_voided_with_reason"),
        ]
        indexes = [
            models.Index(fields=["township", "-visited_on"]),
            models.Index(fields=["group", "-visited_on"]),
            models.Index(fields=["-visited_on", "-id"]),
        ]

    def __str__(self) -> str:
        return f"{self.visited_on:%Y-%m-%d} {self.village_name}"

    def get_absolute_url(self) -> str:
        return reverse("visits:detail", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        return self.voided_at is None

    @cached_property
    def is_away(self) -> bool:
        """异地走访; a list asks for all of its visits at once (`with_away`)."""
        rows = type(self).objects.with_away().filter(pk=self.pk)
        return rows.values_list("is_away", flat=True).get()

    # What they were called that day.
    village_name = NameOfDay("village", "visited_on")
    group_name = NameOfDay("group", "visited_on")
    township_name = NameOfDay("township", "visited_on")
    # Of the township that it went to, which may be another one.
    place_name = NameOfDay("village.parent", "visited_on")

    @property
    def whole_village_name(self) -> str:
        """The village with its township."""
        return f"{self.place_name}{self.village_name}"

    @property
    def village_in_full(self) -> str:
        """The village; of another township than the group's with its township."""
        is_here = self.village.parent_id == self.township_id
        return self.village_name if is_here else self.whole_village_name


class OfVisitQuerySet(ScopedQuerySet):
    """Rows of a visit, seen by whoever sees the visit."""

    scope = along("visit", VisitQuerySet.scope)

    def standing(self):
        """Those of visits that were not struck off."""
        return self.filter(visit__voided_at=None)


@track_removals_too()
@within("visit", "township", "group")
class VisitDeputy(models.Model):
    """A deputy who took part in an outing."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="participations")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="participations", verbose_name="代表"
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参加代表"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "person"], name="visits_deputy_once_a_visit"
            )
        ]

    def __str__(self) -> str:
        return str(self.person)


@track_removals_too()
@within("visit", "township", "group")
class HouseholdCall(models.Model):
    """A call on one household during an outing (入户). Counts for the visit's village."""

    visit = models.ForeignKey(
        Visit, models.PROTECT, related_name="calls", verbose_name="走访"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="calls", verbose_name="贫困户"
    )
    order = models.PositiveIntegerField("排序", default=0)
    # Answers for the household, by question code of the visit's form.
    answers = models.JSONField("走访记录", default=dict, blank=True)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入户记录"
        ordering = ["visit", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit", "household"],
                name="visits_household_once_a_visit",
                violation_error_message="同一次走访中该户已登记",
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit} {self.household}"


@track_removals_too()
@within("visit", "township", "group")
class VisitPhoto(models.Model):
    """A picture taken on an outing, of the village or of one household."""

    visit = models.ForeignKey(Visit, models.PROTECT, related_name="photos")
    call = models.ForeignKey(
        HouseholdCall, models.PROTECT, null=True, blank=True, related_name="photos"
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    caption = models.CharField("说明", max_length=100, blank=True)

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "走访照片"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.caption or str(self.file)


class PhraseQuerySet(ScopedQuerySet):
    """A user's own, and what the office gave to all who write."""

    scope = {
        Role.OFFICE: ALL,
        Role.PRESIDIUM: ALL,
        Role.SECRETARY: ALL,
        Role.DEPUTY: ALL,
    }

    def visible_to(self, user):
        return super().visible_to(user).filter(Q(owner=user) | Q(owner=None))


class Phrase(models.Model):
    """常用语: words often written in answer to a question, of one user or of all.

    By the question's stable code, so that they outlive a version of the form.
    """

    question = models.SlugField("问题", max_length=40)
    # Nobody: the office gave it to all.
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="使用人",
    )
    text = models.CharField("常用语", max_length=PHRASE_LENGTH)

    objects = PhraseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "常用语"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "owner", "text"],
                name="visits_phrase_once",
                nulls_distinct=False,
                violation_error_message="这条常用语已经有了",
            )
        ]

    def __str__(self) -> str:
        return self.text
