"""In whose name a diary is written."""

from deputies.pages.lookups import label
from deputies.queries import people, with_mandates
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui import lookups

lookups.register(
    "diary-deputies",
    lookups.Lookup(
        lambda user: with_mandates(people(user=user).in_office(today())), label=label
    ),
)
