"""Constraints that rows of several rooms are held to, each with the sentence users read."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db import IntegrityError
from django.db.models import CheckConstraint, F, Func, Q, QuerySet, TextChoices, Value


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


def one_at_a_time(name: str, of: str, sentence: str) -> ExclusionConstraint:
    """No two rows with the same `of` hold on one day; either end may be open.

    The key stands as a range of one number: ranges are compared by every server, bare
    keys only by one with an extension.
    """
    bounds = Value("[]")
    key = Func(
        *(F(of), F(of), bounds),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
    days = Func(
        *(F("since"), F("until"), bounds),
        function="daterange",
        output_field=DateRangeField(),
    )
    return ExclusionConstraint(
        name=name,
        expressions=[
            (key, RangeOperators.OVERLAPS),
            (days, RangeOperators.OVERLAPS),
        ],
        violation_error_message=sentence,
    )


def taken_in_turn(rows: QuerySet) -> None:
    """Wait for whoever writes something of these rows, and make others wait.

    Two who at one moment write what an exclusion keeps apart wait for each other: the
    database breaks one off, who is then told of a jam and not of what stands there.
    """
    list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))


def is_refused_by(name: str, error: IntegrityError) -> bool:
    """Whether it was the constraint called so."""
    said = getattr(error.__cause__, "diag", None)
    return said is not None and said.constraint_name == name


def constrained(
    field: str, choices: type[TextChoices], *, name: str
) -> CheckConstraint:
    """A check constraint: the column holds a known code (or is empty)."""
    return CheckConstraint(
        name=name, condition=Q(**{f"{field}__in": ["", *choices.values]})
    )
