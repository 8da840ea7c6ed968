"""Write one official table to a workbook."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.figures import exports, registry
from tianmen_congress.base.files.faults import in_words


class Command(BaseCommand):
    help = "把一张报表导出为 Excel 文件"

    def add_arguments(self, parser):
        parser.add_argument("name", help="报表代号，如 visit-ledger")
        parser.add_argument("out", type=Path, help="写到哪个 .xlsx 文件")
        parser.add_argument("--campaign", help="活动代号，默认当前活动")
        parser.add_argument("--user", help="按谁的范围导出，默认全市")

    def handle(self, *, name, out, campaign, user, **options):
        reader = _reader(user)
        with acting_as(reader, how=f"export_report {name}"):
            kind = registry.find_table(name, reader)
            if kind is None:
                known = "、".join(t.slug for t in registry.tables_for(reader))
                raise CommandError(f"没有报表 {name}；可导出：{known}")
            table = kind(reader, registry.Asked(campaign=_campaign(campaign)))
            _write(table, out)
        self.stdout.write(f"{table.title}：{len(table.lines)}行，已写入 {out}")


def _reader(username: str | None) -> User:
    if username is None:
        return system_user()
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise CommandError(f"没有账号 {username}")
    return user


def _campaign(slug: str | None) -> Campaign | None:
    if slug is None:
        return current_campaign()
    found = Campaign.objects.filter(slug=slug).first()
    if found is None:
        known = "、".join(Campaign.objects.values_list("slug", flat=True))
        raise CommandError(f"没有活动 {slug}；现有：{known}")
    return found


def _write(table: registry.OfficialTable, out: Path) -> None:
    try:
        with out.open("wb") as file:
            exports.write_table(table, file)
    except OSError as error:
        raise CommandError(f"不能写入 {out}：{in_words(error)}") from None
