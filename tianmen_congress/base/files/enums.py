from django.db import models


class FileKind(models.TextChoices):
    """What may be stored; each room says which of these it takes."""

    IMAGE = "image", "图片"
    WORKBOOK = "workbook", "Excel工作簿"
    DOCUMENT = "document", "Word文档"
    PDF = "pdf", "PDF文件"
