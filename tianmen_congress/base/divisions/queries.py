"""Finding a place by the name that somebody wrote."""

from tianmen_congress.base.cells import bare

from .models import Division
from .names import is_community, township_stem, village_stem


def find_townships(name: str) -> list[Division]:
    """Every current township that `name` may mean; one when it is clear."""
    rows = Division.objects.townships().current()
    return list(rows.filter(name=bare(name))) or _alike(rows, name, township_stem)


def find_villages(name: str, *, township: Division) -> list[Division]:
    """Every current village of `township` that `name` may mean; one when it is clear.

    Where a place has both a community and a village, 汪场社区 and 汪场村 say which;
    汪场 alone does not.
    """
    rows = Division.objects.villages().current().filter(parent=township)
    exact = list(rows.filter(name=bare(name)))
    return exact or _of_the_kind_named(_alike(rows, name, village_stem), name)


def _alike(rows, name, stem) -> list[Division]:
    # The written name may be the stem itself: 钟村 is 钟村村委会.
    return list(rows.filter(stem__in={stem(name), bare(name)}).order_by("code"))


def _of_the_kind_named(rows: list[Division], name: str) -> list[Division]:
    kind = is_community(name)
    return [row for row in rows if is_community(row.name) is kind] or rows
