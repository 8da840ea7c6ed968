"""A campaign's form is edited and published again: what was written stays what it was."""

from dataclasses import replace
from datetime import date

import pytest

from tests.factories.platform import CampaignFactory
from tests.factories.visits import FormFactory
from tests.visits.typed import typed
from tianmen_congress.base.campaigns.actions import copy_form, publish
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.figures.registry import Asked
from visits.actions import edit_visit, record_visit
from visits.checks import faults_of
from visits.models import Visit
from visits.queries.ledger import ledger_entries, sections_of_ledger
from visits.shown.record import record_of

pytestmark = pytest.mark.django_db


def question(form, code):
    return FormQuestion.objects.get(section__form=form, code=code)


@pytest.fixture
def autumn(visit_form):
    """The second version: one question reworded, one gone, one new and required."""
    form = copy_form(visit_form)
    FormQuestion.objects.filter(section__form=form, code="look_water").delete()
    asked = question(form, "ask_basics")
    asked.text, asked.is_required = "家庭情况", False
    asked.save()
    asked.section.questions.create(
        code="ask_harvest",
        text="收成",
        kind="text",
        about="household",
        is_required=True,
    )
    return publish(form)


@pytest.fixture
def old(outing, secretary):
    """A visit on the paper of spring, with an answer that autumn does not ask."""
    call = replace(
        outing.calls[0], answers={"ask_basics": "4口人", "look_water": "井水"}
    )
    return record_visit(replace(outing, calls=[call]), by=secretary)


def test_a_version_that_is_not_published_is_used_by_nobody(desk, visit_form, outing):
    copy_form(visit_form)

    assert desk.get("/visits/new/").context["page"].start.form == visit_form


def test_the_next_visit_is_on_the_newest_version(desk, old, autumn, outing):
    page = desk.get("/visits/new/").context["page"]

    codes = [q.code for section in page.paper.household for q in section.questions]
    assert page.start.form == autumn
    assert "ask_harvest" in codes
    assert "look_water" not in codes


def test_going_on_from_an_old_visit_takes_the_new_paper(desk, old, autumn):
    page = desk.get(f"/visits/new/?after={old.pk}").context["page"]

    assert page.start.form == autumn
    assert page.head["village"].value() == old.village


def test_an_old_visit_keeps_its_questions_in_their_old_words(desk, old, autumn):
    text = desk.get(old.get_absolute_url()).content.decode()

    assert "基本情况" in text
    assert "井水" in text
    assert "家庭情况" not in text


def test_an_old_visit_is_changed_by_the_rules_of_its_own_form(
    desk, old, autumn, outing
):
    data = typed(outing, version=1) | {"calls-0-a_look_water": "自来水"}

    response = desk.post(f"/visits/{old.pk}/edit/", data)

    assert response.status_code == 302
    old.refresh_from_db()
    assert old.form.version == 1
    assert old.calls.get().answers["look_water"] == "自来水"


def test_the_new_form_asks_what_it_requires(desk, old, autumn, outing):
    data = typed(outing, visited_on="2017-07-01")

    page = desk.post("/visits/new/", data).context["page"]

    assert [fault["text"] for fault in page.faults] == ["请填写“收成”"]
    data["calls-0-a_ask_harvest"] = "减产三成"
    assert desk.post("/visits/new/", data).status_code == 302
    assert Visit.objects.first().form == autumn


def test_an_answer_to_a_question_that_is_gone_is_no_answer(outing, autumn):
    call = replace(
        outing.calls[0], answers={"ask_harvest": "减产", "look_water": "井水"}
    )

    told = faults_of(replace(outing, form=autumn, calls=[call]))

    assert [fault.text for fault in told] == ["表上没有“look_water”这一项"]


def test_an_edit_by_the_action_keeps_form_and_campaign(old, autumn, outing, secretary):
    call = replace(outing.calls[0], answers={"ask_basics": "5口人"})

    edit_visit(old, replace(outing, calls=[call], form=old.form), by=secretary)

    old.refresh_from_db()
    assert (old.form.version, old.campaign) == (1, outing.campaign)


def test_the_ledger_puts_both_versions_under_the_sections_of_the_newest(
    clerk, old, autumn, outing
):
    call = replace(outing.calls[0], answers={"ask_harvest": "减产三成"})
    record_visit(
        replace(outing, form=autumn, visited_on=date(2017, 7, 1), calls=[call]),
        by=clerk,
    )
    asked = Asked(campaign=outing.campaign)

    entries = list(ledger_entries(user=clerk, asked=asked))

    assert [s.title for s in sections_of_ledger(asked)] == [
        "一问",
        "二看",
        "三查",
        "四评",
        "五建议",
    ]
    assert [e.sections["ask"] for e in entries] == ["4口人", "减产三成"]
    assert entries[0].sections["look"] == "饮水：井水"


def test_the_paper_of_an_old_visit_is_the_old_paper(desk, old, autumn):
    text = desk.get(f"/visits/{old.pk}/print/").content.decode()

    assert "基本情况" in text
    assert "家庭情况" not in text


def test_the_record_reads_its_own_version(old, autumn, secretary):
    record = record_of(old, user=secretary)

    lines = dict(record.calls[0].sections)
    assert lines == {"一问": [("基本情况", "4口人")], "二看": [("饮水", "井水")]}


class TestNextCampaign:
    @pytest.fixture
    def revisit(self, campaign):
        """The campaign of the next year has begun, with another way to ask."""
        campaign.is_current = False
        campaign.save()
        coming = CampaignFactory(
            slug="2018",
            name="回头看",
            year=2018,
            starts_on=date(2017, 7, 1),
            is_current=True,
        )
        form = FormFactory(campaign=coming, title="四看六问", published_at=None)
        section = form.sections.create(code="look", title="四看")
        section.questions.create(code="roof", text="屋顶", kind="text", about="both")
        return publish(form)

    def test_new_visits_belong_to_the_new_campaign(self, desk, old, revisit, outing):
        data = typed(outing, visited_on="2017-07-20") | {"calls-0-a_roof": "不漏"}

        assert desk.post("/visits/new/", data).status_code == 302

        visit = Visit.objects.order_by("-pk").first()
        assert (visit.campaign, visit.form) == (revisit.campaign, revisit)
        assert visit.calls.get().answers == {"roof": "不漏"}

    def test_an_old_visit_stays_in_its_campaign(self, desk, old, revisit, outing):
        desk.post(f"/visits/{old.pk}/edit/", typed(outing, version=1, note="补记"))

        old.refresh_from_db()
        assert old.note == "补记"
        assert old.campaign.slug == "2017"

    def test_the_list_tells_the_campaigns_apart(self, desk, old, revisit, outing):
        desk.post("/visits/new/", typed(outing, visited_on="2017-07-20"))

        def found(slug):
            page = desk.get("/visits/", {"campaign": slug})
            return page.context["listing"].total

        assert (found("2017"), found("2018")) == (1, 1)

    def test_the_ledger_of_the_old_campaign_keeps_its_columns(self, old, revisit):
        titles = [s.title for s in sections_of_ledger(Asked(campaign=old.campaign))]

        assert titles[0] == "一问"
        now = sections_of_ledger(Asked(campaign=revisit.campaign))
        assert [s.title for s in now] == ["四看"]

    def test_a_visit_of_before_the_new_campaign_must_be_confirmed(
        self, desk, revisit, outing
    ):
        page = desk.post("/visits/new/", typed(outing)).context["page"]

        assert [doubt.text for doubt in page.doubts] == [
            "走访日期 2017-05-01 不在“回头看”的活动期（2017-07-01至2017-12-31）内"
        ]
