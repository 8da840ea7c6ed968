"""A list of groups says the villages of a group as they were once called."""

from groups.models import DeputyGroup
from tests.base.divisions.merged import NOTICE
from tests.groups.test_roster_rows import (  # noqa: F401
    line,
    outcome,
    people,
    pytestmark,
    take,
)
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.workbooks.actions import answer_all
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue


def linked():
    links = DeputyGroup.objects.get().village_links.order_by("pk")
    return [link.village for link in links]


def found(report, kind):
    return [each.reason for each in report.of_kind(kind)]


def test_a_former_name_links_the_village_of_today_with_a_notice(
    office,
    donghe,
    dongling,
):
    succeed(donghe, dongling)
    row = line(联系村="东河村、东岭村")

    report = take(row, by=office)

    assert outcome(report) == (1, 0, 0, 0)
    assert (found(report, IssueKind.WARNING), linked()) == ([NOTICE], [dongling])
    assert outcome(take(row, by=office)) == (0, 0, 1, 0)


def test_a_village_of_no_confirmed_successor_is_asked_and_the_answer_holds(
    office,
    donghe,
    dongling,
):
    row = line(联系村="东河村")
    report = take(row, by=office)
    issue = ImportIssue.objects.open_questions().get()

    assert found(report, IssueKind.FAULT) == linked() == []
    assert (issue.value, issue.about["preset"]) == ("东河村", str(dongling.pk))
    assert answer_all([(issue, str(dongling.pk))], by=office) == (1, [])
    assert linked() == [dongling]
    again = take(line(联系村="东河村、东岭村"), by=office)
    assert outcome(again) == (0, 0, 1, 0)
    assert found(again, IssueKind.QUESTION) == []
    donghe.refresh_from_db()
    assert donghe.successor is None
