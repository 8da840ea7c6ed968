"""People at a browser."""

from playwright.sync_api import Page

from tests.factories.platform import with_password
from tianmen_congress.base.accounts.models import User

PASSWORD = "tianmen-demo"


def sign_in(page: Page, username: str) -> Page:
    """Through the sign-in page, like everybody; relative addresses work afterwards."""
    with_password(User.objects.get(username=username), PASSWORD)
    page.goto("/accounts/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/sign-in/" not in url)
    return page
