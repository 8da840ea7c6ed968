"""Congresses and their terms, a small list that the office keeps."""

from django.contrib import admin
from import_export.fields import Field
from import_export.widgets import DateWidget, ForeignKeyWidget, IntegerWidget

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.divisions.codes import CITY_ORGANS
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.admin.base import SmallListAdmin, SmallListResource

from .models import Congress


class CongressResource(SmallListResource):
    division = Field(
        "division", column_name="区划代码", widget=ForeignKeyWidget(Division, "code")
    )
    tier = Field("tier", column_name="层级代号")
    term = Field("term", column_name="届次", widget=IntegerWidget())
    name = Field("name", column_name="名称")
    since = Field("since", column_name="届期起", widget=DateWidget())
    until = Field("until", column_name="届期止", widget=DateWidget())

    class Meta:
        model = Congress
        fields = ("tier", "division", "term", "name", "since", "until")
        import_id_fields = ("tier", "division", "term")
        clean_model_instances = True
        skip_unchanged = True


@admin.register(Congress)
class CongressAdmin(SmallListAdmin):
    editors = (Role.OFFICE,)
    resource_classes = (CongressResource,)
    list_display = ("name", "tier", "division", "term", "since", "until")
    list_filter = ("tier",)
    list_select_related = ("division",)
    search_fields = ("name",)

    def get_readonly_fields(self, request, obj=None):
        # Mandates carry the tier of their congress.
        return ("tier", "division") if obj else ()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "division":
            kwargs["queryset"] = (
                Division.objects.current()
                .exclude(level=DivisionLevel.VILLAGE)
                .exclude(code__endswith=CITY_ORGANS)
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
