"""A roster of households says villages and townships as they were once called."""

from poverty.models import Household
from tests.base.divisions.merged import DAY, NOTICE
from tests.poverty.imports.books import family, official, township_list
from tests.poverty.imports.test_households import (  # noqa: F401
    _village,
    counts,
    findings,
    pytestmark,
    send,
)
from tests.poverty.numbers import id_number
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.successors import rename, succeed
from tianmen_congress.base.workbooks.actions import answer_all
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue

FAMILIES = [*family("张伟", 1), *family("王强", 2)]


def of(village, *rows, township="渔薪镇"):
    place = {"乡(镇)": township, "行政村": village}
    return official(*({**row, **place} if "行政村" in row else row for row in rows))


def test_a_former_name_leads_to_the_village_of_today_with_one_notice(
    send,  # noqa: F811
    donghe,
    dongling,
):
    succeed(donghe, dongling)

    report = send(of("东河村", *FAMILIES))

    assert counts(report) == (2, 0, 0, 0)
    assert findings(report, IssueKind.WARNING) == [(2, "行政村", NOTICE)]
    assert set(Household.objects.values_list("village", flat=True)) == {dongling.pk}


def test_a_village_of_no_confirmed_successor_is_asked_and_the_answer_holds(
    send,  # noqa: F811
    office,
    donghe,
    dongling,
):
    report = send(of("东河村", *FAMILIES))

    assert (counts(report), findings(report)) == ((0, 0, 0, 2), [])
    first = ImportIssue.objects.open_questions().order_by("pk")[0]
    assert first.about["preset"] == dongling.code
    assert first.reason.startswith(f"已于{DAY}撤销")
    assert answer_all([(first, dongling.code)], by=office) == (1, [])
    assert counts(send(of("东河村", *FAMILIES))) == (1, 0, 1, 0)
    donghe.refresh_from_db()
    assert (donghe.successor, Household.objects.count()) == (None, 2)


def test_who_is_on_file_in_a_closed_village_is_asked_about_no_more(
    send,  # noqa: F811
    donghe,
    dongling,
):
    donghe.closed_on = None
    donghe.save()
    send(of("东河村", *FAMILIES[:3]))
    close(donghe, on=DAY)

    report = send(of("东河村", *FAMILIES))

    assert counts(report) == (0, 0, 1, 1)
    assert Household.objects.get().village == donghe


def test_titles_and_cells_may_name_a_township_as_it_was(send, qingshan):  # noqa: F811
    town = qingshan.parent
    rename(town, "新渔镇", on=DAY)
    town.save()
    home = {"村名": "青山村", "户主": "张伟"}

    by_cell = send(of("青山村", *FAMILIES))
    by_title = send(
        township_list(
            (home, [("张伟", "户主", id_number("19570227", 3))]), unit="渔薪镇扶贫办"
        )
    )

    assert counts(by_cell) == (2, 0, 0, 0)
    [(row, column, reason)] = findings(by_cell, IssueKind.WARNING)
    assert (row, column) == (2, "乡(镇)")
    assert reason.startswith("“渔薪镇”现为新渔镇")
    assert "看不出属于哪个乡镇" not in str(findings(by_title))
