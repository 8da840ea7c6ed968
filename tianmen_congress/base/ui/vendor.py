"""Fetch the browser packages into static/vendor, pinned: `python -m tianmen_congress.base.ui.vendor`.

Run by a developer when a version changes, never by the product: what it writes is
committed, with version, licence and SHA-256 in VENDOR.md. htmx is not among them:
django-htmx brings its own copy. Of Bootstrap's sheet, three quarters of which no page
uses, only the rules stay whose names stand somewhere in what makes pages: run it again
after using a new class, as a test then tells.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TARGET = ROOT / "static" / "vendor"
PURGER = "purgecss@7.0.2"
# The classes of the sheet that were left out, a line each.
LEFT_OUT = Path(__file__).with_name("bootstrap_left_out.txt")
# What makes pages: ours, and the libraries that write markup.
ROOMS = ("deputies", "groups", "poverty", "referrals", "supervision", "visits")
LIBRARIES = ("crispy_forms", "crispy_bootstrap5", "django_tables2")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
NO_CLASS = re.compile(r"url\([^)]*\)|/\*.*?\*/", re.DOTALL)
WORD = re.compile(r"[\w-]+")
SOURCE_MAP = re.compile(rb"\s*(/\*|//)[#@]\s*sourceMappingURL=[^\n*]*(\*/)?")


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    files: tuple[str, ...]
    is_purged: bool = False


PACKAGES = (
    Package("bootstrap", "5.3.8", ("dist/css/bootstrap.min.css",), is_purged=True),
    Package(
        "accessible-autocomplete",
        "3.0.1",
        (
            "dist/accessible-autocomplete.min.css",
            "dist/accessible-autocomplete.min.js",
        ),
    ),
)


def fetch(package: Package, folder: Path) -> Path:
    """Unpack `package` below `folder`; gives the folder of its files."""
    npm = shutil.which("npm") or "npm"
    wanted = f"{package.name}@{package.version}"
    subprocess.run(  # noqa: S603 - fixed names and versions from above
        [npm, "pack", "--silent", wanted], cwd=folder, check=True, capture_output=True
    )
    archive = next(folder.glob("*.tgz"))
    with tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
    archive.unlink()
    return folder / "package"


def sources() -> list[Path]:
    """The files whose words may be names of classes."""
    own = [ROOT / "tianmen_congress", *(ROOT / room for room in ROOMS)]
    found = [*own, *(Path(find_spec(each).origin).parent for each in LIBRARIES)]
    files = [file for folder in found for file in folder.rglob("*.py")]
    markup = [ROOT / "templates", *found]
    files += [file for folder in markup for file in folder.rglob("*.html")]
    files += [
        file for file in (ROOT / "static").rglob("*.js") if TARGET not in file.parents
    ]
    return sorted(files)


def words() -> set[str]:
    return {
        word for file in sources() for word in WORD.findall(file.read_text("utf-8"))
    }


def classes(sheet: Path) -> set[str]:
    """What `sheet` says something of; neither addresses nor comments."""
    return set(CLASS.findall(NO_CLASS.sub("", sheet.read_text("utf-8"))))


def purge(sheet: Path) -> None:
    """Leave in `sheet` what our pages can use, and list the classes that went."""
    whole = classes(sheet)
    npm = shutil.which("npm") or "npm"
    command = [npm, "exec", "--yes", PURGER, "--", "--css", sheet, "--output", sheet]
    # A page of all words: the purger would take names out of paths for globs.
    named = words()
    page = sheet.with_name("words.html")
    page.write_text("\n".join(sorted(named)), "utf-8")
    subprocess.run(  # noqa: S603 - fixed names and versions from above
        [*command, "--content", page], check=True, capture_output=True
    )
    left_out = whole - classes(sheet) - named
    LEFT_OUT.write_text("\n".join(sorted(left_out)) + "\n", "utf-8")


def copy(package: Package, source: Path) -> list[str]:
    """Copy the wanted files without their map comments; gives lines of VENDOR.md."""
    licence = json.loads((source / "package.json").read_text())["license"]
    lines = []
    for name in package.files:
        if package.is_purged:
            purge(source / name)
        content = SOURCE_MAP.sub(b"", (source / name).read_bytes()).rstrip() + b"\n"
        target = TARGET / Path(name).name
        target.write_bytes(content)
        digest = hashlib.sha256(content).hexdigest()
        lines.append(
            f"| {target.name} | {package.name} | {package.version} | {licence} | `{digest}` |"
        )
    return lines


def main() -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    lines = [
        "Written by `python -m tianmen_congress.base.ui.vendor`; change the versions there.",
        "",
        "| file | package | version | licence | SHA-256 |",
        "|---|---|---|---|---|",
    ]
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            lines += copy(package, fetch(package, Path(folder)))
    (TARGET / "VENDOR.md").write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
