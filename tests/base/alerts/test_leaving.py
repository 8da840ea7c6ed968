"""What leaves: when, to whom, with which words, and what a dead server changes."""

import json
import stat
import time
from datetime import date, timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.utils import timezone

from tests.factories.platform import move_posts
from tests.factories.referrals import OpinionFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts import channels, leaving
from tianmen_congress.base.alerts.models import Address, Alert, Outgoing
from tianmen_congress.base.jobs import daily

pytestmark = pytest.mark.django_db
MAIL = "chen.zhang@example.cn"
SECRETS = ("青山村", "泵站", "张三", "13800000001", "户主")


@pytest.fixture(autouse=True)
def open_channels(settings, tmp_path):
    settings.ALERT_CHANNELS = ["email", "sms"]
    settings.OUTBOX = tmp_path / "outbox"
    settings.PUBLIC_ADDRESS = "https://rd.example.gov.cn"


@pytest.fixture
def reached(clerk):
    return reach(clerk)


def reach(user, channel="email", value=MAIL, *, is_confirmed=True):
    at = timezone.now() if is_confirmed else None
    return Address.objects.create(
        user=user, channel=channel, value=value, confirmed_at=at
    )


@pytest.fixture
def fails(monkeypatch):
    """A mail server that ends every talk; with `fails(False)` it is well again."""

    def fails(is_dead=True):
        def send(message):
            raise SMTPServerDisconnected(f"no talk of {message.to}")

        sender = send if is_dead else channels._mail
        monkeypatch.setitem(channels.SENDERS, "email", sender)

    return fails


def a_day():
    """The worker's round: reminders and digests, then what waits is sent."""
    daily.run_once("reminders")
    return daily.run_once("outgoing")


def test_once_a_day_one_mail_says_how_much_waits_and_which(
    clerk, reached, say, opinion, mailoutbox
):
    say(clerk)
    say(clerk, key="news", kind="news", what="已答复")

    a_day()
    a_day()

    (mail,) = mailoutbox
    assert mail.to == [MAIL]
    assert mail.subject == "天门人大代表工作平台：待您办理1件、告知1件"
    line = "〔2017〕渔薪012号　待甄别　期限2017-07-28"
    assert f"· 待您办理　{line}" in mail.body
    assert f"https://rd.example.gov.cn{opinion.get_absolute_url()}" in mail.body
    assert Outgoing.objects.get().many == 2


def test_neither_name_nor_title_nor_text_nor_telephone_leaves(
    clerk, reached, say, opinion, mailoutbox, settings
):
    reach(clerk, "sms", "13900000009")
    opinion.text = "青山村泵站老化，张三家户主电话13800000001"
    opinion.save()
    opinion.proposers.create(name="张三", phone="13800000001", is_lead=True)
    say(clerk)

    a_day()

    (file,) = settings.OUTBOX.glob("*.json")
    whole = mailoutbox[0].subject + mailoutbox[0].body + file.read_text()
    assert [secret for secret in SECRETS if secret in whole] == []
    assert "待您办理1件" in whole


def test_without_an_address_of_the_system_it_says_where_to_look(
    clerk, reached, say, mailoutbox, settings
):
    settings.PUBLIC_ADDRESS = ""
    say(clerk)

    a_day()

    assert "http" not in mailoutbox[0].body
    assert "请登录平台，在右上角“提醒”中查看" in mailoutbox[0].body


def test_an_address_that_nobody_confirmed_gets_nothing(clerk, say, mailoutbox):
    reach(clerk, is_confirmed=False)
    say(clerk)

    a_day()

    assert mailoutbox == []
    assert not Outgoing.objects.exists()


def test_one_that_is_no_longer_confirmed_when_it_leaves_gets_nothing(
    clerk, reached, say, mailoutbox
):
    say(clerk)
    daily.run_once("reminders")
    Address.objects.update(confirmed_at=None)

    daily.run_once("outgoing")

    assert mailoutbox == []
    assert Outgoing.objects.get().state == "empty"


def test_who_lost_his_post_meanwhile_gets_nothing(clerk, reached, say, mailoutbox):
    say(clerk)
    daily.run_once("reminders")
    move_posts(clerk, until="2017-07-24")

    daily.run_once("outgoing")

    assert mailoutbox == []
    assert Outgoing.objects.get().state == "empty"


def test_what_is_kept_from_somebody_is_not_counted_in_his_mail(
    clerk, reached, say, mailoutbox, duobao_group
):
    theirs = OpinionFactory(group=duobao_group, number="〔2017〕多宝001号")
    say(clerk, row=theirs.pk)
    say(clerk, key="own")

    a_day()

    assert "待您办理1件" in mailoutbox[0].subject
    assert "多宝" not in mailoutbox[0].body


def test_what_was_read_or_done_or_told_before_is_not_told_again(
    clerk, reached, say, mailoutbox, settings
):
    say(clerk)
    say(clerk, key="read")
    Alert.objects.filter(key="read").update(read_at=timezone.now())
    a_day()
    settings.TODAY = date(2017, 7, 26)

    a_day()

    assert [mail.subject[-6:] for mail in mailoutbox] == ["待您办理1件"]


def test_two_channels_do_not_take_it_from_each_other(
    clerk, reached, say, mailoutbox, settings
):
    reach(clerk, "sms", "13900000009")
    say(clerk)
    a_day()
    settings.TODAY = date(2017, 7, 26)

    a_day()

    assert len(mailoutbox) == len([*settings.OUTBOX.glob("*.json")]) == 1


def test_a_dead_server_loses_nothing_and_says_what_was_wrong(
    clerk, reached, say, mailoutbox, fails
):
    say(clerk)
    fails()
    a_day()
    row = Outgoing.objects.get()
    assert (row.state, row.tries) == ("waiting", 1)
    assert row.fault == "邮件服务器中断了发送"
    assert not leaving.is_waited_for()
    fails(False)

    Outgoing.objects.update(tried_at=timezone.now() - timedelta(minutes=11))
    daily.run_once("outgoing")

    assert len(mailoutbox) == 1
    row.refresh_from_db()
    assert (row.state, row.tries, row.fault) == ("sent", 2, "")


def test_the_office_reads_of_it_without_the_address(
    client, office, clerk, reached, say, fails
):
    say(clerk)
    fails()
    a_day()
    client.force_login(office)

    page = client.get("/alerts/outgoing/").content.decode()

    assert "有1项没有发出" in page
    assert "邮件服务器中断了发送" in page
    assert MAIL not in page


def test_a_digest_that_could_not_leave_is_told_in_the_next_one(
    clerk, reached, say, mailoutbox, fails, settings
):
    say(clerk)
    fails()
    a_day()
    fails(False)
    settings.TODAY = date(2017, 7, 26)
    say(clerk, key="new")

    a_day()

    assert ["待您办理2件" in mail.subject for mail in mailoutbox] == [True]
    assert [r.state for r in Outgoing.objects.order_by("pk")] == ["empty", "sent"]


def test_what_a_killed_worker_left_is_sent_after_a_while(
    clerk, reached, say, mailoutbox
):
    say(clerk)
    daily.run_once("reminders")
    Outgoing.objects.update(state="sending", tried_at=timezone.now())
    assert not leaving.is_waited_for()

    Outgoing.objects.update(tried_at=timezone.now() - timedelta(minutes=31))
    daily.run_once("outgoing")

    assert len(mailoutbox) == 1


def test_where_no_way_out_is_open_nothing_is_made(clerk, reached, say, settings):
    settings.ALERT_CHANNELS = []
    say(clerk)

    a_day()

    assert not Outgoing.objects.exists()


def test_a_short_message_is_a_whole_file_that_nobody_else_reads(clerk, say, settings):
    reach(clerk, "sms", "13900000009")
    say(clerk)

    a_day()

    (file,) = settings.OUTBOX.iterdir()
    content = json.loads(file.read_text())
    assert set(content) == {"format", "id", "to", "text", "made_at"}
    assert (content["format"], content["to"]) == (1, "13900000009")
    assert file.name == f"{content['id']}.json"
    assert content["text"] == (
        "天门人大代表工作平台：待您办理1件。请打开https://rd.example.gov.cn/alerts/查看。"
    )
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (file, settings.OUTBOX)]
    assert modes == [0o600, 0o700]


def test_what_the_gateway_left_lying_is_removed_after_some_days(settings):
    import os

    settings.OUTBOX_KEEP_DAYS = 7
    folder = channels.outbox()
    for name, days in (("old.json", 8), (".old.part", 8), ("new.json", 6), ("a.md", 9)):
        (folder / name).write_text("{}")
        at = time.time() - days * 86400
        os.utime(folder / name, (at, at))

    run = daily.run_once("reminders")

    assert run.counts["outbox"] == 2
    assert sorted(path.name for path in folder.iterdir()) == ["a.md", "new.json"]


def test_what_was_read_long_ago_is_let_go_and_what_nobody_read_is_not(
    clerk, say, settings
):
    for key in ("read", "unread"):
        say(clerk, key=key)
    Alert.objects.filter(key="read").update(read_at=timezone.now())
    Alert.objects.update(told_at=timezone.now() - timedelta(days=181))
    say(clerk, key="fresh")
    Alert.objects.filter(key="fresh").update(read_at=timezone.now())

    run = daily.run_once("reminders")

    assert run.counts["cleared"] == 1
    assert {a.key for a in Alert.objects.all()} == {"unread", "fresh"}
    assert User.objects.filter(pk=clerk.pk).exists()
