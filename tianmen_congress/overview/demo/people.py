"""Congresses, deputies, groups and who belongs to them."""

from datetime import date
from random import Random

from deputies.enums import Party, Tier
from deputies.models import Congress, Mandate, Person
from groups.models import DeputyGroup, GroupMembership, GroupVillage, VisitTeam
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.personal.values import Education

from . import names
from .plan import (
    CITY_GROUPS,
    CITY_ORGANS_WEIGHT,
    GROUPS,
    HOLD_TWO,
    MANDATES,
    PILOTS,
    Plan,
)

TERM = {
    Tier.NATIONAL: (12, "第十二届全国人民代表大会", date(2013, 3, 5)),
    Tier.PROVINCIAL: (12, "湖北省第十二届人民代表大会", date(2013, 1, 22)),
    Tier.COUNTY: (8, "天门市第八届人民代表大会", date(2016, 12, 20)),
}
TOWNSHIP_TERM = (10, date(2016, 11, 25))
WORK = (
    "村党支部书记",
    "村民委员会主任",
    "中学教师",
    "卫生院医生",
    "种植专业合作社理事长",
    "农民",
    "个体工商户",
    "农技站站长",
    "企业负责人",
)
CITY_ORGANS = ("市教育局", "市农业局", "市总工会", "市妇联", "市科协", "市第一医院")
CITY_WORK = ("局长", "副局长", "科长", "主任", "高级工程师")
PARTIES = [Party.CPC] * 6 + [Party.MASSES] * 3 + [Party.CDL, Party.CDNCA, Party.NONE]
SCHOOLING = [Education.JUNIOR, Education.SENIOR, Education.VOCATIONAL]
SCHOOLING += [Education.COLLEGE, Education.BACHELOR, Education.GRADUATE]


def make_people(plan: Plan) -> None:
    """All mandates of the source, spread over the townships: one person each, but for
    two who hold two."""
    seats = _seats(plan)
    people = [_person(plan.rng, township) for _, township in seats]
    _join_two(seats, people)
    Person.objects.bulk_create({id(person): person for person in people}.values())
    congresses = _congresses(plan)
    numbers: dict[int, int] = {}
    mandates = []
    for (tier, township), person in zip(seats, people, strict=True):
        home = township.pk if tier == Tier.TOWNSHIP else 0
        congress = congresses[tier, home]
        numbers[congress.pk] = numbers.get(congress.pk, 0) + 1
        mandates.append(
            Mandate(
                person=person,
                congress=congress,
                tier=tier,
                township=township,
                delegation=f"{township.name}代表团" if tier == Tier.COUNTY else "",
                electoral_unit="" if tier != Tier.TOWNSHIP else f"{township.name}选区",
                roster_number=numbers[congress.pk],
                since=congress.since,
            )
        )
        members = plan.members.setdefault(township.pk, [])
        if person not in members:
            members.append(person)
    Mandate.objects.bulk_create(mandates)


def _join_two(seats: list[tuple[str, Division]], people: list[Person]) -> None:
    """Of two townships, no pilots, one who sits in a congress above sits in the city's
    too."""
    above = {
        home: at
        for at, (tier, home) in enumerate(seats)
        if tier in (Tier.NATIONAL, Tier.PROVINCIAL) and home.name not in PILOTS
    }
    for home, at in list(above.items())[:HOLD_TWO]:
        people[seats.index((Tier.COUNTY, home))] = people[at]


def _seats(plan: Plan) -> list[tuple[str, Division]]:
    weights = [len(plan.villages[t.pk]) + 3 for t in plan.townships]
    towns = [t for t in plan.townships if t.has_congress]
    town_weights = [len(plan.villages[t.pk]) + 3 for t in towns]
    seats = []
    for tier, total in MANDATES.items():
        places, sizes = plan.townships, weights
        if tier == Tier.TOWNSHIP:
            places, sizes = towns, town_weights
        elif tier == Tier.COUNTY:
            places, sizes = plan.homes, [*weights, CITY_ORGANS_WEIGHT]
        for place, count in zip(places, names.shares(total, sizes), strict=True):
            seats += [(tier, place)] * count
    return seats


def _person(rng: Random, township: Division) -> Person:
    sex = "female" if rng.random() < 0.3 else "male"
    person = Person(
        name=names.person_name(rng, sex),
        sex=sex,
        ethnicity="汉族" if rng.random() < 0.96 else rng.choice(("土家族", "回族")),
        birth_month=date(rng.randrange(1952, 1990), rng.randrange(1, 13), 1),
        education=rng.choice(SCHOOLING),
        party=rng.choice(PARTIES),
        work=_work(rng, township),
        phone=names.phone(rng),
    )
    person.set_derived()
    return person


def _work(rng: Random, home: Division) -> str:
    if home.is_territory:
        return f"{home.name}{rng.choice(WORK)}"
    return f"{rng.choice(CITY_ORGANS)}{rng.choice(CITY_WORK)}"


def _congresses(plan: Plan) -> dict[tuple[str, int], Congress]:
    """By tier and township (0 for the congresses above the townships)."""
    county = plan.townships[0].parent
    places = {
        Tier.NATIONAL: county.parent.parent,
        Tier.PROVINCIAL: county.parent.parent,
        Tier.COUNTY: county,
    }
    made = {
        (tier, 0): Congress.objects.create(
            tier=tier, division=places[tier], term=term, name=name, since=since
        )
        for tier, (term, name, since) in TERM.items()
    }
    for township in (t for t in plan.townships if t.has_congress):
        made[Tier.TOWNSHIP, township.pk] = Congress.objects.create(
            tier=Tier.TOWNSHIP,
            division=township,
            term=TOWNSHIP_TERM[0],
            name=f"{township.name}第{names.ordinal(TOWNSHIP_TERM[0])}届人民代表大会",
            since=TOWNSHIP_TERM[1],
        )
    return made


def make_groups(plan: Plan) -> None:
    """151 groups, every deputy in one, every visitable village linked to one."""
    sizes = [len(plan.members[t.pk]) for t in plan.townships]
    # One each first, so that the smallest farm has a group too.
    extra = names.shares(GROUPS - len(sizes), sizes)
    counts = [1 + more for more in extra]
    # Those of 市直 are taken from the townships that have most.
    for _ in range(CITY_GROUPS):
        counts[counts.index(max(counts))] -= 1
    for home, count in zip(plan.homes, [*counts, CITY_GROUPS], strict=True):
        _groups_of(plan, home, count)


def _groups_of(plan: Plan, township: Division, count: int) -> None:
    people = plan.members.pop(township.pk)
    villages = plan.villages.get(township.pk, ())
    villages = [v for v in villages if not v.is_placeholder]
    for number in range(1, count + 1):
        name = f"{township.name}第{names.ordinal(number)}代表小组"
        organ = Organ.objects.create(
            kind=OrganKind.GROUP, name=name, division=township, order=number
        )
        own = villages[number - 1 :: count]
        place = f"{own[0].name if own else township.name}党员群众服务中心"
        if not township.is_territory:
            place = "市人大常委会机关会议室"
        group = DeputyGroup.objects.create(
            organ=organ,
            township=township,
            number=number,
            name=name,
            room_place=place,
            founded_on=date(2017, 4, 20),
        )
        plan.groups.append(group)
        plan.group_villages[group.pk] = own
        plan.members[-group.pk] = people[number - 1 :: count]
        _fill(plan, group)


def _fill(plan: Plan, group: DeputyGroup) -> None:
    people = plan.members[-group.pk]
    since = group.founded_on
    GroupMembership.objects.bulk_create(
        GroupMembership(
            group=group,
            person=person,
            order=order,
            is_leader=order == 0,
            is_deputy_leader=order == 1,
            is_secretary=order == min(2, len(people) - 1),
            since=since,
        )
        for order, person in enumerate(people)
    )
    GroupVillage.objects.bulk_create(
        GroupVillage(group=group, village=village, since=since)
        for village in plan.group_villages[group.pk]
    )
    for number, start in enumerate(range(0, len(people) - 2, 4), start=1):
        team = VisitTeam.objects.create(
            group=group, name=f"第{names.ordinal(number)}分队"
        )
        team.members.set(people[start : start + 4])
        plan.teams.setdefault(group.pk, []).append((team, people[start : start + 4]))
