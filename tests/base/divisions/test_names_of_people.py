"""How surnames sound, and the order of names by their strokes."""

import pytest
from django.http import QueryDict

from deputies.figures import DeputyRosterTable
from deputies.models import Person
from deputies.pages.listings import PeopleListing, RosterListing
from tests.factories.deputies import MandateFactory, PersonFactory
from tianmen_congress.base.divisions.names import initials, pinyin, sound_typed
from tianmen_congress.base.divisions.strokes import strokes
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.ui.listing import rebuild

SOUNDS = {
    "尉迟恭": "yu chi gong",
    "尉健行": "wei jian xing",
    "单于明": "chan yu ming",
    "单玉兰": "shan yu lan",
    "单于": "shan yu",
    "万俟明": "mo qi ming",
    "长孙明": "zhang sun ming",
    "阚明": "kan ming",
    "佴明": "nai ming",
    "种明": "chong ming",
    "仇明": "qiu ming",
    "解明": "xie ming",
    "曾经国": "zeng jing guo",
    "乐正明": "yue zheng ming",
    "吾布力·买买提": "wu bu li mai mai ti",
    "李　安": "li an",
}
# As lists of congresses print them.
BY_STROKES = [
    "丁学",
    "丁来杭",
    "马飚",
    "马兴瑞",
    "王宁",
    "王毅",
    "王小洪",
    "王文涛",
    "毛明",
    "方明",
    "达明",
    "列明",
    "李毅",
    "李安测",
    "欧明",
    "欧阳安",
    "魏明",
]


@pytest.mark.parametrize(("name", "sound"), SOUNDS.items())
def test_surnames_are_read_as_surnames(name, sound):
    assert pinyin(name, person=True) == sound


def test_a_dot_within_a_name_is_no_syllable():
    assert initials("吾布力·买买提", person=True) == "wblmmt"


def test_a_typed_sound_may_be_written_in_several_ways():
    assert sound_typed("lü") == sound_typed("\uff2c\uff56") == "lv"
    assert sound_typed("xi'an") == "xian"


def test_names_go_by_strokes_of_the_surname_then_short_names_first():
    assert sorted(set(BY_STROKES), key=strokes) == BY_STROKES


def test_strokes_begin_with_the_horizontal_one():
    """Four strokes each: 一丨丿丶乛 is the order of the first."""
    assert sorted("尹方毛水王", key=strokes) == ["王", "水", "毛", "方", "尹"]


def test_what_is_no_character_stands_behind():
    assert sorted(["John", "魏明"], key=strokes) == ["魏明", "John"]


@pytest.mark.django_db
def test_both_lists_of_deputies_can_be_sorted_by_strokes(office):
    for name in ("王小洪", "丁学", "王毅"):
        MandateFactory(person=PersonFactory(name=name))

    def listed(kind):
        query = QueryDict("sort=strokes")
        path = f"{kind.__module__}.{kind.__qualname__}"
        return rebuild(path, office, query=query, hidden=[])

    people = [row.record.name for row in listed(PeopleListing).table.rows]
    seats = [row.record.person.name for row in listed(RosterListing).table.rows]
    choices = [(c.value, c.url) for c in listed(PeopleListing).order_choices]

    assert people == seats == ["丁学", "王毅", "王小洪"]
    assert choices == [("姓名拼音", "?"), ("姓氏笔画", "")]
    assert "strokes" not in [c["name"] for c in listed(PeopleListing).columns]


@pytest.mark.django_db
def test_strokes_follow_the_name(office):
    person = PersonFactory(name="魏明")
    person.name = "丁明"
    person.save()

    assert Person.objects.get(pk=person.pk).strokes == strokes("丁明")


@pytest.mark.django_db
def test_the_printed_roster_can_be_in_the_order_of_strokes(office):
    for name in ("王小洪", "丁学", "王毅"):
        MandateFactory(person=PersonFactory(name=name))

    def names(**more):
        table = DeputyRosterTable(office, Asked(more=more))
        return [line.values[0] for line in table.rows()], table.scope

    assert names(order="姓氏笔画") == (["丁学", "王毅", "王小洪"], "排列：姓氏笔画")
    assert names(order="姓名拼音")[0] == ["丁学", "王小洪", "王毅"]
