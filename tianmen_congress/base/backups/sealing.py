"""Sealing a stream chunk by chunk: bounded memory, order and end authenticated."""

import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import (
    X25519PrivateKey,
    X25519PublicKey,
)
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from . import faults
from .envelope import Envelope, derive
from .faults import BackupFault

CHUNK = 64 * 1024
TAG = 16
NONCE = 16


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(derive(file_key, salt=nonce, info=b"payload"))


def _counter(number: int, *, is_last: bool) -> bytes:
    """Which chunk it is, and whether it is the last, are part of what is sealed."""
    return number.to_bytes(11, "big") + bytes([is_last])


class Sealer:
    """A file that is written sealed; `close` it, or it stays one that nobody opens."""

    def __init__(self, file: BinaryIO, recipients: Sequence[X25519PublicKey]):
        self._file = file
        self._file_key, nonce = secrets.token_bytes(16), secrets.token_bytes(NONCE)
        self._envelope = Envelope.make(self._file_key, recipients)
        self._cipher = _cipher(self._file_key, nonce)
        self._waiting = bytearray()
        self._number = 0
        file.write(self._envelope.to_bytes(self._file_key) + nonce)

    def write(self, data: bytes) -> int:
        self._waiting += data
        # The last chunk is known at the end only: one is held back.
        while len(self._waiting) > CHUNK:
            self._seal(is_last=False)
        return len(data)

    def close(self) -> None:
        self._seal(is_last=True)
        size = self._file.tell()
        whole = Envelope(self._envelope.wrapped, self._envelope.number, size)
        self._file.seek(0)
        self._file.write(whole.to_bytes(self._file_key))

    def _seal(self, *, is_last: bool) -> None:
        chunk = bytes(self._waiting[:CHUNK])
        del self._waiting[:CHUNK]
        counter = _counter(self._number, is_last=is_last)
        self._file.write(self._cipher.encrypt(counter, chunk, None))
        self._number += 1


class Opener:
    """A sealed file that is read in the clear; a fault is raised where it is met."""

    def __init__(self, file: BinaryIO, keys: Sequence[X25519PrivateKey], *, name: str):
        envelope, digest, length = Envelope.read(file, name=name)
        self.size = os.fstat(file.fileno()).st_size
        self._expect(envelope.size)
        self._file, self._left = file, self.size - length - NONCE
        self._cipher = _cipher(envelope.open(keys, digest), file.read(NONCE))
        self._ready = memoryview(b"")
        self._number = 0

    def read(self, size: int) -> bytes:
        if not self._ready and self._left:
            self._ready = memoryview(self._next())
        part, self._ready = self._ready[:size], self._ready[size:]
        return bytes(part)

    def _expect(self, size: int) -> None:
        if not size:
            raise BackupFault(faults.UNFINISHED)
        if self.size < size:
            raise BackupFault(faults.CUT.format(whole=size, found=self.size))
        if self.size > size:
            raise BackupFault(faults.LONGER.format(more=self.size - size))

    def _next(self) -> bytes:
        place = self._file.tell()
        sealed = self._file.read(CHUNK + TAG)
        self._left -= len(sealed)
        counter = _counter(self._number, is_last=not self._left)
        self._number += 1
        try:
            return self._cipher.decrypt(counter, sealed, None)
        except InvalidTag:
            where = f"第{place + 1}至{place + len(sealed)}字节"
            raise BackupFault(faults.DAMAGED.format(where=where)) from None


@contextmanager
def opened(path: Path, keys: Sequence[X25519PrivateKey]) -> Iterator[Opener]:
    with path.open("rb") as file:
        yield Opener(file, keys, name=path.name)
