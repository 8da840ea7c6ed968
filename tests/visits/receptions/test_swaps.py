"""Deputies change duties themselves: one asks, the other agrees or refuses."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.factories.platform import user_of
from tests.factories.visits import DutyFactory, DutyPlanFactory
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.alerts.models import Alert
from visits.receptions import actions
from visits.receptions.enums import SwapState
from visits.receptions.models import Duty, DutySwap, SwapRequest

pytestmark = pytest.mark.django_db
JULY = date(2017, 7, 1)


def sent(client, user, page, pk, **data):
    client.force_login(user)
    return client.post(reverse(f"receptions:{page}", args=[pk]), data)


@pytest.fixture
def both(station, home, hearer, second_hearer):
    """Two duties in two places of one township; both deputies have accounts."""
    duties = []
    for place, person in ((station, hearer), (home, second_hearer)):
        person.user = user_of(Role.DEPUTY, None)
        person.save()
        plan = DutyPlanFactory(place=place, quarter=JULY, published_on=JULY)
        day = date(2017, 8, len(duties) + 1)
        duties.append(DutyFactory(plan=plan, person=person, day=day))
    return duties


def told(user):
    return list(Alert.objects.filter(user=user).values_list("what", flat=True))


def test_one_deputy_asks_and_the_other_agrees_on_his_page(
    client, both, secretary, clerk
):
    mine, other = both
    asker, asked = mine.person.user, other.person.user

    asking = sent(client, asker, "swap_ask", mine.pk, other=other.pk, version="1")
    wish = SwapRequest.objects.get()
    own = sent(client, asker, "swap", wish.pk, answer="yes")
    client.force_login(asked)
    page = client.get(wish.get_absolute_url())
    answered = sent(client, asked, "swap", wish.pk, answer="yes")
    again = sent(client, asked, "swap", wish.pk, answer="no")

    assert (asking.status_code, own.status_code) == (302, 403)
    assert page.context["can_answer"]
    assert answered.url == wish.get_absolute_url()
    days = "2017-08-01与2017-08-02对换"
    assert told(asked) == [f"请您换班：{days}"]
    # The other place is the home of the township: its presidium keeps the roster.
    said = [f"换班已同意：{days}"]
    assert told(asker) == told(secretary) == told(clerk) == said
    names = Duty.objects.order_by("day").values_list("person__user", "version")
    assert list(names) == [(asked.pk, 2), (asker.pk, 2)]
    assert DutySwap.objects.get().noted_by == asked
    assert "已经答复" in str(again.context["form"].errors)


def test_refusing_leaves_both_where_they_stand(client, both):
    mine, other = both
    wish = actions.ask_swap(mine, other, by=mine.person.user, reason="")

    sent(client, other.person.user, "swap", wish.pk, answer="no")

    wish.refresh_from_db()
    assert (wish.state, DutySwap.objects.count()) == (SwapState.REFUSED, 0)
    assert told(mine.person.user) == ["换班不同意：2017-08-01与2017-08-02对换"]


def test_who_asked_takes_it_back_and_then_nobody_can_agree(client, both):
    mine, other = both
    wish = actions.ask_swap(mine, other, by=mine.person.user, reason="")

    alien = sent(client, other.person.user, "swap_withdraw", wish.pk, go="1")
    back = sent(client, mine.person.user, "swap_withdraw", wish.pk, go="1")
    late = sent(client, other.person.user, "swap", wish.pk, answer="yes")

    assert (alien.status_code, back.status_code) == (403, 302)
    assert "撤回" in str(late.context["form"].errors)
    wish.refresh_from_db()
    assert (wish.state, DutySwap.objects.count()) == (SwapState.WITHDRAWN, 0)
    assert "换班已撤回：2017-08-01与2017-08-02对换" in told(other.person.user)


def test_nobody_asks_for_another_or_agrees_to_what_has_changed(both, office, hearer):
    mine, other = both
    asker, asked = mine.person.user, other.person.user

    with pytest.raises(PermissionDenied):
        actions.ask_swap(mine, other, by=asked, reason="")
    wish = actions.ask_swap(mine, other, by=asker, reason="")
    with pytest.raises(ValidationError, match="已经向对方提出换班"):
        actions.ask_swap(mine, other, by=asker, reason="")
    with pytest.raises(PermissionDenied):
        actions.answer_swap(wish, by=asker, is_agreed=True)
    actions.swap_duties(mine, other, by=office, agreed_on=JULY)
    with pytest.raises(ValidationError, match="有变动"):
        actions.answer_swap(wish, by=asked, is_agreed=True)


def test_a_duty_changed_meanwhile_shows_both_and_loses_nothing(client, clerk, both):
    mine = both[0]
    person = {"person": mine.person.name, "person_pk": mine.person_id}
    facts = {"start": "9:00", "finish": "11:00", "version": "1", **person}
    sent(client, clerk, "duty_edit", mine.pk, day="2017-08-03", **facts)

    late = sent(client, clerk, "duty_edit", mine.pk, day="2017-08-04", **facts)
    dropped = sent(client, clerk, "duty_drop", mine.pk, version="1")

    [line] = late.context["form"].conflicts
    assert (line.label, line.theirs, line.mine) == (
        *("值班日期", "2017-08-03"),
        "2017-08-04",
    )
    assert dropped.status_code == 200
    mine.refresh_from_db()
    assert (mine.day, mine.version) == (date(2017, 8, 3), 2)
