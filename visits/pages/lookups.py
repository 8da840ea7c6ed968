"""What the boxes of the visit pages offer while somebody types."""

import re
from datetime import date

from django.db.models import Model, Q, QuerySet

from deputies.models import Person
from deputies.queries import people
from groups.models import DeputyGroup, GroupMembership
from poverty.models import Household
from poverty.queries import search_households
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.fields import typed_day
from visits.models import Visit
from visits.queries import entry

LETTERS_AND_NUMBER = re.compile(r"([a-z]*)(\d{0,3})")


def _key(given: dict[str, str], name: str) -> int | None:
    return row_key(given.get(name, ""))


def _day(given: dict[str, str]) -> date:
    try:
        return typed_day(given.get("visited_on", ""))
    except CellTrouble:
        return today()


def groups_of(user: User) -> QuerySet[DeputyGroup]:
    return entry.groups_to_enter_for(user=user)


def search_groups(rows: QuerySet[DeputyGroup], text: str) -> QuerySet[DeputyGroup]:
    """By name, or by the township's sound and the number: yuxin, yx, yx1."""
    sound = LETTERS_AND_NUMBER.fullmatch(text.lower().replace(" ", ""))
    if not sound or not text:
        return rows.filter(name__contains=text)
    letters, number = sound.groups()
    by_sound = lookups.sounds(letters, of="township__")
    found = by_sound & Q(number=int(number)) if number else by_sound
    return rows.filter(found if letters else found | Q(name__contains=text))


def villages_of(user: User) -> QuerySet[Division]:
    return entry.villages_to_enter_for(user=user)


def narrow_villages(
    rows: QuerySet[Division], given: dict[str, str]
) -> QuerySet[Division]:
    return entry.villages_of(rows, group=_key(given, "group"), on=_day(given))


def members_of(user: User) -> QuerySet[Person]:
    """Deputies of groups whose books `user` keeps."""
    groups = entry.groups_to_enter_for(user=user).order_by()
    # unscoped: narrows the deputies in sight
    held = GroupMembership.objects.on(today()).filter(group__in=groups.values("pk"))
    return people(user=user).filter(pk__in=held.values("person"))


def narrow_members(rows: QuerySet[Person], given: dict[str, str]) -> QuerySet[Person]:
    group = _key(given, "group")
    # unscoped: narrows the deputies in sight
    held = GroupMembership.objects.on(today()).filter(group=group)
    return rows.filter(pk__in=held.values("person")) if group else rows


def households_known_by_name(user: User) -> QuerySet[Household]:
    """Names of poor families are offered to those alone who may read them."""
    rows = Household.objects.visible_to(user).standing().select_related("village")
    return rows if may_see_personal(user) else rows.none()


def household_label(household: Household) -> str:
    """Tells two people of one name apart without telling more than the page does."""
    parts = (household.hamlet, household.get_category_display())
    return f"{household.head_name}（{'，'.join(part for part in parts if part)}）"


class HouseholdLookup(lookups.Lookup):
    """Households by the head's name, pinyin, initials or the household's code."""

    def find(self, user: User, text: str, given: dict[str, str]) -> list[Model]:
        if not may_see_personal(user):
            return []
        rows = search_households(user=user, text=text).select_related("village")
        return list(self.narrow(rows, given)[: lookups.LIMIT + 1])


def in_the_village(
    rows: QuerySet[Household], given: dict[str, str]
) -> QuerySet[Household]:
    village = _key(given, "village")
    return rows.filter(village=village) if village else rows.none()


def groups_seen(user: User) -> QuerySet[DeputyGroup]:
    return DeputyGroup.objects.visible_to(user)


def villages_seen(user: User) -> QuerySet[Division]:
    """Where visits in sight took place."""
    visits = Visit.objects.visible_to(user).order_by()
    rows = Division.objects.filter(pk__in=visits.values("village"))
    return rows.select_related("parent")


def label_with_township(village: Division) -> str:
    return f"{village}（{village.parent}）"


def label_with_village(household: Household) -> str:
    return f"{household.head_name}（{household.village}）"


FOR_ENTRY = {
    "visit-groups": lookups.Lookup(groups_of, search=search_groups),
    "visit-villages": lookups.Lookup(villages_of, narrow=narrow_villages),
    "visit-households": HouseholdLookup(
        households_known_by_name, label=household_label, narrow=in_the_village
    ),
}
FOR_PAIRING = {
    "visit-members": lookups.Lookup(members_of, narrow=narrow_members),
}
FOR_SEARCH = {
    "visit-groups-seen": lookups.Lookup(groups_seen, search=search_groups),
    "visit-villages-seen": lookups.Lookup(villages_seen, label=label_with_township),
    "visit-deputies-seen": lookups.Lookup(lambda user: people(user=user)),
    "visit-households-seen": HouseholdLookup(
        households_known_by_name, label=label_with_village
    ),
}
for name, lookup in (FOR_ENTRY | FOR_PAIRING | FOR_SEARCH).items():
    lookups.register(name, lookup)
