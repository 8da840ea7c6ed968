"""Opinions of 市直: heard in the townships, gathered by the city's own liaison office."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions import Proponent, committee_of
from referrals.enums import Origin, State
from referrals.models import Opinion
from referrals.papers import sheet_of
from referrals.papers.names import in_full
from referrals.queries.funnel import funnel
from referrals.queries.lists import waiting_for
from referrals.queries.rates import rates_by
from referrals.rules import is_handler
from referrals.workflow import MoveRefused, available
from tests.factories.platform import OrganFactory, VillageFactory
from tests.kept import kept
from tests.referrals.ledgers import bring, counted, found
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db


@pytest.fixture
def river(duobao):
    return VillageFactory(parent=duobao, name="河口村委会")


@pytest.fixture
def government(duobao):
    return OrganFactory(
        kind=OrganKind.GOVERNMENT, name="多宝镇人民政府", division=duobao
    )


@kept
def heard(way, city_clerk, city_group, river):
    """What 市直's first group heard in a village of 多宝, taken down by its clerk."""
    return collected(way, city_clerk, city_group, river)


def collected(way, clerk, group, village, **more):
    facts = {
        "campaign": way.campaign,
        "group": group,
        "village": village,
        "origin": Origin.VISIT,
        "title": "修好过河的桥",
        "text": "村口的桥断了",
        "collected_on": START,
    }
    said_by = [Proponent("张三", "138 0000 0001")]
    return actions.collect(Opinion(**facts | more), by=clerk, proposers=said_by)


@kept
def triaged(way, heard, city_clerk):
    return way.step(heard, "report_up", by=city_clerk)


def local(way, handler):
    return {"category": way.category, "level": "township", "handler": handler}


def test_its_own_liaison_office_gathers_it_under_a_number_of_its_own(
    triaged, city_clerk, clerk, other_clerk
):
    assert triaged.number == "〔2017〕市直001号"
    assert str(triaged.presidium) == "市直人大联络处"
    assert waiting_for(user=city_clerk).filter(pk=triaged.pk).exists()
    for stranger in (clerk, other_clerk):
        assert not Opinion.objects.visible_to(stranger).exists()


def test_it_is_handed_to_the_township_of_its_village_and_handled_there(
    way, triaged, city_clerk, other_clerk, clerk, government
):
    handed = way.step(triaged, "refer", by=city_clerk, **local(way, government))

    assert handed.state == State.HANDLING
    assert Opinion.objects.visible_to(other_clerk).get() == handed
    assert "answer_local" in available(handed, other_clerk)
    assert not is_handler(clerk, handed)
    answered = way.step(handed, "answer_local", by=other_clerk)
    told = way.step(answered, "feed_back", by=city_clerk, how="phone")
    judged = way.step(told, "evaluate", by=way.office, basis="台账")
    assert way.step(judged, "close", by=city_clerk).state == State.CLOSED


def test_a_village_committee_far_off_is_named_with_its_township(
    way, triaged, city_clerk, river
):
    given = local(way, committee_of(river)) | {"level": "village"}
    handed = way.step(triaged, "refer", by=city_clerk, **given)

    paper = sheet_of("handover", handed, user=city_clerk)

    assert paper.to == "多宝镇河口村委会："
    assert dict(paper.facts)["所涉村"] == "多宝镇河口村委会"
    assert paper.sign == "市直人大联络处"
    assert paper.number.startswith("市直人大")


def test_of_another_township_than_the_village_s_nobody_is_handed_it(
    way, triaged, city_clerk
):
    with pytest.raises(MoveRefused, match="只能交办所涉村所在乡镇的单位"):
        way.step(triaged, "refer", by=city_clerk, **local(way, way.handler))


def test_without_a_village_it_goes_to_the_city_and_the_button_says_why(
    way, city_clerk, city_group
):
    opinion = way.step(
        collected(way, city_clerk, city_group, None), "report_up", by=city_clerk
    )

    assert "refer" not in available(opinion, city_clerk)
    with pytest.raises(MoveRefused, match="请先补充所涉村"):
        way.step(opinion, "refer", by=city_clerk, **local(way, way.handler))
    graded = way.step(opinion, "grade_city", by=city_clerk)
    submitted = way.step(graded, "submit", by=city_clerk)
    assert way.step(submitted, "accept").state == State.ACCEPTED


def test_the_page_of_the_move_offers_the_bodies_of_the_village_s_township(
    client, triaged, city_clerk, government, way
):
    client.force_login(city_clerk)

    page = client.get(reverse("referrals:move", args=[triaged.pk, "refer"]))

    text = page.content.decode()
    assert "多宝镇人民政府" in text
    assert "河口村委会" in text
    assert "渔薪镇人民政府" not in text


def test_a_township_s_own_opinion_is_not_handed_next_door(
    way, clerk, river, government
):
    opinion = way.step(way.collect(village=river), "report_up")

    with pytest.raises(MoveRefused, match="多宝镇人民政府不在渔薪镇"):
        way.step(opinion, "refer", **local(way, government))


def test_the_presidium_of_another_township_records_nothing_of_ours(
    way, other_clerk, clerk
):
    opinion = way.to(State.HANDLING)

    assert is_handler(clerk, opinion)
    assert not is_handler(other_clerk, opinion)


def test_the_accused_presidium_s_side_does_not_get_it(
    way, triaged, city_clerk, other_clerk, government, duobao_presidium
):
    way.step(triaged, "revise", by=city_clerk, accused_organ=duobao_presidium)

    opinion = Opinion.objects.get()
    assert opinion.state == State.SUBMITTED
    assert not Opinion.objects.visible_to(other_clerk).exists()


class TestRates:
    def test_it_counts_under_the_city_s_organs_and_in_the_sum(
        self, way, triaged, city_clerk, government
    ):
        way.step(triaged, "refer", by=city_clerk, **local(way, government))
        way.to(State.HANDLING)

        lines = rates_by("township", user=way.office, asked=Asked())

        counts = [(line.label, line.counts["handed"]) for line in lines]
        assert counts == [("多宝镇", 0), ("渔薪镇", 1), ("市直", 1), ("合计", 2)]
        steps = [
            (row.label, row.counts["handed"])
            for row in funnel(user=way.office, asked=Asked())
        ]
        assert steps == counts[:3]

    def test_its_number_opens_the_list_it_counts_and_the_workbook_agrees(
        self, client, way, triaged, city_clerk, government
    ):
        way.step(triaged, "refer", by=city_clerk, **local(way, government))
        client.force_login(way.office)
        for slug in ("opinion-rates-township", "opinion-funnel"):
            table = find_table(slug, way.office)(way.office, Asked())
            line = table.lines[-1]
            at = [column.key for column in table.columns].index("handed")

            listing = client.get(line.links["handed"]).context["listing"]

            assert (line.values[0], line.values[at]) == ("市直", 1)
            assert listing.total == 1
            assert table.total[at] == 1


class TestLedger:
    ROW = {
        "乡镇": "市直机关",
        "代表小组": "市直机关第一代表小组",
        "意见建议内容": "村口的桥断了",
        "反映人": "张三",
    }

    def bring(self, way, **cells):
        return bring(way, self.ROW | cells)

    def test_a_village_is_named_with_its_township(
        self, way, city_clerk, city_group, river
    ):
        report = self.bring(
            way, 交办层级="村", 承办单位="多宝镇河口村", 是否办结="否", 满意度=""
        )

        assert (counted(report), found(report)) == ((1, 0, 0), [])
        opinion = Opinion.objects.get()
        assert (opinion.group, opinion.village) == (city_group, river)
        assert opinion.handler.division == river

    def test_a_government_is_that_of_any_township(
        self, way, city_clerk, city_group, government
    ):
        report = self.bring(
            way, 交办层级="乡镇", 承办单位="多宝镇人民政府", 是否办结="否", 满意度=""
        )

        assert (counted(report), found(report)) == ((1, 0, 0), [])
        assert Opinion.objects.get().handler == government

    def test_the_ledger_goes_out_as_it_may_come_in_again(
        self, way, city_clerk, city_group, river
    ):
        cells = {
            "交办层级": "村",
            "承办单位": "多宝镇河口村",
            "是否办结": "否",
            "满意度": "",
        }
        self.bring(way, **cells)
        table = find_table("opinion-ledger", way.office)(way.office, Asked())
        titles = [column.title for column in table.columns]
        (line,) = table.lines
        row = dict(zip(titles, line.values, strict=True))

        assert (row["乡镇"], row["承办单位"]) == ("市直", "多宝镇河口村委会")
        assert counted(self.bring(way, **cells | {"承办单位": row["承办单位"]})) == (
            0,
            1,
            0,
        )


def test_letters_name_it_as_its_seal_does(city_clerk):
    organ = city_clerk.main_post.organ

    assert in_full(organ) == "天门市直人大联络处"


def test_a_visit_s_opinion_is_of_the_group_and_its_village(heard, city_organs, river):
    assert (heard.township, heard.village) == (city_organs, river)
    assert heard.village_in_full == "多宝镇河口村委会"
    assert heard.collected_on == date(2017, 6, 1)
