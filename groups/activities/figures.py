"""How many activities took place."""

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked, Figure, register_figure

from . import queries
from .enums import ActivityState


def count_activities(user: User, asked: Asked) -> int:
    return queries.activities_held(user=user, asked=asked).count()


register_figure(
    Figure(
        "activities",
        "小组活动",
        "已开展的小组活动，计划中和已取消的不计",
        unit="次",
        count=count_activities,
        address=lambda asked, part: (
            reverse("activities:list") + asked.query(state=ActivityState.HELD)
        ),
        roles=READERS,
        order=30,
    )
)
