"""The end of a group, and what becomes of what hangs on it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max

from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.accounts.succession import end_organ, end_posts, of_organs
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.rows.hanging import Hangings

from .founding import demand_that_he_keeps
from .links import begin_link

# What hangs on a group: `move` ends it where no other group takes it.
of_groups = Hangings()
# Rights are not handed on by who keeps the books: these end with the group.
POSTS = "posts"


@transaction.atomic
def dissolve_group(
    group: DeputyGroup, *, by: User, on: date, into: DeputyGroup | None = None
) -> dict[str, int]:
    """From `on` there is no such group; what it was and did stays on record.

    What goes on does so with `into`, or ends where there is none. Open matters cannot
    end: they need a group that takes them. By kind how much moved or ended.
    """
    group = DeputyGroup.objects.select_for_update(of=["self"]).get(pk=group.pk)
    if group.dissolved_on:
        raise ValidationError(f"该小组已于{group.dissolved_on:%Y年%m月%d日}撤销。")
    demand_that_he_keeps(group, by)
    _check_nothing_came_later(group, on - timedelta(days=1))
    _check_into(group, into, on)
    moved = of_groups.move(group, into, on, by) | _pass_matters(group, into, on, by)
    group.teams.filter(is_active=True).update(is_active=False)
    end_posts(group.organ, on=on)
    end_organ(group.organ, on=on)
    group.dissolved_on = on
    group.version += 1
    group.save()
    return moved


def hanging_on(group: DeputyGroup) -> dict[str, int]:
    """By kind how much of it goes on elsewhere, or ends."""
    return of_groups.on([group])[group.pk] | _matters(group)


def hanging_in_words(counts: dict[str, int]) -> list[str]:
    return [*of_groups.in_words(counts), *of_organs.in_words(counts)]


def _matters(group: DeputyGroup) -> dict[str, int]:
    """What its organ has in hand, in the name of the group."""
    counts = of_organs.on([group.organ])[group.organ_id]
    return {key: many for key, many in counts.items() if key != POSTS}


def _check_into(group: DeputyGroup, into: DeputyGroup | None, on: date) -> None:
    if into is None and (open_ones := of_organs.in_words(_matters(group))):
        raise ValidationError(
            f"该小组还有{'、'.join(open_ones)}，请选择由哪个小组接着办理。"
        )
    is_there = into and into.dissolved_on is None and into != group
    if into and not (is_there and into.township_id == group.township_id):
        raise ValidationError(f"请选择{group.township}另一个现有的小组。")


def _pass_matters(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User
) -> dict[str, int]:
    if into is None:
        return {}
    rest = (each for each in of_organs.in_order() if each.key != POSTS)
    moved = {each.key: each.move(group.organ, into.organ, on, by) for each in rest}
    return {key: many for key, many in moved.items() if many}


def pass_members(group: DeputyGroup, into: DeputyGroup | None, *, on: date) -> int:
    """They leave the group; in the other one they hold no office yet."""
    rows = list(group.memberships.select_for_update().filter(lasting(on)))
    there = _held_by(into, on)
    for row in rows:
        if into and row.person_id not in there:
            last = into.memberships.aggregate(last=Max("order"))["last"] or 0
            GroupMembership.objects.create(
                group=into, person_id=row.person_id, order=last + 1, since=on
            )
        _end(row, on)
    return len(rows)


def pass_villages(group: DeputyGroup, into: DeputyGroup | None, *, on: date) -> int:
    rows = group.village_links.select_for_update(of=["self"]).filter(lasting(on))
    rows = list(rows.select_related("village"))
    for row in rows:
        until = row.until
        _end(row, on)
        if into:
            begin_link(into, row.village, since=on, until=until)
    return len(rows)


def _held_by(group: DeputyGroup | None, on: date) -> set[int]:
    if group is None:
        return set()
    return set(group.memberships.filter(lasting(on)).values_list("person", flat=True))


def _end(row: GroupMembership | GroupVillage, on: date) -> None:
    row.until = on - timedelta(days=1)
    row.save(update_fields=["until"])


def _check_nothing_came_later(group: DeputyGroup, last_day: date) -> None:
    joined = group.memberships.filter(since__gt=last_day)
    linked = group.village_links.filter(since__gt=last_day)
    did = group.activities.held().filter(held_on__gt=last_day)
    if late := joined.select_related("person").first():
        raise ValidationError(f"{late.person}在撤销日期之后才加入，请核对日期。")
    if late := linked.select_related("village").first():
        raise ValidationError(f"{late.village}在撤销日期之后才联系，请核对日期。")
    if late := did.first():
        raise ValidationError(f"撤销日期之后还开展了活动“{late}”，请核对日期。")
