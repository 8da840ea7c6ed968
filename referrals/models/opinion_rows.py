"""Which opinions somebody sees, and what may be asked of many at once."""

from collections.abc import Collection
from datetime import date

from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from referrals.enums import ENDED, HELPED
from tianmen_congress.base.access.scope import (
    ALL,
    Current,
    Role,
    ScopedQuerySet,
    Unless,
    along,
)
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.lights import Light
from visits.models import Visit
from visits.receptions.models import Reception

from .accused import about

# Whoever was there when it was said knows it anyway, and reads what became of it; not
# where somebody spoke in confidence, nor of an outing that was struck off.
KEPT_BACK = ("is_anonymous", "is_confidential", "category__hides_source")


def heard_on(source: str, of: str = "") -> Unless:
    """The path to the deputies of the outing or reception `source` at which the row at
    `of` was heard."""
    names = dict.fromkeys(
        (f"{at}{name}" for at in {of, ""} for name in KEPT_BACK), True
    )
    struck_off = {f"{source}__voided_at__isnull": False}
    return Unless(f"{source}__deputies__user", tuple((names | struck_off).items()))


class OpinionQuerySet(ScopedQuerySet):
    scope = {
        Role.OFFICE: ALL,
        Role.LEADER: ALL,
        Role.PRESIDIUM: ("township", "parties__local_township"),
        Role.SECRETARY: ("group__organ", "parties__organ"),
        Role.DEPUTY: (
            "proposers__person__user",
            "merged__proposers__person__user",
            heard_on("source_visit"),
            heard_on("merged__source_visit", "merged__"),
            heard_on("source_reception"),
            heard_on("merged__source_reception", "merged__"),
        ),
        Role.SUPERVISOR: "township",
        # What was taken from a unit again is a `Recall` to it, and no opinion.
        Role.UNIT: Current("parties__organ", "parties"),
    }

    def kept_from(self, user: User) -> Q | None:
        return about(user)

    def open(self):
        return self.exclude(state__in=ENDED)

    def paused_by(self, asker: str):
        """Whose time stands still now, by a pause of `asker`."""
        mine = self._rows_of("clocks").filter(
            pauses__asked_as=asker, pauses__until=None
        )
        return self.open().filter(Exists(mine), is_paused=True)

    def with_witness(self, user: User):
        """Adds `was_heard`: whether `user` was there when it was said (`was_there`)."""
        return self.annotate(
            was_heard=ExpressionWrapper(
                witnessed_by(user), output_field=models.BooleanField()
            )
        )

    def with_urges(self, organs: Collection[int] | None = None):
        """Adds `open_urges`: how many times it was urged to no effect yet.

        With `organs` only what was said to one of these counts.
        """
        own = self._rows_of("urges").filter(settled_on=None)
        if organs is not None:
            own = own.filter(organ__in=organs)
        many = own.order_by().values("opinion").annotate(many=Count("pk"))
        return self.annotate(open_urges=Coalesce(Subquery(many.values("many")), 0))

    def with_own_deadline(self, organs: Collection[int]):
        """Adds `own_due_on` and `own_yellow_on`: by when whoever looks has to act.

        And `is_beside`: whether he handles it beside the lead unit.

        One of `organs` that handles beside the lead unit has a time of its own, and
        none any more once its part is given. For all others it is the opinion's day.
        """
        if not organs:
            return self.annotate(
                own_due_on=F("due_on"),
                own_yellow_on=F("yellow_on"),
                is_beside=Value(False),
            )
        beside = self._rows_of("assignments").filter(
            unit__in=organs, is_lead=False, ended_on=None
        )
        clocks = self._rows_of("clocks").filter(organ__in=organs, stopped_on=None)
        nearest = clocks.order_by("due_on", "pk")
        is_beside = Q(Exists(beside), state__in=HELPED)
        is_beside &= ~Q(lead_unit__in=organs) & ~Q(handler__in=organs)
        own = {
            f"own_{name}": Case(
                When(is_beside, then=Subquery(nearest.values(name)[:1])),
                default=F(name),
            )
            for name in ("due_on", "yellow_on")
        }
        helping = ExpressionWrapper(is_beside, output_field=models.BooleanField())
        return self.annotate(**own, is_beside=helping)

    def _rows_of(self, name: str):
        """What hangs on each opinion, for a subquery."""
        related = self.model._meta.get_field(name).related_model
        return related._base_manager.filter(opinion=OuterRef("pk"))

    def late_by_law(self, on: date):
        """Unanswered when the law's own time was over, before `on`."""
        return self.open().filter(law_due_on__lt=on)

    def with_light(self, light: str, on: date, *, whose: str = ""):
        """Opinions whose running deadline shows `light` on `on`.

        With `whose="own_"` the deadline is that of `with_own_deadline`.
        """
        due, yellow = f"{whose}due_on", f"{whose}yellow_on"
        rows = self.open().filter(**{f"{due}__isnull": False})
        if light == Light.RED:
            return rows.filter(**{f"{due}__lt": on})
        rows = rows.filter(**{f"{due}__gte": on})
        if light == Light.PAUSED:
            return rows.filter(is_paused=True)
        rows = rows.filter(is_paused=False)
        near = "lte" if light == Light.YELLOW else "gt"
        return rows.filter(**{f"{yellow}__{near}": on})


def witnessed_by(user: User) -> Q:
    """That `user` was on the outing, or at the reception, at which the opinion, or one
    merged into it, was heard."""
    own = OuterRef("pk")
    heard = Q(opinions=own) | Q(opinions__merged_into=own)
    # unscoped: only whether the user himself took part
    outings = Visit.objects.filter(heard, deputies__user=user)
    # unscoped: the same
    receptions = Reception.objects.filter(heard, deputies__user=user)
    return Q(Exists(outings)) | Q(Exists(receptions))


class OfOpinionQuerySet(ScopedQuerySet):
    """Rows of an opinion, seen by whoever sees the opinion."""

    scope = along("opinion", OpinionQuerySet.scope)
    # Where the opinion stands, seen from a row.
    path = "opinion__"

    def kept_from(self, user: User) -> Q | None:
        return about(user, self.path)
