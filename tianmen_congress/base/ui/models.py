"""Small rows behind the pages: forms already taken, searches that a user keeps."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

# Of a list: the dotted name of its class.
PATH_LENGTH = 120


class OnceToken(models.Model):
    """A form that was taken. The second press of the button finds it here."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    token = models.CharField(max_length=40)
    location = models.CharField(max_length=500, blank=True)
    claimed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = verbose_name_plural = "已收表单"
        constraints = [
            models.UniqueConstraint(fields=["user", "token"], name="ui_token_once")
        ]

    def __str__(self) -> str:
        return self.token


class SavedSearch(models.Model):
    """How a user likes a list: a search that he gave a name, seen by nobody else.

    The one without a name is the list itself: the columns that he switched off.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    listing = models.CharField("列表", max_length=PATH_LENGTH)
    name = models.CharField("名称", max_length=30)
    query = models.CharField("条件", max_length=1000, blank=True)
    hidden_columns = ArrayField(
        models.CharField(max_length=60), default=list, verbose_name="不显示的列"
    )

    class Meta:
        verbose_name = verbose_name_plural = "常用查询"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "listing", "name"], name="ui_search_named_once"
            )
        ]

    def __str__(self) -> str:
        return self.name
