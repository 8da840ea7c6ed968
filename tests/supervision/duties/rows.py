"""Rows of the diary, as they are stored."""

from supervision.duties.models import DiaryEntry
from tests.factories.platform import UserFactory


def entry_of(person, day, campaign, **more):
    """An entry of a deputy at home where his first mandate is."""
    link = person.memberships.select_related("group").first()
    return DiaryEntry.objects.create(
        person=person,
        township=person.mandates.first().township,
        group=link and link.group,
        campaign=campaign,
        day=day,
        recorded_by=more.pop("recorded_by", None) or UserFactory(),
        text=more.pop("text", "到村里看望困难群众"),
        **more,
    )
