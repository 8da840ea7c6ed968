"""Lists of opinions: tabs, search, many at once, and how many queries they take."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from referrals.enums import State
from referrals.models import Opinion
from referrals.queries.queue import in_order
from tests.factories.platform import CampaignFactory

pytestmark = pytest.mark.django_db
LIST, INBOX = reverse("referrals:list"), reverse("referrals:inbox")


@pytest.fixture
def listing(client):
    """The list as `user` sees it, with a search."""

    def listing(user, url=LIST, **query):
        client.force_login(user)
        return client.get(url, query).context["listing"]

    return listing


@pytest.fixture
def bulk(client):
    """Act on ticked rows; the second press, already confirmed."""

    def bulk(user, name, opinions, url_name="referrals:bulk", **typed):
        client.force_login(user)
        data = {"ids": [each.pk for each in opinions], "confirmed": "1"}
        url = reverse(url_name, args=[name])
        return client.post(url, data | typed, follow=True)

    return bulk


def titles(listing):
    return sorted(listing.found.values_list("title", flat=True))


def test_each_tab_counts_what_it_opens(way, listing):
    for state in (State.TRIAGE, State.TRIAGE, State.HANDLING, State.CLOSED):
        way.to(state)

    tabs = listing(way.clerk, INBOX).tabs

    assert [(tab.label, tab.count) for tab in tabs] == [
        ("全部", 3),
        ("待梳理交办", 2),
        ("乡村办理中", 1),
    ]
    for tab in tabs[1:]:
        state = tab.url.removeprefix("?state=")
        assert listing(way.clerk, INBOX, state=state).total == tab.count


def test_tabs_count_within_the_search_and_keep_it(way, listing):
    way.to(State.TRIAGE, title="整修泵站")
    way.to(State.TRIAGE, title="修桥")
    way.to(State.CLOSED, title="泵站通电")

    tabs = listing(way.clerk, q="泵站", state="triage").tabs

    assert [(tab.label, tab.count, tab.is_active) for tab in tabs] == [
        ("全部", 2, False),
        ("待梳理交办", 1, True),
        ("已办结", 1, False),
    ]
    assert "q=" in tabs[2].url


def test_each_row_says_which_acts_on_many_come_into_question(way, client):
    """The bar tells of how many ticked rows each act does; the act itself decides."""
    handed, done = way.to(State.TRIAGE), way.to(State.EVALUATED)
    client.force_login(way.clerk)

    page = client.get(LIST)

    table, acts = page.context["listing"].table, page.context["listing"].bulk_buttons()
    fits = {
        row.record.pk: re.search(r'data-fits="([^"]*)"', row.get_cell("tick"))[1]
        for row in table.rows
    }
    labels = {
        key: [acts[int(n)].label for n in numbers.split()]
        for key, numbers in fits.items()
    }
    assert "交办" in labels[handed.pk]
    assert "办结" in labels[done.pk]
    assert not set(labels[handed.pk]) & {"办结"}
    assert "交办" not in labels[done.pk]


def test_the_chosen_tab_says_so(way, client):
    way.to(State.TRIAGE)
    client.force_login(way.clerk)

    page = client.get(INBOX, {"state": "triage"}).content.decode()

    assert page.count('<a href="?state=triage" aria-current="page">') == 1


@pytest.mark.parametrize("state", ["nonsense", "TRIAGE", "\0", "%00", "'", "长" * 200])
def test_a_state_that_nobody_knows_gets_a_page_without_rows(way, client, state):
    way.to(State.TRIAGE)
    client.force_login(way.clerk)

    for url in (LIST, INBOX):
        response = client.get(url, {"state": state})
        assert response.status_code == 200
        assert response.context["listing"].total == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "泵站"}, ["整修泵站"]),
        ({"q": "渔薪001"}, ["整修泵站"]),
        ({"q": "断了"}, ["修桥"]),
        ({"state": "screening"}, ["修桥"]),
        ({"state": "triage"}, ["整修泵站"]),
        ({"light": "red"}, ["修桥", "整修泵站"]),
        ({"light": "green"}, []),
        ({"is_suggestion": "0"}, ["修桥"]),
        ({"is_suggestion": "1"}, ["整修泵站"]),
        ({"is_key": "1"}, []),
        ({"since": "2017.6.1", "until": "2017.6.1"}, ["修桥", "整修泵站"]),
        ({"since": "2017.6.2"}, []),
        ({"month": "6"}, ["修桥", "整修泵站"]),
        ({"month": "7"}, []),
        ({"level": "city"}, []),
        ({"since": "前天"}, []),
    ],
)
def test_the_search_finds_exactly_what_it_says(way, listing, query, found):
    way.to(State.TRIAGE, title="整修泵站", text="村泵站老化")
    way.to(State.SCREENING, title="修桥", text="村口的桥断了", is_suggestion=False)

    assert titles(listing(way.clerk, **query)) == found


def test_the_workbook_holds_exactly_the_rows_of_the_search(
    way, client, tmp_path, other_clerk, duobao_group
):
    way.to(State.TRIAGE, title="整修泵站")
    way.to(State.HANDLING, title="修桥")
    way.collect(by=other_clerk, group=duobao_group, title="远方的泵站")
    client.force_login(way.clerk)

    response = client.get(LIST, {"state": "triage", "export": "xlsx"})

    path = tmp_path / "list.xlsx"
    path.write_bytes(b"".join(response))
    cells = [
        cell.value for row in load_workbook(path).active.iter_rows() for cell in row
    ]
    assert "整修泵站" in cells
    assert not {"修桥", "远方的泵站"} & set(cells)


MANY = {
    "secretary": ["report_up", "set_aside", "feed_back"],
    "clerk": [
        *("report_up", "set_aside", "refer", "grade_city", "submit"),
        *("return_to_group", "feed_back", "remind", "close", "urge"),
    ],
    "office": [
        *("accept", "put_on_agenda", "return_to_township", "mark_key", "remind"),
        *("close_unevaluated", "close", "urge", "urge_co"),
    ],
    "unit": [],
    "leader": [],
}


def test_each_is_offered_for_many_what_is_his_in_the_order_of_the_way(
    way, listing, request
):
    people = {who: request.getfixturevalue(who) for who in MANY}

    assert {who: listing(user).bulk_names() for who, user in people.items()} == MANY


@pytest.mark.parametrize(
    ("who", "state", "labels"),
    [
        ("secretary", "screening", ["报送主席团(联络处)", "不予受理"]),
        (
            "clerk",
            "triage",
            ["交办", "定为市级事项", "提请市级解决", "退回小组", "催办"],
        ),
        ("office", "accepted", ["列入联席会议", "退回乡镇", "列为重点督办"]),
        ("leader", "triage", []),
        ("unit", "processing", []),
    ],
)
def test_only_what_fits_the_state_is_offered_for_many(
    way, listing, request, who, state, labels
):
    way.to(State(state))

    buttons = listing(request.getfixturevalue(who), state=state).bulk_buttons()

    assert [button.label for button in buttons] == labels


def test_before_many_are_moved_the_page_names_the_act_and_the_count(way, client):
    opinions = [way.to(State.TRIAGE) for _ in range(3)]
    client.force_login(way.clerk)
    url = reverse("referrals:inbox_bulk", args=["refer"])

    page = client.post(url, {"ids": [o.pk for o in opinions]}).content.decode()

    assert "交办（3条）" in page
    assert "一经确认立即生效" in page
    assert [each for each in opinions if str(each) not in page] == []
    assert set(Opinion.objects.values_list("state", flat=True)) == {"triage"}


def test_a_fault_in_the_form_for_many_moves_none_and_keeps_the_text(way, bulk):
    opinions = [way.to(State.TRIAGE) for _ in range(2)]

    response = bulk(
        way.clerk,
        "refer",
        opinions,
        "referrals:inbox_bulk",
        category=way.category.pk,
        level="",
        handler=f"o{way.handler.pk}",
        responsible_person="周股长",
    )

    page = response.content.decode()
    assert "请选择层级" in page
    assert 'value="周股长"' in page
    assert set(Opinion.objects.values_list("state", flat=True)) == {"triage"}


def test_many_are_reported_up_at_once_each_with_a_number_of_its_own(way, bulk):
    opinions = [way.to(State.SCREENING) for _ in range(3)]

    response = bulk(way.secretary, "report_up", opinions)

    assert "完成3条，跳过0条" in response.content.decode()
    numbers = Opinion.objects.order_by("sequence").values_list("number", flat=True)
    assert list(numbers) == [f"〔2017〕渔薪00{n}号" for n in (1, 2, 3)]


def test_one_that_is_refused_holds_up_no_other(way, bulk):
    first, moved, third = (way.to(State.TRIAGE) for _ in range(3))
    way.step(moved, "grade_city")

    response = bulk(
        way.clerk, "return_to_group", [first, moved, third], reason="要补充户数"
    )

    page = response.content.decode()
    assert "完成2条，跳过1条" in page
    assert f"{moved}：当前状态为“待提请市级”，不能退回小组" in page
    states = [Opinion.objects.get(pk=o.pk).state for o in (first, moved, third)]
    assert states == ["screening", "to_submit", "screening"]


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("secretary", "refer"),
        ("leader", "urge"),
        ("unit", "close"),
        ("deputy", "report_up"),
    ],
)
def test_nobody_moves_many_that_he_may_not_move_one_by_one(
    way, bulk, request, who, name
):
    opinion = way.to(State.TRIAGE)
    typed = {"category": way.category.pk, "level": "township"}

    bulk(
        request.getfixturevalue(who),
        name,
        [opinion],
        handler=f"o{way.handler.pk}",
        **typed,
    )

    opinion.refresh_from_db()
    assert (opinion.state, opinion.urges.count()) == (State.TRIAGE, 0)


@pytest.mark.parametrize("name", ["merge", "evaluate", "sign", "nonsense", "heed"])
def test_what_is_done_one_by_one_has_no_page_for_many(way, client, name):
    client.force_login(way.clerk)

    response = client.post(reverse("referrals:bulk", args=[name]), {"ids": ["1"]})

    assert response.status_code == 404


@pytest.mark.parametrize("who", ["clerk", "secretary", "office", "unit", "leader"])
@pytest.mark.parametrize("url", [LIST, INBOX])
def test_a_list_takes_the_same_queries_for_one_row_and_for_three(
    way, client, request, who, url
):
    way.to(State.PROCESSING)
    client.force_login(request.getfixturevalue(who))
    client.get(url)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            client.get(url)
        counts.append(len(counted))
        way.to(State.PROCESSING)
        way.to(State.PROCESSING)

    assert counts[0] == counts[1]


def test_the_reports_in_writing_are_offered_where_they_belong(way, listing):
    def offered(user, state):
        labels = [b.label for b in listing(user, state=state).buttons()]
        return [label for label in labels if "报送表" in label or "提请" in label]

    way.to(State.SCREENING)
    assert offered(way.secretary, "screening") == ["意见建议汇总报送表（征求意见稿）"]
    assert offered(way.clerk, "to_submit") == ["提请市级解决事项报送表（征求意见稿）"]
    assert offered(way.clerk, "handling") == []
    assert offered(way.deputy, "screening") == []


def test_the_report_of_a_group_lists_all_that_it_hands_up(way, client):
    for title in ("整修泵站", "修桥"):
        way.to(State.SCREENING, title=title)
    way.to(State.HANDLING, title="已经交办的")
    client.force_login(way.secretary)
    url = reverse("referrals:report_print", args=["summary"])

    page = client.get(url, {"state": "screening"}).content.decode()

    assert "现将收集的意见建议2件汇总报送" in page
    assert "整修泵站" in page
    assert "修桥" in page
    assert "已经交办的" not in page


def test_an_empty_inbox_says_what_it_means(way, client):
    client.force_login(way.unit)

    page = client.get(INBOX).content.decode()

    assert "没有等待您办理的意见建议" in page


def test_a_deadline_that_is_over_stands_first_when_sorted(way, listing):
    way.to(State.HANDLING, title="还早")
    way.to(State.TRIAGE, title="急")

    rows = list(listing(way.clerk, sort="due_on").table.data)

    assert [row.title for row in rows] == ["急", "还早"]


def test_the_inbox_stands_in_the_order_in_which_it_is_worked_through(way, listing):
    for state in (State.EVALUATED, State.HANDLING, State.TRIAGE, State.ANSWERED):
        way.to(state)

    shown = list(listing(way.clerk, INBOX).table.data)

    assert shown == list(in_order(user=way.clerk))
    assert [row.state for row in shown] == [
        "triage",
        "answered",
        "handling",
        "evaluated",
    ]


def test_the_inbox_is_sorted_otherwise_when_somebody_asks(way, listing):
    for title in ("乙", "甲", "丙"):
        way.to(State.TRIAGE, title=title)

    shown = list(listing(way.clerk, INBOX, sort="-title").table.data)

    assert [row.title for row in shown] == ["甲", "乙", "丙"]


class TestCampaigns:
    """The list begins with the current campaign; what waits and who is sought do not."""

    @pytest.fixture
    def older(self, way):
        """One of the campaign before waits for the presidium still."""
        older, _ = (
            way.to(State.TRIAGE, title="去年的"),
            way.to(State.TRIAGE, title="今年的"),
        )
        before = CampaignFactory(slug="2016", is_current=False)
        Opinion.objects.filter(pk=older.pk).update(campaign=before)
        return older

    def test_the_ledger_begins_with_the_current_campaign(self, way, older, listing):
        assert titles(listing(way.clerk)) == ["今年的"]
        assert titles(listing(way.clerk, campaign="all")) == ["今年的", "去年的"]

    def test_what_waits_is_there_whatever_campaign_it_is_of(self, way, older, listing):
        inbox = listing(way.clerk, INBOX)

        assert titles(inbox) == ["今年的", "去年的"]
        assert not inbox.is_preset

    def test_who_is_looked_for_is_found_in_every_campaign(self, way, older, listing):
        page = listing(way.clerk)
        narrowed = listing(way.clerk, campaign="2017")

        assert page.person_url == reverse("referrals:find_person")
        assert narrowed.person_url.endswith("?campaign=2017")
