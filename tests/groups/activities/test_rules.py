"""Who may write about an activity."""

import pytest

from groups.activities.rules import can_edit_activity
from tests.factories.groups import ActivityFactory

pytestmark = pytest.mark.django_db


def test_an_activity_is_written_by_who_keeps_the_books(allowed, yuxin_group):
    activity = ActivityFactory(group=yuxin_group)

    assert allowed(can_edit_activity, activity) == {"office", "clerk", "secretary"}


def test_a_cancelled_activity_is_changed_by_nobody(allowed, yuxin_group):
    activity = ActivityFactory(
        group=yuxin_group, state="cancelled", cancel_reason="防汛"
    )

    assert allowed(can_edit_activity, activity) == set()
