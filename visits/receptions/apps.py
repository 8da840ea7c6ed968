from django.apps import AppConfig


class ReceptionsConfig(AppConfig):
    name = "visits.receptions"
    verbose_name = "选民接待"

    def ready(self) -> None:
        from deputies.actions import on_merge

        from .actions import announce, move_to_kept_person
        from .queries.of_activities import tell_activities
        from .queries.sights import tell_places

        on_merge(move_to_kept_person)
        announce()
        tell_places()
        tell_activities()
        from .pages import added  # noqa: F401 - registers with the pages of rooms below
