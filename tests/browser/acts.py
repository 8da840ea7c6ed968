"""Taking one step of an opinion's way at a browser."""

import io
import re
from datetime import date

from PIL import Image
from playwright.sync_api import Page, expect

from referrals.models import Opinion
from referrals.workflow import TRANSITIONS

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
# The page of an opinion: `/opinions/*/` would be the form that is being left, too.
OPINION = re.compile(r"/opinions/\d+/$")

TRANSITIONS_BY_LABEL = {step.label: step for step in TRANSITIONS.values()}


def picture(name: str) -> dict:
    """A small photograph to be chosen in a file box."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": out.getvalue()}


def fill(page: Page, name: str, value: object) -> None:
    """Type, choose, tick or attach, as the field called `name` wants it."""
    field = page.locator(f"form.page-form [name={name}]")
    kind = field.first.evaluate("field => field.type")
    if kind == "select-one":
        field.select_option(label=value)
    elif kind == "select-multiple":
        field.select_option(label=list(value))
    elif kind == "radio":
        of_it = "box => box.labels[0].textContent.trim()"
        next(box for box in field.all() if box.evaluate(of_it) == value).check()
    elif kind == "checkbox":
        tick(page, name, value)
    elif kind == "file":
        field.set_input_files(
            {"name": value, "mimeType": "application/pdf", "buffer": PDF}
        )
    else:
        field.fill(value.isoformat() if isinstance(value, date) else value)


def tick(page: Page, name: str, labels: list[str] | bool) -> None:
    if labels is True:
        page.locator(f"form.page-form [name={name}]").check()
        return
    boxes = page.locator(f"form.page-form label:has([name={name}])")
    for label in labels:
        boxes.filter(has_text=label).locator("input").check()


def take(page: Page, opinion: Opinion, label: str, **fields: object) -> None:
    """Press the button of the opinion's page, fill in its form, send it."""
    page.goto(opinion.get_absolute_url())
    page.locator(".acts").get_by_role("link", name=label, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(label)
    for name, value in fields.items():
        fill(page, name, value)
    send = page.locator(".page-form .form-buttons button[type=submit]").first
    send.click()
    if TRANSITIONS_BY_LABEL[label].is_irreversible:
        expect(page.locator("#check")).to_be_visible()
        for name, value in fields.items():
            if page.locator(f"form.page-form [name={name}][type=file]").count():
                fill(page, name, value)
        send.click()
    page.wait_for_url(f"**{opinion.get_absolute_url()}")


def steps_of(page: Page) -> list[str]:
    """The timeline of the page from its beginning, in its words."""
    for fold in page.locator(".timeline-more:not([open]) > summary").all():
        fold.click()
    return page.locator(".timeline-head strong").all_inner_texts()[::-1]


def buttons_of(page: Page) -> list[str]:
    """What the reader of the opinion's page may do."""
    return page.locator("#act-title a, .acts-list a").all_inner_texts()
