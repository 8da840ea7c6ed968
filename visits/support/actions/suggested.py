"""Pairing in one press, as the data suggest."""

from django.core.exceptions import ValidationError
from django.db import transaction

from poverty.models import Household, PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from visits.pairings.actions import pair as pair_household
from visits.pairings.models import HouseholdPairing
from visits.pairings.rules import can_pair
from visits.support import rules
from visits.support.models import VillagePairing
from visits.support.queries.suggestions import suggestions

from .pairs import pair


@transaction.atomic
def pair_as_suggested(household: Household, *, by: User) -> HouseholdPairing:
    """With the first of the deputies suggested, from today."""
    household = Household.objects.select_for_update().get(pk=household.pk)
    # unscoped: only whether somebody was quicker
    if HouseholdPairing.objects.on(today()).filter(household=household).exists():
        raise ValidationError("这户已有代表联系")
    found = suggestions(household, on=today())
    first = next((each for each in found if can_pair(by, each.group)), None)
    if first is None:
        raise ValidationError(
            "所在村没有您负责的联系小组，或者小组没有成员，请逐户登记"
        )
    return pair_household(
        first.person, household, by=by, group=first.group, since=today()
    )


@transaction.atomic
def pair_with_linked_group(village: PoorVillage, *, by: User) -> VillagePairing:
    """With the group that the village is linked to, from today."""
    link = rules.links_of(village).filter(lasting(today()))
    link = link.select_related("group__township").first()
    if link is None:
        raise ValidationError("没有小组联系这个村，请先在小组页面登记联系村")
    return pair(link.group, village, by=by, since=max(today(), link.since or today()))
