"""What the boxes of receptions and rosters offer while somebody types."""

from django.db.models import Q, QuerySet

from deputies.models import Person
from deputies.pages.lookups import label
from deputies.queries import people, with_mandates
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui import lookups
from visits.receptions.queries.places import places_to_receive


def by_name(rows: QuerySet[Place], text: str) -> QuerySet[Place]:
    village = Q(village__initials__startswith=text.lower())
    return rows.filter(holds("name", text) | village)


def in_office(user: User) -> QuerySet[Person]:
    return with_mandates(people(user=user).in_office(today()))


lookups.register(
    "receiving-places",
    lookups.Lookup(lambda user: places_to_receive(user=user), search=by_name),
)
lookups.register("receiving-deputies", lookups.Lookup(in_office, label=label))
lookups.register(
    "receiving-places-seen",
    lookups.Lookup(
        lambda user: Place.objects.visible_to(user).select_related("village"),
        search=by_name,
    ),
)
