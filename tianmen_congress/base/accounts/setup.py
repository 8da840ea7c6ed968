"""The way into an empty system: a code that only its server's keeper can read."""

import hmac
import secrets
from pathlib import Path

from django.conf import settings

from .models import User

BACKEND = "django.contrib.auth.backends.ModelBackend"
# Without letters and digits that look alike on a screen.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def is_needed() -> bool:
    """Whether nobody can sign in yet."""
    # unscoped: only whether anybody can sign in
    return not User.objects.filter(is_active=True).exists()


def code_file() -> Path:
    return settings.HOME / "setup-code"


def write_code() -> str:
    """The code, made on first need and readable by the system's own user alone."""
    file = code_file()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text("".join(secrets.choice(LETTERS) for _ in range(10)) + "\n")
    return file.read_text().strip()


def is_right(code: str) -> bool:
    typed = code.strip().upper().encode()
    return hmac.compare_digest(typed, write_code().encode())


def use_up() -> bool:
    """Take the code away; False when somebody was faster."""
    try:
        code_file().unlink()
    except FileNotFoundError:
        return False
    return True
