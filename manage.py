#!/usr/bin/env python
"""Runs the commands of the platform; starts the embedded database first if none is given."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import Error

from tianmen_congress.base.runtime import interruptions
from tianmen_congress.base.runtime.environment import for_command
from tianmen_congress.base.runtime.faults import Fault


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tianmen_congress.settings")
    try:
        with for_command(sys.argv[1:]):
            execute_from_command_line(sys.argv)
    except (Fault, ImproperlyConfigured) as fault:
        sys.exit(str(fault))
    except KeyboardInterrupt:
        sys.exit(130)
    except Error as error:
        if not (reason := interruptions.in_words_for_commands(error)):
            raise
        sys.exit(f"命令没有完成：{reason}。请稍后再试。")


if __name__ == "__main__":
    main()
