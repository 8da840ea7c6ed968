"""Choosing a deputy by name, pinyin or initials."""

from deputies.models import Person
from deputies.queries import people, with_mandates
from tianmen_congress.base.ui import lookups


def label(person: Person) -> str:
    """The name with what tells it from the same name elsewhere."""
    place = next((m.township.name for m in person.mandates.all() if m.township), "")
    born = f"{person.birth_month:%Y-%m}" if person.birth_month else ""
    told = "，".join(word for word in (place, born) if word)
    return f"{person.name}（{told}）" if told else person.name


lookups.register(
    "person",
    lookups.Lookup(rows=lambda user: with_mandates(people(user=user)), label=label),
)
lookups.register("people", lookups.Lookup(rows=lambda user: people(user=user)))
