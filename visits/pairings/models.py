"""Which deputy is paired with which poor household (代表联系贫困户)."""

import pghistory
from django.db import models
from django.db.models import Q

from deputies.models import Person
from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.clocks.periods import HoldingQuerySet
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.constraints import (
    days_in_order,
)


class PairingQuerySet(HoldingQuerySet, ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        # What the township's groups have taken on, and whom anybody has taken on there.
        Role.PRESIDIUM: ("township", "household__township"),
        Role.SECRETARY: "group__organ",
        Role.DEPUTY: "person__user",
        Role.SUPERVISOR: ("township", "household__township"),
    }


@pghistory.track()
class HouseholdPairing(models.Model):
    """A deputy and the poor household he is paired with (代表联系贫困户)."""

    person = models.ForeignKey(
        Person, models.PROTECT, related_name="pairings", verbose_name="代表"
    )
    household = models.ForeignKey(
        Household, models.PROTECT, related_name="pairings", verbose_name="贫困户"
    )
    group = models.ForeignKey(
        DeputyGroup, models.PROTECT, related_name="pairings", verbose_name="小组"
    )
    township = models.ForeignKey(
        Division, models.PROTECT, related_name="+", verbose_name="乡镇"
    )
    since = models.DateField("结对日期", null=True, blank=True)
    until = models.DateField("解除日期", null=True, blank=True)
    plan = models.TextField("帮扶计划", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "代表联户"
        ordering = ["person__pinyin", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "household"],
                condition=Q(until=None),
                name="pairings_pairing_once_at_a_time",
                violation_error_message="该代表已联系此户",
            ),
            days_in_order("pairings_pairing_days_in_order", "解除日期不能早于结对日期"),
        ]

    def __str__(self) -> str:
        return f"{self.person}—{self.household}"
