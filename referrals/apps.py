from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "意见建议"

    def ready(self) -> None:
        from referrals import parts  # noqa: F401 - registers with the pages of visits
        from referrals.actions.daily import run_daily
        from tianmen_congress.jobs import daily

        daily.register("opinions", run_daily)
