"""The paper that is taken along, and the one that is filed."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from pytest_django.asserts import assertTemplateUsed

from tests.factories.groups import ActivityFactory, GroupVillageFactory
from tests.factories.platform import CampaignFactory, VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import FormFactory
from tianmen_congress.base.campaigns.actions import publish
from tianmen_congress.base.campaigns.models import Campaign
from visits.actions import record_visit, void_visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db
BLANK = "/visits/blank/"


def text_of(client, url, **query):
    return unescape(client.get(url, query).content.decode())


def paper_of(client, visit):
    return text_of(client, f"/visits/{visit.pk}/print/")


def test_the_paper_says_what_the_form_does_not_ask(desk, outing, secretary, members):
    activity = ActivityFactory(
        group=outing.group, campaign=outing.campaign, title="六月活动"
    )
    team = outing.group.teams.create(name="一分队")
    visit = record_visit(
        replace(
            outing,
            deputies=members[:2],
            few_reason="汛期值守",
            note="雨天\n道路中断",
            team=team,
            activity=activity,
        ),
        by=secretary,
    )

    text = paper_of(desk, visit)

    for label, words in (
        ("分队", "一分队"),
        ("小组活动", "六月活动"),
        ("人数说明", "汛期值守"),
        ("备注", "雨天<br>道路中断"),
    ):
        assert f'<th scope="row">{label}</th><td colspan="3">' in text
        assert words in text


def test_what_is_empty_takes_no_line_of_the_paper(desk, visit):
    text = paper_of(desk, visit)

    for label in ("分队", "小组活动", "人数说明", "备注"):
        assert f'<th scope="row">{label}</th>' not in text


def test_a_linked_village_stands_under_its_own_township(
    desk, outing, secretary, duobao, yuxin_group
):
    village = VillageFactory(parent=duobao, name="河口村委会")
    GroupVillageFactory(group=yuxin_group, village=village)
    visit = record_visit(replace(outing, village=village, calls=[]), by=secretary)

    for text in (paper_of(desk, visit), text_of(desk, visit.get_absolute_url())):
        assert "多宝镇河口村委会" in text
        assert "渔薪镇河口村委会" not in text


def test_a_paper_that_was_struck_off_says_so(desk, visit, secretary):
    assert "已作废" not in paper_of(desk, visit)

    void_visit(visit, by=secretary, reason="重复登记")

    assert "已作废：重复登记" in paper_of(desk, visit)


def test_households_stand_on_the_paper_in_the_order_of_the_visit(
    desk, outing, secretary, qingshan
):
    names = ("赵六", "王五", "陈七")
    homes = [HouseholdFactory(village=qingshan, head_name=name) for name in names]
    calls = [CallData(home, {"ask_basics": home.head_name}) for home in homes]
    visit = record_visit(replace(outing, calls=calls), by=secretary)

    text = paper_of(desk, visit)

    places = [
        text.index(f"入户记录（{n}）　{name}户") for n, name in enumerate(names, 1)
    ]
    assert places == sorted(places)


def test_an_answer_of_several_lines_keeps_them(desk, outing, secretary):
    visit = record_visit(
        replace(outing, answers={"ask_basics": "全村320户\n缺水"}), by=secretary
    )

    assert "全村320户<br>缺水" in paper_of(desk, visit)


@pytest.mark.parametrize("who", ["supervisor", "leader", "clerk", "office"])
def test_who_reads_a_visit_prints_it(client, request, visit, who):
    client.force_login(request.getfixturevalue(who))

    assert visit.village.name in paper_of(client, visit)


def test_the_paper_costs_the_same_for_any_number_of_households(
    desk, outing, secretary, qingshan, visit, django_assert_num_queries
):
    homes = [HouseholdFactory(village=qingshan) for _ in range(3)]
    calls = [CallData(home, {"ask_basics": "…"}) for home in homes]
    long = record_visit(replace(outing, calls=calls), by=secretary)
    desk.get(f"/visits/{visit.pk}/print/")

    for each in (visit, long):
        with django_assert_num_queries(13):
            desk.get(f"/visits/{each.pk}/print/")


class TestBlank:
    def test_it_asks_for_the_village_first(self, desk, outing):
        page = desk.get(BLANK)

        assertTemplateUsed(page, "visits/blank.html")
        assert page.context["form"]["copies"].value() == 4

    def test_it_has_the_sections_and_options_of_the_form_in_use(self, desk, outing):
        text = text_of(desk, BLANK, village_pk=outing.village.pk, copies=1)

        for title in ("一问", "二看", "三查", "四评", "五建议"):
            assert title in text
        for option in ("□ 危房", "□ 医疗救助", "□ 不满意"):
            assert option in text

    def test_a_new_version_of_the_form_is_printed_at_once(self, desk, outing):
        newer = FormFactory(
            campaign=outing.campaign, version=2, title="秋季走访表", published_at=None
        )
        section = newer.sections.create(code="ask", title="六问")
        section.questions.create(code="q", text="收成", kind="text", about="both")
        publish(newer)

        text = text_of(desk, BLANK, village_pk=outing.village.pk, copies=1)

        assert "秋季走访表" in text
        assert "六问" in text
        assert "五建议" not in text

    @pytest.mark.parametrize(("copies", "sheets"), [("0", 0), ("1", 1), ("20", 20)])
    def test_it_has_a_sheet_for_each_household(self, desk, outing, copies, sheets):
        text = text_of(desk, BLANK, village_pk=outing.village.pk, copies=copies)

        assert text.count("入户记录（") == sheets

    @pytest.mark.parametrize("copies", ["21", "-1", "很多", ""])
    def test_a_number_that_makes_no_sense_is_asked_again(self, desk, outing, copies):
        page = desk.get(BLANK, {"village_pk": outing.village.pk, "copies": copies})

        assert page.context["form"].errors["copies"]
        assertTemplateUsed(page, "visits/blank.html")

    def test_full_width_digits_are_digits(self, desk, outing):
        text = text_of(desk, BLANK, village_pk=outing.village.pk, copies="２")

        assert text.count("入户记录（") == 2

    def test_the_village_may_be_typed_by_its_sound(self, desk, outing):
        text = text_of(desk, BLANK, village="qs", copies=1)

        assert "渔薪镇青山村委会" in text

    def test_of_a_village_of_others_no_family_is_printed(self, desk, outing, duobao):
        foreign = VillageFactory(parent=duobao, name="河口村委会")
        HouseholdFactory(village=foreign, head_name="外乡人")

        text = text_of(desk, BLANK, village_pk=foreign.pk, copies=1, with_names="on")

        assert "多宝镇河口村委会" in text
        assert "外乡人" not in text

    def test_households_struck_off_are_not_on_the_list(self, desk, outing, household):
        household.voided_at, household.void_reason = "2017-06-01T00:00Z", "重复"
        household.save()

        text = text_of(
            desk, BLANK, village_pk=outing.village.pk, copies=1, with_names="on"
        )

        assert "张三丰" not in text

    @pytest.mark.parametrize(
        ("who", "status"),
        [("office", 200), ("deputy", 200), ("leader", 403), ("unit", 403)],
    )
    def test_it_is_for_those_who_visit(self, client, request, outing, who, status):
        client.force_login(request.getfixturevalue(who))

        assert client.get(BLANK).status_code == status

    def test_without_a_form_in_use_it_says_so(self, desk, outing):
        Campaign.objects.update(is_current=False)
        CampaignFactory(slug="2018", is_current=True)

        page = desk.get(BLANK, {"village_pk": outing.village.pk, "copies": 1})

        assert "还没有启用的走访记录表" in page.content.decode()


def test_the_day_of_the_paper_is_written_as_on_paper(desk, outing, secretary):
    visit = record_visit(replace(outing, visited_on=date(2017, 6, 5)), by=secretary)

    assert "2017年6月5日" in paper_of(desk, visit)
