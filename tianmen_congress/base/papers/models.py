"""Templates that the office put in the place of those delivered."""

from django.conf import settings
from django.db import models

from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.files.models import StoredFile


class TemplateQuerySet(ScopedQuerySet):
    scope = {Role.OFFICE: ALL}


class PaperTemplate(models.Model):
    """One replacement; the newest of a paper is used, the older ones stay."""

    paper = models.SlugField("公文代号", max_length=30)
    # A file put into use again is a row of its own.
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("启用时间", auto_now_add=True)
    # Back to the template delivered.
    ended_at = models.DateTimeField("停用时间", null=True)

    objects = TemplateQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公文模板"
        ordering = ["paper", "-pk"]
        indexes = [models.Index(fields=["paper", "-id"])]

    def __str__(self) -> str:
        return f"{self.paper} {self.file}"
