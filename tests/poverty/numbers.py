"""ID numbers for tests: area code 429099 belongs to nowhere."""

from tianmen_congress.base.personal.id_numbers import complete


def id_number(born="19800101", serial=1):
    return complete(f"429099{born}{serial:03}")
