"""Nobody passes without signing in."""

from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect
from django.urls import reverse

OPEN = ("accounts:sign_in", "accounts:first_steps", "credentials:activate")


class SignedInMiddleware:
    """Anonymous people get the sign-in page at every address, existing or not."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.open = frozenset()

    def __call__(self, request):
        self.open = self.open or frozenset(reverse(name) for name in OPEN)
        if request.path in self.open:
            return self.get_response(request)
        if not request.user.is_authenticated:
            return redirect_to_login(self._way_back(request), self._sign_in(request))
        return self._with_own_password(request) or self.get_response(request)

    def _sign_in(self, request) -> str:
        """The page to sign in at, which comforts whoever has just pressed 保存."""
        address = reverse("accounts:sign_in")
        is_reading = request.method in ("GET", "HEAD")
        if is_reading or request.path == reverse("accounts:sign_out"):
            return address
        return f"{address}?unsaved=1"

    def _way_back(self, request) -> str:
        """Where to go after signing in: the page asked for, or the one with the form.

        What was typed into a form waits there as a draft; a write is never repeated.
        """
        if request.method == "GET":
            return request.get_full_path()
        try:
            page = urlsplit(request.headers.get("referer", ""))
        except ValueError:
            return "/"
        if page.netloc != request.get_host():
            return "/"
        return page._replace(scheme="", netloc="", fragment="").geturl()

    def _with_own_password(self, request):
        own = (reverse("accounts:change_password"), reverse("accounts:sign_out"))
        if request.user.must_change_password and request.path not in own:
            return redirect("accounts:change_password")
        return None
