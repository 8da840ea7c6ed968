"""The list of places."""

from django.db.models import QuerySet
from django.urls import reverse

from groups.places.models import Place
from groups.places.pages.filters import PlaceFilters
from groups.places.pages.tables import PlaceTable
from groups.places.queries import standing
from groups.queries import townships_to_keep
from groups.rules import can_found_group
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.listing import Button, Listing


class PlaceListing(Listing):
    title, noun = "代表阵地", "阵地"
    table_class, filters = PlaceTable, PlaceFilters
    tabs_by = "kind"
    empty_text = (
        "还没有阵地。主席团（联络处）可按“批量建立”，"
        "一次建立本乡镇的代表之家、活动室和接待站。"
    )

    def rows(self) -> QuerySet[Place]:
        return standing.places(user=self.user).with_standard(today())

    def buttons(self) -> list[Button]:
        buttons = [Button("阵地照片", reverse("places:photos"))]
        if not can_found_group(self.user):
            return buttons
        many = [
            Button(f"批量建立（{place}）", reverse("places:make", args=[place.pk]))
            for place in self._townships()
        ]
        return [
            *buttons,
            *many,
            Button("登记阵地", reverse("places:add"), is_main=True),
        ]

    def _townships(self) -> list:
        """One's own; for the office the one that the list is narrowed to."""
        if self.user.townships:
            return self.user.townships
        asked = row_key(self.query.get("township", ""))
        return list(townships_to_keep(user=self.user).filter(pk=asked))
