"""Figures of poor villages and households."""

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked, Figure, register_figure

from .enums import PovertyState
from .models import PoorVillage
from .queries import search_households


def count_households(user: User, asked: Asked) -> dict[str, int]:
    rows = asked.placed_then(search_households(user=user))
    counted = {state.value: rows.filter(state=state).count() for state in PovertyState}
    return {"total": sum(counted.values()), **counted}


def count_poor_villages(user: User, asked: Asked) -> int:
    rows = PoorVillage.objects.visible_to(user)
    path = "village__now__parent__now" if asked.is_by_now else "township"
    return asked.placed(rows, path).count()


def address(name: str, asked: Asked, **more) -> str:
    """The list, narrowed to the township asked for; it knows no campaign and no days."""
    return reverse(name) + asked.of_place.query(**more)


def households_of(asked: Asked, **more) -> str:
    """The list of those who lived there on the last day, or live there today."""
    is_of_then = asked.township and asked.as_of and not asked.is_by_now
    day = {"lived_on": asked.last_day} if is_of_then else {}
    return address("poverty:household_list", asked, **day, **more)


register_figure(
    Figure(
        "poor_households",
        "贫困户",
        "在册的建档立卡贫困户，不含作废的",
        unit="户",
        count=count_households,
        address=lambda asked, part: households_of(asked, state=part),
        parts={state.value: str(state.label) for state in PovertyState},
        roles=READERS,
        order=310,
    )
)
register_figure(
    Figure(
        "poor_villages",
        "贫困村",
        "认定为贫困村的村，含已出列的",
        count=count_poor_villages,
        address=lambda asked, part: address("poverty:village_list", asked),
        roles=READERS,
        order=300,
    )
)
