"""A ledger of opinions says villages and bodies as they were once called."""

import pytest

from referrals.actions import committee_of
from referrals.imports.accused import Accused
from referrals.models import Opinion
from tests.base.divisions.merged import DAY, NOTICE
from tests.base.workbooks.books import workbook
from tests.factories.platform import OrganFactory
from tests.factories.referrals import CategoryFactory
from tests.referrals.ledgers import NAME, OPEN, PLAIN, TITLES, bring, counted, found
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.workbooks.actions import answer_all, take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db
OF_VILLAGE = {"交办层级": "村级", "承办单位": "东河村", **OPEN}
LATER = {"收集时间": "2017年7月10日", "意见建议内容": "路灯不亮"}


@pytest.fixture(autouse=True)
def world(way, qingshan):
    CategoryFactory()


def notices(report):
    return [each.reason for each in report.of_kind(IssueKind.WARNING)]


def places():
    rows = Opinion.objects.order_by("collected_on")
    return [(row.village, row.handler and row.handler.division) for row in rows]


def test_it_stays_where_it_was_on_its_day_and_is_handled_by_who_is_there(
    way,
    donghe,
    dongling,
):
    succeed(donghe, dongling)
    rows = OF_VILLAGE, OF_VILLAGE | LATER

    report = bring(way, *rows)

    assert (counted(report), found(report)) == ((2, 0, 0), [])
    assert notices(report) == [NOTICE]
    assert places() == [(donghe, dongling), (dongling, dongling)]
    assert counted(bring(way, *rows)) == (0, 2, 0)


def test_who_handles_it_is_asked_where_no_successor_is_confirmed(
    way,
    donghe,
    dongling,
):
    report = bring(way, OF_VILLAGE, OF_VILLAGE | LATER)

    assert (counted(report), found(report)) == ((2, 0, 0), [])
    issues = list(ImportIssue.objects.open_questions().order_by("pk"))
    assert {issue.about["preset"] for issue in issues} == {str(dongling.pk)}
    answers = [(issue, issue.about["preset"]) for issue in issues]
    assert answer_all(answers, by=way.office) == (2, [])
    assert [handler for _, handler in places()] == [dongling, dongling]
    again = bring(way, OF_VILLAGE, OF_VILLAGE | LATER)
    assert (counted(again), found(again)) == ((0, 2, 0), [])


def test_a_body_is_known_by_its_former_name(way):
    government = Organ.objects.filter(kind=OrganKind.GOVERNMENT).first()
    government = government or OrganFactory(
        kind=OrganKind.GOVERNMENT,
        name="渔薪镇人民政府",
        division=way.group.township,
    )
    way.group.rename("渔薪街道第一代表小组", on=DAY)
    way.group.save()
    bring(way, OPEN)
    government.rename("渔薪街道办事处", on=DAY)
    government.save()

    again, other = bring(way, OPEN), bring(way, OPEN | LATER)

    assert (counted(again), found(again)) == ((0, 1, 0), [])
    assert (counted(other), found(other)) == ((1, 0, 0), [])
    assert set(Opinion.objects.values_list("handler", flat=True)) == {government.pk}


def test_whom_it_is_about_is_led_to_or_asked(
    way,
    donghe,
    dongling,
):
    row = {"反映对象": "东河村委会（李四）", "交办层级": "", "承办单位": "", **OPEN}

    asked = about(way, row)

    assert (counted(asked), found(asked)) == ((0, 0, 1), [])
    issue = ImportIssue.objects.open_questions().get()
    assert issue.about["preset"] == str(dongling.pk)
    assert answer_all([(issue, str(dongling.pk))], by=way.office) == (1, [])
    assert Opinion.objects.get().accused_organ.division == dongling
    succeed(donghe, dongling)
    again = about(way, row)
    assert (counted(again), found(again)) == ((0, 1, 0), [])
    barred = about(way, row | OF_VILLAGE | LATER | {"承办单位": "东岭村"})
    assert "不能由东岭村委会承办" in found(barred)[0][4]


def test_nobody_handles_what_is_about_a_body_that_lives_on_in_his(
    donghe,
    dongling,
):
    accused = Accused(committee_of(donghe))
    succeed(donghe, dongling)
    accused.organ.division.refresh_from_db()
    dongling.refresh_from_db()

    assert accused.bars(None, dongling)


def about(way, row):
    titles = (*TITLES, "反映对象")
    cells = [(PLAIN | {"反映对象": ""} | row)[title] for title in titles]
    data = workbook([["意见建议收集交办台账"], list(titles), cells])
    kind = get_kind("opinions")
    return take(kind, data, name=NAME, by=way.office, accept_rest=True)
