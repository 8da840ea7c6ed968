from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "supervision.judging"
    verbose_name = "高质量建议评定"
