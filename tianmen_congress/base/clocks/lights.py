"""How near a deadline is, as one colour."""

from datetime import date

from django.db import models


class Light(models.TextChoices):
    GREEN = "green", "正常"
    YELLOW = "yellow", "临近期限"
    RED = "red", "超期"
    PAUSED = "paused", "暂停计时"


def light_of(
    due_on: date | None, yellow_on: date | None, *, on: date, is_paused: bool = False
) -> str:
    """What a deadline shows on `on`; "" where there is none.

    On its last day it is near, not over. `yellow_on` is what `Deadline.warns` says. A
    pause is in `due_on` as far as it may carry it: what is over is over.
    """
    if due_on is None:
        return ""
    if due_on < on:
        return Light.RED
    if is_paused:
        return Light.PAUSED
    is_near = yellow_on is not None and yellow_on <= on
    return Light.YELLOW if is_near else Light.GREEN
