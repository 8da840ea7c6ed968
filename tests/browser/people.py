"""People at a browser."""

from playwright.sync_api import Page

from tianmen_congress.accounts.models import User

PASSWORD = "tianmen-demo"


def sign_in(page: Page, username: str) -> Page:
    """Through the sign-in page, like everybody; relative addresses work afterwards."""
    user = User.objects.get(username=username)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    page.goto("/accounts/sign-in/")
    page.locator("[name=username]").fill(username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(lambda url: "/accounts/sign-in/" not in url)
    return page
