"""What cannot be seen from changed rows: sign-ins, full looks, exports, imports."""

from django.conf import settings
from django.db import models

from tianmen_congress.base.access.scope import ALL, Role, ScopedQuerySet
from tianmen_congress.base.divisions.models import Division


class Kind(models.TextChoices):
    SIGN_IN = "sign_in", "登录"
    SIGN_OUT = "sign_out", "退出"
    REFUSED = "refused", "登录失败"
    FULL_LOOK = "full_look", "查看完整个人信息"
    EXPORT = "export", "导出"
    IMPORT = "import", "导入"
    RIGHTS = "rights", "账号与权限"


class TrailQuerySet(ScopedQuerySet):
    scope = {Role.AUDITOR: ALL}


class TrailEntry(models.Model):
    """One line of the trail: who did what to which thing, and how much of it."""

    NOTE_LENGTH = 600

    kind = models.CharField("事项", max_length=12, choices=Kind)
    at = models.DateTimeField("时间", auto_now_add=True, db_index=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="操作人",
    )
    township = models.ForeignKey(
        Division, models.PROTECT, null=True, related_name="+", verbose_name="乡镇"
    )
    subject = models.CharField("对象", max_length=120, blank=True)
    note = models.CharField("说明", max_length=NOTE_LENGTH, blank=True)
    rows = models.PositiveIntegerField("条数", null=True)
    address = models.GenericIPAddressField("地址", null=True)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_kind_display()}"
