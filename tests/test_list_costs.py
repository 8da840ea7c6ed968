"""Every list asks the database the same number of questions for one row and for three.

Whoever adds a list is told to write down what it costs; a list that asks once more for
each of its rows stops answering when the city's rows are in.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from groups.models import DeputyGroup
from tests.access_rows import rows_of
from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupFactory, MembershipFactory
from tests.factories.platform import OrganFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.referrals import OpinionFactory
from tests.factories.visits import PairingFactory
from tests.walk import list_paths
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch

pytestmark = pytest.mark.django_db

# List -> where it is, and how many queries its page asks, those of the frame included.
COSTS = {
    "deputies.pages.listings.PeopleListing": ("deputies:list", 16),
    "deputies.pages.listings.RosterListing": ("deputies:roster", 13),
    "groups.activities.pages.listings.ActivityListing": ("activities:list", 15),
    "groups.activities.pages.listings.AttendanceListing": (
        "activities:attendances",
        15,
    ),
    "groups.pages.listings.GroupListing": ("groups:list", 14),
    "groups.places.pages.listings.PlaceListing": ("places:list", 15),
    "poverty.pages.listings.HouseholdListing": ("poverty:household_list", 14),
    "poverty.pages.listings.VillageListing": ("poverty:village_list", 12),
    "referrals.pages.listings.DispatchListing": ("referrals:dispatches", 15),
    "referrals.pages.listings.InboxListing": ("referrals:inbox", 24),
    "referrals.pages.listings.OpinionListing": ("referrals:list", 22),
    "referrals.pages.listings.RecallListing": ("referrals:recalls", 11),
    "referrals.pages.listings.UnitListing": ("referrals:units", 11),
    "referrals.pages.views.conferences.ConferenceListing": (
        "referrals:conferences",
        11,
    ),
    "supervision.pages.listings.FindingListing": ("supervision:finding_list", 14),
    "supervision.pages.listings.InspectionListing": ("supervision:inspection_list", 16),
    "supervision.pages.listings.TeamListing": ("supervision:team_list", 12),
    "tianmen_congress.overview.backroom.pages.registers.DivisionListing": (
        "divisions",
        13,
    ),
    "tianmen_congress.overview.backroom.pages.registers.TownshipListing": (
        "townships",
        12,
    ),
    "tianmen_congress.overview.backroom.pages.registers.TrailListing": ("audit", 10),
    "tianmen_congress.overview.backroom.pages.registers.UnitListing": ("units", 11),
    "tianmen_congress.base.workbooks.pages.listings.BatchListing": (
        "workbooks:list",
        12,
    ),
    "tianmen_congress.base.workbooks.pages.listings.QuestionListing": (
        "workbooks:questions",
        11,
    ),
    "visits.pages.listings.CallListing": ("visits:calls", 16),
    "visits.pages.listings.HouseholdListing": ("visits:households", 16),
    "visits.pairings.pages.listings.PairingListing": ("pairings:list", 12),
    "visits.pairings.pages.listings.DeedListing": ("pairings:deeds", 15),
    "visits.pairings.pages.listings.EffectListing": ("pairings:effects", 15),
    "visits.support.pages.listings.VillagePairingListing": ("support:list", 12),
    "visits.support.pages.listings.VillageProjectListing": ("support:projects", 13),
    "visits.support.pages.listings.UnpairedListing": ("support:unpaired", 12),
    "visits.support.pages.listings.UnpairedVillageListing": (
        "support:unpaired_villages",
        12,
    ),
    "visits.support.pages.listings.IdleDeputyListing": ("support:idle", 15),
    "visits.support.pages.listings.StaleListing": ("support:stale", 14),
    "visits.support.pages.listings.PairedTwiceListing": ("support:twice", 12),
    "visits.pages.listings.VillageListing": ("visits:villages", 16),
    "visits.pages.listings.VisitListing": ("visits:list", 18),
    "supervision.duties.pages.listings.DiaryListing": ("duties:diary", 15),
    "visits.receptions.pages.listings.PlanListing": ("receptions:plans", 12),
    "visits.receptions.pages.listings.ReceptionListing": ("receptions:list", 20),
}
# The office sees all rows of the others.
READ_BY_THE_AUDITOR = {"audit"}
# The trail also has a line for each account and post that the rows need.
NARROWED = {"audit": {"kind": Kind.EXPORT}}


def _unpaired(group: DeputyGroup) -> None:
    """A village, a household and a deputy without a pair, and a household with two."""
    there = {"village__parent": group.township}
    PoorVillageFactory(**there)
    HouseholdFactory(**there)
    seat = MandateFactory(township=group.township)
    MembershipFactory(group=group, person=seat.person)
    twice = HouseholdFactory(**there)
    PairingFactory(group=group, household=twice)
    PairingFactory(group=group, household=twice)


@pytest.fixture
def add_rows(visit_form, office, clerk):
    """Adds a row to each list, with what hangs on it, in a township of its own."""

    def add_rows(name):
        group = GroupFactory()
        rows_of(group, name, clerk)
        _unpaired(group)
        OpinionFactory(holder=office.live_posts[0].organ, title=f"{name}待办")
        OrganFactory(name=f"{name}单位")
        batch = ImportBatch.objects.latest("pk")
        batch.state = BatchState.WRITTEN
        batch.save()
        batch.issues.create(kind=IssueKind.QUESTION, row=1, reason="请选择")
        record(Kind.EXPORT, by=clerk, subject=name, township=batch.township)

    return add_rows


@pytest.fixture
def open_all(office, auditor):
    """Opens every list once: how many rows it shows, and how many queries it asks."""
    desks = {user: Client() for user in (office, auditor)}
    for user, desk in desks.items():
        desk.force_login(user)

    def open_all():
        shown, asked = {}, {}
        for path, (name, _) in COSTS.items():
            desk = desks[auditor if name in READ_BY_THE_AUDITOR else office]
            with CaptureQueriesContext(connection) as queries:
                listing = desk.get(reverse(name), NARROWED.get(name)).context["listing"]
            assert listing.path == path
            shown[path], asked[path] = len(listing.table.page), len(queries)
        return shown, asked

    return open_all


def test_every_list_has_its_cost_written_down():
    assert set(COSTS) == set(list_paths())


def test_each_list_costs_the_same_for_one_row_and_for_three(add_rows, open_all):
    add_rows("甲")
    few, of_few = open_all()
    add_rows("乙")
    add_rows("丙")
    many, of_many = open_all()

    assert {path for path in COSTS if not 1 <= few[path] <= many[path] - 2} == set()
    assert of_many == of_few
    assert of_few == {path: cost for path, (_, cost) in COSTS.items()}
