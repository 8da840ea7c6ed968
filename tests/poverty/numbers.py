"""ID numbers for tests: area code 429099 belongs to nowhere."""

from poverty.id_numbers import check_digit


def id_number(born="19800101", serial=1):
    body = f"429099{born}{serial:03}"
    return body + check_digit(body)
