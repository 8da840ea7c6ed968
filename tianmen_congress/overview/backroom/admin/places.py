"""Divisions and the official calendar: small lists that come as workbooks too."""

from django.contrib import admin
from import_export.fields import Field
from import_export.results import RowResult
from import_export.widgets import BooleanWidget, DateWidget, ForeignKeyWidget

from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.actions import count_anew
from tianmen_congress.base.clocks.models import CalendarYear, Holiday
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.admin.base import (
    OfficeAdmin,
    SmallListAdmin,
    SmallListResource,
)


class DivisionResource(SmallListResource):
    """Natural key: the official code; parents and successors by theirs."""

    code = Field("code", "区划代码")
    level = Field("level", "级别")
    name = Field("name", "名称")
    parent = Field("parent", "上级代码", ForeignKeyWidget(Division, "code"))
    closed_on = Field("closed_on", "撤销日期", DateWidget("%Y-%m-%d"))
    successor = Field("successor", "并入代码", ForeignKeyWidget(Division, "code"))

    class Meta:
        model = Division
        import_id_fields = ("code",)
        fields = ("code", "level", "parent", "name", "closed_on", "successor")
        skip_unchanged = True
        clean_model_instances = True

    def after_import(self, dataset, result, **kwargs):
        """A township without its presidium and government is one that nobody can serve."""
        ensure_township_organs()


@admin.register(Division)
class DivisionAdmin(SmallListAdmin):
    resource_classes = (DivisionResource,)
    list_display = ("code", "name", "level", "parent", "closed_on")
    list_filter = ("level",)
    search_fields = ("code", "name", "pinyin", "initials")
    fields = ("code", "level", "parent", "name", "closed_on", "successor")
    autocomplete_fields = ("parent", "successor")
    list_select_related = ("parent",)
    viewers = (Role.SECADMIN,)

    def get_search_results(self, request, queryset, search_term):
        """What was closed stands in the list; no box offers it any more."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.current()
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        ensure_township_organs()


class HolidayResource(SmallListResource):
    """A day that came or changed moves what runs."""

    day = Field("day", "日期", DateWidget("%Y-%m-%d"))
    name = Field("name", "名称")
    is_worked = Field("is_worked", "调休上班", BooleanWidget())

    class Meta:
        model = Holiday
        import_id_fields = ("day",)
        fields = ("day", "name", "is_worked")
        skip_unchanged = True
        clean_model_instances = True

    def after_import(self, dataset, result, **kwargs):
        super().after_import(dataset, result, **kwargs)
        if self._is_dry_run(kwargs):
            return
        changed = (RowResult.IMPORT_TYPE_NEW, RowResult.IMPORT_TYPE_UPDATE)
        days = [row.instance.day for row in result if row.import_type in changed]
        if days:
            result.moved = count_anew(min(days))


@admin.register(Holiday)
class HolidayAdmin(SmallListAdmin):
    resource_classes = (HolidayResource,)
    list_display = ("day", "name", "is_worked")
    search_fields = ("day", "name")

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request)

    def process_result(self, result, request):
        self._tell_moved(request, getattr(result, "moved", 0))
        return super().process_result(result, request)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        self._counted(request, {obj.day, form.initial.get("day") or obj.day})

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self._counted(request, {obj.day})

    def delete_queryset(self, request, queryset):
        days = set(queryset.values_list("day", flat=True))
        super().delete_queryset(request, queryset)
        self._counted(request, days)

    def _counted(self, request, days):
        """Say at once what a changed day did to deadlines that run."""
        self._tell_moved(request, count_anew(min(days)))

    def _tell_moved(self, request, moved):
        if moved:
            self.message_user(
                request, f"节假日安排有变，正在计时的{moved}个期限已重新计算。"
            )


@admin.register(CalendarYear)
class CalendarYearAdmin(OfficeAdmin):
    editors = SmallListAdmin.editors
    list_display = ("year",)
    ordering = ("-year",)

    def has_delete_permission(self, request, obj=None):
        return self.has_change_permission(request)
