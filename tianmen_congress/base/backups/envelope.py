"""The head of a sealed file: for whom the file key is wrapped, and how long the file is.

The format is age's, version 1 (age-encryption.org/v1), so that the tool `age` opens it
where this program is gone. One line of our own, which age passes over, tells a file cut
short or damaged from one that another key opens.
"""

import base64
import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from . import faults
from .faults import BackupFault
from .keys import number_of

VERSION = "age-encryption.org/v1"
WRAPPING = f"{VERSION}/X25519".encode()
OURS = "tianmen-congress"
END = "---"
# Each key is used once.
ONCE = bytes(12)
LONGEST, MOST_LINES = 4096, 20


def derive(secret: bytes, *, salt: bytes | None, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=salt, info=info).derive(secret)


def encode(data: bytes) -> str:
    return base64.b64encode(data).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)


@dataclass(frozen=True, slots=True)
class Wrapped:
    """The file key for one recipient: the share it was agreed with, and itself sealed."""

    share: bytes
    sealed: bytes

    @classmethod
    def for_key(cls, file_key: bytes, recipient: X25519PublicKey) -> "Wrapped":
        own = X25519PrivateKey.generate()
        share = own.public_key().public_bytes_raw()
        salt = share + recipient.public_bytes_raw()
        key = derive(own.exchange(recipient), salt=salt, info=WRAPPING)
        return cls(share, ChaCha20Poly1305(key).encrypt(ONCE, file_key, None))

    def open(self, key: X25519PrivateKey) -> bytes | None:
        """The file key, if it was wrapped for `key`."""
        salt = self.share + key.public_key().public_bytes_raw()
        agreed = key.exchange(X25519PublicKey.from_public_bytes(self.share))
        wrapping = derive(agreed, salt=salt, info=WRAPPING)
        try:
            return ChaCha20Poly1305(wrapping).decrypt(ONCE, self.sealed, None)
        except InvalidTag:
            return None

    @property
    def lines(self) -> list[str]:
        return [f"-> X25519 {encode(self.share)}", encode(self.sealed)]


@dataclass(frozen=True, slots=True)
class Envelope:
    """The first of `wrapped` is the printed key's, whose number is `number`."""

    wrapped: tuple[Wrapped, ...]
    number: str
    size: int = 0

    @classmethod
    def make(cls, file_key: bytes, recipients: Sequence[X25519PublicKey]) -> "Envelope":
        wrapped = tuple(Wrapped.for_key(file_key, one) for one in recipients)
        return cls(wrapped, number_of(recipients[0]))

    @property
    def _lines(self) -> list[str]:
        """All but the last; as long for any size, which is known when all is written."""
        lines = [VERSION, *(line for one in self.wrapped for line in one.lines)]
        told = f"-> {OURS} {self.size:015} {self.number}"
        check = hashlib.sha256("\n".join([*lines, told]).encode()).hexdigest()
        return [*lines, f"{told} {check}", ""]

    def to_bytes(self, file_key: bytes) -> bytes:
        text = "\n".join([*self._lines, END])
        return f"{text} {encode(_mac(file_key, text))}\n".encode()

    @classmethod
    def read(cls, file: BinaryIO, *, name: str) -> tuple["Envelope", bytes, int]:
        """The head of `file`, its last line's digest, and its length in bytes."""
        lines = _read_lines(file, name)
        envelope = _parse(lines)
        if envelope is None or envelope._lines != lines[:-1]:
            raise BackupFault(faults.DAMAGED.format(where="文件头"))
        length = len("\n".join(lines).encode()) + 1
        return envelope, lines[-1].removeprefix(f"{END} ").encode(), length

    def open(self, keys: Sequence[X25519PrivateKey], digest: bytes) -> bytes:
        """The file key, by whichever of `keys` opens it."""
        opened = (one.open(key) for key in keys for one in self.wrapped)
        file_key = next(filter(None, opened), None)
        if file_key is None:
            raise BackupFault(faults.WRONG_KEY.format(number=self.number))
        right = encode(_mac(file_key, "\n".join([*self._lines, END]))).encode()
        if not hmac.compare_digest(right, digest):
            raise BackupFault(faults.DAMAGED.format(where="文件头"))
        return file_key


def _mac(file_key: bytes, text: str) -> bytes:
    key = derive(file_key, salt=None, info=b"header")
    return hmac.digest(key, text.encode(), "sha256")


def _read_lines(file: BinaryIO, name: str) -> list[str]:
    if not f"{VERSION}\n".encode().startswith(file.readline(len(VERSION) + 1)):
        raise BackupFault(faults.NO_BACKUP.format(name=name))
    lines = [VERSION]
    while not lines[-1].startswith(END):
        line = file.readline(LONGEST)
        if not line.endswith(b"\n") and len(line) < LONGEST:
            raise BackupFault(faults.NO_HEAD.format(found=file.tell()))
        if len(lines) == MOST_LINES:
            raise BackupFault(faults.DAMAGED.format(where="文件头"))
        lines.append(line[:-1].decode("ascii", errors="replace"))
    return lines


def _parse(lines: list[str]) -> Envelope | None:
    """What the lines say; None where they are not as we write them."""
    try:
        wrapped, told = lines[1:-3], lines[-3].split(" ")
        _, ours, size, number, _ = told
        pairs = zip(wrapped[::2], wrapped[1::2], strict=True)
        each = tuple(
            Wrapped(decode(share.removeprefix("-> X25519 ")), decode(sealed))
            for share, sealed in pairs
        )
        return Envelope(each, number, int(size)) if ours == OURS else None
    except (IndexError, ValueError):
        return None
