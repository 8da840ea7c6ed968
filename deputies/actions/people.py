"""Entering people and changing what is known of them."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from deputies import rules
from deputies.models import Mandate, Person
from tianmen_congress.base.accounts.models import User

from .mandates import save_mandate
from .matches import propose_matches


@transaction.atomic
def add_person(person: Person, mandate: Mandate, *, by: User) -> Person:
    """Enter somebody with the first mandate: without one nobody is a deputy."""
    person.save()
    mandate.person = person
    save_mandate(mandate, by=by)
    propose_matches([person])
    return person


@transaction.atomic
def edit_person(person: Person, *, by: User) -> Person:
    """Store what was changed on `person`; the page has compared versions before."""
    if not rules.can_edit_person(by, person):
        raise PermissionDenied("该代表的资料由市人大常委会机关维护，您可以查看。")
    person.save()
    propose_matches([person])
    return person
