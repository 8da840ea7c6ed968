"""A rule of the database that the check did not ask: the row is named, the others go in."""

import pytest

from poverty.imports import HouseholdKind, kind
from poverty.models import Household
from tests.poverty.imports.books import head, official
from tests.poverty.numbers import id_number
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.workbooks.actions import CheckOutdated, answer_all, take
from tianmen_congress.base.workbooks.columns import TextWidget
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
LONG = "长" * 41
GOOD = head("王强", id_number(serial=9))


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


@pytest.fixture
def _careless(monkeypatch):
    """A check that asks neither for lengths nor for the state beside a year."""
    monkeypatch.setattr(TextWidget, "convert", lambda self, value, **kwargs: value)
    monkeypatch.setattr(kind, "check_state", lambda *args: None)


@pytest.fixture
def send(office):
    def send(*rows, accept_rest=True):
        data = official(*rows)
        return take(
            HouseholdKind(), data, name="名册.xlsx", by=office, accept_rest=accept_rest
        )

    return send


def faults(report):
    return [
        (f.sheet, f.row, f.column, f.reason) for f in report.of_kind(IssueKind.FAULT)
    ]


@pytest.mark.usefixtures("_careless")
@pytest.mark.parametrize(
    ("cells", "column", "reason"),
    [
        ({"脱贫属性": "", "脱贫年度": 2016}, "脱贫年度", "未脱贫的户不填脱贫年度"),
        ({"自然村": LONG}, "序号", "有一项内容过长，请缩短"),
    ],
)
def test_the_row_is_named_and_the_others_go_in(send, cells, column, reason):
    bad = head("张伟", id_number("19570227", 3), **cells)

    report = send(GOOD, bad, head("李明", id_number(serial=5)))

    assert faults(report) == [("Sheet1", 3, column, reason)]
    assert (report.counts.new, report.counts.rejected) == (2, 1)
    assert sorted(h.head_name for h in Household.objects.all()) == ["李明", "王强"]
    batch = ImportBatch.objects.get()
    assert (batch.new, batch.rejected, batch.issues.get().row) == (2, 1, 3)


@pytest.mark.usefixtures("_careless")
def test_nothing_goes_in_where_the_rest_was_not_to_be_taken(send):
    bad = head("张伟", id_number("19570227", 3), 自然村=LONG)

    report = send(GOOD, bad, accept_rest=False)

    assert len(faults(report)) == 1
    assert not Household.objects.exists()
    assert not ImportBatch.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.usefixtures("_careless")
def test_data_that_changed_meanwhile_is_said_to_have_changed(send, monkeypatch):
    checks = iter([True, False])
    is_known = HouseholdKind.plan

    def plan(self, records, sending):
        """The second time one of the households is somebody else's already."""
        if not next(checks):
            records[0].fault("name", "已登记")
        return is_known(self, records, sending)

    monkeypatch.setattr(HouseholdKind, "plan", plan)
    bad = head("张伟", id_number("19570227", 3), 自然村=LONG)

    with pytest.raises(CheckOutdated):
        send(GOOD, bad)


def test_a_household_that_waited_is_refused_with_its_reason(send, office, monkeypatch):
    send(GOOD, head("张伟", id_number("19570227", 3), 脱贫属性="", 脱贫年度=2016))
    wrong = {"id_number": "", "state": "returned", "lifted_year": -1}
    drafted = kind.PlannedHousehold.drafted

    def spoilt(self):
        draft = drafted(self)
        draft.household.lifted_year = wrong["lifted_year"]
        return draft

    monkeypatch.setattr(kind.PlannedHousehold, "drafted", spoilt)

    done, said = answer_all([(ImportIssue.objects.get(), "lifted")], by=office)

    assert (done, len(said)) == (1, 1)
    assert "第3行仍未收" in said[0]
    assert ImportBatch.objects.get().rejected == 1
