"""manage.py backup [--to FOLDER] [--new-key] | --verify [FILE]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.backups import actions, faults, place
from tianmen_congress.base.backups.contents import in_words
from tianmen_congress.base.backups.faults import BackupFault
from tianmen_congress.base.backups.keys import (
    TITLE,
    groups_of,
    new_recovery_key,
    number_of,
    recovery_key,
)
from tianmen_congress.base.backups.typed import add_key_argument, given_keys
from tianmen_congress.base.backups.writing import Written

# The backup is there, but files were gone before it was made.
INCOMPLETE = 3
NEWEST = "newest"
PAPER = """
恢复密钥（编号 {number}），只显示这一次，本系统不保存。请立即打印或抄写两份，
分别放进保险柜，不要和备份放在一起。没有它，换了机器就打不开备份。

    {title}
{groups}
"""
ROW = 5


class Command(BaseCommand):
    help = "备份数据库和文件，或检查一份备份"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--to", type=Path, metavar="FOLDER", help="备份目录")
        parser.add_argument(
            "--new-key", action="store_true", help="只换一把恢复密钥并显示一次，不备份"
        )
        parser.add_argument(
            "--verify",
            nargs="?",
            const=NEWEST,
            metavar="FILE",
            help="只检查一份备份，默认最新的一份",
        )
        add_key_argument(parser)

    def handle(self, **options) -> None:
        try:
            self._do(options)
        except BackupFault as fault:
            raise CommandError(str(fault)) from None

    def _do(self, options: dict) -> None:
        if options["verify"]:
            return self._verify(options)
        if options["new_key"]:
            return self._make_key()
        folder = place.find_place(options["to"])
        if recovery_key(place.this_home()) is None:
            self._make_key()
        return self._back_up(folder)

    def _make_key(self) -> None:
        before = recovery_key(place.this_home())
        key = new_recovery_key(place.this_home())
        number = number_of(key.public_key())
        with acting_as(None, how="backup"):
            record(
                Kind.RIGHTS, by=None, subject="备份恢复密钥", note=f"启用编号 {number}"
            )
        groups = groups_of(key)
        rows = [groups[at : at + ROW] for at in range(0, len(groups), ROW)]
        lines = (f"    {'  '.join(row)}" for row in rows)
        self.stdout.write(
            PAPER.format(number=number, title=TITLE, groups="\n".join(lines))
        )
        if before:
            old = number_of(before)
            self.stdout.write(f"以前的备份仍要用编号 {old} 的密钥打开，请一并保存。")

    def _back_up(self, folder: Path) -> None:
        run, written = actions.back_up(to=folder)
        with acting_as(None, how="backup"):
            record(
                Kind.EXPORT, by=None, subject="系统备份", note=run.name, rows=run.rows
            )
        self.stdout.write(
            f"已备份并读回检查：{written.path}（{filesizeformat(written.size)}）\n"
            f"{written.tables}张表{written.rows}行，"
            f"{run.files}个文件{filesizeformat(written.listed.file_bytes)}，用时{run.seconds}秒"
        )
        if place.is_on_same_disk(folder):
            self.stderr.write("注意：备份和数据在同一块磁盘上，磁盘损坏时会一起丢失。")
        self._tell_lost(written)

    def _tell_lost(self, written: Written) -> None:
        told = [
            in_words("磁盘上缺少", written.lost) if written.lost else "",
            in_words("磁盘上被改动", written.altered) if written.altered else "",
        ]
        if found := "；".join(filter(None, told)):
            self.stderr.write(
                f"数据库登记的文件，{found}。其余已备份，请从以前的备份中找回"
            )
            raise SystemExit(INCOMPLETE)

    def _verify(self, options: dict) -> None:
        file = options["verify"]
        if file == NEWEST:
            file = place.newest(place.find_place(options["to"]))
        keys = given_keys(options["key_file"])
        contents = actions.verify(Path(file), keys)
        head, listed = contents.head, contents.listed
        self.stdout.write(
            f"备份完好：{file}\n"
            f"备份时点 {timezone.localtime(head.at):%Y-%m-%d %H:%M:%S}，"
            f"{len(head.fingerprints.tables)}张表{head.fingerprints.rows}行，"
            f"{len(listed.files)}个文件{filesizeformat(listed.file_bytes)}"
        )
        if head.lost:
            raise CommandError(faults.LOST.format(told=in_words("缺少", head.lost)))
