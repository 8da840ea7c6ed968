"""Kinds of workbooks: a room declares here what it reads, and how it is written.

A kind reads records from sheets, plans what each would do, and answers questions
asked earlier. The pipeline (check, write, answer) is the same for all.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db import models
from import_export.resources import Resource

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.registry import Registry

from .columns import Column, columns_of
from .models import ImportIssue
from .reading import Table
from .records import Answers, CellFinding, Record, read_row


class Outcome(models.TextChoices):
    NEW = "new", "新增"
    CHANGED = "changed", "变更"
    UNCHANGED = "unchanged", "无变化"
    REJECTED = "rejected", "未收"


@dataclass(frozen=True, slots=True)
class Sending:
    """Who sends a workbook, for which township (None: the whole city)."""

    by: User
    township: Division | None = None
    # The year of days that are written without one.
    year: int | None = None


# Rows by their model.
Made = dict[type[models.Model], list[int]]


@dataclass(slots=True)
class Planned:
    """What would become of some rows that stand or fall together.

    `apply` writes them; what it returns is kept with the questions about these rows
    (`issue.about`), for the day on which they are answered. `township` is where the
    rows belong: somebody who sends for one township writes nowhere else.
    """

    outcome: Outcome
    records: list[Record]
    township: Division | None = None
    apply: Callable[[], dict | None] | None = None

    @property
    def findings(self) -> list[CellFinding]:
        return [finding for record in self.records for finding in record.findings]


class WorkbookKind:
    """One kind of workbook. Subclass, set the names, write `plan` and `answer`."""

    slug: str
    title: str
    resource: type[Resource]
    roles: tuple[Role, ...] = (Role.OFFICE, Role.PRESIDIUM)
    # What one record is called when they are counted.
    unit: str = "行"
    # Said beside the template: what the kind takes.
    note: str = ""
    # Models with a history that it writes to, those that point to others first; what
    # a batch wrote to them can be undone.
    writes: tuple[type[models.Model], ...] = ()
    # Why a batch cannot be undone, where `writes` is empty.
    no_undo: str = "这种导入不能整批撤销"
    # Fields whose questions keep a row out: it is read again once they are answered.
    waits_for: tuple[str, ...] = ()
    # Fields of which one answer settles every equal question of the batch.
    asks_once: tuple[str, ...] = ()
    # What becomes of rows that a batch made when it is undone.
    farewell: str = "删除"

    def columns(self) -> dict[str, Column]:
        return columns_of(self.resource())

    def read(self, table: Table, sending: Sending) -> Iterable[Record]:
        """The records of one sheet's table."""
        columns, answers = self.columns(), self._answered_words()
        return (
            read_row(row, columns, year=sending.year, answers=answers) for row in table
        )

    def _answered_words(self) -> Answers:
        """What was said before about numbers with an unknown unit; it holds on."""
        # unscoped: an answer holds for whoever writes the same words
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.slug, about__has_key="words"
        )
        return {(i.about["field"], i.about["words"]): i.answer for i in issues}

    def plan(self, records: list[Record], sending: Sending) -> Iterable[Planned]:
        """What would become of each record; every record in exactly one plan.

        Runs twice: when the workbook is checked, and again in the transaction that
        writes. It reads the database and changes nothing.
        """
        raise NotImplementedError

    def remark(self, plans: list[Planned], sending: Sending) -> str:
        """What there is to say of the workbook as a whole, beside its rows."""
        return ""

    def write(self, plans: list[Planned]) -> None:
        """Write what was planned; a kind of many rows may write them in bulk instead."""
        for plan in plans:
            remember(plan, plan.apply())

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        """Act on the answer `value` to a question; `issue.about` says what it is about."""
        raise NotImplementedError

    def going(self, made: Made) -> Made:
        """What goes when a batch that made these rows is undone, in that order.

        Adds rows without a history of their own that came into being with them.
        """
        return made

    def take_away(self, going: Made, *, by: User, reason: str) -> None:
        """Let go of what a batch made; nothing else points to it."""
        for model, pks in going.items():
            # unscoped: what a batch in sight made
            model._base_manager.filter(pk__in=pks).delete()

    def put_back(self, rows: list[tuple[models.Model, list[str]]], *, by: User) -> None:
        """Store rows as they were before the batch; each with the fields that differ.

        Without a field it was taken out by the batch, and comes anew.
        """
        for row, names in rows:
            row.save(**{"update_fields": names} if names else {"force_insert": True})


def remember(plan: Planned, about: dict | None) -> None:
    """Keep what was written with the questions about it."""
    for finding in plan.findings:
        finding.about.update(about or {})


registered: Registry[str, WorkbookKind] = Registry()


def register(kind: type[WorkbookKind]) -> type[WorkbookKind]:
    """Class decorator: make a kind known to the page 导入 and to the command.

    Kinds live in a room's `imports`, which is loaded when Django starts.
    """
    registered[kind.slug] = kind()
    return kind


def all_kinds() -> list[WorkbookKind]:
    return list(registered.values())


def get_kind(slug: str) -> WorkbookKind | None:
    return registered.get(slug)


def kinds_for(user: User) -> list[WorkbookKind]:
    """The kinds that one of the user's roles may send."""
    return [kind for kind in registered.values() if user.has_role(*kind.roles)]
