"""Two records of a deputy, or of an outing, become one: opinions follow."""

from deputies.models import Person
from referrals.models import CoSigner, Opinion, Proposer
from visits.models import Visit


def move_to_kept_person(kept: Person, merged: Person) -> None:
    """What `merged` put forward is now of `kept`, who goes on with it and judges it.

    Where both had signed one opinion, each signature stays as it was given.
    """
    signed = Proposer.objects.filter(person=kept)
    rows = Proposer.objects.filter(person=merged)
    rows.exclude(opinion__in=signed.values("opinion")).update(person=kept)
    asked = CoSigner.objects.filter(person=kept)
    rows = CoSigner.objects.filter(person=merged)
    rows.exclude(opinion__in=asked.values("opinion")).update(person=kept)


def move_to_joined_visit(visit: Visit, into: Visit) -> None:
    """What was heard on the one paper of an outing was heard on the outing."""
    # unscoped: what hangs on a visit that the user may change
    Opinion.objects.filter(source_visit=visit).update(source_visit=into)
