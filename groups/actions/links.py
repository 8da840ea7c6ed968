"""Which group a village is of, from day to day: on any day of one alone."""

from collections.abc import Callable, Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from groups.models import ONE_GROUP, DeputyGroup, GroupVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.rows.constraints import is_refused_by, taken_in_turn
from tianmen_congress.base.rows.hanging import Hanging, Hangings

from .membership import locked

ONE_DAY = timedelta(days=1)
# What the former group has on with a village: told to who moves it, and not moved.
of_links = Hangings()
# What rooms above end with a link, called with it and the first day without it.
LinkEnd = Callable[[GroupVillage, date], None]
link_ends: Registry[LinkEnd, LinkEnd] = Registry()


def on_link_end(act: LinkEnd) -> LinkEnd:
    """For rooms above: `act(link, on)`, in the transaction that ends a link."""
    link_ends.add(act)
    return act


def told(
    key: str,
    label: str,
    unit: str,
    count: Callable[[Collection[GroupVillage]], dict[int, int]],
    *,
    order: int,
) -> None:
    """For rooms above: by key of a link how much of it there is."""
    of_links.register(Hanging(key, label, unit, count, _stays, order))


def _stays(link: GroupVillage, into: object, on: date, by: User | None) -> int:
    return 0


def told_of(link: GroupVillage) -> list[str]:
    return of_links.in_words(of_links.on([link])[link.pk])


@transaction.atomic
def link_village(
    group: DeputyGroup, village: Division, *, by: User, since: date | None = None
) -> GroupVillage:
    """Link a village of the group's own township to it.

    Without a day it is so of old, or from today where the village was another's before.
    """
    group = locked(group, by)
    _check_place(group, village)
    if since is None and village.group_links.exists():
        since = today()
    return begin_link(group, village, since=since)


@transaction.atomic
def unlink_village(link: GroupVillage, *, by: User, until: date) -> GroupVillage:
    """The group is linked to the village up to and with `until`."""
    locked(link.group, by)
    return _end(link, until)


@transaction.atomic
def move_village(
    link: GroupVillage, *, into: DeputyGroup, by: User, since: date
) -> GroupVillage:
    """The village is of the group `into` from `since`, of the former up to the day
    before; what its deputies do there is theirs to go on with."""
    # In one order, so that two people do not wait for each other in a circle.
    for group in sorted((link.group, into), key=lambda group: group.pk):
        locked(group, by)
    if into == link.group:
        raise ValidationError(f"{link.village}就是由{into}联系，请选择另一个小组。")
    _check_place(into, link.village)
    if link.since and since <= link.since:
        raise ValidationError(
            f"起始日期须晚于原小组的联系日期（{link.since:%Y-%m-%d}）。"
        )
    _end(link, since - ONE_DAY)
    return begin_link(into, link.village, since=since)


def begin_link(
    group: DeputyGroup,
    village: Division,
    *,
    since: date | None,
    until: date | None = None,
) -> GroupVillage:
    """Write a link. Whose the village is on these days is told, and to the second of
    two who write at one moment too: the database lets one through."""
    taken_in_turn(Division.objects.filter(pk=village.pk))
    try:
        with transaction.atomic():
            return GroupVillage.objects.create(
                group=group, village=village, since=since, until=until
            )
    except IntegrityError as error:
        if not is_refused_by(ONE_GROUP, error):
            raise
    raise ValidationError(_whose(village, group, since or date.min))


def _check_place(group: DeputyGroup, village: Division) -> None:
    if not group.township.is_territory:
        raise ValidationError("市直的小组不设联系村，走访到哪个村就登记哪个村。")
    if village.parent_id != group.township_id or village.is_placeholder:
        raise ValidationError(f"{village}不是{group.township}的村（社区）。")


def _end(link: GroupVillage, until: date) -> GroupVillage:
    link.refresh_from_db(fields=["until"])
    if link.until:
        raise ValidationError(f"已于{link.until:%Y年%m月%d日}终止联系。")
    if link.since and until < link.since:
        raise ValidationError(f"终止日期不能早于联系日期（{link.since:%Y-%m-%d}）。")
    link.until = until
    link.save()
    for act in link_ends:
        act(link, until + ONE_DAY)
    return link


def _whose(village: Division, group: DeputyGroup, since: date) -> str:
    """Why it is not free from `since`: the group that has it, and for how long."""
    links = village.group_links.filter(lasting(since)).select_related("group")
    link = links.order_by("since", "pk").first()
    whose = "本小组" if link.group == group else str(link.group)
    if link.since and link.since > since:
        return f"{village}自{link.since:%Y-%m-%d}起由{whose}联系，请核对日期。"
    if link.until:
        return f"{village}到{link.until:%Y-%m-%d}为止由{whose}联系，请核对日期。"
    hint = "。" if link.group == group else "，请在该小组办理“改由其他小组联系”。"
    return f"{village}已由{whose}联系{hint}"
