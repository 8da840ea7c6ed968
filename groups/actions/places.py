"""A place of groups went into another one: they and their links go on there."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from groups.models import DeputyGroup, FormerTownship, GroupVillage
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.divisions.models import Division

from .links import ONE_DAY, begin_link


@transaction.atomic
def pass_links(old: Division, new: Division, *, on: date) -> int:
    """Who was linked to `old`, which is no more, is linked to `new` from `on`.

    Where `new` has a group of its own it stays with that one: two villages that were
    of two groups become one village of one.
    """
    links = GroupVillage.objects.select_for_update(of=["self"]).filter(village=old)
    links = list(links.filter(lasting(on)).select_related("group").order_by("pk"))
    for link in links:
        _pass_on(link, new, on)
        link.group.version += 1
        link.group.save(update_fields=["version"])
    return len(links)


def _pass_on(link: GroupVillage, new: Division, on: date) -> None:
    """A link that began when the place was no more stands for one day there."""
    last_day, begun = on - ONE_DAY, max(link.since or on, on)
    others = new.group_links.filter(lasting(begun))
    if not others.on(begun).exists():
        next_one = others.order_by("since").first()
        ends = [link.until, next_one and next_one.since - ONE_DAY]
        until = min(filter(None, ends), default=None)
        begin_link(link.group, new, since=begun, until=until)
    link.until = max(last_day, link.since or last_day)
    link.save(update_fields=["until"])


@transaction.atomic
def bring_groups(old: Division, new: Division, *, on: date) -> int:
    """Groups of `old`, which is no more, go on in `new` under their names, with the
    next numbers there."""
    rows = DeputyGroup.objects.select_for_update(of=["self"]).filter(township=old)
    groups = list(rows.existing(on).select_related("organ").order_by("number"))
    # Numbers of groups that were dissolved are not given again.
    there = DeputyGroup.objects.filter(township=new)
    last = there.aggregate(last=Max("number"))["last"] or 0
    FormerTownship.objects.bulk_create(
        FormerTownship(group=group, township=old, number=group.number, until=on)
        for group in groups
    )
    for number, group in enumerate(groups, start=last + 1):
        group.township, group.number = new, number
        group.version += 1
        group.save(update_fields=["township", "number", "version"])
        group.organ.division, group.organ.order = new, number
        group.organ.save(update_fields=["division", "order"])
    return len(groups)
