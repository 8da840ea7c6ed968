"""A complaint about a presidium: its group enters it, and the presidium never finds it."""

from referrals.enums import State
from referrals.models import Opinion
from tests.browser.acts import OPINION, take
from tests.browser.people import sign_in
from tests.referrals.conftest import holidays
from tests.visits.conftest import campaign, visit_form

__all__ = ["campaign", "holidays", "visit_form"]
TITLE = "主席团干部优亲厚友"


def enter(page, accused):
    """At the secretary's desk; the box finds the organ by what is typed."""
    page.goto("/opinions/new/")
    page.locator("[name=origin]").select_option(label="接待选民")
    page.locator("[name=name]").fill("张三")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=text]").fill("评低保时照顾亲属")
    page.locator("[name=category]").select_option(label="干部作风")
    page.locator("#id_accused_organ").fill(accused.name[:4])
    page.locator(".autocomplete__option", has_text=accused.name).click()
    page.locator(".page-form [type=submit]").first.click()
    page.wait_for_url(OPINION)
    return Opinion.objects.get()


def finds(page, opinion):
    """In the list, by the search for its title and for its number, and on its page."""
    found = {}
    page.goto("/opinions/")
    found["list"] = TITLE in page.locator("main").inner_text()
    for name, text in (("title", TITLE), ("number", opinion.city_number)):
        page.goto(f"/search/?q={text}")
        found[name] = (
            page.locator(f"main a[href='{opinion.get_absolute_url()}']").count() > 0
        )
    answer = page.request.get(opinion.get_absolute_url())
    found["page"] = answer.status == 200
    return found


def test_a_presidium_never_finds_what_is_said_about_it(
    open_page, holidays, campaign, secretary, clerk, office
):
    group, town, city = (
        sign_in(open_page(), user.username) for user in (secretary, clerk, office)
    )

    opinion = enter(group, clerk.main_post.organ)
    assert opinion.state == State.SUBMITTED
    take(city, opinion, "受理")
    opinion.refresh_from_db()

    everywhere = dict.fromkeys(("list", "title", "number", "page"), True)
    assert finds(city, opinion) == everywhere
    assert finds(group, opinion) == everywhere
    assert finds(town, opinion) == dict.fromkeys(everywhere, False)
