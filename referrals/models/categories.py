"""What opinions are about: the list of categories (意见类别)."""

from django.db import models

from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet


class CategoryQuerySet(ScopedQuerySet):
    """A value list: everybody of business sees it."""

    scope = dict.fromkeys(
        (
            Role.OFFICE,
            Role.PRESIDIUM,
            Role.SECRETARY,
            Role.DEPUTY,
            Role.SUPERVISOR,
            Role.UNIT,
            Role.LEADER,
        ),
        ALL,
    )

    def active(self):
        return self.filter(is_active=True)


class Category(models.Model):
    """意见类别. The office may add to the list; a code stays what it is."""

    code = models.SlugField("代号", max_length=20, unique=True)
    name = models.CharField("名称", max_length=30, unique=True)
    order = models.PositiveIntegerField("排序", default=0)
    # An opinion on a cadre's conduct never shows its source to the accused.
    hides_source = models.BooleanField("对承办方隐去反映人", default=False)
    # It says whom it is about, who neither handles nor sees it.
    names_accused = models.BooleanField("须写明反映对象", default=False)
    is_active = models.BooleanField("启用", default=True)

    objects = CategoryQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "意见类别"
        ordering = ["order", "pk"]

    def __str__(self) -> str:
        return self.name
