"""The one-time code of two halves, and what the office proposes to the officers."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from tianmen_congress.base.access.scope import ALL, ScopedQuerySet
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ, Post

KEPT_FOR = timedelta(days=3)


def in_three_days():
    """Real time: a code ends whatever day the demo lives in."""
    return timezone.now() + KEPT_FOR


class AccountCodeQuerySet(models.QuerySet):
    def open(self):
        """Neither used nor replaced nor run out."""
        return self.filter(used_at=None, void_at=None, expires_at__gt=timezone.now())

    def lacking_second_half(self):
        return self.open().filter(second_shown_at=None)


class AccountCode(models.Model):
    """Two halves, each shown once to another person; both let the owner set a password.

    Of the halves only digests are kept. `by_server`: a half was printed on the server by
    the database's owner instead of being shown to an officer.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="codes",
        verbose_name="账号",
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="申请人",
    )
    asked_at = models.DateTimeField("申请时间", default=timezone.now)
    expires_at = models.DateTimeField("有效期至", default=in_three_days)
    first_digest = models.CharField("前半段", max_length=64)
    second_digest = models.CharField("后半段", max_length=64, blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="后半段发放人",
    )
    second_shown_at = models.DateTimeField("后半段发放时间", null=True)
    by_server = models.BooleanField("在服务器上发放", default=False)
    used_at = models.DateTimeField("使用时间", null=True)
    void_at = models.DateTimeField("作废时间", null=True)
    seen_at = models.DateTimeField("本人知悉时间", null=True)

    objects = AccountCodeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "启用码"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(used_at=None, void_at=None),
                name="credentials_code_one_open",
            ),
            models.CheckConstraint(
                name="credentials_code_two_people",
                condition=(Q(asked_by=None) | ~Q(asked_by=F("account")))
                & (
                    Q(second_by=None)
                    | ~Q(second_by=F("account")) & ~Q(second_by=F("asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="credentials_code_asked_by_somebody",
                condition=Q(asked_by__isnull=False) | Q(by_server=True),
            ),
            models.CheckConstraint(
                name="credentials_code_second_whole",
                condition=Q(second_digest="", second_shown_at=None, second_by=None)
                | Q(second_shown_at__isnull=False, second_by__isnull=False)
                & ~Q(second_digest="")
                | Q(second_shown_at__isnull=False, second_by=None, by_server=True)
                & ~Q(second_digest=""),
            ),
            models.CheckConstraint(
                name="credentials_code_used_whole",
                condition=Q(used_at=None)
                | Q(second_shown_at__isnull=False, void_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}的启用码"

    @property
    def state(self) -> str:
        """Where the code stands, in a word."""
        if self.used_at:
            return "已使用"
        if self.void_at:
            return "已作废"
        if self.expires_at <= timezone.now():
            return "已过期"
        return "等待本人使用" if self.second_shown_at else "等待发放后半段"


class ProposalQuerySet(ScopedQuerySet):
    scope = dict.fromkeys((Role.OFFICE, Role.SYSADMIN, Role.SECADMIN), ALL)

    def open(self):
        return self.filter(post=None, closed_at=None)

    def wanting_account(self):
        return self.open().filter(account=None)

    def wanting_post(self):
        return self.open().filter(account__isnull=False)


class Proposal(models.Model):
    """The office asks for an account with a post; it gives neither itself.

    The system administrator makes the account, the security administrator gives the
    post. `account` is filled at once where somebody already has one.
    """

    username = models.CharField("用户名", max_length=60)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    role = models.CharField("角色", max_length=12, choices=Role)
    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="机构",
    )
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        verbose_name="提出人",
    )
    at = models.DateTimeField("提出时间", auto_now_add=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="账号",
    )
    post = models.OneToOneField(
        Post, models.PROTECT, null=True, related_name="+", verbose_name="岗位"
    )
    closed_at = models.DateTimeField("撤回（退回）时间", null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="撤回（退回）人",
    )
    reason = models.CharField("撤回（退回）原因", max_length=200, blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "账号申请"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="credentials_proposal_role_known",
                condition=Q(role__in=Role.values),
            ),
            models.CheckConstraint(
                name="credentials_proposal_post_has_account",
                condition=Q(post=None) | Q(account__isnull=False, closed_at=None),
            ),
            models.CheckConstraint(
                name="credentials_proposal_closed_whole",
                condition=Q(closed_at=None, closed_by=None)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.username}）：{self.post_in_words}"

    def get_absolute_url(self) -> str:
        return reverse("credentials:proposal", args=[self.pk])

    @property
    def post_in_words(self) -> str:
        return f"{self.get_role_display()} {self.organ or ''}".strip()

    @property
    def days_in_words(self) -> str:
        if not (self.since or self.until):
            return "未注明起止"
        ends = (self.since or "即日"), (self.until or "长期")
        return f"{ends[0]}至{ends[1]}"

    @property
    def state(self) -> str:
        if self.closed_at:
            return "已撤回" if self.closed_by_id == self.by_id else "已退回"
        if self.post_id:
            return "已办结"
        return "等待给予岗位" if self.account_id else "等待建立账号"
