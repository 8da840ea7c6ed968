"""Two records of one deputy become one: what he put forward follows."""

from deputies.models import Person
from referrals.models import CoSigner, Proposer


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
