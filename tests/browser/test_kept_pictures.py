"""Pictures chosen for a visit are not chosen twice: not after a mistake, not after signing in again."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import picture
from tests.browser.people import PASSWORD, sign_in
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from visits.models import Visit, VisitPhoto

RECORD = re.compile(r"/visits/\d+/$")
KEPT = """new Promise((done, fail) => {
  const asked = indexedDB.open("drafts", 1);
  asked.onerror = fail;
  asked.onsuccess = () => {
    const names = asked.result.transaction("files").objectStore("files").getAllKeys();
    names.onsuccess = () => { asked.result.close(); done(names.result.map((name) => name.split("|")[1])); };
  };
})"""
LOSE = """new Promise((done) => {
  const asked = indexedDB.open("drafts", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("files", "readwrite");
    all.objectStore("files").clear();
    all.oncomplete = () => { asked.result.close(); done(); };
  };
})"""
BACK = "已选的照片和附件已放回原处，不用重新选择。"


def names_in(page, box):
    return page.locator(f"[name={box}]").evaluate(
        "(box) => Array.from(box.files, (file) => file.name)"
    )


def add_household(page):
    page.locator("#id_add_household").click()
    page.keyboard.type("zsf")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="张三丰").wait_for()


@pytest.fixture
def chosen(page, outing, secretary):
    """A household called on, three pictures chosen, and nobody ticked: a mistake."""
    sign_in(page, secretary.username)
    page.goto("/visits/new/")
    page.locator("#id_village").click()
    page.keyboard.type("qs")
    page.keyboard.press("Enter")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    add_household(page)
    page.locator("[name=calls-0-a_ask_basics]").fill("家中4口人")
    boxes = {"photos": ["村头.jpg", "村尾.jpg"], "calls-0-photos": ["灶台.jpg"]}
    for box, names in boxes.items():
        pictures = [picture(name) for name in names]
        page.locator(f"[name={box}]").set_input_files(pictures)
    page.wait_for_function(f"{KEPT}.then((names) => names.length === 2)")
    return page


def tick_three(page):
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()


def save(page):
    page.get_by_role("button", name="保存", exact=True).last.click()


def come_back(page, secretary):
    """The session ends before the next press; the clerk signs in again."""
    page.context.clear_cookies()
    save(page)
    expect(page.locator(".notice-warning")).to_contain_text("已作为草稿")
    page.locator("[name=username]").fill(secretary.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/new/")
    page.get_by_role("button", name="恢复").click()


def stored():
    photos = VisitPhoto.objects.select_related("file").order_by("file__name")
    return [(photo.file.name, bool(photo.call_id)) for photo in photos]


def test_a_mistake_elsewhere_leaves_the_pictures_in_their_boxes(chosen):
    save(chosen)

    expect(chosen.locator(".error-summary")).to_contain_text("请勾选参加代表")
    expect(chosen.locator("[data-files-lost]")).to_have_text(BACK)
    assert names_in(chosen, "photos") == ["村头.jpg", "村尾.jpg"]
    assert names_in(chosen, "calls-0-photos") == ["灶台.jpg"]

    tick_three(chosen)
    save(chosen)
    chosen.wait_for_url(RECORD)

    assert stored() == [("村头.jpg", False), ("村尾.jpg", False), ("灶台.jpg", True)]
    chosen.wait_for_function(f"{KEPT}.then((names) => names.length === 0)")


def test_signing_in_again_brings_the_pictures_back_with_the_text(chosen, secretary):
    tick_three(chosen)

    come_back(chosen, secretary)

    expect(chosen.locator("[data-files-lost]")).to_have_text(BACK)
    expect(chosen.locator("[name=calls-0-a_ask_basics]")).to_have_value("家中4口人")
    assert names_in(chosen, "calls-0-photos") == ["灶台.jpg"]
    save(chosen)
    chosen.wait_for_url(RECORD)
    assert Visit.objects.get().photos.count() == 3


def test_pictures_that_could_not_be_kept_are_named(chosen, secretary):
    tick_three(chosen)
    chosen.evaluate(LOSE)

    come_back(chosen, secretary)

    expect(chosen.locator("[data-files-lost]")).to_have_text(
        "保存前请重新选择照片或附件：灶台.jpg、村头.jpg、村尾.jpg"
    )


def test_a_page_left_and_opened_afresh_offers_text_and_pictures(chosen):
    chosen.goto("/visits/")
    chosen.goto("/visits/new/")

    assert names_in(chosen, "photos") == []
    chosen.get_by_role("button", name="恢复").click()

    expect(chosen.locator("[data-files-lost]")).to_have_text(BACK)
    assert names_in(chosen, "photos") == ["村头.jpg", "村尾.jpg"]


def test_pictures_go_with_the_draft_when_it_is_thrown_away(chosen):
    chosen.reload()
    chosen.get_by_role("button", name="丢弃").click()

    chosen.goto("/visits/")

    chosen.wait_for_function(f"{KEPT}.then((names) => names.length === 0)")


def test_no_picture_outlives_signing_out(chosen):
    chosen.on("dialog", lambda dialog: dialog.accept())

    chosen.locator("details.who summary").click()
    chosen.get_by_role("button", name="退出登录").click()
    expect(chosen.get_by_role("heading", name="登录")).to_be_visible()

    assert chosen.evaluate(KEPT) == []


def test_a_box_whose_file_was_refused_waits_for_another(chosen):
    bad = {"name": "坏.jpg", "mimeType": "image/jpeg", "buffer": b"MZ\x90\x00"}
    chosen.locator("[name=calls-0-photos]").set_input_files([bad])
    tick_three(chosen)
    save(chosen)

    expect(chosen.locator(".error-summary")).to_contain_text("坏.jpg")
    expect(chosen.locator("[data-files-lost]")).to_have_text(
        "保存前请重新选择照片或附件：坏.jpg"
    )
    assert names_in(chosen, "photos") == ["村头.jpg", "村尾.jpg"]
    assert names_in(chosen, "calls-0-photos") == []


def test_a_press_without_a_network_leaves_everything_on_the_page(chosen, guard):
    guard.expected.append("ERR_INTERNET_DISCONNECTED")
    tick_three(chosen)
    chosen.context.set_offline(True)

    chosen.locator("[name=calls-0-a_ask_basics]").press("Control+Enter")
    expect(chosen.locator("[data-unsent]")).to_contain_text(
        "没有连上服务器，还没有保存。填写的内容都还在本页"
    )
    assert names_in(chosen, "photos") == ["村头.jpg", "村尾.jpg"]
    assert not Visit.objects.exists()

    chosen.context.set_offline(False)
    chosen.get_by_role("button", name="保存并继续录入").click()
    chosen.wait_for_url(re.compile(r"after=\d+$"))
    assert Visit.objects.get().photos.count() == 3


def test_who_presses_while_a_picture_is_still_written_loses_none(chosen):
    """The store is made slow; the press waits for it and is not forgotten."""
    chosen.evaluate(
        """() => {
          const put = IDBObjectStore.prototype.put;
          IDBObjectStore.prototype.put = function (...given) {
            for (let n = 0; n < 2000; n += 1) this.get(n);
            return put.apply(this, given);
          };
        }"""
    )
    chosen.locator("[name=photos]").set_input_files([picture("桥.jpg")])
    chosen.get_by_role("button", name="保存并继续录入").click()

    expect(chosen.locator(".error-summary")).to_contain_text("请勾选参加代表")
    expect(chosen.locator("[data-files-lost]")).to_have_text(BACK)
    assert names_in(chosen, "photos") == ["桥.jpg"]
    tick_three(chosen)
    chosen.get_by_role("button", name="保存并继续录入").click()
    chosen.wait_for_url(re.compile(r"after=\d+$"))
    assert Visit.objects.get().photos.count() == 2
