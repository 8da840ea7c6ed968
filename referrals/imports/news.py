"""What a ledger sent again tells of an opinion on file: news, or what contradicts it.

It goes on from where it stands; what is on record already is never rewritten by a ledger.
"""

from dataclasses import dataclass, field

from referrals import workflow
from referrals.enums import Level, State, Verdict
from referrals.models import Opinion
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.queries import names_of

from .accused import (
    BARRED,
    is_of_village,
    on_file,
    says_the_same,
    stands_accused,
)
from .on_file import done_on, stands_on
from .planning import LedgerReader, LedgerRow
from .writing import BASIS, outcome_of

AT_WORK = (State.HANDLING, State.PROCESSING)
ON_ITS_PAGE = "台账不能改写已登记的办理经过，请在该件页面办理"


@dataclass(slots=True)
class News:
    """The step that a row tells of; none where it tells nothing new."""

    name: str = ""
    given: dict = field(default_factory=dict)
    # From triage: it goes the way of a new one.
    is_first: bool = False

    def __bool__(self) -> bool:
        return bool(self.name) or self.is_first


class Comparer:
    """Compares one row with the opinion that it is about."""

    def __init__(
        self, reader: LedgerReader, row: LedgerRow, opinion: Opinion, by: User
    ):
        self.reader, self.row, self.record = reader, row, row.record
        self.opinion, self.by = opinion, by

    def news(self) -> News:
        """Says on the record what changes and what contradicts."""
        if self.opinion.state == State.TRIAGE and self.record["handler"]:
            self._check_accused()
            return self._first()
        found = self._category_news() or self._step()
        if "accused_organ" not in found.given:
            self._check_accused()
        self._check_handler()
        if found.name and not self.record.is_faulty:
            self._check_step(found)
        return found

    def _first(self) -> News:
        """Nobody had it yet: it goes on as a new one does."""
        self.row.is_accused_known = self.opinion.accused_organ is not None
        self.reader.understand(self.row)
        self._check_barred()
        if self.row.is_placed:
            self.record.change("handler", "", str(self.record["handler"]))
        return News(is_first=True)

    def _step(self) -> News:
        if self._is_outcome_new:
            return self._outcome()
        if str(self.record["done"]) in done_on(self.opinion):
            return News()
        return self._progress()

    @property
    def _is_outcome_new(self) -> bool:
        record, opinion = self.record, self.opinion
        closes = record["is_closed"] and opinion.state != State.CLOSED
        judges = record["verdict"] not in ("", Verdict.NONE, opinion.verdict)
        return bool(closes or judges)

    def _outcome(self) -> News:
        record, opinion = self.record, self.opinion
        verdict, stands = record["verdict"], opinion.get_verdict_display()
        if opinion.state in AT_WORK:
            self.reader.ask_class(self.row)
            self._show_outcome()
            name, outcome = outcome_of(self.row.stood)
            return News(name, {"done": str(record["done"]), **outcome})
        if opinion.state == State.EVALUATED and verdict in ("", opinion.verdict):
            record.change("is_closed", "否", "是")
            return News("close")
        if verdict not in ("", opinion.verdict) and stands:
            told = Verdict(verdict).label
            record.fault(
                "verdict", f"已登记为“{stands}”，表中为“{told}”；{ON_ITS_PAGE}"
            )
        else:
            now = opinion.get_state_display()
            record.fault("is_closed", f"本件当前为“{now}”；{ON_ITS_PAGE}")
        return News()

    def _show_outcome(self) -> None:
        record = self.record
        if record["is_closed"]:
            record.change("is_closed", "否", "是")
        if verdict := record["verdict"]:
            stands = self.opinion.get_verdict_display()
            record.change("verdict", stands, str(Verdict(verdict).label))

    def _progress(self) -> News:
        """Other words about the handling: news while it goes on, else on record."""
        record, opinion, said = self.record, self.opinion, str(self.record["done"])
        stands = stands_on(opinion)
        if opinion.state in AT_WORK and not self.row.has_outcome:
            record.change("done", stands, said)
            return News("enter_progress", {"done": said})
        if self.row.has_outcome:
            record.fault("done", f"已登记为“{stands[:100]}”；{ON_ITS_PAGE}")
        else:
            now = opinion.get_state_display()
            record.warn("done", f"本件在系统中已为“{now}”，未作改动")
        return News()

    def _category_news(self) -> News | None:
        """While it waits in triage its category may still be put right."""
        said, stands = str(self.record["category"]), str(self.opinion.category or "")
        if said in ("", stands):
            return None
        self.reader.read_category(self.row)
        if self.row.category is None:
            return None
        if self.opinion.state != State.TRIAGE:
            words = f"已登记为“{stands or '未定'}”；{ON_ITS_PAGE}"
            self.record.fault("category", words)
            return None
        self.record.change("category", stands, said)
        return News("revise", {"category": self.row.category, **self._accused()})

    def _accused(self) -> dict:
        """Whom it is about, where only its new category asks for that."""
        self.row.is_accused_known = self.opinion.accused_organ is not None
        if self.row.is_accused_known:
            return {}
        self.reader.read_accused(self.row)
        accused = self.row.accused
        if not accused:
            return {}
        self.record.change("accused", "", str(self.record["accused"]))
        return {"accused_organ": accused, "accused_name": accused.name}

    def _check_accused(self) -> None:
        """Whom it is about is put right on its page, not by a ledger that says other."""
        said, stands = str(self.record["accused"]), stands_accused(self.opinion)
        names = self.reader.of_accused
        if said and not says_the_same(said, self.opinion, names):
            words = f"已登记为“{stands or '没有'}”；{ON_ITS_PAGE}"
            self.record.fault("accused", words)

    def _check_barred(self) -> None:
        """Nor is it handed to whom it is about, where that is on file."""
        row, accused = self.row, on_file(self.opinion)
        if accused.bars(row.handler, row.village):
            handler = row.handler or row.village
            self.record.fault("handler", BARRED.format(accused, handler))

    def _check_handler(self) -> None:
        """It is handed on on its page, not by a ledger that names another."""
        said, opinion = str(self.record["handler"]), self.opinion
        stands = opinion.lead_unit or opinion.handler
        if self.record["level"] not in ("", opinion.level) and opinion.level:
            words = f"已登记为“{opinion.get_level_display()}”；{ON_ITS_PAGE}"
            self.record.fault("level", words)
        if not said or opinion.state == State.TRIAGE or _is_called(stands, said):
            return
        if stands is None:
            now = opinion.get_state_display()
            self.record.fault("handler", f"本件当前为“{now}”；{ON_ITS_PAGE}")
        elif not self._is_village(said):
            self.record.fault("handler", f"已由{stands}承办；{ON_ITS_PAGE}")

    def _is_village(self, name: str) -> bool:
        """Whether the committee that has it is that of the village named."""
        handler, names = self.opinion.handler, self.reader.names
        if handler is None or self.opinion.level != Level.VILLAGE:
            return False
        return is_of_village(handler, name, self.opinion.township, names)

    def _check_step(self, found: News) -> None:
        reason = workflow.why_not(
            found.name, self.opinion, self.by, on=today(), basis=BASIS
        )
        if reason:
            self.record.fault("done", reason)


def _is_called(organ: Organ | None, name: str) -> bool:
    """Whether `name` is one that `organ` has or had."""
    return organ is not None and name in names_of(organ, organ.division)
