"""What is called otherwise from a day on keeps the names that it had until then."""

from datetime import date
from operator import attrgetter

from django.core.exceptions import ValidationError
from django.db import models


class NamedOverTime(models.Model):
    """A row whose `name` has dates; the subclass declares `name` itself.

    Former names lie on the row, so that a table of a thousand lines asks for no more
    than its rows to print what each was called on its day.
    """

    # The oldest first, each with the day from which the next one held.
    former_names = models.JSONField("曾用名", default=list, blank=True, editable=False)

    class Meta:
        abstract = True

    def name_on(self, day: date | None) -> str:
        """What it was called on `day`; without one what it is called now."""
        for former in self.former_names if day else ():
            if str(day) < former["until"]:
                return former["name"]
        return self.name

    def names_between(self, since: date | None, until: date | None) -> set[str]:
        """Each name that it had from one day to the other; without days today's."""
        turns = [date.fromisoformat(each["until"]) for each in self.former_names]
        days = [day for day in turns if since and since <= day <= until]
        return {self.name_on(day) for day in (since, until, *days)}

    @property
    def all_names(self) -> list[str]:
        """Each name that it ever had, once, today's first."""
        former = [each["name"] for each in reversed(self.former_names)]
        return list(dict.fromkeys([self.name, *former]))

    @property
    def names_of_once(self) -> list[str]:
        """What it is found by that is none of its names of today."""
        return [name for name in self.all_names if name != self.name]

    @property
    def renamed_on(self) -> date | None:
        """The day from which it is called as it is; None: it never was otherwise."""
        last = self.former_names[-1]["until"] if self.former_names else None
        return last and date.fromisoformat(last)

    def rename(self, name: str, *, on: date | None) -> None:
        """Call it `name` from `on`; without a day it was only written wrong before.

        Saves nothing. Raises ValidationError of a day before that of the last name.
        """
        if on and self.renamed_on and on < self.renamed_on:
            raise ValidationError(
                f"{self.name}自{self.renamed_on}起才叫这个名称，更名日期不能更早"
            )
        if on and on != self.renamed_on and name != self.name:
            former = {"name": self.name, "until": str(on)}
            self.former_names = [*self.former_names, former]
        self.name = name


def named_on(row: NamedOverTime | None, day: date | None) -> str:
    """What `row` was called on `day`, today without one; "" for none."""
    return row.name_on(day) if row else ""


def as_called(value: object, day: date | None) -> object:
    """`value`, or each of several, by its name of that day where it has one: to be put
    into words that are kept."""
    if isinstance(value, NamedOverTime):
        return value.name_on(day)
    if isinstance(value, list | tuple | models.QuerySet):
        return [as_called(each, day) for each in value]
    return value


class NameOfDay:
    """`group_name = NameOfDay("group", "visited_on")`: what a record points to, as it
    was called on the day of the record. No query beside that for the row itself."""

    def __init__(self, row: str, day: str):
        self.row, self.day = attrgetter(row), attrgetter(day)

    def __get__(self, record: object | None, owner: type | None = None):
        if record is None:
            return self
        return named_on(self.row(record), self.day(record))
