"""What hangs on a place: what is called after it, and what lives in it.

A room registers what it hangs there, in its module `dependents`:

    register_hanging(Hanging("households", "贫困户", "户", count=..., move=...))
    register_namesake(rename_groups)
"""

from collections.abc import Callable
from datetime import date

from tianmen_congress.base.registry import Registry
from tianmen_congress.base.rows.hanging import Hanging, Hangings

from .models import Division

# Called with a place that got another name, its old name and the day, which is None
# where the old one was only written wrong; how many rows are called after it.
Namesake = Callable[[Division, str, date | None], int]

hangings = Hangings()
namesakes: Registry[str, Namesake] = Registry()


def register_hanging(hanging: Hanging) -> None:
    hangings.register(hanging)


def register_namesake(rename: Namesake) -> Namesake:
    namesakes[f"{rename.__module__}.{rename.__name__}"] = rename
    return rename
