"""Divisions and the official calendar: small lists that come as workbooks too."""

from datetime import date

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import F
from import_export.fields import Field
from import_export.results import RowResult
from import_export.widgets import BooleanWidget, DateWidget, ForeignKeyWidget

from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.actions import count_anew
from tianmen_congress.base.clocks.models import CalendarYear, Holiday
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import rename
from tianmen_congress.base.ui.admin.base import (
    OfficeAdmin,
    SmallListAdmin,
    SmallListResource,
)
from tianmen_congress.base.ui.fields import DayField

BY_PAGE = "并入哪里在“区划去向”页面上确认，这里不能改。"


class PlaceWidget(ForeignKeyWidget):
    """A place by its code; of two that bore it the one that stands."""

    def get_queryset(self, value, row, *args, **kwargs):
        bearers = Division.objects.filter(code=str(value).strip())
        standing_first = F("closed_on").desc(nulls_first=True)
        last = bearers.order_by(standing_first).values("pk")[:1]
        return Division.objects.filter(pk__in=last)


class SuccessorField(Field):
    """Shown, and never set by a list: what hangs on the place goes with it."""

    def save(self, instance, row, is_m2m=False, **kwargs):
        stored = instance.successor.code if instance.successor_id else ""
        if str(row.get(self.column_name) or "").strip() != stored:
            raise ValueError(BY_PAGE)


class DivisionResource(SmallListResource):
    """Natural key: the official code; parents and successors by theirs."""

    code = Field("code", "区划代码")
    level = Field("level", "级别")
    name = Field("name", "名称")
    parent = Field("parent", "上级代码", PlaceWidget(Division, "code"))
    opened_on = Field("opened_on", "设立日期", DateWidget("%Y-%m-%d"))
    closed_on = Field("closed_on", "撤销日期", DateWidget("%Y-%m-%d"))
    successor = SuccessorField("successor", "并入代码", PlaceWidget(Division, "code"))

    class Meta:
        model = Division
        import_id_fields = ("code",)
        fields = (
            *("code", "level", "parent", "name"),
            *("opened_on", "closed_on", "successor"),
        )
        skip_unchanged = True
        clean_model_instances = True

    def get_instance(self, instance_loader, row):
        """Of those that bore the code the one closed on the day that the row says, else
        the one that stands, else the last that did."""
        code = str(row.get("区划代码") or "").strip()
        bearers = Division.objects.filter(code=code).select_related("successor")
        closed_on = self.fields["closed_on"].clean(row)
        return (
            bearers.filter(closed_on=closed_on).first()
            or bearers.filter(closed_on=None).first()
            or bearers.order_by("closed_on").last()
        )

    def after_import(self, dataset, result, **kwargs):
        """A township without its presidium and government is one that nobody can serve."""
        ensure_township_organs()


class DivisionForm(forms.ModelForm):
    """A name that changed has a day; one that was only written wrong has none."""

    renamed_on = DayField(
        label="自何日起使用新名称",
        required=False,
        allow_future=False,
        help_text="改名的填写，原名称留作曾用名；空着的是更正错字，不留曾用名",
    )

    def clean(self):
        data = super().clean()
        if self.instance.successor_id and not data.get("closed_on"):
            self.add_error("closed_on", f"已并入{self.instance.successor}，不能恢复")
        if day := data.get("renamed_on"):
            self._check_day(day, data.get("name"))
        return data

    def _check_day(self, day: date, name: str | None) -> None:
        if not self.instance.pk or name == self.initial["name"]:
            self.add_error("renamed_on", "名称没有变，不用填写日期")
            return
        trial = Division(
            name=self.initial["name"], former_names=self.instance.former_names
        )
        try:
            trial.rename(name or "", on=day)
        except ValidationError as refusal:
            self.add_error("renamed_on", refusal)


@admin.register(Division)
class DivisionAdmin(SmallListAdmin):
    resource_classes = (DivisionResource,)
    form = DivisionForm
    list_display = ("code", "name", "level", "parent", "closed_on")
    list_filter = ("level",)
    search_fields = ("code", "name", "pinyin", "initials", "formerly")
    fields = (
        *("code", "level", "parent", "name", "renamed_on", "former"),
        *("opened_on", "closed_on", "successor", "now"),
    )
    readonly_fields = ("former", "successor", "now")
    autocomplete_fields = ("parent",)
    list_select_related = ("parent",)
    viewers = (Role.SECADMIN,)

    @admin.display(description="曾用名")
    def former(self, obj):
        names = [f"{each['name']}（至{each['until']}）" for each in obj.former_names]
        return "、".join(names) or "无"

    def get_search_results(self, request, queryset, search_term):
        """What was closed stands in the list; no box offers it any more."""
        if request.resolver_match.url_name == "autocomplete":
            queryset = queryset.current()
        return super().get_search_results(request, queryset, search_term)

    def save_model(self, request, obj, form, change):
        """A new name goes to all that is called after the place."""
        if change and "name" in form.changed_data:
            name, obj.name = obj.name, form.initial["name"]
            rename(obj, name, on=form.cleaned_data["renamed_on"])
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
