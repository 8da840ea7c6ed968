"""Two records of one deputy become one: what he did at activities follows."""

import pytest

from groups.activities.actions import move_to_kept_person
from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory

pytestmark = pytest.mark.django_db


def test_chair_speeches_and_attendance_go_to_the_kept_record(campaign, yuxin_group):
    kept, merged = PersonFactory(), PersonFactory()
    both, one = ActivityFactory.create_batch(
        2, campaign=campaign, group=yuxin_group, chair=merged
    )
    both.attendances.create(person=kept, presence="late")
    for activity in (both, one):
        activity.attendances.create(person=merged, presence="present")
        activity.speeches.create(person=merged, points="修桥")

    move_to_kept_person(kept, merged)

    # He came once to each, as the kept record has it.
    rows = kept.attendances.values_list("activity", "presence")
    assert dict(rows) == {both.pk: "late", one.pk: "present"}
    assert kept.speeches.count() == 2
    for activity in (both, one):
        activity.refresh_from_db()
        assert activity.chair == kept
    assert not merged.attendances.exists()


def test_who_came_by_either_record_came(campaign, yuxin_group):
    kept, merged = PersonFactory(), PersonFactory()
    told = {
        ("absent", "present"): "present",
        ("leave", "late"): "late",
        ("early", "absent"): "early",
        ("leave", "absent"): "leave",
    }
    made = {}
    for pair in told:
        made[pair] = ActivityFactory(campaign=campaign, group=yuxin_group)
        for person, presence in zip((kept, merged), pair, strict=True):
            made[pair].attendances.create(person=person, presence=presence)

    move_to_kept_person(kept, merged)

    found = {pair: made[pair].attendances.get() for pair in told}
    assert {pair: row.presence for pair, row in found.items()} == told
    assert {row.person for row in found.values()} == {kept}
