"""One row for each stored file; the rooms link to it and decide who may open it."""

from django.conf import settings
from django.db import models


class StoredFile(models.Model):
    """A file as it was checked and stored. Its path on disk is a random name."""

    name = models.CharField("文件名", max_length=120)
    content = models.FileField("文件", upload_to="%Y/%m/")
    thumbnail = models.FileField("缩略图", upload_to="%Y/%m/", blank=True)
    media_type = models.CharField("类型", max_length=100)
    size = models.PositiveBigIntegerField("字节数")
    sha256 = models.CharField("校验值", max_length=64)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="上传人",
    )
    uploaded_at = models.DateTimeField("上传时间", auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name
