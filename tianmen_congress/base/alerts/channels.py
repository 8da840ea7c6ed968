"""The ways out: e-mail by the framework, short messages by files for a gateway."""

import json
import os
import secrets
import smtplib
import time
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from .enums import AlertChannel

DAY_SECONDS = 86400


@dataclass(frozen=True, slots=True)
class Message:
    """What leaves: where to, and words that hold nobody's."""

    to: str
    subject: str
    text: str


class NotSent(Exception):
    """It could not be sent; the message is for those who run the system."""


def is_open(channel: str) -> bool:
    return channel in settings.ALERT_CHANNELS


def send(channel: str, message: Message) -> None:
    """Send it now; raises NotSent. Never inside a transaction: others would wait."""
    try:
        SENDERS[AlertChannel(channel)](message)
    except (OSError, ValueError, smtplib.SMTPException) as error:
        raise NotSent(in_words(error)) from error


# What a server answers may quote the address: only the kind of the fault is kept.
FAULTS = (
    (smtplib.SMTPAuthenticationError, "邮件服务器不接受账号和密码"),
    (smtplib.SMTPRecipientsRefused, "邮件服务器拒收这个地址"),
    (smtplib.SMTPSenderRefused, "邮件服务器不接受发件人地址"),
    (smtplib.SMTPException, "邮件服务器中断了发送"),
    (TimeoutError, "服务器没有及时应答"),
    (ConnectionError, "连不上服务器"),
    (PermissionError, "外发目录不能写入"),
    (ValueError, "地址或者发信设置不正确"),
)


def in_words(error: Exception) -> str:
    return next(
        (words for kind, words in FAULTS if isinstance(error, kind)),
        "发送失败，请检查设置和网络",
    )


def _mail(message: Message) -> None:
    EmailMessage(message.subject, message.text, to=[message.to]).send()


def _put_out(message: Message) -> None:
    """A file of its own, whole from the first moment, for nobody else to read."""
    folder = outbox()
    made_at = timezone.localtime()
    name = f"{made_at:%Y%m%d-%H%M%S}-{secrets.token_hex(8)}"
    content = {
        "format": 1,
        "id": name,
        "to": message.to,
        "text": message.text,
        "made_at": made_at.isoformat(timespec="seconds"),
    }
    draft = folder / f".{name}.part"
    with os.fdopen(
        os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w"
    ) as f:
        json.dump(content, f, ensure_ascii=False)
        f.flush()
        os.fsync(f.fileno())
    draft.rename(folder / f"{name}.json")


def outbox() -> Path:
    folder = settings.OUTBOX
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def empty_outbox() -> int:
    """Remove what the gateway has left lying for too long, drafts too; how many."""
    before = time.time() - settings.OUTBOX_KEEP_DAYS * DAY_SECONDS
    if not settings.OUTBOX.is_dir():
        return 0
    old = [path for path in settings.OUTBOX.iterdir() if _is_old(path, before)]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _is_old(path: Path, before: float) -> bool:
    """The gateway may take one away meanwhile."""
    try:
        return path.suffix in (".json", ".part") and path.stat().st_mtime < before
    except FileNotFoundError:
        return False


SENDERS = {AlertChannel.EMAIL: _mail, AlertChannel.SMS: _put_out}
