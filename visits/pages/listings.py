"""The lists of the visits room: outings, and the villages and households they reached."""

from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse

from tianmen_congress.base.ui.filters import is_by_now
from tianmen_congress.base.ui.listing import Button, Listing
from visits import rules
from visits.models import Visit
from visits.queries import listing as queries

from .filters import OutingFilters, VisitFilters
from .tables import CallTable, HouseholdTable, VillageTable, VisitTable


class VisitListing(Listing):
    title = "走访记录"
    noun = "走访记录"
    is_of_campaign = True
    table_class = VisitTable
    filters = VisitFilters
    empty_text = "还没有走访记录。登记走访后，这里按日期列出每次走访。"
    elsewhere = "作废的走访请在“状态”中选择“已作废”；走访时听到的意见见“意见建议台账”。"

    @property
    def shows_void(self) -> bool:
        return self.query.get("state") in ("void", "all")

    @cached_property
    def hidden(self) -> list[str]:
        """Where some were struck off, the list and its workbook say which."""
        names = super().hidden
        return [name for name in names if not (self.shows_void and name == "standing")]

    def rows(self) -> QuerySet:
        rows = queries.visits_for_list(user=self.user)
        return rows if self.shows_void else rows.standing()

    def buttons(self) -> list[Button]:
        others = [
            Button("走访村", f"{reverse('visits:villages')}?{self.searched}"),
            Button("走访户", f"{reverse('visits:households')}?{self.searched}"),
        ]
        if not rules.can_enter_anything(self.user):
            return others
        blank = Button("空白走访表", reverse("visits:blank"))
        return [
            *others,
            blank,
            Button("登记走访", reverse("visits:create"), is_main=True),
        ]


class OfOutingsListing(Listing):
    """Rows reached by visits: the search is for the visits, the rows are what they reached."""

    filters = OutingFilters
    is_of_campaign = True
    empty_text = "没有符合条件的走访。"

    @cached_property
    def filterset(self) -> OutingFilters:
        visits = Visit.objects.visible_to(self.user).standing()
        return OutingFilters(self.query, visits, request=self.request)

    def search(self) -> QuerySet:
        return self.reached(self.filterset.qs)

    def reached(self, visits: QuerySet[Visit]) -> QuerySet:
        raise NotImplementedError

    def buttons(self) -> list[Button]:
        return [Button("走访记录", f"{reverse('visits:list')}?{self.searched}")]


class CallListing(OfOutingsListing):
    title = "入户记录"
    noun = "户次"
    table_class = CallTable

    def reached(self, visits: QuerySet[Visit]) -> QuerySet:
        rows = queries.calls_for_list(user=self.user)
        return rows.filter(visit__in=visits.order_by().values("pk"))


class VillageListing(OfOutingsListing):
    title = "走访村"
    noun = "走访村（社区、分场）"
    table_class = VillageTable

    def reached(self, visits: QuerySet[Visit]) -> QuerySet:
        by_now = is_by_now(self.filterset)
        return queries.villages_reached(visits=visits, is_by_now=by_now)


class HouseholdListing(OfOutingsListing):
    title = "走访户"
    noun = "走访户"
    table_class = HouseholdTable

    def reached(self, visits: QuerySet[Visit]) -> QuerySet:
        return queries.households_reached(visits=visits)
