"""The boxes of the visit pages: what is offered to whom, by name, sound and number."""

import pytest
from django.urls import reverse

from poverty.pages.lookups import household_label
from poverty.queries import households_of_bearer
from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.factories.visits import PairingFactory, VisitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(client):
    """The labels that a box offers to a user."""

    def offered(user, name, text="", **given):
        client.force_login(user)
        url = reverse("ui:choices", args=[name])
        rows = client.get(url, {"q": text, **given}).json()["choices"]
        return [row["label"] for row in rows]

    return offered


@pytest.fixture
def homes(qingshan, yuxin, duobao):
    """Households of 青山, one next door, one of 多宝."""
    river = VillageFactory(parent=yuxin, name="河口村委会")
    return {
        "dan": HouseholdFactory(village=qingshan, head_name="单田芳", code="1001"),
        "qiu": HouseholdFactory(village=qingshan, head_name="仇英", code="1002"),
        "li": HouseholdFactory(village=qingshan, head_name="李白", code="1003"),
        "river": HouseholdFactory(village=river, head_name="李贺", code="2001"),
        "far": HouseholdFactory(
            village__parent=duobao, head_name="李商隐", code="3001"
        ),
    }


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("李", ["李白"]),
        ("libai", ["李白"]),
        ("lb", ["李白"]),
        ("LB", ["李白"]),
        ("shantianfang", ["单田芳"]),
        ("stf", ["单田芳"]),
        ("qiu", ["仇英"]),
        ("qy", ["仇英"]),
        ("1003", ["李白"]),
        ("2001", []),
        ("没有此人", []),
        ("%", []),
        ("_", []),
    ],
)
def test_households_of_the_village_are_found_by_name_and_sound(
    offered, secretary, homes, qingshan, text, found
):
    labels = offered(secretary, "households-of-village", text, village=qingshan.pk)

    assert [label.partition("（")[0] for label in labels] == found


def test_before_anything_is_typed_the_first_of_the_village_are_offered(
    offered, secretary, homes, qingshan
):
    labels = offered(secretary, "households-of-village", village=qingshan.pk)

    assert len(labels) == 3


@pytest.mark.parametrize("village", ["", "x", "-1", "９", "9" * 30, "0"])
def test_without_a_village_nobody_is_offered(offered, secretary, homes, village):
    assert offered(secretary, "households-of-village", "李", village=village) == []


def test_a_household_struck_off_is_not_offered(offered, secretary, homes, qingshan):
    homes["li"].voided_at, homes["li"].void_reason = "2017-06-01T00:00Z", "重复"
    homes["li"].save()

    assert offered(secretary, "households-of-village", "李", village=qingshan.pk) == []


@pytest.mark.parametrize("box", ["households-of-village", "households-seen"])
def test_a_whole_id_number_is_not_looked_for_by_an_address(
    offered, secretary, homes, qingshan, box
):
    number = "42909919640101001X"
    MemberFactory(household=homes["li"], id_number=number)

    # Posted in a form it finds who bears it: only the address must not hold it.
    assert list(households_of_bearer(user=secretary, number=number)) == [homes["li"]]
    assert offered(secretary, box, "李白", village=qingshan.pk) != []
    assert offered(secretary, box, number, village=qingshan.pk) == []


@pytest.mark.parametrize(
    ("who", "count"),
    [
        ("office", 1),
        ("clerk", 1),
        ("secretary", 1),
        ("other_clerk", 0),
        ("other_secretary", 0),
        ("supervisor", 0),
        ("leader", 0),
        ("unit", 0),
        ("sysadmin", 0),
    ],
)
def test_names_of_households_are_offered_to_who_may_read_them(
    offered, request, homes, qingshan, secretary, yuxin_group, who, count
):
    user = request.getfixturevalue(who)

    assert (
        len(offered(user, "households-of-village", "李", village=qingshan.pk)) == count
    )


def test_two_of_one_name_are_told_apart_by_hamlet_and_category(qingshan):
    first = HouseholdFactory(village=qingshan, head_name="李白", hamlet="三组")
    second = HouseholdFactory(village=qingshan, head_name="李白", category="allowance")

    assert household_label(first) == "李白（三组，一般贫困户）"
    assert household_label(second) != household_label(first)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("yuxin", [1, 2, 12]),
        ("yx", [1, 2, 12]),
        ("yx1", [1]),
        ("yx 12", [12]),
        ("2", [2]),
        ("第二", [2]),
        ("渔薪镇第", [1, 2]),
        ("db", []),
        ("yx99", []),
        ("yx1x", []),
    ],
)
def test_groups_are_found_by_township_and_number(
    offered, clerk, yuxin, yuxin_group, second_group, duobao_group, text, numbers
):
    GroupFactory(township=yuxin, number=12, name="渔薪镇十二组")
    names = {1: "渔薪镇第一代表小组", 2: "渔薪镇第二代表小组", 12: "渔薪镇十二组"}

    found = offered(clerk, "visit-groups", text)

    assert sorted(found) == sorted(names[number] for number in numbers)


def test_a_deputys_villages_are_those_of_his_paired_households(
    offered, deputy, yuxin_group, qingshan, yuxin
):
    home = HouseholdFactory(village=VillageFactory(parent=yuxin, name="河口村委会"))
    PairingFactory(person=deputy.person, household=home, group=yuxin_group)

    assert offered(deputy, "visit-villages", group=yuxin_group.pk) == [
        "河口村委会（渔薪镇）"
    ]


def test_villages_of_the_day_before_they_closed_are_offered(
    offered, clerk, yuxin_group, qingshan
):
    qingshan.closed_on = "2017-06-05"
    qingshan.save()

    def villages(day):
        return offered(clerk, "visit-villages", group=yuxin_group.pk, visited_on=day)

    assert villages("2017.6.4") == ["青山村委会（渔薪镇）"]
    assert villages("6月5日") == []
    assert villages("看不懂") == []


def test_a_link_that_ended_still_leaves_the_village_in_the_township(
    offered, clerk, yuxin_group, second_group, duobao
):
    river = VillageFactory(parent=duobao, name="河口村委会")
    GroupVillageFactory(group=yuxin_group, village=river, until="2017-06-05")

    def villages(day):
        return offered(clerk, "visit-villages", group=yuxin_group.pk, visited_on=day)

    assert "河口村委会（多宝镇）" in villages("2017-06-05")
    assert "河口村委会（多宝镇）" not in villages("2017-06-06")


def test_deputies_to_pair_are_the_members_of_now(offered, clerk, yuxin_group, members):
    yuxin_group.memberships.filter(person=members[0]).update(until="2017-07-24")
    names = [person.name for person in members[1:]]

    assert sorted(offered(clerk, "kept-members", group=yuxin_group.pk)) == sorted(names)
    assert offered(clerk, "kept-members", "sen") == ["孙二娘"]


def test_deputies_are_offered_for_pairing_by_who_keeps_the_books(
    offered, request, yuxin_group, members, deputy, leader, other_clerk
):
    assert offered(leader, "kept-members", group=yuxin_group.pk) == []
    assert offered(other_clerk, "kept-members", group=yuxin_group.pk) == []


def test_a_search_offers_villages_with_visits_alone(
    offered, clerk, yuxin_group, qingshan, yuxin, duobao_group
):
    VisitFactory(group=yuxin_group, village=qingshan)
    VillageFactory(parent=yuxin, name="青石村委会")
    VisitFactory(group=duobao_group, village__name="青草村委会")

    assert offered(clerk, "visit-villages-seen", "青") == ["青山村委会（渔薪镇）"]


def test_a_search_offers_groups_and_deputies_in_sight(
    offered, clerk, leader, yuxin_group, duobao_group
):
    MembershipFactory(group=yuxin_group, person=PersonFactory(name="钱一鸣"))
    MembershipFactory(group=duobao_group, person=PersonFactory(name="钱万里"))

    assert offered(clerk, "groups-seen", "第一") == ["渔薪镇第一代表小组"]
    assert offered(clerk, "people", "钱") == ["钱一鸣"]
    assert len(offered(leader, "groups-seen", "第一")) == 2


def test_a_record_merged_into_another_is_not_offered(offered, clerk, yuxin_group):
    kept = MembershipFactory(group=yuxin_group, person__name="钱一鸣").person
    merged = MembershipFactory(group=yuxin_group, person__name="钱一鸣").person
    merged.merged_into = kept
    merged.save()

    assert offered(clerk, "people", "钱") == ["钱一鸣"]


def test_a_member_leads_to_his_household_and_says_so(
    client, homes, qingshan, secretary, leader
):
    """By his name, its sound or initials; not one who has left, nor of elsewhere."""
    MemberFactory(household=homes["dan"], name="解小明", relation="son")
    MemberFactory(
        household=homes["qiu"], name="解大明", relation="son", left_on="2017-01-01"
    )
    MemberFactory(household=homes["river"], name="解中明", relation="son")
    url = reverse("ui:choices", args=["households-of-village"])

    def found(user, text):
        client.force_login(user)
        given = {"q": text, "village": qingshan.pk}
        return [
            (row["label"], row.get("hint"))
            for row in client.get(url, given).json()["choices"]
        ]

    wanted = [(household_label(homes["dan"]), "成员解小明")]
    for text in ("xxm", "xiexiao", "小明"):
        assert found(secretary, text) == wanted, text
    assert found(leader, "xxm") == []
    assert found(secretary, "") == [
        (household_label(homes[key]), None) for key in ("li", "qiu", "dan")
    ]


def test_a_spit_of_land_is_found_by_its_own_sound(offered, secretary, yuxin):
    VillageFactory(parent=yuxin, name="彭家咀村委会")

    for text in ("pjz", "pengjiazui"):
        assert offered(secretary, "visit-villages", text) == ["彭家咀村委会（渔薪镇）"]
