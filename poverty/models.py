"""Poor villages, poor households and the people in them (建档立卡)."""

from datetime import date

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import OpClass
from django.db import models
from django.db.models import OuterRef, Q
from django.urls import reverse

from tianmen_congress.base.access.scope import ALL, Current, Role, ScopedQuerySet, along
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import initials, pinyin, sound_at
from tianmen_congress.base.personal.fields import (
    DigestField,
    EncryptedField,
    Personal,
    digest,
    with_digests,
)
from tianmen_congress.base.personal.values import Education, Sex
from tianmen_congress.base.rows.constraints import constrained, voided_with_reason
from tianmen_congress.base.rows.former import with_township_then
from tianmen_congress.base.rows.history import track_removals_too
from tianmen_congress.base.rows.within import followed, within

from .enums import (
    Category,
    Cause,
    Health,
    Labour,
    PovertyState,
    Relation,
    VillageState,
)

# Rooms above link villages to groups and households to deputies; reached by name.
LINKS = "village__group_links"
LINKED_TO_GROUP = Current(f"{LINKS}__group__organ", LINKS)
# Whoever keeps the books of a group sees whom its deputies are paired with, wherever
# the household lives: those of 市直 have no townships of their own.
PAIRED_IN_GROUP = Current("pairings__group__organ", "pairings")
PAIRED_AT_HOME = Current("pairings__township", "pairings")


# A poor village is on the list under its own name whatever became of it: whoever is
# linked to what it is today sees it.
LINKS_NOW = "village__now__group_links"
MEMBERS_NOW = f"{LINKS_NOW}__group__memberships"
IS_IN_NOW = "village__now__parent"


class PoorVillageQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: ("township", IS_IN_NOW),
        Role.SECRETARY: Current(f"{LINKS_NOW}__group__organ", LINKS_NOW),
        Role.DEPUTY: Current(f"{MEMBERS_NOW}__person__user", LINKS_NOW, MEMBERS_NOW),
        Role.SUPERVISOR: ("township", IS_IN_NOW),
    }


@pghistory.track()
class PoorVillage(models.Model):
    """A village on the list of poor villages."""

    village = models.OneToOneField(
        Division, models.PROTECT, related_name="poor_village", verbose_name="村"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    state = models.CharField(
        "出列状态", max_length=10, choices=VillageState, default=VillageState.LISTED
    )
    delisted_year = models.PositiveIntegerField("出列年度", null=True, blank=True)
    households = models.PositiveIntegerField("总户数", null=True, blank=True)
    population = models.PositiveIntegerField("总人口", null=True, blank=True)
    collective_income = models.DecimalField(
        "村集体年收入(万元)", max_digits=10, decimal_places=2, null=True, blank=True
    )
    main_industry = models.CharField("主导产业", max_length=100, blank=True)
    support_unit = models.CharField("驻村帮扶单位", max_length=80, blank=True)
    note = models.TextField("备注", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PoorVillageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "贫困村"
        ordering = ["village__code"]
        constraints = [
            followed("township", name="poverty_village_township_followed"),
            constrained("state", VillageState, name="poverty_village_state_known"),
            models.CheckConstraint(
                name="poverty_village_delisted_with_year",
                condition=Q(state=VillageState.LISTED, delisted_year=None)
                | Q(state=VillageState.DELISTED, delisted_year__isnull=False),
                violation_error_message="已出列的须填出列年度，未出列的不填",
            ),
        ]

    def __str__(self) -> str:
        return str(self.village)

    def get_absolute_url(self) -> str:
        return reverse("poverty:village_detail", args=[self.pk])


class HouseholdQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: ("township", PAIRED_AT_HOME),
        Role.SECRETARY: (LINKED_TO_GROUP, PAIRED_IN_GROUP),
        Role.DEPUTY: Current("pairings__person__user", "pairings"),
        Role.SUPERVISOR: "township",
    }

    def standing(self):
        """Households that were not struck off as entered by mistake."""
        return self.filter(voided_at=None)

    def with_township_on(self, day: date):
        """As `township_then` the township in which each lived on `day`."""
        # unscoped: of the households given
        left = FormerHome.objects.filter(household=OuterRef("pk"), until__gt=day)
        return with_township_then(self, left)

    def living_in(self, village: int):
        """Those of the village with this key, or of what it is today."""
        now = Division.objects.filter(pk=village).values("now")
        return self.filter(village__now__in=now)


@track_removals_too()
class Household(models.Model):
    """One poor household with a file of its own."""

    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    village = models.ForeignKey(
        Division, models.PROTECT, related_name="poor_households", verbose_name="村"
    )
    hamlet = models.CharField("自然村(组)", max_length=40, blank=True)
    # The official number of the household, where the office has given one.
    code = models.CharField("户编号", max_length=30, blank=True)
    head_name = models.CharField("户主", max_length=40)
    pinyin = models.CharField("拼音", max_length=200, editable=False)
    initials = models.CharField("首字母", max_length=60, editable=False)
    category = models.CharField("贫困户属性", max_length=20, choices=Category)
    main_cause = models.CharField("主要致贫原因", max_length=12, choices=Cause)
    other_causes = ArrayField(
        models.CharField(max_length=12, choices=Cause),
        verbose_name="其他致贫原因",
        default=list,
        blank=True,
    )
    state = models.CharField(
        "脱贫状态", max_length=10, choices=PovertyState, default=PovertyState.POOR
    )
    lifted_year = models.PositiveIntegerField("脱贫年度", null=True, blank=True)
    returned_year = models.PositiveIntegerField("返贫年度", null=True, blank=True)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    phone_digest = DigestField(of="phone")
    phone_tail_digest = DigestField(of="phone", is_tail=True)
    income = models.DecimalField(
        "人均纯收入(元)", max_digits=10, decimal_places=2, null=True, blank=True
    )
    has_unsafe_house = models.BooleanField("危房户", null=True, blank=True)
    has_safe_water = models.BooleanField("饮水安全", null=True, blank=True)
    has_water_trouble = models.BooleanField("饮水困难", null=True, blank=True)
    note = models.TextField("备注", blank=True)
    voided_at = models.DateTimeField("作废时间", null=True, editable=False)
    void_reason = models.CharField("作废原因", max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HouseholdQuerySet.as_manager()
    personal = Personal(
        masked={"head_name": "name", "phone": "phone"},
        open=(
            "hamlet",
            "code",
            "category",
            "main_cause",
            "other_causes",
            "state",
            "lifted_year",
            "returned_year",
            "income",
            "has_unsafe_house",
            "has_safe_water",
            "has_water_trouble",
            "voided_at",
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "贫困户"
        ordering = ["village__code", "pinyin", "pk"]
        constraints = [
            followed("township", name="poverty_household_township_followed"),
            models.UniqueConstraint(
                fields=["code"],
                condition=~Q(code=""),
                name="poverty_household_code_once",
                violation_error_message="户编号已被使用",
            ),
            constrained("category", Category, name="poverty_household_category_known"),
            constrained("main_cause", Cause, name="poverty_household_cause_known"),
            constrained("state", PovertyState, name="poverty_household_state_known"),
            models.CheckConstraint(
                name="poverty_household_poor_has_no_lifted_year",
                condition=~Q(state=PovertyState.POOR) | Q(lifted_year=None),
                violation_error_message="未脱贫的户不填脱贫年度",
            ),
            models.CheckConstraint(
                name="poverty_household_returned_with_year",
                condition=Q(state=PovertyState.RETURNED) | Q(returned_year=None),
                violation_error_message="只有返贫的户填返贫年度",
            ),
            voided_with_reason("poverty_household_voided_with_reason"),
        ]
        indexes = [
            models.Index(fields=["township", "village"]),
            models.Index(fields=["phone_digest"]),
            models.Index(fields=["phone_tail_digest"]),
            models.Index(fields=["pinyin", "id"], name="poverty_household_pinyin"),
            # Looked for by their beginning: an index for LIKE, in any collation.
            models.Index(
                OpClass(sound_at("pinyin"), name="text_pattern_ops"),
                name="poverty_household_sound",
            ),
            models.Index(
                fields=["initials"],
                opclasses=["varchar_pattern_ops"],
                name="poverty_household_initials",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head_name}户"

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.set_derived()
        stored = with_digests(type(self), update_fields)
        super().save(*args, update_fields=stored, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("poverty:household_detail", args=[self.pk])

    def set_derived(self) -> None:
        """Sound of the head's name; bulk writers call this themselves."""
        self.pinyin = pinyin(self.head_name, person=True)
        self.initials = initials(self.head_name, person=True)


class FormerHomeQuerySet(ScopedQuerySet):
    scope = along("household", HouseholdQuerySet.scope)


@pghistory.track()
class FormerHome(models.Model):
    """Where a household lived up to `until`, as its village went into another one.

    Figures of a day before it count the household there. Its township is that of then:
    it does not follow the household's.
    """

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="former_homes", verbose_name="贫困户"
    )
    village = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="原村"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="原乡镇"
    )
    # The first day on which it lived elsewhere.
    until = models.DateField("并入日期")

    objects = FormerHomeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "原属村"
        ordering = ["household", "until", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "village"],
                name="poverty_former_home_left_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.village}"


class MemberQuerySet(ScopedQuerySet):
    scope = along("household", HouseholdQuerySet.scope)

    def at_home(self):
        """Members who have not left the household."""
        return self.filter(left_on=None)


@track_removals_too()
@within("household", "township")
class HouseholdMember(models.Model):
    """One person of a poor household. Personal data: masked for whoever need not know."""

    household = models.ForeignKey(
        Household, models.PROTECT, related_name="members", verbose_name="贫困户"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    order = models.PositiveIntegerField("排序", default=0)
    # The official number of the person, where the office has given one.
    code = models.CharField("人编号", max_length=30, blank=True)
    name = models.CharField("姓名", max_length=40)
    relation = models.CharField("与户主关系", max_length=24, choices=Relation)
    sex = models.CharField("性别", max_length=8, choices=Sex, blank=True)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    id_number = EncryptedField("身份证号码", blank=True, default="")
    id_digest = models.CharField(max_length=64, blank=True, editable=False)
    id_tail_digest = DigestField(of="id_number", is_tail=True)
    birth_on = models.DateField("出生日期", null=True, blank=True)
    education = models.CharField(
        "文化程度", max_length=12, choices=Education, blank=True
    )
    schooling = models.CharField("在校生状况", max_length=30, blank=True)
    health = models.CharField("健康状况", max_length=10, choices=Health, blank=True)
    labour = models.CharField("劳动技能", max_length=10, choices=Labour, blank=True)
    working_place = models.CharField("务工状况", max_length=30, blank=True)
    working_months = models.PositiveIntegerField("务工时间(月)", null=True, blank=True)
    has_serious_illness_cover = models.BooleanField(
        "参加大病医疗", null=True, blank=True
    )
    left_on = models.DateField("离户日期", null=True, blank=True)
    left_reason = models.CharField("离户原因", max_length=60, blank=True)

    objects = MemberQuerySet.as_manager()
    personal = Personal(
        masked={"name": "name", "id_number": "id_number"},
        open=(
            "order",
            "relation",
            "sex",
            "ethnicity",
            "education",
            "schooling",
            "health",
            "labour",
            "working_place",
            "working_months",
            "has_serious_illness_cover",
            "left_on",
            "left_reason",
        ),
    )

    class Meta:
        verbose_name = verbose_name_plural = "家庭成员"
        ordering = ["household", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["id_digest"],
                condition=Q(left_on=None) & ~Q(id_digest=""),
                name="poverty_member_in_one_household",
                violation_error_message="此身份证号码已登记在另一户",
            ),
            models.UniqueConstraint(
                fields=["household"],
                condition=Q(relation=Relation.HEAD, left_on=None),
                name="poverty_household_one_head",
                violation_error_message="一户只能有一名户主",
            ),
            constrained("relation", Relation, name="poverty_member_relation_known"),
            constrained("sex", Sex, name="poverty_member_sex_known"),
            constrained("health", Health, name="poverty_member_health_known"),
            constrained("labour", Labour, name="poverty_member_labour_known"),
        ]
        indexes = [models.Index(fields=["id_tail_digest"])]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, update_fields=None, **kwargs) -> None:
        self.set_derived()
        stored = with_digests(type(self), update_fields)
        super().save(*args, update_fields=stored, **kwargs)

    def set_derived(self) -> None:
        """The digest by which the number is found; bulk writers call this themselves."""
        self.id_digest = digest(self.id_number)
