"""The list of groups."""

from django.db.models import QuerySet
from django.urls import reverse

from groups import queries, rules
from groups.models import DeputyGroup
from tianmen_congress.base.ui.listing import Button, Listing

from .filters import GroupFilters
from .tables import GroupTable


class GroupListing(Listing):
    title = noun = "代表小组"
    table_class, filters = GroupTable, GroupFilters
    empty_text = (
        "还没有代表小组，请从“导入”页面导入代表小组划分表，或按右上角“登记小组”。"
    )

    def rows(self) -> QuerySet[DeputyGroup]:
        return queries.with_officers(queries.all_groups(user=self.user))

    def buttons(self) -> list[Button]:
        buttons = [
            Button(f"{place.name}小组一览", reverse("groups:township", args=[place.pk]))
            for place in self.user.townships
        ]
        if rules.can_found_group(self.user):
            buttons.append(Button("登记小组", reverse("groups:add"), is_main=True))
        return buttons
