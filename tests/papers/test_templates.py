"""The templates: as delivered after GB/T 9704, and as the office replaces them."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document
from docx.shared import Mm, Pt

from tests.papers.words import (
    cells_of,
    document_of,
    everything_in,
    lines_of,
    upload_of,
)
from tianmen_congress.accounts.enums import Role
from tianmen_congress.audit.models import TrailEntry
from tianmen_congress.papers import actions
from tianmen_congress.papers.drafting import draft
from tianmen_congress.papers.models import PaperTemplate
from tianmen_congress.papers.registry import (
    NAMES,
    Column,
    Look,
    Paper,
    Sheet,
    all_papers,
    find,
)
from tianmen_congress.papers.writing import (
    DELIVERED,
    TemplateRefused,
    check,
    fill,
    send_word,
    template_of,
    to_word,
)

TEN = {
    "summary": "意见建议汇总报送表",
    "submission": "提请市级解决事项报送表",
    "handover": "意见建议交办单",
    "assignment": "意见建议交办函",
    "answer": "答复函",
    "consultation": "征询意见表",
    "extension": "延期办理申请",
    "relief": "退办单",
    "urge": "催办通知书",
    "conference": "联席会议材料",
    "minutes": "联席会议纪要",
}


def delivered(slug):
    return Document(str(DELIVERED / f"{slug}.docx"))


# --- as delivered -----------------------------------------------------------------


def test_these_papers_there_are():
    assert {paper.slug: paper.title for paper in all_papers()} == TEN


@pytest.mark.parametrize("slug", TEN)
def test_every_paper_has_its_template(slug):
    assert (DELIVERED / f"{slug}.docx").exists()


def test_no_template_is_left_of_a_paper_that_is_no_more():
    assert {path.stem for path in DELIVERED.iterdir()} == set(TEN)


@pytest.mark.parametrize("slug", TEN)
def test_a_template_delivered_is_what_the_code_drafts_today(slug, tmp_path):
    path = tmp_path / "new.docx"
    draft(find(slug), path)

    new, old = Document(str(path)), delivered(slug)

    assert lines_of(new) == lines_of(old)
    assert cells_of(new) == cells_of(old)


@pytest.mark.parametrize(
    "slug", [s for s in TEN if s not in ("summary", "submission", "conference")]
)
def test_a_letter_or_form_has_the_paper_and_margins_of_the_standard(slug):
    section = delivered(slug).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert round(section.top_margin.mm) == 37
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


@pytest.mark.parametrize("slug", TEN)
def test_title_and_text_have_the_sizes_and_fonts_of_the_standard(slug):
    runs = {line.text: line.runs[0] for line in delivered(slug).paragraphs if line.runs}

    assert runs["{{ title }}"].font.size == Pt(22)  # 二号
    assert runs["{{ text }}"].font.size == Pt(16)  # 三号
    assert runs["{{ day }}"].font.size == Pt(16)
    assert "方正小标宋简体" in runs["{{ title }}"]._element.xml
    assert "仿宋_GB2312" in runs["{{ text }}"]._element.xml


@pytest.mark.parametrize("slug", TEN)
def test_pages_are_numbered_at_the_outer_side(slug):
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


@pytest.mark.parametrize("slug", TEN)
def test_the_day_stands_right_beneath_the_name_for_the_seal(slug):
    lines = delivered(slug).paragraphs
    at = [line.text for line in lines].index("{{ sign }}", 1)

    assert lines[at + 1].text == "{{ day }}"
    assert lines[at].paragraph_format.keep_with_next
    assert (
        lines[at].paragraph_format.left_indent
        == lines[at + 1].paragraph_format.left_indent
    )


@pytest.mark.parametrize("slug", TEN)
def test_a_paper_with_nothing_on_it_is_still_a_paper(slug):
    text = everything_in(
        Document(BytesIO(fill(DELIVERED / f"{slug}.docx", Sheet(find(slug), "空"))))
    )

    assert "空" in text
    assert "{{" not in text
    assert "{%" not in text


# --- what somebody typed ----------------------------------------------------------

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
    sheet = Sheet(
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
    sheet = Sheet(find("urge"), "催办", paragraphs=[typed])

    lines = lines_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert printed in lines


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_typed_one_below_the_other_stay_so(end):
    sheet = Sheet(find("handover"), "交办单", facts=[("内容", f"第一行{end}第二行")])

    cells = cells_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert cells == [["内容", "第一行\n第二行"]]


def test_a_very_long_text_is_there_to_its_end():
    text = "渠道淤塞，" * 800 + "完"
    sheet = Sheet(find("summary"), "表", rows=[{"text": text}])

    cells = cells_of(Document(BytesIO(to_word_as_delivered(sheet))))

    assert text in cells[1]


def test_rows_are_counted_from_one():
    rows = [{"text": f"第{n}件"} for n in range(1, 13)]

    document = Document(
        BytesIO(to_word_as_delivered(Sheet(find("summary"), "表", rows=rows)))
    )

    numbers = [row[0] for row in cells_of(document)]
    assert numbers == ["序号", *(str(n) for n in range(1, 13))]


# --- a template of the office's own -------------------------------------------------


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{{ titel }}", "模板里的名称“titel”没有对应的内容"),
        ("{{ row.text }}", "模板里的名称“row”没有对应的内容"),
        ("{% for f in facts %}{{ f.wert }}{% endfor %}", "“wert”没有对应的内容"),
        ("{% for r in rows %}{{ r.nummer }}{% endfor %}", "“nummer”没有对应的内容"),
        ("{{ title", "模板的写法有误"),
        ("{% for text in paragraphs %}{{ text }}", "模板的写法有误"),
        ("{% endfor %}", "模板的写法有误"),
        ("{{ title | unbekannt }}", "模板的写法有误"),
        ("{{ title.__class__.__mro__ }}", "模板只能填写公文的内容"),
        ("{{ ''.__class__ }}", "模板只能填写公文的内容"),
        ("{{ title.missing.more }}", "“missing”没有对应的内容"),
    ],
)
def test_a_template_with_a_fault_is_refused_with_a_sentence(line, sentence):
    with pytest.raises(TemplateRefused) as refused:
        check(BytesIO(upload_of(line).read()), find("summary"))

    assert sentence in str(refused.value)


def test_the_sentence_tells_which_names_there_are():
    with pytest.raises(TemplateRefused) as refused:
        check(BytesIO(upload_of("{{ titel }}").read()), find("summary"))

    assert all(name in str(refused.value) for name in NAMES)
    assert "row.proposer" in str(refused.value)


def test_a_broken_tag_is_named_with_what_stands_near_it():
    with pytest.raises(TemplateRefused) as refused:
        check(BytesIO(upload_of("{{ sign }}", "{% endfor %}").read()), find("urge"))

    assert "{% endfor %}" in str(refused.value)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_that_the_page_offers_may_be_used(name):
    line = f"{{{{ {name} }}}}"

    check(BytesIO(upload_of(line).read()), find("summary"))


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: paper.slug)
def test_every_template_delivered_passes_the_check(paper):
    check(BytesIO((DELIVERED / f"{paper.slug}.docx").read_bytes()), paper)


def archive(**files):
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as book:
        for name, text in files.items():
            book.writestr(name.replace("__", "/").replace("_xml", ".xml"), text)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"plain text",
        b"PK\x03\x04 cut off",
        archive(word__document_xml="<w:document/>"),
        archive(word__document_xml="not xml at all"),
        upload_of("{{ title }}").read()[:2000],
    ],
    ids=["empty", "text", "cut zip", "no parts", "no xml", "half a file"],
)
def test_what_is_no_word_file_is_refused_with_a_sentence(data):
    with pytest.raises(TemplateRefused, match=r"另存为 \.docx"):
        check(BytesIO(data), find("urge"))


@pytest.mark.django_db
class TestVersions:
    def test_a_new_template_is_used_at_once(self, office):
        actions.replace_template(find("urge"), upload_of("新 {{ title }}"), by=office)

        text = everything_in(Document(BytesIO(to_word(Sheet(find("urge"), "催办")))))

        assert text == "新 催办"

    def test_other_papers_keep_theirs(self, office):
        actions.replace_template(find("urge"), upload_of("新 {{ title }}"), by=office)

        assert template_of(find("relief")) == DELIVERED / "relief.docx"

    def test_the_one_before_is_kept_with_its_days(self, office):
        paper = find("urge")
        first = actions.replace_template(paper, upload_of("一"), by=office)
        second = actions.replace_template(paper, upload_of("二"), by=office)

        first.refresh_from_db()

        assert first.ended_at is not None
        assert second.ended_at is None

    def test_going_back_uses_the_older_file_and_keeps_the_story(self, office):
        paper = find("urge")
        first = actions.replace_template(paper, upload_of("一"), by=office)
        actions.replace_template(paper, upload_of("二"), by=office)

        again = actions.use_again(first, paper, by=office)

        assert again.file == first.file
        assert PaperTemplate.objects.filter(paper="urge").count() == 3
        assert PaperTemplate.objects.get(paper="urge", ended_at=None) == again
        assert everything_in(Document(BytesIO(to_word(Sheet(paper, "催办"))))) == "一"

    def test_going_back_to_the_one_delivered(self, office):
        paper = find("urge")
        actions.replace_template(paper, upload_of("一"), by=office)

        assert actions.end_template(paper) == 1

        assert template_of(paper) == DELIVERED / "urge.docx"
        assert actions.end_template(paper) == 0

    def test_a_refused_one_changes_nothing(self, office):
        paper = find("urge")
        used = actions.replace_template(paper, upload_of("一"), by=office)

        with pytest.raises(TemplateRefused):
            actions.replace_template(paper, upload_of("{{ nix }}"), by=office)

        assert PaperTemplate.objects.get(ended_at=None) == used

    def test_a_workbook_is_no_template(self, office, client):
        client.force_login(office)
        upload = SimpleUploadedFile("表.xlsx", archive(xl__workbook_xml="<w/>"))

        page = client.post(
            reverse("papers:replace", args=["urge"]), {"template": upload}
        )

        assert page.status_code == 200
        assert "请用 Word 打开另存为 .docx" in page.content.decode()
        assert not PaperTemplate.objects.exists()


@pytest.mark.django_db
class TestPages:
    def test_the_list_names_all_papers_and_whose_template_is_used(self, office, client):
        actions.replace_template(find("urge"), upload_of("一"), by=office)
        client.force_login(office)

        page = client.get(reverse("papers:list")).content.decode()

        assert all(title in page for title in TEN.values())
        assert page.count("系统模板</td>") == len(TEN) - 1
        assert f"新模板.docx（{office}" in page

    def test_a_fault_is_told_at_the_box_and_nothing_is_used(self, office, client):
        client.force_login(office)

        page = client.post(
            reverse("papers:replace", args=["handover"]),
            {"template": upload_of("{{ titel }}")},
        )

        assert page.status_code == 200
        assert "模板里的名称“titel”没有对应的内容" in page.content.decode()
        assert template_of(find("handover")) == DELIVERED / "handover.docx"

    def test_without_a_file_the_page_asks_for_one(self, office, client):
        client.force_login(office)

        page = client.post(reverse("papers:replace", args=["handover"]), {"again": ""})

        assert "请填写新模板（.docx）" in page.content.decode()

    def test_the_page_tells_the_names_and_the_columns(self, office, client):
        client.force_login(office)

        page = client.get(reverse("papers:replace", args=["summary"])).content.decode()

        assert "{{ paragraphs }}" in page
        assert "{{ row.proposer }}" in page
        assert "一直使用系统模板" in page

    def test_the_template_in_use_is_downloaded_with_its_names(self, office, client):
        client.force_login(office)

        response = client.get(reverse("papers:download", args=["urge"]))

        assert "催办通知书模板.docx" in unquoted(response)
        assert "{{ title }}" in everything_in(document_of(response))

    def test_an_older_version_is_downloaded_as_it_was(self, office, client):
        version = actions.replace_template(find("urge"), upload_of("老版"), by=office)
        actions.end_template(find("urge"))
        client.force_login(office)

        response = client.get(reverse("papers:version", args=[version.pk]))

        assert everything_in(document_of(response)) == "老版"

    def test_one_press_goes_back_to_an_older_version(self, office, client):
        version = actions.replace_template(find("urge"), upload_of("老版"), by=office)
        actions.replace_template(find("urge"), upload_of("新版"), by=office)
        client.force_login(office)

        page = client.post(reverse("papers:use", args=[version.pk]), follow=True)

        assert "已改用“新模板.docx”" in page.content.decode()
        sheet = Sheet(find("urge"), "催办")
        assert everything_in(Document(BytesIO(to_word(sheet)))) == "老版"

    def test_an_older_version_that_no_longer_fits_is_refused(self, office, client):
        version = actions.replace_template(find("urge"), upload_of("老版"), by=office)
        content = version.file.content
        content.storage.delete(content.name)
        content.storage.save(content.name, upload_of("{{ weg }}"))
        actions.end_template(find("urge"))
        client.force_login(office)

        page = client.post(reverse("papers:use", args=[version.pk]), follow=True)

        assert "“weg”没有对应的内容" in page.content.decode()
        assert template_of(find("urge")) == DELIVERED / "urge.docx"

    def test_one_press_goes_back_to_the_one_delivered(self, office, client):
        actions.replace_template(find("urge"), upload_of("新版"), by=office)
        client.force_login(office)

        page = client.post(reverse("papers:restore", args=["urge"]), follow=True)

        assert "已恢复系统模板" in page.content.decode()
        assert template_of(find("urge")) == DELIVERED / "urge.docx"

    @pytest.mark.parametrize("name", ["download", "replace"])
    def test_a_paper_that_is_not_there_is_not_found(self, office, client, name):
        client.force_login(office)

        assert client.get(reverse(f"papers:{name}", args=["nix"])).status_code == 404

    @pytest.mark.parametrize("role", [r for r in Role if r != Role.OFFICE])
    def test_nobody_but_the_office_comes_near_a_template(
        self, office, client, role, request
    ):
        version = actions.replace_template(find("urge"), upload_of("一"), by=office)
        name = "clerk" if role == Role.PRESIDIUM else role.value
        client.force_login(request.getfixturevalue(name))

        pages = [
            client.get(reverse("papers:list")),
            client.get(reverse("papers:download", args=["urge"])),
            client.get(reverse("papers:replace", args=["urge"])),
            client.get(reverse("papers:version", args=[version.pk])),
            client.post(reverse("papers:use", args=[version.pk])),
            client.post(reverse("papers:restore", args=["urge"])),
        ]

        assert {page.status_code for page in pages} == {403}
        assert PaperTemplate.objects.get(ended_at=None) == version


def unquoted(response):
    return unquote(response["Content-Disposition"])


@pytest.mark.django_db
def test_a_paper_taken_out_is_a_line_in_the_trail_without_a_name(office):
    paper = find("summary")
    sheet = Sheet(paper, "张三的表", rows=[{"text": "一"}, {"text": "二"}])

    response = send_word(sheet, by=office)

    line = TrailEntry.objects.latest("pk")
    assert (line.user, line.subject, line.rows) == (office, "意见建议汇总报送表", 2)
    assert "张三" not in unquoted(response)


def test_the_day_is_written_in_chinese():
    sheet = Sheet(find("urge"), "催办", on=date(2017, 7, 5))

    assert sheet.day == "2017年7月5日"
    assert Sheet(find("urge"), "催办").day == ""


def test_a_column_that_a_row_lacks_is_empty():
    paper = Paper("x", "表", Look.TABLE, (Column("a", "甲", 20), Column("b", "乙", 20)))

    assert Sheet(paper, "表", rows=[{"b": "2"}]).cells == [["", "2"]]
