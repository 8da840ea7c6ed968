"""Writing what a roster says, in few statements whatever its length."""

from collections.abc import Iterable
from datetime import date

from deputies.actions import propose_matches
from deputies.models import Congress, Mandate, Person
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.kinds import Outcome

from .planning import NEW_PERSON, PlannedSeat, changes
from .seats import Seat


def write_seats(plans: Iterable[PlannedSeat]) -> None:
    """Enter the new people with their mandates, change the known ones."""
    plans = list(plans)
    new = [planned for planned in plans if planned.outcome == Outcome.NEW]
    congresses = {seat: seat.make_congress() for seat in {p.seat for p in new}}
    people = [_person(planned.name, planned.person_facts) for planned in new]
    Person.objects.bulk_create(people, batch_size=1000)
    for planned, person in zip(new, people, strict=True):
        congress = congresses[planned.seat]
        planned.mandate = _mandate(person, congress, planned.mandate_facts)
    Mandate.objects.bulk_create([planned.mandate for planned in new], batch_size=1000)
    changed = [planned for planned in plans if planned.outcome == Outcome.CHANGED]
    for planned in changed:
        write_facts(planned.mandate, planned.person_facts, planned.mandate_facts)
    propose_matches([*people, *(planned.mandate.person for planned in changed)])


def _person(name: str, facts: dict[str, object]) -> Person:
    # Most are 汉族, and yet nobody is because a roster is silent.
    person = Person(name=name, **({"ethnicity": ""} | facts))
    person.set_derived()
    return person


def _mandate(person: Person, congress: Congress, facts: dict[str, object]) -> Mandate:
    return Mandate(
        person=person,
        congress=congress,
        tier=congress.tier,
        since=congress.since,
        **facts,
    )


def write_facts(mandate: Mandate, of_person: dict, of_mandate: dict) -> None:
    """Bring a known person and mandate to what the row says."""
    for row, facts in ((mandate.person, of_person), (mandate, of_mandate)):
        if differing := changes(row, facts):
            for name, value in differing.items():
                setattr(row, name, value)
            row.version += 1
            row.save()


def write_answer(about: dict, value: str) -> None:
    """Take the row that waited for its answer: somebody new, or this known mandate."""
    facts, of_mandate = dict(about["person"]), dict(about["mandate"])
    name = facts.pop("name")
    if month := facts.get("birth_month"):
        facts["birth_month"] = date.fromisoformat(month)
    if about["township"]:
        of_mandate["township"] = Division.objects.get(pk=about["township"])
    if value != NEW_PERSON:
        # unscoped: one of the candidates that the question named
        mandate = Mandate.objects.select_related("person").get(pk=int(value))
        write_facts(mandate, facts, of_mandate)
        person = mandate.person
    else:
        person = _person(name, facts)
        person.save()
        _mandate(person, _congress(about["seat"]), of_mandate).save()
    propose_matches([person])


def _congress(seat: list) -> Congress:
    tier, division, term = seat
    return Seat(tier, Division.objects.get(pk=division), term).make_congress()
