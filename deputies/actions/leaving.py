"""A deputy who is none any more, and what hangs on him."""

from datetime import date, timedelta

from deputies.models import Mandate, Person
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.rows.hanging import Hangings

# What hangs on a person as a deputy; rooms above register what they hang there. Nobody
# takes his place: `move` ends it.
of_people = Hangings()


def hanging_on(mandate: Mandate) -> list[str]:
    """In words what hangs on a deputy whose last mandate it is; on others nothing does."""
    person = mandate.person
    others = person.mandates.filter(until=None).exclude(pk=mandate.pk)
    if mandate.until or others.exists():
        return []
    return of_people.in_words(of_people.on([person])[person.pk])


def end_what_hangs(person: Person, *, by: User, until: date) -> dict[str, int]:
    """All of it holds up to and with `until`."""
    return of_people.move(person, None, until + timedelta(days=1), by)
