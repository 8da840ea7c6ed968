"""One's own e-mail and telephone: set by oneself, silent until the code was typed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from tianmen_congress.base.alerts import leaving
from tianmen_congress.base.alerts.actions import addresses
from tianmen_congress.base.alerts.enums import AlertChannel
from tianmen_congress.base.alerts.models import Address, Outgoing
from tianmen_congress.base.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
MAIL = "chen.zhang@example.cn"
SET, CONFIRM = "/alerts/addresses/email/", "/alerts/addresses/email/confirm/"


@pytest.fixture(autouse=True)
def open_channels(settings, tmp_path):
    settings.ALERT_CHANNELS = ["email", "sms"]
    settings.OUTBOX = tmp_path / "outbox"


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


def sent_code(mailoutbox) -> str:
    leaving.deliver_waiting()
    return re.search(r"验证码是(\d{6})", mailoutbox[-1].body)[1]


def set_mail(desk, value=MAIL):
    return desk.post(SET, {"value": value}, follow=True)


def test_it_is_set_by_its_owner_and_confirmed_by_the_code_that_came(
    desk, clerk, mailoutbox
):
    page = set_mail(desk)
    assert f"验证码已发往{MAIL}" in page.content.decode()
    code = sent_code(mailoutbox)
    assert mailoutbox[-1].to == [MAIL]

    desk.post(CONFIRM, {"code": f" {code[:3]} {code[3:]}"})

    address = Address.objects.get()
    assert (address.user, address.value) == (clerk, MAIL)
    assert address.confirmed_at is not None
    assert "已确认" in desk.get("/alerts/addresses/").content.decode()


def test_a_wrong_code_is_counted_and_after_five_the_right_one_is_worth_nothing(
    desk, mailoutbox
):
    set_mail(desk)
    code = sent_code(mailoutbox)
    wrong = f"{(int(code) + 1) % 10**6:06}"

    said = [desk.post(CONFIRM, {"code": wrong}).content.decode() for _ in range(5)]
    late = desk.post(CONFIRM, {"code": code}).content.decode()

    assert "还可以再试4次" in said[0]
    assert "验证码已失效，请重新获取" in said[4]
    assert "验证码已失效，请重新获取" in late
    assert Address.objects.get().confirmed_at is None


def test_a_code_is_over_after_half_an_hour(desk, mailoutbox):
    set_mail(desk)
    code = sent_code(mailoutbox)
    Address.objects.update(code_ends_at=timezone.now() - timedelta(seconds=1))

    page = desk.post(CONFIRM, {"code": code})

    assert "验证码已失效" in page.content.decode()
    assert Address.objects.get().confirmed_at is None


def test_the_code_is_good_for_the_address_to_which_it_was_sent_alone(desk, mailoutbox):
    set_mail(desk)
    code = sent_code(mailoutbox)
    Address.objects.filter().update(value="someone@example.cn")

    desk.post(CONFIRM, {"code": code})

    assert Address.objects.get().confirmed_at is None


def test_another_address_has_to_be_confirmed_anew(desk, mailoutbox):
    set_mail(desk)
    desk.post(CONFIRM, {"code": sent_code(mailoutbox)})

    set_mail(desk, "other@example.cn")

    assert Address.objects.get().confirmed_at is None


def test_the_fourth_code_of_an_hour_is_refused_and_nothing_typed_is_lost(desk):
    for _ in range(3):
        set_mail(desk)

    page = set_mail(desk, "fourth@example.cn").content.decode()

    assert "一小时内最多发送3次验证码" in page
    assert 'value="fourth@example.cn"' in page
    assert Outgoing.objects.count() == 3
    assert Address.objects.get().value == MAIL


@pytest.mark.parametrize(
    ("channel", "value", "said"),
    [
        ("email", "zhang.example.cn", "电子邮件地址不正确"),
        ("email", "", "请填写电子邮件地址"),
        ("sms", "0728-5222222", "手机号码须为11位数字"),
        ("sms", "1380000000", "手机号码须为11位数字"),
    ],
)
def test_what_is_no_address_is_told_in_words(desk, channel, value, said):
    page = desk.post(f"/alerts/addresses/{channel}/", {"value": value})

    assert said in page.content.decode()
    assert not Address.objects.exists()


def test_a_telephone_is_taken_however_it_is_written(desk):
    desk.post("/alerts/addresses/sms/", {"value": "+86 138-0000 0001"})

    assert Address.objects.get().value == "13800000001"


def test_a_channel_that_is_closed_takes_no_address(desk, settings):
    settings.ALERT_CHANNELS = []

    page = set_mail(desk).content.decode()

    assert "系统没有启用电子邮件外发" in page
    assert not Outgoing.objects.exists()


def test_nobody_confirms_or_removes_what_is_another_s(desk, client, office, mailoutbox):
    set_mail(desk)
    code = sent_code(mailoutbox)
    client.force_login(office)

    answers = [
        client.post(CONFIRM, {"code": code}).status_code,
        client.post("/alerts/addresses/email/again/").status_code,
        client.post("/alerts/addresses/email/remove/").status_code,
    ]

    assert answers == [404, 404, 404]
    assert Address.objects.get().confirmed_at is None


def test_removed_it_is_gone_with_its_codes(desk):
    set_mail(desk)

    desk.post("/alerts/addresses/email/remove/")

    assert not Address.objects.exists()
    assert not Outgoing.objects.exists()


def test_in_the_database_neither_address_nor_code_is_readable(desk, mailoutbox):
    set_mail(desk)
    code = sent_code(mailoutbox)

    with connection.cursor() as cursor:
        cursor.execute("SELECT a::text FROM alerts_address a")
        stored = cursor.fetchone()[0]
        cursor.execute("SELECT secret FROM alerts_outgoing")
        secret = cursor.fetchone()[0]

    assert MAIL not in stored
    assert code not in stored
    assert secret == ""


def test_a_code_that_waits_is_sealed(clerk):
    addresses.set_address(AlertChannel.EMAIL, MAIL, by=clerk)

    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM alerts_outgoing")
        assert cursor.fetchone()[0].startswith("gAAAA")


def test_the_trail_says_that_it_was_changed_and_not_to_what(desk, clerk, mailoutbox):
    set_mail(desk)
    desk.post(CONFIRM, {"code": sent_code(mailoutbox)})
    desk.post("/alerts/addresses/email/remove/")

    notes = TrailEntry.objects.filter(user=clerk, subject=clerk.username)
    said = [note for note in notes.values_list("note", flat=True) if "联系方式" in note]
    assert sorted(said) == [
        "电子邮件联系方式已删除",
        "电子邮件联系方式已由本人确认",
        "电子邮件联系方式已设置，待确认",
    ]
