"""A real server on this machine takes the mail in; a closed port loses nothing."""

import socket

import pytest
from aiosmtpd.controller import Controller

from tests.base.alerts.test_leaving import MAIL, a_day, reach
from tianmen_congress.base.alerts.models import Outgoing

pytestmark = pytest.mark.django_db


class Inbox:
    """Keeps what it was given; refuses those who are called so."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        if address.startswith("nobody@"):
            return "550 no such box"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 taken"


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return place.getsockname()[1]


@pytest.fixture
def port(settings):
    settings.ALERT_CHANNELS = ["email"]
    settings.PUBLIC_ADDRESS = ""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    settings.DEFAULT_FROM_EMAIL = "rd@example.cn"
    return settings.EMAIL_PORT


@pytest.fixture
def inbox(port):
    inbox = Inbox()
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    yield inbox
    server.stop()


def test_the_server_is_handed_one_mail_in_chinese(inbox, clerk, say):
    from email import message_from_bytes, policy

    reach(clerk)
    say(clerk)

    a_day()

    ((sender, to, content),) = inbox.mails
    mail = message_from_bytes(content, policy=policy.default)
    assert (sender, to) == ("rd@example.cn", [MAIL])
    assert mail["Subject"].strip() == "天门人大代表工作平台：待您办理1件"
    assert "〔2017〕渔薪012号" in mail.get_content()
    assert Outgoing.objects.get().state == "sent"


def test_a_refused_address_is_told_without_the_address(inbox, clerk, say):
    reach(clerk, value="nobody@example.cn")
    say(clerk)

    a_day()

    row = Outgoing.objects.get()
    assert (row.state, row.fault) == ("waiting", "邮件服务器拒收这个地址")


def test_a_server_that_is_not_there_keeps_it_waiting(port, clerk, say):
    reach(clerk)
    say(clerk)

    a_day()

    row = Outgoing.objects.get()
    assert (row.state, row.fault) == ("waiting", "连不上服务器")
