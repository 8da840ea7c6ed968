"""What may be a mistake on an entry page, and is stored only once it is confirmed."""

from collections.abc import Iterable
from dataclasses import dataclass

from poverty.models import Household
from tianmen_congress.base.campaigns.queries import why_out_of_period
from visits.models import Visit
from visits.queries.similar import similar_visits

from .head import HeadForm


@dataclass(frozen=True, slots=True)
class Doubt:
    """One doubt, under a key by which somebody confirms to have seen just this one."""

    key: str
    text: str
    visit: Visit | None = None


def doubts_about(
    head: HeadForm, households: Iterable[Household], *, visit: Visit | None
) -> list[Doubt]:
    """Visits like the one typed, and a day out of the campaign; read as far as typed."""
    village = head.typed("village") if head.is_bound else head.initial.get("village")
    similar = similar_visits(
        user=head.user,
        visited_on=head.day,
        group=head.chosen_group,
        village=village,
        households=households,
        deputies=head.ticked,
        but=visit,
    )
    doubts = [
        Doubt(each.key, f"{each.what}：{each.where}", each.visit) for each in similar
    ]
    if why := why_out_of_period(head.campaign, head.day, f"走访日期 {head.day} "):
        doubts.append(Doubt(f"{head.day}", why))
    return doubts
