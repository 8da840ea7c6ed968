"""A ledger of visits says villages as they were called on its days."""

import pytest
from django.urls import reverse

from tests.base.divisions.merged import DAY, NOTICE
from tests.factories.poverty import HouseholdFactory
from tests.visits.test_ledger_rows import line, outcome, reasons, take
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.workbooks.actions import answer_all
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue
from visits.models import HouseholdCall, Visit

pytestmark = pytest.mark.django_db
BEFORE, AFTER = "2017.6.5", "2017.7.10"


def went(day, village, household=""):
    return line(走访日期=day, 走访村=village, 走访贫困户=household)


def notices(report):
    return [each.reason for each in report.of_kind(IssueKind.WARNING)]


def test_a_row_goes_to_the_village_that_stood_on_its_day(
    outing,
    clerk,
    donghe,
    dongling,
):
    succeed(donghe, dongling)
    rows = went(BEFORE, "东河村"), went(AFTER, "东河村"), went("2017.7.11", "东河村")

    report = take(*rows, by=clerk)

    assert (outcome(report), notices(report)) == ((3, 0, 0, 0), [NOTICE])
    villages = [visit.village for visit in Visit.objects.order_by("visited_on")]
    assert villages == [donghe, dongling, dongling]
    assert outcome(take(*rows, by=clerk)) == (0, 0, 3, 0)


def test_a_village_of_no_confirmed_successor_is_asked_with_the_likeliest_chosen(
    client,
    outing,
    clerk,
    donghe,
    dongling,
):
    report = take(went(BEFORE, "东河村"), went(AFTER, "东河村"), by=clerk)

    assert (outcome(report), reasons(report)) == ((1, 0, 0, 1), [])
    issue = ImportIssue.objects.open_questions().get()
    client.force_login(clerk)
    page = client.get(reverse("workbooks:questions")).content.decode()
    assert f'value="{dongling.code}" checked' in page
    assert "先不答复" in page
    assert answer_all([(issue, dongling.code)], by=clerk) == (1, [])
    villages = [visit.village for visit in Visit.objects.order_by("visited_on")]
    assert villages == [donghe, dongling]

    again = take(went("2017.7.11", "东河村"), by=clerk)

    assert outcome(again) == (1, 0, 0, 0)
    donghe.refresh_from_db()
    assert donghe.successor is None


def test_of_two_heads_of_one_name_the_one_of_the_village_named_is_meant(
    outing,
    clerk,
    donghe,
    dongling,
):
    moved = HouseholdFactory(village=donghe, head_name="张三")
    stayed = HouseholdFactory(village=dongling, head_name="张三")
    succeed(donghe, dongling)
    moved.village = dongling
    moved.save()

    report = take(
        went(BEFORE, "东河村", "张三"),
        went(BEFORE, "牌岭村", "张三"),
        went(AFTER, "东岭村", "张三"),
        by=clerk,
    )

    assert (outcome(report), notices(report)) == ((2, 0, 0, 1), [])
    homes = dict(HouseholdCall.objects.values_list("visit__village", "household"))
    assert homes == {donghe.pk: moved.pk, dongling.pk: stayed.pk}
    question = ImportIssue.objects.open_questions().get()
    assert question.about["field"] == "household"


def test_what_happened_in_a_village_since_it_was_closed_is_on_file_there(
    outing,
    clerk,
    donghe,
    dongling,
):
    """The list came late: it held already when the group went there."""
    donghe.closed_on = None
    donghe.save()
    row = went(AFTER, "东河村")
    take(row, by=clerk)
    close(donghe, on=DAY)

    assert outcome(take(row, by=clerk)) == (0, 0, 1, 0)
    succeed(donghe, dongling)
    assert outcome(take(row, by=clerk)) == (0, 0, 1, 0)
    assert Visit.objects.get().village == donghe
