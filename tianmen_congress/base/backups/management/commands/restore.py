"""manage.py restore FILE --into HOME|DATABASE_URL"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from tianmen_congress.base.backups import actions
from tianmen_congress.base.backups.contents import in_words
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.typed import add_key_argument, given_keys


class Command(BaseCommand):
    help = "把备份恢复到一个新的目录，或一个空的数据库"
    requires_system_checks = []

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="备份文件")
        parser.add_argument(
            "--into",
            required=True,
            metavar="HOME|DATABASE_URL",
            help="新的数据目录；或空的数据库的地址，文件放进 TIANMEN_HOME",
        )
        add_key_argument(parser)

    def handle(self, *, file: Path, into: str, key_file: str | None, **options) -> None:
        try:
            contents = actions.restore(file, given_keys(key_file), into=into)
        except BackupFault as fault:
            raise CommandError(str(fault)) from None
        head, listed = contents.head, contents.listed
        self.stdout.write(
            f"已恢复到{timezone.localtime(head.at):%Y-%m-%d %H:%M:%S}的状态，与备份逐行逐件一致："
            f"{len(head.fingerprints.tables)}张表{head.fingerprints.rows}行，"
            f"{len(listed.files)}个文件{filesizeformat(listed.file_bytes)}"
        )
        if head.lost:
            self.stderr.write(f"备份之前已{in_words('缺少', head.lost)}")
