"""The checklist is data: versions of it, and inspections that keep the one they used."""

from decimal import Decimal

import pytest
from django.urls import reverse

from supervision.figures.tables import InspectionSummary
from supervision.models import Inspection
from tests.factories.platform import CampaignFactory
from tests.factories.supervision import (
    ChecklistFactory,
    InspectionFactory,
    ItemFactory,
    QuestionFactory,
)
from tests.supervision.pages import faults, page_data
from tianmen_congress.base.campaigns.enums import QuestionKind
from tianmen_congress.base.campaigns.queries import questions_of
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db
NEW = reverse("supervision:inspection_create")


@pytest.fixture
def second(campaign, checklist):
    """A later version: one item keeps its code with more points, one is new."""
    form = ChecklistFactory(campaign=campaign, version=2)
    items = (("grouping", "分组是否科学合理", 30), ("referral", "意见是否交办", 70))
    for order, (code, text, most) in enumerate(items):
        QuestionFactory(
            section__form=form, code=code, text=text, max_score=most, order=order
        )
    return form


@pytest.fixture
def old(checklist, team, yuxin):
    """Done by the first version: 18 of 20 and 12 of 15."""
    inspection = InspectionFactory(
        form=checklist, team=team, township=yuxin, total_score=30, max_score=35
    )
    for question, score in zip(questions_of(checklist), (18, 12), strict=True):
        ItemFactory(inspection=inspection, question=question, score=score)
    return inspection


def codes(page):
    return [block.question.code for block in page.context["entry"].blocks]


def test_the_page_asks_what_the_newest_version_asks(client, supervisor, old, second):
    client.force_login(supervisor)

    page = client.get(NEW)

    assert codes(page) == ["grouping", "referral"]
    assert page.context["entry"].max_score == 100


def test_a_draft_version_is_asked_of_nobody(client, supervisor, checklist, campaign):
    draft = ChecklistFactory(campaign=campaign, version=3, published_at=None)
    QuestionFactory(section__form=draft, code="later")
    client.force_login(supervisor)

    assert codes(client.get(NEW)) == ["grouping", "files"]


def test_an_old_inspection_is_changed_on_the_paper_it_was_done_on(
    client, supervisor, old, second
):
    client.force_login(supervisor)
    address = reverse("supervision:inspection_edit", args=[old.pk])

    page = client.get(address)
    sent = client.post(
        address, page_data(old.form, scores=("20", "15"), version=old.version)
    )

    assert codes(page) == ["grouping", "files"]
    assert sent.status_code == 302
    old.refresh_from_db()
    assert (old.form.version, old.total_score, old.max_score) == (1, 35, 35)


def test_the_old_page_and_paper_show_the_old_items(client, supervisor, old, second):
    client.force_login(supervisor)

    for address in (old.get_absolute_url(), f"{old.get_absolute_url()}print/"):
        text = client.get(address).content.decode()
        assert "档案是否规范" in text
        assert "意见是否交办" not in text


def test_a_new_inspection_bears_the_version_it_was_done_by(
    client, supervisor, second, yuxin
):
    client.force_login(supervisor)

    client.post(NEW, page_data(second, scores=("25", "60"), township=yuxin.pk))

    stored = Inspection.objects.get()
    assert (stored.form, stored.total_score, stored.max_score) == (second, 85, 100)


def test_the_score_of_the_old_version_is_too_much_for_nothing_else(
    client, supervisor, second, yuxin
):
    client.force_login(supervisor)

    page = client.post(NEW, page_data(second, scores=("31", "60"), township=yuxin.pk))

    assert any("30" in fault for fault in faults(page))
    assert not Inspection.objects.exists()


def test_the_table_has_the_items_of_today_and_all_of_their_scores(
    old, second, office, campaign, team, yuxin
):
    new = InspectionFactory(
        form=second, team=team, township=yuxin, total_score=90, max_score=100
    )
    for question, score in zip(questions_of(second), (24, 66), strict=True):
        ItemFactory(inspection=new, question=question, score=score)

    table = InspectionSummary(office, Asked(campaign=campaign))

    assert [c.title for c in table.columns if c.group] == [
        "分组是否科学合理",
        "意见是否交办",
    ]
    # 18 and 24 of the item that kept its code; 66 of the one that is new.
    assert table.lines[0].values[4:7] == (
        Decimal("21.0"),
        Decimal("66.0"),
        Decimal("60.0"),
    )


def test_the_table_of_another_campaign_is_its_own(old, office):
    later = CampaignFactory(slug="2018", is_current=False)
    form = ChecklistFactory(campaign=later)
    QuestionFactory(section__form=form, code="new", text="新的一项", max_score=10)

    table = InspectionSummary(office, Asked(campaign=later))

    assert [c.title for c in table.columns if c.group] == ["新的一项"]
    assert [line.values[2] for line in table.lines] == [0]


def test_an_item_without_points_takes_a_remark_only(
    client, supervisor, checklist, yuxin
):
    QuestionFactory(
        section=checklist.sections.get(),
        code="notes",
        text="其他情况",
        kind=QuestionKind.TEXT,
        max_score=None,
        is_required=False,
        order=9,
    )
    client.force_login(supervisor)
    data = page_data(checklist, scores=("20", "15", ""), township=yuxin.pk)
    data |= {"notes-remark": "群众反映较好"}

    client.post(NEW, data)

    stored = Inspection.objects.get()
    assert (stored.total_score, stored.max_score) == (35, 35)
    notes = stored.items.get(question__code="notes")
    assert (notes.score, notes.remark) == (None, "群众反映较好")


def test_the_blank_paper_is_of_the_version_in_force(client, supervisor, second):
    client.force_login(supervisor)

    text = client.get(reverse("supervision:blank")).content.decode()

    assert "意见是否交办" in text
    assert "档案是否规范" not in text
