"""What is typed on the entry page: days, whose visit, in whose name, and every fault at once."""

from datetime import date, timedelta

import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory, hold, presidium_of, user_of
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tests.visits.typed import typed
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.calendar import today
from visits import actions
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"


def faults(response):
    return [fault["text"] for fault in response.context["page"].faults]


class TestDays:
    @pytest.mark.parametrize(
        "text",
        [
            "2017-06-05",
            "2017.6.5",
            "2017/06/05",
            "2017年6月5日",
            "20170605",
            "6月5日",
            "6.5",
            "２０１７．０６．０５",
            "２０１７年６月５日",
            " 2017 . 6 . 5 ",
        ],
    )
    def test_a_day_is_taken_as_it_is_usually_written(self, desk, outing, text):
        assert desk.post(NEW, typed(outing, visited_on=text)).status_code == 302
        assert Visit.objects.get().visited_on == date(2017, 6, 5)

    @pytest.mark.parametrize(
        ("text", "fault"),
        [
            ("", "请填写走访日期"),
            ("2017-02-30", "“2017-02-30”没有这一天，请核对"),
            ("6-31", "“6-31”没有这一天，请核对"),
            ("2017年7月26日", "不能晚于今天（2017-07-25）"),
            ("12月1日", "不能晚于今天（2017-07-25）"),
        ],
    )
    def test_a_day_that_cannot_be_is_told_and_kept(self, desk, outing, text, fault):
        response = desk.post(NEW, typed(outing, visited_on=text))

        assert faults(response) == [fault]
        assert response.context["page"].head["visited_on"].value() == text
        assert not Visit.objects.exists()

    @pytest.mark.parametrize(
        ("offset", "is_doubted"),
        [(timedelta(0), False), (timedelta(days=-1), True)],
    )
    def test_the_first_day_of_the_campaign_is_in_it(
        self, desk, outing, offset, is_doubted
    ):
        day = outing.campaign.starts_on + offset

        response = desk.post(NEW, typed(outing, visited_on=day.isoformat()))

        assert (response.status_code == 200) == is_doubted

    def test_today_is_not_in_the_future(self, desk, outing):
        response = desk.post(NEW, typed(outing, visited_on=today().isoformat()))

        assert response.status_code == 302


class TestEverythingAtOnce:
    def test_all_that_is_wrong_is_told_in_the_order_of_the_page(
        self, clerks_desk, outing
    ):
        data = typed(
            outing,
            kind="both",
            visited_on="昨天",
            group="",
            village="没有的村",
            village_pk="",
            deputies=[],
            few_reason="长" * 201,
            recorder="长" * 41,
        )
        data["calls-0-a_ask_basics"] = ""
        data["calls-0-a_look_house"] = "城堡"
        data["village-a_ask_basics"] = "长" * 2001

        page = clerks_desk.post(NEW, data).context["page"]

        assert [fault["label"] for fault in page.faults] == [
            "走访方式",
            "走访日期",
            "代表小组",
            "走访村",
            "人数不符规定的原因",
            "记录人",
            "基本情况",
            "张三丰户 基本情况",
            "张三丰户 住房状况",
        ]

    def test_everything_typed_is_still_there(self, clerks_desk, outing, members):
        data = typed(
            outing,
            visited_on="昨天",
            village="没有的村",
            village_pk="",
            note="雨天",
            recorder="孙二娘",
            few_reason="汛期",
        )
        data["calls-0-a_check_policies"] = ["医疗救助", "教育资助"]
        data["calls-0-a_look_house"] = "危房"

        page = clerks_desk.post(NEW, data).context["page"]

        kept = {name: page.head[name].value() for name in ("note", "recorder")}
        assert kept == {"note": "雨天", "recorder": "孙二娘"}
        assert page.head["few_reason"].value() == "汛期"
        assert page.head["deputies"].value() == [str(p.pk) for p in members[:3]]
        [call] = page.calls
        assert call["a_check_policies"].value() == ["医疗救助", "教育资助"]
        assert call["a_look_house"].value() == "危房"

    def test_rules_of_the_whole_are_told_together_too(
        self, desk, outing, members, yuxin
    ):
        village = VillageFactory(parent=yuxin, name="河口村委会")
        GroupVillageFactory(group=outing.group, village=village)
        elsewhere = HouseholdFactory(village=village, head_name="王五")
        outing.calls = [*outing.calls, CallData(elsewhere, {"ask_basics": "…"})]

        told = faults(desk.post(NEW, typed(outing, deputies=[members[0].pk])))

        assert told[0].startswith("集体走访一般由3至5名代表参加，现为1名")
        assert "王五户不在青山村委会" in told[1]
        assert len(told) == 2

    def test_the_same_household_in_two_blocks_is_told_at_both(
        self, desk, outing, household
    ):
        outing.calls = [CallData(household, {"ask_basics": "一"})] * 2

        page = desk.post(NEW, typed(outing)).context["page"]

        assert [fault["text"] for fault in page.faults] == [
            "张三丰户 张三丰户登记了两次",
            "张三丰户 张三丰户登记了两次",
        ]

    def test_the_page_with_faults_has_the_names_of_chosen_rows(self, desk, outing):
        text = desk.post(NEW, typed(outing, visited_on="昨天")).content.decode()

        assert 'value="青山村委会"' in text
        assert "张三丰（一般贫困户）" in text


class TestInAnothersName:
    @pytest.mark.parametrize(
        ("who", "on_behalf"), [("office", True), ("clerk", True), ("secretary", False)]
    )
    def test_both_who_wrote_and_for_whom_are_kept(
        self, client, request, outing, who, on_behalf
    ):
        user = request.getfixturevalue(who)
        client.force_login(user)

        client.post(NEW, typed(outing))

        visit = Visit.objects.get()
        assert (visit.recorded_by, visit.group) == (user, outing.group)
        assert visit.is_on_behalf == on_behalf
        assert visit.township == outing.group.township

    def test_the_page_of_the_visit_says_who_wrote_for_whom(
        self, clerks_desk, outing, clerk
    ):
        response = clerks_desk.post(NEW, typed(outing), follow=True)

        text = response.content.decode()
        assert clerk.name in text
        assert "代录" in text
        assert outing.group.name in text

    def test_the_group_sees_what_was_written_in_its_name(
        self, client, clerks_desk, outing, secretary
    ):
        clerks_desk.post(NEW, typed(outing))
        client.force_login(secretary)

        assert list(client.get("/visits/").context["listing"].found) == [
            Visit.objects.get()
        ]

    def test_an_edit_by_another_keeps_who_wrote_it(self, client, visit, outing, clerk):
        client.force_login(clerk)
        client.post(f"/visits/{visit.pk}/edit/", typed(outing, version=1, note="补"))

        visit.refresh_from_db()
        assert visit.note == "补"
        assert visit.recorded_by.username == "yuxin-1"
        assert not visit.is_on_behalf

    def test_a_clerk_of_two_townships_is_asked_which_group(
        self, client, outing, duobao, duobao_group
    ):
        user = user_of(Role.PRESIDIUM, presidium_of(outing.group.township))
        hold(user, Role.PRESIDIUM, presidium_of(duobao))
        client.force_login(user)

        page = client.get(NEW).context["page"]

        groups = set(page.head.fields["group"].queryset)
        assert groups == {outing.group, duobao_group}
        assert page.head["group"].value() is None

    def test_a_clerk_of_one_group_is_not_asked(self, clerks_desk, outing, yuxin_group):
        assert clerks_desk.get(NEW).context["page"].head["group"].value() == (
            yuxin_group.pk
        )

    def test_the_next_visit_begins_with_the_group_of_the_last(
        self, clerks_desk, outing, second_group, clerk
    ):
        VisitFactory(group=second_group, recorded_by=clerk, recorder="李三才")

        head = clerks_desk.get(NEW).context["page"].head

        assert head["group"].value() == second_group.pk
        assert head["recorder"].value() == "李三才"
        assert head["visited_on"].value() == today()

    def test_each_group_is_proposed_the_hand_that_writes_its_papers(
        self, clerks_desk, outing, second_group, yuxin_group, duobao_group
    ):
        VisitFactory(group=second_group, recorder="李三才")
        VisitFactory(group=yuxin_group, recorder="钱一鸣")
        VisitFactory(group=yuxin_group, recorder="")
        VisitFactory(group=duobao_group, recorder="外人")

        def proposed(group):
            address = f"/visits/new/choices/?group={group.pk}&kind=joint"
            return clerks_desk.get(address).context["page"].head.usual_recorder

        groups = (second_group, yuxin_group, duobao_group)
        assert [proposed(group) for group in groups] == ["李三才", "钱一鸣", ""]

    def test_a_visit_of_an_activity_has_the_usual_hand(
        self, clerks_desk, outing, second_group
    ):
        VisitFactory(group=second_group, recorder="李三才")
        activity = ActivityFactory(group=second_group, campaign=outing.campaign)

        page = clerks_desk.get(f"{NEW}?activity={activity.pk}").context["page"]

        assert page.head["recorder"].value() == "李三才"

    def test_what_others_entered_last_is_no_beginning(
        self, clerks_desk, outing, second_group, secretary
    ):
        VisitFactory(group=second_group, recorded_by=secretary)

        assert clerks_desk.get(NEW).context["page"].head["group"].value() is None

    def test_a_clerk_may_enter_the_paired_visit_of_a_deputy(
        self, clerks_desk, outing, members, household, yuxin_group
    ):
        PairingFactory(person=members[0], household=household, group=yuxin_group)

        clerks_desk.post(NEW, typed(outing, kind="paired", deputies=[members[0].pk]))

        visit = Visit.objects.get()
        assert (visit.kind, visit.is_on_behalf) == (VisitKind.PAIRED, True)


class TestDeputyAlone:
    @pytest.fixture
    def own_desk(self, client, deputy, household, yuxin_group):
        PairingFactory(person=deputy.person, household=household, group=yuxin_group)
        client.force_login(deputy)
        return client

    def send(self, client, outing, deputy, **changes):
        fields = {"kind": "paired", "deputies": [deputy.person.pk]}
        return client.post(NEW, typed(outing, **fields | changes))

    def test_his_call_is_stored_as_his_own(self, own_desk, outing, deputy, household):
        assert self.send(own_desk, outing, deputy).status_code == 302

        visit = Visit.objects.get()
        assert (visit.recorded_by, visit.is_on_behalf) == (deputy, False)
        assert HouseholdCall.objects.get().household == household

    def test_he_calls_on_no_household_that_he_is_not_paired_with(
        self, own_desk, outing, deputy, qingshan
    ):
        other = HouseholdFactory(village=qingshan, head_name="王五")
        outing.calls = [CallData(other, {"ask_basics": "…"})]

        told = faults(self.send(own_desk, outing, deputy))

        assert told == ["此户不在您的范围内，请移除"]

    def test_he_enters_nothing_for_a_colleague(self, own_desk, outing, deputy, members):
        response = self.send(own_desk, outing, deputy, deputies=[members[0].pk])

        assert list(response.context["page"].head.errors) == ["deputies"]
        assert not Visit.objects.exists()

    def test_a_pairing_that_began_later_does_not_reach_back(
        self, own_desk, outing, deputy
    ):
        deputy.person.pairings.update(since=date(2017, 6, 10))

        told = faults(self.send(own_desk, outing, deputy, visited_on="2017-06-09"))
        assert told == [f"张三丰户 张三丰户不是{deputy.person}的结对户"]

        later = self.send(own_desk, outing, deputy, visited_on="2017-06-10")
        assert later.status_code == 302

    def test_he_corrects_his_own_call_and_strikes_it_off(
        self, own_desk, outing, deputy
    ):
        self.send(own_desk, outing, deputy)
        visit = Visit.objects.get()
        fields = {"kind": "paired", "deputies": [deputy.person.pk], "version": 1}

        own_desk.post(f"/visits/{visit.pk}/edit/", typed(outing, note="补记", **fields))
        own_desk.post(f"/visits/{visit.pk}/void/", {"reason": "记错了"})

        visit.refresh_from_db()
        assert (visit.note, visit.void_reason) == ("补记", "记错了")

    def test_what_the_clerk_wrote_for_him_he_reads_and_leaves_alone(
        self, own_desk, outing, deputy, clerk, members
    ):
        outing.kind, outing.deputies = VisitKind.PAIRED, [deputy.person]
        visit = actions.record_visit(outing, by=clerk)

        page = own_desk.get(visit.get_absolute_url())

        assert page.status_code == 200
        assert "/edit/" not in page.content.decode()
        assert own_desk.get(f"/visits/{visit.pk}/edit/").status_code == 403


class TestGroupsOwn:
    @pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 6])
    def test_three_to_five_take_part_or_the_reason_is_told(
        self, desk, outing, members, yuxin_group, count
    ):
        more = [MembershipFactory(group=yuxin_group).person for _ in range(2)]
        people = [person.pk for person in [*members, *more]][:count]

        response = desk.post(NEW, typed(outing, deputies=people))

        assert (response.status_code == 302) == (3 <= count <= 5)

    @pytest.mark.parametrize("count", [1, 2, 6])
    def test_with_a_reason_fewer_or_more_are_taken(
        self, desk, outing, members, yuxin_group, count
    ):
        more = [MembershipFactory(group=yuxin_group).person for _ in range(2)]
        people = [person.pk for person in [*members, *more]][:count]

        desk.post(NEW, typed(outing, deputies=people, few_reason="汛期值守"))

        visit = Visit.objects.get()
        assert (visit.deputies.count(), visit.few_reason) == (count, "汛期值守")

    def test_a_reason_of_blanks_is_none(self, desk, outing, members):
        response = desk.post(
            NEW, typed(outing, deputies=[members[0].pk], few_reason="　 ")
        )

        assert len(faults(response)) == 1

    def test_a_linked_village_next_door_is_visited(
        self, desk, outing, duobao, yuxin_group
    ):
        river = VillageFactory(parent=duobao, name="河口村委会")
        GroupVillageFactory(group=yuxin_group, village=river)
        outing.village, outing.calls = river, []

        assert desk.post(NEW, typed(outing)).status_code == 302
        assert Visit.objects.get().township == yuxin_group.township

    def test_an_activity_of_the_group_is_chosen_and_kept(self, desk, outing):
        activity = ActivityFactory(group=outing.group, campaign=outing.campaign)

        desk.post(NEW, typed(outing, activity=activity.pk))

        assert Visit.objects.get().activity == activity

    def test_an_activity_of_another_group_is_not_offered(
        self, desk, outing, second_group
    ):
        other = ActivityFactory(group=second_group, campaign=outing.campaign)

        page = desk.post(NEW, typed(outing, activity=other.pk)).context["page"]

        assert list(page.head.errors) == ["activity"]

    def test_who_left_before_the_day_is_not_offered_for_it(
        self, desk, outing, yuxin_group
    ):
        gone = PersonFactory(name="吴早走")
        MembershipFactory(group=yuxin_group, person=gone, until=date(2017, 6, 1))

        people = desk.post(NEW, typed(outing, visited_on="2017-06-02", group=""))
        offered = desk.get(
            "/visits/new/choices/", typed(outing, visited_on="2017-06-02")
        )
        before = desk.get(
            "/visits/new/choices/", typed(outing, visited_on="2017-06-01")
        )

        assert people.status_code == 200
        assert "吴早走" not in offered.content.decode()
        assert "吴早走" in before.content.decode()

    def test_a_dissolved_group_receives_no_visit(
        self, clerks_desk, outing, second_group
    ):
        outing.group.dissolved_on = date(2017, 7, 1)
        outing.group.save()

        page = clerks_desk.post(NEW, typed(outing)).context["page"]

        assert "group" in page.head.errors
        assert not Visit.objects.exists()

    def test_more_than_twenty_groups_are_found_by_typing(self, client, office, outing):
        for number in range(3, 25):
            GroupFactory(township=outing.group.township, number=number)
        client.force_login(office)

        data = typed(outing, group="渔薪镇第一代表小组", group_pk="")

        assert client.post(NEW, data).status_code == 302
        assert Visit.objects.get().group == outing.group


class TestBeyondSight:
    @pytest.fixture
    def foreign(self, duobao):
        return HouseholdFactory(village__parent=duobao, head_name="外乡人")

    @pytest.mark.parametrize(
        "sent",
        [
            {"calls-more": "add", "add_household_pk": "{pk}"},
            {"calls-more": "{pk}"},
            {"calls-more": "add", "add_household": "外乡人"},
        ],
    )
    def test_a_household_out_of_sight_is_added_by_no_button(
        self, desk, outing, foreign, sent
    ):
        data = {name: value.format(pk=foreign.pk) for name, value in sent.items()}

        response = desk.post(NEW, typed(outing) | data)

        assert len(response.context["page"].calls) == 1
        text = response.content.decode().replace('value="外乡人"', "")
        assert "外乡人户" not in text
        assert "外乡人（" not in text

    def test_what_looks_alike_out_of_sight_is_not_told_while_typing(
        self, desk, outing, duobao_group
    ):
        VisitFactory(
            group=duobao_group, village=outing.village, visited_on=outing.visited_on
        )

        part = desk.get("/visits/new/doubts/", typed(outing)).content.decode()

        assert part.strip() == ""

    def test_a_visit_out_of_sight_is_nothing_to_compare_with(
        self, desk, outing, duobao_group
    ):
        foreign = VisitFactory(group=duobao_group)

        for part in ("choices", "doubts"):
            answer = desk.get(f"/visits/new/{part}/", typed(outing, visit=foreign.pk))
            assert answer.status_code == 404
