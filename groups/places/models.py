"""Places of deputies (阵地), and what was found in them of what the campaign asks."""

from datetime import date

import pghistory
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from groups.models import DeputyGroup
from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.personal.fields import Personal
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.rows.naming import NamedOverTime, NameOfDay
from tianmen_congress.base.rows.within import followed, within

from .enums import MET, Fulfilment, Host, Standard, WallItem

KEY = models.BigIntegerField()
LINKS = "village__group_links"


class PlaceQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: "township",
        Role.SUPERVISOR: "township",
        Role.SECRETARY: ("group__organ", Current(f"{LINKS}__group__organ", LINKS)),
        Role.DEPUTY: (
            Current("group__memberships__person__user", "group__memberships"),
            Current(
                f"{LINKS}__group__memberships__person__user",
                LINKS,
                f"{LINKS}__group__memberships",
            ),
        ),
    }

    def standing(self, on: date):
        """Those in use on a day: opened already, and not closed yet."""
        opened = Q(opened_on=None) | Q(opened_on__lte=on)
        return self.filter(opened, Q(closed_on=None) | Q(closed_on__gt=on))

    def with_site_on(self, day: date):
        """As `township_then` and `village_then` where each was on `day`."""
        # unscoped: of the places given
        left = FormerSite.objects.filter(place=OuterRef("pk"), until__gt=day)
        left = left.order_by("until", "pk")
        then = {
            f"{name}_then": Coalesce(
                Subquery(left.values(f"{name}_id")[:1]),
                F(f"{name}_id"),
                output_field=KEY,
            )
            for name in ("township", "village")
        }
        return self.annotate(**then)

    def with_standard(self, on: date):
        """As `asked`, `found`, `met` and `standard` how far each is what the running
        campaign asks of its kind, by the last findings up to the day `on`."""
        # unscoped: how many there are of the places given
        found = PlaceFinding.objects.latest(on).asked_now()
        asked = PlaceRequirement.objects.running().filter(kind=OuterRef("kind"))
        asked = asked.order_by().values("kind").annotate(n=models.Count("pk"))
        rows = self.annotate(
            asked=Coalesce(Subquery(asked.values("n")), 0),
            found=count_of(found, "place"),
            met=count_of(found.met(), "place"),
        )
        return rows.annotate(standard=STANDARD)


STANDARD = Case(
    When(asked=0, then=Value(Standard.NOT_ASKED)),
    When(found=0, then=Value(Standard.UNSEEN)),
    When(met__gte=F("asked"), then=Value(Standard.MET)),
    default=Value(Standard.LACKING),
    output_field=models.CharField(),
)


@pghistory.track()
@within("group", "township")
class Place(NamedOverTime):
    """A home of a township's deputies, a room of a group, a station in a village.

    Named after what it is of; what stands is one of its kind there. A room goes with
    its group, a station with its village: where they were before is a `FormerSite`.
    """

    kind = models.CharField("类型", max_length=10, choices=PlaceKind)
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    group = models.ForeignKey(
        DeputyGroup,
        models.PROTECT,
        related_name="places",
        verbose_name="小组",
        null=True,
        blank=True,
    )
    village = models.ForeignKey(
        Division,
        models.PROTECT,
        related_name="places",
        verbose_name="村(社区)",
        null=True,
        blank=True,
    )
    name = models.CharField("名称", max_length=80)
    address = models.CharField("地点", max_length=100, blank=True)
    host = models.CharField("依托场所", max_length=12, choices=Host, blank=True)
    area_m2 = models.DecimalField(
        "面积(平方米)",
        max_digits=7,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
    )
    head_name = models.CharField("负责人", max_length=40, blank=True)
    keeper_name = models.CharField("联络员", max_length=40, blank=True)
    keeper_phone = models.CharField("联络员电话", max_length=20, blank=True)
    hours = models.CharField("开放时间", max_length=100, blank=True)
    opened_on = models.DateField("启用日期", null=True, blank=True)
    # The first day on which it was no more.
    closed_on = models.DateField("停用日期", null=True, blank=True)
    close_reason = models.CharField("停用原因", max_length=200, blank=True)
    plaque = models.CharField("匾牌文字", max_length=80, blank=True)
    plaque_on = models.DateField("挂牌日期", null=True, blank=True)
    wall_items = ArrayField(
        models.CharField(max_length=12, choices=WallItem),
        verbose_name="上墙内容",
        default=list,
        blank=True,
    )
    # Whoever was of the group on that day hangs on the wall.
    wall_on = models.DateField("上墙日期", null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PlaceQuerySet.as_manager()
    personal = Personal(
        masked={"keeper_phone": "phone"},
        open=(
            *("kind", "name", "former_names", "address", "host", "area_m2"),
            *("head_name", "keeper_name", "hours", "opened_on", "closed_on"),
            *("close_reason", "plaque", "plaque_on", "wall_items", "wall_on"),
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "阵地"
        ordering = ["township__code", "kind", "group__number", "village__code", "pk"]
        constraints = [
            followed("township", name="places_place_township_followed"),
            followed("group", name="places_place_group_followed"),
            constrained("kind", PlaceKind, name="places_place_kind_known"),
            constrained("host", Host, name="places_place_host_known"),
            models.CheckConstraint(
                name="places_place_of_one_thing",
                condition=Q(kind=PlaceKind.HOME, group=None, village=None)
                | Q(kind=PlaceKind.ROOM, group__isnull=False, village=None)
                | Q(kind=PlaceKind.STATION, group=None, village__isnull=False),
                violation_error_message="活动室属于一个小组，接待站属于一个村",
            ),
            models.CheckConstraint(
                name="places_place_days_in_order",
                condition=Q(opened_on=None)
                | Q(closed_on=None)
                | Q(closed_on__gte=F("opened_on")),
                violation_error_message="停用日期不能早于启用日期",
            ),
            models.CheckConstraint(
                name="places_place_closed_with_reason",
                condition=Q(closed_on=None) | ~Q(close_reason=""),
                violation_error_message="停用须填写原因",
            ),
            *(
                models.UniqueConstraint(
                    fields=[column],
                    condition=Q(kind=kind, closed_on=None),
                    name=f"places_place_one_{kind}",
                    violation_error_message=f"已有正在使用的{kind.label}",
                )
                for column, kind in (
                    ("township", PlaceKind.HOME),
                    ("group", PlaceKind.ROOM),
                    ("village", PlaceKind.STATION),
                )
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("places:detail", args=[self.pk])

    @property
    def owner_field(self) -> str:
        """The column of what it is of."""
        return {
            PlaceKind.HOME: "township",
            PlaceKind.ROOM: "group",
            PlaceKind.STATION: "village",
        }[self.kind]

    @property
    def owner(self) -> NamedOverTime:
        """What it is of, and called after."""
        return getattr(self, self.owner_field)


class OfPlaceQuerySet(ScopedQuerySet):
    scope = along("place", PlaceQuerySet.scope)


@pghistory.track()
class FormerSite(models.Model):
    """Where a place was up to `until`, as that went into another township or village.

    Figures of a day before it count the place there.
    """

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="former_sites", verbose_name="阵地"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="原乡镇"
    )
    village = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="原村", null=True
    )
    # The first day on which it was elsewhere.
    until = models.DateField("并入日期")

    objects = OfPlaceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原所在地"
        ordering = ["place", "until", "pk"]

    def __str__(self) -> str:
        return f"{self.place} {self.village or self.township}"


class PlaceFindingQuerySet(OfPlaceQuerySet):
    def latest(self, on: date):
        """The last one of each requirement of each place, up to a day."""
        seen = self.filter(seen_on__lte=on)
        # unscoped: only whether there is a later one
        later = PlaceFinding.objects.filter(
            Q(seen_on__gt=OuterRef("seen_on"))
            | Q(seen_on=OuterRef("seen_on"), pk__gt=OuterRef("pk")),
            place=OuterRef("place"),
            requirement__code=OuterRef("requirement__code"),
            seen_on__lte=on,
        )
        return seen.filter(~Exists(later))

    def met(self):
        return self.filter(state__in=MET)

    def asked_now(self):
        """Those of what the running campaign asks, whichever campaign asked it first."""
        asked = PlaceRequirement.objects.running().filter(
            kind=OuterRef("place__kind"), code=OuterRef("requirement__code")
        )
        return self.filter(Exists(asked))


@pghistory.track()
@within("place", "township", "group")
class PlaceFinding(models.Model):
    """What somebody saw of one requirement on a day; the next one overwrites nothing."""

    place = models.ForeignKey(
        Place, models.PROTECT, related_name="findings", verbose_name="阵地"
    )
    requirement = models.ForeignKey(
        PlaceRequirement, models.PROTECT, related_name="findings", verbose_name="要求"
    )
    state = models.CharField("状态", max_length=10, choices=Fulfilment)
    seen_on = models.DateField("认定日期")
    seen_by = models.CharField("认定人", max_length=40)
    note = models.CharField("说明", max_length=200, blank=True)
    photo = models.OneToOneField(
        StoredFile,
        models.PROTECT,
        related_name="+",
        verbose_name="照片",
        null=True,
        blank=True,
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="录入人",
    )
    recorded_at = models.DateTimeField("录入时间", auto_now_add=True)

    objects = PlaceFindingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "阵地认定"
        ordering = ["place", "-seen_on", "-pk"]
        constraints = [
            constrained("state", Fulfilment, name="places_finding_state_known"),
        ]

    # What the place was called that day.
    place_name = NameOfDay("place", "seen_on")

    def __str__(self) -> str:
        return f"{self.requirement}：{self.get_state_display()}"
