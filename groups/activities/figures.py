"""How many activities took place."""

from django.urls import reverse

from tianmen_congress.base.accounts.enums import READERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Beside,
    Figure,
    register_figure,
)

from . import queries
from .enums import IS_COUNTED, IS_NOT_COUNTED


def count_activities(user: User, asked: Asked) -> int:
    return queries.activities_held(user=user, asked=asked).count()


def not_counted(user: User, asked: Asked) -> Beside | None:
    many = queries.activities_not_counted(user=user, asked=asked).count()
    if not many:
        return None
    url = reverse("activities:list") + asked.query(counted=IS_NOT_COUNTED)
    return Beside(
        f"另有{many}次登记为已开展，但没有开展的环节或者无人到会，未计入", url
    )


register_figure(
    Figure(
        "activities",
        "小组活动",
        "已开展的小组活动，按活动设置须有开展的环节、有人到会；计划中和已取消的不计",
        unit="次",
        count=count_activities,
        address=lambda asked, part: (
            reverse("activities:list") + asked.query(counted=IS_COUNTED)
        ),
        beside=not_counted,
        roles=READERS,
        order=30,
    )
)
