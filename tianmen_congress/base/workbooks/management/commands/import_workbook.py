"""import_workbook KIND FILE: check a workbook and take it in."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError, CommandParser

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.files.faults import in_words
from tianmen_congress.base.workbooks.actions import CheckOutdated, check_file, take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import WorkbookKind, all_kinds, get_kind
from tianmen_congress.base.workbooks.reading import WorkbookRefused
from tianmen_congress.base.workbooks.staging import Report

UNCLEAR = 3  # readable, with faults or questions


class Command(BaseCommand):
    help = "检查并导入一个工作簿（名册、台账等）"

    def add_arguments(self, parser: CommandParser) -> None:
        slugs = "、".join(kind.slug for kind in all_kinds())
        parser.add_argument("kind", metavar="KIND", help=f"种类：{slugs}")
        parser.add_argument("file", metavar="FILE", type=Path, help="工作簿文件")
        parser.add_argument("--dry-run", action="store_true", help="只检查，不写入")
        parser.add_argument("--json", action="store_true", help="以JSON输出检查结果")
        parser.add_argument(
            "--accept-rest",
            action="store_true",
            help="有错误或待确认的内容时，仍写入没有问题的行",
        )
        parser.add_argument("--user", metavar="NAME", help="以此账号的身份导入")

    def handle(self, *args, **options) -> None:
        kind, user = _kind(options["kind"]), _user(options["user"])
        try:
            with acting_as(user, how="import_workbook"):
                report = self._run(kind, user or system_user(), options)
        except (WorkbookRefused, CheckOutdated) as refusal:
            raise CommandError(str(refusal)) from None
        except OSError as error:
            words = in_words(error)
            raise CommandError(f"无法读取文件“{options['file']}”：{words}") from None
        self._print(report, options)
        if not report.is_clear:
            raise SystemExit(UNCLEAR)

    def _run(self, kind: WorkbookKind, user: User, options: dict) -> Report:
        file = options["file"]
        if options["dry_run"]:
            return check_file(kind, file, name=file.name, by=user)
        rest = options["accept_rest"]
        return take(kind, file, name=file.name, by=user, accept_rest=rest)

    def _print(self, report: Report, options: dict) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for finding in report.findings:
            label = IssueKind(finding.kind).label
            place = f"{finding.sheet} 第{finding.row}行 {finding.column}"
            self.stdout.write(f"{label}：{place}“{finding.value}”：{finding.reason}")
        self.stdout.write(_summary(report, options))


def _kind(slug: str) -> WorkbookKind:
    if kind := get_kind(slug):
        return kind
    known = "、".join(kind.slug for kind in all_kinds())
    raise CommandError(f"没有“{slug}”这种工作簿，可用：{known}")


def _user(name: str | None) -> User | None:
    if name is None:
        return None
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"没有账号“{name}”，或者已经停用")
    return user


def _summary(report: Report, options: dict) -> str:
    counts, unit = report.counts, report.kind.unit
    text = (
        f"共{counts.rows}{unit}：新增{counts.new}，变更{counts.changed}，"
        f"无变化{counts.unchanged}，未收{counts.rejected}。"
    )
    if options["dry_run"]:
        return f"{text}仅检查，没有写入。"
    if report.is_clear or options["accept_rest"]:
        return f"{text}已写入{counts.written}{unit}。"
    return f"{text}有错误或待确认的内容，没有写入；加 --accept-rest 写入其余的行。"
