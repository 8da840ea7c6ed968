"""The city office sets campaigns up in the administration; the past keeps its own."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests.factories.platform import CampaignFactory
from tests.factories.visits import FormFactory
from tianmen_congress.base.campaigns.actions import copy_campaign, copy_form, publish
from tianmen_congress.base.campaigns.models import Campaign, FormQuestion, StepTime
from tianmen_congress.base.campaigns.queries import published_form

pytestmark = pytest.mark.django_db
FORMS = "admin:campaigns_campaignform"
SECTIONS = "admin:campaigns_formsection"


@pytest.fixture
def desk(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def form(campaign):
    form = FormFactory(campaign=campaign, published_at=None)
    section = form.sections.create(code="ask", title="一问")
    section.questions.create(code="basics", text="基本情况", kind="text", about="both")
    return publish(form)


@pytest.fixture
def copy(form):
    return copy_form(form)


def fields_of(page):
    """What the page would send back as it stands."""
    text = page.content.decode()
    pairs = re.findall(r'<input[^>]*name="([^"]+)"[^>]*value="([^"]*)"', text)
    return {name: value for name, value in pairs if name != "csrfmiddlewaretoken"}


def act(client, action, *forms):
    ids = [form.pk for form in forms]
    data = {"action": action, "_selected_action": ids}
    return client.post(reverse(f"{FORMS}_changelist"), data, follow=True)


def change_section(client, section, **changes):
    """Send the section's page with its one question changed."""
    address = reverse(f"{SECTIONS}_change", args=[section.pk])
    question = section.questions.first()
    data = {
        "form": section.form_id,
        "code": section.code,
        "title": section.title,
        "order": section.order,
        "questions-TOTAL_FORMS": 1,
        "questions-INITIAL_FORMS": 1,
        "questions-0-id": question.pk,
        "questions-0-section": section.pk,
        "questions-0-code": question.code,
        "questions-0-text": question.text,
        "questions-0-kind": question.kind,
        "questions-0-about": question.about,
        "questions-0-options": "",
        "questions-0-order": 0,
    }
    return client.post(address, data | changes)


def test_a_new_version_is_copied_changed_and_published(desk, form, campaign):
    act(desk, "copy", form)
    copy = campaign.forms.get(version=2)
    change_section(desk, copy.sections.get(), **{"questions-0-text": "家庭情况"})

    page = act(desk, "publish", copy)

    assert "已发布" in page.content.decode()
    in_use = published_form(campaign, "visit")
    assert in_use == copy
    asked = FormQuestion.objects.filter(section__form__campaign=campaign)
    told = dict(asked.values_list("section__form__version", "text"))
    assert told == {1: "基本情况", 2: "家庭情况"}


def test_a_copy_may_be_changed_until_it_is_published(desk, copy):
    section = copy.sections.get()
    assert change_section(desk, section, title="六问").status_code == 302

    act(desk, "publish", copy)

    assert change_section(desk, section, title="七问").status_code == 403
    section.refresh_from_db()
    assert section.title == "六问"


def test_a_question_is_added_to_a_copy_and_taken_out_again(desk, copy):
    section = copy.sections.get()
    new = {
        "questions-TOTAL_FORMS": 2,
        "questions-1-section": section.pk,
        "questions-1-code": "harvest",
        "questions-1-text": "收成",
        "questions-1-kind": "choice",
        "questions-1-about": "household",
        "questions-1-options": "增产\n减产",
        "questions-1-order": 1,
    }
    change_section(desk, section, **new)
    assert section.questions.get(code="harvest").options == ["增产", "减产"]

    change_section(desk, section, **{"questions-0-DELETE": "on"})

    assert [q.code for q in section.questions.all()] == ["harvest"]


def test_nothing_is_taken_out_of_a_published_form(desk, form):
    section = form.sections.get()
    page = reverse(f"{SECTIONS}_delete", args=[section.pk])

    assert desk.post(page, {"post": "yes"}).status_code == 403
    gone = change_section(desk, section, **{"questions-0-DELETE": "on"})
    assert gone.status_code == 403
    assert section.questions.count() == 1


def test_a_published_form_is_shown_without_boxes(desk, form):
    page = desk.get(reverse(f"{SECTIONS}_change", args=[form.sections.get().pk]))

    assert page.status_code == 200
    assert "基本情况" in page.content.decode()
    assert 'name="title"' not in page.content.decode()


def test_two_questions_of_one_code_are_refused_with_all_kept(desk, copy):
    section = copy.sections.get()

    page = change_section(
        desk,
        section,
        **{
            "questions-TOTAL_FORMS": 2,
            "questions-1-section": section.pk,
            "questions-1-code": "basics",
            "questions-1-text": "又一问",
            "questions-1-kind": "text",
            "questions-1-about": "both",
            "questions-1-order": 1,
        },
    )

    assert page.status_code == 200
    assert "又一问" in page.content.decode()
    assert section.questions.count() == 1


@pytest.mark.parametrize(
    "who", ["clerk", "secretary", "deputy", "supervisor", "leader", "sysadmin"]
)
def test_nobody_else_touches_a_campaign(client, request, form, copy, who):
    client.force_login(request.getfixturevalue(who))

    for address in (
        reverse(f"{FORMS}_changelist"),
        reverse(f"{SECTIONS}_change", args=[copy.sections.get().pk]),
        reverse("admin:campaigns_campaign_changelist"),
    ):
        assert client.get(address, follow=True).status_code == 403
    act(client, "publish", copy)

    copy.refresh_from_db()
    assert copy.published_at is None


CAMPAIGNS = "admin:campaigns_campaign"


def act_on(client, action, *campaigns):
    data = {"action": action, "_selected_action": [row.pk for row in campaigns]}
    return client.post(reverse(f"{CAMPAIGNS}_changelist"), data, follow=True)


@pytest.fixture
def whole(campaign, form):
    """The campaign with all that work needs: times, programme, both forms in use."""
    checklist = FormFactory(campaign=campaign, kind="checklist", published_at=None)
    section = checklist.sections.create(code="items", title="检查项目")
    section.questions.create(code="files", text="档案", kind="score", max_score=15)
    publish(checklist)
    campaign.step_times.create(step="screen", title="甄别汇总", days=5)
    campaign.reminder_steps.create(days=-3, whom="holder")
    campaign.programme.create(code="study", title="集中学习")
    campaign.required_actions.create(code="diary", title="记履职日志")
    return campaign


def test_next_year_s_campaign_is_copied_published_and_made_the_current_one(desk, whole):
    page = act_on(desk, "copy", whole)
    coming = Campaign.objects.get(year=whole.year + 1)
    assert "核对表单并发布后设为当前活动" in page.content.decode()
    assert (coming.slug, coming.is_current) == ("2018", False)
    assert [str(time) for time in coming.step_times.all()] == ["甄别汇总 5个工作日"]
    reminders = [str(step) for step in coming.reminder_steps.all()]
    assert reminders == ["期限前3个工作日提醒办理者"]
    classes = coming.answer_classes.values_list("code", "is_offered")
    assert dict(classes) == {"a": True, "b": True, "c": True, "d": False}
    assert [part.code for part in coming.programme.all()] == ["study"]
    assert [one.code for one in coming.required_actions.all()] == ["diary"]
    copies = coming.forms.order_by("kind")
    assert [(f.kind, f.version, f.published_at) for f in copies] == [
        ("checklist", 1, None),
        ("visit", 1, None),
    ]

    refused = act_on(desk, "make_current", coming).content.decode()
    assert "还没有发布走访记录表、督导检查表" in refused
    assert Campaign.objects.current().get() == whole
    act(desk, "publish", *copies)
    refused = act_on(desk, "make_current", coming).content.decode()
    assert "它自2018-01-01起才开始" in refused
    assert Campaign.objects.current().get() == whole
    done = act_on(desk, "make_current_early", coming).content.decode()

    assert f"当前活动：{coming}。" in done
    assert Campaign.objects.current().get() == coming
    kept = LogEntry.objects.latest("pk")
    assert (kept.object_id, kept.change_message) == (
        str(coming.pk),
        f"当前活动：{coming}。",
    )
    assert published_form(whole, "visit").sections.get().questions.count() == 1


def test_a_second_copy_of_a_year_has_a_slug_of_its_own(whole):
    CampaignFactory(slug="2018", year=2017, name="试点", is_current=False)

    assert copy_campaign(whole).slug == "2018-2"


def test_a_campaign_without_times_is_not_made_the_current_one(desk, campaign):
    coming = CampaignFactory(slug="2018", name="回头看", is_current=False)

    page = act_on(desk, "make_current", coming).content.decode()

    assert "不能把“回头看”设为当前活动：还没有办理时限" in page
    assert Campaign.objects.current().get() == campaign


def test_the_current_campaign_is_not_put_aside_on_its_page(desk, campaign):
    address = reverse(f"{CAMPAIGNS}_change", args=[campaign.pk])
    page = desk.get(address)

    desk.post(address, fields_of(page) | {"name": "改名", "is_current": ""})

    campaign.refresh_from_db()
    assert 'name="is_current"' not in page.content.decode()
    assert (campaign.name, campaign.is_current) == ("改名", True)


def test_a_campaign_does_not_end_before_it_begins(desk, campaign):
    address = reverse(f"{CAMPAIGNS}_change", args=[campaign.pk])
    data = fields_of(desk.get(address)) | {"name": "改名", "ends_on": "2017-01-01"}

    page = desk.post(address, data).content.decode()

    assert "结束日期不能早于开始日期" in page
    assert "<title>须更正：" in page
    assert "Error" not in page


def test_an_empty_form_is_not_published(desk, campaign):
    empty = FormFactory(campaign=campaign, version=7, title="空表", published_at=None)

    page = act(desk, "publish", empty).content.decode()

    empty.refresh_from_db()
    assert "空表（第7版）还没有问题，不能发布" in page
    assert empty.published_at is None


def test_times_of_a_campaign_are_set_by_the_office(desk, campaign):
    address = reverse("admin:campaigns_campaign_change", args=[campaign.pk])
    data = fields_of(desk.get(address)) | {
        "name": campaign.name,
        "is_current": "on",
        "step_times-TOTAL_FORMS": 1,
        "step_times-0-step": "screen",
        "step_times-0-title": "甄别汇总",
        "step_times-0-days": "7",
        "step_times-0-unit": "calendar",
    }

    response = desk.post(address, data)

    assert response.status_code == 302
    assert [str(time) for time in campaign.step_times.all()] == ["甄别汇总 7天"]


@pytest.mark.parametrize("days", ["0", "1001", "2147483647"])
def test_a_time_that_no_calendar_holds_is_refused_by_its_model(campaign, days):
    time = StepTime(campaign=campaign, step="screen", title="甄别汇总", days=days)

    with pytest.raises(ValidationError) as refused:
        time.full_clean()

    assert set(refused.value.message_dict) == {"days"}


@pytest.mark.parametrize(
    ("step", "days", "unit", "is_right"),
    [
        ("law", 3, "month", True),
        ("answer_longest", 6, "month", True),
        ("answer_longest", 7, "month", False),
        ("law", 60, "working", False),
        ("answer", 12, "month", True),
    ],
)
def test_what_the_law_sets_is_shortened_and_never_lengthened(
    campaign, step, days, unit, is_right
):
    time = StepTime(
        campaign=campaign, step=step, title="法定答复", days=days, unit=unit
    )

    if is_right:
        time.full_clean()
        return
    with pytest.raises(ValidationError, match="请以月为单位填写，最长6个月（代表法）"):
        time.full_clean()
