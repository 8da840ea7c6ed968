"""How many households deputies are paired with, and what they did for them."""

from collections import Counter

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked, Figure, register_figure

from . import queries
from .enums import DeedKind


def count_deeds(user: User, asked: Asked) -> dict[str, int]:
    rows = asked.fitting(queries.deeds(user=user), day="day").order_by()
    counts = Counter(rows.values_list("kind", flat=True))
    return {"total": counts.total(), **{kind: counts[kind] for kind in DeedKind}}


def count_effects(user: User, asked: Asked) -> int:
    return asked.fitting(queries.effects(user=user), day="day").count()


def deeds_of(asked: Asked, part: str) -> str:
    kind = {} if part in ("", "total") else {"kind": part}
    return reverse("pairings:deeds") + asked.query(**kind)


register_figure(
    Figure(
        "deeds",
        "办实事",
        "代表为结对户办的实事，按办理日期计，作废的不计；一件只计一次",
        unit="件",
        count=count_deeds,
        address=deeds_of,
        parts=dict(DeedKind.choices),
        roles=READERS,
        order=320,
    )
)
register_figure(
    Figure(
        "effects",
        "帮扶成效",
        "结对户帮扶措施取得的成效，按成效日期计，作废的不计",
        unit="条",
        count=count_effects,
        address=lambda asked, part: reverse("pairings:effects") + asked.query(),
        roles=READERS,
        order=321,
    )
)
