"""Who may do what in the administration: one place for all its pages."""

from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import DateField
from django.shortcuts import redirect
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm
from import_export.resources import ModelResource
from import_export.results import RowResult

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.ui.fields import DayField, DayWidget

from .told import changed_columns, history

ACCOUNT_ROLES = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


class Autocomplete(AutocompleteSelect):
    """The framework's own fails on a value that is no key of a row."""

    def optgroups(self, name, value, attr=None):
        keys = [key for key in value if row_key(key) is not None]
        return super().optgroups(name, keys, attr)


class ByRole:
    """Rights by role: `editors` add and change, `viewers` look; nobody deletes."""

    editors: tuple[Role, ...] = ()
    viewers: tuple[Role, ...] = ()
    # Days are read, and doubted, as on every other page.
    formfield_overrides = {DateField: {"form_class": DayField, "widget": DayWidget}}

    def has_view_permission(self, request, obj=None):
        return request.user.has_role(*self.editors, *self.viewers)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request, obj=None):
        return request.user.has_role(*self.editors)

    def has_change_permission(self, request, obj=None):
        return request.user.has_role(*self.editors)

    def has_delete_permission(self, request, obj=None):
        return False

    def construct_change_message(self, request, form, formsets, add=False):
        return history(form, formsets or [], add)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Autocomplete(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class OfficeAdmin(ByRole, admin.ModelAdmin):
    """Business settings: the city's office alone."""

    editors = (Role.OFFICE,)
    list_per_page = 50


class OfficeInline(ByRole, admin.TabularInline):
    editors = (Role.OFFICE,)
    extra = 0


class AccountsAdmin(ByRole, admin.ModelAdmin):
    """Accounts and what belongs to running the system."""

    editors = ACCOUNT_ROLES
    list_per_page = 50


class SmallListResource(ModelResource):
    """Rows of a small list; their keys are never part of it."""

    def after_import(self, dataset, result, **kwargs):
        """The framework's sets the counter of keys anew, which only the owner may."""


class SmallListAdmin(ByRole, ImportExportModelAdmin):
    """A small list that also comes and goes as a workbook."""

    editors = (Role.OFFICE, Role.SYSADMIN)
    list_per_page = 50
    # The whole list, not a choice of its columns: what went out goes back in.
    export_form_class = ExportForm
    formats = (XLSX, CSV)

    def process_result(self, result, request):
        """The framework's tells of success also where everything was taken back."""
        if not result.has_errors() and not result.has_validation_errors():
            return super().process_result(result, request)
        self.message_user(
            request,
            "没有导入：写入时出错，一条也没有保存，请重新导入。",
            messages.ERROR,
        )
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_import")

    def generate_log_entries(self, result, request):
        """Row by row, each changed column from what to what, as its page would tell."""
        resource = self.get_import_resource_classes(request)[0]()
        for row in result:
            if row.import_type == RowResult.IMPORT_TYPE_NEW:
                self.log_addition(request, row.instance, [{"added": {}}])
            elif row.import_type == RowResult.IMPORT_TYPE_UPDATE:
                fields = changed_columns(resource, row.original, row.instance)
                self.log_change(
                    request, row.instance, [{"changed": {"fields": fields}}]
                )

    def has_import_permission(self, request):
        return self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)
