"""Who shows both halves of his code may set his password."""

from django.contrib.auth.backends import BaseBackend

from . import halves
from .models import AccountCode


class CodeBackend(BaseBackend):
    """A way to prove oneself, not to sign in: tries are counted as those of sign-in."""

    def authenticate(self, request, *, username, first_secret, second_secret):
        """The account with `code` on it; nobody for any other answer, all alike."""
        # unscoped: nobody is signed in yet; both halves are asked for
        rows = AccountCode.objects.open().exclude(second_digest="")
        rows = rows.filter(account__username=username, account__is_active=True)
        code = rows.select_related("account").first()
        account = code.account_id if code else 0
        first = halves.is_right(
            account, first_secret, code.first_digest if code else ""
        )
        second = halves.is_right(
            account, second_secret, code.second_digest if code else ""
        )
        if not (code and first and second):
            return None
        code.account.code = code
        return code.account

    def get_user(self, user_id):
        """No session is opened by a code."""
        return
