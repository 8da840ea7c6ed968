"""The lists of people and of mandates."""

from django.db.models import QuerySet
from django.urls import reverse

from deputies import queries, rules
from deputies.models import Mandate, Person
from tianmen_congress.base.ui.listing import Button, Listing

from .filters import MandateFilters, PeopleFilters
from .tables import MandateTable, PeopleTable


class PeopleListing(Listing):
    title = "代表名录"
    noun = "代表"
    table_class, filters = PeopleTable, PeopleFilters
    orders = {"": "姓名拼音", "strokes": "姓氏笔画"}
    elsewhere = "不在任的也在此列；可只写姓名的一部分、拼音或首字母；同一人的重复记录已合并为一条。"
    empty_text = "还没有代表，请从“导入”页面导入代表名册，或按右上角“登记代表”。"

    def rows(self) -> QuerySet[Person]:
        return queries.with_mandates(queries.people(user=self.user))

    @property
    def beside_total(self) -> str:
        seats = Mandate.objects.visible_to(self.user).of(self.found.order_by())
        return f"（在任职务{seats.in_office(self.filterset.day).count()}个）"

    def buttons(self) -> list[Button]:
        roster = Button("代表花名册", reverse("deputies:roster"))
        if not rules.can_add_person(self.user):
            return [roster]
        return [roster, Button("登记代表", reverse("deputies:add"), is_main=True)]


class RosterListing(Listing):
    title = "代表花名册"
    noun = "代表职务"
    table_class, filters = MandateTable, MandateFilters
    orders = {"": "层级和乡镇", "name": "姓名拼音", "strokes": "姓氏笔画"}
    empty_text = "还没有代表职务，请从“导入”页面导入代表名册。"

    def rows(self) -> QuerySet[Mandate]:
        return queries.all_mandates(user=self.user)

    @property
    def beside_total(self) -> str:
        people = self.found.order_by().values("person").distinct()
        return f"（{people.count()}人）"

    def buttons(self) -> list[Button]:
        printed = reverse("figures:report", args=["deputy-roster"])
        return [Button("打印花名册", printed)]
