"""What the page of a place shows of receptions and rosters."""

from collections.abc import Mapping

from django.urls import reverse

from groups.places.models import Place
from groups.places.pages.parts import place_parts
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.parts import DetailPart
from visits.receptions.models import DutyPlan, Reception
from visits.receptions.rules import keeps_duty_of

RECENT = 5


def of_place(user: User, place: Place) -> Mapping[str, object]:
    rows = Reception.objects.visible_to(user).standing().filter(place=place)
    plans = DutyPlan.objects.visible_to(user).filter(place=place)
    return {
        "place": place,
        "receptions": list(rows[:RECENT]),
        "plans": list(plans.select_related("place")[:2]),
        "all": f"{reverse('receptions:list')}?place_pk={place.pk}",
        "can_enter": keeps_duty_of(user, place),
    }


place_parts.register(DetailPart("receptions/_of_place.html", of_place))
