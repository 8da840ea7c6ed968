"""What becomes of a place: another name, or another place in which it lives on.

See docs/decisions/0024: what is certain holds at once, all else is proposed here and
confirmed by the office.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction

from .dependents import hangings, namesakes
from .enums import DivisionLevel
from .models import Division
from .names import initials, is_called_alike, pinyin, township_stem, village_stem

# More than these nobody reads through; whoever knows better chooses by name.
MOST_PROPOSED = 5


def rename(division: Division, name: str, *, on: date | None) -> None:
    """Call it `name` from `on`, with all that is called after it; None: it was only
    written wrong, and so were they. Saves what is called after it, not the place."""
    old = division.name
    division.rename(name, on=on)
    division.formerly = _searched([*division.all_names[1:], *_names_of_once(division)])
    if name == old:
        return
    for follow in namesakes.values():
        if division.pk:
            follow(division, old, on)


def take_over_certain(*, on: date) -> int:
    """Let each closed village live on where there is no doubt about it: in the one
    place of its name that its township has new from `on`. Returns how many."""
    closed = Division.objects.villages().filter(closed_on__lte=on, successor=None)
    opened = Division.objects.villages().current().filter(opened_on=on)
    old, new = _by_name(closed), _by_name(opened)
    pairs = [
        (old[key][0], new[key][0])
        for key in old
        if len(old[key]) == 1 and len(new.get(key, ())) == 1
    ]
    for before, after in pairs:
        succeed(before, after)
    return len(pairs)


def _by_name(places: Iterable[Division]) -> dict[tuple, list[Division]]:
    found = defaultdict(list)
    for place in places:
        found[place.parent_id, place.stem].append(place)
    return found


@transaction.atomic
def succeed(
    old: Division, new: Division, *, by: models.Model | None = None
) -> dict[str, int]:
    """Let `old`, which is closed, live on in `new`: what hangs on it moves there as of
    the day on which it was closed, in the name of `by`. Returns by kind how many rows
    moved.

    Raises ValidationError where `old` stands or has a successor already, or `new` is
    closed or a place of another kind.
    """
    # One after the other: what hangs there would be moved twice.
    old = Division.objects.select_for_update().get(pk=old.pk)
    new = Division.objects.select_for_update().get(pk=new.pk)
    if reason := why_not(old, new):
        raise ValidationError(reason)
    moved = hangings.move(old, new, old.closed_on, by)
    old.successor = new
    old.save(update_fields=["successor"])
    Division.objects.filter(now=old).update(now=new)
    new.formerly = _searched([*new.all_names[1:], *_names_of_once(new)])
    new.save(update_fields=["formerly"])
    return moved


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of a list of places: where each lives on, and why some do not yet."""

    moved: Counter = field(default_factory=Counter)
    places: dict[Division, Division] = field(default_factory=dict)
    refused: dict[int, str] = field(default_factory=dict)

    @property
    def moved_in_words(self) -> list[str]:
        return hangings.in_words(self.moved)


@transaction.atomic
def succeed_each(
    pairs: Collection[tuple[Division, Division]], *, by: models.Model | None
) -> Settled:
    """Let the first of each pair live on in the second, townships first. One that is
    refused keeps back none of the others."""
    keys = {place.pk for pair in pairs for place in pair}
    # In one order, so that two people do not wait for each other in a circle.
    list(Division.objects.select_for_update().filter(pk__in=keys).order_by("pk"))
    settled = Settled()
    for old, new in sorted(pairs, key=lambda pair: pair[0].is_village):
        try:
            settled.moved.update(succeed(old, new, by=by))
        except ValidationError as refusal:
            settled.refused[old.pk] = "；".join(refusal.messages)
        else:
            settled.places[old] = new
    return settled


def why_not(old: Division, new: Division) -> str:
    """Why `new` cannot be what becomes of `old`; "" if nothing speaks against it."""
    if not old.is_closed:
        return f"{old}没有撤销，不需要继任区划"
    if old.successor_id:
        return f"{old}已并入{old.successor}，不能再改"
    if new.is_closed:
        return f"{new}已撤销，请选择现有的区划"
    if new.level != old.level:
        return f"{new}和{old}级别不同，请选择同一级别的区划"
    if not new.is_territory or not old.is_territory:
        return "市直不是区划，不能并入或者被并入"
    return ""


def unsettled() -> list[Division]:
    """Closed places of which nobody has said yet where they live on."""
    rows = Division.objects.filter(
        level__in=(DivisionLevel.TOWNSHIP, DivisionLevel.VILLAGE), successor=None
    )
    rows = rows.exclude(closed_on=None).select_related("parent__now")
    return list(rows.order_by("code", "closed_on"))


def hanging_on(places: Collection[Division]) -> dict[int, dict[str, int]]:
    """By key of a place what hangs on it, by kind; kinds with nothing are left out."""
    return hangings.on(places)


def proposed(closed: Collection[Division]) -> dict[int, list[Division]]:
    """By key of a closed place where it may live on, the likeliest first.

    Told by the code, which may have passed on with the place; by the characters that
    the name shares with a new one, as merged villages are called after both; by the
    place in the list.
    """
    homes = {place.parent.now_id for place in closed if place.parent_id}
    near = Division.objects.current().filter(parent__in=homes, is_placeholder=False)
    by_home: dict[int, list[Division]] = defaultdict(list)
    for place in near.select_related("parent").order_by("code"):
        by_home[place.parent_id].append(place)
    return {
        place.pk: _likeliest(place, by_home[place.parent.now_id])
        for place in closed
        if place.parent_id
    }


def _likeliest(old: Division, near: list[Division]) -> list[Division]:
    alike = [place for place in near if place.level == old.level]
    return sorted(alike, key=lambda place: _distance(old, place))[:MOST_PROPOSED]


def _distance(old: Division, new: Division) -> tuple:
    """The smaller the likelier. A place that kept its name was called after nobody."""
    is_new = old.closed_on in (new.opened_on, new.renamed_on)
    shared = (Counter(old.stem) & Counter(new.stem)).total() if is_new else 0
    return (
        not is_called_alike(old.name, new.name),
        new.code != old.code,
        -shared,
        abs(int(new.code) - int(old.code)),
    )


def _names_of_once(division: Division) -> list[str]:
    """Names of the places that live on in it."""
    once = Division.objects.filter(now=division).exclude(pk=division.pk)
    return [name for place in once for name in place.all_names]


def _searched(names: Iterable[str]) -> str:
    """What a place is found by beside its name, a line each, between line breaks."""
    said: dict[str, None] = {}
    for name in names:
        stems = {village_stem(name), township_stem(name)}
        sounds = [pinyin(stem).replace(" ", "") for stem in stems]
        said |= dict.fromkeys([name, *stems, *sounds, *map(initials, stems)])
    return "\n".join(["", *said, ""]) if said else ""
