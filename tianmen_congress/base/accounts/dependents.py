"""Bodies are called after the place that they are of, and go with it."""

from collections.abc import Collection
from datetime import date

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import (
    register_hanging,
    register_namesake,
)
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from . import succession
from .models import Organ, Post, User


@register_namesake
def rename_organs(place: Division, old: str, on: date | None) -> int:
    """渔薪镇人大主席团 goes with 渔薪镇: the same body, under the new name from `on`."""
    organs = Organ.objects.filter(division=place, until=None, name__startswith=old)
    for organ in organs:
        organ.rename(place.name + organ.name.removeprefix(old), on=on)
        organ.save(update_fields=["name", "former_names"])
    return len(organs)


def count_posts(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many there are, for whoever says where the place went
    rows = Post.objects.current(today()).filter(
        organ__in=succession.bodies_of(places).values("pk")
    )
    return by_key(rows, "organ__division")


def move_posts(old: Division, new: Division, on: date, by: User | None) -> int:
    """Those of a presidium stay: who is to keep which books the office says."""
    return sum(
        succession.pass_posts(gone, heir, on=on)
        for gone, heir in succession.heirs(old, new)
        if gone.kind not in succession.KEEPERS
    )


def count_organs(places: Collection[Division]) -> dict[int, int]:
    return by_key(succession.bodies_of(places), "division")


def move_organs(old: Division, new: Division, on: date, by: User | None) -> int:
    """What `new` has too ends; what it has not goes along."""
    ending = {gone.pk for gone, _ in succession.heirs(old, new)}
    organs = list(succession.bodies_of([old]))
    for organ in organs:
        if organ.pk in ending:
            succession.end_organ(organ, on=on)
        else:
            succession.bring_along(organ, old, new, on=on)
    return len(organs)


def count_posts_of(organs: Collection[Organ]) -> dict[int, int]:
    # unscoped: how many there are, for whoever closes the body
    rows = Post.objects.current(today()).filter(organ__in=organs)
    return by_key(rows, "organ")


def move_posts_of(gone: Organ, heir: Organ, on: date, by: User | None) -> int:
    return succession.pass_posts(gone, heir, on=on)


# Bodies last: until then they tell who takes over from whom.
register_hanging(Hanging("posts", "岗位", "个", count_posts, move_posts, order=40))
register_hanging(Hanging("organs", "机构", "个", count_organs, move_organs, order=90))
succession.of_organs.register(
    Hanging("posts", "岗位", "个", count_posts_of, move_posts_of, order=40)
)
