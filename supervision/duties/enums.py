"""How a deputy stands with what he owes."""

from django.db import models


class DutyState(models.TextChoices):
    DONE = "done", "完成"
    DUE = "due", "待办"
    OVERDUE = "overdue", "逾期"


TONES = {DutyState.DONE: "green", DutyState.DUE: "blue", DutyState.OVERDUE: "red"}
