"""Giving the next number."""

from django.db import transaction

from .models import Counter


@transaction.atomic
def next_number(kind: str, key: str) -> int:
    """The next number of `kind` within `key`, from 1, without gaps.

    The counter's row stays locked until the surrounding transaction ends, so a
    number given to a write that is rolled back is given again: no gap, no double.
    """
    Counter.objects.get_or_create(kind=kind, key=key)
    counter = Counter.objects.select_for_update().get(kind=kind, key=key)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last
