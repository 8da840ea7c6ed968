"""A later list of the county alone: what it opens, names anew and closes, from its day."""

import io
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from tests.base.divisions.later import (
    CLOSED,
    NAMED_ANEW,
    NEW,
    RECODED,
    RENAMED,
    TAKEN,
    later_list,
)
from tests.database import as_owner
from tests.examples import load_places
from tests.kept import kept
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.actions import (
    DivisionListRefused,
    Loaded,
    load_divisions,
    read_divisions,
    read_file,
)
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_townships, find_villages

pytestmark = pytest.mark.django_db
DAY = date(2016, 12, 31)
# Whose code is another place's now is closed as well.
GONE = CLOSED | TAKEN.keys()
COUNTED = {
    "新增": len(NEW) + len(RECODED) + len(TAKEN),
    "变更": len(RENAMED),
    "撤销": len(GONE),
}


@kept
def first_list(db):
    """The list of 2016 with 市直, and a place of a neighbouring county."""
    load_places()
    county = Division.objects.get(code="429006")
    Division.objects.create(
        code="429005", level="county", name="邻市", parent=county.parent
    )
    ensure_township_organs()
    return county


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "区划.csv"
    file.write_text(later_list(), encoding="utf-8")
    return file


def run(file, *options):
    out = io.StringIO()
    with as_owner():
        call_command("load_divisions", str(file), *options, stdout=out)
    return out.getvalue()


def by_page(client, content=None, **more):
    file = SimpleUploadedFile("区划.csv", (content or later_list()).encode())
    return client.post(reverse("divisions_load"), {"file": file, **more}, follow=True)


def closed():
    return dict(
        Division.objects.exclude(closed_on=None).values_list("code", "closed_on")
    )


def tomorrow():
    return today() + timedelta(days=1)


def outside():
    own = Division.objects.filter(code__startswith="429006")
    return list(Division.objects.exclude(pk__in=own.values("pk")).values())


def test_the_command_loads_it_from_the_day_named(first_list, file):
    before = outside()

    said = run(file, "--from", "2016-12-31")

    assert all(f"{word}{number}" in said for word, number in COUNTED.items())
    assert closed() == dict.fromkeys(GONE, DAY)
    names = dict(Division.objects.current().values_list("code", "name"))
    assert {code: names[code] for code in NAMED_ANEW} == NAMED_ANEW
    assert outside() == before
    assert first_list.children.get(name="市直").closed_on is None
    assert first_list.children.get(code="429006120").name == "石家河镇"


def test_the_command_closes_nothing_on_a_day_that_nobody_named(first_list, file):
    with pytest.raises(CommandError, match=r"将撤销5个现有区划.*--from 2023-01-01"):
        run(file)

    assert closed() == {}
    assert not Division.objects.filter(code__in=NEW).exists()
    for day, words in {str(tomorrow()): "不能晚于今天", "无": "--from 无"}.items():
        with pytest.raises(CommandError, match=words):
            run(file, "--from", day)


def test_the_page_loads_it_from_the_day_named(client, office, first_list):
    client.force_login(office)

    asked = by_page(client, since="2016-12-31").content.decode()
    assert "将撤销5个现有区划" in asked
    assert closed() == {}

    said = by_page(client, since="2016-12-31", may_close="on").content.decode()
    assert "自2016-12-31起施行" in said
    assert all(f"{word}{number}个" in said for word, number in COUNTED.items())
    assert closed() == dict.fromkeys(GONE, DAY)

    later = by_page(client, since="2016-12-30", may_close="on")
    [message] = later.context["form"].errors["since"]
    assert "比现有的旧" in message
    future = by_page(client, since=str(tomorrow())).context["form"]
    assert "不能晚于今天" in future.errors["since"][0]


def test_the_page_begins_with_today_as_its_day(client, office):
    client.force_login(office)

    form = client.get(reverse("divisions_load")).context["form"]

    assert form["since"].value() == today()


def test_a_list_from_before_the_last_one_is_refused(first_list):
    rows = read_file(io.BytesIO(later_list().encode()))
    load_divisions(rows, on=DAY)

    with pytest.raises(DivisionListRefused, match="比现有的旧"):
        load_divisions(rows, on=date(2016, 12, 30))
    again = load_divisions(rows, on=DAY)

    assert again == Loaded(new=0, changed=0, unchanged=len(rows), closed=0)


def test_places_are_found_by_their_names_of_now_however_written(first_list):
    load_divisions(read_file(io.BytesIO(later_list().encode())), on=DAY)
    [yuxin], [street] = find_townships("渔薪"), find_townships("竟陵街道办事处")

    found = [village.code for village in find_villages("泉湖村", township=yuxin)]

    assert (street.name, found) == ("竟陵街道", ["429006105240"])
    assert find_villages("鸿渐居委会", township=street)[0].code == "429006001001"


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["429007001,429007,township,邻镇"], "上级代码 429007 不在本行之前，已有的"),
        (["429007,,county,邻市"], "上级代码为空"),
        (
            ["429006,4290,county,天门市", "429006105240,429006105,village,新村"],
            "上级代码 429006105 不在本行之前",
        ),
    ],
    ids=["nowhere", "none", "left out below its county"],
)
def test_a_parent_that_is_neither_listed_nor_loaded_is_named(first_list, lines, said):
    text = "\n".join(["code,parent_code,level,name", *lines])

    with pytest.raises(DivisionListRefused, match=said):
        read_file(io.BytesIO(text.encode()))


def test_a_list_of_one_township_closes_nothing_and_moves_no_top(first_list):
    known = set(Division.objects.values_list("code", flat=True))
    lines = ["code,parent_code,level,name"]
    lines += ["429006105,,township,渔薪街道", "429006105240,429006105,village,新村"]

    loaded = load_divisions(read_divisions(lines, known=known), on=DAY)

    assert loaded == Loaded(new=1, changed=1, unchanged=0, closed=0)
    assert Division.objects.get(code="429006105").parent == first_list
