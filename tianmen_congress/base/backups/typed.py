"""The recovery key as somebody gives it to a command."""

import sys
from getpass import getpass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.core.management.base import CommandParser

from tianmen_congress.base.files.faults import in_words

from .faults import BackupFault
from .keys import machine_key, read_recovery_key

TYPED = "-"


def add_key_argument(parser: CommandParser) -> None:
    parser.add_argument(
        "--key-file",
        metavar="KEY",
        help=f"写有恢复密钥的文件；{TYPED} 表示现在输入；不写则用本机的密钥",
    )


def given_keys(source: str | None) -> list[X25519PrivateKey]:
    """The key that is named; this machine's own where none is."""
    if source is None:
        return [machine_key()]
    return [read_recovery_key(_ask() if source == TYPED else _read(Path(source)))]


def _ask() -> str:
    """At the terminal nobody looks over the shoulder; else what is passed in."""
    prompt = "请输入恢复密钥（不显示）："
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.read()


def _read(path: Path) -> str:
    try:
        return path.read_text(errors="replace")
    except OSError as error:
        raise BackupFault(f"不能读取密钥文件 {path}：{in_words(error)}") from None
