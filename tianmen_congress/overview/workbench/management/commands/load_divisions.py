"""manage.py load_divisions FILE.csv [--from DAY]"""

from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.actions import (
    DivisionListRefused,
    Loaded,
    load_divisions,
    read_file,
)
from tianmen_congress.base.files.faults import in_words
from tianmen_congress.base.ui.fields import DayField

DAY = DayField(required=False, allow_future=False, is_asked=False)


class Command(BaseCommand):
    help = "载入官方行政区划表（CSV：code,parent_code,level,name）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--from",
            dest="since",
            help="自何日起施行，如 2023-01-01；表中没有的区划自这一天起撤销",
        )

    def handle(self, *, file: Path, since: str | None, **options) -> None:
        rows, day = _read(file), _day(since)
        with acting_as(system_user(), how="load_divisions"):
            loaded = _load(file, rows, day)
            organs = ensure_township_organs()
        settled = f"，其中去向已经确定{loaded.succeeded}" if loaded.closed else ""
        self.stdout.write(
            f"区划：新增{loaded.new}，变更{loaded.changed}，"
            f"无变化{loaded.unchanged}，撤销{loaded.closed}{settled}；"
            f"新建机构{organs}个"
        )


def _read(file: Path) -> list[dict]:
    try:
        with file.open("rb") as content:
            return read_file(content)
    except DivisionListRefused as refusal:
        raise CommandError(f"{file.name}：{refusal}") from None
    except OSError as error:
        raise CommandError(f"不能读取 {file}：{in_words(error)}") from None


def _day(text: str | None) -> date | None:
    try:
        return DAY.clean(text)
    except ValidationError as refusal:
        raise CommandError(f"--from {text}：{refusal.messages[0]}") from None


def _load(file: Path, rows: list[dict], day: date | None) -> Loaded:
    """Nothing is closed on a day that nobody named."""
    try:
        loaded = load_divisions(rows, on=day or today())
    except DivisionListRefused as refusal:
        raise CommandError(f"{file.name}：{refusal}") from None
    if loaded.closed and day is None:
        raise CommandError(
            f"载入后将撤销{loaded.closed}个现有区划（表中没有的，和代码已归别的村的），"
            "所以没有载入。确要撤销的，用 --from 写明此表自何日起施行，如 --from 2023-01-01"
        )
    return loaded
