"""Whole numbers as a request, a setting or a file writes them: nothing but figures.

What people write (１２, 3人, 0.35万) is read by `cells`.
"""

LARGEST_KEY = 2**63 - 1
FIGURES = 20  # more than any number has that means something here


def whole_number(text: str) -> int | None:
    """The number that `text` writes in the figures 0 to 9; None for any other text.

    One of too many figures is cut: it stays larger than whatever it is compared with.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    return int(text.lstrip("0")[:FIGURES] or "0")


def row_key(text: str) -> int | None:
    """A number that may be the key of a row."""
    number = whole_number(text)
    return None if number is None or number > LARGEST_KEY else number
