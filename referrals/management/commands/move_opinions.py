"""manage.py move_opinions: what falls due by the calendar. Run once a day."""

from django.core.management.base import BaseCommand

from referrals.actions.daily import (
    OF_ALL,
    paused_long_enough,
    promised,
    reminded,
    run_daily,
)
from tianmen_congress.base.access.acting import acting_as


class Command(BaseCommand):
    help = "暂停到期的恢复计时；承诺到期的转再次答复；催评期满的按已有的联名评价办理，仍未评价的按未评价办结（每日运行）"

    def add_arguments(self, parser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="只计数，不办理")

    def handle(self, *, dry_run: bool, **options) -> None:
        if dry_run:
            waited = reminded()
            judged = sum(bool(opinion.current_marks) for opinion in waited)
            counts = {
                "resume": len(paused_long_enough()),
                "promise_due": len(promised()),
                "close_unevaluated": len(waited) - judged,
            }
        else:
            with acting_as(None, how="move_opinions"):
                counts = run_daily()
            judged = sum(counts[name] for name in OF_ALL)
        words = "（试运行）" if dry_run else ""
        self.stdout.write(
            f"暂停到期恢复计时{counts['resume']}件，承诺到期{counts['promise_due']}件，"
            f"联名评价期满{judged}件，按未评价办结{counts['close_unevaluated']}件{words}"
        )
