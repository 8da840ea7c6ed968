"""What is typed into any form of the way becomes words for people, wherever they read it.

The forms are sent as a browser sends them: keys of rows and lists of keys, never rows.
"""

from datetime import timedelta
from io import BytesIO

import pytest
from django import forms
from django.db import DatabaseError
from django.urls import reverse
from openpyxl import load_workbook

from referrals import actions
from referrals.models import Event, Opinion
from referrals.pages.forms.fields import HandlerField, PaperField
from referrals.papers import ABOUT_ONE, sheet_of
from referrals.shown import record
from tests.base.papers.words import document_of, everything_in
from tests.factories.platform import OrganFactory
from tests.referrals.arrivals import LATER, Arrivals
from tests.referrals.test_stale import FORMS, picture, typed, url_of
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.lookups import LookupField

pytestmark = pytest.mark.django_db

NO_WORDS = ("<", "QuerySet", "object at", "None", "[]", "True", "False")
DAYS = {"due_on": LATER + timedelta(days=25), "until": LATER + timedelta(days=60)}


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture
def second_unit(db):
    return OrganFactory(name="市林业局")


def strange(texts):
    return [(word, text) for text in texts for word in NO_WORDS if word in text]


def filled(form, name, given):
    """Every box of the form filled, those of `given` with what stands there."""
    empty = {"into", *given}
    return given | {
        key: value
        for key, field in form.fields.items()
        if key not in empty and (value := _typed(form, key, field))
    }


def _typed(form, key, field):
    if isinstance(field, DayField):
        return f"{DAYS[key]:%Y-%m-%d}" if key in DAYS else ""
    if isinstance(field, forms.BooleanField):
        return "on"
    if isinstance(field, PaperField):
        return picture()
    if isinstance(field, forms.ModelMultipleChoiceField):
        lead = form.fields["lead_unit"].queryset.first()
        return [str(row.pk) for row in field.queryset.exclude(pk=lead.pk)]
    if isinstance(field, forms.ModelChoiceField):
        # Of the units that have it the last is the one that helps.
        row = field.queryset.order_by("-pk").first()
        return str(row.pk) if row else ""
    if isinstance(field, forms.ChoiceField | HandlerField | LookupField):
        return ""
    return "填写的文字"


def words_of(opinion, event):
    yield event.label
    yield event.note
    for pair in event.words:
        yield from pair


@pytest.mark.parametrize("name", FORMS)
def test_every_form_of_a_move_leaves_words_alone_in_history_and_papers(
    arrivals, client, second_unit, name
):
    opinion = arrivals.ready(name, FORMS[name])
    client.force_login(arrivals.actor(opinion, name))
    form = client.get(url_of(opinion, name)).context["form"]
    data = filled(form, name, typed(arrivals, opinion, name))

    response = client.post(url_of(opinion, name), data | {"version": opinion.version})

    assert response.status_code == 302, response.context["form"].errors
    written = list(Event.objects.filter(version__gt=opinion.version, opinion=opinion))
    assert [event.name for event in written] == [name]
    texts = [text for event in written for text in words_of(opinion, event)]
    assert strange(texts) == []
    office = arrivals.people["office"]
    lines = record.timeline(Opinion.objects.get(pk=opinion.pk), user=office)
    assert strange([v for line in lines for pair in line.words for v in pair]) == []
    assert strange(papers_of(client, opinion, office)) == []


def papers_of(client, opinion, user):
    """Of those that there are; what there is not is asked elsewhere."""
    client.force_login(user)
    opinion = Opinion.objects.get(pk=opinion.pk)
    for slug in (slug for slug in ABOUT_ONE if sheet_of(slug, opinion, user=user)):
        url = reverse("referrals:paper_word", args=[opinion.pk, slug])
        yield everything_in(document_of(client.get(url)))


def test_revising_tells_what_stood_before_in_words(arrivals, client, qingshan):
    opinion = arrivals.to("screening", is_confidential=True, village=qingshan)
    client.force_login(arrivals.people["secretary"])
    data = {"title": "新标题", "text": "新内容", "version": opinion.version}

    client.post(reverse("referrals:revise", args=[opinion.pk]), data)

    words = dict(opinion.history.last().words)
    assert words["原对反映人保密"] == "是"
    assert words["对反映人保密"] == "否"
    assert words["原所涉村"] == "青山村委会"
    assert strange(words_of(opinion, opinion.history.last())) == []


def cells_of(response):
    book = load_workbook(BytesIO(b"".join(response.streaming_content)))
    rows = [row for sheet in book for row in sheet.values]
    return [str(cell) for row in rows for cell in row if cell is not None]


@pytest.fixture
def handed_over(arrivals, way, client, second_unit):
    """An urgent one from the browser, with two co-handling units."""
    opinion = arrivals.to("accepted")
    client.force_login(arrivals.people["office"])
    data = typed(arrivals, opinion, "assign_urgent")
    data |= {"on": "2017-06-05", "co_units": [way.co_unit.pk, second_unit.pk]}
    client.post(url_of(opinion, "assign_urgent"), data | {"version": opinion.version})
    return opinion


def read_at_the_session(client, way):
    """Its page, its pack as a workbook, its pack and its minutes as papers."""
    key = way.conference.pk
    page = client.get(reverse("referrals:conference", args=[key])).content.decode()
    pack = cells_of(client.get(reverse("referrals:pack_workbook", args=[key])))
    papers = [
        client.get(reverse("referrals:conference_word", args=[key, slug]))
        for slug in ("pack", "minutes")
    ]
    words = [everything_in(document_of(paper)) for paper in papers]
    return page, "\n".join(pack), words


def test_an_urgent_hand_over_names_its_units_in_history_page_pack_and_paper(
    way, client, handed_over
):
    units = "市水务局、市林业局"

    words = handed_over.history.last().words
    page, pack, papers = read_at_the_session(client, way)

    assert dict(words)["协办单位"] == units
    assert f"市交通运输局、{units}" in page
    assert f"市交通运输局、{units}" in pack
    assert units in papers[0]
    assert "QuerySet" not in page
    assert strange([pack, *papers]) == []


# --- what was written wrong ---------------------------------------------------------


def test_wrong_words_get_a_correcting_line_that_is_shown_in_their_place(
    way, client, handed_over
):
    event = handed_over.history.last()
    event.corrections.create(label="协办单位", text="市残联", reason="写错了单位")

    page, pack, papers = read_at_the_session(client, way)

    history = client.get(handed_over.get_absolute_url()).content.decode()
    event.refresh_from_db()
    assert dict(event.words)["协办单位"] == "市水务局、市林业局"
    assert "协办单位（更正）：市残联" in history
    for text in (page, pack, papers[0]):
        assert "市残联" in text
        assert "市林业局" not in text


def test_what_is_corrected_stays_hidden_from_whom_it_was_hidden(arrivals):
    """A correction goes by the label of what it corrects."""
    opinion = arrivals.walk(
        arrivals.to("handling", is_confidential=True), "answer_local"
    )
    opinion = arrivals.step(opinion, "feed_back")
    opinion.history.last().corrections.create(
        label="反馈对象", text="李四", reason="写错了姓名"
    )

    def words(who):
        lines = record.timeline(opinion, user=arrivals.people[who])
        return dict(pair for line in lines for pair in line.words)

    assert words("clerk")["反馈对象（更正）"] == "李四"
    assert not [label for label in words("handler") if label.startswith("反馈对象")]


def test_a_correction_is_never_changed(arrivals):
    opinion = arrivals.to("handling")
    row = opinion.history.last().corrections.create(
        label="层级", text="村级", reason="-"
    )

    assert str(row) == "层级：村级"
    with pytest.raises(DatabaseError):
        type(row).objects.filter(pk=row.pk).update(text="改")


def test_a_decision_typed_for_the_session_is_kept_in_words(way, client, arrivals):
    way.to("agenda")
    item = way.conference.items.get()
    client.force_login(way.office)
    data = {
        f"item-{item.pk}-{name}": value
        for name, value in {
            "version": item.version,
            "order": "1",
            "lead_unit": str(way.lead_unit.pk),
            "co_units": [str(way.co_unit.pk)],
            "due_on": "2017.9.30",
        }.items()
    }

    client.post(reverse("referrals:decisions", args=[way.conference.pk]), data)
    actions.hand_over(way.conference, by=way.office)

    (event,) = item.story.all()
    assert event.words == [
        ["主办单位", "未定", "市交通运输局"],
        ["协办单位", "无", "市水务局"],
        ["办理期限", "按规定时限", "2017-09-30"],
    ]
    assert dict(item.opinion.history.last().words)["协办单位"] == "市水务局"
