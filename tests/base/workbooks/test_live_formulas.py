"""No text that somebody typed comes alive in a workbook that somebody else opens."""

import io
import zipfile

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.referrals import ConferenceFactory, OpinionFactory
from tests.factories.supervision import FindingFactory, InspectionFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
PAYLOADS = [
    '=HYPERLINK("http://127.0.0.1/"&A1)',
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "%0A=1+1",
    "=DDE(1)",
]
# Pages with an export of their own, and what is asked of each.
LISTS = [
    *("deputies:list", "deputies:roster", "groups:list", "activities:list"),
    *("poverty:household_list", "poverty:village_list", "visits:list", "visits:calls"),
    *("visits:villages", "visits:households", "pairings:list", "referrals:list"),
    *("supervision:finding_list", "workbooks:list", "workbooks:questions"),
]
REPORTS = [
    *("visit-ledger", "opinion-ledger", "activity-summary", "inspection-summary"),
    *("deputy-roster", "group-roster"),
]
each = pytest.mark.parametrize("text", PAYLOADS)


def sow(group, village, user, text):
    """Rows of every room with `text` wherever somebody types."""
    name = text[:38]
    mandate = MandateFactory(
        person__name=name, person__work=text, township=group.township
    )
    person = mandate.person
    GroupVillageFactory(group=group, village=village)
    MembershipFactory(group=group, person=person, is_leader=True)
    ActivityFactory(group=group, title=text, summary=text, place=text)
    home = HouseholdFactory(village=village, head_name=name, hamlet=text, note=text)
    MemberFactory(household=home, name=name, relation="head", working_place=text[:30])
    PoorVillageFactory(village=village, main_industry=text, support_unit=text)
    visit = VisitFactory(group=group, village=village, note=text, recorder=name)
    visit.participations.create(person=person)
    CallFactory(visit=visit, household=home, answers={"ask_basics": text})
    PairingFactory(group=group, person=person, household=home, plan=text)
    OpinionFactory(group=group, village=village, title=text, text=text)
    inspection = InspectionFactory(township=group.township, group=group, summary=text)
    FindingFactory(inspection=inspection, text=text)
    ConferenceFactory(title=text)
    batch = ImportBatch.objects.create(
        kind="deputies", file_name=text, created_by=user, state="written"
    )
    ImportIssue.objects.create(
        batch=batch, kind="question", sheet=text, row=1, value=text, reason=text
    )


def saved(response):
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def check_dead(data):
    """No formula, no link, nothing but numbers and text that begins harmlessly or is quoted."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheets = [part for name, part in parts.items() if "worksheets/" in name]
    assert not any(b"<f>" in part or b"<f " in part for part in sheets)
    assert not any(b"<hyperlink" in part for part in sheets)
    assert not any("externalLink" in name for name in parts)
    for sheet in load_workbook(io.BytesIO(data)).worksheets:
        for row in sheet.iter_rows():
            check_cells(row)


def check_cells(row):
    for cell in row:
        assert cell.data_type != "f"
        if isinstance(cell.value, str) and cell.value[:1] in ("=", "+", "-", "@"):
            assert cell.data_type == "s"
            assert cell.quotePrefix


@pytest.fixture
def sown(client, office, yuxin_group, qingshan, campaign, request):
    client.force_login(office)

    def sown(text):
        yuxin_group.village_links.all().delete()
        sow(yuxin_group, qingshan, office, text)
        return client

    return sown


@each
def test_no_list_hands_out_a_live_cell(sown, text):
    client = sown(text)

    for name in LISTS:
        check_dead(saved(client.get(reverse(name), {"export": "xlsx"})))


@each
def test_no_report_hands_out_a_live_cell(sown, text):
    client = sown(text)

    for slug in REPORTS:
        url = reverse("figures:report", args=[slug])
        check_dead(saved(client.get(url, {"export": "1"})))


@each
def test_the_roster_of_households_hands_out_no_live_cell(sown, text):
    check_dead(saved(sown(text).post(reverse("poverty:roster_export"))))


def test_what_was_typed_is_there_to_be_read(sown):
    """Dead, and not mutilated: nobody's words are changed."""
    text = PAYLOADS[0]
    data = saved(sown(text).get(reverse("referrals:list"), {"export": "xlsx"}))

    sheet = load_workbook(io.BytesIO(data)).active
    assert text in {cell for row in sheet.values for cell in row}


@pytest.mark.parametrize("slug", ["deputies", "groups", "households", "visits"])
def test_no_template_holds_a_live_cell(client, office, slug):
    client.force_login(office)

    check_dead(saved(client.get(reverse("workbooks:template", args=[slug]))))
