"""Who pairs a group with a poor village and writes what it does there."""

from django.db.models import Q, QuerySet

from groups.models import DeputyGroup, GroupVillage
from groups.rules import is_secretary_of, keeps_books_of, keeps_groups_of
from poverty.models import PoorVillage
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting

from .models import VillagePairing


def can_pair(user: User, group: DeputyGroup) -> bool:
    return keeps_books_of(user, group)


def can_keep(user: User, pairing: VillagePairing) -> bool:
    """Plan, projects and end, while it runs; of an ended one all stays as it was."""
    return pairing.until is None and can_pair(user, pairing.group)


def can_record_income(user: User, village: PoorVillage) -> bool:
    """Whoever keeps the township's groups, or is secretary of the group it is linked to."""
    if keeps_groups_of(user, village.village.now.parent):
        return True
    if not user.has_role(Role.SECRETARY):
        return False
    links = links_of(village).filter(lasting(today())).select_related("group")
    return any(is_secretary_of(user, link.group) for link in links)


def links_of(village: PoorVillage) -> QuerySet[GroupVillage]:
    """Links of groups to the village, or to what became of it."""
    # unscoped: of the village given
    return GroupVillage.objects.filter(
        Q(village=village.village_id) | Q(village=village.village.now_id)
    )
