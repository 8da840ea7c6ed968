"""Choosing the village of a station."""

from django.db.models import QuerySet

from groups.pages.lookups import with_township
from groups.queries import townships_to_keep
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups


def villages(user: User) -> QuerySet[Division]:
    """Where people live, of the townships whose books `user` keeps."""
    rows = Division.objects.visitable().current().select_related("parent")
    return rows.filter(parent__in=townships_to_keep(user=user))


def of_township(rows: QuerySet[Division], given: dict[str, str]) -> QuerySet[Division]:
    """Those of the township chosen come first: another one is told as a fault."""
    place = row_key(given.get("township", ""))
    return rows if place is None else rows.filter(parent=place)


lookups.register(
    "station-villages",
    lookups.Lookup(
        villages, label=with_township, search=lookups.by_any_name, narrow=of_township
    ),
)
