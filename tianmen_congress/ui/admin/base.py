"""Who may do what in the administration: one place for all its pages."""

from django.contrib import admin
from import_export.admin import ImportExportModelAdmin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ExportForm

from tianmen_congress.accounts.enums import Role

ACCOUNT_ROLES = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


class ByRole:
    """Rights by role: `editors` add and change, `viewers` look; nobody deletes."""

    editors: tuple[Role, ...] = ()
    viewers: tuple[Role, ...] = ()

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


class SmallListAdmin(ByRole, ImportExportModelAdmin):
    """A small list that also comes and goes as a workbook."""

    editors = (Role.OFFICE, Role.SYSADMIN)
    list_per_page = 50
    # The whole list, not a choice of its columns: what went out goes back in.
    export_form_class = ExportForm
    formats = (XLSX, CSV)

    def has_import_permission(self, request):
        return self.has_change_permission(request)

    def has_export_permission(self, request):
        return self.has_view_permission(request)
