from django.apps import AppConfig


class AlertsConfig(AppConfig):
    name = "tianmen_congress.base.alerts"
    verbose_name = "提醒"

    def ready(self) -> None:
        from tianmen_congress.base.jobs import daily

        from . import leaving, reminding

        daily.register("reminders", reminding.run_daily)
        daily.register_slow(
            "outgoing", leaving.deliver_waiting, is_due=leaving.is_waited_for
        )
