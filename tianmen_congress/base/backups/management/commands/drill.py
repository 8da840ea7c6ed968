"""manage.py drill [FILE]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince

from tianmen_congress.base.backups import actions
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.typed import add_key_argument, given_keys


class Command(BaseCommand):
    help = "恢复演练：把备份恢复到临时数据库，逐行逐件比较后删除"

    def add_arguments(self, parser) -> None:
        parser.add_argument(
            "file", type=Path, nargs="?", metavar="FILE", help="默认最新的一份备份"
        )
        add_key_argument(parser)

    def handle(self, *, file: Path | None, key_file: str | None, **options) -> None:
        try:
            if file or key_file:
                run, contents = actions.drill_with(file, given_keys(key_file))
            else:
                run, contents = actions.drill()
        except BackupFault as fault:
            raise CommandError(str(fault)) from None
        head, listed = contents.head, contents.listed
        self.stdout.write(
            f"演练成功，恢复出的内容与备份逐行逐件一致：{run.name}\n"
            f"{len(head.fingerprints.tables)}张表{run.rows}行，"
            f"{run.files}个文件{filesizeformat(listed.file_bytes)}；恢复和比较用时{run.seconds}秒\n"
            f"备份时点 {timezone.localtime(head.at):%Y-%m-%d %H:%M:%S}，"
            f"演练开始时已有{timesince(head.at, run.at)}"
        )
