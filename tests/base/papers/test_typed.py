"""What somebody typed comes out of a template letter by letter."""

from io import BytesIO

import pytest
from docx import Document

from tests.base.papers.words import cells_of, lines_of
from tianmen_congress.base.papers.registry import Look, PaperSheet, find
from tianmen_congress.base.papers.writing import DELIVERED, fill

TYPED = [
    "{{ title }}",
    "{% for x in rows %}{{ x }}{% endfor %}",
    "{# kein #}",
    "<b>水位</b> & <w:br/>",
    "a<b & c>d \"双\" '单'",
    "]]><!-- -->",
    "=cmd|' /C calc'!A0",
    "&amp;lt;",
]


@pytest.mark.parametrize("text", TYPED)
@pytest.mark.parametrize("slug", ["handover", "answer", "summary"])
def test_what_was_typed_stands_there_letter_by_letter(slug, text):
    paper = find(slug)
    sheet = PaperSheet(
        paper,
        text,
        number=text,
        to=text,
        paragraphs=[text],
        facts=[("事项", text)],
        rows=[{column.key: text for column in paper.columns}],
        sign=text,
    )

    document = Document(BytesIO(to_word_as_delivered(sheet)))

    assert lines_of(document).count(text) >= 5
    if paper.look == Look.FORM:
        assert cells_of(document) == [["事项", text]]
    if paper.look == Look.TABLE:
        assert cells_of(document)[1] == ["1", *[text] * len(paper.columns)]


def to_word_as_delivered(sheet):
    return fill(DELIVERED / f"{sheet.paper.slug}.docx", sheet)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("前\x00后", "前后"),
        ("前\x0b后", "前后"),
        ("前\x0c后", "前后"),
        ("前\x07后", "前后"),
        ("前\x1b[31m后", "前[31m后"),
        ("前\ud800后", "前后"),
        ("前\uffff后", "前后"),
        ("前\x7f后", "前后"),
    ],
)
def test_what_no_word_file_can_hold_is_left_out(typed, printed):
    sheet = PaperSheet(find("urge"), "催办", paragraphs=[typed])

    lines = lines_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert printed in lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_typed_one_below_the_other_stay_so(end):
    sheet = PaperSheet(
        find("handover"), "交办单", facts=[("内容", f"第一行{end}第二行")]
    )

    cells = cells_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert cells == [["内容", "第一行\n第二行"]]


def test_a_very_long_text_is_there_to_its_end():
    text = "渠道淤塞，" * 800 + "完"
    sheet = PaperSheet(find("summary"), "表", rows=[{"text": text}])

    cells = cells_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert text in cells[1]


def test_rows_are_counted_from_one():
    rows = [{"text": f"第{n}件"} for n in range(1, 13)]

    document = Document(
        BytesIO(to_word_as_delivered(PaperSheet(find("summary"), "表", rows=rows)))
    )

    numbers = [row[0] for row in cells_of(document)]
    assert numbers == ["序号", *(str(n) for n in range(1, 13))]
