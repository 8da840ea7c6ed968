"""Print the figures, counted from rows."""

import json

from django.core.management.base import BaseCommand

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.figures.registry import Asked, count_all

# The keys that others read; a room that counts nothing yet stands as 0.
TIERS = ("national", "provincial", "city", "township", "total")
KEYS = (
    "persons",
    "groups",
    "townships",
    "villages",
    "supervision_teams",
    "units",
    "activities",
    "villages_visited",
    "households_visited",
)
NOTHING = {
    "deputies": dict.fromkeys(TIERS, 0),
    **dict.fromkeys(KEYS, 0),
    "opinions": {},
}


class Command(BaseCommand):
    help = "打印各项数字（按库中记录统计）"

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="以 JSON 输出")

    def handle(self, **options):
        user = system_user()
        with acting_as(user, how="figures"):
            counted = count_all(user, Asked(campaign=current_campaign()))
        known = {key: counted.get(key, nothing) for key, nothing in NOTHING.items()}
        if options["json"]:
            self.stdout.write(json.dumps(known, ensure_ascii=False, indent=1))
            return
        for key, value in known.items():
            self.stdout.write(f"{key}: {value}")
