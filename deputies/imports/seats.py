"""Which congress a sheet of deputies belongs to, read from its titles."""

import re
from dataclasses import dataclass
from functools import cached_property

from deputies.enums import Tier
from deputies.models import Congress
from tianmen_congress.base.cells import is_blank, key
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import CITY_ORGANS, says_city_organs
from tianmen_congress.base.divisions.queries import (
    find_homes,
    find_townships,
    full_names_of,
)
from tianmen_congress.base.words.numerals import in_words, ordinal_in
from tianmen_congress.base.workbooks.reading import Table

UNKNOWN_TERM = 0
CONGRESS = r"(第\w+?届)?(人民代表大会|人大|代表)"
CITY_ORGANS_ROSTER = re.compile("市直属?(机关|单位)?(代表团|代表|人大)")
HIGHER = {
    Tier.NATIONAL: re.compile("全国"),
    Tier.PROVINCIAL: re.compile(f"省{CONGRESS}"),
    Tier.COUNTY: re.compile(f"市{CONGRESS}"),
}
DELEGATION_COUNT = re.compile(r"[(（].*[)）]$")


@dataclass(frozen=True, slots=True)
class Seat:
    """The congress that a row's mandate is in; without a term the running one."""

    tier: Tier
    division: Division
    term: int | None

    @property
    def name(self) -> str:
        term = f"第{in_words(self.term)}届" if self.term else ""
        if self.tier == Tier.NATIONAL:
            return f"{term}全国人民代表大会"
        return f"{self.division.name}{term}人民代表大会"

    def congress(self) -> Congress | None:
        """The congress as it is on record; the newest term when none is named."""
        rows = Congress.objects.filter(tier=self.tier, division=self.division)
        if self.term is not None:
            rows = rows.filter(term=self.term)
        return rows.order_by("-term").first()

    def make_congress(self) -> Congress:
        return self.congress() or Congress.objects.create(
            tier=self.tier,
            division=self.division,
            term=self.term or UNKNOWN_TERM,
            name=self.name,
        )


def titles_of(table: Table) -> list[str]:
    """What stands above the heading, then the sheet's own name."""
    above = [
        values
        for n, values in table.sheet.head(table.header.row)
        if n < table.header.row
    ]
    lines = [key(v) for values in above for v in values if not is_blank(v)]
    told = [line for line in lines if not line.startswith(("填报", "共", "单位"))]
    return [*told, key(table.sheet.title)]


def delegation_name(section: str) -> str:
    """竟陵街道办事处代表团（12名） without its count."""
    return DELEGATION_COUNT.sub("", key(section))[:60]


def names_city_organs(title: str) -> bool:
    return says_city_organs(title) or CITY_ORGANS_ROSTER.search(title) is not None


class SeatPlaces:
    """Divisions at hand while one workbook is read."""

    def __init__(self):
        self.of_once: dict[Seat, bool] = {}

    @cached_property
    def townships(self) -> list[tuple[str, Division]]:
        """Each by each name that it has or had, the longest first: a name may begin
        with another's."""
        rows = Division.objects.townships().current()
        called = [(name, place) for place in rows for name in full_names_of(place)]
        return sorted(called, key=lambda each: -len(each[0]))

    @cached_property
    def county(self) -> Division:
        return Division.objects.get(level=DivisionLevel.COUNTY)

    @cached_property
    def province(self) -> Division:
        return Division.objects.get(level=DivisionLevel.PROVINCE)

    def seat(self, titles: list[str], section: str) -> Seat | None:
        """The congress that the titles name; None when they name none."""
        term = next((n for t in titles if (n := ordinal_in(t, of="届"))), None)
        for title in (re.sub(r"[(（].*?[)）]", "", title) for title in titles):
            for tier, pattern in HIGHER.items():
                if pattern.search(title):
                    return Seat(tier, self._division(tier), term)
            # 市直 has no congress of its own: its deputies sit in the city's.
            if names_city_organs(title):
                return Seat(Tier.COUNTY, self.county, term)
            if place := self.named_in(title):
                return Seat(Tier.TOWNSHIP, place, term)
        return self._seat_of(self.delegation(section), term)

    def has_congress(self, seat: Seat) -> bool:
        """Whether its township has one, or had before it became a street."""
        if seat not in self.of_once:
            is_one = seat.division.has_congress
            self.of_once[seat] = is_one or seat.congress() is not None
        return self.of_once[seat]

    def _seat_of(self, home: Division | None, term: int | None) -> Seat | None:
        if home is None:
            return None
        if not home.is_territory:
            return Seat(Tier.COUNTY, self.county, term)
        return Seat(Tier.TOWNSHIP, home, term)

    def seat_in(self, tier: Tier, place: str) -> Seat | None:
        """The running congress of a tier, of townships that of `place`."""
        if tier != Tier.TOWNSHIP:
            return Seat(tier, self._division(tier), None)
        township = self.named(place)
        return Seat(tier, township, None) if township else None

    def _division(self, tier: Tier) -> Division:
        return self.county if tier == Tier.COUNTY else self.province

    def named_in(self, title: str) -> Division | None:
        found = [place for name, place in self.townships if name in title]
        return found[0] if found else self.named(title)

    def delegation(self, section: str) -> Division | None:
        """竟陵街道办事处代表团（12名） is 竟陵街道办事处, 市直机关代表团 is 市直."""
        name = delegation_name(section).removesuffix("代表团")
        return self.home(name) if name else None

    def city_organs(self, titles: list[str]) -> Division | None:
        """市直, where a title or the sheet's own name says that all are of it."""
        is_said = any(names_city_organs(title) for title in titles)
        return self.home(CITY_ORGANS) if is_said else None

    def workplace(self, work: str) -> Division | None:
        """The township whose full name a place of work begins with."""
        said = key(work)
        places = (place for name, place in self.townships if said.startswith(name))
        return next(places, None)

    def home(self, name: str) -> Division | None:
        """Where a deputy is at home: a township, or 市直."""
        found = find_homes(name)
        return found[0] if len(found) == 1 else None

    def named(self, name: str) -> Division | None:
        found = find_townships(name)
        return found[0] if len(found) == 1 else None
