"""Walking an opinion of a ledger to where the ledger says it stands."""

from datetime import date

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import GOOD_VERDICTS, Level, Origin, State, Verdict
from referrals.models import Category, Opinion
from tianmen_congress.accounts.models import Organ, User
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today

from .planning import Row

BASIS = "意见建议收集交办台账"


def write_row(row: Row, *, by: User, campaign: Campaign) -> dict:
    """The opinion with the history that its row implies; its key for later answers."""
    record = row.record
    name = str(record["proposer"])
    opinion = Opinion(
        campaign=campaign,
        group=row.group,
        township=row.township,
        village=row.village,
        origin=Origin.VISIT if row.group else Origin.PRESIDIUM,
        collected_on=record["collected_on"],
        title=str(record["text"])[:40],
        text=record["text"],
        category=row.category,
        is_anonymous=not name,
    )
    proposers = [Proponent(name)] if name else []
    actions.collect(opinion, by=by, proposers=proposers, basis=BASIS)
    opinion = actions.move(opinion, "report_up", by=by, basis=BASIS, on=_day(opinion))
    handler = row.handler
    if row.village is not None:
        handler = actions.committee_of(row.village)
    stood = {
        "opinion": opinion.pk,
        "level": str(record["level"]),
        "done": str(record["done"]),
        "is_closed": bool(record["is_closed"]),
        "verdict": str(record["verdict"]),
    }
    if handler is not None:
        go_on(opinion, handler, stood, by=by)
    return stood


def _day(opinion: Opinion) -> date:
    return opinion.moved_on


def go_on(opinion: Opinion, handler: Organ, stood: dict, *, by: User) -> Opinion:
    """From triage to where it stands. The ledger tells no days after the first: what
    was handed over counts from the day of collection, what came back from today."""
    walk = Walk(opinion, by)
    if stood["level"] == Level.CITY:
        walk.to_unit(handler)
    else:
        walk.to_handler(handler, stood["level"])
    if stood["is_closed"] or stood["verdict"]:
        walk.back(stood)
    return walk.opinion


class Walk:
    """Moves on the basis of the ledger, one after the other."""

    def __init__(self, opinion: Opinion, by: User):
        self.opinion, self.by, self.on = opinion, by, opinion.moved_on

    def go(self, name: str, **given) -> None:
        self.opinion = actions.move(
            self.opinion, name, by=self.by, on=self.on, basis=BASIS, **given
        )

    def _category(self) -> Category:
        return self.opinion.category or Category.objects.get(code="other")

    def to_handler(self, handler: Organ, level: str) -> None:
        self.go("refer", category=self._category(), level=level, handler=handler)

    def to_unit(self, unit: Organ) -> None:
        self.go("grade_city", category=self._category())
        self.go("submit", reason="台账登记为市级事项")
        self.go("accept")
        self.go("assign_urgent", lead_unit=unit, reason="按台账交办")
        self.go("sign", signed_by="（台账）")

    def back(self, stood: dict) -> None:
        self.on = today()
        answer = {"answer_class": "a", "text": stood["done"] or "已办结"}
        if self.opinion.state == State.PROCESSING:
            self.go("draft_answer", **answer)
            self.go("issue", issued_by="（台账）")
            self.go("answer")
        else:
            self.go("answer_local", **answer)
        self.go("feed_back", how="posted")
        self._judged(stood)

    def _judged(self, stood: dict) -> None:
        """Dissatisfied is handled again; content, it closes where the ledger says so."""
        if stood["verdict"] == Verdict.DISSATISFIED:
            self.go("reject", reason=stood["done"] or "台账登记为不满意")
        elif stood["verdict"] in GOOD_VERDICTS:
            self.go("evaluate", verdict=stood["verdict"])
            if stood["is_closed"]:
                self.go("close")
