"""Search forms of lists."""

from datetime import date
from itertools import islice

import django_filters
from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django_filters.fields import ModelChoiceField, ModelChoiceIterator

from tianmen_congress.base.access.scope import homes_in_sight, townships_in_sight
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.cells import holds, normal
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .current import EVERY
from .fields import DayField
from .lookups import LookupField
from .probing import reads

ALL = "全部"
# Whether the places of records are those of their days, or what became of them.
PLACES, NOW = "places", "now"
PLACES_OF = [("", "当时的区划"), (NOW, "现在的区划")]


class SearchFilter(django_filters.CharFilter):
    """Text looked for in several columns at once, in each as the reader sees it."""

    def __init__(self, *, columns: tuple[str, ...], **kwargs):
        kwargs.setdefault("label", "关键词")
        super().__init__(max_length=60, **kwargs)
        self.columns = columns

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        if not normal(value or ""):
            return qs
        anywhere, user = Q(), self.parent.request.user
        for column in self.columns:
            anywhere |= reads(user, qs.model, column, value)
        return qs.filter(anywhere)


class HoldsFilter(django_filters.CharFilter):
    """Text looked for in one column that hides nothing."""

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs.filter(holds(self.field_name, value)) if value else qs


class DayFilter(django_filters.Filter):
    """A day in any of the usual ways; `lookup_expr` gte or lte for a period."""

    field_class = DayField

    def __init__(self, **kwargs):
        super().__init__(is_asked=False, **kwargs)


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


class TownshipFilter(ModelChoiceFilter):
    """Where something is: townships that the user looks after, and those of the rows
    in sight.

    The latter may be closed by now, or belong to no post of the user's: a unit's
    opinions, a team's inspections of the time before.
    """

    places = Division.objects.townships
    in_sight = staticmethod(townships_in_sight)

    def __init__(self, *, today: str = "", **kwargs):
        """`today` is the path to the place of today, where it is no other column."""
        super().__init__(**{"label": "乡镇", **kwargs})
        self.today = today

    def filter(self, qs: QuerySet, value: Division | None) -> QuerySet:
        if value and is_by_now(self.parent):
            return qs.filter(**{self.today or f"{self.field_name}__now": value})
        return super().filter(qs, value)

    def get_queryset(self, request) -> QuerySet[Division]:
        rows = self.parent.queryset.model.objects.visible_to(request.user).order_by()
        # With those that went into one of them: they are asked for of a past day.
        own = self.in_sight(request.user).filter(pk=OuterRef("now"))
        path = self.field_name
        if is_by_now(self.parent):
            path = self.today or f"{path}__now"
        of_rows = rows.filter(**{path: OuterRef("pk")})
        # As EXISTS: of an IN beside another one all rows are read for every division.
        return self.places().filter(Exists(own) | Exists(of_rows))


class HomeFilter(TownshipFilter):
    """Where somebody belongs who did something: 市直 stands behind the townships."""

    places = Division.objects.homes
    in_sight = staticmethod(homes_in_sight)


def is_by_now(filterset: django_filters.FilterSet) -> bool:
    """Whether the search asks for records by the places of today."""
    return (filterset.data or {}).get(PLACES) == NOW


class PlacesFilter(django_filters.ChoiceFilter):
    """By which places the others narrow; narrows nothing itself."""

    def __init__(self, **kwargs):
        (_, then), *others = PLACES_OF
        super().__init__(choices=others, empty_label=then, label="区划", **kwargs)

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        return qs


class EveryFirst(ModelChoiceIterator):
    """The choices, before them the one that means all and says so in the address."""

    def __iter__(self):
        yield (EVERY, ALL)
        yield from islice(super().__iter__(), 1, None)


class CampaignField(ModelChoiceField):
    iterator = EveryFirst

    def to_python(self, value):
        return None if value == EVERY else super().to_python(value)


class CampaignFilter(ModelChoiceFilter):
    """One campaign, or all of them in so many words: an address without either begins
    with the one that runs (current.py)."""

    field_class = CampaignField

    def __init__(self, **kwargs):
        super().__init__(to_field_name="slug", label="活动主题", **kwargs)

    def get_queryset(self, request) -> QuerySet[Campaign]:
        return Campaign.objects.all()


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


class AsOfFilters(ListFilters):
    """Of rows that begin and end: those of one day, today unless another is asked for."""

    on = DayFilter(label="截至", method="as_of")

    @property
    def form(self) -> forms.Form:
        """The day stands last: seldom asked, it folds away with what is rare."""
        form = super().form
        form.order_fields([name for name in form.fields if name != "on"])
        return form

    @property
    def day(self) -> date:
        return self.form.cleaned_data.get("on") or today()

    def as_of(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        """What the day narrows asks for it by `day`."""
        return rows


class RecordFilters(ListFilters):
    """What every list of a campaign's records is searched by.

    A figure leads to its list by these names (see figures.registry.Asked).
    """

    # The column with the day of a record, and what it is called.
    day, day_label = "", ""
    # The relation to the record, where the rows only hang on one.
    record = ""
    # When it was entered, where the record says so beside who did.
    moment = "recorded_at"

    township = HomeFilter()
    since = DayFilter(lookup_expr="gte")
    until = DayFilter(lookup_expr="lte")
    campaign = CampaignFilter()
    places = PlacesFilter()
    entered_by_me = ChoiceFilter(
        choices=[("1", "我录入的")], method="of_me", label="录入人"
    )
    entered_since = DayFilter(method="entered_on", label="录入日期起")
    entered_until = DayFilter(method="entered_on", label="录入日期止")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        at = self._at
        if not self.moment:
            for name in ("entered_since", "entered_until"):
                del self.filters[name]
        columns = {"township": "township", "campaign": "campaign"}
        columns |= {"since": self.day, "until": self.day}
        for name, column in columns.items():
            self.filters[name].field_name = f"{at}{column}"
        self.filters["since"].label = f"{self.day_label}起"
        self.filters["until"].label = f"{self.day_label}止"

    @property
    def _at(self) -> str:
        return f"{self.record}__" if self.record else ""

    def of_me(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(**{f"{self._at}recorded_by": self.request.user})

    def entered_on(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        """The day by the clock of the office, whatever the hour."""
        ends = {"entered_since": "gte", "entered_until": "lte"}
        return rows.filter(**{f"{self._at}{self.moment}__date__{ends[name]}": value})
