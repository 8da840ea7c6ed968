"""代表名册 as a kind of workbook."""

from collections.abc import Iterable

from django.db.models import Q

from deputies import actions, rules
from deputies.checks import why_too_young
from deputies.enums import MatchDecision
from deputies.imports.columns import DeputyRoster
from deputies.models import Mandate, Person, PersonMatch
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import month
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.actions import AnswerRefused
from tianmen_congress.base.workbooks.corrections import BY_HAND
from tianmen_congress.base.workbooks.kinds import Made, Sending, WorkbookKind, register
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.reading import Table
from tianmen_congress.base.workbooks.records import Record

from .planning import DeputyPlanner, PlannedSeat
from .seats import titles_of
from .writing import write_answer, write_seats


@register
class DeputiesKind(WorkbookKind):
    slug = "deputies"
    title = "人大代表名册"
    resource = DeputyRoster
    writes = (Mandate, Person)
    waits_for = (BY_HAND,)
    note = (
        "按工作表读取：标题或工作表名写明全国、省、市或乡镇人大；"
        "市人大代表按代表团分节，分节行写“某某镇代表团”。乡镇只能导入本乡镇的名册。"
    )

    def read(self, table: Table, sending: Sending) -> Iterable[Record]:
        titles = titles_of(table)
        for record in super().read(table, sending):
            record.values["titles"] = titles
            yield self._of_age(record)

    def _of_age(self, record: Record) -> Record:
        if reason := why_too_young(record["birth_month"], today(), "到今天"):
            record.fault("birth_month", reason)
        return record

    def plan(self, records: list[Record], sending: Sending) -> Iterable[PlannedSeat]:
        return DeputyPlanner(sending).plan(records)

    def write(self, plans: list[PlannedSeat]) -> None:
        write_seats(plans)
        super().write(plans)

    def going(self, made: Made) -> Made:
        """With people go the questions, still open, whether they are somebody else."""
        people = made[Person]
        # unscoped: of the people whom the batch made
        open_ones = PersonMatch.objects.filter(decision=MatchDecision.OPEN)
        asked = open_ones.filter(Q(first__in=people) | Q(second__in=people))
        return {PersonMatch: list(asked.values_list("pk", flat=True)), **made}

    def answer(self, issue: ImportIssue, value: str, *, by: User) -> None:
        if issue.about["field"] in self.waits_for:
            return  # the row is read again with it
        if issue.about["field"] == "birth_month":
            self._set_birth_month(issue.about["person"], value, by=by)
        else:
            write_answer(issue.about, value)

    def _set_birth_month(self, pk: int, value: str, *, by: User) -> None:
        # unscoped: whom the question of a batch in sight is about
        person = Person.objects.select_for_update().get(pk=pk)
        person = person.merged_into or person
        if not rules.can_edit_person(by, person):
            raise AnswerRefused("该代表的资料由市人大常委会机关维护，请由机关答复")
        if not value:
            return  # written wrong: it stays out
        person.birth_month = month(value)
        person.version += 1
        actions.edit_person(person, by=by)
