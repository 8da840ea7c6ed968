from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tianmen_congress.base.files"
    verbose_name = "文件"
