"""The page for what the server could not do now, and the same again may do."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from tianmen_congress.base.runtime import interruptions


def server_error(request: HttpRequest) -> HttpResponse:
    """Whatever was raised: 503 and what was typed, or the page of a fault of ours."""
    reason = interruptions.in_words(sys.exc_info()[1])
    if not reason:
        return defaults.server_error(request)
    context = {
        "reason": reason,
        "is_sent": request.method == "POST",
        "again": _typed(request),
        "address": request.get_full_path(),
    }
    response = HttpResponse(render_to_string("503.html", context), status=503)
    response["Retry-After"] = "10"
    response["Cache-Control"] = "private, no-store"
    return response


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What was sent, to be sent once more with its tokens.

    Files stay with the draft in the browser, and no password is put on a page.
    """
    if request.FILES or any("password" in name for name in request.POST):
        return []
    return [(name, text) for name, texts in request.POST.lists() for text in texts]
