"""Reads of the poverty room. Every search for a household goes through here."""

from collections.abc import Iterable
from functools import lru_cache

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import normal, normal_id_number
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import initials, pinyin, sound_typed
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui.lookups import sounds
from tianmen_congress.base.ui.people import NAME, PHONE, PersonAsked
from tianmen_congress.base.ui.probing import guarded, reads

from .enums import Relation
from .models import (
    Household,
    HouseholdMember,
    HouseholdQuerySet,
    PoorVillage,
    PoorVillageQuerySet,
)

# One writer of ID numbers at a time: a number stands in one household only.
NUMBERS_LOCK = 429099001


def search_households(
    *, user: User, text: str = "", village: Division | None = None
) -> HouseholdQuerySet:
    """Households in sight that fit `text`; see `matching`.

    Boxes and lists ask with a text that stands in an address, and so in every log: an
    ID number finds nothing here (see `households_of_bearer`).
    """
    rows = Household.objects.visible_to(user).standing()
    if village:
        rows = rows.filter(village=village)
    return guarded(matching(rows, text, user=user), user=user)


def stood_in(homes: Iterable[Household]) -> dict[int, set[int]]:
    """By key of each household the villages in which it ever was, as its history tells:
    a merged village has households of several."""
    found = {home.pk: {home.village_id} for home in homes}
    # unscoped: the history of the households given
    events = Household.pgh_event_model.objects.filter(pgh_obj__in=found)
    for pk, village in events.values_list("pgh_obj", "village"):
        found[pk].add(village)
    return found


def households_of_bearer(*, user: User, number: str) -> HouseholdQuerySet:
    """The household in sight of whoever bears a whole ID number, for those who may
    see such numbers. Ask only with a number that was posted."""
    rows = Household.objects.visible_to(user).standing()
    return guarded(rows.filter(_has_number(user, normal_id_number(number))), user=user)


def matching(rows: HouseholdQuerySet, text: str, *, user: User) -> HouseholdQuerySet:
    """Those of `rows` whose head's name, sound or initials, or code, fit `text`.

    Who sees names masked finds by what he sees of them, and not by the sound.
    """
    if not normal(text):
        return rows
    by_sound = sounds(text) if may_see_personal(user) else Q()
    fits = by_sound or reads(user, Household, "head_name", text)
    code = normal_id_number(text.replace("\0", ""))
    return rows.filter(fits | Q(code=code))


def _has_number(user: User, number: str) -> Q:
    if not number or not may_see_personal(user):
        return Q(pk=None)
    # unscoped: narrows the rows that the user searches
    bearers = HouseholdMember.objects.at_home().filter(id_digest=digest(number))
    return Q(pk__in=bearers.values("household"))


def of_person(rows: HouseholdQuerySet, user: User, asked: PersonAsked):
    """Those of `rows` in which somebody of that name or number lives."""
    # unscoped: the people of the households given
    people = HouseholdMember.objects.at_home().filter(household=OuterRef("pk"))
    if asked.kind == NAME:
        called = people.filter(reads(user, HouseholdMember, "name", asked.text))
        heads = reads(user, Household, "head_name", asked.text)
        return rows.filter(heads | Exists(called))
    if not may_see_personal(user):
        return rows.none()
    column = "tail_digest" if asked.is_tail else "digest"
    if asked.kind == PHONE:
        return rows.filter(**{f"phone_{column}": asked.digest})
    return rows.filter(Exists(people.filter(**{f"id_{column}": asked.digest})))


def homes_of_members(*, user: User, text: str, village: int) -> dict[int, str]:
    """Households of a village by who lives there and is not the head: each with the
    name that fits `text`. A village's people are few enough to be read by their sound.
    """
    text = text.replace("\0", "").strip()
    if not (text and may_see_personal(user)):
        return {}
    members = HouseholdMember.objects.visible_to(user).at_home()
    now = Division.objects.filter(pk=village).values("now")
    members = members.filter(household__village__now__in=now, household__voided_at=None)
    others = members.exclude(relation=Relation.HEAD)
    names = others.order_by("household", "order").values_list("household", "name")
    return {home: name for home, name in names if _sounds_like(name, text)}


def _sounds_like(name: str, text: str) -> bool:
    sound = sound_typed(text)
    if not sound:
        return text in name
    return any(each.startswith(sound) for each in _sounds_of(name))


@lru_cache(maxsize=20_000)
def _sounds_of(name: str) -> tuple[str, str]:
    return initials(name, person=True), pinyin(name, person=True).replace(" ", "")


def with_member_count(rows: HouseholdQuerySet) -> HouseholdQuerySet:
    # unscoped: only how many there are of a household given
    at_home = HouseholdMember.objects.at_home()
    return rows.annotate(member_count=count_of(at_home, "household"))


def counts_of(rows: HouseholdQuerySet) -> dict[str, int]:
    """Households by state, and the people in them.

    `rows` may carry joins of a list page, which would count a household once for each
    of its people; so the households are counted anew.
    """
    # unscoped: the households given, and the people in them
    rows = Household.objects.filter(pk__in=rows.order_by().values("pk"))
    by_state = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    # unscoped: the households given, and the people in them
    people = HouseholdMember.objects.at_home().filter(household__in=rows.order_by())
    return {
        **by_state,
        "households": sum(by_state.values()),
        "people": people.count(),
    }


def hold_numbers() -> None:
    """Wait until nobody else is writing ID numbers; held to the end of the transaction.

    Whoever checks that a number is free holds this until the number is written.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [NUMBERS_LOCK])


def bearers_of(numbers: Iterable[str]) -> dict[str, HouseholdMember]:
    """By digest, who bears each of `numbers` today, anywhere in the city."""
    digests = {digest(number) for number in numbers if number}
    # unscoped: a number is taken wherever; who sees where: taken_in_words
    rows = HouseholdMember.objects.at_home().filter(id_digest__in=digests)
    return {row.id_digest: row for row in rows.select_related("household__village")}


def taken_in_words(member: HouseholdMember, *, user: User) -> str:
    """Where a number is registered already, as far as `user` may know."""
    household = member.household
    if Household.objects.visible_to(user).filter(pk=household.pk).exists():
        return f"此身份证号码已登记在{household.village}{household.head_name}户"
    return "此身份证号码已登记在其他乡镇"


def villages_for_list(user: User) -> PoorVillageQuerySet:
    """Poor villages with the number of poor households on file."""
    # unscoped: only how many there are of a village in sight
    households = Household.objects.standing().filter(village=OuterRef("village"))
    counted = (
        households.order_by().values("village").annotate(n=Count("pk")).values("n")
    )
    rows = PoorVillage.objects.visible_to(user).select_related(
        "village__now", "township"
    )
    return rows.annotate(poor_count=Coalesce(Subquery(counted), 0))
