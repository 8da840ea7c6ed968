"""Lists of the visits room: rows by role, order, columns, workbook, chips."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.http import QueryDict
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import CampaignFactory, VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.campaigns.models import Campaign
from visits import actions
from visits.enums import VisitKind
from visits.models import Visit

pytestmark = pytest.mark.django_db
JUNE = [date(2017, 6, day) for day in (1, 8, 15)]


@pytest.fixture
def four(yuxin_group, second_group, duobao_group, deputy, qingshan, household):
    """Of 渔薪 one by the first group, one by its deputy, one by the second; one of 多宝."""
    joint = VisitFactory(
        group=yuxin_group, village=qingshan, visited_on=JUNE[0], recorder="钱一鸣"
    )
    alone = VisitFactory(
        group=yuxin_group,
        village=qingshan,
        visited_on=JUNE[1],
        kind=VisitKind.PAIRED,
        recorder="孙二娘",
    )
    alone.deputies.add(deputy.person)
    CallFactory(visit=alone, household=household)
    village = VillageFactory(parent=second_group.township, name="白湖村委会")
    second = VisitFactory(
        group=second_group, village=village, visited_on=JUNE[2], recorder="李三才"
    )
    foreign = VisitFactory(group=duobao_group, visited_on=JUNE[0])
    return {"joint": joint, "alone": alone, "second": second, "foreign": foreign}


def names(rows, four):
    known = {visit.pk: name for name, visit in four.items()}
    return [known[row.pk] for row in rows]


def listing_of(client, path="", **query):
    return client.get(f"/visits/{path}", query).context["listing"]


def shown(client, four, **query):
    rows = listing_of(client, **query).table.page
    return names([row.record for row in rows], four)


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"joint", "alone", "second", "foreign"}),
        ("leader", {"joint", "alone", "second", "foreign"}),
        ("clerk", {"joint", "alone", "second"}),
        ("supervisor", {"joint", "alone", "second"}),
        ("other_clerk", {"foreign"}),
        ("secretary", {"joint", "alone"}),
        ("other_secretary", {"second"}),
        ("deputy", {"alone"}),
    ],
)
def test_each_role_sees_its_rows_in_the_list_and_in_its_workbook(
    client, request, four, who, seen
):
    client.force_login(request.getfixturevalue(who))

    found = listing_of(client).found
    rows = sheet_rows(client.get("/visits/", {"export": "xlsx"}))

    assert set(names(found, four)) == seen
    assert {row[0] for row in rows} == set(range(1, len(seen) + 1))


@pytest.mark.parametrize("who", ["unit", "sysadmin", "secadmin", "auditor"])
@pytest.mark.parametrize(
    "path", ["", "calls/", "villages/", "households/", "pairings/"]
)
def test_who_has_nothing_to_do_with_visits_opens_no_list(client, request, who, path):
    client.force_login(request.getfixturevalue(who))

    assert client.get(f"/visits/{path}").status_code == 403
    assert client.get(f"/visits/{path}", {"export": "xlsx"}).status_code == 403


def sheet_rows(response):
    """The rows of a workbook between the heads and the count."""
    book = load_workbook(BytesIO(response.getvalue()))
    rows = list(book.active.values)
    first = next(n for n, row in enumerate(rows) if row[0] == "序号") + 1
    last = next(n for n, row in enumerate(rows) if str(row[0]).startswith("共"))
    return rows[first:last]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("visited_on", ["joint", "alone", "second"]),
        ("-visited_on", ["second", "alone", "joint"]),
        ("village", ["second", "joint", "alone"]),
        ("group", ["joint", "alone", "second"]),
        ("-group", ["second", "joint", "alone"]),
        ("-call_count", ["alone", "joint", "second"]),
        ("recorder", ["alone", "second", "joint"]),
        ("people", ["second", "alone", "joint"]),
        ("nonsense", ["second", "alone", "joint"]),
    ],
)
def test_the_list_is_sorted_by_its_columns(clerks_desk, four, sort, order):
    assert shown(clerks_desk, four, sort=sort) == order


def test_without_an_order_the_newest_come_first(clerks_desk, four):
    assert shown(clerks_desk, four) == ["second", "alone", "joint"]


@pytest.mark.parametrize(
    "query",
    [
        "kind=paired",
        "since=2017.6.5&until=2017.6.10",
        "q=白湖",
        "q=baihu",
        "q=bh",
        "sort=visited_on",
        "kind=joint&sort=-village",
        "state=all",
        "q=没有",
    ],
)
def test_the_workbook_holds_the_rows_and_the_order_of_the_list(
    clerks_desk, four, query
):
    asked = QueryDict(query, mutable=True)
    rows = listing_of(clerks_desk, **asked.dict()).table.page
    days = [row.record.visited_on for row in rows]

    book = clerks_desk.get(f"/visits/?{query}&export=xlsx")

    assert [row[1].date() for row in sheet_rows(book)] == days


def test_the_workbook_names_filter_and_count_and_is_recorded(clerks_desk, four, clerk):
    book = clerks_desk.get("/visits/", {"kind": "paired", "export": "xlsx"})

    cells = [
        str(cell)
        for row in load_workbook(BytesIO(book.getvalue())).active.values
        for cell in row
        if cell is not None
    ]
    entry = TrailEntry.objects.get(kind=Kind.EXPORT)
    assert "共1条" in cells
    assert any("联户走访" in cell for cell in cells)
    assert (entry.user, entry.subject, entry.rows) == (clerk, "走访记录", 1)


@pytest.mark.parametrize(
    ("query", "label", "value"),
    [
        ({"kind": "paired"}, "走访方式", "联户走访"),
        ({"since": "6月5日"}, "走访日期起", "2017-06-05"),
        ({"state": "void"}, "状态", "已作废"),
        ({"q": "白湖"}, "村、户主、记录人", "白湖"),
        ({"campaign": "2017"}, "活动主题", "聚力脱贫攻坚、五级代表在行动"),
    ],
)
def test_a_filter_in_force_is_a_chip_in_words(clerks_desk, four, query, label, value):
    [chip] = listing_of(clerks_desk, **query).chips

    assert (chip.label, chip.value) == (label, value)
    # With one condition less it finds no less: not the current campaign's alone.
    assert chip.url == "?campaign=all"


def test_rows_chosen_by_a_box_are_chips_with_their_names(clerks_desk, four):
    query = {
        "group_pk": four["joint"].group.pk,
        "village_pk": four["joint"].village.pk,
    }

    chips = {chip.label: chip for chip in listing_of(clerks_desk, **query).chips}

    assert chips["代表小组"].value == "渔薪镇第一代表小组"
    assert chips["走访村"].value == "青山村委会"
    assert chips["走访村"].url == f"?group_pk={query['group_pk']}"


def test_a_day_that_cannot_be_read_shows_no_rows_and_says_so(clerks_desk, four):
    page = clerks_desk.get("/visits/", {"since": "昨天"})

    assert page.context["listing"].total == 0
    assert "“昨天”不是日期" in page.content.decode()


def test_of_a_deputys_search_only_his_own_visits_are_found(client, four, deputy):
    client.force_login(deputy)

    found = listing_of(client, deputy_pk=deputy.person.pk).found

    assert names(found, four) == ["alone"]


def test_two_deputies_of_one_visit_are_one_row(clerks_desk, four, yuxin_group):
    for _ in range(3):
        four["joint"].deputies.add(PersonFactory())

    assert shown(clerks_desk, four).count("joint") == 1


def test_a_head_of_household_is_not_looked_for_by_who_sees_masks(client, four, leader):
    client.force_login(leader)
    assert listing_of(client, q="张三丰").total == 0
    assert listing_of(client, q="白湖").total == 1


def test_masked_readers_get_masked_workbooks(client, four, leader, clerk):
    for user, name in ((leader, "张*丰"), (clerk, "张三丰")):
        client.force_login(user)
        for path in ("calls/", "households/"):
            rows = sheet_rows(client.get(f"/visits/{path}", {"export": "xlsx"}))
            cells = {str(cell) for row in rows for cell in row}
            assert name in cells, path


def test_calls_are_listed_each_under_its_household(clerks_desk, four, qingshan):
    other = HouseholdFactory(village=qingshan, head_name="王五")
    CallFactory(visit=four["alone"], household=other)

    rows = listing_of(clerks_desk, "calls/").found

    assert [call.household.head_name for call in rows] == ["张三丰", "王五"]


def test_nothing_of_a_visit_struck_off_is_listed_anywhere(clerks_desk, four):
    Visit.objects.update(voided_at="2017-07-01T00:00Z", void_reason="重复")

    for path in ("", "calls/", "villages/", "households/"):
        assert listing_of(clerks_desk, path).total == 0


def test_the_numbers_of_villages_lead_to_the_visits_they_count(clerks_desk, four):
    page = clerks_desk.get("/visits/villages/", {"since": "2017-06-01", "page": 1})

    text = page.content.decode()
    address = f"/visits/?since=2017-06-01&amp;village_pk={four['joint'].village.pk}"
    assert f'href="{address}">2</a>' in text
    query = {"since": "2017-06-01", "village_pk": four["joint"].village.pk}
    assert listing_of(clerks_desk, **query).total == 2


def test_the_numbers_of_households_lead_to_the_visits_they_count(
    clerks_desk, four, household
):
    text = clerks_desk.get("/visits/households/", {"kind": "paired"}).content.decode()

    address = f"/visits/?kind=paired&amp;household_pk={household.pk}"
    assert f'href="{address}">1</a>' in text
    found = listing_of(clerks_desk, kind="paired", household_pk=household.pk).found
    assert names(found, four) == ["alone"]


def test_who_sees_masks_is_not_led_to_a_search_that_names_the_family(
    client, four, leader, household
):
    client.force_login(leader)

    text = client.get("/visits/households/").content.decode()
    search = client.get("/visits/", {"household_pk": household.pk}).content.decode()

    assert "household_pk" not in text
    assert "张三丰" not in search


@pytest.mark.parametrize(
    ("path", "column", "count"), [("villages/", 3, 2), ("households/", 6, 1)]
)
def test_a_workbook_holds_numbers_and_not_links(clerks_desk, four, path, column, count):
    book = clerks_desk.get(f"/visits/{path}", {"export": "xlsx", "until": "2017-06-10"})

    [row] = sheet_rows(book)
    assert row[column] == count


def test_a_list_with_visits_struck_off_says_which(clerks_desk, four, clerk):
    actions.void_visit(four["joint"], by=clerk, reason="重复登记")

    plain = clerks_desk.get("/visits/").content.decode()
    both = listing_of(clerks_desk, state="all", sort="visited_on")
    rows = sheet_rows(clerks_desk.get("/visits/", {"state": "all", "export": "xlsx"}))

    assert 'data-label="状态"' not in plain
    states = [row.get_cell("standing") for row in both.table.page]
    assert states == ["已作废", "有效", "有效"]
    assert [row[-1] for row in rows] == ["有效", "有效", "已作废"]
    assert not any("<" in str(cell) for row in rows for cell in row)


def test_a_state_that_was_switched_off_is_shown_where_it_matters(clerks_desk, four):
    listing = listing_of(clerks_desk)
    names = ["group", "kind", "people", "recorder"]
    choice = {"listing": listing.path, "all": [*names, "standing"], "shown": names}
    clerks_desk.post(reverse("ui:columns"), choice)

    assert "standing" in listing_of(clerks_desk).hidden
    assert "standing" not in listing_of(clerks_desk, state="void").hidden


def test_the_buttons_of_the_list_carry_the_search_along(clerks_desk, four):
    buttons = listing_of(clerks_desk, kind="paired", page=2).buttons()

    urls = {button.label: button.url for button in buttons}
    assert urls["走访村"] == "/visits/villages/?kind=paired"
    assert urls["走访户"] == "/visits/households/?kind=paired"
    assert urls["登记走访"] == "/visits/new/"


def test_who_only_reads_is_offered_no_entry(client, four, leader):
    client.force_login(leader)

    labels = [button.label for button in listing_of(client).buttons()]

    assert labels == ["走访村", "走访户"]


# What stands on a button of the list, and above the page that it leads to.
HEADS = {
    "走访村": "走访村",
    "走访户": "走访户",
    "空白走访表": "空白走访记录表",
    "登记走访": "登记走访",
}


def heading(page) -> str:
    return re.search(r"<h1>(.*?)</h1>", page.content.decode())[1]


@pytest.mark.parametrize("who", ["office", "clerk", "secretary", "leader"])
def test_each_button_of_the_list_leads_to_a_page(client, request, four, who):
    client.force_login(request.getfixturevalue(who))

    heads = {
        button.label: heading(client.get(button.url))
        for button in listing_of(client).buttons()
    }

    assert heads.items() <= HEADS.items()
    assert {"走访村", "走访户"} <= heads.keys()


def test_an_empty_list_says_what_to_do(clerks_desk, yuxin_group):
    text = clerks_desk.get("/visits/").content.decode()

    assert "还没有走访记录" in text
    assert "导出当前结果" not in text


def test_pages_follow_each_other_without_gap_or_double(clerks_desk, yuxin_group):
    VisitFactory.create_batch(45, group=yuxin_group, visited_on=JUNE[0])

    seen = [
        row.record.pk
        for page in (1, 2, 3)
        for row in listing_of(clerks_desk, page=page).table.page
    ]

    assert len(seen) == len(set(seen)) == 45


@pytest.mark.parametrize(("size", "rows"), [("20", 20), ("50", 45), ("7", 20)])
def test_the_size_of_a_page_is_one_of_three(clerks_desk, yuxin_group, size, rows):
    VisitFactory.create_batch(45, group=yuxin_group)

    assert len(list(listing_of(clerks_desk, per_page=size).table.page)) == rows


class TestPairings:
    @pytest.fixture
    def two(self, yuxin_group, second_group, household, qingshan, deputy):
        own = PairingFactory(
            group=yuxin_group, household=household, person=deputy.person
        )
        person = MembershipFactory(group=second_group).person
        other = PairingFactory(
            group=second_group,
            person=person,
            household=HouseholdFactory(village=qingshan, head_name="王五"),
        )
        return own, other

    @pytest.mark.parametrize(
        ("who", "count"),
        [
            ("office", 2),
            ("leader", 2),
            ("clerk", 2),
            ("supervisor", 2),
            ("secretary", 1),
            ("other_secretary", 1),
            ("deputy", 1),
            ("other_clerk", 0),
        ],
    )
    def test_each_role_sees_its_pairs(self, client, request, two, who, count):
        client.force_login(request.getfixturevalue(who))

        assert listing_of(client, "pairings/").total == count

    def test_the_last_call_by_the_deputy_himself_is_told(
        self, clerks_desk, two, deputy, household, yuxin_group
    ):
        for day, person in ((JUNE[0], deputy.person), (JUNE[2], PersonFactory())):
            visit = VisitFactory(
                group=yuxin_group, village=household.village, visited_on=day
            )
            visit.deputies.add(person)
            CallFactory(visit=visit, household=household)

        rows = listing_of(clerks_desk, "pairings/").found

        last = {row.household.head_name: row.last_on for row in rows}
        assert last == {"张三丰": JUNE[0], "王五": None}

    def test_a_call_struck_off_is_no_last_call(
        self, clerks_desk, two, deputy, household, yuxin_group
    ):
        visit = VisitFactory(
            group=yuxin_group,
            village=household.village,
            voided_at="2017-07-01T00:00Z",
            void_reason="重复",
        )
        visit.deputies.add(deputy.person)
        CallFactory(visit=visit, household=household)

        rows = listing_of(clerks_desk, "pairings/").found

        assert {row.last_on for row in rows} == {None}

    def test_a_call_for_a_former_group_is_told_to_whoever_sees_its_visit(
        self, client, two, deputy, household, second_group, secretary, clerk
    ):
        visit = VisitFactory(
            group=second_group, village=household.village, visited_on=JUNE[0]
        )
        visit.deputies.add(deputy.person)
        CallFactory(visit=visit, household=household)

        def last_call(user):
            client.force_login(user)
            rows = listing_of(client, "pairings/").found
            return rows.get(household=household).last_on

        assert [last_call(user) for user in (clerk, secretary)] == [JUNE[0], None]

    def test_pairs_are_found_by_person_and_group(self, clerks_desk, two):
        own, other = two

        for query, pair in (
            ({"person_pk": own.person.pk}, own),
            ({"group_pk": other.group.pk}, other),
        ):
            assert list(listing_of(clerks_desk, "pairings/", **query).found) == [pair]

    def test_only_who_keeps_books_is_offered_to_pair(self, client, two, clerk, deputy):
        labels = {}
        for user in (clerk, deputy):
            client.force_login(user)
            buttons = listing_of(client, "pairings/").buttons()
            labels[user.username] = [button.label for button in buttons]

        lists = ["办实事", "帮扶成效"]
        assert labels == {"yuxin": [*lists, "登记结对"], "deputy": lists}


class TestTheCurrentCampaign:
    """The list begins with the campaign that runs, and says so."""

    @pytest.fixture
    def both(self, clerks_desk, four):
        """One visit is of the campaign before."""
        before = CampaignFactory(slug="2016", is_current=False)
        Visit.objects.filter(pk=four["joint"].pk).update(campaign=before)
        return clerks_desk

    def test_asked_for_nothing_it_shows_the_current_one_and_a_way_to_all(self, both):
        listing, every = listing_of(both), listing_of(both, campaign="all")

        assert [chip.label for chip in listing.chips] == ["活动主题"]
        assert listing.chips[0].url == listing.every_campaign == "?campaign=all"
        assert every.total == listing.total + 1
        assert (every.chips, every.every_campaign) == ([], "")

    def test_its_page_names_the_way_and_the_box_says_all(self, both):
        page = both.get("/visits/").content.decode()
        every = both.get("/visits/", {"campaign": "all"}).content.decode()

        assert '<a href="?campaign=all">查看全部活动</a>' in page
        assert '<option value="all" selected>全部</option>' in every

    def test_an_address_that_asks_for_something_means_all_campaigns(self, both, four):
        group = four["joint"].group

        assert four["joint"] in listing_of(both, group_pk=group.pk).found
        assert four["joint"] in listing_of(both, campaign="2016").found
        assert listing_of(both, page="1").is_preset

    def test_what_is_printed_and_exported_is_what_is_shown(self, both):
        shown = listing_of(both)
        paper = both.get("/visits/", {"print": "1"}).context["listing"]

        assert paper.total == shown.total
        assert shown.searched == "campaign=2017"

    def test_without_a_current_campaign_it_shows_all(self, both):
        every = listing_of(both, campaign="all").total
        Campaign.objects.update(is_current=False)

        assert listing_of(both).total == every
