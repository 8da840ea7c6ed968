"""Whom to ring: who has to act soon or is late, and reads of it nowhere."""

from datetime import date

import pytest
from django.utils import timezone

from referrals.enums import State
from referrals.models import HandlingUnit
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.referrals.test_alerts import collected_by_deputy
from tianmen_congress.base.alerts.models import Address
from tianmen_congress.base.figures.registry import Asked, find_table

pytestmark = pytest.mark.django_db
LIST = "/reports/call-list/"


def lines(user, **asked) -> list[tuple]:
    table = find_table("call-list", user)(user, Asked(**asked))
    return [line.values for line in table.rows()]


@pytest.fixture
def on(settings):
    def on(month, day):
        settings.TODAY = date(2017, month, day)

    return on


def test_a_unit_without_an_account_is_rung_by_the_register(way, on):
    opinion = way.to(State.HANDLING)
    HandlingUnit.objects.create(
        organ=way.handler, is_member=False, contact="赵主任", phone="13800001111"
    )
    on(7, 19)

    (line,) = lines(way.office)

    assert line[:5] == ("渔薪镇人民政府", "赵主任", "13800001111", 1, opinion.number)
    assert line[5:8] == (date(2017, 7, 13), "超期4个工作日", "没有账号")


def test_who_has_an_account_and_no_address_is_rung_by_his_own_number(way, helpers, on):
    way.to(State.HANDLING)
    user = helpers["handler"]
    type(user).objects.filter(pk=user.pk).update(phone="13800002222", name="钱科长")
    on(7, 13)

    (line,) = lines(way.office)

    assert line[1:3] == ("钱科长", "13800002222")
    assert line[6:8] == ("今日到期", "没有确认的联系方式")


def test_who_confirmed_an_address_is_not_rung(way, helpers, on, settings):
    settings.ALERT_CHANNELS = ["email"]
    way.to(State.HANDLING)
    on(7, 13)
    assert len(lines(way.office)) == 1

    Address.objects.create(
        user=helpers["handler"],
        channel="email",
        value="a@example.cn",
        confirmed_at=timezone.now(),
    )

    assert lines(way.office) == []
    settings.ALERT_CHANNELS = []
    assert len(lines(way.office)) == 1


def test_nobody_is_rung_for_what_has_time(way, on):
    way.to(State.HANDLING)
    on(7, 7)
    assert lines(way.office) == []

    on(7, 10)

    assert [line[6] for line in lines(way.office)] == ["还有3个工作日"]


def test_a_group_without_an_account_is_rung_by_its_secretary(way, on, second_group):
    person = PersonFactory(name="孙联络", phone="13800003333")
    MembershipFactory(group=second_group, person=person, is_secretary=True)
    way.collect(group=second_group, by=way.clerk)
    on(6, 8)

    (line,) = lines(way.office)

    assert line[:5] == (
        "渔薪镇第二代表小组",
        "孙联络",
        "13800003333",
        1,
        "未编号",
    )


def test_a_deputy_who_has_to_judge_is_rung_beside_his_group(way, on):
    person = way.deputy.person
    person.phone = "13800004444"
    person.save()
    opinion = collected_by_deputy(way)
    opinion = way.walk(opinion, "report_up", "refer", "answer_local", "feed_back")
    on(opinion.due_on.month, opinion.due_on.day)

    found = {line[0]: line[1:3] for line in lines(way.office)}

    assert found["代表"] == (person.name, "13800004444")


def test_a_presidium_rings_for_its_own_township_alone(way, on, other_clerk, unit):
    way.to(State.HANDLING)
    on(7, 13)

    assert len(lines(way.clerk)) == 1
    assert lines(other_clerk) == []
    assert find_table("call-list", unit) is None


def test_page_and_workbook_show_it(way, on, client):
    way.to(State.HANDLING)
    on(7, 13)
    client.force_login(way.office)

    page = client.get(LIST)
    workbook = client.get(f"{LIST}?export=xlsx")

    assert "渔薪镇人民政府" in page.content.decode()
    assert workbook["Content-Type"].endswith("spreadsheetml.sheet")
    workbook.close()
