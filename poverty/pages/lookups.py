"""Villages and households that forms and searches offer."""

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from poverty.models import Household
from poverty.queries import homes_of_members, search_households
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups


def villages_kept_by(user: User) -> QuerySet[Division]:
    """Villages whose files the user keeps: all for the office, else of the township.

    Closed ones too where households stand in them still; they are offered to nobody.
    """
    # unscoped: only whether a household stands there
    stand = Household.objects.standing().filter(village=OuterRef("pk"))
    rows = Division.objects.visitable().select_related("parent")
    rows = rows.filter(Q(closed_on=None) | Exists(stand))
    if user.has_role(Role.OFFICE):
        return rows
    return rows.filter(parent__in=[township.pk for township in user.townships])


def villages_in_sight(user: User) -> QuerySet[Division]:
    """Villages with poor households that the user sees."""
    seen = Household.objects.visible_to(user).order_by().values("village")
    return Division.objects.villages().filter(pk__in=seen).select_related("parent")


def undeclared_villages(user: User) -> QuerySet[Division]:
    return villages_kept_by(user).current().filter(poor_village=None)


def current(rows: QuerySet[Division], given: dict[str, str]) -> QuerySet[Division]:
    return rows.current()


def with_township(village: Division) -> str:
    return f"{village.name}（{village.parent.name}）"


def households_known_by_name(user: User) -> QuerySet[Household]:
    """Names of poor families are offered to those alone who may read them."""
    rows = Household.objects.visible_to(user).standing().select_related("village")
    return rows if may_see_personal(user) else rows.none()


def household_label(household: Household) -> str:
    """Tells two people of one name apart without telling more than the page does."""
    parts = (household.hamlet, household.get_category_display())
    return f"{household.head_name}（{'，'.join(part for part in parts if part)}）"


def with_village(household: Household) -> str:
    return f"{household.head_name}（{household.village}）"


def in_the_village(
    rows: QuerySet[Household], given: dict[str, str]
) -> QuerySet[Household]:
    village = row_key(given.get("village", ""))
    return rows.living_in(village) if village else rows.none()


class HouseholdLookup(lookups.Lookup):
    """Households by the head's name, pinyin, initials or the household's code."""

    def find(self, user: User, text: str, given: dict[str, str]) -> list[Model]:
        if not may_see_personal(user):
            return []
        rows = search_households(user=user, text=text).select_related("village")
        return list(self.narrow(rows, given)[: lookups.LIMIT + 1])


class HomesOfVillage(HouseholdLookup):
    """The same in one village, where who is named may be any of the household."""

    def find(self, user: User, text: str, given: dict[str, str]) -> list[Model]:
        heads = super().find(user, text, given)
        village = row_key(given.get("village", ""))
        if village is None:
            return heads
        named = homes_of_members(user=user, text=text, village=village)
        others = self.rows(user).filter(pk__in=named.keys() - {h.pk for h in heads})
        for home in others:
            home.found_by = f"成员{named[home.pk]}"
        return [*heads, *others][: lookups.LIMIT + 1]


lookups.register(
    "households-of-village",
    HomesOfVillage(
        households_known_by_name, label=household_label, narrow=in_the_village
    ),
)
lookups.register(
    "households-seen", HouseholdLookup(households_known_by_name, label=with_village)
)
lookups.register(
    "poverty-villages",
    lookups.Lookup(
        villages_kept_by,
        label=with_township,
        search=lookups.by_any_name,
        narrow=current,
    ),
)
lookups.register(
    "villages-in-sight",
    lookups.Lookup(villages_in_sight, label=with_township, search=lookups.by_any_name),
)
lookups.register(
    "undeclared-villages",
    lookups.Lookup(
        undeclared_villages, label=with_township, search=lookups.by_any_name
    ),
)
