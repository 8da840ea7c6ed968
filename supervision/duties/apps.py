from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "supervision.duties"
    verbose_name = "规定动作"

    def ready(self) -> None:
        from deputies.actions import on_merge

        from .actions import move_to_kept_person
        from .queries.preset import announce

        announce()
        on_merge(move_to_kept_person)
