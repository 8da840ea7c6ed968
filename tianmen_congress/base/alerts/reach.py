"""Whom nothing reaches outside the system: the office rings them."""

from collections import defaultdict

from django.conf import settings

from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, User

from .models import Address
from .people import live_posts

NO_ACCOUNT = "没有账号"
NO_ADDRESS = "没有确认的联系方式"


class Reach:
    """Who can be told at each organ, read once."""

    def __init__(self) -> None:
        # unscoped: only whether somebody has confirmed an address, not which
        self.reached = set(
            Address.objects.filter(
                channel__in=settings.ALERT_CHANNELS, confirmed_at__isnull=False
            ).values_list("user", flat=True)
        )
        self.desks: defaultdict[object, list[User]] = defaultdict(list)
        for post in live_posts().select_related("user").order_by("pk"):
            key = Role.OFFICE if post.role == Role.OFFICE else post.organ_id
            if post.role != Role.DEPUTY:
                self.desks[key].append(post.user)

    def at(self, organ: Organ) -> list[User]:
        return self.desks[Role.OFFICE if organ.kind == OrganKind.OFFICE else organ.pk]

    def why_ring(self, organ: Organ) -> str:
        """Why nobody of `organ` reads of it outside; "" where somebody does."""
        return self.why_ring_any(self.at(organ))

    def why_ring_any(self, users: list[User]) -> str:
        if not users:
            return NO_ACCOUNT
        is_reached = any(user.pk in self.reached for user in users)
        return "" if is_reached else NO_ADDRESS
