from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"
    verbose_name = "意见建议"

    def ready(self) -> None:
        from deputies.actions import on_merge
        from referrals.actions.daily import run_daily
        from referrals.actions.merging import (
            move_to_joined_visit,
            move_to_kept_person,
        )
        from referrals.actions.recounting import count_running
        from referrals.pages import added  # noqa: F401 - registers with the pages of visits
        from referrals.queries import of_activities, told
        from tianmen_congress.base.clocks.actions import counted
        from tianmen_congress.base.jobs import daily
        from visits.actions import on_join

        on_merge(move_to_kept_person)
        on_join(move_to_joined_visit)
        daily.register("opinions", run_daily)
        counted.add(count_running)
        told.announce()
        of_activities.tell_activities()
