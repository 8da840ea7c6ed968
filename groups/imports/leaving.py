"""Whom a list leaves out: shown as 退出, and ended once whoever sends says its day.

What nobody confirms stays. Groups that the list does not name are left alone.
"""

from datetime import date
from functools import cached_property

from django.core.exceptions import ValidationError

from groups import actions
from groups.models import GroupMembership, GroupVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record

FIELD, LEFT, STAYED = "leaving", "left", "stayed"
CHOICES = [
    Candidate(LEFT, "已退出，最后一天是"),
    Candidate(STAYED, "没有退出，保留"),
]
Row = GroupMembership | GroupVillage
ENDING = {
    GroupMembership._meta.model_name: (GroupMembership, actions.end_membership),
    GroupVillage._meta.model_name: (GroupVillage, actions.unlink_village),
}


class Leaving:
    """Asks, once for a list: what was answered holds for the same names."""

    @cached_property
    def answered(self) -> set[tuple[str, str]]:
        # unscoped: an answer holds for whoever sends the same list
        issues = ImportIssue.objects.answered().filter(
            batch__kind="groups", about__field=FIELD
        )
        return {(issue.about["of"], issue.about["list"]) for issue in issues}

    def ask(self, record: Record, column: str, row: Row, name: str) -> None:
        of = f"{row._meta.model_name}:{row.pk}"
        names = digest("、".join(sorted(record[column])))
        if row.until or (of, names) in self.answered:
            return
        reason = f"退出：“{name}”现在本小组，不在表中；不确认的保留"
        about = {"field": FIELD, "dated": LEFT, "of": of, "list": names}
        record.ask_in_list(column, name, reason, CHOICES, **about)


def settle(issue: ImportIssue, value: str, *, by: User) -> None:
    """End what was said to have ended, on its day."""
    choice, day = issue.parted(value)
    if choice != LEFT:
        return
    until = date.fromisoformat(day)
    if until > today():
        raise ValidationError("最后一天不能晚于今天。")
    name, pk = issue.about["of"].split(":")
    model, end = ENDING[name]
    # unscoped: the row that the question of a batch in sight is about
    row = model.objects.filter(pk=pk).first()
    if row is None:
        raise ValidationError("导入之后已不在本小组。")
    end(row, by=by, until=until)
