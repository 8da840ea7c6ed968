"""What is sent is taken in before any transaction is open, and not without a limit."""

from contextlib import suppress

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.template.loader import render_to_string

from tianmen_congress.base.cells.digits import whole_number


class BodyMiddleware:
    """Stands outside sessions and transactions: a body that comes slowly holds neither.

    Files count here together; each alone is measured where it is stored.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _size(request) > settings.REQUEST_MAX_BYTES:
            return too_large()
        # One that breaks off is an empty one to whatever comes next.
        with suppress(UnreadablePostError):
            _ = request.POST
        return self.get_response(request)


def _size(request: HttpRequest) -> int:
    return whole_number(request.META.get("CONTENT_LENGTH") or "") or 0


def too_large() -> HttpResponse:
    most = settings.REQUEST_MAX_BYTES // 1024 // 1024
    return HttpResponse(render_to_string("413.html", {"most": most}), status=413)
