"""Every page of every role of a running demo, as pictures; what changed since last time.

`python -m tests.pictures http://localhost:8000 FOLDER` signs in as each demo account,
opens what its menu leads to and the first record of each list, at a desk's and a phone's
width, and writes FOLDER/ROLE/WIDTH/PAGE.png. Nothing is asserted: it lists what is new,
what changed and what is gone, for somebody to look at.
"""

import shutil
import sys
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Page, sync_playwright

ACCOUNTS = (
    *("office", "yuxin", "yuxin-1", "deputy", "supervisor", "unit", "leader"),
    *("sysadmin", "secadmin", "auditor"),
)
PASSWORD = "tianmen-demo"
SIZES = {1366: 900, 390: 844}
LINKS = "all => all.map((each) => each.getAttribute('href'))"
FIRST_RECORD = "#list tbody tr:first-child td.about a"
# Of all parts there is a page where the product runs with DEBUG.
PARTS = "/ui/samples/"


def main(address: str, folder: Path) -> None:
    before = folder.with_name(f"{folder.name}.before")
    shutil.rmtree(before, ignore_errors=True)
    if folder.exists():
        folder.rename(before)
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program, args=["--no-sandbox"]
        )
        for account in ACCOUNTS:
            for width, height in SIZES.items():
                size = {"width": width, "height": height}
                page = browser.new_page(viewport=size, base_url=address)
                _take_all(sign_in(page, account), folder / account / str(width))
        browser.close()
    sys.stdout.writelines(f"{line}\n" for line in changes(before, folder))


def sign_in(page: Page, account: str) -> Page:
    page.goto("/accounts/sign-in/")
    page.fill("[name=username]", account)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url(lambda url: "/sign-in/" not in url)
    return page


def _take_all(page: Page, folder: Path) -> None:
    page.goto("/")
    addresses = dict.fromkeys([*page.eval_on_selector_all("nav.side a", LINKS), PARTS])
    for address in addresses:
        answer = page.goto(address, wait_until="networkidle")
        if answer.status != 200:
            continue
        _take(page, folder, address)
        record = page.locator(FIRST_RECORD)
        if record.count():
            page.goto(record.first.get_attribute("href"), wait_until="networkidle")
            _take(page, folder, f"{address}first/")


def _take(page: Page, folder: Path, address: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = address.strip("/").replace("/", "-") or "home"
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def changes(before: Path, now: Path) -> list[str]:
    """What differs between two runs, picture by picture."""
    old = {path.relative_to(before): path for path in before.rglob("*.png")}
    new = {path.relative_to(now): path for path in now.rglob("*.png")}
    lines = [f"gone     {name}" for name in sorted(old.keys() - new.keys())]
    for name in sorted(new):
        if name not in old:
            lines.append(f"new      {name}")
        elif not is_same(old[name], new[name]):
            lines.append(f"changed  {name}")
    return lines


def is_same(one: Path, other: Path) -> bool:
    with Image.open(one) as first, Image.open(other) as second:
        if first.size != second.size:
            return False
        return (
            ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()
            is None
        )


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
