"""Whatever tells of a day has the names of that day: pages, lists, papers, tables."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.http import QueryDict
from django.urls import reverse
from django.utils.timezone import localdate

from groups.activities.pages.listings import ActivityListing, AttendanceListing
from groups.models import DeputyGroup
from poverty.pages.listings import VillageListing as PoorVillages
from referrals.enums import State
from referrals.models import JointConference, Opinion
from referrals.pages.listings import DispatchListing, OpinionListing
from referrals.papers import (
    conference_minutes,
    conference_pack,
    dispatched,
    sheet_of,
)
from referrals.papers.pack import sheets
from referrals.queries.rates import rates_by
from referrals.shown.dispatches import dispatches_of, lines_of
from referrals.shown.record import summary
from referrals.shown.sessions import agenda
from referrals.shown.sources import SourceWords
from supervision.pages.listings import FindingListing, InspectionListing
from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.referrals import ConferenceFactory
from tests.factories.supervision import FindingFactory, InspectionFactory, ItemFactory
from tests.factories.visits import CallFactory, VisitFactory
from tests.referrals.conftest import holidays, way, whole_way  # noqa: F401
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import rename
from tianmen_congress.base.figures.registry import Asked, all_tables
from tianmen_congress.base.ui import history
from tianmen_congress.base.ui.listing import Listing, rebuild
from visits.pages.listings import (
    CallListing,
    HouseholdListing,
    VillageListing,
    VisitListing,
)

pytestmark = pytest.mark.django_db
BEFORE, DAY, AFTER = date(2017, 6, 20), date(2017, 7, 1), date(2017, 7, 20)
LAST = DAY - timedelta(days=1)
# The town and its village, until the day and since.
OLD, NEW = ("渔薪镇", "青山村委会"), ("丁家街道", "绿水社区")
VISITS = f"{VisitListing.__module__}.{VisitListing.__name__}"


@dataclass
class Records:
    """One of each that tells of `day`."""

    day: date
    visit: object
    opinions: dict
    activity: object
    inspections: list
    session: JointConference


def records_of(day, way, village) -> Records:  # noqa: F811
    at = {"campaign": way.campaign}
    visit = VisitFactory(group=way.group, village=village, visited_on=day, **at)
    CallFactory(visit=visit)
    activity = ActivityFactory(group=way.group, held_on=day, is_on_behalf=True, **at)
    activity.attendances.create(person=PersonFactory())
    own = {"township": way.group.township, "inspected_on": day}
    inspections = [InspectionFactory(group=g, **own) for g in (way.group, None)]
    for each in inspections:
        FindingFactory(item=ItemFactory(inspection=each), inspection=each)
    session = ConferenceFactory(held_on=day, **at)
    opinions = opinions_of(way, session, village=village, collected_on=day)
    return Records(day, visit, opinions, activity, inspections, session)


def opinions_of(way, session, **given) -> dict:  # noqa: F811
    """By paper the opinion of which it is printed."""
    ended = way.to(State.CLOSED, **given)
    urged = way.step(way.to(State.HANDLING, **given), "urge")
    tabled = way.step(
        way.to(State.ACCEPTED, **given), "put_on_agenda", conference=session
    )
    assigned = way.step(tabled, "assign", co_units=[way.co_unit])
    return {
        "answer": ended,
        "handover": ended,
        "urge": urged,
        "assignment": assigned,
        "notice": way.to(State.SET_ASIDE, **given),
        "discipline": way.to(State.DISCIPLINE, **given),
    }


def in_rows(kind: type[Listing], user, day) -> str:
    """What the list and its workbook say of the records of that day; an opinion that is
    at its end, for who has it in hand has the name of today."""
    more = "&state=closed" if kind is OpinionListing else ""
    query = QueryDict(f"since={day}&until={day}{more}")
    listing = rebuild(
        f"{kind.__module__}.{kind.__name__}", user, query=query, hidden=[]
    )
    _, *rows = listing.values()
    assert rows
    cells = [str(cell) for row in listing.table.rows for cell in row]
    return f"{rows} {cells}"


def on_sheets(records: Records, user) -> Iterable[tuple[str, str]]:
    """Papers, by what each is called."""
    for slug, opinion in records.opinions.items():
        yield slug, str(sheet_of(slug, opinion, user=user))
    [sent] = dispatches_of(records.opinions["answer"], user=user)
    yield "dispatch", str(dispatched(sent, lines_of(sent, user=user), user=user))
    session = records.session
    items = agenda(session, user=user)
    yield "pack", str(conference_pack(session, items, user=user))
    yield "minutes", str(conference_minutes(session, items, user=user))
    told = [(table.title, list(rows)) for table, rows in sheets(session, user=user)]
    yield "workbook", str(told)


def on_pages(records: Records, client) -> Iterable[tuple[str, str]]:
    """Pages of records, by the name of the address."""
    visit, ended = records.visit.pk, records.opinions["answer"].pk
    of_group, of_town = (each.pk for each in records.inspections)
    finding = records.inspections[0].findings.get().pk
    for name, pk in (
        ("visits:detail", visit),
        ("visits:print", visit),
        ("visits:void", visit),
        ("activities:detail", records.activity.pk),
        ("supervision:inspection_detail", of_group),
        ("supervision:inspection_print", of_group),
        ("supervision:inspection_void", of_town),
        ("supervision:finding_detail", finding),
        ("referrals:detail", ended),
        ("referrals:print", ended),
        ("referrals:conference", records.session.pk),
    ):
        page = client.get(reverse(name, args=[pk]))
        assert page.status_code == 200, name
        yield name, page.content.decode()


LISTS = (
    *(VisitListing, CallListing, VillageListing, HouseholdListing),
    *(ActivityListing, AttendanceListing, InspectionListing, FindingListing),
    *(OpinionListing, DispatchListing),
)


def said(records: Records, office, client) -> dict[str, str]:
    lists = ((kind.__name__, in_rows(kind, office, records.day)) for kind in LISTS)
    return dict([*lists, *on_sheets(records, office), *on_pages(records, client)])


# What names the village too; all else names the township, its bodies and groups.
WITH_VILLAGE = {
    *("VisitListing", "CallListing", "VillageListing", "HouseholdListing"),
    *("OpinionListing", "handover", "dispatch"),
    *("visits:detail", "visits:print", "visits:void"),
    *("referrals:detail", "referrals:print"),
}


@pytest.fixture
def renamed(way, qingshan):  # noqa: F811
    """What was before and after the day on which the town and the village got names."""
    before = records_of(BEFORE, way, qingshan)
    town = way.group.township
    for place, name in zip((town, qingshan), NEW, strict=True):
        rename(place, name, on=DAY)
        place.save()
    # What was read before knows none of it.
    way.group = DeputyGroup.objects.select_related("township").get(pk=way.group.pk)
    way.handler.refresh_from_db()
    return before, records_of(AFTER, way, qingshan)


def names_in(texts: dict[str, str]) -> dict[str, set[str]]:
    return {
        what: {name for name in (*OLD, *NEW) if name in text}
        for what, text in texts.items()
    }


def test_what_tells_of_a_day_has_the_names_of_that_day(renamed, office, client):
    client.force_login(office)
    for records, (town, village) in zip(renamed, (OLD, NEW), strict=True):
        found = names_in(said(records, office, client))

        assert found == {
            what: {town, village} if what in WITH_VILLAGE else {town} for what in found
        }


# Of today, whatever is asked for: what goes out to come in again, whom to ring.
OF_TODAY = {"group-roster", "deputy-roster", "call-list"}
# A line for each record, with the names of its own day.
LEDGERS = {"activity-ledger", "visit-ledger", "opinion-ledger"}


def lines_of_tables(asked: Asked, user) -> dict[str, str]:
    return {
        each.slug: str([line.values for line in each(user, asked).rows()])
        for each in all_tables()
        if each.slug not in OF_TODAY
    }


def test_a_table_of_a_day_has_the_names_of_that_day(renamed, way, office):  # noqa: F811
    """Asked for as of the day before, and as of today."""
    at = {"campaign": way.campaign}
    past = names_in(lines_of_tables(Asked(until=LAST, **at), office))
    now = names_in(lines_of_tables(Asked(**at), office))

    named = {slug for slug, names in past.items() if names}
    assert {slug for slug, names in now.items() if names} == named
    assert all(past[slug] <= set(OLD) for slug in named)
    assert all(now[slug] <= set(NEW) for slug in named - LEDGERS)
    assert all(now[slug] & set(NEW) and now[slug] & set(OLD) for slug in LEDGERS)
    assert len(named) > 10
    units = [
        line.label for line in rates_by("unit", user=office, asked=Asked(until=LAST))
    ]
    assert units == ["市交通运输局", "渔薪镇人民政府", "合计"]


def test_whoever_has_an_opinion_in_hand_has_the_name_of_today(renamed, office):
    opinion = renamed[0].opinions["urge"]

    said = dict(summary(Opinion.objects.get(pk=opinion.pk), user=office))

    assert (said["当前经办"], said["承办单位"]) == ("丁家街道人民政府",) * 2
    assert said["所涉村"] == "青山村委会"


def test_what_is_entered_late_has_the_names_of_the_day_on_which_it_was_done(
    renamed,
    way,  # noqa: F811
):
    opinion = way.to(State.HANDLING, collected_on=BEFORE)
    opinion = way.step(opinion, "add_local", on=BEFORE)

    told = dict(opinion.history.get(name="refer").words)
    recalled = dict(opinion.recalls.first().words)

    assert "渔薪镇人民政府" in told.values()
    assert recalled["承办单位"] == "渔薪镇人民政府"


def test_a_group_in_confidence_is_hidden_by_each_of_its_names(renamed, way):  # noqa: F811
    opinion = renamed[0].opinions["assignment"]
    opinion.is_confidential, opinion.group = True, way.group
    words = SourceWords(opinion, way.unit)

    told = {name: words.hide(f"据{name}第一代表小组反映") for name in (OLD[0], NEW[0])}

    assert set(told.values()) == {"据收集方反映"}


def test_a_column_that_is_the_same_is_told_once_where_it_had_one_name(renamed, clerk):
    def told(query):
        rows = rebuild(VISITS, clerk, query=QueryDict(query), hidden=[])
        return "township" in rows.told_once(rows.table), dict(rows.same).get("乡镇")

    visit = renamed[0].visit
    same = {"group": visit.group, "village": visit.village, "visited_on": LAST}
    VisitFactory(campaign=visit.campaign, **same)

    assert told(f"until={LAST}") == (True, OLD[0])
    assert told("") == (False, None)


def test_a_place_that_got_its_old_name_back_had_two_between_the_days():
    place = Division(name="青山村")
    place.rename("绿水村", on=DAY)
    place.rename("青山村", on=AFTER)

    assert place.names_between(BEFORE, AFTER) == {"青山村", "绿水村"}
    assert place.names_between(None, None) == {"青山村"}


def test_visits_are_found_by_each_name_of_their_village(renamed, office):
    def found(text):
        rows = rebuild(VISITS, office, query=QueryDict(f"q={text}"), hidden=[])
        return set(rows.found)

    both = {each.visit for each in renamed}
    wanted = ("青山", "绿水社区", "qingshan", "qs", "lvshui")

    assert {text: found(text) for text in wanted} == dict.fromkeys(wanted, both)
    assert found("红山") == set()


def test_poor_villages_are_found_by_a_former_name(renamed, qingshan, office):
    row = PoorVillageFactory(village=qingshan)
    path = f"{PoorVillages.__module__}.{PoorVillages.__name__}"

    for text in ("青山村", "绿水"):
        rows = rebuild(path, office, query=QueryDict(f"q={text}"), hidden=[])
        assert list(rows.found) == [row]


def test_a_line_of_a_history_has_the_names_of_the_day_on_which_it_was_written(
    clerk, qingshan, yuxin
):
    home, elsewhere = HouseholdFactory(village=qingshan), VillageFactory(parent=yuxin)
    with acting_as(clerk):
        home.village = elsewhere
        home.save()
    written = elsewhere.name
    rename(elsewhere, "绿水社区", on=localdate() + timedelta(days=1))
    elsewhere.save()

    [moved, _] = history.events(home, user=clerk)

    assert (moved.changes[0].old, moved.changes[0].new) == (qingshan.name, written)
