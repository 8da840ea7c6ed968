"""Finding a place by the name that somebody wrote."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Q

from tianmen_congress.base.cells import bare, holds
from tianmen_congress.base.rows.naming import NamedOverTime

from .models import Division, DivisionQuerySet
from .names import is_community, township_stem, village_stem


def find_townships(name: str) -> list[Division]:
    """Every current township that `name` may mean; one when it is clear."""
    return _called(name, Division.objects.townships())


def find_homes(name: str) -> list[Division]:
    """The same of where somebody belongs: 市直机关代表团 is 市直."""
    return _called(name, Division.objects.homes())


def _called(name: str, places: DivisionQuerySet) -> list[Division]:
    rows = places.current()
    found = list(rows.filter(name=bare(name))) or _alike(rows, name, township_stem)
    return found or _once_called(rows, bare(name), township_stem(name))


def find_villages(name: str, *, township: Division) -> list[Division]:
    """Every current village of `township` that `name` may mean; one when it is clear.

    Where a place has both a community and a village, 汪场社区 and 汪场村 say which;
    汪场 alone does not. A former name, or that of a place that went into another, means
    what it is today, wherever that lies. 市直 has no villages: there it may be any, as
    written with its township.
    """
    if not township.is_territory:
        return find_villages_anywhere(name)
    current = Division.objects.villages().current()
    rows = current.filter(parent=township)
    exact = list(rows.filter(name=bare(name)))
    if exact:
        return exact
    led = current.filter(Q(parent=township) | Q(once__parent__now=township)).distinct()
    found = _of_the_kind_named(_alike(rows, name, village_stem), name)
    return _with_once_called(found, led, name)


def find_villages_anywhere(name: str) -> list[Division]:
    """Current villages that `name` may mean, where it may say the township before it.

    多宝镇青山村 and 多宝青山 are one place; 青山村 alone may be in several townships.
    """
    name, found = bare(name), []
    for township, own in behind_townships(name):
        found += find_villages(own, township=township)
    if found:
        return list({village.pk: village for village in found}.values())
    rows = Division.objects.villages().current().select_related("parent")
    exact = list(rows.filter(name=name).order_by("code"))
    if exact:
        return exact
    alike = _of_the_kind_named(_alike(rows, name, village_stem), name)
    return _with_once_called(alike, rows, name)


def closed_villages(township: Division) -> list[Division]:
    """Each village that was in what `township` is today, and is there no more."""
    rows = Division.objects.villages().filter(parent__now=township)
    rows = rows.exclude(closed_on=None).select_related("parent__now", "now")
    return list(rows.order_by("code", "closed_on"))


def stood_then(
    name: str, *, on: date, gone: Iterable[Division], there: Iterable[Division]
) -> list[Division]:
    """What `name` meant on a day, of the closed villages `gone` and of those `there`
    which it means today; nothing where it meant none of `gone`."""
    then = [
        place for place in gone if place.stood_on(on) and was_called(place, name, on)
    ]
    if not then:
        return []
    then += [
        place for place in there if place.stood_on(on) and was_called(place, name, on)
    ]
    exact = [place for place in then if place.name_on(on) == bare(name)]
    return exact or _of_the_kind_named(then, name)


def was_called(place: Division, name: str, on: date) -> bool:
    """Whether `place` was called `name` on a day, but for the ending."""
    called = place.name_on(on)
    return called == bare(name) or village_stem(called) == village_stem(name)


def called_so(name: str, place: Division) -> list[Division]:
    """Of what lives on where `place` does: all that was ever called `name`."""
    family = family_of(place)
    stem = village_stem(_without_township(name, family[0]))
    return [
        each
        for each in family
        if stem in {village_stem(called) for called in each.all_names}
    ]


def family_of(place: Division) -> list[Division]:
    """What `place` is today, and each place that lives on in that."""
    return now_of(place).with_once()


def now_of(place: Division) -> Division:
    """What `place` is today; without a query where it is itself."""
    return place if place.now_id == place.pk else place.now


def behind_townships(name: str) -> list[tuple[Division, str]]:
    """Each current township that may stand at the beginning of `name`, with the rest."""
    name = bare(name)
    return [
        (township, own)
        for township in Division.objects.townships().current()
        for own in {name.removeprefix(each) for each in said_of(township)}
        if own and own != name
    ]


def says_township(name: str, township: Division) -> bool:
    """Whether `name` begins with a name that `township` has or had, or with its stem."""
    return any(bare(name).startswith(each) for each in said_of(township))


def full_names_of(township: Division) -> list[str]:
    """What it is called, and what it once was, with the endings: 石家河镇, 石河镇."""
    once = [name for name in said_of(township) if township_stem(name) != name]
    return list(dict.fromkeys([township.name, *sorted(once)]))


def names_of(row: NamedOverTime, place: Division | None) -> list[str]:
    """What a body or a group of `place` is and was called, and what it would be by a
    former name of the place: one founded since is listed in papers of before by that."""
    rest = row.name.removeprefix(place.name) if place else row.name
    once = place.all_names if rest != row.name else ()
    return list(dict.fromkeys([*row.all_names, *(f"{name}{rest}" for name in once)]))


def said_of(township: Division) -> set[str]:
    """How a township may stand before the name of a village."""
    once = {line for line in township.formerly.split("\n") if line}
    return {township.name, township.stem} | {s for s in once if not s.isascii()}


def closed_without_successor(name: str, *, township: Division) -> list[Division]:
    """Closed villages of `township` that `name` means and that nobody has said the
    successor of; asked where no current one is found (see `find_villages`)."""
    rows = Division.objects.villages().filter(parent__now=township, successor=None)
    rows = rows.exclude(closed_on=None).select_related("parent__now")
    exact = list(rows.filter(name=bare(name)).order_by("code"))
    found = exact or _alike(rows, name, village_stem)
    return found or _once_called(rows, bare(name), village_stem(name))


def led_in_words(name: str, place: Division) -> str:
    """Why `place` was found by `name`, which is none of its names of today; "" where
    only the ending differs: 东河村现为东岭村委会。"""
    if not place.formerly:
        return ""
    name = _without_township(name, place)
    stem = (village_stem if place.is_village else township_stem)(name)
    is_former = {name, stem} & set(place.formerly.split("\n"))
    return f"“{name}”现为{place.name}" if stem != place.stem and is_former else ""


def holds_name(text: str, *, of: str = "") -> Q:
    """That a name of the place at `of` holds `text`: today's, a former one, or that of
    a place that went into it."""
    return holds(f"{of}name", text) | holds(f"{of}formerly", text)


def begins_once(sound: str) -> Q:
    """That the sound or the initials of such a former name begin with `sound`."""
    return Q(formerly__contains=f"\n{sound}")


def _without_township(name: str, place: Division) -> str:
    """青山村 of 多宝镇青山村, where `place` is in 多宝镇; 石河村 of 石河镇 stays."""
    name = bare(name)
    if village_stem(name) in {place.stem, *place.formerly.split("\n")}:
        return name
    before = said_of(place.parent) if place.parent else ()
    fits = [each for each in before if name.startswith(each) and name != each]
    return name.removeprefix(max(fits, key=len, default=""))


def _with_once_called(
    found: list[Division], rows: DivisionQuerySet, name: str
) -> list[Division]:
    """`found`, and what was once called exactly so: none of them is taken for the
    other without a word. Where nothing is found, what was called alike."""
    exact = _once_called(rows, bare(name), "")
    others = exact or ([] if found else _once_called(rows, "", village_stem(name)))
    return list({place.pk: place for place in [*found, *others]}.values())


def _once_called(rows: DivisionQuerySet, *names: str) -> list[Division]:
    said = [Q(formerly__contains=f"\n{name}\n") for name in names if name]
    return list(rows.filter(reduce(or_, said)).order_by("code")) if said else []


def _alike(rows, name, stem) -> list[Division]:
    # As written too: the stem that is stored may still have an ending.
    return list(rows.filter(stem__in={stem(name), bare(name)}).order_by("code"))


def _of_the_kind_named(rows: list[Division], name: str) -> list[Division]:
    kind = is_community(name)
    return [row for row in rows if is_community(row.name) is kind] or rows
