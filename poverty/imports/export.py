"""The household roster as it goes out: what is read back in unchanged."""

from collections.abc import Iterator

from django.db.models import Prefetch
from django.http import QueryDict

from poverty.enums import Relation
from poverty.imports.columns import OF_HOUSEHOLD, OF_MEMBER, HouseholdRoster
from poverty.models import Household, HouseholdMember, HouseholdQuerySet
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.listing import rebuild
from tianmen_congress.base.ui.masks import shown_to
from tianmen_congress.base.workbooks.columns import Column as Declared
from tianmen_congress.base.workbooks.columns import (
    DecimalWidget,
    IdNumberWidget,
    IntegerWidget,
    PhoneWidget,
    columns_of,
)
from tianmen_congress.base.workbooks.exports import (
    Asked,
    Export,
    register_export,
    unit_of,
)
from tianmen_congress.base.workbooks.official import (
    OfficialTable,
    SheetColumn,
    ValueKind,
)

CHUNK = 500
# Numbered by the table itself; named in its own row.
LEFT_OUT = ("number", "head_name")
MASKS = {**Household.personal.masked, **HouseholdMember.personal.masked}
KINDS = {
    IdNumberWidget: ValueKind.ID,
    PhoneWidget: ValueKind.ID,
    IntegerWidget: ValueKind.INT,
    DecimalWidget: ValueKind.DECIMAL,
}


# The list whose search is exported stands above this module.
LIST = "poverty.pages.listings.HouseholdListing"


def roster_export(user: User, asked: Asked) -> Export:
    """The roster of what the search in `asked` finds, to be mended and sent back."""
    query = QueryDict(asked["query"])
    person = asked.get("person", "")
    households = rebuild(LIST, user, query=query, hidden=[], person=person).found
    # unscoped: the people of the households found
    people = HouseholdMember.objects.at_home().filter(
        household__in=households.order_by().values("pk")
    )
    return Export(roster_table(user), roster_rows(households, user), people.count())


def roster_columns() -> dict[str, Declared]:
    columns = columns_of(HouseholdRoster())
    return {name: col for name, col in columns.items() if name not in LEFT_OUT}


def roster_table(user: User) -> OfficialTable:
    return OfficialTable(
        title="贫困户花名册",
        columns=[
            SheetColumn(col.column_name, KINDS.get(type(col.widget), ValueKind.TEXT))
            for col in roster_columns().values()
        ],
        unit=unit_of(user),
        filled_on=today(),
    )


def roster_rows(households: HouseholdQuerySet, user: User) -> Iterator[list]:
    """A row for each person, the head of each household first."""
    columns = roster_columns()
    # unscoped: the people of the households found
    people = HouseholdMember.objects.at_home().order_by("order", "pk")
    rows = households.select_related("village", "township__parent")
    rows = rows.prefetch_related(Prefetch("members", queryset=people))
    for household in rows.iterator(chunk_size=CHUNK):
        # Sorting is stable: after the head the others keep their order.
        people = sorted(
            household.members.all(), key=lambda m: m.relation != Relation.HEAD
        )
        for place, member in enumerate(people):
            values = _values(household, member, is_first=place == 0)
            yield [
                _cell(name, column, values.get(name), user)
                for name, column in columns.items()
            ]


def _values(
    household: Household, member: HouseholdMember, *, is_first: bool
) -> dict[str, object]:
    values = {name: getattr(member, name) for name in OF_MEMBER}
    values |= {
        "county": household.township.parent.name if household.township.parent else "",
        "township": household.township.name,
        "village": household.village.name,
        "member_code": member.code,
        "id_number": member.id_number,
    }
    own = {name: getattr(household, name) for name in OF_HOUSEHOLD}
    own["main_cause"] = [household.main_cause, *household.other_causes]
    own["size"] = len(household.members.all())
    return values | (own if is_first else {"code": household.code})


def _cell(name: str, column: Declared, value: object, user: User) -> object:
    kind = KINDS.get(type(column.widget))
    if kind in (ValueKind.INT, ValueKind.DECIMAL):
        return value
    text = column.widget.render(value)
    return shown_to(user, text, MASKS[name]) if name in MASKS else text


register_export("households", roster_export)
