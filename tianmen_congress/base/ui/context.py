"""What the frame of every page needs, asked for only when a page has a frame."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest

from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.calendar import today

from . import menu, once

SITE_NAME = "天门人大代表工作平台"


class Frame:
    """Menu, campaign and day for one request."""

    site_name = SITE_NAME
    is_demo_day = settings.TODAY is not None

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def top(self) -> list[menu.Shown]:
        return menu.top_for(self.request.user)

    @cached_property
    def menu(self) -> list[menu.MenuSection]:
        return menu.sections_for(self.request.user, self.request.path)

    @cached_property
    def campaign(self) -> Campaign | None:
        return current_campaign()

    @cached_property
    def saved_forms(self) -> list[str]:
        return once.take_saved(self.request)

    @property
    def today(self):
        return today()


def frame(request: HttpRequest) -> dict:
    return {"frame": Frame(request)}
