"""Fetch the browser packages into static/vendor, pinned: `python -m tianmen_congress.base.ui.vendor`.

Run by a developer when a version changes, never by the product: what it writes is
committed, with version, licence and SHA-256 in VENDOR.md. htmx is not among them:
django-htmx brings its own copy.
"""

import hashlib
import json
import re
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

TARGET = Path(__file__).resolve().parents[3] / "static" / "vendor"
SOURCE_MAP = re.compile(rb"\s*(/\*|//)[#@]\s*sourceMappingURL=[^\n*]*(\*/)?")


@dataclass(frozen=True, slots=True)
class Package:
    name: str
    version: str
    files: tuple[str, ...]


PACKAGES = (
    Package("bootstrap", "5.3.8", ("dist/css/bootstrap.min.css",)),
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


def copy(package: Package, source: Path) -> list[str]:
    """Copy the wanted files without their map comments; gives lines of VENDOR.md."""
    licence = json.loads((source / "package.json").read_text())["license"]
    lines = []
    for name in package.files:
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
