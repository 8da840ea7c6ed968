"""Names have dates: places, what is called after them, and how they are found."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from tests.base.divisions.later import CLOSED, RENAMED, later_list
from tests.base.divisions.test_later_list import DAY, first_list  # noqa: F401
from tests.factories.groups import GroupFactory
from tests.factories.platform import OrganFactory
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.actions import load_divisions, read_file
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import (
    closed_without_successor,
    find_townships,
    find_villages,
    find_villages_anywhere,
    led_in_words,
)
from tianmen_congress.base.divisions.successors import (
    proposed,
    rename,
    succeed,
    unsettled,
)

pytestmark = pytest.mark.django_db
BEFORE = DAY - timedelta(days=1)
LATER = date(2018, 1, 1)


@pytest.fixture
def later(first_list):  # noqa: F811
    load_divisions(read_file(io.BytesIO(later_list().encode())), on=DAY)


def place(code, **lookup):
    return Division.objects.get(code=code, **lookup)


def codes(found):
    return [each.code for each in found]


def test_each_renamed_place_says_what_it_was_called(first_list):  # noqa: F811
    names = dict(Division.objects.values_list("code", "name"))
    load_divisions(read_file(io.BytesIO(later_list().encode())), on=DAY)

    for code, name in RENAMED.items():
        row = place(code)
        assert (row.name_on(BEFORE), row.name_on(DAY)) == (names[code], name)


def test_a_name_corrected_on_its_own_day_leaves_no_name_behind():
    row = Division(name="青山村委会")
    row.rename("青山社区", on=DAY)
    row.rename("清山社区", on=DAY)
    row.rename("青山社区居委会", on=None)

    assert row.former_names == [{"name": "青山村委会", "until": str(DAY)}]
    assert row.all_names == ["青山社区居委会", "青山村委会"]
    with pytest.raises(ValidationError, match="更名日期不能更早"):
        row.rename("青山村", on=BEFORE)


def test_a_renamed_town_keeps_its_bodies_and_groups_under_the_new_name(first_list):  # noqa: F811
    town = place("429006120")
    group = GroupFactory(township=town, name="石河镇第一代表小组")
    gone = GroupFactory(township=town, name="石河镇第二代表小组", dissolved_on=BEFORE)
    other = OrganFactory(division=town, name="多宝镇驻石河镇办事处")
    keys = set(Organ.objects.values_list("pk", flat=True))
    load_divisions(read_file(io.BytesIO(later_list().encode())), on=DAY)

    assert ensure_township_organs() == 0
    assert set(Organ.objects.values_list("pk", flat=True)) == keys
    presidium = town.organs.get(kind="presidium")
    assert presidium.name == "石家河镇人大主席团"
    assert presidium.name_on(BEFORE) == "石河镇人大主席团"
    for row in (group, gone, other):
        row.refresh_from_db()
    assert (group.name, group.name_on(BEFORE)) == (
        "石家河镇第一代表小组",
        "石河镇第一代表小组",
    )
    assert group.version == 2
    assert (gone.name, other.name) == ("石河镇第二代表小组", "多宝镇驻石河镇办事处")


def test_what_is_certain_holds_at_once_and_all_else_is_proposed(later):
    moved = place("429006105216")

    assert moved.successor.code == "429006105240"
    open_ones = {each.code: each for each in unsettled()}
    assert sorted(open_ones) == sorted({*CLOSED, "429006105217"} - {"429006105216"})
    first = {key: found[0].code for key, found in proposed(open_ones.values()).items()}
    by_code = {code: first[each.pk] for code, each in open_ones.items()}
    assert by_code["429006105217"] == "429006105217"
    assert by_code["429006120201"] == "429006120202"


def test_a_place_found_by_what_it_once_was_called(later):
    yuxin, [shihe] = place("429006105"), find_townships("石河镇")
    assert shihe.code == "429006120"
    huishi, caimiao = place("429006105213"), place("429006105214")
    assert find_villages("蔡庙村", township=yuxin) == []
    assert closed_without_successor("蔡庙村", township=yuxin) == [caimiao]

    succeed(caimiao, huishi)

    huishi.refresh_from_db()
    assert codes(find_villages("蔡庙村委会", township=yuxin)) == [huishi.code]
    assert codes(find_villages("蔡庙", township=yuxin)) == [huishi.code]
    assert codes(find_villages_anywhere("渔薪镇蔡庙村")) == [huishi.code]
    assert closed_without_successor("蔡庙村", township=yuxin) == []
    assert led_in_words("蔡庙村", huishi) == f"“蔡庙村”现为{huishi.name}"
    assert led_in_words(f"{huishi.stem}村", huishi) == ""
    assert codes(find_villages_anywhere("石河镇唐李村")) == ["429006120203"]


def test_a_former_name_and_one_of_today_are_never_taken_for_one_another(later):
    """东河村 went into 牌岭村; a community called after the river is another place."""
    shihe, old, new = place("429006120"), place("429006120201"), place("429006120202")
    succeed(old, new)
    other = Division.objects.create(
        code="429006120299", level="village", parent=shihe, name=f"{old.stem}社区"
    )

    assert codes(find_villages(old.name, township=shihe)) == [other.code, new.code]
    assert find_villages(other.name, township=shihe) == [other]


def test_a_chain_of_mergers_leads_to_its_end(later):
    yuxin = place("429006105")
    first, second, last = (place(f"42900610521{n}") for n in (4, 5, 3))
    succeed(first, last)
    end = place("429006105212")
    last.closed_on = LATER
    last.save()
    succeed(second, end)

    succeed(last, end)

    assert {row.now for row in Division.objects.filter(pk__in=[first.pk, last.pk])} == {
        end
    }
    assert codes(find_villages(first.name, township=yuxin)) == [end.code]


def test_who_cannot_take_over_is_said(later):
    caimiao, huishi = place("429006105214"), place("429006105213")
    town, jiechang = place("429006105"), place("429006105215")
    for old, new, words in (
        (huishi, caimiao, "没有撤销"),
        (caimiao, jiechang, "已撤销，请选择现有的"),
        (caimiao, town, "级别不同"),
    ):
        with pytest.raises(ValidationError, match=words):
            succeed(old, new)
    succeed(caimiao, huishi)
    with pytest.raises(ValidationError, match="已并入"):
        succeed(caimiao, place("429006105212"))


def test_a_name_corrected_is_corrected_in_what_is_called_after_it(first_list):  # noqa: F811
    town = place("429006120")
    group = GroupFactory(township=town, name="石河镇第一代表小组")

    rename(town, "石桥镇", on=None)

    group.refresh_from_db()
    presidium = town.organs.get(kind="presidium")
    assert (group.name, group.former_names) == ("石桥镇第一代表小组", [])
    assert (presidium.name, presidium.former_names) == ("石桥镇人大主席团", [])
