"""Bodies are called after the place that they are of."""

from datetime import date

from tianmen_congress.base.divisions.dependents import register_namesake
from tianmen_congress.base.divisions.models import Division

from .models import Organ


@register_namesake
def rename_organs(place: Division, old: str, on: date) -> int:
    """渔薪镇人大主席团 goes with 渔薪镇: the same body, under the new name from `on`."""
    organs = Organ.objects.filter(division=place, until=None, name__startswith=old)
    for organ in organs:
        organ.rename(place.name + organ.name.removeprefix(old), on=on)
        organ.save(update_fields=["name", "former_names"])
    return len(organs)
