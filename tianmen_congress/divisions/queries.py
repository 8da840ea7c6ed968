"""Finding a place by the name that somebody wrote."""

from .models import Division
from .names import bare, township_stem, village_stem


def find_townships(name: str) -> list[Division]:
    """Every current township that `name` may mean; one when it is clear."""
    return _exact_first(Division.objects.townships().current(), name, township_stem)


def find_villages(name: str, *, township: Division) -> list[Division]:
    """Every current village of `township` that `name` may mean; one when it is clear."""
    rows = Division.objects.villages().current().filter(parent=township)
    return _exact_first(rows, name, village_stem)


def _exact_first(rows, name, stem) -> list[Division]:
    exact = list(rows.filter(name=bare(name)))
    return exact or list(rows.filter(stem=stem(name)).order_by("code"))
