"""Figures of rooms that lie below this one."""

from datetime import date
from urllib.parse import urlencode

from django.urls import reverse

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .registry import Asked, Figure, register_figure


def count_townships(user: User, asked: Asked) -> int:
    """Official divisions are public: everybody counts them all."""
    return Division.objects.townships().on(_day(asked)).count()


def count_villages(user: User, asked: Asked) -> int:
    rows = Division.objects.villages().on(_day(asked))
    return (rows.filter(parent=asked.township) if asked.township else rows).count()


def _day(asked: Asked) -> date:
    return today() if asked.is_by_now else asked.last_day


def _as_of(asked: Asked) -> dict[str, date]:
    return {} if asked.is_by_now else asked.as_of


def villages_address(asked: Asked, part: str) -> str:
    place = {"parent": asked.township.pk} if asked.township else {}
    query = urlencode(place | _as_of(asked))
    return reverse("divisions") + (f"?{query}" if query else "")


register_figure(
    Figure(
        "townships",
        "乡镇、街道、农场",
        "官方区划中统计时段最后一天的乡镇级单位，市直不是区划，不计",
        count=count_townships,
        address=lambda asked, part: (
            reverse("townships") + Asked().query(**_as_of(asked))
        ),
        order=900,
    )
)
register_figure(
    Figure(
        "villages",
        "村、社区、分场",
        "官方区划中统计时段最后一天的村级单位，含统计用的虚拟单位",
        count=count_villages,
        address=villages_address,
        order=901,
    )
)
