"""A clerk enters a reception that becomes an opinion; its answer is told to the voter."""

import re

from django.urls import reverse
from playwright.sync_api import expect

from referrals.models import Opinion
from tests.browser.people import sign_in
from tests.browser.test_main_job import act, confirm, handler
from tests.visits.conftest import campaign
from tests.visits.receptions.conftest import hearer, station
from visits.receptions.models import Reception

__all__ = ["campaign", "handler", "hearer", "station"]


def enter(page):
    """The only place of the township: nobody asks which."""
    page.goto("/visits/receptions/choose/")
    page.wait_for_url(re.compile("/add/"))
    page.locator("[name=held_on]").fill("2017.6.5")
    page.get_by_label("王代表").check(force=True)
    page.locator("[name=voter_name]").fill("张来访")
    page.locator("[name=matter]").fill("村口桥栏断了两年")
    page.locator("[name=category]").select_option(label="基础设施")
    page.locator("[name=outcome]").select_option(label="由代表提出建议")
    page.locator("[name=opinion-title]").fill("修桥栏")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(re.compile(r"/receptions/\d+/$"))


def answer(page, opinion):
    """Handed to the township, and answered there."""
    act(page, opinion, "报送主席团(联络处)")
    confirm(page, opinion)
    act(page, opinion, "交办")
    page.locator("[name=level]").select_option("township")
    page.locator("[name=handler]").select_option(label="渔薪镇人民政府")
    confirm(page, opinion)
    page.goto(reverse("referrals:move", args=[opinion.pk, "answer_local"]))
    page.locator("[name=answer_class]").select_option(index=1)
    page.locator("[name=text]").fill("桥栏已修好")
    confirm(page, opinion)


def test_a_reception_becomes_an_opinion_whose_answer_is_told_to_the_voter(
    open_page, campaign, clerk, station, hearer, handler
):
    page = sign_in(open_page(), clerk.username)
    enter(page)
    reception, opinion = Reception.objects.get(), Opinion.objects.get()
    assert (opinion.source_reception, opinion.title) == (reception, "修桥栏")
    answer(page, opinion)

    page.goto("/visits/receptions/?standing=untold")
    page.get_by_role("link", name=str(reception)).click()
    expect(page.locator("main")).to_contain_text("桥栏已修好")
    page.get_by_role("link", name="反馈来访人").click()
    page.get_by_label("电话", exact=True).check(force=True)
    page.get_by_label("满意", exact=True).check(force=True)
    page.get_by_role("button", name="保存反馈").click()
    page.wait_for_url(f"**{reception.get_absolute_url()}")

    reception.refresh_from_db()
    assert (reception.fed_back_how, reception.satisfied) == ("phone", "yes")
    expect(page.locator("main")).to_contain_text("已反馈")
