from django.apps import AppConfig


class DeputiesConfig(AppConfig):
    name = "deputies"
    verbose_name = "代表"

    def ready(self) -> None:
        from tianmen_congress.base.credentials.actions import on_post_given

        from .actions import link_account

        on_post_given(link_account)
