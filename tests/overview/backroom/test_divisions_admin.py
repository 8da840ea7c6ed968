"""Places in the settings: another name asks from which day, a successor has its page."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.groups import GroupFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import succeed

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 1)
LIST = "区划代码,级别,上级代码,名称,设立日期,撤销日期,并入代码\n"


@pytest.fixture
def change(client, office, tianmen):
    client.force_login(office)

    def change(place, **more):
        place.refresh_from_db()
        data = {
            "code": place.code,
            "level": place.level,
            "parent": place.parent_id or "",
            "name": place.name,
            "closed_on": place.closed_on or "",
        }
        address = f"/admin/divisions/division/{place.pk}/change/"
        return client.post(address, data | more)

    return change


@pytest.fixture
def take_in(client, office):
    client.force_login(office)

    def take_in(*rows):
        sheet = SimpleUploadedFile("list.csv", "\n".join([LIST, *rows]).encode())
        data = {"import_file": sheet, "format": "1"}
        page = client.post("/admin/divisions/division/import/", data)
        if form := page.context.get("confirm_form"):
            path = "/admin/divisions/division/process_import/"
            return client.post(path, form.initial, follow=True)
        return page

    return take_in


def faults(page):
    return [
        str(e) for each in page.context["adminform"].form.errors.values() for e in each
    ]


def test_another_name_has_a_day_and_goes_to_what_is_called_after_the_place(
    change, tianmen, yuxin, client
):
    yuxin.parent = tianmen
    yuxin.save()
    group = GroupFactory(township=yuxin, name="渔薪镇第一代表小组")

    assert change(yuxin, name="渔新镇", renamed_on="2017-07-01").status_code == 302

    yuxin.refresh_from_db()
    group.refresh_from_db()
    assert (yuxin.name, yuxin.name_on(date(2017, 6, 30))) == ("渔新镇", "渔薪镇")
    assert group.name == "渔新镇第一代表小组"
    page = client.get(f"/admin/divisions/division/{yuxin.pk}/change/").content.decode()
    assert "渔薪镇（至2017-07-01）" in page
    page = change(yuxin, name="渔兴镇", renamed_on="2017-06-01")
    assert faults(page) == ["渔新镇自2017-07-01起才叫这个名称，更名日期不能更早"]


def test_a_name_that_was_written_wrong_leaves_none_behind(change, qingshan):
    assert change(qingshan, name="清山村委会").status_code == 302

    qingshan.refresh_from_db()
    assert (qingshan.name, qingshan.former_names) == ("清山村委会", [])
    assert faults(change(qingshan, renamed_on="2017-07-01")) == [
        "名称没有变，不用填写日期"
    ]


def test_what_went_into_another_place_is_not_opened_again(change, qingshan, yuxin):
    heir = VillageFactory(parent=yuxin, name="绿水村委会")
    qingshan.closed_on = DAY
    qingshan.save()
    succeed(qingshan, heir)

    page = change(qingshan, closed_on="", successor=yuxin.pk)

    assert faults(page) == ["已并入绿水村委会，不能恢复"]


def test_of_two_that_bore_a_code_the_list_means_the_one_of_its_day(take_in, yuxin):
    code = f"{yuxin.code}240"
    gone = VillageFactory(parent=yuxin, name="涂园村", code=code, closed_on=DAY)
    stands = VillageFactory(parent=yuxin, name="新民社区", code=code, opened_on=DAY)
    line = f"{code},village,{yuxin.code},"

    take_in(f"{line}涂元村,,2017-07-01,", f"{line}新民社区居委会,2017-07-01,,")

    names = dict(Division.objects.filter(code=code).values_list("pk", "name"))
    assert names == {gone.pk: "涂元村", stands.pk: "新民社区居委会"}


def test_a_list_says_no_successor_but_the_one_that_stands(
    take_in, client, yuxin, qingshan
):
    heir = VillageFactory(parent=yuxin, name="绿水村委会")
    Division.objects.filter(pk=qingshan.pk).update(closed_on=DAY)
    line = f"{qingshan.code},village,{yuxin.code},青山村,,2017-07-01,{heir.code}"

    page = take_in(line)

    assert "并入哪里在“区划去向”页面上确认" in page.content.decode()
    qingshan.refresh_from_db()
    assert (qingshan.successor, qingshan.name) == (None, "青山村委会")
    succeed(qingshan, heir)
    take_in(line)
    qingshan.refresh_from_db()
    assert (qingshan.successor, qingshan.name) == (heir, "青山村")
