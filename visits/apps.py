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
        from deputies.pages.parts import person_parts
        from groups.pages.parts import activity_parts, group_parts
        from poverty.pages.parts import household_parts, village_parts
        from tianmen_congress.base.ui.parts import DetailPart

        from .pages import added

        visits, pairings = "visits/_recent_visits.html", "visits/_pairings.html"
        groups, calls = "visits/_linked_groups.html", "visits/_calls_of_household.html"
        person_parts.register(DetailPart(pairings, added.pairings_of_person))
        person_parts.register(DetailPart(visits, added.of_person))
        group_parts.register(DetailPart(visits, added.of_group))
        activity_parts.register(DetailPart(visits, added.of_activity))
        household_parts.register(DetailPart(pairings, added.pairings_of_household))
        household_parts.register(DetailPart(calls, added.calls_of_household))
        village_parts.register(DetailPart(groups, added.groups_of_village))
        village_parts.register(DetailPart(visits, added.of_village))
