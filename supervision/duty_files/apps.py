from django.apps import AppConfig


class DutyFilesConfig(AppConfig):
    name = "supervision.duty_files"
    verbose_name = "履职档案"
