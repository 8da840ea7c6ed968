"""Search forms of the lists of people and of mandates."""

import django_filters
from django.db.models import QuerySet

from deputies.enums import Party, Tier
from deputies.models import Mandate, Person
from deputies.queries import search_people
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.personal.values import Sex
from tianmen_congress.base.ui.filters import (
    AsOfFilters,
    ChoiceFilter,
    HomeFilter,
    PlacesFilter,
    YesNoFilter,
    is_by_now,
)

YES = "1"


class PeopleFilters(AsOfFilters):
    name = django_filters.CharFilter(
        label="姓名、拼音或首字母", max_length=40, method="by_name"
    )
    tier = ChoiceFilter(label="代表层级", choices=Tier, method="by_tier")
    township = HomeFilter(field_name="mandates__township", method="by_township")
    sex = ChoiceFilter(choices=Sex)
    party = ChoiceFilter(choices=Party)
    in_office = YesNoFilter(label="在任", method="by_office")
    places = PlacesFilter()

    class Meta:
        model = Person
        fields = ["name", "tier", "township", "sex", "party", "in_office"]

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found = search_people(user=self.request.user, text=value)
        return rows.filter(pk__in=found.values("pk"))

    def by_tier(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.holding(tier=value)

    def by_township(self, rows: QuerySet, name: str, value: Division) -> QuerySet:
        return rows.holding(**{self.seat_at: value})

    @property
    def seat_at(self) -> str:
        return "township__now" if is_by_now(self) else "township"

    def by_office(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """In office in the very seat that is searched for, not only in some other."""
        wanted = {"tier": "tier", "township": self.seat_at}
        asked = {key: self.form.cleaned_data.get(key) for key in wanted}
        seat = {wanted[key]: value for key, value in asked.items() if value}
        if value == YES:
            return rows.in_office(self.day, **seat)
        return rows.exclude(pk__in=rows.in_office(self.day, **seat).values("pk"))


class MandateFilters(AsOfFilters):
    name = django_filters.CharFilter(
        label="姓名、拼音或首字母", max_length=40, method="by_name"
    )
    tier = ChoiceFilter(choices=Tier)
    township = HomeFilter()
    sex = ChoiceFilter(field_name="person__sex", choices=Sex, label="性别")
    party = ChoiceFilter(field_name="person__party", choices=Party, label="党派")
    in_office = YesNoFilter(label="在任", method="by_office")
    places = PlacesFilter()

    class Meta:
        model = Mandate
        fields = ["name", "tier", "township", "sex", "party", "in_office"]

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.of(search_people(user=self.request.user, text=value))

    def by_office(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        seats = rows.in_office(self.day)
        return seats if value == YES else rows.exclude(pk__in=seats.values("pk"))
