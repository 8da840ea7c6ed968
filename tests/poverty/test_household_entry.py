"""Entering and changing a household with its people on one page."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from poverty import queries
from poverty.enums import Relation
from poverty.models import Household, HouseholdMember
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.kept import kept
from tests.poverty.numbers import id_number
from tests.poverty.pages import household_data, row, rows_on_file, texts

pytestmark = pytest.mark.django_db
NEW = reverse("poverty:household_create")
HEAD = id_number("19570227", 913)


@kept
def household(qingshan):
    return HouseholdFactory(village=qingshan, head_name="张伟", phone="13800001234")


@kept
def head(household):
    return MemberFactory(
        household=household, name="张伟", relation=Relation.HEAD, id_number=HEAD
    )


@pytest.fixture
def send(client, clerk):
    """Sends the page as the clerk of 渔薪; what comes back."""

    def send(data, url=NEW, user=clerk, **kwargs):
        client.force_login(user)
        return client.post(url, data, **kwargs)

    return send


def edit_url(household):
    return reverse("poverty:household_edit", args=[household.pk])


def edit_data(household, **changes):
    members = rows_on_file(household, **changes.pop("members", {}))
    more = changes.pop("more", [])
    data = household_data(
        household.village, *members, *more, phone=household.phone, version=1
    )
    return data | changes


def faults(response):
    return [
        text
        for form in response.context["entry"].forms
        for texts in form.errors.values()
        for text in texts
    ]


def test_a_clerk_enters_a_household_with_its_people(send, qingshan):
    data = household_data(
        qingshan,
        row("张伟", "head", f"{HEAD[:17]}{HEAD[17].lower()}", health="chronic"),
        row("李芳", "spouse", id_number("19600310", 2), ethnicity="汉族"),
        hamlet="三组",
        code="4290061050001",
        other_causes=["funds", "skills"],
        phone="13800001234",
        income="2800.50",
        has_unsafe_house="true",
        has_safe_water="false",
        note="房屋漏雨",
    )

    response = send(data)

    household = Household.objects.get()
    assert response.url == household.get_absolute_url()
    assert (household.head_name, household.village) == ("张伟", qingshan)
    assert (household.hamlet, household.code) == ("三组", "4290061050001")
    assert household.other_causes == ["funds", "skills"]
    assert (household.has_unsafe_house, household.has_safe_water) == (True, False)
    assert household.has_water_trouble is None
    members = [
        (m.name, m.relation, m.id_number, m.sex) for m in household.members.all()
    ]
    assert members == [
        ("张伟", "head", HEAD, "male"),
        ("李芳", "spouse", id_number("19600310", 2), "female"),
    ]


def test_the_first_empty_row_is_for_the_head(client, clerk):
    client.force_login(clerk)

    page = client.get(NEW).content.decode()

    assert '<option value="head" selected>' in page
    assert page.count('class="member-row"') == 5  # four rows and the pattern of one


def test_asking_for_more_rows_keeps_what_was_typed_and_stores_nothing(send, qingshan):
    data = household_data(
        qingshan, row("张伟", "head", "4290"), **{"members-more": "1"}
    )

    page = send(data).content.decode()

    assert page.count('class="member-row"') == 5
    assert 'value="4290"' in page
    assert "is-invalid" not in page
    assert not Household.objects.exists()


def test_rows_end_at_forty(send, qingshan):
    data = household_data(
        qingshan, **{"members-more": "1", "members-TOTAL_FORMS": "39"}
    )

    assert send(data).content.decode().count('class="member-row"') == 41
    assert send(data | {"members-TOTAL_FORMS": "junk"}).status_code == 200


@pytest.mark.parametrize(
    ("members", "fault"),
    [
        ([{"relation": "head"}], "每户须有且只有一名户主，请核对“与户主关系”"),
        ([row("张小宝")], "每户须有且只有一名户主，请核对“与户主关系”"),
        (
            [row("张伟", "head"), row("王强", "head")],
            "每户须有且只有一名户主，请核对“与户主关系”",
        ),
        ([row("张伟", "head", HEAD[:17])], "号码只有17位，应为18位"),
        (
            [row("张伟", "head", id_number("20170726"))],
            "身份证号码中的出生日期在今天以后",
        ),
        (
            [row("张伟", "head", HEAD), row("张小宝", "son", HEAD)],
            "本户中有两人的身份证号码相同",
        ),
        (
            [row("张伟", "head", left_on="2017-06-01")],
            "离户的，离户日期和离户原因都要填",
        ),
        ([row("张伟", "head"), row("", "son")], "请填写姓名"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_stored(send, qingshan, members, fault):
    response = send(household_data(qingshan, *members))

    assert fault in faults(response)
    assert not Household.objects.exists()


def test_what_was_typed_stays_beside_its_faults(send, qingshan):
    data = household_data(qingshan, row("张伟", "head", "429099"), note="房屋漏雨")

    page = send(data).content.decode()

    assert 'value="429099"' in page
    assert "房屋漏雨" in page
    assert page.count("号码只有6位，应为18位") == 2  # in the summary and at the field


def test_what_looks_odd_is_said_after_saving(send, qingshan):
    data = household_data(
        qingshan,
        row("张伟", "head", HEAD, sex="female"),
    )

    response = send(data, follow=True)

    assert texts(response) == [
        "已保存。",
        "张伟：身份证号码的性别位与所填性别不一致，请核对",
    ]


def test_somebody_of_another_household_is_refused_without_telling_a_foreign_place(
    send, duobao, qingshan
):
    MemberFactory(household__village__parent=duobao, id_number=HEAD)

    response = send(household_data(qingshan, row("张伟", "head", HEAD)))

    assert faults(response) == ["此身份证号码已登记在其他乡镇"]


def test_a_village_of_another_township_is_not_offered_nor_taken(send, duobao):
    village = VillageFactory(parent=duobao)

    response = send(household_data(village, row("张伟", "head")))

    assert "village" in response.context["entry"].form.errors
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("5220", "不是有效的电话号码"),
        ("1380000123", "手机号码应为11位，现有10位"),
    ],
)
def test_a_phone_that_the_roster_would_refuse_is_refused_here(
    send, qingshan, typed, reason
):
    response = send(household_data(qingshan, row("张伟", "head"), phone=typed))

    assert response.context["entry"].form.errors == {"phone": [reason]}
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000 1234", "13800001234"),
        ("0728-5220000", "07285220000"),
        ("", ""),
    ],
)
def test_a_phone_is_kept_as_the_roster_keeps_it(send, qingshan, typed, kept):
    send(household_data(qingshan, row("张伟", "head"), phone=typed))

    assert Household.objects.get().phone == kept


def test_an_odd_phone_on_file_hinders_no_other_change(client, clerk, qingshan):
    household = HouseholdFactory(village=qingshan, phone="村委会转")
    MemberFactory(household=household, relation=Relation.HEAD, name="张伟")
    client.force_login(clerk)

    response = client.post(
        edit_url(household), edit_data(household, phone="村委会转", note="已搬迁")
    )

    household.refresh_from_db()
    assert response.status_code == 302
    assert (household.phone, household.note) == ("村委会转", "已搬迁")


def test_the_next_one_may_follow_at_once(send, qingshan):
    data = household_data(qingshan, row("张伟", "head"), hamlet="3组", again="1")

    response = send(data)

    assert response.url == f"{NEW}?after={Household.objects.get().pk}"


def test_the_next_one_begins_next_door(send, client, clerk, qingshan):
    data = household_data(qingshan, row("张伟", "head"), hamlet="3组", again="1")
    going_on = send(data).url

    form = client.get(going_on).context["entry"].form
    names = ("village", "hamlet", "category", "code")
    begun = {name: form[name].value() for name in names}
    second = household_data(qingshan, row("李伟", "head"), hamlet="4组")
    client.post(going_on, second)

    assert begun["village"] == qingshan
    assert begun["hamlet"] == "3组"
    assert (begun["category"], begun["code"]) == ("", "")
    assert Household.objects.get(hamlet="4组").head_name == "李伟"
    assert Household.objects.count() == 2


def test_a_household_out_of_sight_is_nothing_to_go_on_from(client, clerk, duobao):
    foreign = HouseholdFactory(village=VillageFactory(parent=duobao))
    client.force_login(clerk)

    for key in (foreign.pk, 99_999_999, "x"):
        assert client.get(f"{NEW}?after={key}").status_code == 404


@pytest.mark.parametrize("who", ["secretary", "deputy", "supervisor", "leader", "unit"])
def test_others_enter_no_households(request, client, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(NEW).status_code == 403


def test_a_number_on_file_is_not_shown_and_stays_unless_another_is_typed(
    send, client, clerk, household, head
):
    client.force_login(clerk)
    page = client.get(edit_url(household)).content.decode()
    assert HEAD not in page
    assert f"429099********{HEAD[-4:]}" in page

    send(edit_data(household), edit_url(household))
    head.refresh_from_db()
    assert head.id_number == HEAD

    other = id_number("19570228", 913)
    changes = {"张伟": {"id_number": other}}
    send(edit_data(household, members=changes, version=2), edit_url(household))
    head.refresh_from_db()
    assert (head.id_number, f"{head.birth_on}") == (other, "1957-02-28")


def test_somebody_comes_and_somebody_leaves(send, household, head):
    son = MemberFactory(household=household, name="张小宝", relation=Relation.SON)
    gone = {"张小宝": {"left_on": "2017.6.1", "left_reason": "分户"}}
    more = [row("赵敏", "daughter_in_law")]

    send(edit_data(household, members=gone, more=more), edit_url(household))

    son.refresh_from_db()
    assert (f"{son.left_on}", son.left_reason) == ("2017-06-01", "分户")
    names = [m.name for m in household.members.at_home()]
    assert names == ["张伟", "赵敏"]


def test_the_son_takes_over_as_head(send, household, head):
    MemberFactory(household=household, name="张小宝", relation=Relation.SON)
    swap = {"张小宝": {"relation": "head"}, "张伟": {"relation": "father"}}

    response = send(edit_data(household, members=swap), edit_url(household))

    household.refresh_from_db()
    assert response.status_code == 302
    assert household.head_name == "张小宝"


def test_a_change_by_somebody_else_meanwhile_is_shown_and_nothing_is_wiped(
    send, household, head
):
    stale = edit_data(household, phone="13900005678", note="我的备注")
    theirs = edit_data(household, phone="13700001111", more=[row("赵敏")])
    send(theirs, edit_url(household))

    response = send(stale, edit_url(household))

    form = response.context["entry"].form
    lines = [(c.label, c.theirs, c.mine) for c in form.conflicts]
    assert ("联系电话", "13700001111", "13900005678") in lines
    assert ("成员 赵敏", "赵敏，之子", "（您打开时没有此人）") in lines
    page = response.content.decode()
    assert "我的备注" in page
    household.refresh_from_db()
    assert household.phone == "13700001111"

    send(stale | {"version": 2}, edit_url(household))
    household.refresh_from_db()
    assert (household.phone, household.version) == ("13900005678", 3)
    assert household.members.filter(name="赵敏").exists()


def test_who_came_meanwhile_is_told_where_nothing_else_differs(send, household, head):
    stale = edit_data(household)
    send(edit_data(household, more=[row("赵敏")]), edit_url(household))

    response = send(stale, edit_url(household))

    form = response.context["entry"].form
    lines = [(c.label, c.theirs, c.mine) for c in form.conflicts]
    assert ("成员 赵敏", "赵敏，之子", "（您打开时没有此人）") in lines
    assert all(label.startswith("成员 ") for label, _, _ in lines)


def test_a_member_of_another_household_cannot_be_slipped_in(
    send, household, head, duobao
):
    foreign = MemberFactory(household__village__parent=duobao, name="别人")
    rows = [*rows_on_file(household), row("改名", "son") | {"id": foreign.pk}]
    data = household_data(household.village, *rows, version=1)

    response = send(data, edit_url(household))

    foreign.refresh_from_db()
    assert response.status_code == 200
    assert foreign.name == "别人"


def test_a_household_stays_in_its_township_even_for_the_office(
    send, office, household, head, duobao
):
    elsewhere = VillageFactory(parent=duobao)
    data = edit_data(household) | {
        "village_": f"{elsewhere.name}（多宝镇）",
        "village_pk": elsewhere.pk,
    }

    response = send(data, edit_url(household), user=office)

    assert faults(response) == ["只能改为本乡镇的村"]


@pytest.mark.django_db(transaction=True)
def test_two_clerks_who_enter_one_person_at_once_enter_one(
    yuxin, duobao, clerk, other_clerk, monkeypatch
):
    """Without the lock both find the number free, and one ends in a bare error."""
    both = Barrier(2, timeout=2)
    ask = queries.bearers_of

    def slow(numbers):
        found = ask(numbers)
        try:
            both.wait()
        except Exception:  # the other one waits at the lock, as it should
            both.reset()
        return found

    monkeypatch.setattr(queries, "bearers_of", slow)
    answers = []

    def enter(user, village):
        browser = Client(raise_request_exception=False)
        browser.force_login(user)
        data = household_data(village, row("张伟", "head", HEAD))
        answers.append(browser.post(NEW, data).status_code)
        connection.close()

    threads = [
        Thread(target=enter, args=[user, VillageFactory(parent=place)])
        for user, place in ((clerk, yuxin), (other_clerk, duobao))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == [200, 302]
    assert HouseholdMember.objects.count() == 1
