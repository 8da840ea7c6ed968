"""The workbooks that offices send, taken in where a later list of places holds."""

import io

import pytest
from django.core.management import call_command

from poverty.models import Household
from tests import examples
from tests.base.divisions.later import later_list
from tests.base.divisions.test_later_list import DAY
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.divisions.actions import load_divisions, read_file
from tianmen_congress.base.divisions.names import village_stem
from tianmen_congress.base.divisions.successors import proposed, succeed, unsettled
from tianmen_congress.base.workbooks.enums import IssueKind

pytestmark = pytest.mark.slow
SENT = {
    "deputies": [examples.HIGHER, examples.TOWNSHIPS],
    "groups": [examples.GROUPS],
    "households": ["渔薪镇建档立卡贫困户花名册.xlsx"],
    "visits": ["渔薪镇走访台账.xlsx"],
    "opinions": ["意见建议收集交办台账.xlsx"],
}
OF_PLACES = {
    *("乡镇", "乡(镇)", "村名", "行政村", "代表小组", "小组名称"),
    *("联系村", "走访村", "承办单位"),
}


def about_places(reports, kind):
    return [
        (slug, each.column, each.value, each.reason)
        for slug, report in reports
        for each in report.of_kind(kind)
        if each.column in OF_PLACES
    ]


def taken():
    return [
        (slug, examples.take_in(slug, name))
        for slug, names in SENT.items()
        for name in names
    ]


def confirm():
    """Each closed village lives on in the likeliest one, with its households."""
    closed = unsettled()
    for place, found in zip(closed, map(proposed, [[c] for c in closed]), strict=True):
        new = found[place.pk][0]
        succeed(place, new)
        Household.objects.filter(village=place).update(village=new)


def test_no_place_of_theirs_is_a_fault_and_nothing_is_lost(db):
    examples.load_places()
    call_command("load_basics", verbosity=0)
    load_divisions(read_file(io.BytesIO(later_list().encode())), on=DAY)
    ensure_township_organs()

    first = taken()

    assert about_places(first, IssueKind.FAULT) == []
    gone = {place.stem for place in unsettled()}
    assert gone <= {village_stem(value) for value in asked(first)}
    assert any("“石河镇”现为石家河镇" in each for each in notices(first))
    confirm()
    again = taken()
    assert about_places(again, IssueKind.FAULT) == []
    assert not gone & {village_stem(value) for value in asked(again)}
    assert gone <= {village_stem(each[1:].split("”")[0]) for each in notices(again)}
    stand = {slug: counts.new + counts.unchanged for slug, counts in counted(again)}
    # As where no later list was ever loaded; groups get the links that were asked about.
    assert stand["households"] == 106
    assert stand["visits"] == 42
    assert dict(counted(again))["opinions"].unchanged == 80
    assert dict(counted(again))["groups"].rejected == 0


def asked(reports):
    return {value for _, _, value, _ in about_places(reports, IssueKind.QUESTION)}


def notices(reports):
    found = about_places(reports, IssueKind.WARNING)
    return [reason for *_, reason in found if "现为" in reason]


def counted(reports):
    return [(slug, report.counts) for slug, report in reports]
