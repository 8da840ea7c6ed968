"""Two records of one deputy become one: what he put forward goes along."""

from datetime import date

import pytest

from deputies.actions import confirm_same, propose_matches
from deputies.models import PersonMatch
from referrals import rules
from referrals.actions import Proponent
from referrals.enums import State
from referrals.models import Opinion
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.platform import user_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
FACTS = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}


@pytest.fixture
def twice(yuxin):
    """One deputy in two rosters; the account hangs on the later record."""
    first = MandateFactory(person=PersonFactory(**FACTS), township=yuxin).person
    user = user_of(Role.DEPUTY, username="li-ming")
    second = MandateFactory(
        person=PersonFactory(**FACTS, user=user), township=yuxin, tier="county"
    ).person
    propose_matches([second])
    return PersonMatch.objects.get(first=first, second=second), user


def signed(*people):
    return [Proponent(person.name, person=person) for person in people]


def test_he_still_sees_and_judges_what_the_later_record_put_forward(way, twice):
    match, user = twice
    opinion = way.to(State.FED_BACK, proposers=signed(match.second))

    kept = confirm_same(match, by=way.office)

    opinion = Opinion.objects.visible_to(user).get(pk=opinion.pk)
    assert rules.is_proposer(user, opinion)
    assert opinion.proposers.get().person == kept
    opinion = way.step(opinion, "evaluate", by=user)
    assert opinion.state == State.EVALUATED


def test_where_both_records_signed_each_signature_stays(way, twice):
    match, user = twice
    opinion = way.collect(proposers=signed(match.first, match.second))

    confirm_same(match, by=way.office)

    people = [proposer.person for proposer in opinion.proposers.order_by("pk")]
    assert people == [match.first, match.second]
    assert opinion in Opinion.objects.visible_to(user)
