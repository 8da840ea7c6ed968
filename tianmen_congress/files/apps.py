from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "tianmen_congress.files"
    verbose_name = "文件"
