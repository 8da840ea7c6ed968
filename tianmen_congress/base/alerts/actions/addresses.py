"""One's own e-mail and telephone: set by oneself, confirmed by a code."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts import channels
from tianmen_congress.base.alerts.enums import AlertChannel, Purpose
from tianmen_congress.base.alerts.models import Address, Outgoing
from tianmen_congress.base.alerts.tasks import deliver
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.clocks.calendar import today

CODE_LASTS = timedelta(minutes=30)
MOST_TRIES = 5
# Codes that one may ask for within an hour: the address may be somebody else's.
MOST_CODES = 3
AN_HOUR = timedelta(hours=1)
CLOSED = "系统没有启用{channel}外发，现在不能设置。"
TOO_MANY = "一小时内最多发送{most}次验证码，请稍后再试。"
OVER = "验证码已失效，请重新获取。"
WRONG = "验证码不正确，还可以再试{left}次。"


@transaction.atomic
def set_address(channel: AlertChannel, value: str, *, by: User) -> Address:
    """Take the new value down and send a code to it; until it is confirmed it is silent."""
    if not channels.is_open(channel):
        raise ValidationError(CLOSED.format(channel=channel.label))
    address, _ = Address.objects.select_for_update().get_or_create(
        user=by, channel=channel
    )
    _check_codes(by)
    address.value, address.set_at = value, timezone.now()
    address.confirmed_at = None
    _send_code(address)
    _note(by, f"{channel.label}联系方式已设置，待确认")
    return address


@transaction.atomic
def send_again(address: Address, *, by: User) -> Address:
    address = Address.objects.select_for_update().get(pk=address.pk, user=by)
    if not channels.is_open(address.channel):
        raise ValidationError(CLOSED.format(channel=address))
    _check_codes(by)
    _send_code(address)
    return address


def _check_codes(by: User) -> None:
    since = timezone.now() - AN_HOUR
    sent = Outgoing.objects.filter(user=by, purpose=Purpose.CODE, made_at__gt=since)
    if sent.count() >= MOST_CODES:
        raise ValidationError(TOO_MANY.format(most=MOST_CODES))


def _send_code(address: Address) -> None:
    """A new code in the place of any older one; of it only a keyed digest is kept."""
    code = f"{secrets.randbelow(10**6):06}"
    address.code_digest = digest_of(address, code)
    address.code_ends_at = timezone.now() + CODE_LASTS
    address.tries = 0
    address.save()
    Outgoing.objects.create(
        user=address.user,
        channel=address.channel,
        purpose=Purpose.CODE,
        day=today(),
        address=address,
        secret=code,
    )
    transaction.on_commit(deliver.enqueue)


def digest_of(address: Address, code: str) -> str:
    """Good for this value alone: who changes it needs another code."""
    said = f"{address.pk}:{address.value}:{code}".encode()
    return hmac.new(
        settings.PERSONAL_DATA_KEY.encode(), said, hashlib.sha256
    ).hexdigest()


def confirm(address: Address, code: str, *, by: User) -> str:
    """Why it is not confirmed; "" when it is. A wrong try is counted and stays so."""
    with transaction.atomic():
        row = Address.objects.select_for_update().get(pk=address.pk, user=by)
        if not _is_awaited(row):
            return OVER
        if not hmac.compare_digest(row.code_digest, digest_of(row, code)):
            row.tries += 1
            row.save(update_fields=["tries"])
            left = MOST_TRIES - row.tries
            return WRONG.format(left=left) if left else OVER
        row.confirmed_at, row.code_digest = timezone.now(), ""
        row.code_ends_at = None
        row.save()
        _note(by, f"{row}联系方式已由本人确认")
    return ""


def _is_awaited(row: Address) -> bool:
    ends = row.code_ends_at
    in_time = ends is not None and ends > timezone.now()
    return bool(row.code_digest) and in_time and row.tries < MOST_TRIES


@transaction.atomic
def remove(address: Address, *, by: User) -> None:
    """Nothing more is sent there; what was to be sent is not."""
    row = Address.objects.select_for_update().get(pk=address.pk, user=by)
    _note(by, f"{row}联系方式已删除")
    row.delete()


def _note(by: User, words: str) -> None:
    """Of the value itself the trail tells nothing."""
    record(Kind.RIGHTS, by=by, subject=by.username, note=words)
