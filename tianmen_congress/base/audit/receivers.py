"""Sign-ins, sign-outs and refusals, as the framework announces them."""

from axes.helpers import get_client_ip_address
from axes.signals import user_locked_out
from django.contrib.auth.signals import (
    user_logged_in,
    user_logged_out,
    user_login_failed,
)
from django.dispatch import receiver

from tianmen_congress.base.accounts.models import User

from .actions import record
from .models import Kind


def _address(request) -> str | None:
    return get_client_ip_address(request) if request else None


@receiver(user_logged_in)
def signed_in(request, user, **kwargs) -> None:
    record(Kind.SIGN_IN, by=user, subject=user.username, address=_address(request))


@receiver(user_logged_out)
def signed_out(request, user, **kwargs) -> None:
    if user is not None:
        record(Kind.SIGN_OUT, by=user, subject=user.username, address=_address(request))


@receiver(user_login_failed)
def refused(credentials, request=None, **kwargs) -> None:
    """Names that are no account are not kept: people type passwords there by mistake."""
    name = credentials.get("username", "")
    # unscoped: only whether there is such a name, for the trail
    known = User.objects.filter(username=name).exists()
    subject = name if known else "未知用户名"
    record(Kind.REFUSED, by=None, subject=subject, address=_address(request))


@receiver(user_locked_out)
def locked_out(request, username, ip_address, **kwargs) -> None:
    # unscoped: only whether there is such a name, for the trail
    known = User.objects.filter(username=username).exists()
    subject = username if known else "未知用户名"
    note = "多次失败，已暂时锁定"
    record(Kind.REFUSED, by=None, subject=subject, note=note, address=ip_address)
