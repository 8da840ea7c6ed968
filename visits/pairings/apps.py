from django.apps import AppConfig


class PairingsConfig(AppConfig):
    name = "visits.pairings"
    verbose_name = "代表联户"

    def ready(self) -> None:
        from deputies.actions import on_merge
        from visits.pairings.actions import move_to_kept_person
        from visits.pairings.pages import added  # noqa: F401 - registers with the pages below

        on_merge(move_to_kept_person)
