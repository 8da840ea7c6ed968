"""The pages on which the office looks after its templates."""

from datetime import date
from io import BytesIO
from urllib.parse import unquote

import pytest
from django.urls import reverse
from docx import Document

from tests.base.papers.templates import PAPERS
from tests.base.papers.words import document_of, everything_in, upload_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.audit.models import TrailEntry
from tianmen_congress.base.papers import actions
from tianmen_congress.base.papers.models import PaperTemplate
from tianmen_congress.base.papers.registry import (
    Look,
    Paper,
    PaperColumn,
    PaperSheet,
    find,
)
from tianmen_congress.base.papers.writing import (
    DELIVERED,
    send_word,
    template_of,
    to_word,
)


@pytest.mark.django_db
class TestPages:
    def test_the_list_names_all_papers_and_whose_template_is_used(self, office, client):
        actions.replace_template(find("urge"), upload_of("一"), by=office)
        client.force_login(office)

        page = client.get(reverse("papers:list")).content.decode()

        assert all(title in page for title in PAPERS.values())
        assert page.count("系统模板</td>") == len(PAPERS) - 1
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
        sheet = PaperSheet(find("urge"), "催办")
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
    sheet = PaperSheet(paper, "张三的表", rows=[{"text": "一"}, {"text": "二"}])

    response = send_word(sheet, by=office)

    line = TrailEntry.objects.latest("pk")
    assert (line.user, line.subject, line.rows) == (office, "意见建议汇总报送表", 2)
    assert "张三" not in unquoted(response)


def test_the_day_is_written_in_chinese():
    sheet = PaperSheet(find("urge"), "催办", on=date(2017, 7, 5))

    assert sheet.day == "2017年7月5日"
    assert PaperSheet(find("urge"), "催办").day == ""


def test_a_column_that_a_row_lacks_is_empty():
    paper = Paper(
        "x", "表", Look.TABLE, (PaperColumn("a", "甲", 20), PaperColumn("b", "乙", 20))
    )

    assert PaperSheet(paper, "表", rows=[{"b": "2"}]).cells == [["", "2"]]
