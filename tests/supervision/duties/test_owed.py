"""What a deputy owes: whole quarters, the year, and what is due once."""

from datetime import date

import pytest

from supervision.duties.queries.owed import owed_by
from tests.factories.deputies import CongressFactory, MandateFactory
from tests.factories.groups import ActivityFactory
from tests.factories.visits import PairingFactory
from tests.supervision.duties.rows import entry_of
from tianmen_congress.base.campaigns.models import Campaign

pytestmark = pytest.mark.django_db
END = date(2017, 12, 31)


def told(person, campaign, day):
    """By action and last day of the period its state."""
    stored = Campaign.objects.get(pk=campaign.pk)
    owed = owed_by([person.pk], campaign=stored, day=day).get(person.pk, [])
    return {(e.action.code, f"{e.period.last:%m-%d}"): str(e.state) for e in owed}


WHOLE = {
    ("link", "05-31"): "overdue",
    ("diary", "06-30"): "overdue",
    ("diary", "09-30"): "due",
    ("activity", "06-30"): "overdue",
    ("activity", "09-30"): "due",
    ("deed", "12-31"): "due",
}
THIRD = {("diary", "09-30"): "due", ("activity", "09-30"): "due"}


@pytest.mark.parametrize(
    ("days", "owed"),
    [
        ({}, WHOLE),
        ({"since": date(2017, 5, 1)}, WHOLE),
        # Who comes within the year owes whole quarters, and a household from his day on.
        ({"since": date(2017, 5, 2)}, {("link", "06-01"): "overdue"} | THIRD),
        ({"since": date(2017, 7, 1)}, {("link", "07-31"): "due"} | THIRD),
        ({"since": date(2017, 7, 2)}, {("link", "08-01"): "due"}),
        # Who leaves within the year owes what was over by then.
        (
            {"until": date(2017, 9, 30), "end_reason": "moved"},
            {key: state for key, state in WHOLE.items() if key[0] != "deed"},
        ),
        (
            {"until": date(2017, 6, 29), "end_reason": "moved"},
            {("link", "05-31"): "overdue"},
        ),
        ({"until": date(2017, 5, 30), "end_reason": "moved"}, {}),
        # Whose mandate rests owes nothing for that time.
        (
            {"suspended_since": date(2017, 7, 1)},
            {key: s for key, s in WHOLE.items() if key[1] in ("05-31", "06-30")},
        ),
        (
            {
                "suspended_since": date(2017, 5, 3),
                "suspended_until": date(2017, 6, 30),
            },
            {("link", "07-31"): "due"} | THIRD,
        ),
    ],
)
def test_who_was_in_duty_the_whole_time_owes_it(campaign, actions, yuxin, days, owed):
    person = MandateFactory(township=yuxin, **days).person

    assert told(person, campaign, date(2017, 7, 25)) == owed


def test_two_mandates_one_after_the_other_are_one_time(campaign, actions, yuxin):
    first = MandateFactory(
        township=yuxin, until=date(2017, 6, 15), end_reason="term_over"
    )
    MandateFactory(
        person=first.person,
        township=yuxin,
        congress=CongressFactory(division=yuxin, term=2),
        since=date(2017, 6, 16),
    )

    assert told(first.person, campaign, date(2017, 7, 25)) == WHOLE


def test_nothing_is_owed_before_it_begins_and_all_of_it_at_the_end(
    campaign, actions, colleague
):
    assert told(colleague, campaign, date(2017, 4, 30)) == {}
    assert told(colleague, campaign, date(2017, 6, 30)) == {
        ("link", "05-31"): "overdue",
        ("diary", "06-30"): "due",
        ("activity", "06-30"): "due",
        ("deed", "12-31"): "due",
    }
    last = told(colleague, campaign, date(2018, 1, 1))
    assert set(last.values()) == {"overdue"}
    assert len(last) == 8


def test_what_was_done_on_the_first_and_on_the_last_day_counts(
    campaign, actions, colleague
):
    for day in (date(2017, 5, 1), date(2017, 6, 30), date(2017, 7, 1)):
        entry_of(colleague, day, campaign)

    told_ = told(colleague, campaign, date(2017, 7, 1))

    assert (told_["diary", "06-30"], told_["diary", "09-30"]) == ("done", "done")
    early = told(colleague, campaign, date(2017, 6, 30))
    assert early["diary", "06-30"] == "done"
    assert ("diary", "09-30") not in early


def test_as_many_are_asked_as_the_campaign_says(campaign, actions, colleague):
    diary = actions[1]
    diary.least = 2
    diary.save()
    entry_of(colleague, date(2017, 5, 10), campaign)

    assert told(colleague, campaign, date(2017, 6, 1))["diary", "06-30"] == "due"
    entry_of(colleague, date(2017, 5, 20), campaign)
    assert told(colleague, campaign, date(2017, 6, 1))["diary", "06-30"] == "done"


def test_what_was_due_once_may_be_made_good(campaign, actions, colleague, yuxin_group):
    PairingFactory(person=colleague, group=yuxin_group, since=date(2017, 6, 20))

    assert told(colleague, campaign, date(2017, 6, 19))["link", "05-31"] == "overdue"
    assert told(colleague, campaign, date(2017, 6, 20))["link", "05-31"] == "done"


def test_an_action_of_unknown_records_is_owed_by_nobody(campaign, actions, colleague):
    campaign.required_actions.filter(code="deed").update(source="nothing-known")
    campaign.required_actions.filter(code="diary").update(source="")

    told_ = told(colleague, campaign, END)

    assert {code for code, _ in told_} == {"link", "activity"}


def test_a_cancelled_activity_proves_nothing(campaign, actions, colleague, yuxin_group):
    for state, reason in (("cancelled", "汛情"), ("planned", "")):
        activity = ActivityFactory(
            campaign=campaign, group=yuxin_group, state=state, cancel_reason=reason
        )
        activity.attendances.create(person=colleague, presence="present")

    assert told(colleague, campaign, date(2017, 6, 2))["activity", "06-30"] == "due"
