"""Rows beneath another carry its township and group, whoever writes them."""

import pgtrigger
import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from groups.models import GroupMembership
from tests.factories.groups import MembershipFactory
from tests.factories.platform import TownshipFactory
from tests.factories.visits import CallFactory, VisitFactory
from tests.test_architecture import DOMAIN, WITHIN, own_models
from tianmen_congress.base.rows.within import FollowsParent

pytestmark = pytest.mark.django_db
# Business rows of no one township, each with the reason why.
OF_NO_TOWNSHIP = {
    "deputies.Person": "may hold mandates in several places, which have theirs",
    "visits.Phrase": "words that recur are of a user, or of all",
    "deputies.Congress": "congresses of the city and above are of no township",
    "deputies.PersonMatch": "two people, each of whom is seen by his mandates",
    "deputies.AccountWish": "between the office and the officers alone",
    "referrals.Category": "a value list",
    "referrals.HandlingUnit": "a unit of the city",
    "referrals.JointConference": "of the city",
    "referrals.Attendance": "a unit of the city at a conference of the city",
    "supervision.SupervisionTeam": "looks after several townships, for a time each",
}
# Those whose township may be open, and why.
MAY_BE_OPEN = {
    "deputies.Mandate": "a deputy of the city or above may live elsewhere",
}


def business():
    return {model._meta.label: model for model in own_models([*DOMAIN, *WITHIN])}


def columns(model):
    return {field.name: field for field in model._meta.concrete_fields}


def test_every_row_of_business_is_of_a_township_and_so_are_its_events():
    without = {
        label for label, model in business().items() if "township" not in columns(model)
    }
    open_ones = {
        label
        for label, model in business().items()
        if "township" in columns(model) and columns(model)["township"].null
    }
    behind = [
        model._meta.label
        for model in apps.get_models()
        if (tracked := getattr(model, "pgh_tracked_model", None))
        and tracked._meta.label in business()
        and "township" in columns(tracked)
        and columns(model)["township"].null != columns(tracked)["township"].null
    ]

    assert without == OF_NO_TOWNSHIP.keys()
    assert open_ones == MAY_BE_OPEN.keys()
    assert behind == []


def test_what_a_row_has_of_the_one_above_is_held_by_the_database():
    held = {
        (model._meta.label, rule.column)
        for model in business().values()
        for rule in model._meta.constraints
        if isinstance(rule, FollowsParent)
    }

    assert len(held) > 30
    assert ("visits.HouseholdCall", "group") in held
    assert ("referrals.Extension", "township") in held


def test_a_row_takes_over_what_the_row_above_has_and_so_does_its_event():
    visit = VisitFactory()
    call = CallFactory(visit=visit, township=TownshipFactory())

    call.refresh_from_db()

    assert (call.township, call.group) == (visit.township, visit.group)
    event = call.events.get()
    assert (event.township_id, event.group_id) == (visit.township_id, visit.group_id)


def test_nobody_writes_it_otherwise_afterwards():
    membership, elsewhere = MembershipFactory(), TownshipFactory()
    rows = GroupMembership.objects.filter(pk=membership.pk)

    rows.update(township=elsewhere)

    assert rows.get().township == membership.group.township


def test_it_follows_the_row_above():
    membership, elsewhere = MembershipFactory(), TownshipFactory()
    group = membership.group
    group.township = elsewhere
    group.save()

    membership.refresh_from_db()

    assert membership.township == elsewhere


def written_past_the_trigger(membership, township):
    rows = GroupMembership.objects.filter(pk=membership.pk)
    with pgtrigger.ignore("groups.GroupMembership:within_group"), transaction.atomic():
        rows.update(township=township)
        connection.check_constraints()


def test_without_the_trigger_the_key_of_two_columns_refuses():
    with pytest.raises(IntegrityError):
        written_past_the_trigger(MembershipFactory(), TownshipFactory())
