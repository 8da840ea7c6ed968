from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"
    verbose_name = "走访"

    def ready(self) -> None:
        from deputies.actions import on_merge
        from poverty import parts as poverty

        from . import shown
        from .actions import move_to_kept_person

        on_merge(move_to_kept_person)
        for template, build in (
            ("visits/_pairings_of_household.html", shown.pairings_of_household),
            ("visits/_calls_of_household.html", shown.calls_of_household),
        ):
            poverty.register_household_part(poverty.DetailPart(template, build))
        poverty.register_village_part(
            poverty.DetailPart(
                "visits/_visits_of_village.html", shown.visits_of_village
            )
        )
