"""A list on paper, its address, and what all of its rows have in common."""

import re
from datetime import datetime

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import get_current_timezone

from groups.activities.models import Activity
from referrals.models import Opinion
from referrals.pages.tables import OpinionTable
from supervision.models import Inspection
from tests.base.ui.test_listing import get
from tests.factories.groups import ActivityFactory
from tests.factories.platform import UserFactory, VillageFactory
from tests.factories.referrals import OpinionFactory
from tests.factories.supervision import InspectionFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.base.ui import menu, results
from tianmen_congress.base.ui.listing import rebuild
from visits.models import Visit

pytestmark = pytest.mark.django_db
DIVISIONS = "tianmen_congress.overview.backroom.pages.registers.DivisionListing"


@pytest.fixture
def many(yuxin):
    return [VillageFactory(parent=yuxin, name=f"第{n}村委会") for n in range(21)]


def headings(page):
    return re.findall(r'<th[^>]*scope="col"[^>]*>\s*(?:<a[^>]*>)?([^<\s]+)', page)


def test_paper_holds_the_whole_result_and_not_the_page(client, clerk, many):
    page = get(client, clerk, "print=1&page=2&q=村").content.decode()

    assert page.count("<tr>") == 1 + 21
    assert "共21条" in page
    assert "名称、拼音或代码：村" in page
    assert "pager" not in page


def test_what_is_too_long_for_paper_is_offered_as_a_workbook(
    client, clerk, many, monkeypatch
):
    monkeypatch.setattr(results, "MOST_ON_PAPER", 20)

    page = get(client, clerk, "print=1&q=村").content.decode()

    assert page.count("<tr>") == 0
    assert "共21条" in page
    assert "export=xlsx" in page


def test_a_page_of_a_list_says_that_it_is_not_all(client, clerk, many):
    assert "打印全部请按页面上的“打印”" in get(client, clerk).content.decode()


def test_fields_that_were_left_empty_leave_the_address(client, clerk, yuxin):
    to = get(client, clerk, "q=&parent=&is_open=1&per_page=50")
    bare = get(client, clerk, "q=&parent=")

    assert (to.status_code, to.url) == (302, "/divisions/?is_open=1&per_page=50")
    assert bare.url == reverse("divisions")
    assert get(client, clerk, "is_open=1").status_code == 200


def test_a_column_that_is_the_same_in_every_row_is_told_once(client, clerk, many):
    page = get(client, clerk, "sort=name")

    listing = page.context["listing"]
    # Nothing stands in the columns of what was closed and merged: they go too.
    assert listing.same == [("乡镇(街道)", "渔薪镇")]
    assert "撤销日期" not in headings(page.content.decode())
    assert "乡镇(街道)" not in headings(page.content.decode())
    assert "名称" not in [label for label, _ in listing.same]


def test_one_row_elsewhere_on_a_later_page_keeps_the_column(
    client, office, many, duobao
):
    VillageFactory(parent=duobao, name="柳村委会")

    page = get(client, office, "sort=code")

    assert "乡镇(街道)" in headings(page.content.decode())
    assert page.context["listing"].same == []


def test_one_row_alone_keeps_all_of_its_columns(client, clerk, yuxin):
    VillageFactory(parent=yuxin)

    assert get(client, clerk).context["listing"].same == []


def test_the_workbook_keeps_the_column(clerk, many):
    listing = rebuild(DIVISIONS, clerk, query=QueryDict(), hidden=[])

    assert "乡镇(街道)" in next(listing.values())


def test_a_column_that_hides_something_never_tells_that_it_is_the_same():
    """All of one group, and one of them in confidence: its group would be told."""
    compared = OpinionTable.comparable(Opinion, besides=())

    assert "township" in compared
    assert not {"group", "holder", "recorded_by", "state", "due_on"} & set(compared)


RECORDS = {
    "visits:list": (VisitFactory, Visit),
    "referrals:list": (OpinionFactory, Opinion),
    "activities:list": (ActivityFactory, Activity),
    "supervision:inspection_list": (InspectionFactory, Inspection),
}


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_found_by_who_entered_them_and_when(client, office, name):
    factory, model = RECORDS[name]
    mine, other = factory(recorded_by=office), factory(recorded_by=UserFactory())
    # Ten at night in London is the next day here.
    at = datetime(2017, 6, 2, 0, 30, tzinfo=get_current_timezone())
    model.objects.filter(pk=mine.pk).update(recorded_at=at)
    client.force_login(office)

    def found(query):
        page = client.get(f"{reverse(name)}?{query}")
        return {row.pk for row in page.context["listing"].found}

    assert found("") == {mine.pk, other.pk}
    assert found("entered_by_me=1") == {mine.pk}
    assert found("entered_since=2017-06-02&entered_until=2017-06-02") == {mine.pk}
    assert found("entered_until=2017-06-01") == set()


def test_calls_and_what_visits_reached_stand_in_the_menu(clerk):
    walks = next(s for s in menu.sections_for(clerk, "/") if s.title == "走访")

    labels = [entry.label for entry in walks.entries]
    assert {"走访记录", "入户记录", "走访村", "走访户"} <= set(labels)
