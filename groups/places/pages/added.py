"""What the page of a group shows of its room."""

from collections.abc import Mapping

from groups.models import DeputyGroup
from groups.pages.parts import group_parts
from groups.places.enums import Standard
from groups.places.queries.standing import rooms_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.parts import DetailPart


def room(user: User, group: DeputyGroup) -> Mapping[str, object] | None:
    found = rooms_of(group, user=user).first()
    if found is None:
        return None
    return {"room": found, "standard": Standard(found.standard).label}


group_parts.register(DetailPart("places/_room.html", room))
