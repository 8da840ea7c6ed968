"""A real browser on the real pages. Skipped, and said so, where there is none.

`page` is a desk, `phone` a telephone; `open_page` gives more for further people.
"""

import os
import shutil
import time

import pytest
from django.core.signals import request_finished, request_started
from playwright.sync_api import expect, sync_playwright

from .guard import Guard

DESK = {"width": 1366, "height": 900}
PHONE = {"width": 390, "height": 844}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
]
# Milliseconds: what comes at once on an idle machine may take long on a busy one.
PATIENCE = 30_000
NONE_FOUND = "没有 Chromium，浏览器测试没有运行 (no `chromium` on PATH)"


def pytest_collection_modifyitems(items) -> None:
    for item in items:
        if "/browser/" in item.nodeid:
            item.add_marker(pytest.mark.django_db(transaction=True))
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def browser():
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing(NONE_FOUND)
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread; Django would take it for ours.
        expect.set_options(timeout=PATIENCE)
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def guard():
    guard = Guard()
    yield guard
    assert guard.unexpected == []


@pytest.fixture
def at_rest():
    """Waits at the end until the server has answered all it was asked.

    A page may still be asking when its test is over; the database is emptied then, and
    who still reads it would be in the way.
    """
    asked = []

    def begin(**kwargs):
        asked.append(1)

    def end(**kwargs):
        del asked[-1:]

    request_started.connect(begin)
    request_finished.connect(end)
    yield
    deadline = time.monotonic() + 30
    while asked and time.monotonic() < deadline:
        time.sleep(0.02)
    request_started.disconnect(begin)
    request_finished.disconnect(end)


@pytest.fixture
def open_page(browser, live_server, guard, at_rest):
    """A fresh browser for one more person: `open_page()` or `open_page(PHONE)`.

    It keeps no forms for times without a network, unless asked to.
    """
    contexts = []

    def open_page(viewport=DESK, *, keeps_forms=False):
        context = browser.new_context(
            viewport=viewport,
            base_url=live_server.url,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            accept_downloads=True,
            service_workers="allow" if keeps_forms else "block",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        guard.watch(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def page(open_page):
    return open_page()


@pytest.fixture
def phone(open_page):
    return open_page(PHONE)
