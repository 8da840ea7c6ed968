from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "groups.activities"
    verbose_name = "小组活动"

    def ready(self) -> None:
        from deputies.actions import on_merge
        from groups.activities.actions import announce, move_to_kept_person
        from groups.activities.pages import added  # noqa: F401 - registers with the pages of groups

        on_merge(move_to_kept_person)
        announce()
