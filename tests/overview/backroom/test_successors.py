"""The office says of many closed places at once where they live on."""

from datetime import date

import pytest
from django.urls import reverse

from poverty.models import FormerHome
from tests.factories.groups import GroupVillageFactory
from tests.factories.platform import TownshipFactory, VillageFactory
from tests.factories.poverty import HouseholdFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import rename, succeed

pytestmark = pytest.mark.django_db
URL = "division_successors"
DAY = date(2017, 7, 1)


@pytest.fixture
def closed(yuxin):
    """Three villages that went into others; on the last one nothing hangs."""
    rows = [
        VillageFactory(parent=yuxin, name=name, closed_on=DAY, code=f"4290061052{n}")
        for n, name in ((11, "东河村"), (12, "西河村"), (13, "南河村"))
    ]
    for row in rows[:2]:
        HouseholdFactory.create_batch(2, village=row)
    return rows


@pytest.fixture
def near(yuxin):
    """Those that stand there; 新河村 is what the list has new."""
    return [
        VillageFactory(parent=yuxin, name="牌岭村", code="429006105220"),
        VillageFactory(parent=yuxin, name="新河村", code="429006105221", opened_on=DAY),
    ]


@pytest.fixture
def page(client, office):
    client.force_login(office)
    return lambda: client.get(reverse(URL))


def shown(page):
    """What the page would send as it stands: every box of every row."""
    sent = {}
    for form in page.context["forms"]:
        for field in form:
            widget = field.subwidgets[0].data
            for part in widget.get("subwidgets", [widget]):
                sent |= _sent_by(part)
    return sent


def _sent_by(part):
    if part.get("type") == "checkbox":
        return {part["name"]: "on"} if part["attrs"].get("checked") else {}
    value = part["value"]
    return {part["name"]: value[0] if isinstance(value, list) else value or ""}


def tick(*places):
    return {f"place-{place.pk}-is_chosen": "on" for place in places}


def other(place, name):
    return {f"place-{place.pk}-other": name, f"place-{place.pk}-other_pk": ""}


def send(client, sent, **more):
    return client.post(reverse(URL), sent, follow=True, **more)


def said(page):
    return [str(message) for message in page.context["messages"]]


def went(*places):
    rows = Division.objects.filter(pk__in=[place.pk for place in places])
    return list(rows.order_by("code").values_list("successor__name", flat=True))


def test_each_place_stands_with_what_hangs_on_it_and_the_likeliest_preset(
    page, closed, near
):
    [(home, rows)] = page().context["homes"]
    [bare] = page().context["bare"]

    assert home.name == "渔薪镇"
    assert [(form.place, form.hanging) for form in rows] == [
        (closed[0], ["2户贫困户"]),
        (closed[1], ["2户贫困户"]),
    ]
    assert bare.place == closed[2]
    assert {shown(page())[f"place-{each.pk}-proposal"] for each in closed} == {
        str(near[1].pk)
    }


def test_one_press_confirms_all_that_were_ticked_and_no_other(
    client, page, closed, near
):
    first, second, third = closed
    sent = shown(page()) | tick(first, third) | other(third, "牌岭村")

    answer = send(client, sent)

    assert went(*closed) == ["新河村", None, "牌岭村"]
    assert answer.redirect_chain == [(reverse(URL), 302)]
    assert said(answer) == [
        "已确认：东河村并入新河村、南河村并入牌岭村。随之移交：2户贫困户。"
    ]
    assert FormerHome.objects.filter(village=first, until=DAY).count() == 2
    assert [form.place for form in answer.context["forms"]] == [second]


def test_a_place_is_found_by_a_name_that_it_had(client, page, closed, near):
    rename(near[0], "牌岭社区", on=DAY)
    near[0].save()

    send(client, shown(page()) | tick(closed[0]) | other(closed[0], "牌岭村"))

    assert went(closed[0]) == ["牌岭社区"]


def test_a_refused_row_keeps_its_text_and_the_others_are_done(
    client, page, closed, near
):
    first, second, _ = closed
    town = TownshipFactory(name="多祥镇")
    sent = (
        shown(page())
        | tick(*closed)
        | other(first, "多祥镇")
        | other(second, "没有的村")
    )

    answer = send(client, sent)

    assert went(*closed) == [None, None, "新河村"]
    forms = {form.place: form for form in answer.context["forms"]}
    assert forms.keys() == {first, second}
    assert forms[first].errors["other"] == [
        f"{town}和东河村级别不同，请选择同一级别的区划"
    ]
    assert "没有找到“没有的村”" in forms[second].errors["other"][0]
    again = shown(answer)
    assert again[f"place-{second.pk}-other"] == "没有的村"
    assert again[f"place-{first.pk}-is_chosen"] == "on"


def test_the_second_of_two_people_is_told(client, page, closed, near):
    sent = shown(page()) | tick(closed[0])
    succeed(closed[0], near[0])

    answer = send(client, sent)

    assert went(closed[0]) == ["牌岭村"]
    assert said(answer) == ["东河村已并入牌岭村，不能再改。"]
    assert closed[0] not in [form.place for form in answer.context["forms"]]


def test_a_press_without_a_tick_does_nothing_and_says_so(client, page, closed, near):
    sent = shown(page()) | other(closed[0], "牌岭村")

    answer = send(client, sent)

    assert went(*closed) == [None] * 3
    assert said(answer) == ["还没有勾选。请核对“并入”一列，勾选要确认的区划再提交。"]
    assert shown(answer)[f"place-{closed[0].pk}-other"] == "牌岭村"


def test_the_rows_of_a_township_come_after_it(client, page, closed, near, yuxin):
    """Confirmed at once: the township, and a village into one of the other township."""
    town = TownshipFactory(name="渔泛镇", code="429006131")
    there = VillageFactory(parent=town, name="渔泛村")
    Division.objects.filter(pk=yuxin.pk).update(closed_on=DAY)
    own = {f"place-{yuxin.pk}-proposal": ""} | other(yuxin, "渔泛镇")

    sent = shown(page()) | tick(yuxin, closed[0]) | own | other(closed[0], "渔泛村")
    answer = send(client, sent)

    assert went(yuxin, closed[0]) == ["渔泛镇", "渔泛村"]
    # What is left is proposed a place of where the township went.
    left = {form.place: form for form in answer.context["forms"]}
    assert list(left[closed[1]].choices.values()) == [there]
    assert left[closed[1]].home == town


def test_it_is_the_offices_first_page_that_tells_of_it(
    client, page, office, clerk, closed, near, yuxin_group
):
    GroupVillageFactory(group=yuxin_group, village=closed[0])
    todo = "2个撤销的区划待确认去向"

    def home(user):
        client.force_login(user)
        return client.get("/").content.decode()

    assert todo in home(office)
    assert "4户贫困户等待移交" in home(office)
    assert "区划去向" not in home(clerk)
    assert client.get(reverse(URL)).status_code == 403
    for place in closed[:2]:
        succeed(place, near[0])
    assert "待确认去向" not in home(office)
