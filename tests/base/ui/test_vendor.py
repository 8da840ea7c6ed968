"""What was fetched is what is served, and nothing of it points elsewhere."""

import hashlib
import re

import pytest

from tianmen_congress.base.ui import vendor

LINES = (vendor.TARGET / "VENDOR.md").read_text(encoding="utf-8")
LISTED = dict(re.findall(r"^\| (\S+) \|.*`([0-9a-f]{64})` \|$", LINES, re.MULTILINE))


def test_every_vendored_file_is_listed():
    files = {path.name for path in vendor.TARGET.iterdir()} - {"VENDOR.md"}

    assert set(LISTED) == files != set()


@pytest.mark.parametrize("name", LISTED)
def test_a_vendored_file_is_the_one_that_was_listed(name):
    content = (vendor.TARGET / name).read_bytes()

    assert hashlib.sha256(content).hexdigest() == LISTED[name]
    assert b"sourceMappingURL" not in content


@pytest.mark.parametrize("package", vendor.PACKAGES, ids=lambda p: p.name)
def test_a_package_is_listed_with_its_version_and_licence(package):
    assert f"| {package.name} | {package.version} | MIT |" in LINES


def test_a_class_that_a_page_names_was_not_left_out_of_the_sheet():
    left_out = set(vendor.LEFT_OUT.read_text("utf-8").split())
    kept = vendor.classes(vendor.TARGET / "bootstrap.min.css")

    assert {"carousel", "offcanvas"} <= left_out
    assert {"form-select", "is-invalid"} <= kept
    assert left_out & vendor.words() == set(), "run the module base.ui.vendor again"


def test_map_comments_are_taken_out():
    script = b"x=1;\n//# sourceMappingURL=x.js.map"
    style = b"a{}\n/*# sourceMappingURL=x.css.map */"

    assert vendor.SOURCE_MAP.sub(b"", script) == b"x=1;"
    assert vendor.SOURCE_MAP.sub(b"", style) == b"a{}"
