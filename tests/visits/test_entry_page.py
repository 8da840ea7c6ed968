"""The page on which visits are typed."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import OrganFactory, VillageFactory, hold, user_of
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tests.visits.typed import typed
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.campaigns.enums import QuestionKind
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.clocks.calendar import today
from visits import actions
from visits.answers import AnswerSection
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit, VisitPhoto
from visits.outing import CallData
from visits.pages.forms.answers import AnswersForm

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"


def faults(response):
    return [fault["text"] for fault in response.context["page"].faults]


def picture():
    out = BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile("田间.jpg", out.getvalue(), "image/jpeg")


def test_the_page_begins_with_today_and_the_own_group(desk, outing, yuxin_group):
    page = desk.get(NEW).context["page"]

    assert page.head["visited_on"].value() == today()
    assert page.head["group"].value() == yuxin_group.pk
    assert page.calls == []


def test_a_visit_with_two_calls_is_stored_as_typed(
    desk, outing, members, household, qingshan, secretary
):
    other = HouseholdFactory(village=qingshan, head_name="王五")
    outing.calls = [
        CallData(household, {"ask_basics": "家中4口人", "look_house": "危房"}),
        CallData(
            other,
            {"ask_basics": "独居", "check_policies": ["医疗救助", "公益性岗位"]},
        ),
    ]

    response = desk.post(NEW, typed(outing, visited_on="2017年6月5日"))

    visit = Visit.objects.get()
    assert response.url == visit.get_absolute_url()
    assert visit.visited_on == date(2017, 6, 5)
    assert set(visit.deputies.all()) == set(members[:3])
    assert visit.answers == {"ask_basics": "全村320户"}
    assert visit.recorded_by == secretary
    assert [(c.household, c.answers) for c in visit.calls.all()] == [
        (household, {"ask_basics": "家中4口人", "look_house": "危房"}),
        (other, {"ask_basics": "独居", "check_policies": ["医疗救助", "公益性岗位"]}),
    ]


def test_the_village_may_be_typed_by_name_alone(desk, outing, qingshan):
    desk.post(NEW, typed(outing, village="青山", village_pk=""))

    assert Visit.objects.get().village == qingshan


def test_going_on_keeps_date_group_village_and_deputies(desk, outing, members):
    response = desk.post(NEW, typed(outing, again="1", note="雨天"))

    visit = Visit.objects.get()
    assert response.url == f"{NEW}?after={visit.pk}"
    head = desk.get(response.url).context["page"].head
    assert head["visited_on"].value() == outing.visited_on
    assert head["group"].value() == outing.group.pk
    assert head["village"].value() == outing.village
    assert head["deputies"].value() == [str(p.pk) for p in members[:3]]
    assert head["recorder"].value() == "钱一鸣"
    assert head["note"].value() in ("", None)


def test_all_that_is_wrong_is_told_at_once(desk, outing, members):
    data = typed(outing, deputies=[members[0].pk], **{"calls-0-a_ask_basics": ""})

    said = faults(desk.post(NEW, data))

    assert said == [
        "集体走访一般由3至5名代表参加，现为1名，请填写原因",
        "请填写“基本情况”",
    ]


def test_nobody_ticked_is_told_along_with_an_empty_answer(desk, outing):
    data = typed(outing, deputies=[], **{"calls-0-a_ask_basics": ""})

    assert faults(desk.post(NEW, data)) == ["请勾选参加代表", "请填写“基本情况”"]


def test_a_household_elsewhere_is_told_along_with_an_empty_answer(clerks_desk, outing):
    elsewhere = HouseholdFactory(village=VillageFactory(parent=outing.group.township))
    data = typed(outing) | {
        "calls-0-household": elsewhere.pk,
        "calls-0-a_ask_basics": "",
    }

    said = faults(clerks_desk.post(NEW, data))

    assert len(said) == 2
    assert any("请移除此户或改选走访村" in text for text in said)
    assert "请填写“基本情况”" in said


def test_a_visit_out_of_sight_is_nothing_to_go_on_from(desk, outing, duobao_group):
    foreign = VisitFactory(group=duobao_group)

    assert desk.get(f"{NEW}?after={foreign.pk}").status_code == 404
    assert desk.get(f"{NEW}?after=99999999").status_code == 404
    assert desk.get(f"{NEW}?after=x").status_code == 404


def test_faults_are_told_at_the_top_and_what_was_typed_is_kept(desk, outing, members):
    data = typed(outing, visited_on="昨天", village="", village_pk="", note="雨天")
    data["calls-0-a_ask_basics"] = ""

    response = desk.post(NEW, data)

    text = response.content.decode()
    assert faults(response) == [
        "“昨天”不是日期，可写成2017-06-05、2017.6.5或2017年6月5日",
        "请选择走访村",
        "请填写“基本情况”",
    ]
    assert 'value="昨天"' in text
    assert "雨天" in text
    assert "data-focus" in text
    assert not Visit.objects.exists()


def test_a_fault_that_only_the_whole_can_tell_stands_at_its_field(
    desk, outing, members
):
    response = desk.post(NEW, typed(outing, deputies=[members[0].pk]))

    page = response.context["page"]
    assert page.head.errors == {
        "few_reason": ["集体走访一般由3至5名代表参加，现为1名，请填写原因"]
    }


def test_without_javascript_a_button_adds_a_household_and_keeps_the_rest(
    desk, outing, qingshan
):
    other = HouseholdFactory(village=qingshan, head_name="王五")
    data = typed(outing, note="雨天", visited_on="")
    del data["save"]

    response = desk.post(NEW, data | {"add_household": "王五", "calls-more": "add"})

    page = response.context["page"]
    assert [block.home for block in page.calls] == [outing.calls[0].household, other]
    assert page.calls[0]["a_ask_basics"].value() == "家中4口人，因病致贫"
    assert page.head["note"].value() == "雨天"
    assert page.faults == []
    assert not Visit.objects.exists()


def test_a_household_is_looked_for_in_the_village_alone(desk, outing, qingshan, yuxin):
    HouseholdFactory(village=VillageFactory(parent=yuxin), head_name="王五")
    data = typed(outing, add_household="王五")

    response = desk.post(NEW, data | {"calls-more": "add"})

    assert len(response.context["page"].calls) == 1
    assert faults(response) == ["没有找到“王五”，请从提示中选择"]


def test_a_household_looked_for_but_not_added_is_not_lost(desk, outing, qingshan):
    HouseholdFactory(village=qingshan, head_name="王五")

    response = desk.post(NEW, typed(outing, add_household="王五"))

    assert faults(response) == ["王五户还没有加入走访，请按“再加一户”，或清空此栏"]
    assert not Visit.objects.exists()


def test_a_block_taken_out_is_not_stored(desk, outing, qingshan):
    other = HouseholdFactory(village=qingshan)
    outing.calls = [*outing.calls, CallData(other, {"ask_basics": "误加"})]

    desk.post(NEW, typed(outing) | {"calls-1-removed": "on"})

    assert [c.household for c in HouseholdCall.objects.all()] == [
        outing.calls[0].household
    ]


@pytest.mark.parametrize("pk", ["foreign", "99999999", "-1", "x", "9" * 30])
def test_a_household_out_of_sight_looks_like_none(desk, outing, duobao, pk):
    foreign = HouseholdFactory(village__parent=duobao, head_name="外乡人")
    pk = foreign.pk if pk == "foreign" else pk

    response = desk.post(NEW, typed(outing) | {"calls-0-household": pk})

    assert "此户不在您的范围内，请移除" in faults(response)
    assert "外乡人" not in response.content.decode()
    assert not Visit.objects.exists()


def test_foreign_groups_deputies_and_teams_are_refused_as_if_missing(
    desk, outing, second_group
):
    stranger = MembershipFactory(group=second_group).person
    team = second_group.teams.create(name="一分队")
    tries = [
        {"deputies": [], "group": second_group.pk},
        {"deputies": [p.pk for p in outing.deputies] + [stranger.pk]},
        {"team": team.pk},
    ]

    for foreign in tries:
        response = desk.post(NEW, typed(outing, **foreign))
        name = list(foreign)[-1]
        other = desk.post(NEW, typed(outing, **{**foreign, name: 99999999}))

        assert list(response.context["page"].head.errors) == [name]
        assert len(faults(response)) == len(faults(other)) == 1

    assert not Visit.objects.exists()


@pytest.mark.parametrize("who", ["supervisor", "leader", "unit", "sysadmin"])
def test_who_only_reads_gets_no_entry_page(client, request, outing, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(NEW).status_code == 403
    assert client.post(NEW, typed(outing)).status_code == 403
    assert not Visit.objects.exists()


def test_a_deputy_enters_only_his_own_paired_call(
    client, deputy, outing, household, yuxin_group, members
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    client.force_login(deputy)

    page = client.get(NEW).context["page"]
    assert [code for code, _ in page.head.fields["kind"].choices] == ["paired"]
    assert list(page.head.people) == [str(deputy.person.pk)]

    joint = client.post(NEW, typed(outing))
    assert "kind" in joint.context["page"].head.errors
    own = typed(outing, kind="paired", deputies=[deputy.person.pk])
    assert client.post(NEW, own).status_code == 302
    assert Visit.objects.get().kind == VisitKind.PAIRED


def test_a_member_who_is_secretary_elsewhere_enters_no_joint_visit_here(
    client, second_group, yuxin_group, outing
):
    user = user_of(Role.SECRETARY, second_group.organ, username="both")
    hold(user, Role.DEPUTY)
    MembershipFactory(group=yuxin_group, person=PersonFactory(user=user))
    client.force_login(user)

    response = client.post(NEW, typed(outing, deputies=[user.person.pk]))

    assert "您只能登记本人在渔薪镇第一代表小组的联户走访" in faults(response)


def test_the_clerk_enters_on_behalf_of_any_group_of_her_township(
    clerks_desk, outing, clerk
):
    clerks_desk.post(NEW, typed(outing))

    visit = Visit.objects.get()
    assert (visit.is_on_behalf, visit.recorded_by) == (True, clerk)


def test_a_likely_double_is_stored_only_once_confirmed(desk, outing, secretary):
    first = actions.record_visit(outing, by=secretary)

    response = desk.post(NEW, typed(outing))

    page = response.context["page"]
    assert [doubt.visit for doubt in page.doubts] == [first]
    assert "确认不是重复" in response.content.decode()
    assert Visit.objects.count() == 1

    desk.post(NEW, typed(outing, confirmed=page.doubt_keys))
    assert Visit.objects.count() == 2


def test_a_confirmation_holds_for_what_was_seen_alone(desk, outing, secretary):
    first = actions.record_visit(outing, by=secretary)
    seen = f"{first.pk}-{outing.calls[0].household.pk}"
    second = actions.record_visit(outing, by=secretary)

    response = desk.post(NEW, typed(outing, confirmed=seen))

    doubts = response.context["page"].doubts
    assert {doubt.visit for doubt in doubts} == {first, second}
    assert Visit.objects.count() == 2


def test_a_visit_without_households_that_repeats_another_is_asked_about(
    desk, outing, secretary, members
):
    """Only where just the same people are said to have gone there once more."""
    first = actions.record_visit(outing, by=secretary)

    same = desk.post(NEW, typed(outing, calls=[]))
    assert [doubt.visit for doubt in same.context["page"].doubts] == [first]
    for people in (members[1:], members):
        keys = [person.pk for person in people]
        other = desk.post(NEW, typed(outing, calls=[], deputies=keys))
        assert other.status_code == 302
    assert Visit.objects.count() == 3


def test_other_households_of_the_same_day_interrupt_nobody(
    desk, outing, secretary, qingshan
):
    actions.record_visit(outing, by=secretary)
    outing.calls = [
        CallData(HouseholdFactory(village=qingshan), {"ask_basics": "独居"})
    ]

    assert desk.get("/visits/new/doubts/", typed(outing)).content.strip() == b""
    assert desk.post(NEW, typed(outing)).status_code == 302


def test_a_day_out_of_the_campaign_must_be_confirmed(desk, outing):
    data = typed(outing, visited_on="2017-04-30")

    response = desk.post(NEW, data)
    [doubt] = response.context["page"].doubts
    assert doubt.key == "2017-04-30"
    assert doubt.text.startswith("走访日期 2017-04-30 不在“")

    # Confirmed was one day, not any.
    other = typed(outing, visited_on="2017-04-29")
    assert desk.post(NEW, other | {"confirmed": "2017-04-30"}).status_code == 200
    assert not Visit.objects.exists()
    desk.post(NEW, data | {"confirmed": "2017-04-30"})
    assert Visit.objects.get().visited_on == date(2017, 4, 30)


def test_doubts_are_told_while_typing(desk, outing, secretary):
    actions.record_visit(outing, by=secretary)

    response = desk.get("/visits/new/doubts/", typed(outing))
    other_day = outing.visited_on + timedelta(days=20)
    later = desk.get("/visits/new/doubts/", typed(outing, visited_on=other_day))

    assert "张三丰户" in response.content.decode()
    assert later.content.decode().strip() == ""


def test_deputies_follow_the_group_and_the_day_while_typing(
    clerks_desk, outing, second_group, members
):
    late = PersonFactory(name="吴晚来")
    MembershipFactory(group=outing.group, person=late, since=date(2017, 7, 1))
    url = "/visits/new/choices/"

    before = clerks_desk.get(url, typed(outing)).content.decode()
    after = clerks_desk.get(url, typed(outing, visited_on="2017.7.1")).content.decode()
    elsewhere = clerks_desk.get(url, typed(outing, group=second_group.pk))

    assert "吴晚来" not in before
    assert before.count("checked") == 3
    assert "吴晚来" in after
    assert "钱一鸣" not in elsewhere.content.decode()


def test_a_paired_deputys_households_are_offered_at_a_click(
    clerks_desk, outing, members, household, yuxin_group
):
    PairingFactory(person=members[0], household=household, group=yuxin_group)
    data = typed(outing, kind="paired", deputies=[members[0].pk], calls=[])

    part = clerks_desk.get("/visits/new/choices/", data).content.decode()
    page = clerks_desk.post(NEW, data | {"calls-more": household.pk}).context["page"]

    assert f'data-pair="{household.pk}"' in part
    assert [block.home for block in page.calls] == [household]


def test_a_team_stands_for_its_members(desk, outing, members, yuxin_group):
    team = yuxin_group.teams.create(name="一分队")
    team.members.set(members[1:])

    desk.post(NEW, typed(outing, deputies=[], team=team.pk))

    visit = Visit.objects.get()
    assert visit.team == team
    assert set(visit.deputies.all()) == set(members[1:])


def test_pictures_belong_to_the_village_or_to_a_call(desk, outing):
    data = typed(outing) | {"photos": [picture()], "calls-0-photos": [picture()]}

    desk.post(NEW, data)

    call = HouseholdCall.objects.get()
    of_call, of_village = VisitPhoto.objects.order_by("pk")
    assert (of_call.call, of_village.call) == (call, None)
    shown = desk.get(f"/visits/photos/{of_call.pk}/")
    assert shown["Content-Type"] == "image/jpeg"


def test_what_is_no_picture_is_refused_and_nothing_is_stored(desk, outing):
    bad = SimpleUploadedFile("病毒.jpg", b"MZ\x90\x00", "image/jpeg")

    response = desk.post(NEW, typed(outing) | {"calls-0-photos": [bad]})

    assert faults(response) == ["照片“病毒.jpg”没有保存：文件类型不符，可上传：图片"]
    assert "重新选择照片" in response.content.decode()
    assert not Visit.objects.exists()


def test_a_picture_of_a_visit_out_of_sight_is_not_there(
    client, desk, outing, other_secretary
):
    desk.post(NEW, typed(outing) | {"photos": [picture()]})
    photo = VisitPhoto.objects.get()

    client.force_login(other_secretary)

    assert client.get(f"/visits/photos/{photo.pk}/").status_code == 404


def test_pressing_twice_stores_one_record(desk, outing):
    data = typed(outing, form_token="once-and-never-again")

    first, second = desk.post(NEW, data), desk.post(NEW, data)

    assert first.url == second.url
    assert Visit.objects.count() == 1


def test_without_a_campaign_the_page_says_what_is_missing(desk, campaign):
    campaign.is_current = False
    campaign.save()

    response = desk.get(NEW)

    assert response.status_code == 200
    assert "还没有启用的活动" in response.content.decode()


def test_the_page_stays_light_with_all_groups_of_the_city(client, office, outing):
    for number in range(3, 33):
        GroupFactory(township=outing.group.township, number=number)
    client.force_login(office)

    text = client.get(NEW).content.decode()

    assert "第30代表小组" not in text
    assert 'data-lookup="/ui/choices/visit-groups/"' in text


def test_more_calls_cost_the_page_of_a_visit_no_more_queries(
    desk, visit, qingshan, django_assert_num_queries
):
    url = reverse("visits:edit", args=[visit.pk])

    with CaptureQueriesContext(connection) as one:
        desk.get(url)
    CallFactory.create_batch(2, visit=visit, household__village=qingshan)

    with django_assert_num_queries(len(one)):
        page = desk.get(url).context["page"]
    homes = [call.home for call in page.calls]
    assert homes == [call.household for call in visit.calls.all()]


def test_a_household_out_of_sight_is_unknown_on_the_page(desk, visit, duobao):
    foreign = HouseholdFactory(village=VillageFactory(parent=duobao))
    CallFactory(visit=visit, household=foreign)

    page = desk.get(reverse("visits:edit", args=[visit.pk]))

    assert [call.title for call in page.context["page"].calls][1:] == ["（未知户）"]
    assert foreign.head_name not in page.content.decode()


def test_more_groups_cost_the_page_no_more_queries(
    client, office, outing, alone, django_assert_num_queries
):
    client.force_login(office)
    for number in range(3, 33):
        GroupFactory(number=number, township=outing.group.township)

    with django_assert_num_queries(15):
        client.get(NEW)


@pytest.fixture
def choose(clerks_desk):
    def choose(name, **query):
        url = reverse("ui:choices", args=[name])
        return [row["label"] for row in clerks_desk.get(url, query).json()["choices"]]

    return choose


def test_groups_villages_and_households_are_found_by_sound(
    choose, outing, second_group, duobao_group, qingshan
):
    village = {"village": qingshan.pk}

    assert choose("visit-groups", q="yx2") == ["渔薪镇第二代表小组"]
    assert choose("visit-groups", q="duobao") == []
    assert choose("visit-villages", q="qs", group=outing.group.pk) == [
        "青山村委会（渔薪镇）"
    ]
    assert choose("households-of-village", q="zsf", **village) == [
        "张三丰（一般贫困户）"
    ]
    assert choose("households-of-village", q="zhangsan", **village) == [
        "张三丰（一般贫困户）"
    ]
    assert choose("households-of-village", q="zsf") == []


def test_linked_villages_are_offered_first_before_anything_is_typed(
    choose, outing, yuxin, yuxin_group
):
    other = VillageFactory(parent=yuxin, name="李场村委会", code="429006105001")
    later = VillageFactory(parent=yuxin, name="张场村委会", code="429006105998")
    GroupVillageFactory(group=yuxin_group, village=later)

    offered = choose("visit-villages", group=yuxin_group.pk, visited_on="2017-06-01")

    assert offered[-1] == f"{other}（渔薪镇）"
    assert set(offered[:2]) == {"青山村委会（渔薪镇）", "张场村委会（渔薪镇）"}


def test_who_may_not_read_names_is_offered_none(client, leader, outing, qingshan):
    client.force_login(leader)
    url = reverse("ui:choices", args=["households-seen"])

    assert client.get(url, {"q": "张"}).json()["choices"] == []


def test_a_clerk_with_two_townships_is_not_a_unit(client, outing):
    client.force_login(user_of(Role.UNIT, OrganFactory(), username="u"))

    url = reverse("ui:choices", args=["households-of-village"])
    village = outing.village.pk
    assert client.get(url, {"village": village}).json()["choices"] == []


def test_a_deputys_page_begins_with_himself_and_his_paired_households(
    client, deputy, outing, household, yuxin_group
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    client.force_login(deputy)

    response = client.get(NEW)

    head = response.context["page"].head
    assert head["kind"].value() == VisitKind.PAIRED
    assert head["deputies"].value() == [str(deputy.person.pk)]
    assert f'data-pair="{household.pk}"' in response.content.decode()


def test_a_group_not_chosen_is_told_in_plain_words(clerks_desk, outing, second_group):
    response = clerks_desk.post(NEW, typed(outing, group=""))

    assert "请选择代表小组" in faults(response)
    assert "这个字段是必填项" not in response.content.decode()


def test_a_way_of_visiting_not_chosen_leads_to_the_first_of_them(desk, outing):
    response = desk.post(NEW, typed(outing, kind=""))

    [fault] = response.context["page"].faults
    assert (fault["text"], fault["target"]) == ("请选择走访方式", "id_kind_0")
    assert 'id="id_kind_0"' in response.content.decode()


def test_few_options_stand_as_buttons_and_many_in_a_list(secretary):
    def shown(kind, count):
        options = [f"选项{n}" for n in range(count)]
        question = FormQuestion(code="q", text="问", kind=kind, options=options)
        section = AnswerSection("s", "一问", (question,))
        form = AnswersForm(user=secretary, sections=(section,))
        [(_, [(field, manner)])] = form.rows
        return field.widget_type, manner

    one, several = QuestionKind.CHOICE, QuestionKind.MULTIPLE
    assert {(kind, n): shown(kind, n) for kind in (one, several) for n in (8, 9)} == {
        (one, 8): ("radioselect", "seg"),
        (one, 9): ("soundselect", "check-columns"),
        (several, 8): ("checkboxselectmultiple", "seg"),
        (several, 9): ("checkboxselectmultiple", "check-columns"),
    }
