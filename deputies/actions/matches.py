"""Two rows of rosters that may be one person: proposed by a machine, decided by somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.enums import MatchDecision
from deputies.models import Person, PersonMatch
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry

MoveRows = Callable[[Person, Person], None]
# What rooms above do with rows of theirs that point to the person merged.
movers: Registry[MoveRows, MoveRows] = Registry()
# Facts that the kept person takes over where it has none.
FACTS = ("sex", "birth_month", "education", "party", "work", "phone", "note")


def on_merge(mover: MoveRows) -> MoveRows:
    """Register `mover(kept, merged)`, called inside the transaction of every merge."""
    movers.add(mover)
    return mover


@transaction.atomic
def propose_matches(people: Iterable[Person]) -> int:
    """Ask about everybody who shares name, sex and birth month with one of `people`.

    Returns how many new pairs are asked about; a pair is never asked about twice.
    """
    asked = [p for p in people if p.birth_month and not p.merged_into_id]
    alike = _alike(asked)
    pairs = {
        (min(person.pk, other), max(person.pk, other))
        for person in asked
        for other in alike[_key(person)] - {person.pk}
    }
    known = set(PersonMatch.objects.values_list("first", "second"))
    rows = [PersonMatch(first_id=a, second_id=b) for a, b in sorted(pairs - known)]
    return len(PersonMatch.objects.bulk_create(rows))


def _key(person: Person) -> tuple:
    return person.name, person.sex, person.birth_month


def _alike(asked: list[Person]) -> dict[tuple, set[int]]:
    names = {person.name for person in asked}
    alike = defaultdict(set)
    for other in Person.objects.filter(name__in=names, merged_into=None):
        alike[_key(other)].add(other.pk)
    return alike


@transaction.atomic
def confirm_different(match: PersonMatch, *, by: User) -> PersonMatch:
    """They only look alike; the pair is not asked about again."""
    return _decide(match, MatchDecision.DIFFERENT, by=by)


@transaction.atomic
def confirm_same(match: PersonMatch, *, by: User) -> Person:
    """The two are one: everything of the later row moves to the earlier one.

    Returns the person kept. Nothing is deleted: the other row stays and says into
    whom it was merged.
    """
    locked = Person.objects.select_for_update().filter(
        pk__in=[match.first_id, match.second_id]
    )
    kept, merged = locked.order_by("pk")
    _check_may_be_one(kept, merged)
    _check_not_oneself(kept, merged, by)
    _decide(match, MatchDecision.SAME, by=by)
    merged.mandates.update(person=kept)
    merged.account_wishes.update(person=kept)
    for move_rows in movers:
        move_rows(kept, merged)
    _take_over_facts(kept, merged)
    return kept


def _check_may_be_one(kept: Person, merged: Person) -> None:
    if kept.merged_into_id or merged.merged_into_id:
        raise ValidationError("其中一人已并入他人，请刷新后再看。")
    shared = kept.mandates.filter(congress__mandates__person=merged)
    if mandate := shared.select_related("congress").first():
        raise ValidationError(
            f"两人都有{mandate.congress}的代表职务，同一届不会重复当选，不能确认为同一人。"
        )
    if kept.user_id and merged.user_id:
        raise ValidationError("两人各有登录账号，请先停用其中一个再确认。")


def _check_not_oneself(kept: Person, merged: Person, by: User) -> None:
    """Nobody takes over somebody's mandates by calling him himself."""
    if by.pk in (kept.user_id, merged.user_id):
        raise ValidationError(
            "其中一人是您本人，请由另一位有权限的人确认是不是同一人。"
        )


def _decide(match: PersonMatch, decision: MatchDecision, *, by: User) -> PersonMatch:
    match = PersonMatch.objects.select_for_update().get(pk=match.pk)
    if match.decision != MatchDecision.OPEN:
        raise ValidationError(f"这一对已确认为“{match.get_decision_display()}”。")
    match.decision = decision
    match.decided_by, match.decided_at = by, timezone.now()
    match.save()
    return match


def _take_over_facts(kept: Person, merged: Person) -> None:
    for fact in FACTS:
        setattr(kept, fact, getattr(kept, fact) or getattr(merged, fact))
    user, merged.user, merged.merged_into = merged.user, None, kept
    merged.version += 1
    merged.save()
    kept.user = kept.user or user
    kept.version += 1
    kept.save()
