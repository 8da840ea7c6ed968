"""Finding a place by the name that somebody wrote."""

from functools import reduce
from operator import or_

from django.db.models import Q

from tianmen_congress.base.cells import bare, holds

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
    for township in Division.objects.townships().current():
        for own in {name.removeprefix(each) for each in _said_of(township)}:
            if own and own != name:
                found += find_villages(own, township=township)
    if found:
        return list({village.pk: village for village in found}.values())
    rows = Division.objects.villages().current().select_related("parent")
    exact = list(rows.filter(name=name).order_by("code"))
    if exact:
        return exact
    alike = _of_the_kind_named(_alike(rows, name, village_stem), name)
    return _with_once_called(alike, rows, name)


def says_township(name: str, township: Division) -> bool:
    """Whether `name` begins with a name that `township` has or had, or with its stem."""
    return any(bare(name).startswith(each) for each in _said_of(township))


def _said_of(township: Division) -> set[str]:
    """How a township may stand before the name of a village."""
    once = {line for line in township.formerly.split("\n") if line}
    return {township.name, township.stem} | {s for s in once if not s.isascii()}


def closed_without_successor(name: str, *, township: Division) -> list[Division]:
    """Closed villages of `township` that `name` means and that nobody has said the
    successor of; asked where no current one is found (see `find_villages`)."""
    rows = Division.objects.villages().filter(parent__now=township, successor=None)
    rows = rows.exclude(closed_on=None).select_related("parent__now")
    exact = rows.filter(name=bare(name))
    return list(exact.order_by("code")) or _alike(rows, name, village_stem)


def led_in_words(name: str, place: Division) -> str:
    """Why `place` was found by `name`, which is none of its names of today; "" where
    only the ending differs: 东河村现为东岭村委会。"""
    name = bare(name)
    for each in _said_of(place.parent) if place.parent else ():
        name = name.removeprefix(each) or name
    stem = (village_stem if place.is_village else township_stem)(name)
    is_former = {name, stem} & set(place.formerly.split("\n"))
    return f"“{name}”现为{place.name}" if stem != place.stem and is_former else ""


def holds_name(text: str, *, of: str = "") -> Q:
    """That a name of the place at `of` holds `text`: today's, a former one, or that of
    a place that went into it."""
    return holds(f"{of}name", text) | holds(f"{of}formerly", text)


def begins_once(sound: str, *, of: str = "") -> Q:
    """That the sound or the initials of such a former name begin with `sound`."""
    return Q(**{f"{of}formerly__contains": f"\n{sound}"})


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
    return list(rows.filter(reduce(or_, said)).order_by("code"))


def _alike(rows, name, stem) -> list[Division]:
    # As written too: the stem that is stored may still have an ending.
    return list(rows.filter(stem__in={stem(name), bare(name)}).order_by("code"))


def _of_the_kind_named(rows: list[Division], name: str) -> list[Division]:
    kind = is_community(name)
    return [row for row in rows if is_community(row.name) is kind] or rows
