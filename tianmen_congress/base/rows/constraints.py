"""Constraints that rows of several rooms are held to, each with the sentence users read."""

from django.db.models import CheckConstraint, F, Q, TextChoices


def voided_with_reason(name: str) -> CheckConstraint:
    """Struck off at a moment and for a reason, or neither."""
    return CheckConstraint(
        name=name,
        condition=Q(voided_at=None, void_reason="")
        | Q(voided_at__isnull=False) & ~Q(void_reason=""),
        violation_error_message="作废须填写原因",
    )


def days_in_order(name: str, sentence: str) -> CheckConstraint:
    """`until` is not before `since`; either may be open."""
    return CheckConstraint(
        name=name,
        condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
        violation_error_message=sentence,
    )


def constrained(
    field: str, choices: type[TextChoices], *, name: str
) -> CheckConstraint:
    """A check constraint: the column holds a known code (or is empty)."""
    return CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": ["", *choices.values]})
    )
