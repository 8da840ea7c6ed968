"""A hand-over goes to the wrong unit and is corrected; a deputy is asked to sign."""

from datetime import date

import pytest
from playwright.sync_api import expect

from referrals.enums import State
from referrals.models import Opinion
from tests.browser.acts import OPINION, buttons_of, take
from tests.browser.people import sign_in
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import OrganFactory, user_of
from tests.referrals.conftest import holidays, way, whole_way
from tianmen_congress.base.accounts.enums import Role

__all__ = ["holidays", "way", "whole_way"]
TITLE = "整修青山泵站"


@pytest.fixture
def other_unit(db):
    return user_of(Role.UNIT, OrganFactory(name="市财政局"), username="finance")


@pytest.fixture
def colleague(way):
    user = user_of(Role.DEPUTY, username="colleague")
    person = PersonFactory(user=user, name="钱联名")
    MembershipFactory(group=way.group, person=person)
    return user


def test_the_wrong_unit_loses_it_and_the_right_one_reads_it(
    open_page, way, other_unit, settings
):
    opinion = way.to(State.ASSIGNED, title=TITLE)
    settings.TODAY = date(2017, 6, 5)
    city, first, second = (
        sign_in(open_page(), user.username)
        for user in (way.office, way.unit, other_unit)
    )
    first.goto("/opinions/")
    expect(first.locator("main")).to_contain_text(TITLE)

    given = {"lead_unit": "市财政局", "reason": "所需资金由财政统筹"}
    take(city, opinion, "改交主办单位", **given)
    settings.TODAY = date(2017, 6, 6)

    first.goto(opinion.get_absolute_url())
    seen = first.locator("main").inner_text()
    assert (TITLE in seen, "已撤回" in seen) == (True, True)
    assert opinion.text not in seen
    assert buttons_of(first) == []
    first.goto("/opinions/")
    assert TITLE not in first.locator("#list").inner_text()
    take(second, opinion, "签收", signed_by="王股长")
    opinion.refresh_from_db()
    assert (opinion.state, str(opinion.lead_unit)) == (State.PROCESSING, "市财政局")


def test_a_deputy_who_is_asked_signs_and_then_reads_it(open_page, way, colleague):
    own, other = (
        sign_in(open_page(), user.username) for user in (way.deputy, colleague)
    )
    own.goto("/opinions/new/")
    own.locator("[name=title]").fill(TITLE)
    own.locator("[name=text]").fill("泵站老化，74亩农田灌溉困难")
    own.locator("#id_co_signer_1").fill("钱联")
    own.locator(".autocomplete__option", has_text="钱联名").click()
    own.locator(".page-form [type=submit]").first.click()
    own.wait_for_url(OPINION)
    opinion = Opinion.objects.get()

    assert other.request.get(opinion.get_absolute_url()).status == 404
    other.goto("/")
    other.get_by_role("link", name=TITLE).first.click()
    expect(other.locator("main")).to_contain_text("74亩农田灌溉困难")
    other.get_by_label("附议", exact=True).check()
    other.locator(".page-form [type=submit]").first.click()

    other.wait_for_url(f"**{opinion.get_absolute_url()}")
    expect(other.locator("main")).to_contain_text("已附议")
    assert [p.name for p in opinion.proposers.order_by("pk")][1:] == ["钱联名"]
