"""manage.py load_divisions FILE.csv"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.actions import (
    DivisionListRefused,
    load_divisions,
    read_file,
)
from tianmen_congress.base.files.faults import in_words


class Command(BaseCommand):
    help = "载入官方行政区划表（CSV：code,parent_code,level,name）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **options) -> None:
        rows = _read(file)
        with acting_as(system_user(), how="load_divisions"):
            loaded = load_divisions(rows, on=today())
            organs = ensure_township_organs()
        self.stdout.write(
            f"区划：新增{loaded.new}，变更{loaded.changed}，"
            f"无变化{loaded.unchanged}，撤销{loaded.closed}；新建机构{organs}个"
        )


def _read(file: Path) -> list[dict]:
    try:
        with file.open("rb") as content:
            return read_file(content)
    except DivisionListRefused as refusal:
        raise CommandError(f"{file.name}：{refusal}") from None
    except OSError as error:
        raise CommandError(f"不能读取 {file}：{in_words(error)}") from None
