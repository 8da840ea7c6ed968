"""Figures about groups and their activities."""

from django.urls import reverse

from deputies.rules import READERS
from tianmen_congress.accounts.models import User
from tianmen_congress.figures.registry import Asked, Figure, register_figure

from . import queries
from .enums import ActivityState


def count_groups(user: User, asked: Asked) -> int:
    rows = queries.groups(user=user)
    return (rows.filter(township=asked.township) if asked.township else rows).count()


def count_activities(user: User, asked: Asked) -> int:
    return queries.activities_held(user=user, asked=asked).count()


register_figure(
    Figure(
        "groups",
        "代表小组",
        "未撤销的代表小组",
        count=count_groups,
        address=lambda asked, part: (
            reverse("groups:list") + Asked(township=asked.township).query()
        ),
        roles=READERS,
        order=20,
    )
)
register_figure(
    Figure(
        "activities",
        "小组活动",
        "已开展的小组活动，计划中和已取消的不计",
        unit="次",
        count=count_activities,
        address=lambda asked, part: (
            reverse("groups:activities") + asked.query(state=ActivityState.HELD)
        ),
        roles=READERS,
        order=30,
    )
)
