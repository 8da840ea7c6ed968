"""What is written for those who run the system names all that there is to set."""

import re

from tianmen_congress.base.runtime.environment import BASE_DIR

EXAMPLE = (BASE_DIR / ".env.example").read_text(encoding="utf-8")
ENVIRONMENT = re.compile(r'(?:env(?:_\w+|\.\w+)?|environ\.get)\(\s*"([A-Z_]+)"')
# Told to a process by the one that starts it.
INTERNAL = {"ENDS_WITH"}


def variables_of(*paths: str) -> set[str]:
    texts = [(BASE_DIR / "tianmen_congress" / path).read_text() for path in paths]
    return {name for text in texts for name in ENVIRONMENT.findall(text)}


def test_every_variable_is_in_the_example():
    used = variables_of(
        "settings.py", "base/runtime/environment.py", "base/runtime/runner.py"
    )
    described = set(re.findall(r"^#?([A-Z_]+)=", EXAMPLE, re.MULTILINE))
    assert used - INTERNAL == described


def test_the_example_changes_nothing_as_it_stands():
    lines = [line for line in EXAMPLE.splitlines() if line and not line.startswith("#")]
    assert lines == []
