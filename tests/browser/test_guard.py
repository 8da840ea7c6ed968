"""The guard of the browser tests would notice."""

import pytest
from django.urls import reverse
from playwright.sync_api import Error


@pytest.fixture
def quiet_page(page):
    page.goto(reverse("accounts:sign_in"))
    return page


def test_a_request_to_another_host_is_a_fault_and_does_not_go_out(page, guard):
    with pytest.raises(Error, match="ERR_FAILED"):
        page.goto("http://elsewhere.example/")
    assert "request: http://elsewhere.example/" in guard.faults
    guard.expected.append("elsewhere.example")


def test_the_pages_themselves_forbid_other_hosts(quiet_page, guard):
    quiet_page.evaluate("new Image().src = 'http://elsewhere.example/a.png'")
    quiet_page.wait_for_timeout(200)
    assert ["Content Security Policy" in fault for fault in guard.unexpected] == [True]
    guard.expected.append("Content Security Policy")


def test_a_complaint_on_the_console_is_a_fault(quiet_page, guard):
    quiet_page.evaluate("console.error('broken')")
    assert guard.unexpected == ["console: broken"]
    guard.expected.append("broken")


def test_a_script_that_fails_is_a_fault(quiet_page, guard):
    quiet_page.evaluate("setTimeout(() => { throw new Error('lost') })")
    quiet_page.wait_for_timeout(200)
    assert len(guard.unexpected) == 1
    guard.expected.append("lost")


def test_a_quiet_page_has_no_faults(quiet_page, guard):
    assert "登录" in quiet_page.locator("body").inner_text()
    assert guard.faults == []
