"""The halves of a code: made, kept as a digest, compared."""

import hashlib
import hmac
import re
import secrets

# Without letters and digits that look alike on a screen or on the telephone.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12


def new_half() -> str:
    """Sixty bits, in three groups that can be read aloud: `ABCD-EFGH-JKLM`."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def digest(account: int, half: str) -> str:
    """What is kept of a half, however it was typed."""
    plain = re.sub(r"[\s-]", "", half).upper()
    return hashlib.sha256(f"{account}:{plain}".encode()).hexdigest()


def is_right(account: int, half: str, kept: str) -> bool:
    return hmac.compare_digest(digest(account, half), kept)
