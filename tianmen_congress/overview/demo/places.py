"""Poor villages, poor households and the people in them."""

from datetime import date
from random import Random

from poverty.enums import (
    Category,
    Cause,
    Health,
    Labour,
    PovertyState,
    Relation,
    VillageState,
)
from poverty.models import Household, HouseholdMember, PoorVillage
from tianmen_congress.base.divisions.models import Division

from . import names
from .plan import HOUSEHOLDS, Plan

# Everybody's age beside the head's: relation, sex, years from the head.
FAMILY = (
    (Relation.SPOUSE, "", 0),
    (Relation.SON, "male", -26),
    (Relation.DAUGHTER, "female", -24),
    (Relation.MOTHER, "female", 25),
    (Relation.FATHER, "male", 26),
    (Relation.GRANDSON, "male", -50),
    (Relation.GRANDDAUGHTER, "female", -50),
)
CATEGORIES = [Category.GENERAL] * 5 + [Category.ALLOWANCE] * 4
CATEGORIES += [Category.FIVE_GUARANTEES]
CAUSES = [Cause.ILLNESS] * 5 + [Cause.DISABILITY] * 2 + list(Cause.values)
INDUSTRIES = ("水稻", "棉花", "黄豆", "小龙虾养殖", "蔬菜大棚", "光伏发电", "生猪养殖")


def make_villages(plan: Plan) -> None:
    """One village in seven is on the list of poor villages."""
    rng, rows = plan.rng, []
    for township in plan.townships:
        for village in plan.villages[township.pk][::7]:
            if village.is_placeholder or not village.name.endswith("村委会"):
                continue
            is_delisted = rng.random() < 0.35
            rows.append(
                PoorVillage(
                    village=village,
                    township=township,
                    state=VillageState.DELISTED if is_delisted else VillageState.LISTED,
                    delisted_year=2016 if is_delisted else None,
                    households=rng.randrange(180, 620),
                    population=rng.randrange(700, 2600),
                    collective_income=rng.randrange(10, 900) / 10,
                    main_industry=rng.choice(INDUSTRIES),
                )
            )
    PoorVillage.objects.bulk_create(rows)


def make_households(plan: Plan) -> None:
    """Households over all villages where people live, with their members."""
    villages = [v for t in plan.townships for v in plan.villages[t.pk]]
    villages = [v for v in villages if not v.is_placeholder]
    rng = plan.rng
    counts = names.shares(HOUSEHOLDS, [rng.randrange(8, 17) for _ in villages])
    rows, serial = [], 0
    for village, count in zip(villages, counts, strict=True):
        for _ in range(count):
            serial += 1
            rows.append(_household(rng, village, serial))
    Household.objects.bulk_create(rows, batch_size=2000)
    taken: set[str] = set()
    members = [member for row in rows for member in _members(rng, row, taken)]
    HouseholdMember.objects.bulk_create(members, batch_size=3000)
    for row in rows:
        plan.households.setdefault(row.village_id, []).append(row)


def _household(rng: Random, village: Division, serial: int) -> Household:
    is_lifted = rng.random() < 0.42
    row = Household(
        township_id=village.parent_id,
        village=village,
        hamlet=f"{rng.randrange(1, 9)}组",
        code=f"429006{serial:08}",
        head_name=names.person_name(rng, "male"),
        category=rng.choice(CATEGORIES),
        main_cause=rng.choice(CAUSES),
        state=PovertyState.LIFTED if is_lifted else PovertyState.POOR,
        lifted_year=rng.choice((2014, 2015, 2016)) if is_lifted else None,
        phone=names.phone(rng),
        income=rng.randrange(1800, 5200),
        has_unsafe_house=rng.random() < 0.2,
        has_safe_water=rng.random() < 0.8,
    )
    row.set_derived()
    return row


def _members(
    rng: Random, household: Household, taken: set[str]
) -> list[HouseholdMember]:
    born = names.day_between(rng, date(1940, 1, 1), date(1985, 12, 31))
    rows = [_member(rng, household, 0, Relation.HEAD, "male", born)]
    rows[0].name = household.head_name
    for relation, sex, years in FAMILY:
        if len(rows) > 5 or rng.random() > (0.6 if years == 0 else 0.36):
            continue
        year = min(max(born.year - years + rng.randrange(-3, 4), 1925), 2016)
        day = date(year, rng.randrange(1, 13), rng.randrange(1, 29))
        rows.append(_member(rng, household, len(rows), relation, sex or "female", day))
    for row in rows:
        row.id_number = names.id_number(rng, row.birth_on, row.sex, taken)
        row.set_derived()
    return rows


def _member(
    rng: Random,
    household: Household,
    order: int,
    relation: Relation,
    sex: str,
    born: date,
) -> HouseholdMember:
    is_child = born.year > 2001
    return HouseholdMember(
        household=household,
        township_id=household.township_id,
        order=order,
        name=names.person_name(rng, sex),
        relation=relation,
        sex=sex,
        ethnicity="汉族",
        birth_on=born,
        health=rng.choice([Health.HEALTHY] * 4 + list(Health.values)),
        labour=Labour.NONE if is_child or born.year < 1950 else Labour.ORDINARY,
    )
