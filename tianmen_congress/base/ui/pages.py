"""Who may open a page at all; which rows it shows is for `access`."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.views.decorators.http import require_http_methods

from tianmen_congress.base.accounts.enums import Role

# A page with a form: shown, and taken back.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def for_roles(*roles: Role) -> Callable:
    """Refuse a page, with a sentence, to those who hold none of `roles`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)
        return guarded

    return decorate


def no_second_sign_in(request):
    """Where the administration sends those who may not enter: they are signed in."""
    raise PermissionDenied


def demand(allowed: bool, sentence: str) -> None:
    """Refuse a page about a row in sight, with the sentence that says why."""
    if not allowed:
        raise PermissionDenied(sentence)
