"""The pages of a pairing: who sees it, what they tell, what is typed and kept."""

from datetime import date

import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tianmen_congress.base.access.acting import acting_as
from visits.pairings import actions
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db
NEW = "/visits/pairings/new/"
DAY = date(2017, 5, 5)


@pytest.fixture
def pairing(members, household, yuxin_group, clerk):
    with acting_as(clerk):
        return actions.pair(
            members[0], household, by=clerk, group=yuxin_group, since=DAY, plan="养鸡"
        )


@pytest.fixture
def deputy_pairing(deputy, qingshan, yuxin_group, clerk):
    """The deputy who signs in himself, and a household of his own."""
    home = HouseholdFactory(village=qingshan)
    with acting_as(clerk):
        return actions.pair(
            deputy.person, home, by=clerk, group=yuxin_group, since=DAY, plan=""
        )


@pytest.fixture
def url(pairing):
    return f"/visits/pairings/{pairing.pk}/"


@pytest.fixture
def fields(members, household, yuxin_group, qingshan):
    return {
        "group_pk": yuxin_group.pk,
        "person_pk": members[0].pk,
        "village_pk": qingshan.pk,
        "household_pk": household.pk,
        "since": "2017.5.5",
        "plan": "养鸡",
    }


def calls_shown(page):
    (part,) = [p for p in page.context["parts"] if "visits" in p["context"]]
    return list(part["context"]["visits"])


def call(pairing, day, *people):
    """A visit at the paired household by the deputies named."""
    visit = VisitFactory(
        group=pairing.group, village=pairing.household.village, visited_on=day
    )
    visit.deputies.set(people)
    CallFactory(visit=visit, household=pairing.household)
    return visit


def errors(response):
    return response.context["form"].errors


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("office", 200),
        ("leader", 200),
        ("clerk", 200),
        ("secretary", 200),
        ("supervisor", 200),
        ("other_clerk", 404),
        ("other_secretary", 404),
        ("deputy", 404),
        ("unit", 404),
        ("auditor", 404),
    ],
)
def test_a_pairing_is_seen_by_who_works_with_it(client, request, url, who, status):
    client.force_login(request.getfixturevalue(who))

    assert client.get(url).status_code == status


def test_the_deputy_sees_his_own_and_changes_nothing(
    client, deputy, household, yuxin_group
):
    own = PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    client.force_login(deputy)
    url = f"/visits/pairings/{own.pk}/"

    text = client.get(url).content.decode()

    assert "plan/" not in text
    assert "end/" not in text
    for page in ("plan/", "end/"):
        answer = client.post(f"{url}{page}", {"plan": "x", "until": "2017-06-01"})
        assert answer.status_code == 403
    own.refresh_from_db()
    assert (own.plan, own.until) == ("", None)


def test_the_page_lists_the_deputys_own_calls_there(clerks_desk, pairing, url, members):
    own = call(pairing, date(2017, 6, 1), members[0], members[1])
    call(pairing, date(2017, 6, 2), members[1])
    off = call(pairing, date(2017, 6, 3), members[0])
    off.voided_at, off.void_reason = "2017-06-04T00:00Z", "重复"
    off.save()

    assert calls_shown(clerks_desk.get(url)) == [own]


def test_the_page_costs_the_same_for_any_number_of_calls(
    clerks_desk, pairing, url, members, django_assert_num_queries
):
    call(pairing, DAY, members[0])
    clerks_desk.get(url)
    with django_assert_num_queries(20):
        clerks_desk.get(url)
    for day in (10, 11, 12):
        call(pairing, date(2017, 5, day), members[0])

    with django_assert_num_queries(20):
        clerks_desk.get(url)


@pytest.mark.parametrize(
    ("who", "may"), [("clerk", True), ("secretary", True), ("leader", False)]
)
def test_the_page_leads_to_the_next_call(client, request, url, pairing, who, may):
    client.force_login(request.getfixturevalue(who))

    page = client.get(url).content.decode()

    assert (f"/visits/new/?pairing={pairing.pk}" in page) is may
    assert pairing.household.get_absolute_url() in page


def test_a_deputy_is_led_to_calls_on_his_own_household_alone(
    client, deputy, deputy_pairing, url
):
    client.force_login(deputy)

    own = client.get(f"/visits/pairings/{deputy_pairing.pk}/").content.decode()

    assert f"/visits/new/?pairing={deputy_pairing.pk}" in own
    assert "您可以查看，不能修改" not in own


def test_a_pairing_that_ended_leads_to_no_call(clerks_desk, pairing, url, clerk):
    with acting_as(clerk):
        actions.end_pairing(pairing, by=clerk, until=date(2017, 6, 1))

    assert "/visits/new/?pairing=" not in clerks_desk.get(url).content.decode()


def test_the_call_begins_with_deputy_household_and_village(
    clerks_desk, pairing, members, visit_form
):
    page = clerks_desk.get(f"/visits/new/?pairing={pairing.pk}").context["page"]

    head = {name: page.head[name].value() for name in ("kind", "deputies", "recorder")}
    assert head == {
        "kind": "paired",
        "deputies": [str(members[0].pk)],
        "recorder": members[0].name,
    }
    assert page.head["village"].value() == pairing.household.village
    assert page.head["group"].value() == pairing.group.pk
    assert [block.home for block in page.calls] == [pairing.household]


def test_a_pairing_out_of_sight_begins_no_visit(
    client, pairing, other_clerk, visit_form
):
    client.force_login(other_clerk)

    for key in (pairing.pk, 99_999_999, "x"):
        assert client.get(f"/visits/new/?pairing={key}").status_code == 404


def test_names_are_masked_for_who_need_not_know(client, leader, url):
    client.force_login(leader)

    text = client.get(url).content.decode()

    assert "张三丰" not in text
    assert "张*丰" in text


def test_the_history_tells_plan_and_end(clerks_desk, pairing, url):
    clerks_desk.post(f"{url}plan/", {"plan": "养羊", "version": 1})
    clerks_desk.post(f"{url}end/", {"until": "2017.6.1", "end_reason": "adjusted"})

    told = [
        (c.label, c.old, c.new)
        for event in clerks_desk.get(url).context["history"]
        for c in event.changes
    ]

    assert told == [
        ("帮扶计划", "养鸡", "养羊"),
        ("解除日期", "", "2017-06-01"),
        ("解除原因", "", "调整"),
    ]


class TestPairing:
    def test_the_form_begins_with_today_and_the_only_group(
        self, clerks_desk, members, yuxin_group
    ):
        form = clerks_desk.get(NEW).context["form"]

        assert form["since"].value() == date(2017, 7, 25)
        assert form["group"].value() == yuxin_group

    @pytest.mark.parametrize(
        "who", ["deputy", "supervisor", "leader", "unit", "sysadmin"]
    )
    def test_nobody_else_pairs(self, client, request, fields, who):
        client.force_login(request.getfixturevalue(who))

        assert client.get(NEW).status_code == 403
        assert client.post(NEW, fields).status_code == 403
        assert not HouseholdPairing.objects.exists()

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [
            ("group_pk", "请选择代表小组"),
            ("person_pk", "请选择代表"),
            ("household_pk", "请选择贫困户"),
            ("since", "请填写结对日期"),
        ],
    )
    def test_each_thing_that_is_missing_is_named(
        self, clerks_desk, fields, name, sentence
    ):
        fields |= {name: ""}

        response = clerks_desk.post(NEW, fields)

        told = [text for texts in errors(response).values() for text in texts]
        assert sentence in told
        assert not HouseholdPairing.objects.exists()

    def test_a_day_in_the_future_is_refused(self, clerks_desk, fields):
        response = clerks_desk.post(NEW, fields | {"since": "2017-07-26"})

        assert errors(response) == {"since": ["不能晚于今天（2017-07-25）"]}

    def test_what_was_typed_is_kept(self, clerks_desk, fields):
        response = clerks_desk.post(NEW, fields | {"since": "昨天", "plan": "养羊三只"})

        text = response.content.decode()
        assert 'value="昨天"' in text
        assert "养羊三只" in text

    def test_a_deputy_of_another_group_does_not_fit(
        self, clerks_desk, fields, second_group
    ):
        stranger = MembershipFactory(group=second_group).person

        response = clerks_desk.post(NEW, fields | {"person_pk": stranger.pk})

        assert errors(response)["__all__"] == [
            f"{stranger}在结对当天不是渔薪镇第一代表小组的成员"
        ]

    def test_a_household_of_another_village_does_not_fit(
        self, clerks_desk, fields, yuxin
    ):
        other = HouseholdFactory(village=VillageFactory(parent=yuxin))

        response = clerks_desk.post(NEW, fields | {"household_pk": other.pk})

        assert errors(response) == {"household": [f"{other}不在青山村委会，请重新选择"]}

    def test_a_household_out_of_sight_is_as_unknown_as_none(
        self, clerks_desk, fields, duobao
    ):
        foreign = HouseholdFactory(village__parent=duobao)

        there = clerks_desk.post(
            NEW,
            fields | {"village_pk": foreign.village.pk, "household_pk": foreign.pk},
        )
        nowhere = clerks_desk.post(
            NEW, fields | {"village_pk": 99999999, "household_pk": 99999999}
        )

        assert errors(there) == errors(nowhere)

    def test_who_had_left_the_group_that_day_is_refused_in_words(
        self, clerks_desk, fields, members, yuxin_group
    ):
        yuxin_group.memberships.filter(person=members[0]).update(since=date(2017, 6, 1))

        response = clerks_desk.post(NEW, fields)

        assert errors(response)["__all__"] == [
            "钱一鸣在结对当天不是渔薪镇第一代表小组的成员"
        ]

    def test_pressing_twice_pairs_once(self, clerks_desk, fields):
        for _ in range(2):
            clerks_desk.post(NEW, fields | {"form_token": "a-pair-of-presses"})

        assert HouseholdPairing.objects.count() == 1

    def test_the_same_two_again_are_refused_with_a_sentence(self, clerks_desk, fields):
        clerks_desk.post(NEW, fields)

        response = clerks_desk.post(NEW, fields)

        assert errors(response)["__all__"] == ["该代表已联系此户"]

    def test_one_household_may_have_two_deputies(self, clerks_desk, fields, members):
        clerks_desk.post(NEW, fields)
        clerks_desk.post(NEW, fields | {"person_pk": members[1].pk})

        assert HouseholdPairing.objects.count() == 2


class TestEnding:
    def test_the_page_asks_and_names_the_act(self, clerks_desk, url):
        text = clerks_desk.get(f"{url}end/").content.decode()

        assert "解除后，该代表不再负责联系此户。" in text
        assert "解除结对" in text

    @pytest.mark.parametrize(
        ("until", "sentence"),
        [
            ("2017-05-04", "解除日期不能早于结对日期（2017-05-05）"),
            ("2017-07-26", "不能晚于今天（2017-07-25）"),
            ("", "请填写解除日期"),
            ("昨天", "“昨天”不是日期，可写成2017-06-05、2017.6.5或2017年6月5日"),
        ],
    )
    def test_a_day_that_cannot_be_is_told(
        self, clerks_desk, pairing, url, until, sentence
    ):
        response = clerks_desk.post(
            f"{url}end/", {"until": until, "end_reason": "adjusted"}
        )

        assert errors(response) == {"until": [sentence]}
        pairing.refresh_from_db()
        assert pairing.until is None

    def test_what_ended_offers_no_end_and_keeps_its_record(
        self, clerks_desk, pairing, url, members
    ):
        call(pairing, date(2017, 6, 1), members[0])
        clerks_desk.post(
            f"{url}end/", {"until": "2017-07-01", "end_reason": "adjusted"}
        )

        page = clerks_desk.get(url)

        assert "end/" not in page.content.decode()
        assert len(calls_shown(page)) == 1
        assert (
            clerks_desk.post(
                f"{url}end/", {"until": "2017-07-02", "end_reason": "adjusted"}
            ).status_code
            == 403
        )

    def test_a_deputy_loses_sight_of_the_household_with_the_pairing(
        self, client, clerk, deputy, household, yuxin_group
    ):
        own = PairingFactory(
            person=deputy.person, household=household, group=yuxin_group
        )
        client.force_login(deputy)
        assert client.get(household.get_absolute_url()).status_code == 200

        actions.end_pairing(own, by=clerk, until=date(2017, 7, 24))

        assert client.get(household.get_absolute_url()).status_code == 404


class TestPlan:
    def test_the_page_begins_with_the_plan_as_it_is(self, clerks_desk, url):
        form = clerks_desk.get(f"{url}plan/").context["form"]

        assert form["plan"].value() == "养鸡"

    def test_a_plan_may_be_emptied(self, clerks_desk, pairing, url):
        clerks_desk.post(f"{url}plan/", {"plan": "", "version": 1})

        pairing.refresh_from_db()
        assert pairing.plan == ""

    def test_a_plan_that_is_too_long_is_told_and_kept(self, clerks_desk, pairing, url):
        response = clerks_desk.post(f"{url}plan/", {"plan": "长" * 1001, "version": 1})

        assert "plan" in errors(response)
        assert "长" * 1001 in response.content.decode()
        pairing.refresh_from_db()
        assert pairing.plan == "养鸡"


def test_a_person_page_tells_of_the_pairing_and_leads_there(
    clerks_desk, pairing, url, members
):
    text = clerks_desk.get(members[0].get_absolute_url()).content.decode()

    assert url in text
    assert "张三丰户" in text


def test_a_household_page_names_its_deputies(clerks_desk, pairing, household):
    PairingFactory(
        person=PersonFactory(name="旧代表"),
        household=household,
        group=pairing.group,
        since=date(2016, 1, 1),
        until=date(2016, 12, 31),
    )

    text = clerks_desk.get(household.get_absolute_url()).content.decode()

    assert text.index("钱一鸣") < text.index("旧代表")
