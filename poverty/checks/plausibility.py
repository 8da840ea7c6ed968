"""What looks odd in a household. It only warns: families are not regular."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from poverty.enums import Relation
from poverty.models import HouseholdMember
from tianmen_congress.base.personal.values import Sex

from .id_numbers import warnings_of

MEN = frozenset(
    {
        Relation.SON,
        Relation.SON_IN_LAW,
        Relation.GRANDSON,
        Relation.MATERNAL_GRANDSON,
        Relation.FATHER,
        Relation.WIFES_FATHER,
        Relation.HUSBANDS_FATHER,
        Relation.GRANDFATHER,
        Relation.MATERNAL_GRANDFATHER,
    }
)
WOMEN = frozenset(
    {
        Relation.DAUGHTER,
        Relation.DAUGHTER_IN_LAW,
        Relation.GRANDDAUGHTER,
        Relation.MATERNAL_GRANDDAUGHTER,
        Relation.MOTHER,
        Relation.WIFES_MOTHER,
        Relation.HUSBANDS_MOTHER,
        Relation.GRANDMOTHER,
        Relation.MATERNAL_GRANDMOTHER,
    }
)
# Generations above (+) or below (-) the head, where the tie is one of blood.
GENERATIONS = {
    Relation.SON: -1,
    Relation.DAUGHTER: -1,
    Relation.GRANDSON: -2,
    Relation.GRANDDAUGHTER: -2,
    Relation.MATERNAL_GRANDSON: -2,
    Relation.MATERNAL_GRANDDAUGHTER: -2,
    Relation.FATHER: 1,
    Relation.MOTHER: 1,
    Relation.GRANDFATHER: 2,
    Relation.GRANDMOTHER: 2,
    Relation.MATERNAL_GRANDFATHER: 2,
    Relation.MATERNAL_GRANDMOTHER: 2,
}
YEARS_OF_A_GENERATION = 14
OLDEST = 110
YOUNGEST_HEAD = 16


@dataclass(frozen=True, slots=True)
class Oddity:
    """A sentence about one field of one member."""

    member: HouseholdMember
    field: str
    text: str


def oddities(members: Iterable[HouseholdMember], *, on: date) -> list[Oddity]:
    """Everything odd about a household whose people are `members`."""
    members = list(members)
    head = next((m for m in members if m.relation == Relation.HEAD), None)
    found: list[Oddity] = []
    for member in members:
        found += [Oddity(member, *line) for line in _of_member(member, on)]
        if head and head is not member:
            found += [Oddity(member, *line) for line in _beside_head(member, head)]
    return found


def _of_member(member: HouseholdMember, on: date) -> Iterator[tuple[str, str]]:
    for text in (
        warnings_of(member.id_number, sex=member.sex) if member.id_number else ()
    ):
        yield "id_number", text
    if _contradicts(member.sex, member.relation):
        yield (
            "relation",
            f"与户主关系“{member.get_relation_display()}”与性别“{member.get_sex_display()}”不符，请核对",
        )
    if member.birth_on:
        yield from _of_age(member, on.year - member.birth_on.year)


def _of_age(member: HouseholdMember, age: int) -> Iterator[tuple[str, str]]:
    if age > OLDEST:
        yield "id_number", f"年龄{age}岁，请核对"
    if member.relation == Relation.HEAD and age < YOUNGEST_HEAD:
        yield "id_number", f"户主只有{age}岁，请核对"


def _contradicts(sex: str, relation: str) -> bool:
    if sex == Sex.MALE:
        return relation in WOMEN
    return sex == Sex.FEMALE and relation in MEN


def _beside_head(
    member: HouseholdMember, head: HouseholdMember
) -> Iterator[tuple[str, str]]:
    if member.relation == Relation.SPOUSE and member.sex and member.sex == head.sex:
        yield "sex", "配偶与户主性别相同，请核对"
    generations = GENERATIONS.get(member.relation)
    if not (generations and member.birth_on and head.birth_on):
        return
    older = head.birth_on.year - member.birth_on.year
    if older * (1 if generations > 0 else -1) < YEARS_OF_A_GENERATION * abs(
        generations
    ):
        label = member.get_relation_display()
        yield "id_number", f"“{label}”与户主的年龄相差不合常理，请核对"
