"""A later official list: what it opens, renames and closes, and what stays."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.urls import reverse

from groups.queries import may_link
from poverty.pages.lookups import undeclared_villages, villages_kept_by
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.visits import CallFactory, VisitFactory
from tianmen_congress.base.divisions.actions import (
    DivisionListRefused,
    Loaded,
    load_divisions,
    read_divisions,
)
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_townships, find_villages
from tianmen_congress.base.divisions.successors import proposed

pytestmark = pytest.mark.django_db
FIRST, LATER = date(2017, 1, 1), date(2017, 7, 20)
OFFICIAL = settings.BASE_DIR / "fixtures" / "divisions_tianmen_2016.csv"
TOP = [
    "42,,province,湖北省",
    "4290,42,prefecture,省直辖县级行政区划",
    "429006,4290,county,天门市",
]
YUXIN = "429006105,429006,township,渔薪镇"
DUOBAO = "429006100,429006,township,多宝镇"
QINGSHAN = "429006105212,429006105,village,青山村委会"
LIUKOU = "429006105213,429006105,village,柳口村委会"
HEADER = "code,parent_code,level,name"


def loaded(*lines, on=FIRST):
    rows = read_divisions([HEADER, *TOP, YUXIN, *lines])
    return load_divisions(rows, on=on)


@pytest.fixture
def first_list(db):
    return loaded(QINGSHAN, LIUKOU, DUOBAO)


def village(code="429006105212"):
    return Division.objects.order_by("-pk").filter(code=code)[0]


def test_every_division_is_under_its_parent(first_list):
    assert first_list == Loaded(new=7, changed=0, unchanged=0, closed=0)
    assert village().parent.name == "渔薪镇"
    assert village().parent.parent.name == "天门市"
    assert (village().stem, village().pinyin, village().initials) == (
        "青山",
        "qing shan",
        "qs",
    )


def test_the_official_list_of_2016_goes_in_whole(db):
    rows = read_divisions(OFFICIAL.read_text(encoding="utf-8").splitlines())

    counts = load_divisions(rows, on=FIRST)

    assert counts == Loaded(new=886, changed=0, unchanged=0, closed=0)
    villages = Division.objects.villages()
    assert Division.objects.townships().count() == 28
    assert (villages.count(), villages.visitable().count()) == (855, 854)
    assert villages.get(is_placeholder=True).parent.name == "沉湖管委会"


@pytest.mark.parametrize(
    ("name", "has_congress"),
    [
        ("渔薪镇", True),
        ("净潭乡", True),
        ("竟陵街道办事处", False),
        ("侨乡街道开发区", False),
        ("蒋湖农场", False),
        ("沉湖管委会", False),
    ],
)
def test_only_towns_and_townships_have_a_congress(name, has_congress):
    assert Division(level="township", name=name).has_congress == has_congress


def test_the_same_list_twice_changes_nothing(first_list):
    before = list(Division.objects.values())

    again = loaded(QINGSHAN, LIUKOU, DUOBAO, on=LATER)

    assert again == Loaded(new=0, changed=0, unchanged=7, closed=0)
    assert list(Division.objects.values()) == before


def test_a_stem_of_fewer_endings_is_counted_anew_without_a_change(first_list):
    Division.objects.filter(code="429006105212").update(stem="青山村")

    again = loaded(QINGSHAN, LIUKOU, DUOBAO, on=LATER)

    assert (again.unchanged, village().stem) == (7, "青山")


def test_a_vanished_code_is_closed_and_not_deleted(first_list):
    later = loaded(LIUKOU, DUOBAO, on=LATER)

    assert later == Loaded(new=0, changed=0, unchanged=6, closed=1)
    assert village().closed_on == LATER
    assert village().name == "青山村委会"


def test_a_code_closed_long_ago_keeps_its_day(first_list):
    loaded(LIUKOU, DUOBAO, on=LATER)

    third = loaded(LIUKOU, DUOBAO, on=date(2018, 1, 1))

    assert third.closed == 0
    assert village().closed_on == LATER


def test_a_village_that_comes_back_is_another_row_and_the_closed_one_leads_to_it(
    first_list,
):
    old = village()
    loaded(LIUKOU, DUOBAO, on=LATER)

    back = loaded(QINGSHAN, LIUKOU, DUOBAO, on=date(2018, 1, 1))

    assert (back.new, back.closed, back.succeeded) == (1, 0, 1)
    new = village()
    old.refresh_from_db()
    assert (new.opened_on, old.closed_on) == (date(2018, 1, 1), LATER)
    assert (old.successor, old.now, new.now) == (new, new, new)


def test_a_better_list_of_the_same_day_opens_again_what_it_closed(first_list):
    old = village()
    loaded(LIUKOU, DUOBAO, on=LATER)

    loaded(QINGSHAN, LIUKOU, DUOBAO, on=LATER)

    assert (village(), village().closed_on) == (old, None)


def test_a_closed_village_keeps_its_successor_through_later_lists(first_list):
    loaded(LIUKOU, DUOBAO, on=LATER)
    Division.objects.filter(code="429006105212").update(
        successor=village("429006105213")
    )

    loaded(LIUKOU, DUOBAO, on=date(2018, 1, 1))

    assert village().successor == village("429006105213")
    assert list(village("429006105213").predecessors.all()) == [village()]


def test_a_village_that_is_renamed_stays_the_same_row_and_keeps_its_old_name(
    first_list,
):
    before = village().pk

    counts = loaded(
        "429006105212,429006105,village,青山社区居委会", LIUKOU, DUOBAO, on=LATER
    )

    renamed = village()
    assert (counts.changed, renamed.pk, renamed.name) == (1, before, "青山社区居委会")
    days = {LATER - timedelta(days=1): "青山村委会", LATER: "青山社区居委会"}
    assert {day: renamed.name_on(day) for day in days} == days
    assert renamed.name_on(None) == "青山社区居委会"


def test_a_code_under_a_really_different_name_is_another_village(first_list):
    old = village()

    counts = loaded(
        "429006105212,429006105,village,新民村委会", LIUKOU, DUOBAO, on=LATER
    )

    old.refresh_from_db()
    new = village()
    assert (counts.new, counts.changed, counts.closed) == (1, 0, 1)
    assert (old.name, old.closed_on, old.now) == ("青山村委会", LATER, old)
    assert (new.name, new.opened_on, new.now) == ("新民村委会", LATER, new)
    assert proposed([old])[old.pk][0] == new


def test_a_township_left_out_is_closed_with_its_villages(first_list):
    rows = read_divisions([HEADER, *TOP, DUOBAO])

    counts = load_divisions(rows, on=LATER)

    assert counts.closed == 3
    assert find_townships("渔薪镇") == []
    assert village().closed_on == LATER


def test_a_list_of_another_county_closes_nothing_here(first_list):
    other = [
        "42,,province,湖北省",
        "4290,42,prefecture,省直辖县级行政区划",
        "429005,4290,county,邻市",
        "429005100,429005,township,邻镇",
    ]

    counts = load_divisions(read_divisions([HEADER, *other]), on=LATER)

    assert (counts.new, counts.closed) == (2, 0)
    assert village().closed_on is None


def test_what_hangs_on_a_closed_village_stays_and_is_seen(
    client, first_list, office, visit_form
):
    group = GroupFactory(township=village().parent)
    link = GroupVillageFactory(group=group, village=village())
    poor = PoorVillageFactory(village=village())
    household = HouseholdFactory(village=village())
    MemberFactory(household=household)
    visit = VisitFactory(group=group, village=village(), form=visit_form)
    CallFactory(visit=visit, household=household)

    loaded(LIUKOU, DUOBAO, on=LATER)

    client.force_login(office)
    for row in (group, poor, household, visit):
        page = client.get(row.get_absolute_url())
        assert page.status_code == 200
        assert "青山村委会" in page.content.decode()
    link.refresh_from_db()
    assert (link.village, link.until) == (village(), None)
    assert visit.township == village().parent


def test_a_closed_village_is_offered_no_more(first_list, office):
    group = GroupFactory(township=village().parent)

    loaded(LIUKOU, DUOBAO, on=LATER)

    assert village() not in may_link(group, on=LATER)
    assert village() not in villages_kept_by(office)
    assert village() not in undeclared_villages(office)
    assert find_villages("青山", township=village().parent) == []


def test_the_register_tells_where_a_closed_village_went(client, first_list, office):
    loaded(LIUKOU, DUOBAO, on=LATER)
    Division.objects.filter(code="429006105212").update(
        successor=village("429006105213")
    )
    client.force_login(office)

    page = client.get(reverse("divisions"), {"q": "青山", "is_open": "0"})

    row = page.context["listing"].found.get()
    assert (row.closed_on, row.successor.name) == (LATER, "柳口村委会")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("429006105212,429006105,hamlet,青山村", "级别 hamlet 不认识"),
        ("429006105212,429006105,village,", "名称为空"),
        ("429006105212,429006105,village,\u3000 ", "名称为空"),
        ("42900610521A,429006105,village,青山村", "代码应为数字"),
        ("４２９００６１０５２１２,429006105,village,青山村", "代码应为数字"),
        (",429006105,village,青山村", "代码应为数字"),
        ("429006105212,429006999,village,青山村", "上级代码 429006999 不在本行之前"),
        ("429006999212,429006105,village,青山村", "不以上级代码 429006105 开头"),
        ("429006105,429006,township,渔薪镇", "代码 429006105 重复"),
        ("42900610521,429006105,village,青山村", "位数与级别不符"),
        ("4290061052123,429006105,village,青山村", "位数与级别不符"),
        ("429006105212,429006105,township,青山镇", "位数与级别不符"),
        ("429006105212", "级别 None 不认识"),
    ],
)
def test_a_bad_line_is_named_and_nothing_goes_in(line, said):
    with pytest.raises(DivisionListRefused, match=f"^第6行：.*{said}"):
        loaded(line)

    assert not Division.objects.exists()


@pytest.mark.parametrize(
    "lines", [[], ["代码,名称"], ["name,code,parent_code,level"], [HEADER]]
)
def test_a_file_that_is_no_list_is_refused(lines):
    with pytest.raises(DivisionListRefused, match=r"表头应为|文件中没有区划"):
        read_divisions(lines)


def test_names_padded_with_spaces_lose_them(db):
    loaded("429006105212,429006105,village, 青山村委会 ")

    assert village().name == "青山村委会"
