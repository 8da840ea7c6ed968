"""Who keeps the diary of a deputy, and who reads how deputies stand."""

from deputies.models import Person
from groups.models import GroupMembership
from groups.rules import keeps_books_of
from supervision.duties.models import DiaryEntry
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

# Who sees how the deputies of his places stand.
OVERSEERS = (Role.OFFICE, Role.LEADER, Role.PRESIDIUM, Role.SECRETARY, Role.SUPERVISOR)
# Who writes diaries and reads them, as far as they are in sight.
WRITERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY)
CLERKS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)


def is_himself(user: User, person: Person) -> bool:
    return user.has_role(Role.DEPUTY) and person.user_id == user.pk


def writes_for(user: User, person: Person) -> bool:
    """In the deputy's name, from his paper book: whoever keeps the books of his group,
    or of the township where he is at home."""
    if user.has_role(Role.OFFICE):
        return True
    # unscoped: the groups and homes of the person given
    links = GroupMembership.objects.on(today()).filter(person=person)
    if any(keeps_books_of(user, each.group) for each in links.select_related("group")):
        return True
    homes = person.mandates.in_office(today()).values_list("township", flat=True)
    return bool({place.pk for place in user.townships} & set(homes))


def can_write(user: User, person: Person) -> bool:
    return is_himself(user, person) or writes_for(user, person)


def can_change(user: User, entry: DiaryEntry) -> bool:
    """Nobody puts other words into the mouth of a deputy who wrote for himself."""
    if entry.voided_at:
        return False
    if is_himself(user, entry.person):
        return True
    return entry.is_on_behalf and writes_for(user, entry.person)
