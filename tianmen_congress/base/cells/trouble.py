"""Why a cell gives no clear value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a value may mean: what is stored, and what people read."""

    value: str
    label: str


class CellTrouble(Exception):
    """`reason` is for the person who sent the workbook."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


class CellFault(CellTrouble):
    """The value is wrong: its row stays out until it is mended.

    Of an optional column the value alone stays out.
    """


class CellQuestion(CellTrouble):
    """The value may mean several things: the row goes in without it, and it is asked."""

    def __init__(self, reason: str, candidates: list[Candidate]):
        super().__init__(reason)
        self.candidates = candidates


class UnitQuestion(CellQuestion):
    """How much is meant, where its unit is unknown. Answered, the row is read again
    with the answer in the place of the cell."""


class CellWarning(CellTrouble):
    """The value is taken as `value`, but somebody should look at it."""

    def __init__(self, reason: str, value: object):
        super().__init__(reason)
        self.value = value


@dataclass(frozen=True, slots=True)
class Unread:
    """Stands in a row for a cell of which its workbook does not tell the content.

    `text` is what people see in the cell, `reason` what is wrong and what to do.
    """

    text: str
    reason: str

    def __str__(self) -> str:
        return self.text
