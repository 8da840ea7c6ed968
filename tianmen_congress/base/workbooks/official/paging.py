"""Where the pages of a table end when it is printed: 合计 never stands alone on one.

Excel keeps no two rows together, and sets aside breaks that somebody made where a table
is fitted to the width of its paper. So the last row is made taller where its page would
end beneath it: it goes over to the page of the sum, which it belongs to.
"""

from dataclasses import dataclass, field

LINE = 18  # points that one line of text takes
# A4 without the margins of frame.prepare_paper, in points.
SHORT, LONG = 595 - 2 * 0.5 * 72, 842 - 2 * 0.5 * 72
HIGH, LOW = 842 - 2 * 0.7 * 72, 595 - 2 * 0.7 * 72
# Of one unit of a column's width: Excel takes whole pixels, LibreOffice does not, and so
# they shrink a wide table differently.
EXCEL, LIBRE = 5.25, 5.575
# So much of a page may end above or below where it is reckoned to.
UNSURE = 0.025


def room_on_page(width: float, points: float, *, is_landscape: bool) -> float:
    """How many points of rows go on a page, fitted to its width."""
    across, down = (LONG, LOW) if is_landscape else (SHORT, HIGH)
    scale = min(1, across / (width * points))
    return down / (int(scale * 100) / 100)


@dataclass(slots=True)
class Pages:
    """Rows one after the other on pages that repeat the heading, as one program prints
    them."""

    room: float
    heading: float = 0
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.room

    def take(self, height: float) -> None:
        if height > self.left:
            self.left = self.room - self.heading
        self.left -= height

    def lacks(self, height: float) -> float:
        """What makes a last row too tall for its page, where the sum would not go on
        that page too."""
        unsure = self.room * UNSURE
        beneath = self.left - height
        is_near = -unsure <= beneath < LINE + unsure
        return round(beneath + unsure + 1) if is_near else 0


class Printed:
    """The pages of a table as the usual programs print it."""

    def __init__(self, width: float, *, is_landscape: bool):
        self.ways = [
            Pages(room_on_page(width, points, is_landscape=is_landscape))
            for points in (EXCEL, LIBRE)
        ]

    def take(self, height: float, *, is_heading: bool = False) -> None:
        for pages in self.ways:
            pages.take(height)
            pages.heading += height if is_heading else 0

    def height_of_last(self, height: float) -> float:
        """What moves one of the ends of a page may come near another: looked at twice."""
        for pages in self.ways * 2:
            height += pages.lacks(height)
        return height
