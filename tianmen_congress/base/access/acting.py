"""In whose name a request, a job or a command writes: one transaction with its author."""

from collections.abc import Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction

from tianmen_congress.base.accounts.models import User


@contextmanager
def acting_as(user: User | None, *, how: str = "") -> Iterator[None]:
    """One transaction in which everything written is recorded as done by `user`.

    A request, a job and a command each open one; nothing slow belongs inside.
    """
    who = {"user": user.pk, "name": user.name} if user and user.pk else {"user": None}
    with transaction.atomic(), pghistory.context(**who, how=how):
        yield


class ActingMiddleware:
    """Opens the transaction of a request, rendering included.

    ATOMIC_REQUESTS would close it before a lazy response is rendered.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        user = request.user if request.user.is_authenticated else None
        with acting_as(user, how=request.path[:200]):
            response = self.get_response(request)
            if getattr(request, "went_wrong", False):
                transaction.set_rollback(True)
        return response

    def process_exception(self, request, exception) -> None:
        # Rolled back at the end only: the page that says so may still have to read.
        request.went_wrong = True
