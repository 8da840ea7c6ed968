"""Whether the server is there: told before anything that may be stuck is asked."""

from django.http import HttpRequest, HttpResponse

PATH = "/health/"


class HealthMiddleware:
    """Stands first: no session, no rights, no transaction and no database behind it."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == PATH:
            return HttpResponse("ok", content_type="text/plain")
        return self.get_response(request)
