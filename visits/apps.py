from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"
    verbose_name = "走访"

    def ready(self) -> None:
        from deputies.actions import on_merge

        from .actions import move_to_kept_person

        on_merge(move_to_kept_person)
        self._show_on_pages_below()

    def _show_on_pages_below(self) -> None:
        from deputies.parts import person_parts
        from groups.parts import activity_parts, group_parts
        from poverty import parts as poverty
        from tianmen_congress.ui.parts import DetailPart

        from . import shown

        visits, pairings = "visits/_recent_visits.html", "visits/_pairings.html"
        calls = "visits/_calls_of_household.html"
        person_parts.register(DetailPart(pairings, shown.pairings_of_person))
        person_parts.register(DetailPart(visits, shown.of_person))
        group_parts.register(DetailPart(visits, shown.of_group))
        activity_parts.register(DetailPart(visits, shown.of_activity))
        poverty.register_household_part(
            poverty.DetailPart(pairings, shown.pairings_of_household)
        )
        poverty.register_household_part(
            poverty.DetailPart(calls, shown.calls_of_household)
        )
        poverty.register_village_part(poverty.DetailPart(visits, shown.of_village))
