"""A list goes out exactly as it stands on the page."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.platform import VillageFactory
from tianmen_congress.base.audit.models import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(client, office):
    client.force_login(office)

    def export(query=""):
        response = client.get(reverse("divisions") + f"?export=xlsx{query}")
        assert response.status_code == 200
        return response, load_workbook(io.BytesIO(response.getvalue())).worksheets[0]

    return export


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_a_list_is_exported_with_all_its_pages(export, yuxin):
    VillageFactory.create_batch(60, parent=yuxin)

    _, sheet = export("&per_page=20&page=2")

    assert "共60条" in [row[0] for row in rows_of(sheet)]


def test_only_what_was_searched_for_is_exported_and_the_search_is_named(
    export, yuxin, duobao
):
    VillageFactory(name="青山村委会", parent=yuxin)
    VillageFactory(name="白水村委会", parent=duobao)

    _, sheet = export(f"&parent={yuxin.pk}")

    rows = rows_of(sheet)
    assert rows[0][0] == "行政区划"
    assert "查询条件：乡镇(街道) 渔薪镇" in [row[0] for row in rows]
    assert [row[2] for row in rows if row[0] == 1] == ["青山村委会"]
    assert not any("白水村委会" in row for row in rows)


def test_codes_are_text(export, yuxin):
    village = VillageFactory(parent=yuxin)

    _, sheet = export()

    assert village.code in [cell.value for row in sheet.iter_rows() for cell in row]


def test_an_export_leaves_a_line_in_the_trail(export, office, yuxin):
    VillageFactory.create_batch(3, parent=yuxin)

    export()

    line = TrailEntry.objects.get(kind="export")
    assert (line.user, line.rows) == (office, 3)


def test_the_file_is_named_after_the_list_and_saved(export):
    response, _ = export()

    assert response["Content-Disposition"].startswith("attachment")
    assert response["Content-Type"].endswith("spreadsheetml.sheet")
