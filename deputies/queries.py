"""Reads about people and mandates that several pages share."""

from datetime import date

from django.db.models import Count, Prefetch, QuerySet

from tianmen_congress.accounts.models import User
from tianmen_congress.divisions.models import Division
from tianmen_congress.ui.lookups import by_name_and_sound

from .enums import MatchDecision
from .models import Mandate, Person, PersonMatch


def people(*, user: User) -> QuerySet[Person]:
    """Everybody `user` may see, rows that were merged away left out."""
    return Person.objects.visible_to(user).filter(merged_into=None)


def search_people(*, user: User, text: str) -> QuerySet[Person]:
    """People whose name holds `text`, or whose pinyin or initials begin with it."""
    return by_name_and_sound(people(user=user), text)


def with_mandates(rows: QuerySet[Person]) -> QuerySet[Person]:
    """`rows` with their mandates at hand, in three queries whatever their number."""
    mandates = Mandate.objects.select_related("congress", "township")
    return rows.prefetch_related(Prefetch("mandates", queryset=mandates))


def members_of_roster(*, township: Division, on: date) -> QuerySet[Person]:
    """Whoever holds a mandate of any tier and is at home in `township` on `on`.

    Unscoped: for imports that have checked whose township it is.
    """
    seats = Mandate.objects.in_office(on).filter(township=township)
    return Person.objects.filter(merged_into=None, pk__in=seats.values("person"))


def mandates_by_tier(*, user: User, on: date) -> dict[str, int]:
    """How many mandates of each tier are in office."""
    seats = Mandate.objects.visible_to(user).in_office(on).order_by()
    return dict(seats.values_list("tier").annotate(count=Count("pk")))


def open_matches(*, user: User) -> QuerySet[PersonMatch]:
    """Pairs still to be decided; a pair with somebody merged meanwhile is none."""
    pairs = PersonMatch.objects.visible_to(user).filter(
        decision=MatchDecision.OPEN, first__merged_into=None, second__merged_into=None
    )
    both = ("first__mandates__congress", "second__mandates__congress")
    return pairs.select_related("first", "second").prefetch_related(*both)
