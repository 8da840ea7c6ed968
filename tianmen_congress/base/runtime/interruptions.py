"""Why the database did not finish what it was asked, in words for people.

Nothing is wrong with what was asked: somebody holds a lock, a limit of time was
reached, the server is being started or stopped. The same again may well succeed.
"""

import psycopg2
from django.db import utils

LOCKED = "所需的数据正被别的操作占用，等候超过了时限"
TOO_LONG = "处理时间超过了时限，已经停止"
# A session that the server ends tells no code.
STOPPED = "数据库没有应答或者中断了连接（正在启动、停止，或者处理超过了时限）"
WORDS = {
    "55P03": LOCKED,
    "40P01": "与别的操作互相等待，已经停止",
    "57014": TOO_LONG,
    "25P03": TOO_LONG,
    "25P04": TOO_LONG,
    "53100": "数据库所在的磁盘已满",
    "53300": "数据库的连接已经用完",
}
# Only a command meets this: pages are served once all is migrated.
UNPREPARED = dict.fromkeys(
    ("42P01", "42703"),
    "数据库的结构与本程序的版本不一致，可能正在升级，或者还没有执行 manage.py migrate",
)
KINDS = (
    utils.OperationalError,
    utils.InterfaceError,
    psycopg2.OperationalError,
    psycopg2.InterfaceError,
)


def in_words(error: BaseException | None) -> str:
    """The reason, or nothing where the error is of another kind."""
    if words := WORDS.get(_code(error)):
        return words
    return STOPPED if isinstance(error, KINDS) else ""


def in_words_for_commands(error: BaseException) -> str:
    """The same, and what tables say that are not there (yet)."""
    return in_words(error) or UNPREPARED.get(_code(error), "")


def _code(error: BaseException | None) -> str | None:
    return getattr(getattr(error, "__cause__", None) or error, "pgcode", None)
