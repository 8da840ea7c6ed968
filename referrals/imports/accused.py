"""Whom a row of a ledger is about: an organ, or a name and its organ in brackets."""

import re
from dataclasses import dataclass

from referrals.actions import committee_of
from referrals.models import Opinion
from referrals.models.accused import LEADING, is_or_is_below
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import names_of, now_of
from tianmen_congress.base.workbooks.places import PlaceNames

WRITTEN = re.compile(r"^(?P<organ>[^（(]+)(?:[（(](?P<name>[^（()）]{1,40})[)）])?$")
UNREADABLE = "请写机构全称，或者“机构（姓名）”"
DEMANDED = "类别为“{}”的须写明反映对象"
CITYS = "反映对象是{}的，由市人大机关办理，请不填交办层级、承办单位、办结和评价"
BARRED = "反映对象是{}，不能由{}承办"


@dataclass(frozen=True, slots=True)
class Accused:
    organ: Organ | None = None
    # Whose committee it is where that one has no row yet.
    village: Division | None = None
    name: str = ""

    def __bool__(self) -> bool:
        return self.organ is not None or self.village is not None

    def __str__(self) -> str:
        return str(self.organ or self.village or "")

    @property
    def leads(self) -> bool:
        return self.organ is not None and self.organ.kind in LEADING

    def found(self) -> Organ | None:
        """The organ; a committee is made when the row is written."""
        return committee_of(self.village) if self.village else self.organ

    def bars(self, handler: Organ | None, village: Division | None) -> bool:
        """Whether whoever the row names as handler is the accused himself."""
        if self.village is not None:
            return village is not None and village.now_id == self.village.now_id
        if self.organ is None:
            return False
        if village is not None:
            own = self.organ.kind == OrganKind.COMMITTEE
            return own and self.organ.division.now_id == village.now_id
        return handler is not None and is_or_is_below(handler, self.organ)


def accused_in(
    row, organs: dict[tuple[str, int | None], Organ], names: PlaceNames
) -> Accused:
    """Whom `row` names, its faults said on it."""
    written = str(row.record["accused"])
    if not written:
        asks = row.category is not None and row.category.names_accused
        if asks and not row.is_accused_known:
            row.record.fault("accused", DEMANDED.format(row.category))
        return Accused()
    match = WRITTEN.match(written)
    found = _found(match, row, organs, names) if match else Accused()
    if not found and not row.record.asks("accused"):
        row.record.fault("accused", UNREADABLE)
    elif found.leads and (row.record["handler"] or row.has_outcome):
        row.record.fault("accused", CITYS.format(found))
    return found


def _found(match: re.Match, row, organs: dict, names: PlaceNames) -> Accused:
    organ, name = match["organ"].strip(), (match["name"] or "").strip()
    for place in (row.township.pk, None):
        if known := organs.get((organ, place)):
            return Accused(known, name=name)
    far = [each for (written, _), each in organs.items() if written == organ]
    if len(far) == 1:
        return Accused(far[0], name=name)
    return Accused(village=_village(organ, row, names), name=name)


def _village(written: str, row, names: PlaceNames) -> Division | None:
    """Whose committee is meant: that of today, whatever it was called."""
    record, township = row.record, row.township
    found = names.find(written, township=township)
    if len(found) == 1:
        names.tell(record, "accused", written, found[0])
        return found[0]
    closed = [] if found else names.closed(written, township=township)
    if not closed:
        return None
    return names.settle(record, written, closed, township=township)


def check_handler(row) -> None:
    """Nobody handles a complaint about himself, whatever a ledger says."""
    if not row.accused.leads and row.accused.bars(row.handler, row.village):
        handler = row.handler or row.village
        row.record.fault("handler", BARRED.format(row.accused, handler))


def on_file(opinion: Opinion) -> Accused:
    """Whom an opinion on file keeps away; nobody where the office insisted."""
    return Accused(None if opinion.is_insisted else opinion.accused_organ)


def says_the_same(said: str, opinion: Opinion, names: PlaceNames) -> bool:
    """Whether a ledger names whom `opinion` is about, by any name that it ever had."""
    organ, match = opinion.accused_organ, WRITTEN.match(said)
    if said == stands_accused(opinion):
        return True
    if organ is None or not match or (match["name"] or "") != opinion.accused_name:
        return False
    written = match["organ"].strip()
    return written in names_of(organ, organ.division) or is_of_village(
        organ, written, opinion.township, names
    )


def is_of_village(
    organ: Organ, written: str, township: Division, names: PlaceNames
) -> bool:
    """Whether `organ` is the committee of the village that is, or was, called so."""
    if organ.kind != OrganKind.COMMITTEE or organ.division is None:
        return False
    return names.may_mean(written, organ.division, township=now_of(township))


def stands_accused(opinion: Opinion) -> str:
    """As a ledger writes it."""
    name = f"（{opinion.accused_name}）" if opinion.accused_name else ""
    return f"{opinion.accused_organ or ''}{name}"
