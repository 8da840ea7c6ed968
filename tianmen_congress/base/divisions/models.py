"""Province to village, as the official statistical codes name them."""

from datetime import date

import pgtrigger
from django.contrib.postgres.indexes import OpClass
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tianmen_congress.base.rows.naming import NamedOverTime

from .codes import CITY_ORGANS, fault_of, is_city_organs
from .enums import DivisionLevel
from .names import (
    initials,
    name_sounding,
    pinyin,
    sound_at,
    township_stem,
    village_spoken,
    village_stem,
)


class DivisionQuerySet(models.QuerySet):
    """Divisions are public knowledge: every signed-in user may see them all."""

    def homes(self):
        """Where groups and deputies are at home: the townships, and 市直 behind them."""
        return self.filter(level=DivisionLevel.TOWNSHIP)

    def townships(self):
        """Places with villages; 市直 is none (see docs/decisions/0018)."""
        return self.homes().exclude(code__endswith=CITY_ORGANS)

    def villages(self):
        return self.filter(level=DivisionLevel.VILLAGE)

    def current(self):
        return self.filter(closed_on=None)

    def on(self, day: date):
        """Those that were there on a day: opened already, and not closed yet."""
        opened = Q(opened_on=None) | Q(opened_on__lte=day)
        return self.filter(opened, Q(closed_on=None) | Q(closed_on__gt=day))

    def visitable(self):
        """Village-level units where people live; the placeholder of 沉湖 is none."""
        return self.villages().filter(is_placeholder=False)


class Division(NamedOverTime):
    """One place with an official code. A child's code begins with its parent's.

    Villages merge over the years: a place that a later list knows no more is closed,
    never deleted, and points to its successor once that is certain or confirmed (see
    docs/decisions/0024). A code may pass to another place; of those standing each has
    its own.
    """

    code = models.CharField("区划代码", max_length=12, db_index=True)
    level = models.CharField("级别", max_length=12, choices=DivisionLevel)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="上级区划",
    )
    name = models.CharField("名称", max_length=60)
    stem = models.CharField("简称", max_length=60, editable=False, db_index=True)
    pinyin = models.CharField("拼音", max_length=200, editable=False)
    initials = models.CharField("首字母", max_length=60, editable=False)
    # What else it is looked for by, a line each: its former names, those of places that
    # went into it, and their stems, sounds and initials.
    formerly = models.TextField("曾用名检索", blank=True, editable=False)
    is_placeholder = models.BooleanField("统计虚设", default=False)
    # None: it was there before anything is known.
    opened_on = models.DateField("设立日期", null=True, blank=True)
    closed_on = models.DateField("撤销日期", null=True, blank=True)
    successor = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="predecessors",
        verbose_name="并入",
    )
    # What it is today: itself, or where its successors lead in the end.
    now = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="once",
        verbose_name="现为",
    )

    objects = DivisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "行政区划"
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                name="divisions_division_level_known",
                condition=models.Q(level__in=DivisionLevel.values),
            ),
            models.UniqueConstraint(
                fields=["code"],
                condition=Q(closed_on=None),
                name="divisions_division_code_once",
                violation_error_message="已有使用此代码的区划",
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="is_itself",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="NEW.now_id := COALESCE(NEW.now_id, NEW.id); RETURN NEW;",
            )
        ]
        # By sound people look for the beginning: an index for LIKE, in any collation.
        indexes = [
            models.Index(fields=["parent", "stem"]),
            models.Index(
                OpClass(sound_at("pinyin"), name="text_pattern_ops"),
                name="divisions_division_sound",
            ),
            models.Index(
                fields=["initials"],
                opclasses=["varchar_pattern_ops"],
                name="divisions_division_initials",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args, **kwargs) -> None:
        self.set_derived()
        super().save(*args, **kwargs)
        # As the database has it.
        self.now_id = self.now_id or self.pk

    def clean(self) -> None:
        """One place entered by hand keeps to the same rule as an official list."""
        if self.pk and is_city_organs(self.code):
            self._clean_city_organs()
            return
        parent = self.parent.code if self.parent else ""
        if fault := fault_of(self.code, level=self.level, parent=parent):
            raise ValidationError({"code": fault})

    def _clean_city_organs(self) -> None:
        """It was made by the system itself, and groups stand on it."""
        if self.closed_on or self.successor or self.level != DivisionLevel.TOWNSHIP:
            raise ValidationError("市直不是区划，不能撤销、并入，也不能改级别。")

    def set_derived(self) -> None:
        """Name parts for search and sorting; bulk writers call this themselves."""
        self.stem = (village_stem if self.is_village else township_stem)(self.name)
        said = village_spoken(self.name) if self.is_village else self.stem
        self.pinyin, self.initials = pinyin(said), initials(said)
        self.is_placeholder = self.name.startswith("虚拟")

    @property
    def is_closed(self) -> bool:
        return self.closed_on is not None

    @property
    def names_of_once(self) -> list[str]:
        """Those of what went into it too, and the stems of all."""
        return [line for line in self.formerly.split("\n") if not line.isascii()]

    def once_sounding(self, sound: str) -> str:
        """The former name that begins with `sound`; "" where that of today does."""
        of_today = (self.pinyin.replace(" ", ""), self.initials)
        is_now = any(each.startswith(sound) for each in of_today)
        return "" if is_now else name_sounding(sound, self.formerly.split("\n"))

    def stood_on(self, day: date) -> bool:
        """Whether it was opened already, and not closed yet."""
        is_opened = self.opened_on is None or self.opened_on <= day
        return is_opened and (self.closed_on is None or self.closed_on > day)

    def with_once(self) -> list["Division"]:
        """Itself first, and each place that lives on in it today."""
        if not self.formerly:
            return [self]
        return [self, *self.once.exclude(pk=self.pk).order_by("code", "pk")]

    @property
    def is_village(self) -> bool:
        return self.level == DivisionLevel.VILLAGE

    @property
    def is_territory(self) -> bool:
        """Whether it is a place at all; 市直 is only where somebody belongs."""
        return not is_city_organs(self.code)

    @property
    def has_congress(self) -> bool:
        """Towns and townships have a congress; streets, farms and 沉湖 a liaison office."""
        return self.level == DivisionLevel.TOWNSHIP and self.name.endswith(("镇", "乡"))
