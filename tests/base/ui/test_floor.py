"""What Chromium 80 does not know stands in no sheet and no script that is served."""

import re
from pathlib import Path

import pytest
from django.conf import settings

OURS = [
    path
    for path in (Path(settings.BASE_DIR) / "static").rglob("*.*")
    if "vendor" not in path.parts
]
# Each with what it would break: a selector that is not known drops its whole rule.
IN_SHEETS = {
    r":(?:has|is|where)\(": "88 and later",
    r"[,{}]\s*[^,{}]*:focus-visible[^,{}]*,": "86, in a list of selectors",
    r",[^,{}]*(?<!not\():focus-visible": "86, in a list of selectors",
    r"(?:^|[;{\s])inset\s*:": "87",
    r"aspect-ratio\s*:": "88",
    r"@(?:container|layer|property)\b": "85 and later",
    r"color-mix\(|\blch\(|\boklch\(": "111",
    r"display:\s*flex[^}]*[;\s](?:row-|column-)?gap\s*:": "84",
    r"[;{\s](?:row-|column-)?gap\s*:[^}]*display:\s*flex": "84",
    r"\bclip\b\s*:\s*(?:auto\s+)?clip|overflow\s*:\s*clip": "90",
}
IN_SCRIPTS = {
    r"\?\.(?!\d)|\?\?": "80 knows them, older ones of the street do not",
    r"\.replaceAll\(|\.at\(|\.flatMap\(|Object\.hasOwn|structuredClone": "85 and later",
    r"Promise\.any|WeakRef|\|\|=|&&=": "85 and later",
    r"event\.submitter(?! \|\|)": "81: `pressedIn` knows it",
    r"=>|\blet\b|\bconst\b|`": "scripts are written for still older ones",
}


def told(files, forbidden):
    comment = re.compile(r"/\*.*?\*/", re.DOTALL)
    return [
        (path.name, found[0].strip()[:60], since)
        for path in files
        for pattern, since in forbidden.items()
        for found in re.finditer(pattern, comment.sub("", path.read_text("utf-8")))
    ]


def test_the_sheets_use_what_the_floor_knows():
    sheets = [path for path in OURS if path.suffix == ".css"]

    assert told(sheets, IN_SHEETS) == []
    assert len(sheets) > 8


def test_the_scripts_use_what_the_floor_knows():
    scripts = [path for path in OURS if path.suffix == ".js"]
    worker = Path(settings.BASE_DIR) / "templates" / "ui" / "worker.js"

    assert told([*scripts, worker], IN_SCRIPTS) == []
    assert len(scripts) > 10


@pytest.mark.parametrize(
    ("name", "text", "forbidden"),
    [
        ("a.css", "a:has(b) { color: red; }", IN_SHEETS),
        ("b.css", "a { display: flex; gap: 1rem; }", IN_SHEETS),
        ("c.css", ".x:focus, .y:focus-visible { color: red; }", IN_SHEETS),
        ("d.css", "a { top: 0; inset: 0; }", IN_SHEETS),
        ("e.js", "var form = event.submitter;", IN_SCRIPTS),
        ("f.js", "var a = b ?? c;", IN_SCRIPTS),
        ("g.js", "'a'.replaceAll('b', 'c');", IN_SCRIPTS),
    ],
)
def test_what_is_beyond_the_floor_is_found(tmp_path, name, text, forbidden):
    path = tmp_path / name
    path.write_text(text)

    assert [found[0] for found in told([path], forbidden)] == [name]
