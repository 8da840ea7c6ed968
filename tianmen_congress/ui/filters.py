"""Search forms of lists."""

import django_filters
from django import forms
from django.db.models import Q, QuerySet

from tianmen_congress.cells import visible

from .fields import DayField
from .lookups import LookupField
from .probing import reads

ALL = "全部"


class SearchFilter(django_filters.CharFilter):
    """Text looked for in several columns at once, in each as the reader sees it."""

    def __init__(self, *, columns: tuple[str, ...], **kwargs):
        kwargs.setdefault("label", "关键词")
        super().__init__(max_length=60, **kwargs)
        self.columns = columns

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        value = visible(value or "").strip()
        if not value:
            return qs
        anywhere, user = Q(), self.parent.request.user
        for column in self.columns:
            anywhere |= reads(user, qs.model, column, value, any_case=True)
        return qs.filter(anywhere)


class DayFilter(django_filters.Filter):
    """A day in any of the usual ways; `lookup_expr` gte or lte for a period."""

    field_class = DayField


class LookupFilter(django_filters.Filter):
    """One row of a registered lookup (see lookups)."""

    field_class = LookupField


class ChoiceFilter(django_filters.ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(empty_label=ALL, **kwargs)


class ModelChoiceFilter(django_filters.ModelChoiceFilter):
    """`queryset=lambda request: …` gives the choices in the user's sight."""

    def __init__(self, **kwargs):
        super().__init__(empty_label=ALL, **kwargs)


class YesNoFilter(ChoiceFilter):
    def __init__(self, **kwargs):
        super().__init__(choices=[("1", "是"), ("0", "否")], **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return super().filter(qs, value == "1") if value else qs


class ListFilters(django_filters.FilterSet):
    """The search form of a list. A value it cannot read shows no rows, and says so."""

    @property
    def form(self) -> forms.Form:
        form = super().form
        for field in form.fields.values():
            self._dress(field)
        return form

    @property
    def qs(self) -> QuerySet:
        if self.is_bound and not self.form.is_valid():
            return self.queryset.none()
        return super().qs

    def _dress(self, field: forms.Field) -> None:
        is_select = isinstance(field.widget, forms.Select)
        kind = (
            "form-select form-select-sm"
            if is_select
            else "form-control form-control-sm"
        )
        field.widget.attrs["class"] = kind
        if isinstance(field, LookupField):
            field.user = self.request.user
