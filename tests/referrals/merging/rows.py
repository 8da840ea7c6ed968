"""Opinions that several people put forward."""

from referrals.actions import Proponent
from referrals.models import Opinion


def by(*users):
    return [Proponent(user.person.name, person=user.person) for user in users]


def row_of(opinion):
    return Opinion.objects.get(pk=opinion.pk)
