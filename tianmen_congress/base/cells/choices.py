"""Values out of a list, however people write them."""

from collections.abc import Mapping
from functools import lru_cache

from django.db.models import Choices

from .text import key
from .trouble import CellFault

YES = {"是", "√", "✓", "✔", "☑", "有", "对", "y", "yes", "1", "true", "v"}
NO = {"否", "×", "✗", "✘", "无", "没有", "不是", "未", "x", "n", "no", "0", "false"}


def choice(
    value: object, choices: type[Choices], aliases: Mapping[str, str] | None = None
) -> str:
    """The code of the choice whose label, code or alias the cell holds."""
    try:
        return choices(_known(choices, aliases)[key(value)])
    except KeyError:
        labels = "、".join(str(label) for label in choices.labels)
        raise CellFault(f"不在可选值中，可填：{labels}") from None


def is_choice(
    value: object, choices: type[Choices], aliases: Mapping[str, str] | None = None
) -> bool:
    """Whether the cell holds one of them: 无 may be one, and then it is not nothing."""
    return key(value) in _known(choices, aliases)


def _known(choices: type[Choices], aliases: Mapping[str, str] | None) -> dict[str, str]:
    return _codes(choices, tuple((aliases or {}).items()))


@lru_cache
def _codes(
    choices: type[Choices], aliases: tuple[tuple[str, str], ...]
) -> dict[str, str]:
    """Whatever people write for each choice; made once, not for each cell."""
    known = {key(label): code for code, label in choices.choices}
    known |= {key(code): code for code in choices.values}
    return known | {key(alias): code for alias, code in aliases}


def is_answer(value: object) -> bool:
    """Whether the cell says yes or no: to such a question 无 says no."""
    return key(value) in YES | NO


def yes_no(value: object) -> bool:
    text = key(value)
    if text in YES or text in NO:
        return text in YES
    raise CellFault("应填是或否")
