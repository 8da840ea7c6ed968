"""Finding a place by the name that somebody wrote."""

from tianmen_congress.base.cells import bare

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
    return list(rows.filter(name=bare(name))) or _alike(rows, name, township_stem)


def find_villages(name: str, *, township: Division) -> list[Division]:
    """Every current village of `township` that `name` may mean; one when it is clear.

    Where a place has both a community and a village, 汪场社区 and 汪场村 say which;
    汪场 alone does not. 市直 has no villages: there it may be any, as written with
    its township.
    """
    if not township.is_territory:
        return find_villages_anywhere(name)
    rows = Division.objects.villages().current().filter(parent=township)
    exact = list(rows.filter(name=bare(name)))
    return exact or _of_the_kind_named(_alike(rows, name, village_stem), name)


def find_villages_anywhere(name: str) -> list[Division]:
    """Current villages that `name` may mean, where it may say the township before it.

    多宝镇青山村 and 多宝青山 are one place; 青山村 alone may be in several townships.
    """
    name, found = bare(name), []
    for township in Division.objects.townships().current():
        for own in {name.removeprefix(each) for each in (township.name, township.stem)}:
            if own and own != name:
                found += find_villages(own, township=township)
    if found:
        return list({village.pk: village for village in found}.values())
    rows = Division.objects.villages().current().select_related("parent")
    exact = list(rows.filter(name=name).order_by("code"))
    return exact or _of_the_kind_named(_alike(rows, name, village_stem), name)


def _alike(rows, name, stem) -> list[Division]:
    # As written too: the stem that is stored may still have an ending.
    return list(rows.filter(stem__in={stem(name), bare(name)}).order_by("code"))


def _of_the_kind_named(rows: list[Division], name: str) -> list[Division]:
    kind = is_community(name)
    return [row for row in rows if is_community(row.name) is kind] or rows
