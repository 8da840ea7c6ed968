"""Groups are called after the township that they are of."""

from datetime import date

from tianmen_congress.base.divisions.dependents import register_namesake
from tianmen_congress.base.divisions.models import Division

from .models import DeputyGroup


@register_namesake
def rename_groups(place: Division, old: str, on: date) -> int:
    """渔薪镇第一代表小组 goes with 渔薪镇; a group that is no more keeps its name."""
    # unscoped: all groups of the place, for whoever may rename it
    groups = DeputyGroup.objects.existing(on).filter(township=place)
    groups = groups.filter(name__startswith=old)
    for group in groups:
        group.rename(place.name + group.name.removeprefix(old), on=on)
        group.version += 1
        group.save(update_fields=["name", "former_names", "version"])
    return len(groups)
