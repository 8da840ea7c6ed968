"""A campaign's forms: copied, changed, published, and never changed again."""

import json
from datetime import date

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from tests.factories.platform import CampaignFactory
from tests.factories.visits import FormFactory
from tianmen_congress.base.campaigns.actions import copy_form, preset, publish
from tianmen_congress.base.campaigns.enums import About, FormKind, QuestionKind
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm, FormQuestion
from tianmen_congress.base.campaigns.queries import (
    current_campaign,
    in_period,
    published_form,
    questions_of,
    sections_of,
    step_time,
)

pytestmark = pytest.mark.django_db
PRESET = settings.BASE_DIR / "fixtures" / "campaign_2017.json"


@pytest.fixture
def data():
    return json.loads(PRESET.read_text(encoding="utf-8"))


@pytest.fixture
def form(campaign):
    """Two sections, written out of order, one with every kind of question."""
    form = FormFactory(campaign=campaign, published_at=None)
    look = form.sections.create(code="look", title="二看", order=2)
    ask = form.sections.create(code="ask", title="一问", order=1)
    for order, kind in enumerate(QuestionKind):
        ask.questions.create(
            code=f"q_{kind}",
            text=f"问{kind.label}",
            kind=kind,
            about=About.BOTH,
            options=["好", "差"],
            max_score=20,
            is_required=order % 2 == 0,
            help_text="说明",
            order=len(QuestionKind) - order,
        )
    look.questions.create(code="roof", text="屋顶", kind="text", about="household")
    return publish(form)


def whole(form):
    """Everything of a form but its keys."""
    columns = ("code", "text", "help_text", "kind", "about", "options")
    more = ("is_required", "max_score", "order")
    return [
        (s.code, s.title, list(s.questions.values_list(*columns, *more)))
        for s in sections_of(form)
    ]


def test_a_copy_says_the_same_in_the_same_order(form):
    copy = copy_form(form)

    assert whole(copy) == whole(form)
    assert [s.title for s in sections_of(copy)] == ["一问", "二看"]


def test_a_copy_is_the_next_version_and_waits_for_publication(form):
    copy = copy_form(form)

    assert (copy.version, copy.published_at) == (2, None)
    assert str(copy) == "走访记录表（第2版）"


def test_the_original_keeps_its_sections_and_questions(form):
    before = whole(form)

    copy = copy_form(form)
    copy.sections.first().questions.all().delete()

    assert whole(form) == before
    assert FormQuestion.objects.filter(section__form=form).count() == 7


def test_copies_of_an_old_version_do_not_collide(form):
    versions = [copy_form(form).version for _ in range(3)]

    assert versions == [2, 3, 4]


def test_versions_of_different_kinds_are_counted_apart(form, campaign):
    checklist = campaign.forms.create(
        kind=FormKind.CHECKLIST, version=7, title="督导检查表"
    )

    assert copy_form(form).version == 2
    assert copy_form(checklist).version == 8


def test_a_copy_costs_the_same_for_any_number_of_questions(
    form, django_assert_max_num_queries
):
    form = copy_form(form)
    for number in range(20):
        form.sections.first().questions.create(
            code=f"more{number}", text="问", kind="text"
        )

    with django_assert_max_num_queries(12):
        copy_form(form)


def test_only_a_published_version_is_in_use(form, campaign):
    copy = copy_form(form)
    assert published_form(campaign, FormKind.VISIT) == form

    publish(copy)

    assert published_form(campaign, FormKind.VISIT) == copy


def test_publishing_again_keeps_the_first_moment(form):
    copy = publish(copy_form(form))
    moment = copy.published_at

    assert publish(copy).published_at == moment


def test_a_campaign_without_a_published_form_has_none(campaign):
    campaign.forms.create(kind=FormKind.VISIT, version=1, title="草稿")

    assert published_form(campaign, FormKind.VISIT) is None
    assert published_form(campaign, FormKind.CHECKLIST) is None


def test_the_form_of_another_campaign_is_not_taken(form, campaign):
    other = CampaignFactory(slug="2018", is_current=False, name="回头看")
    FormFactory(campaign=other, version=9)

    assert published_form(campaign, FormKind.VISIT) == form


def test_sections_and_questions_come_in_two_queries(form, django_assert_num_queries):
    with django_assert_num_queries(2):
        for section in sections_of(form):
            list(section.questions.all())


def test_questions_come_in_the_order_of_the_paper(form):
    codes = [question.code for question in questions_of(form)]

    kinds = [f"q_{kind}" for kind in QuestionKind]
    assert codes == [*reversed(kinds), "roof"]


def test_a_code_stands_once_in_a_section(form):
    section = copy_form(form).sections.get(code="look")

    with pytest.raises(IntegrityError):
        section.questions.create(code="roof", text="又是屋顶", kind="text")


def test_a_version_stands_once_in_a_campaign(form):
    with pytest.raises(IntegrityError):
        CampaignForm.objects.create(
            campaign=form.campaign, kind=form.kind, version=1, title="另一张"
        )


def test_there_is_one_current_campaign(campaign):
    second = CampaignFactory.build(slug="2018", name="回头看")

    with pytest.raises(ValidationError, match="只能有一个当前活动"):
        second.full_clean()


def test_the_current_campaign_is_the_one_marked(campaign):
    assert current_campaign() == campaign

    Campaign.objects.update(is_current=False)

    assert current_campaign() is None


@pytest.mark.parametrize(
    ("day", "ends_on", "is_in"),
    [
        (date(2017, 4, 30), date(2017, 12, 31), False),
        (date(2017, 5, 1), date(2017, 12, 31), True),
        (date(2017, 12, 31), date(2017, 12, 31), True),
        (date(2018, 1, 1), date(2017, 12, 31), False),
        (date(2030, 1, 1), None, True),
    ],
)
def test_the_period_of_a_campaign_holds_its_first_and_last_day(day, ends_on, is_in):
    campaign = CampaignFactory.build(starts_on=date(2017, 5, 1), ends_on=ends_on)

    assert in_period(campaign, day) == is_in


@pytest.mark.parametrize("percent", [0, 100, 250])
def test_a_warning_comes_between_the_first_and_the_last_day(campaign, percent):
    campaign.yellow_after = percent

    with pytest.raises(ValidationError, match="yellow_after"):
        campaign.full_clean()


class TestPreset:
    def test_the_campaign_of_2017_comes_whole(self, data):
        campaign = preset(data)

        assert campaign.is_current
        assert [p.title for p in campaign.programme.all()] == [
            title for _, title in data["programme"]
        ]
        rules = campaign.required_actions.values_list(
            "code", "source", "every", "least", "within_days"
        )
        assert list(rules) == [
            ("link", "pairing", "once", 1, 30),
            ("diary", "diary", "quarter", 1, None),
            ("activity", "activity", "quarter", 1, None),
            ("suggestion", "quality", "year", 1, None),
            ("deed", "deed", "year", 1, None),
            ("summary", "summary", "year", 1, None),
        ]
        assert step_time(campaign, "screen").days == 5
        assert str(step_time(campaign, "answer")).endswith("3个月")
        kinds = campaign.forms.values_list("kind", flat=True)
        assert set(kinds) == {"visit", "checklist"}

    def test_the_checklist_adds_up_to_a_hundred(self, data):
        form = published_form(preset(data), FormKind.CHECKLIST)

        assert sum(q.max_score for q in questions_of(form)) == 100

    def test_twice_changes_nothing(self, data):
        first = preset(data)
        first.name = "改过的名称"
        first.save()

        again = preset(data)

        assert again == first
        assert again.name == "改过的名称"
        assert again.forms.count() == 2

    def test_a_running_campaign_stays_the_current_one(self, data):
        running = CampaignFactory(slug="2016", name="去年")

        campaign = preset(data)

        assert not campaign.is_current
        assert current_campaign() == running

    def test_a_step_that_is_not_timed_has_no_time(self, data):
        assert step_time(preset(data), "nap") is None

    def test_it_says_who_is_reminded_when(self, data):
        steps = preset(data).reminder_steps.all()

        assert [str(step) for step in steps] == [
            "期限前3个工作日提醒办理者",
            "期限后1个工作日提醒办理者",
            "期限后5个工作日提醒办理者",
            "期限后10个工作日提醒办理者",
            "期限后15个工作日提醒上一级",
            "期限后20个工作日提醒市人大机关",
        ]

    @pytest.mark.parametrize("form", [0, 1])
    def test_codes_are_used_once_in_the_whole_form(self, data, form):
        sections = data["forms"][form]["sections"]
        codes = [question[0] for _, _, questions in sections for question in questions]

        assert len(codes) == len(set(codes))
