"""The pictures of the manual, taken from a running demo: what they show stays true.

`python -m tests.pictures.manual http://127.0.0.1:8000` writes static/manual/*.png.
Run it after a page that is shown there has changed.
"""

import io
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

TARGET = Path(__file__).resolve().parents[2] / "static" / "manual"
PASSWORD = "tianmen-demo"
DESK, PHONE = {"width": 1100, "height": 720}, {"width": 390, "height": 760}
WIDTH, MOST = 1000, 60_000


@dataclass(frozen=True, slots=True)
class Shot:
    """A page as an account sees it; of a list the first row it leads to, by `opens`."""

    name: str
    user: str
    path: str
    opens: str = ""
    then: str = ""
    is_phone: bool = False
    scrolled_to: str = ""


SCROLL = "it => window.scrollTo(0, it.getBoundingClientRect().top - 300)"
FIRST_ROW = ".table.list tbody a"
SHOTS = (
    Shot("visit", "yuxin-1", "/visits/new/"),
    Shot("opinion", "yuxin-1", "/opinions/new/"),
    Shot("report-up", "yuxin-1", "/opinions/inbox/?state=screening", FIRST_ROW),
    Shot("triage", "yuxin", "/opinions/inbox/?state=triage", "text=逐件办理"),
    Shot("conference", "office", "/opinions/conferences/", FIRST_ROW),
    Shot("answer", "unit", "/opinions/inbox/?state=processing", FIRST_ROW),
    Shot(
        *("verdict", "yuxin", "/opinions/inbox/?state=fed_back", FIRST_ROW),
        then=".acts >> text=/^评价$/",
    ),
    Shot(
        *("activity", "yuxin-1", "/groups/activities/add/"),
        scrolled_to="button:has-text('全部出席')",
    ),
    Shot("inspection", "supervisor", "/supervision/inspections/new/", is_phone=True),
    Shot("imports", "office", "/imports/new/"),
    Shot("reports", "office", "/reports/opinion-rates-township/"),
    Shot("accounts", "office", "/accounts/proposals/new/"),
)


def sign_in(page: Page, address: str, user: str) -> None:
    page.goto(f"{address}/accounts/sign-in/")
    page.fill("[name=username]", user)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(f"{address}/")


def take(browser: Browser, address: str, shot: Shot) -> bytes:
    context = browser.new_context(
        viewport=PHONE if shot.is_phone else DESK,
        is_mobile=shot.is_phone,
        locale="zh-CN",
    )
    page = context.new_page()
    sign_in(page, address, shot.user)
    page.goto(address + shot.path)
    for link in filter(None, (shot.opens, shot.then)):
        page.locator(link).first.click()
        page.wait_for_load_state("networkidle")
    page.wait_for_load_state("networkidle")
    if shot.scrolled_to:
        page.locator(shot.scrolled_to).first.evaluate(SCROLL)
    # The browser writes its own words into a box for files, in whatever language.
    boxes = [page.locator("input[type=file]")]
    picture = page.screenshot(mask=boxes, mask_color="#dce2ea")
    context.close()
    return picture


def reduced(picture: bytes, *, width: int) -> bytes:
    """Small enough to be sent to telephones: fewer colours until it fits."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if image.width > width:
        image = image.resize(
            (width, round(image.height * width / image.width)), Image.LANCZOS
        )
    for colours in (64, 32, 16, 8):
        made = io.BytesIO()
        image.quantize(colours, dither=Image.Dither.NONE).save(
            made, "PNG", optimize=True
        )
        if made.tell() < MOST:
            return made.getvalue()
    raise SystemExit("a picture does not fit into 60 KB")


def main(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox"],
        )
        for shot in SHOTS:
            picture = reduced(take(browser, address, shot), width=WIDTH)
            (TARGET / f"{shot.name}.png").write_bytes(picture)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"))
