"""A template of the office's own: checked, put into use, taken back."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document

from tests.base.papers.words import everything_in, upload_of
from tianmen_congress.base.papers import actions
from tianmen_congress.base.papers.models import PaperTemplate
from tianmen_congress.base.papers.registry import NAMES, PaperSheet, all_papers, find
from tianmen_congress.base.papers.writing import (
    DELIVERED,
    TemplateRefused,
    check,
    template_of,
    to_word,
)


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

        text = everything_in(
            Document(BytesIO(to_word(PaperSheet(find("urge"), "催办"))))
        )

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
        assert (
            everything_in(Document(BytesIO(to_word(PaperSheet(paper, "催办"))))) == "一"
        )

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
