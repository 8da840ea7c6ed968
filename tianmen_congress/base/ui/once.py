"""Pressing twice does it once.

Every form that writes carries a token (`{% post_tokens %}`). A POST that ends in a
redirect has been taken: its token is kept in the same transaction, with the address
it led to. The same token again, at once or later, is led to that address and does
nothing. A POST that shows its page again has not been taken and may come again.
"""

import re
import secrets
from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from .models import OnceToken

FIELD = "form_token"
SAVED = "saved_forms"
SHAPE = re.compile(r"[\w-]{10,40}")
KEPT_FOR = timedelta(days=2)


def new_token() -> str:
    return secrets.token_urlsafe(12)


def take_saved(request: HttpRequest) -> list[str]:
    """Tokens of forms taken since the last page, which the page's drafts forget."""
    if SAVED not in request.session:
        return []
    return request.session.pop(SAVED)


class OnceMiddleware:
    """Must stand inside the transaction of the request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.POST.get(FIELD, "") if request.method == "POST" else ""
        if not (SHAPE.fullmatch(token) and request.user.is_authenticated):
            return self.get_response(request)
        claim = _claim(request.user, token)
        if claim is None:
            return _already_taken(request, token)
        return self._first_time(request, claim)

    def _first_time(self, request, claim: OnceToken):
        response = self.get_response(request)
        if getattr(request, "went_wrong", False):
            # Taken back with all else, and nothing more can be asked until then.
            return response
        if not 300 <= response.status_code < 400:
            claim.delete()
            return response
        claim.location = response.url[:500]
        claim.save(update_fields=["location"])
        request.session[SAVED] = [*request.session.get(SAVED, []), claim.token][-20:]
        return response


def _claim(user, token: str) -> OnceToken | None:
    """The claim, or None when it was made before.

    Two at once: the second waits here until the first has ended, one way or other.
    """
    # unscoped: the user's own claims
    old = OnceToken.objects.filter(user=user, claimed_at__lt=timezone.now() - KEPT_FOR)
    old.delete()
    # unscoped: the user's own claims
    claim, is_new = OnceToken.objects.get_or_create(user=user, token=token)
    return claim if is_new else None


def _already_taken(request, token: str) -> HttpResponse:
    # unscoped: the user's own claims
    claim = OnceToken.objects.get(user=request.user, token=token)
    messages.info(request, "这张表单已经保存过，没有重复登记。")
    return redirect(claim.location or "/")
