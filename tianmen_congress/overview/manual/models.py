"""Who has read what a version brought."""

from django.conf import settings
from django.db import models


class NewsRead(models.Model):
    """That a user has read what is new in a version: a row of his own."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="news_read"
    )
    version = models.CharField("版本", max_length=20)
    read_at = models.DateTimeField("阅读时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已读的更新"
        constraints = [
            models.UniqueConstraint(
                fields=["user", "version"], name="manual_news_read_once"
            )
        ]

    def __str__(self) -> str:
        return self.version
