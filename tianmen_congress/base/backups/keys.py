"""Who can open a backup: the holder of the printed key, and this machine for its drills.

Both are X25519 keys. The machine's is derived from PERSONAL_DATA_KEY, so that nothing
more is kept; of the printed one only the public half is, in TIANMEN_HOME.
"""

import hashlib

from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from tianmen_congress.base.runtime.home import Home, write_private

from . import bech32
from .faults import BackupFault

# As the tool `age` writes them, which opens the file too.
SECRET, PUBLIC = "age-secret-key-", "age"
TITLE = "AGE-SECRET-KEY-1"
GROUP = 4


def new_recovery_key(home: Home) -> X25519PrivateKey:
    """Make the key for paper; only its public half is kept, for the backups to come."""
    key = X25519PrivateKey.generate()
    write_private(home.recovery_key, public_words(key.public_key()) + "\n")
    return key


def recovery_key(home: Home) -> X25519PublicKey | None:
    """The public half of the printed key; None before there is one."""
    if not home.recovery_key.exists():
        return None
    letters = home.recovery_key.read_text().strip().removeprefix(f"{PUBLIC}1")
    is_key = len(letters) == bech32.LENGTH and set(letters) <= set(bech32.LETTERS)
    key = bech32.decode(PUBLIC, letters) if is_key else None
    if key is None:
        raise BackupFault(
            f"{home.recovery_key} 已损坏，请用 manage.py backup --new-key 换一把恢复密钥"
        )
    return X25519PublicKey.from_public_bytes(key)


def machine_key() -> X25519PrivateKey:
    """What lets the drill open a backup with nobody there."""
    derive = HKDF(SHA256(), 32, salt=None, info=b"tianmen-congress backup drill")
    return X25519PrivateKey.from_private_bytes(
        derive.derive(settings.PERSONAL_DATA_KEY.encode())
    )


def public_words(key: X25519PublicKey) -> str:
    return f"{PUBLIC}1" + bech32.encode(PUBLIC, key.public_bytes_raw())


def number_of(key: X25519PublicKey) -> str:
    """By which one finds the right paper: it tells nothing about the key."""
    digits = hashlib.sha256(key.public_bytes_raw()).hexdigest()[:8].upper()
    return f"{digits[:4]}-{digits[4:]}"


def groups_of(key: X25519PrivateKey) -> list[str]:
    """The letters that follow TITLE, in groups for printing and typing."""
    letters = bech32.encode(SECRET, key.private_bytes_raw()).upper()
    return [letters[at : at + GROUP] for at in range(0, len(letters), GROUP)]


def read_recovery_key(text: str) -> X25519PrivateKey:
    """The key as somebody typed it, with or without TITLE, spaces and dashes."""
    letters = "".join(c for c in text if c.isalnum()).lower()
    letters = letters.removeprefix("agesecretkey1")
    for place, letter in enumerate(letters):
        if letter not in bech32.LETTERS:
            raise BackupFault(
                f"恢复密钥抄写有误：{_group(place)}有密钥中不会出现的字符“{letter.upper()}”"
            )
    if len(letters) != bech32.LENGTH:
        raise BackupFault(
            f"恢复密钥抄写有误：应有{bech32.LENGTH}个字符，现有{len(letters)}个"
        )
    if key := bech32.decode(SECRET, letters):
        return X25519PrivateKey.from_private_bytes(key)
    place = bech32.likely_fault(SECRET, letters)
    where = "不止一处与校验位不符" if place is None else f"{_group(place)}与校验位不符"
    raise BackupFault(f"恢复密钥抄写有误：{where}，请对照打印件重新输入")


def _group(place: int) -> str:
    return f"第{place // GROUP + 1}组"
