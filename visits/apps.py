from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "visits"
    verbose_name = "走访"

    def ready(self) -> None:
        from deputies.actions import on_merge

        from .actions import move_to_kept_person

        on_merge(move_to_kept_person)
        self._show_on_pages_below()
        self._open_without_a_network()
        self._tell_places_below()

    def _tell_places_below(self) -> None:
        from .queries.of_activities import tell_activities
        from .queries.sights import tell_places

        tell_places()
        tell_activities()

    def _open_without_a_network(self) -> None:
        from tianmen_congress.base.ui.offline import Shell, register

        from .rules import ENTERING

        register(Shell("visits:create", "visits:offline", "登记走访", ENTERING))

    def _show_on_pages_below(self) -> None:
        from deputies.pages.parts import person_parts
        from groups.activities.pages.parts import activity_parts
        from groups.pages.parts import group_parts, size_columns
        from poverty.pages.parts import household_parts, village_parts
        from tianmen_congress.base.ui.parts import DetailPart
        from visits.pairings.pages.parts import pairing_acts, pairing_parts

        from .pages import added

        visits, of_pairing = (
            "visits/_recent_visits.html",
            "visits/_calls_of_pairing.html",
        )
        groups, calls = "visits/_linked_groups.html", "visits/_calls_of_household.html"
        person_parts.register(DetailPart(visits, added.of_person))
        group_parts.register(DetailPart(visits, added.of_group))
        activity_parts.register(DetailPart(visits, added.of_activity))
        household_parts.register(DetailPart(calls, added.calls_of_household))
        size_columns["已走访村"] = added.links_reached_in_words
        village_parts.register(DetailPart(groups, added.groups_of_village))
        village_parts.register(DetailPart(visits, added.of_village))
        pairing_parts.register(DetailPart(of_pairing, added.of_pairing))
        pairing_acts.register(
            DetailPart("visits/_enter_call.html", added.entry_of_call)
        )
