from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "supervision"
    verbose_name = "督导"

    def ready(self) -> None:
        # Only here is it known which townships a team looks after.
        from tianmen_congress.base.access.scope import Role, register_townships

        from .queries import announce, townships_of_post

        self._open_without_a_network()
        register_townships(Role.SUPERVISOR, townships_of_post)
        announce()

    def _open_without_a_network(self) -> None:
        from tianmen_congress.base.ui.offline import Shell, register

        from .rules import INSPECTORS

        new = "supervision:inspection_create"
        register(Shell(new, "supervision:offline", "登记督导检查", INSPECTORS))
