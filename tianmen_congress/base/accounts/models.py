"""Who signs in, for which organ, in which role, from when to when."""

from datetime import date
from functools import cached_property

import pghistory
from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.constraints import days_in_order
from tianmen_congress.base.rows.naming import NamedOverTime

from .enums import ORGAN_ROLES, ROLE_ORGANS, SYSTEM, OrganKind, Role
from .guards import POST_TRIGGERS, USER_TRIGGERS


class Organ(NamedOverTime):
    """A body that acts: office, presidium, government, village committee, unit, group, team."""

    kind = models.CharField("类别", max_length=12, choices=OrganKind)
    name = models.CharField("全称", max_length=80)
    short_name = models.CharField("简称", max_length=40, blank=True)
    division = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organs",
        verbose_name="所在区划",
    )
    order = models.PositiveIntegerField("排序", default=0)
    since = models.DateField("设立日期", null=True, blank=True)
    until = models.DateField("撤销日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "机构"
        ordering = ["kind", "order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "name", "division"],
                nulls_distinct=False,
                name="accounts_organ_named_once",
                violation_error_message="同一区划内已有同名机构",
            ),
            models.CheckConstraint(
                name="accounts_organ_kind_known",
                condition=Q(kind__in=OrganKind.values),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager):
    def create_user(self, username, password=None, **fields):
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username):
        return self.get(username=username)


class User(AbstractBaseUser):
    """A person who signs in. What the person may do comes from the posts held today."""

    username = models.CharField("用户名", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    is_active = models.BooleanField("启用", default=True)
    is_demo = models.BooleanField("演示账号", default=False, editable=False)
    must_change_password = models.BooleanField("下次登录须改密码", default=False)
    created_at = models.DateTimeField("建立时间", auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "账号"
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="accounts_user_system_never_signs_in",
                condition=~Q(username=SYSTEM) | Q(is_active=False),
                violation_error_message="这个用户名由系统自己使用，请换一个。",
            ),
        ]
        triggers = USER_TRIGGERS

    def __str__(self) -> str:
        return self.name or self.username

    @cached_property
    def live_posts(self) -> list["Post"]:
        """Posts held today, in the order in which they were given."""
        posts = self.posts.current(today()).select_related("organ__division")
        return list(posts.order_by("pk"))

    @cached_property
    def roles(self) -> frozenset[str]:
        return frozenset(post.role for post in self.live_posts)

    def check_password(self, raw_password):
        """As the framework's, which may bring the hash up to date: the owner's change."""
        return check_password(raw_password, self.password, self._keep_password)

    def _keep_password(self, raw_password) -> None:
        with pghistory.context(user=self.pk):
            self.set_password(raw_password)
            # What was typed is the old password still; nobody is told of a new one.
            self._password = None
            self.save(update_fields=["password"])

    def has_role(self, *roles: Role) -> bool:
        return not self.roles.isdisjoint(roles)

    @property
    def main_post(self) -> "Post | None":
        return self.live_posts[0] if self.live_posts else None

    @cached_property
    def townships(self) -> list[Division]:
        """Townships whose books this user keeps as presidium clerk, with those that
        went into them."""
        posts = [post for post in self.live_posts if post.role == Role.PRESIDIUM]
        return [place for post in posts for place in post.places]

    @property
    def is_staff(self) -> bool:
        """May enter the administration pages; each of them asks again for its own."""
        return self.has_role(Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)

    def has_perm(self, perm, obj=None) -> bool:
        return False  # pages ask rules and access, never Django's permission table

    def has_module_perms(self, app_label) -> bool:
        return self.is_staff


class PostQuerySet(models.QuerySet):
    def current(self, on: date):
        return self.filter(holding(on))

    def of_active(self, role: Role):
        """Of those who may sign in."""
        return self.filter(role=role, user__is_active=True)


class Post(models.Model):
    """A role that a user holds, for an organ, from one day to another."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="posts", verbose_name="账号"
    )
    role = models.CharField("角色", max_length=12, choices=Role)
    organ = models.ForeignKey(
        Organ,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="posts",
        verbose_name="机构",
    )
    since = models.DateField("起", null=True, blank=True)
    until = models.DateField("止", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                name="accounts_post_role_known", condition=Q(role__in=Role.values)
            ),
            models.CheckConstraint(
                name="accounts_post_organ_where_needed",
                condition=~Q(role__in=[r.value for r in ORGAN_ROLES])
                | Q(organ__isnull=False),
                violation_error_message="此角色须选择所在机构",
            ),
            days_in_order("accounts_post_days_in_order", "岗位的止日不能早于起日"),
        ]
        triggers = POST_TRIGGERS

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.organ or ''}".strip()

    @property
    def places(self) -> list[Division]:
        """Where its organ is, with those that went into it; none of a body without."""
        return self.organ.division.with_once() if self.organ.division else []

    def clean(self) -> None:
        """What no constraint can say: an organ of the right kind, days in their order."""
        fitting = ROLE_ORGANS.get(self.role)
        if fitting and self.organ and self.organ.kind not in fitting:
            kinds = "、".join(str(OrganKind(kind).label) for kind in fitting)
            raise ValidationError({"organ": f"此角色的机构须为：{kinds}"})
        if self.since and self.until and self.until < self.since:
            raise ValidationError({"until": "不能早于起始日期"})
