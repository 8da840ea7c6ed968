"""Columns of lists: how a value stands on the page and what an export takes."""

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from datetime import date
from itertools import count
from typing import TYPE_CHECKING

import django_tables2 as tables
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Model, QuerySet
from django.utils.html import format_html
from django.utils.timezone import localtime

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.rows.naming import NamedOverTime

from . import masks
from .probing import orders_by_hidden
from .templatetags.ui import status_tag

if TYPE_CHECKING:
    from .listing import BulkButton

# More columns than these are moved sideways in their box.
MOST_COLUMNS = 11
# Adds to rows what a column needs, as far as the user may see it.
Prepare = Callable[[QuerySet, User], QuerySet]


class TextColumn(tables.Column):
    """Text as it is; `linkify=True` leads to the row's own page."""

    export_kind = "text"


class NameColumn(TextColumn):
    """A place, body or group as it was called on the day of the row.

    `day` leads to it as an accessor does; a row without a day has the name of today.
    """

    def __init__(self, *args, day: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.day = day

    def render(self, value: NamedOverTime, record: Model) -> str:
        return value.name_on(tables.A(self.day).resolve(record, quiet=True))


class NumberColumn(tables.Column):
    """A count, set to the right."""

    export_kind = "int"
    attrs = {"td": {"class": "number"}, "th": {"class": "number"}}

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("attrs", self.attrs)
        super().__init__(*args, **kwargs)

    def value(self, value):
        return value


class DayColumn(tables.Column):
    """A day as 2017-07-25."""

    export_kind = "date"

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("attrs", {"td": {"class": "day"}})
        super().__init__(*args, **kwargs)

    def render(self, value: date) -> str:
        return f"{value:%Y-%m-%d}"

    def value(self, value: date) -> date:
        return value


class MomentColumn(DayColumn):
    """A day with hour and minute."""

    export_kind = "text"

    def render(self, value) -> str:
        return f"{localtime(value):%Y-%m-%d %H:%M}"

    def value(self, value) -> str:
        return self.render(value)


class StatusColumn(tables.Column):
    """A choice as a coloured word; `tones` maps codes to grey, blue, green, yellow, red."""

    export_kind = "text"

    def __init__(self, *args, tones: Mapping[str, str] | None = None, **kwargs):
        super().__init__(*args, **kwargs)
        self.tones = tones or {}

    def render(self, record: Model, value, bound_column) -> str:
        code = bound_column.accessor.resolve(record)
        return status_tag(value, self.tones.get(code, "grey"))

    def value(self, value) -> str:
        return str(value)


class PersonalColumn(tables.Column):
    """A name, phone or id_number, masked for those who may not see it whole."""

    export_kind = "id"

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def render(self, value: str, table: tables.Table) -> str:
        return masks.shown_to(table.request.user, value, self.kind)


class OrderAlone(tables.Column):
    """An order that no column shows: offered above the list (`Listing.orders`)."""

    def __init__(self, *order_by: str):
        super().__init__(
            visible=False, order_by=order_by, accessor="pk", exclude_from_export=True
        )


class RowNumber(tables.Column):
    """序号: counts on over the pages."""

    export_kind = "int"

    def __init__(self):
        super().__init__(
            "序号",
            empty_values=(),
            orderable=False,
            attrs={"td": {"class": "row-number"}, "th": {"class": "row-number"}},
        )

    def render(self, bound_row, table: tables.Table) -> int:
        page = table.page.number - 1 if table.page else 0
        per_page = table.paginator.per_page if table.page else 0
        return page * per_page + bound_row.row_counter + 1


class Tick(tables.Column):
    """The box that picks a row for acts on many, and which of them fit it."""

    def __init__(self, acts: Sequence["BulkButton"]):
        self.acts = acts
        super().__init__(
            "选择",
            accessor="pk",
            orderable=False,
            attrs={"td": {"class": "tick"}, "th": {"class": "tick"}},
        )

    def render(self, value, record: Model) -> str:
        return format_html(
            '<input type="checkbox" class="form-check-input" name="ids" value="{}" '
            'form="bulk" data-fits="{}" aria-label="选择 {}">',
            value,
            " ".join(str(n) for n, act in enumerate(self.acts) if act.fits(record)),
            record,
        )


# Columns that show what is stored as it is; what inherits from them may show more.
PLAIN = (TextColumn, NameColumn, NumberColumn, DayColumn, MomentColumn, StatusColumn)
# Kinds of fields of which the database knows the least and the greatest.
COMPARED = (
    models.CharField,
    models.DateField,
    models.IntegerField,
    models.DecimalField,
    models.ForeignKey,
)


def _is_stored(model: type[Model], path: str) -> bool:
    """Whether `path` ends at a field of `model`, or of a row that it points to."""
    *links, last = path.replace(".", "__").split("__")
    try:
        for link in links:
            field = model._meta.get_field(link)
            if not field.many_to_one:
                return False
            model = field.related_model
        return isinstance(model._meta.get_field(last), COMPARED)
    except FieldDoesNotExist:
        return False


class ListTable(tables.Table):
    """The table of a list: numbered rows, sorting by `?sort=`, cards on a phone.

    `fixed` columns cannot be switched off; `hidden` ones are off until asked for;
    `widest` takes what room the others leave; those `beside_card` are read on the
    record's page, where a phone makes cards of rows.
    A room above adds its column with `add_column`, without being known here.
    """

    number = RowNumber()
    fixed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    beside_card: tuple[str, ...] = ()
    widest = ""
    preparations: tuple[Prepare, ...] = ()

    class Meta:
        order_by_field = "sort"
        attrs = {"class": "table list one-line"}
        empty_text = ""

    def __init__(
        self,
        *args,
        request=None,
        acts: Sequence["BulkButton"] = (),
        unsorted: Set[str] = frozenset(),
        **kwargs,
    ):
        if acts:
            kwargs["extra_columns"] = [("tick", Tick(acts))]
        kwargs["sequence"] = (*(["tick"] if acts else []), "number", "...")
        super().__init__(*args, order_by_field="sort", **kwargs)
        # Not handed on: the list reads page and size of its address by itself.
        self.request = request
        for name in unsorted & set(self.columns.names()):
            self.columns[name].column.orderable = False

    def get_column_class_names(
        self, classes_set: set[str], bound_column: tables.columns.BoundColumn
    ) -> set[str]:
        """What a row is about stands on top of its card, where a phone makes one of it."""
        column = bound_column.column
        if bound_column.name in self.beside_card:
            return {*classes_set, "not-on-card"}
        own = {"widest"} if bound_column.name == self.widest else set()
        if bound_column.name in self.fixed and not isinstance(column, StatusColumn):
            own.add("about")
        return classes_set | own

    @property
    def is_whole(self) -> bool:
        """Whether its columns are few enough to stand beside one another on any desk."""
        return sum(1 for _ in self.columns) <= MOST_COLUMNS

    def first_row(self) -> tables.rows.BoundRow | None:
        """The first row of the page; its number is not used up by looking at it."""
        row = next(iter(self.paginated_rows), None)
        self._counter = count()
        return row

    @classmethod
    def add_column(
        cls, name: str, column: tables.Column, *, after: str, prepare: Prepare
    ) -> None:
        """A column of a room above; `prepare` brings what it shows to the rows."""
        names = list(cls.base_columns)
        names.insert(names.index(after) + 1, name)
        columns = {**cls.base_columns, name: column}
        cls.base_columns = {each: columns[each] for each in names}
        cls.preparations = (*cls.preparations, prepare)

    @classmethod
    def prepared(cls, rows: QuerySet, *, user: User) -> QuerySet:
        """`rows` with what the columns of rooms above need."""
        for prepare in cls.preparations:
            rows = prepare(rows, user)
        return rows

    @classmethod
    def hidden_orders(cls, rows: QuerySet, *, user: User) -> set[str]:
        """Columns that sort first of all by what `user` does not see whole."""
        if may_see_personal(user):
            return set()
        keys = {
            name: next(iter(column.order_by or (column.accessor or name,)))
            for name, column in cls.base_columns.items()
            if column.orderable is not False
        }
        return {name for name, key in keys.items() if orders_by_hidden(rows, key)}

    @classmethod
    def comparable(
        cls, model: type[Model], *, besides: Collection[str]
    ) -> dict[str, str]:
        """Columns that show a stored value and nothing else, and where it is stored.

        Of what a column makes of a row, nobody can say that it is the same everywhere.
        """
        found = {}
        for name in cls.choosable():
            column, path = cls.base_columns[name], cls.path_of(name)
            is_plain = type(column) in PLAIN and not hasattr(cls, f"render_{name}")
            if is_plain and name not in besides and _is_stored(model, path):
                found[name] = path
        return found

    @classmethod
    def path_of(cls, name: str) -> str:
        """What a column shows, as a path of columns."""
        return str(cls.base_columns[name].accessor or name).replace(".", "__")

    @classmethod
    def day_of(cls, name: str) -> str:
        """Where the day lies whose names a column shows; "" where it shows none."""
        return getattr(cls.base_columns[name], "day", "")

    @classmethod
    def choosable(cls) -> list[str]:
        """Names of the columns that a user may switch on and off."""
        always = {"number", *cls.fixed}
        shown = (n for n, column in cls.base_columns.items() if column.visible)
        return [name for name in shown if name not in always]
