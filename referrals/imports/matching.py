"""Which row of a ledger is which opinion on file, and what becomes of each."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, partial

from referrals.models import Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import why_out_of_period
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.workbooks.kinds import Outcome, Planned
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

from .news import Comparer, News
from .on_file import Key, OpinionsOnFile, proposers_of
from .planning import LedgerReader, LedgerRow
from .writing import hand_on, tell, write_row

# The field under which it is asked whether a row of another proposer is a known one.
SAME_ONE, ANOTHER = "same_one", "another"


class OpinionPlanner:
    """Plans the rows of one ledger; each row is about one opinion, each opinion once."""

    def __init__(self, reader: LedgerReader, by: User):
        self.reader, self.by = reader, by
        self.said: dict[Key, set[tuple]] = defaultdict(set)
        self.met: dict[tuple, LedgerRow] = {}

    @cached_property
    def answers(self) -> dict[str, str]:
        # unscoped: an answer holds for whoever sends the same row
        issues = ImportIssue.objects.answered().filter(
            batch__kind="opinions", about__field=SAME_ONE
        )
        return {issue.about["row"]: issue.answer for issue in issues}

    def plan(self, records: list[Record]) -> Iterator[Planned]:
        days = (record["collected_on"] for record in records)
        self.on_file = OpinionsOnFile(self.reader.campaign, days, self.by)
        rows = [self.reader.place(record) for record in records]
        for row in rows:
            if not self._is_lost(row):
                self.said[row.key].add(row.proposers)
        for row in rows:
            yield self._planned(row)

    def _is_lost(self, row: LedgerRow) -> bool:
        return row.record.is_faulty or row.township is None

    def _planned(self, row: LedgerRow) -> Planned:
        planned = Planned(Outcome.REJECTED, [row.record], row.township)
        if self._is_lost(row):
            return planned
        who = (row.key, row.proposers)
        if first := self.met.get(who):
            _repeat(planned, row, first)
            return planned
        known, is_clear = self._known(row)
        if is_clear:
            self._compare(planned, row, known) if known else self._add(planned, row)
        if planned.outcome != Outcome.REJECTED:
            self.met[who] = row
        return planned

    def _known(self, row: LedgerRow) -> tuple[Opinion | None, bool]:
        """The opinion on file, and whether it is clear that this is the one, or none."""
        there = self.on_file.at[row.key]
        for opinion in there:
            if proposers_of(opinion) == row.proposers:
                return opinion, True
        said = self.said[row.key]
        near = [opinion for opinion in there if proposers_of(opinion) not in said]
        if not near:
            return None, True
        key = digest(f"{row.key}{row.proposers}")
        answer = self.answers.get(key)
        if answer is None:
            _ask_which(row.record, near, key)
            return None, False
        return next((each for each in near if str(each.pk) == answer), None), True

    def _compare(self, planned: Planned, row: LedgerRow, opinion: Opinion) -> None:
        news = Comparer(self.reader, row, opinion, self.by).news()
        if row.record.is_faulty or row.waits:
            return
        # Where the village is still asked, nothing changes before the answer.
        is_told = bool(news) and (row.is_placed or not news.is_first)
        planned.outcome = Outcome.CHANGED if is_told else Outcome.UNCHANGED
        planned.apply = self._telling(news, row, opinion) if news else None

    def _telling(self, news: News, row: LedgerRow, opinion: Opinion) -> partial:
        if news.is_first:
            return partial(hand_on, opinion, row, by=self.by)
        return partial(tell, opinion, news.name, news.given, by=self.by)

    def _add(self, planned: Planned, row: LedgerRow) -> None:
        self.reader.understand(row)
        campaign, day = self.reader.campaign, row.record["collected_on"]
        if not row.record.is_faulty:
            row.record.doubt("collected_on", why_out_of_period(campaign, day, ""))
        if row.record.is_faulty or row.waits:
            return
        planned.outcome = Outcome.NEW
        planned.apply = partial(
            write_row, row, by=self.by, campaign=self.reader.campaign
        )


def _repeat(planned: Planned, row: LedgerRow, first: LedgerRow) -> None:
    """The same opinion once more in this ledger: in the same words, or it is not clear."""
    if row.says == first.says:
        planned.outcome = Outcome.UNCHANGED
        return
    place = first.record.place_for(row.record)
    row.record.fault("text", f"与{place}是同一件，其他各栏不同，请核对")


def _ask_which(record: Record, near: list[Opinion], key: str) -> None:
    choices = [
        Candidate(str(opinion.pk), f"就是已登记的{_named(opinion)}，反映人不改")
        for opinion in near
    ]
    record.ask(
        "proposer",
        "同一小组同一天已登记过同样内容的意见建议，反映人不同，请选择",
        [*choices, Candidate(ANOTHER, "另一件，新登记")],
        **{"field": SAME_ONE, "row": key},
    )


def _named(opinion: Opinion) -> str:
    names = "、".join(proposers_of(opinion)) or "匿名"
    return f"{opinion.number or opinion.title}（反映人：{names}）"
