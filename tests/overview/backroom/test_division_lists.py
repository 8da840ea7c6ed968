"""The office loads an official list of divisions on a page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.overview.backroom.pages.division_lists import MOST_BYTES

pytestmark = pytest.mark.django_db
URL = "divisions_load"
DAY = "2017-07-20"
LIST = """code,parent_code,level,name
42,,province,湖北省
4290,42,prefecture,省直辖
429006,4290,county,天门市
429006188,429006,township,试验镇
429006188212,429006188,village,青山村委会
429006188213,429006188,village,白水村委会
"""
SHORTER = LIST.replace("429006188213,429006188,village,白水村委会\n", "")


@pytest.fixture
def send(client, office):
    client.force_login(office)

    def send(content, **more):
        content = content.encode() if isinstance(content, str) else content
        file = SimpleUploadedFile("区划.csv", content, "text/csv")
        return client.post(
            reverse(URL), {"file": file, "since": DAY, **more}, follow=True
        )

    return send


def known(**fields):
    return Division.objects.filter(code__startswith="429006188", **fields)


def test_a_list_goes_in_with_the_organs_of_its_townships(send):
    page = send(LIST)

    assert page.redirect_chain == [(reverse("divisions"), 302)]
    assert "区划表已载入，自2017-07-20起施行：新增" in page.content.decode()
    assert known().count() == 3
    names = Organ.objects.filter(division__code="429006188").values_list("name")
    assert {name for (name,) in names} == {"试验镇人大主席团", "试验镇人民政府"}


def test_the_same_list_changes_nothing_the_second_time(send):
    send(LIST)
    before = list(known().values())

    page = send(LIST).content.decode()

    assert "新增0个，变更0个，无变化6个，撤销0个；新建机构0个" in page
    assert list(known().values()) == before


def test_codes_that_vanished_are_closed_only_when_that_is_said(send):
    send(LIST)

    page = send(SHORTER).content.decode()
    assert "将撤销1个现有区划" in page
    assert not known().exclude(closed_on=None).exists()

    assert "撤销1个" in send(SHORTER, may_close="on").content.decode()
    assert known(name="白水村委会").get().closed_on == date.fromisoformat(DAY)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name\n", "表头应为"),
        (LIST.replace("429006188213", "999"), "第7行"),
        (LIST.encode("gb18030"), "不是 UTF-8"),
        (b"PK\x03\x04\xff\xfe", "不是 UTF-8"),
        (LIST + "#" * MOST_BYTES, "超过5MB"),
        ("", "空"),
    ],
    ids=["head", "code", "gb", "zip", "big", "empty"],
)
def test_a_bad_list_is_told_at_its_field_and_loads_nothing(send, content, words):
    page = send(content)

    [message] = page.context["form"].errors["file"]
    assert words in message
    assert not known().exists()


def test_only_the_office_is_offered_the_page(client, office, leader):
    for user, is_offered in ((office, True), (leader, False)):
        client.force_login(user)
        page = client.get(reverse("divisions")).content.decode()
        assert (reverse(URL) in page) == is_offered
