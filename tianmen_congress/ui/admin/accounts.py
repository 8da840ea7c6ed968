"""Accounts, posts and organs."""

from axes.utils import reset
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as FrameworkUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils.html import format_html

from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import Organ, Post, User
from tianmen_congress.accounts.queries import SYSTEM
from tianmen_congress.accounts.rules import why_not_together
from tianmen_congress.audit.actions import record
from tianmen_congress.audit.models import Kind

from .base import ACCOUNT_ROLES, AccountsAdmin, ByRole


class NewUserForm(AdminUserCreationForm):
    usable_password = None

    class Meta:
        model = User
        fields = ("username", "name", "phone")

    def save(self, commit=True):
        self.instance.must_change_password = True
        return super().save(commit)


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "name", "phone", "is_active", "must_change_password")


class ResetPasswordForm(AdminPasswordChangeForm):
    """Everybody signs in with a password: the framework's choice of none is left out."""

    def __init__(self, user, *args, **kwargs):
        super().__init__(user, *args, **kwargs)
        self.fields.pop("usable_password", None)
        for field in self.fields.values():
            field.required = True

    def save(self, commit=True):
        self.user.must_change_password = True
        return super().save(commit)


class PostRows(forms.BaseInlineFormSet):
    """All posts of one user as they would stand."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.instance.role]
        if reason := why_not_together(form.instance for form in kept):
            raise ValidationError(reason)


class PostInline(ByRole, admin.TabularInline):
    """Who may what: given by the office or the security administrator, ended by a date."""

    model = Post
    formset = PostRows
    extra = 0
    editors = (Role.OFFICE, Role.SECADMIN)
    viewers = (Role.SYSADMIN,)
    autocomplete_fields = ("organ",)

    def has_add_permission(self, request, obj=None):
        return _not_oneself(request, obj) and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and _not_oneself(request, obj)


@admin.register(User)
class UserAdmin(AccountsAdmin, FrameworkUserAdmin):
    """The system administrator keeps accounts, the security administrator gives rights."""

    add_form, form, change_password_form = NewUserForm, UserForm, ResetPasswordForm
    list_display = ("username", "name", "posts_held", "is_active", "last_login")
    list_filter = ("is_active", "posts__role")
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()
    fieldsets = (
        (None, {"fields": ("username", "name", "phone")}),
        ("状态", {"fields": ("is_active", "must_change_password", "last_login")}),
    )
    add_fieldsets = (
        (None, {"fields": ("username", "name", "phone", "password1", "password2")}),
    )
    readonly_fields = ("last_login", "password_link")
    inlines = (PostInline,)
    actions = ("unlock",)

    def has_add_permission(self, request, obj=None):
        return request.user.has_role(Role.OFFICE, Role.SYSADMIN)

    def get_queryset(self, request):
        """Everybody who signs in; the account that commands act as is nobody's."""
        users = super().get_queryset(request).exclude(username=SYSTEM)
        return users.prefetch_related("posts__organ")

    def get_readonly_fields(self, request, obj=None):
        if self.has_add_permission(request):
            return self.readonly_fields
        return ("username", "name", "phone", "must_change_password", "last_login")

    def get_fieldsets(self, request, obj=None):
        """Who may set another's password finds the way to it on the account."""
        if obj is None or not self.has_add_permission(request):
            return super().get_fieldsets(request, obj)
        own, *others = self.fieldsets
        fields = (*own[1]["fields"], "password_link")
        return ((own[0], {"fields": fields}), *others)

    @admin.display(description="密码")
    def password_link(self, user):
        url = reverse("admin:auth_user_password_change", args=[user.pk])
        return format_html('<a href="{}">重置密码</a>（密码本身任何人都看不到）', url)

    @admin.display(description="岗位")
    def posts_held(self, user):
        return "；".join(str(post) for post in user.posts.all())

    @admin.action(description="解除登录锁定", permissions=["change"])
    def unlock(self, request, queryset):
        for user in queryset:
            reset(username=user.username)
            _record(request, user, "解除登录锁定")
        self.message_user(request, f"已解除{len(queryset)}个账号的登录锁定。")

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        changed = [name for each in (form, *formsets) for name in _changed(each)]
        _record(request, form.instance, "、".join(changed) or "保存")

    def user_change_password(self, request, id, form_url=""):
        """Setting another's password is for those who keep accounts, and is recorded."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        response = super().user_change_password(request, id, form_url)
        if request.method == "POST" and response.status_code == 302:
            _record(request, self.get_object(request, id), "重置密码")
        return response


def _not_oneself(request, user: User | None) -> bool:
    """The security administrator gives rights to others, never to himself."""
    return request.user != user or request.user.has_role(Role.OFFICE)


def _changed(form) -> list[str]:
    if isinstance(form, forms.BaseFormSet):
        rows = (*form.new_objects, *(row for row, _ in form.changed_objects))
        return [f"岗位：{row}" for row in rows]
    return [str(form.fields[name].label) for name in form.changed_data]


def _record(request, user: User, note: str) -> None:
    record(Kind.RIGHTS, by=request.user, subject=user.username, note=note)


@admin.register(Organ)
class OrganAdmin(AccountsAdmin):
    editors = (Role.OFFICE, Role.SYSADMIN)
    viewers = ACCOUNT_ROLES
    list_display = ("name", "kind", "division", "until")
    list_filter = ("kind",)
    search_fields = ("name", "short_name", "division__name")
    autocomplete_fields = ("division",)
    list_select_related = ("division",)
