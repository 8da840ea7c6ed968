from django.apps import AppConfig


class GroupsConfig(AppConfig):
    name = "groups"
    verbose_name = "代表小组"

    def ready(self) -> None:
        from deputies.actions import on_merge
        from groups.actions import move_to_kept_person
        from groups.pages import added  # noqa: F401 - registers with the pages of people

        on_merge(move_to_kept_person)
