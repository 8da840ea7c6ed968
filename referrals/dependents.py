"""Open matters go on with whatever takes the place of the body that had them."""

from collections.abc import Collection
from datetime import date

from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.accounts.succession import bodies_of, heirs, of_organs
from tianmen_congress.base.divisions.dependents import register_hanging
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging

from .actions.inheriting import held_by, inherit, see_from
from .actions.unit_merging import count_decisions, pass_sessions


def count(places: Collection[Division]) -> dict[int, int]:
    homes = dict(bodies_of(places).values_list("pk", "division"))
    found: dict[int, set[int]] = {}
    for organ, opinions in held_by(homes).items():
        found.setdefault(homes[organ], set()).update(opinions)
    return {place: len(opinions) for place, opinions in found.items()}


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    """Before the bodies go: some end, others are of the new place from then on."""
    pairs = heirs(old, new)
    moved = [inherit(gone, heir, on=on, by=by) for gone, heir in pairs]
    ending = [gone.pk for gone, _ in pairs]
    along = bodies_of([old]).exclude(pk__in=ending)
    moved += [see_from(body, new.parent if new.is_village else new) for body in along]
    return len(set().union(*moved))


def count_of_organs(organs: Collection[Organ]) -> dict[int, int]:
    held = held_by(organ.pk for organ in organs)
    return {organ: len(opinions) for organ, opinions in held.items()}


def move_of_organs(gone: Organ, heir: Organ, on: date, by: User | None) -> int:
    return len(inherit(gone, heir, on=on, by=by))


def move_decisions(gone: Organ, heir: Organ, on: date, by: User | None) -> int:
    return pass_sessions(gone, heir, by=by)


register_hanging(Hanging("opinions", "在办意见建议", "件", count, move, order=50))
of_organs.register(
    Hanging("opinions", "在办意见建议", "件", count_of_organs, move_of_organs, order=50)
)
of_organs.register(
    Hanging("items", "未交办的议题", "件", count_decisions, move_decisions, order=60)
)
