"""python -m tianmen_congress.base.runtime.prepare [--demo] [--static]

Brings the database up to date as its owner: migrates and, when it is new, loads what
every system needs and perhaps the demo. Done again after a broken start, it goes on.
"""

import os
import sys
from io import StringIO

import django
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import Error

from . import environment, interruptions
from .home import Home


def main(arguments: list[str]) -> None:
    home = environment.read_home()
    if not home.ready.exists():
        mark_demo(home, "--demo" in arguments)
    environment.tell_day(home)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tianmen_congress.settings")
    django.setup()
    call_command("migrate", verbosity=0)
    if not home.ready.exists():
        fill(home)
    if "--static" in arguments:
        call_command("collectstatic", interactive=False, verbosity=0)
        # The file that it writes is what the runner shows.
        call_command("setup_code", stdout=StringIO(), stderr=StringIO())


def mark_demo(home: Home, demo: bool) -> None:
    """Before anything is loaded: the demo is loaded on the day of the demo."""
    if demo:
        home.demo.touch()
    else:
        home.demo.unlink(missing_ok=True)


def fill(home: Home) -> None:
    call_command("load_basics", stdout=sys.stderr)
    if home.demo.exists():
        load_demo(home)
    home.ready.touch()


def load_demo(home: Home) -> None:
    # unscoped: only whether the demo was loaded
    if get_user_model().objects.filter(is_demo=True).exists():
        return
    try:
        call_command("load_demo", stdout=sys.stderr)
    except CommandError as refusal:
        # A database of somebody who works with it is no place for a demo.
        print(refusal, file=sys.stderr)
        home.demo.unlink()


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ImproperlyConfigured as fault:
        sys.exit(str(fault))
    except Error as error:
        if not (reason := interruptions.in_words(error)):
            raise
        sys.exit(f"{reason}。")
