"""Who came to the session: typed on one screen, by several at once."""

import pytest

from referrals import actions
from referrals.models import HandlingUnit
from tests.factories.platform import OrganFactory
from tests.factories.referrals import ConferenceFactory
from tests.referrals.conference.session import at
from tests.trust.forms import forms_on
from tianmen_congress.base.ui.conflicts import SAVED_MEANWHILE, Difference

pytestmark = pytest.mark.django_db


def test_who_came_is_written_down(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    data = {
        f"unit-{one.pk}-is_present": "on",
        f"unit-{one.pk}-name": "赵局长",
        f"unit-{two.pk}-name": "",
    }

    client.post(at("attendance", way), data)

    came = [(each.name, each.is_present) for each in way.conference.attendances.all()]
    assert came == [("赵局长", True), ("", False)]


def attendance_copy(way, client):
    """The page's boxes as a browser sends them, with what stood in them at first."""
    page = client.get(at("attendance", way)).content.decode()
    boxes = forms_on(page, at("attendance", way))
    return next(form for form in boxes if form.method == "post")


def test_two_who_write_down_who_came_wipe_nothing_of_each_other(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)

    client.post(
        at("attendance", way), dict(theirs.changed(**{f"unit-{one.pk}-name": "赵局长"}))
    )
    client.post(
        at("attendance", way), dict(mine.changed(**{f"unit-{two.pk}-name": "孙局长"}))
    )

    names = [each.name for each in way.conference.attendances.all()]
    assert names == ["赵局长", "孙局长"]


def test_the_second_who_writes_the_same_box_is_told_and_decides(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one = way.conference.attendances.first()
    box = f"unit-{one.pk}-name"
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)
    client.post(at("attendance", way), dict(theirs.changed(**{box: "赵局长"})))

    page = client.post(at("attendance", way), dict(mine.changed(**{box: "钱局长"})))
    one.refresh_from_db()
    kept, text = one.name, page.content.decode()
    again = next(f for f in forms_on(text, at("attendance", way)) if f.value(box))
    client.post(at("attendance", way), dict(again.pairs))

    one.refresh_from_db()
    assert kept == "赵局长"
    assert SAVED_MEANWHILE in text
    assert one.name == "钱局长"


def test_a_name_too_long_is_told_and_the_others_are_kept_typed(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    data = {f"unit-{one.pk}-name": "长" * 41, f"unit-{two.pk}-name": "孙局长"}

    page = client.post(at("attendance", way), data).content.decode()

    assert "40" in page
    assert "孙局长" in page
    assert {each.name for each in way.conference.attendances.all()} == {""}


def test_who_came_to_another_session_cannot_be_written_here(way, client):
    other = ConferenceFactory(campaign=way.campaign)
    actions.save_conference(other, by=way.office, campaign=way.campaign)
    foreign = other.attendances.first()
    client.force_login(way.office)
    data = {f"unit-{foreign.pk}-is_present": "on", f"unit-{foreign.pk}-name": "某"}

    client.post(at("attendance", way), data)

    foreign.refresh_from_db()
    assert (foreign.is_present, foreign.name) == (False, "")


def test_the_second_reads_both_texts_and_keeps_what_he_typed_elsewhere(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    one, two = way.conference.attendances.all()
    first, second = f"unit-{one.pk}-name", f"unit-{two.pk}-name"
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)
    client.post(at("attendance", way), dict(theirs.changed(**{first: "甲报的名"})))

    page = client.post(
        at("attendance", way),
        dict(mine.changed(**{first: "乙报的名", second: "钱局长"})),
    )

    (row,) = page.context["contested"].contested
    assert row.title == str(one.unit)
    assert row.conflicts == [Difference("参会人", "甲报的名", "乙报的名")]
    html = page.content.decode()
    assert SAVED_MEANWHILE in html
    assert 'value="乙报的名"' in html
    assert 'value="钱局长"' in html
    names = [each.name for each in way.conference.attendances.all()]
    assert names == ["甲报的名", ""]


def test_whether_it_came_is_compared_in_words(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    row = way.conference.attendances.first()
    row.is_present = True
    row.save()
    mine, theirs = attendance_copy(way, client), attendance_copy(way, client)
    box = f"unit-{row.pk}-is_present"
    away = [pair for pair in mine.pairs if pair[0] != box]
    client.post(at("attendance", way), dict(theirs.pairs) | {box: "on"})
    type(row).objects.filter(pk=row.pk).update(is_present=False, name="请假")

    answer = client.post(at("attendance", way), dict(away))

    assert answer.status_code == 302
    row.refresh_from_db()
    assert (row.is_present, row.name) == (False, "请假")


def test_a_unit_asked_meanwhile_is_shown_and_not_touched(way, client):
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    client.force_login(way.office)
    mine = attendance_copy(way, client)
    HandlingUnit.objects.create(organ=OrganFactory(name="市林业局"), contact="林科长")
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)

    client.post(at("attendance", way), dict(mine.pairs))

    assert way.conference.attendances.get(unit__name="市林业局").name == "林科长"
