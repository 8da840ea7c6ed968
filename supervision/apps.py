from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "督导"

    def ready(self) -> None:
        # Only here is it known which townships a team looks after.
        from tianmen_congress.base.access.scope import Role, register_townships

        from .queries import announce, townships_of_post

        register_townships(Role.SUPERVISOR, townships_of_post)
        announce()
