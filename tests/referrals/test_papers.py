"""Papers: whole, without what must not be told, and by the office's own template."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from referrals.enums import State
from referrals.papers import ABOUT_ONE, papers_of
from tests.referrals.way import START
from tianmen_congress.papers.actions import replace_template
from tianmen_congress.papers.registry import all_papers, find
from tianmen_congress.papers.writing import DELIVERED, TemplateRefused

pytestmark = pytest.mark.django_db


def words(response):
    document = Document(BytesIO(b"".join(response.streaming_content)))
    lines = [line.text for line in document.paragraphs]
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join(lines + cells)


@pytest.fixture
def printable(way):
    """For each paper an opinion of which it can be printed."""
    urged = way.step(way.to(State.HANDLING), "urge", note="抓紧")
    extended = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=START.replace(month=10),
        reason="工程量大",
    )
    return {
        "handover": urged,
        "urge": urged,
        "assignment": extended,
        "extension": extended,
        "relief": way.step(way.to(State.ASSIGNED), "ask_relief"),
        "answer": way.to(State.ANSWERED),
        "consultation": way.to(State.FED_BACK),
    }


@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_each_paper_is_printed_and_written_the_same(way, printable, client, slug):
    opinion = printable[slug]
    client.force_login(way.office)

    page = client.get(reverse("referrals:paper_print", args=[opinion.pk, slug]))
    text = words(client.get(reverse("referrals:paper_word", args=[opinion.pk, slug])))

    sheet = page.context["sheet"]
    assert sheet.title in text
    assert "{{" not in text
    for paragraph in sheet.paragraphs:
        assert paragraph in text


@pytest.mark.parametrize("slug", ["summary", "submission"])
def test_a_report_holds_exactly_the_rows_of_the_list(way, client, slug):
    rows = [way.to(State.TO_SUBMIT), way.to(State.TO_SUBMIT)]
    other = way.to(State.TRIAGE)
    client.force_login(way.clerk)
    url = reverse("referrals:report_word", args=[slug])

    text = words(client.get(url, {"state": "to_submit"}))

    assert all(row.number in text for row in rows)
    assert other.number not in text


def test_markup_in_a_text_stays_text(way, client):
    opinion = way.to(State.HANDLING, text="水位<2米 & 流速>1，{{ title }}")
    client.force_login(way.clerk)

    url = reverse("referrals:paper_word", args=[opinion.pk, "handover"])

    assert "水位<2米 & 流速>1，{{ title }}" in words(client.get(url))


def test_a_paper_to_a_handler_names_nobody_who_spoke_in_confidence(way, client):
    opinion = way.to(State.HANDLING, is_confidential=True)
    client.force_login(way.clerk)

    url = reverse("referrals:paper_word", args=[opinion.pk, "handover"])

    assert "张三" not in words(client.get(url))


def test_a_paper_that_is_not_due_yet_is_not_there(way, client):
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    url = reverse("referrals:paper_word", args=[opinion.pk, "answer"])

    assert client.get(url).status_code == 404
    assert papers_of(opinion) == []


def test_the_office_replaces_a_template_and_goes_back(way, client):
    document = Document()
    document.add_paragraph("新版 {{ title }}")
    out = BytesIO()
    document.save(out)
    client.force_login(way.office)
    url = reverse("papers:replace", args=["handover"])
    upload = SimpleUploadedFile("新模板.docx", out.getvalue())

    assert client.post(url, {"template": upload}).status_code == 302

    opinion = way.to(State.HANDLING)
    paper = reverse("referrals:paper_word", args=[opinion.pk, "handover"])
    assert "新版 意见建议交办单" in words(client.get(paper))
    client.post(reverse("papers:restore", args=["handover"]))
    assert "新版" not in words(client.get(paper))


def test_a_template_that_reaches_out_is_refused(way):
    document = Document()
    document.add_paragraph("{{ title.__class__.__mro__[1].__subclasses__() }}")
    out = BytesIO()
    document.save(out)

    with pytest.raises(TemplateRefused, match="不能使用"):
        replace_template(
            find("handover"),
            SimpleUploadedFile("坏.docx", out.getvalue()),
            by=way.office,
        )


def test_every_paper_has_its_template():
    assert {f"{paper.slug}.docx" for paper in all_papers()} <= {
        path.name for path in DELIVERED.iterdir()
    }


def test_the_pack_of_a_session_is_a_word_document_too(way, client):
    opinion = way.to(State.AGENDA)
    client.force_login(way.office)

    url = reverse("referrals:pack_word", args=[way.conference.pk])

    assert opinion.city_number in words(client.get(url))
