"""manage.py load_basics: what every new system needs; running it again changes nothing."""

import json

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction

from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.actions import preset
from tianmen_congress.base.clocks.actions import seed_holidays
from tianmen_congress.base.clocks.models import Holiday

FIXTURES = settings.BASE_DIR / "fixtures"


class Command(BaseCommand):
    help = "载入基础资料：市级机构、联席会议单位、2017年活动及表单、节假日"

    @transaction.atomic
    def handle(self, **options) -> None:
        basics = json.loads((FIXTURES / "basics.json").read_text(encoding="utf-8"))
        Organ.objects.get_or_create(kind=OrganKind.OFFICE, name=basics["office"])
        for order, name in enumerate(basics["units"], start=1):
            Organ.objects.get_or_create(
                kind=OrganKind.UNIT, name=name, defaults={"order": order}
            )
        campaign = preset(
            json.loads((FIXTURES / "campaign_2017.json").read_text(encoding="utf-8"))
        )
        days = 0 if Holiday.objects.exists() else seed_holidays(2016, 2026)
        self.stdout.write(
            f"机构 {Organ.objects.count()} 个，活动“{campaign}”，新增节假日 {days} 天"
        )
