"""异地走访: a group goes to villages of others. It is marked, never refused."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupVillageFactory, MembershipFactory
from tests.factories.platform import VillageFactory, user_of
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import VisitFactory
from tests.visits.test_ledger_rows import line, outcome, reasons, take
from tests.visits.typed import typed
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import Asked, count_all, find_table
from tianmen_congress.base.workbooks import actions as workbooks
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue
from visits import rules
from visits.actions import record_visit
from visits.models import Visit
from visits.pairings.actions import pair
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"
DAY = date(2017, 6, 5)


@pytest.fixture
def river(duobao):
    """A village of the next township, linked to nobody of ours."""
    return VillageFactory(parent=duobao, name="河口村委会")


@pytest.fixture
def away(outing, river):
    """渔薪's first group in a village of 多宝, where it calls on nobody."""
    outing.village, outing.calls = river, []
    return outing


@pytest.fixture
def of_city(visit_form, city_group, river):
    """A visit of 市直 to 多宝."""
    return VisitFactory(
        group=city_group,
        village=river,
        visited_on=DAY,
        campaign=visit_form.campaign,
        form=visit_form,
    )


def marks():
    return list(
        Visit.objects.with_away().order_by("pk").values_list("is_away", flat=True)
    )


class TestWhatIsAway:
    def test_the_own_village_is_not_and_another_s_is(
        self, visit_form, yuxin_group, second_group, qingshan, yuxin, river
    ):
        theirs = VillageFactory(parent=yuxin, name="李场村委会")
        GroupVillageFactory(group=second_group, village=theirs)
        nobodys = VillageFactory(parent=yuxin, name="新村村委会")
        for village in (qingshan, theirs, nobodys, river):
            VisitFactory(group=yuxin_group, village=village, form=visit_form)

        assert marks() == [False, True, False, True]
        assert [visit.is_away for visit in Visit.objects.order_by("pk")] == marks()

    def test_the_links_of_its_own_day_tell(
        self, visit_form, yuxin_group, second_group, yuxin
    ):
        village = VillageFactory(parent=yuxin)
        change = date(2017, 6, 10)
        GroupVillageFactory(group=yuxin_group, village=village, until=date(2017, 6, 9))
        GroupVillageFactory(group=second_group, village=village, since=change)
        for day in (date(2017, 6, 9), change):
            VisitFactory(
                group=yuxin_group, village=village, visited_on=day, form=visit_form
            )

        assert marks() == [False, True]

    def test_a_linked_village_next_door_is_the_group_s_own(
        self, visit_form, yuxin_group, river
    ):
        GroupVillageFactory(group=yuxin_group, village=river)
        VisitFactory(group=yuxin_group, village=river, form=visit_form)

        assert marks() == [False]


class TestByPage:
    def test_it_is_stored_and_says_so(self, desk, away, yuxin):
        page = desk.post(NEW, typed(away, village="多宝镇河口村", village_pk=""))

        visit = Visit.objects.get()
        assert page.status_code == 302
        assert (visit.village, visit.township) == (away.village, yuxin)
        shown = desk.get(visit.get_absolute_url()).content.decode()
        assert "异地走访" in shown
        assert "走访覆盖计入多宝镇，参加情况计入渔薪镇" in shown

    def test_a_visit_at_home_bears_no_mark(self, desk, outing):
        desk.post(NEW, typed(outing))

        shown = desk.get(Visit.objects.get().get_absolute_url()).content.decode()
        assert "异地走访" not in shown

    def test_the_paper_says_so(self, desk, away, secretary):
        with acting_as(secretary):
            visit = record_visit(away, by=secretary)

        paper = desk.get(reverse("visits:print", args=[visit.pk])).content.decode()

        assert "多宝镇河口村委会不是渔薪镇第一代表小组的联系村" in paper

    def test_the_own_village_of_a_name_comes_before_those_of_others(
        self, desk, outing, duobao
    ):
        VillageFactory(parent=duobao, name="青山村委会")

        desk.post(NEW, typed(outing, village_pk=""))

        assert Visit.objects.get().village == outing.village

    def test_a_group_of_the_city_chooses_among_all(
        self, client, city_clerk, city_group, river, qingshan, visit_form
    ):
        client.force_login(city_clerk)
        box = reverse("ui:choices", args=["visit-villages"])

        found = client.get(box, {"group": city_group.pk, "q": "村"}).json()["choices"]

        labels = {each["label"] for each in found}
        assert labels == {"河口村委会（多宝镇）", "青山村委会（渔薪镇）"}

    def test_what_others_did_here_is_not_gone_on_with(
        self, client, of_city, other_clerk, visit_form
    ):
        client.force_login(other_clerk)

        page = client.get(NEW, {"after": of_city.pk})

        assert "市直第一代表小组" not in page.content.decode()


class TestWhoSeesIt:
    def test_where_it_happened_and_where_the_group_is_at_home(
        self, client, of_city, city_clerk, other_clerk, clerk, office
    ):
        def answer(user):
            client.force_login(user)
            return client.get(of_city.get_absolute_url()).status_code

        users = (office, city_clerk, other_clerk, clerk)
        assert [answer(user) for user in users] == [200, 200, 200, 404]

    def test_only_where_the_group_is_at_home_it_is_changed(
        self, of_city, city_clerk, other_clerk
    ):
        assert rules.can_edit(city_clerk, of_city)
        assert not rules.can_edit(other_clerk, of_city)

    def test_the_list_marks_it_and_finds_it(
        self, client, office, of_city, visit_form, yuxin_group, qingshan
    ):
        VisitFactory(
            group=yuxin_group, village=qingshan, visited_on=DAY, form=visit_form
        )
        client.force_login(office)

        def found(**search):
            page = client.get(reverse("visits:list"), search, follow=True)
            return page.context["listing"].total, page.content.decode()

        home = of_city.township_id
        there = of_city.village.parent_id
        assert [found(away=mark)[0] for mark in ("", "1", "0")] == [2, 1, 1]
        assert found(township=home)[0] == found(place=there)[0] == 1
        assert found(township=there)[0] == found(place=home)[0] == 0
        assert "多宝镇河口村委会" in found(away="1")[1]


class TestByWorkbook:
    def test_named_with_its_township_it_goes_in_and_is_told(
        self, outing, clerk, river, yuxin
    ):
        report = take(line(走访村="多宝镇河口村", 走访贫困户=""), by=clerk)

        assert outcome(report) == (1, 0, 0, 0)
        (told,) = report.of_kind(IssueKind.WARNING)
        assert told.reason == (
            "多宝镇河口村委会不是渔薪镇第一代表小组的联系村，登记为异地走访"
        )
        visit = Visit.objects.get()
        assert (visit.village, visit.township, visit.is_away) == (river, yuxin, True)

    def test_a_bare_name_of_another_township_is_asked_about_and_kept_in_mind(
        self, outing, clerk, river
    ):
        row = line(走访村="河口村", 走访贫困户="")

        assert outcome(take(row, by=clerk)) == (0, 0, 0, 1)
        issue = ImportIssue.objects.open_questions().get()
        assert [c["label"] for c in issue.candidates] == [
            "多宝镇河口村委会（异地走访）"
        ]
        workbooks.answer(issue, river.code, by=clerk)

        assert outcome(take(row, by=clerk)) == (1, 0, 0, 0)
        assert Visit.objects.get().village == river

    def test_a_village_of_nowhere_is_a_fault(self, outing, clerk):
        report = take(line(走访村="河口村", 走访贫困户=""), by=clerk)

        assert reasons(report) == ["渔薪镇没有这个村"]

    def test_the_ledger_goes_out_with_the_mark_and_in_again_unchanged(
        self, office, away, secretary, clerk
    ):
        with acting_as(secretary):
            record_visit(away, by=secretary)
        ledger = find_table("visit-ledger", office)(
            office, Asked(campaign=away.campaign)
        )
        (row,) = [
            dict(zip(titles(ledger), line.values, strict=True)) for line in ledger.lines
        ]

        assert (row["走访村"], row["异地走访"]) == ("多宝镇河口村委会", "是")
        again = line(走访日期=row["走访日期"], 走访村=row["走访村"], 走访贫困户="")
        again[5:8] = [row["一问"], "", ""]
        assert outcome(take(again, by=clerk)) == (0, 0, 1, 0)

    def test_another_township_s_families_are_the_office_s_to_enter(
        self, outing, clerk, office, river
    ):
        HouseholdFactory(village=river, head_name="赵大海")
        there = line(走访村="多宝镇河口村", 走访贫困户="赵大海")
        nobody = line(走访村="多宝镇河口村", 走访贫困户="无此人")

        found = reasons(take(there, by=clerk)) + reasons(take(nobody, by=clerk))

        assert [text.replace("无此人", "赵大海") for text in found] == [found[0]] * 2
        assert "请交市人大常委会机关登记" in found[0]
        assert outcome(take(there, by=office)) == (1, 0, 0, 0)
        assert Visit.objects.get().calls.get().household.head_name == "赵大海"

    def test_rows_of_the_city_s_organs_name_their_group_as_it_is_written(
        self, visit_form, city_clerk, city_group, members, river
    ):
        for person in members[:3]:
            MembershipFactory(group=city_group, person=person)
        row = line(代表小组="市直机关第一代表小组", 走访村="多宝河口村", 走访贫困户="")

        assert outcome(take(row, by=city_clerk)) == (1, 0, 0, 0)
        assert Visit.objects.get().group == city_group


def titles(table):
    named = {"问": "一问", "看": "二看", "评": "四评"}
    return [named.get(column.title, column.title) for column in table.columns]


@pytest.fixture
def both(visit_form, yuxin_group, duobao_group, qingshan, of_city):
    """渔薪 at home; 市直 and 多宝's own group in the same village of 多宝."""
    common = {"form": visit_form, "campaign": visit_form.campaign}
    VisitFactory(group=yuxin_group, village=qingshan, visited_on=DAY, **common)
    GroupVillageFactory(group=duobao_group, village=of_city.village)
    VisitFactory(group=duobao_group, village=of_city.village, visited_on=DAY, **common)


class TestFigures:
    def values(self, user, **asked):
        summary = find_table("activity-summary", user)(user, Asked(**asked))
        return [line.values for line in summary.lines], summary.total

    def test_what_was_done_counts_at_home_and_what_was_reached_where_it_lies(
        self, both, office, campaign
    ):
        lines, total = self.values(office, campaign=campaign)

        assert lines == [
            ("多宝镇", 1, 0, 0, 1, 0, 1, 0, 0),
            ("渔薪镇", 1, 0, 0, 1, 0, 1, 0, 0),
            ("市直", 1, 0, 0, 1, 1, 0, 0, 0),
        ]
        assert total == (None, 3, 0, 0, 3, 1, 2, 0, 0)
        assert count_all(office, Asked(campaign=campaign))["villages_visited"] == 2

    def test_of_a_township_guests_stand_last_with_what_they_reached_alone(
        self, both, office, campaign, duobao
    ):
        lines, total = self.values(office, campaign=campaign, township=duobao)

        assert lines == [
            ("多宝镇第一代表小组", 1, 0, 0, 1, 0, 1, 0, 0),
            ("市直第一代表小组", 0, 0, 0, 0, 0, 1, 0, 0),
        ]
        assert total == (None, 1, 0, 0, 1, 0, 1, 0, 0)

    def test_the_city_s_organs_have_what_they_did_and_reach_no_village_of_theirs(
        self, both, office, campaign, city_organs
    ):
        asked = Asked(campaign=campaign, township=city_organs)
        lines, total = self.values(office, campaign=campaign, township=city_organs)

        assert lines == [("市直第一代表小组", 1, 0, 0, 1, 1, 0, 0, 0)]
        assert total == (None, 1, 0, 0, 1, 1, 0, 0, 0)
        assert count_all(office, asked)["villages_visited"] == 0

    @pytest.mark.parametrize("who", ["office", "city_clerk", "other_clerk"])
    def test_every_number_opens_the_list_that_it_counts(
        self, both, client, request, campaign, who
    ):
        user = request.getfixturevalue(who)
        summary = find_table("activity-summary", user)(user, Asked(campaign=campaign))
        keys = [column.key for column in summary.columns]
        client.force_login(user)

        rows = [(line.values, line.links) for line in summary.lines]
        for values, links in [*rows, (summary.total, summary.total_links)]:
            for key in set(links) - {"attendances"}:
                listing = client.get(links[key]).context["listing"]
                assert listing.total == values[keys.index(key)], links[key]

    def test_page_and_workbook_say_how_they_count(self, both, client, office):
        client.force_login(office)

        page = client.get(reverse("figures:report", args=["activity-summary"]))

        text = page.content.decode()
        assert "走访覆盖按村所在乡镇计，不论哪个小组走访" in text
        assert ">市直<" in text


class TestPairings:
    """A deputy of 市直 has a household of any township; its clerk sees that one alone."""

    @pytest.fixture
    def pairing(self, office, city_group, river):
        person = PersonFactory(name="周局长")
        MembershipFactory(group=city_group, person=person)
        HouseholdFactory(village=river, head_name="王五")
        home = HouseholdFactory(village=river, head_name="赵大海")
        with acting_as(office):
            return pair(person, home, by=office, group=city_group, since=DAY)

    def test_the_office_pairs_and_both_ends_see_it(
        self, pairing, city_clerk, other_clerk, clerk
    ):
        seen = [
            HouseholdPairing.objects.visible_to(user).filter(pk=pairing.pk).exists()
            for user in (city_clerk, other_clerk, clerk)
        ]

        assert seen == [True, True, False]

    def test_the_paired_household_is_in_sight_of_the_group_s_keepers_and_no_other(
        self, pairing, city_clerk, city_group
    ):
        secretary = user_of(Role.SECRETARY, city_group.organ, username="shizhi-1")
        model = type(pairing.household)

        for user in (city_clerk, secretary):
            assert list(model.objects.visible_to(user)) == [pairing.household]

    def test_once_it_has_ended_the_household_is_out_of_sight(self, pairing, city_clerk):
        HouseholdPairing.objects.update(until=DAY)

        assert not type(pairing.household).objects.visible_to(city_clerk).exists()

    def test_a_township_s_group_has_households_of_its_own_alone(
        self, client, office, yuxin_group, members, river
    ):
        home = HouseholdFactory(village=river)
        with acting_as(office), pytest.raises(ValidationError, match="不在"):
            pair(members[0], home, by=office, group=yuxin_group, since=DAY)
