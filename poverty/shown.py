"""What the pages of a household and of a village say, for the eyes of one reader."""

from dataclasses import dataclass

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui import history, masks

from .enums import Cause, PovertyState
from .models import Household, HouseholdMember, PoorVillage

Pairs = list[tuple[str, object]]


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A person as the page shows one; the number is whole only when it was asked for."""

    member: HouseholdMember
    name: str
    id_number: str
    age: int | None


def title_of(household: Household, user: User) -> str:
    return f"{masks.shown_to(user, household.head_name, 'name')}户"


def pairs_of_household(household: Household, user: User) -> Pairs:
    others = [str(Cause(code).label) for code in household.other_causes]
    return [
        ("户主", masks.shown_to(user, household.head_name, "name")),
        ("乡镇", household.township),
        ("村", household.village),
        ("自然村(组)", household.hamlet),
        ("户编号", household.code),
        ("贫困户属性", household.get_category_display()),
        ("主要致贫原因", household.get_main_cause_display()),
        ("其他致贫原因", "、".join(others)),
        ("脱贫状态", state_in_words(household)),
        ("人均纯收入", f"{household.income}元" if household.income is not None else ""),
        ("危房户", yes_no(household.has_unsafe_house)),
        ("饮水安全", yes_no(household.has_safe_water)),
        ("饮水困难", yes_no(household.has_water_trouble)),
        ("联系电话", masks.shown_to(user, household.phone, "phone")),
        ("备注", household.note),
    ]


def state_in_words(household: Household) -> str:
    years = [
        f"{year}年{word}"
        for word, year in (
            ("脱贫", household.lifted_year),
            ("返贫", household.returned_year),
        )
        if year
    ]
    label = household.get_state_display()
    return f"{label}（{'，'.join(years)}）" if years else str(label)


def yes_no(value: bool | None) -> str:
    return {True: "是", False: "否"}.get(value, "")


def shown_members(
    household: Household, user: User, numbers: dict[int, str] | None = None
) -> list[ShownMember]:
    """All who are or were in the household; `numbers` are those shown whole."""
    return [
        ShownMember(
            member,
            masks.shown_to(user, member.name, "name"),
            (numbers or {}).get(member.pk) or masked(member.id_number),
            member.birth_on and age_on(member),
        )
        for member in household.members.all()
    ]


def masked(number: str) -> str:
    return masks.mask_id_number(number) if number else ""


def age_on(member: HouseholdMember) -> int:
    """Whole years today."""
    on, born = today(), member.birth_on
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def history_of_household(
    household: Household, user: User
) -> list[history.HistoryEvent]:
    """What happened to the file and to the people in it."""
    members = history.events_beneath(
        household.members.all(),
        user=user,
        noun="成员",
        personal=HouseholdMember.personal.masked,
    )
    own = history.events(household, user=user, personal=Household.personal.masked)
    return history.together(own, members)


def pairs_of_village(village: PoorVillage) -> Pairs:
    income = village.collective_income
    return [
        ("乡镇", village.township),
        *_what_became_of(village),
        ("出列状态", village_state_in_words(village)),
        ("总户数", village.households),
        ("总人口", village.population),
        ("村集体年收入", f"{income}万元" if income is not None else ""),
        ("主导产业", village.main_industry),
        ("驻村帮扶单位", village.support_unit),
        ("备注", village.note),
    ]


def village_in_words(poor: PoorVillage) -> str:
    """It is on the list under the name that it had; what it is today stands beside."""
    place = poor.village
    is_gone = place.now_id != place.pk
    return f"{place}（已并入{place.now}）" if is_gone else str(place)


def _what_became_of(poor: PoorVillage) -> Pairs:
    place = poor.village
    if place.now_id == place.pk:
        return []
    return [("已并入", f"{place.now}（自{place.closed_on:%Y-%m-%d}起）")]


def village_state_in_words(village: PoorVillage) -> str:
    year = f"（{village.delisted_year}年）" if village.delisted_year else ""
    return f"{village.get_state_display()}{year}"


def counts_by_state(counts: dict[str, int]) -> list[tuple[str, int, str]]:
    """Word, number and code of each state."""
    return [(str(s.label), counts.get(s, 0), s.value) for s in PovertyState]
