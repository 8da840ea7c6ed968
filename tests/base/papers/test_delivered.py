"""The templates as delivered, after GB/T 9704."""

from io import BytesIO

import pytest
from docx import Document
from docx.shared import Mm, Pt

from tests.base.papers.templates import PAPERS
from tests.base.papers.words import cells_of, everything_in, lines_of
from tianmen_congress.base.papers.drafting import draft
from tianmen_congress.base.papers.registry import (
    Look,
    PaperSheet,
    all_papers,
    find,
)
from tianmen_congress.base.papers.writing import DELIVERED, fill


def is_letter(slug):
    return find(slug).look == Look.LETTER


def delivered(slug):
    return Document(str(DELIVERED / f"{slug}.docx"))


def test_these_papers_there_are():
    assert {paper.slug: paper.title for paper in all_papers()} == PAPERS


@pytest.mark.parametrize("slug", PAPERS)
def test_every_paper_has_its_template(slug):
    assert (DELIVERED / f"{slug}.docx").exists()


def test_no_template_is_left_of_a_paper_that_is_no_more():
    assert {path.stem for path in DELIVERED.iterdir()} == set(PAPERS)


@pytest.mark.parametrize("slug", PAPERS)
def test_a_template_delivered_is_what_the_code_drafts_today(slug, tmp_path):
    path = tmp_path / "new.docx"
    draft(find(slug), path)

    new, old = Document(str(path)), delivered(slug)

    assert lines_of(new) == lines_of(old)
    assert cells_of(new) == cells_of(old)
    assert edges_of(new) == edges_of(old)


@pytest.mark.parametrize(
    "slug",
    [s for s in PAPERS if s not in ("summary", "submission", "conference", "roster")],
)
def test_a_letter_or_form_has_the_paper_and_margins_of_the_standard(slug):
    section = delivered(slug).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.top_margin.mm) == (30 if is_letter(slug) else 37)
    assert round(section.bottom_margin.mm) == 35
    assert round(section.left_margin.mm) == 28
    assert round(section.right_margin.mm) == 26


@pytest.mark.parametrize("slug", ["summary", "submission", "conference"])
def test_a_table_lies_on_its_side_and_its_columns_fill_the_page(slug):
    document = delivered(slug)
    section = document.sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    widths = [column.width.mm for column in document.tables[0].columns]
    room = (section.page_width - section.left_margin - section.right_margin) / Mm(1)
    assert round(sum(widths)) == round(room)


@pytest.mark.parametrize("slug", PAPERS)
def test_title_and_text_have_the_sizes_and_fonts_of_the_standard(slug):
    runs = {line.text: line.runs[0] for line in delivered(slug).paragraphs if line.runs}

    assert runs["{{ title }}"].font.size == Pt(22)  # 二号
    assert runs["{{ text }}"].font.size == Pt(16)  # 三号
    assert runs["{{ day }}"].font.size == Pt(16)
    assert "方正小标宋简体" in runs["{{ title }}"]._element.xml
    assert "仿宋_GB2312" in runs["{{ text }}"]._element.xml


def edges_of(document):
    """What stands above and below the text of its pages."""
    section = document.sections[0]
    parts = [section.header, section.footer, section.first_page_footer]
    return [line._element.xml for part in parts for line in part.paragraphs]


LETTERS = [slug for slug in PAPERS if is_letter(slug)]


@pytest.mark.parametrize("slug", LETTERS)
def test_the_first_page_of_a_letter_has_two_double_lines_and_no_number(slug):
    """GB/T 9704-2012, 10.1: thick above thin at the head, thin above thick at the foot."""
    document = delivered(slug)
    section = document.sections[0]
    head, foot = document.paragraphs[0], section.first_page_footer.paragraphs[0]

    assert section.different_first_page_header_footer
    assert 'w:bottom w:val="thickThinSmallGap"' in head._element.xml
    assert 'w:bottom w:val="thinThickSmallGap"' in foot._element.xml
    assert round(section.footer_distance.mm) == 20
    assert "PAGE" not in foot._element.xml
    for line in (head, foot):
        wide = section.page_width - section.left_margin - section.right_margin
        room = line.paragraph_format
        assert round((wide - room.left_indent - room.right_indent) / Mm(1)) == 170


@pytest.mark.parametrize("slug", [s for s in PAPERS if s not in LETTERS])
def test_a_form_says_which_page_of_how_many(slug):
    document = delivered(slug)
    foot = document.sections[0].footer.paragraphs[0]

    assert not document.settings.odd_and_even_pages_header_footer
    assert foot.text == "第页　共页"
    assert foot._element.xml.index("PAGE<") < foot._element.xml.index("NUMPAGES")


@pytest.mark.parametrize("slug", LETTERS)
def test_later_pages_of_a_letter_are_numbered_at_the_outer_side(slug):
    document = delivered(slug)
    section = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    odd, even = section.footer.paragraphs[0], section.even_page_footer.paragraphs[0]
    assert "PAGE" in odd._element.xml
    assert "PAGE" in even._element.xml
    assert odd.text.startswith("— ")
    assert odd.text.endswith(" —")
    assert (odd.alignment is not None, even.alignment) == (True, None)


@pytest.mark.parametrize("slug", ["summary", "submission", "conference"])
def test_the_heading_of_a_table_comes_again_on_each_page(slug):
    first = delivered(slug).tables[0].rows[0]

    assert "w:tblHeader" in first._tr.xml
    titles = [column.label for column in find(slug).columns]
    assert [cell.text for cell in first.cells] == ["序号", *titles]


@pytest.mark.parametrize("slug", PAPERS)
def test_the_day_stands_right_beneath_the_name_for_the_seal(slug):
    lines = delivered(slug).paragraphs
    at = [line.text for line in lines].index("{{ sign }}", 1)

    assert lines[at + 1].text == "{{ day }}"
    assert lines[at].paragraph_format.keep_with_next
    assert (
        lines[at].paragraph_format.left_indent
        == lines[at + 1].paragraph_format.left_indent
    )


@pytest.mark.parametrize("slug", PAPERS)
def test_a_paper_with_nothing_on_it_is_still_a_paper(slug):
    text = everything_in(
        Document(
            BytesIO(fill(DELIVERED / f"{slug}.docx", PaperSheet(find(slug), "空")))
        )
    )

    assert "空" in text
    assert "{{" not in text
    assert "{%" not in text
