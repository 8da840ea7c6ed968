"""Reads about people and mandates that several pages share."""

from datetime import date

from django.db.models import Case, Count, Prefetch, QuerySet, When

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.credentials.models import Proposal
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)
from tianmen_congress.base.ui.lookups import by_name_and_sound

from .enums import MatchDecision, Tier
from .models import AccountWish, Mandate, Person, PersonMatch


def people(*, user: User) -> QuerySet[Person]:
    """Everybody `user` may see, rows that were merged away left out."""
    return Person.objects.visible_to(user).filter(merged_into=None)


def search_people(*, user: User, text: str) -> QuerySet[Person]:
    """People whose name holds `text`, or whose pinyin or initials begin with it."""
    return by_name_and_sound(people(user=user), text)


def with_mandates(rows: QuerySet[Person]) -> QuerySet[Person]:
    """`rows` with their mandates at hand, in three queries whatever their number."""
    # unscoped: the mandates of the people given
    mandates = Mandate.objects.select_related("congress", "township")
    return rows.prefetch_related(Prefetch("mandates", queryset=mandates))


def mandates_of(person: Person) -> list[Mandate]:
    return list(person.mandates.select_related("congress", "township"))


def story_of(person: Person, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about the person and the mandates, the newest first."""
    mandates = person.mandates.all()
    return together(
        events(person, user=user, personal=Person.personal.masked),
        events_beneath(mandates, user=user, noun="代表职务：", name="congress"),
    )


def members_of_roster(*, township: Division, on: date) -> QuerySet[Person]:
    """Whoever holds a mandate of any tier and is at home in `township` on `on`.

    Unscoped: for imports that have checked whose township it is.
    """
    # unscoped: for imports that checked whose township it is
    seats = Mandate.objects.in_office(on).filter(township=township)
    return Person.objects.filter(merged_into=None, pk__in=seats.values("person"))


def all_mandates(*, user: User) -> QuerySet[Mandate]:
    """Every mandate in sight, highest tier first, then by place and number."""
    ranks = [When(tier=tier, then=rank) for rank, tier in enumerate(Tier.values)]
    seats = Mandate.objects.visible_to(user).filter(person__merged_into=None)
    return seats.select_related("person", "congress", "township").order_by(
        Case(*ranks), "township__code", "roster_number", "pk"
    )


def roster(
    *, user: User, on: date, township: Division | None = None
) -> QuerySet[Mandate]:
    """Mandates in office on a day, in the order of the paper."""
    seats = all_mandates(user=user).in_office(on)
    return seats.filter(township=township) if township else seats


def by_tier(seats: QuerySet[Mandate]) -> dict[str, int]:
    """How many of `seats` are of each tier."""
    seats = seats.select_related(None).order_by()
    return dict(seats.values_list("tier").annotate(count=Count("pk")))


def open_matches(*, user: User) -> QuerySet[PersonMatch]:
    """Pairs still to be decided; a pair with somebody merged meanwhile is none."""
    pairs = PersonMatch.objects.visible_to(user).filter(
        decision=MatchDecision.OPEN, first__merged_into=None, second__merged_into=None
    )
    both = [
        f"{one}__mandates__{key}"
        for one in ("first", "second")
        for key in ("congress", "township")
    ]
    return pairs.select_related("first", "second").prefetch_related(*both)


def pair_in_words(match: PersonMatch) -> list[tuple[str, str]]:
    """Both people side by side, fact for fact."""
    people = (match.first, match.second)
    return [
        ("先登记的", _in_words(people[0])),
        ("后登记的", _in_words(people[1])),
    ]


def _in_words(person: Person) -> str:
    born = f"{person.birth_month:%Y-%m}生" if person.birth_month else ""
    held = [str(mandate.congress) for mandate in mandates_of(person)]
    facts = (person.name, person.get_sex_display(), born, person.work, person.phone)
    return "，".join(word for word in (*facts, *held) if word)


def open_wish(person: Person) -> AccountWish | None:
    """What was proposed for this deputy and is not settled."""
    # unscoped: the proposals that wait, of this person's wish
    wishes = person.account_wishes.filter(proposal__in=Proposal.objects.open())
    return wishes.select_related("proposal").first()
