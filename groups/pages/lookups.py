"""Choosing a group, or somebody who may join one."""

from django.db.models import Q, QuerySet

from deputies.models import Person
from deputies.pages.lookups import label as person_label
from deputies.queries import with_mandates
from groups.models import DeputyGroup
from groups.queries import groups, in_no_group
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui import lookups


def by_name(rows: QuerySet[DeputyGroup], text: str) -> QuerySet[DeputyGroup]:
    """A group by its name, or by the sound of its township."""
    by_sound = lookups.sounds(text, of="township__")
    return rows.filter(by_sound or Q(name__contains=text))


def of_township(rows: QuerySet[Person], given: dict[str, str]) -> QuerySet[Person]:
    """Deputies at home in the township that the form is about."""
    place = row_key(given.get("township", ""))
    return rows if place is None else rows.holding(township=place)


lookups.register(
    "group", lookups.Lookup(rows=lambda user: groups(user=user), search=by_name)
)
lookups.register(
    "in_no_group",
    lookups.Lookup(
        rows=lambda user: with_mandates(in_no_group(user=user, on=today())),
        label=person_label,
        narrow=of_township,
    ),
)
