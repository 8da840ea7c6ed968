"""Search forms of the lists of this room."""

import django_filters

from poverty.enums import Category, Cause, PovertyState, VillageState
from poverty.queries import matching
from tianmen_congress.base.divisions.queries import holds_name
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    DayFilter,
    ListFilters,
    LookupFilter,
    PlacesFilter,
    TownshipFilter,
)


class NameFilter(django_filters.CharFilter):
    """Name, sound or initials of the head, or the official code; no ID numbers here."""

    def filter(self, qs, value):
        return matching(qs, value, user=self.parent.request.user)


class LivedInFilter(TownshipFilter):
    """The township of today, or that of the day asked for beside it (`lived_on`)."""

    def filter(self, qs, value):
        day = self.parent.form.cleaned_data.get("lived_on")
        if value and day:
            return qs.with_township_on(day).filter(township_then=value.pk)
        return super().filter(qs, value)


class VillageNameFilter(django_filters.CharFilter):
    """A name that the village has, or had once."""

    def filter(self, qs, value):
        return qs.filter(holds_name(value, of="village__")) if value else qs


class HouseholdFilters(ListFilters):
    q = NameFilter(max_length=40, label="户主姓名、拼音或户编号")
    township = LivedInFilter()
    village = LookupFilter(lookup="villages-in-sight", label="村")
    category = ChoiceFilter(choices=Category, label="贫困户属性")
    main_cause = ChoiceFilter(choices=Cause, label="主要致贫原因")
    state = ChoiceFilter(choices=PovertyState, label="脱贫状态")
    places = PlacesFilter()
    lived_on = DayFilter(label="住址截至", method="as_it_is")

    def as_it_is(self, rows, name, value):
        """The township is asked by it."""
        return rows


class VillageFilters(ListFilters):
    q = VillageNameFilter(max_length=40, label="村名")
    township = TownshipFilter(today="village__now__parent__now")
    state = ChoiceFilter(choices=VillageState, label="出列状态")
    places = PlacesFilter()
