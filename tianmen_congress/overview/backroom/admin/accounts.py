"""Accounts, posts and organs."""

import pgtrigger
from axes.utils import reset
from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html

from tianmen_congress.base.accounts.actions import check
from tianmen_congress.base.accounts.enums import SYSTEM, Role
from tianmen_congress.base.accounts.guards import POSTS_TOGETHER, told_in_words
from tianmen_congress.base.accounts.models import Organ, Post, User
from tianmen_congress.base.accounts.rules import (
    why_not_together,
    why_somebody_must_stay,
)
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.ui.admin.base import ACCOUNT_ROLES, AccountsAdmin, ByRole


class UserForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("username", "name", "phone", "is_active", "must_change_password")

    def clean_is_active(self):
        """Nobody is switched off without whom a kind of post had nobody."""
        is_active = self.cleaned_data["is_active"]
        if not is_active and (reason := why_somebody_must_stay(self.instance)):
            raise ValidationError(reason)
        return is_active


class PostRows(forms.BaseInlineFormSet):
    """All posts of one user as they would stand."""

    def clean(self):
        super().clean()
        posts = [form.instance for form in self.forms if form.instance.role]
        held = posts if self.instance.is_active else ()
        check(why_not_together(posts), why_somebody_must_stay(self.instance, held))

    def save(self, commit=True):
        """Who takes over is there before who leaves; what excludes is weighed last."""
        pgtrigger.constraints(pgtrigger.Deferred, POSTS_TOGETHER)
        new = self.save_new_objects(commit)
        saved = new + self.save_existing_objects(commit)
        pgtrigger.constraints(pgtrigger.Immediate, POSTS_TOGETHER)
        return saved


class PostInline(ByRole, admin.TabularInline):
    """Who may what: given by the security administrator alone, ended by a date."""

    model = Post
    formset = PostRows
    extra = 0
    editors = (Role.SECADMIN,)
    viewers = (Role.OFFICE, Role.SYSADMIN)
    autocomplete_fields = ("organ",)

    def has_add_permission(self, request, obj=None):
        return request.user != obj and super().has_add_permission(request, obj)

    def has_change_permission(self, request, obj=None):
        return request.user != obj and super().has_change_permission(request, obj)


@admin.register(User)
class UserAdmin(AccountsAdmin):
    """The system administrator keeps accounts, the security administrator gives rights.

    Nobody sets a password here: accounts are made, and codes asked for, on pages of
    their own. The office looks on and proposes.
    """

    form = UserForm
    editors = (Role.SYSADMIN, Role.SECADMIN)
    viewers = (Role.OFFICE,)
    list_display = ("username", "name", "posts_held", "is_active", "last_login")
    list_filter = ("is_active", "posts__role")
    search_fields = ("username", "name")
    ordering = ("username",)
    fieldsets = (
        (None, {"fields": ("username", "name", "phone")}),
        ("状态", {"fields": ("is_active", "must_change_password", "last_login")}),
    )
    readonly_fields = ("last_login", "code_link")
    inlines = (PostInline,)
    actions = ("unlock",)

    def has_add_permission(self, request, obj=None):
        return False

    def changelist_view(self, request, extra_context=None):
        """The list leads to where accounts are made and proposed."""
        ways = {
            "makes_accounts": request.user.has_role(Role.SYSADMIN),
            "proposes": request.user.has_role(Role.OFFICE),
        }
        return super().changelist_view(request, ways | (extra_context or {}))

    def get_queryset(self, request):
        """Everybody who signs in; the account that commands act as is nobody's."""
        users = super().get_queryset(request).exclude(username=SYSTEM)
        return users.prefetch_related("posts__organ")

    def get_readonly_fields(self, request, obj=None):
        switches = ("is_active", "must_change_password") if request.user == obj else ()
        if request.user.has_role(Role.SYSADMIN):
            return (*self.readonly_fields, *switches)
        fixed = ("username", "name", "phone", "must_change_password", "last_login")
        return (*fixed, *switches)

    def get_fieldsets(self, request, obj=None):
        """Who may ask for a code finds the way to it on the account."""
        if obj is None or not request.user.has_role(Role.SYSADMIN):
            return super().get_fieldsets(request, obj)
        own, *others = self.fieldsets
        fields = (*own[1]["fields"], "code_link")
        return ((own[0], {"fields": fields}), *others)

    @admin.display(description="密码")
    def code_link(self, user):
        url = reverse("credentials:ask", args=[user.pk])
        return format_html(
            '<a href="{}">申请启用码</a>（密码只由本人设置，任何人都看不到）', url
        )

    @admin.display(description="岗位")
    def posts_held(self, user):
        return "；".join(str(post) for post in user.posts.all())

    @admin.action(description="解除登录锁定", permissions=["change"])
    def unlock(self, request, queryset):
        others = [user for user in queryset if user != request.user]
        for user in others:
            reset(username=user.username)
            _record(request, user, "解除登录锁定")
        self.message_user(request, f"已解除{len(others)}个账号的登录锁定。")
        if len(others) < len(queryset):
            refusal = "自己账号的登录锁定不能自己解除，请由另一位有权限的人办理。"
            self.message_user(request, refusal, messages.ERROR)

    def changeform_view(self, request, *args, **kwargs):
        """What the database alone can see, two people at one moment, is said too."""
        try:
            with told_in_words():
                return super().changeform_view(request, *args, **kwargs)
        except ValidationError as refusal:
            self.message_user(request, " ".join(refusal.messages), messages.ERROR)
            return redirect(request.path)


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
