"""Choosing a group, or somebody who may join one."""

import re

from django.db.models import Q, QuerySet

from deputies.lookups import label as person_label
from deputies.models import Person
from deputies.queries import with_mandates
from tianmen_congress.clocks.calendar import today
from tianmen_congress.ui import lookups

from .models import DeputyGroup
from .queries import groups, in_no_group

NUMBER = re.compile(r"[0-9]{1,18}")


def by_name(rows: QuerySet[DeputyGroup], text: str) -> QuerySet[DeputyGroup]:
    """A group by its name, or by the sound of its township."""
    by_sound = lookups.sounds(text, of="township__")
    return rows.filter(by_sound or Q(name__contains=text))


def of_township(rows: QuerySet[Person], given: dict[str, str]) -> QuerySet[Person]:
    """Deputies at home in the township that the form is about."""
    place = given.get("township", "")
    is_key = NUMBER.fullmatch(place) is not None
    return rows.holding(township=int(place)) if is_key else rows


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
