"""Search form of the list of places."""

from django.db.models import QuerySet

from groups.places.enums import Standard
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.filters import (
    AsOfFilters,
    ChoiceFilter,
    HomeFilter,
    LookupFilter,
    ModelChoiceFilter,
    PlacesFilter,
    SearchFilter,
    is_by_now,
)

STANDING, CLOSED = "standing", "closed"
IN_USE = [(STANDING, "使用中"), (CLOSED, "已停用")]


def requirements(request) -> QuerySet[PlaceRequirement]:
    return PlaceRequirement.objects.running()


class OfThatDayFilter(HomeFilter):
    """The township in which a place was on the day asked for, or is today."""

    def filter(self, qs, value):
        if value is None or is_by_now(self.parent):
            return super().filter(qs, value)
        return qs.with_site_on(self.parent.day).filter(township_then=value.pk)


class RequirementFilter(ModelChoiceFilter):
    """Each with the kind of place that it is asked of."""

    def get_queryset(self, request):
        return requirements(request)

    @property
    def field(self):
        field = super().field
        field.label_from_instance = _with_kind
        return field


def _with_kind(row: PlaceRequirement) -> str:
    return f"{row.get_kind_display()}：{row.title}"


class PlaceFilters(AsOfFilters):
    q = SearchFilter(
        columns=("name", "address", "keeper_name"), label="名称、地点或联络员"
    )
    kind = ChoiceFilter(choices=PlaceKind, label="类型")
    township = OfThatDayFilter()
    group = LookupFilter(lookup="group", label="小组")
    standard = ChoiceFilter(choices=Standard, label="达标情况")
    lacks = RequirementFilter(method="lacking", label="缺项")
    use = ChoiceFilter(choices=IN_USE, method="of_use", label="使用情况")
    places = PlacesFilter()

    class Meta:
        model = Place
        fields = [
            *("q", "kind", "township", "group", "standard", "lacks", "use"),
            *("places", "on"),
        ]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        rows = super().filter_queryset(rows)
        is_any = self.form.cleaned_data.get("use")
        return rows if is_any else rows.standing(self.day)

    def of_use(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if value == STANDING:
            return rows.standing(self.day)
        return rows.filter(closed_on__lte=self.day)

    def lacking(self, rows: QuerySet, name: str, value: PlaceRequirement) -> QuerySet:
        """Of the kind that it is asked of, those where it was not found so far."""
        met = PlaceFinding.objects.visible_to(self.request.user).latest(today()).met()
        met = met.filter(requirement__code=value.code)
        return rows.filter(kind=value.kind).exclude(pk__in=met.values("place"))
