"""Columns of a workbook, declared once for import, template and export.

They are fields of a django-import-export Resource:

    class DeputyRoster(Resource):
        name = Column("姓名", NameWidget(), filled=True)
        birth_month = Column("出生年月", MonthWidget(), aliases=("出生日期",))
"""

from collections.abc import Mapping
from datetime import date, time, timedelta
from decimal import Decimal

from django.db.models import Choices
from import_export.fields import Field
from import_export.resources import Resource
from import_export.widgets import Widget

from tianmen_congress.base import cells
from tianmen_congress.base.cells.usual import BORN
from tianmen_congress.base.clocks.calendar import today

# What the columns of the database hold.
LARGEST = 2_147_483_647
CENT, RICHES = Decimal("0.01"), Decimal(10) ** 8


class CellWidget(Widget):
    """Reads a cell with one of the converters of `cells`; `blank` stands for nothing."""

    blank: object = ""
    # How wide the column is in Excel's units, and whether its text is kept on a line.
    width = 14

    def clean(self, value, row=None, **kwargs):
        if isinstance(value, cells.Unread):
            raise cells.CellFault(value.reason)
        if self.says_nothing(value):
            return self.blank
        cells.check_own(value)
        return self.convert(value, **kwargs)

    def says_nothing(self, value) -> bool:
        return cells.is_nothing(value)

    def convert(self, value, **kwargs):
        if cells.has_lost_digits(value):
            raise cells.CellFault(f"号码{cells.LOST}")
        if isinstance(value, bool | time | timedelta):
            raise cells.CellFault("在Excel中变成了时间或真假值，请改为文本后重填")
        return cells.prose(value)

    def why_odd(self, value) -> str:
        """Why a value is hardly meant, and is asked about; "" where nothing is odd."""
        return ""

    def render(self, value, obj=None, **kwargs):
        """What a workbook shows, and what reading it again gives back."""
        return "" if value is None else str(value)


class TextWidget(CellWidget):
    def __init__(self, max_length: int = 0, *, width: int = 20):
        super().__init__()
        self.max_length, self.width = max_length, width

    def convert(self, value, **kwargs):
        text = super().convert(value)
        if self.max_length and len(text) > self.max_length:
            raise cells.CellFault(f"超过{self.max_length}字，请缩短")
        return text


class CodeWidget(TextWidget):
    """An official number: digits and letters, none of them lost."""

    def convert(self, value, **kwargs):
        return super().convert(cells.code(value))


class EthnicityWidget(CellWidget):
    width = 10

    def convert(self, value, **kwargs):
        return cells.ethnicity(value)


class NameWidget(CellWidget):
    width = 10

    def convert(self, value, **kwargs):
        return cells.person_name(value)


class NamesWidget(CellWidget):
    """Several people in one cell."""

    width = 30

    @property
    def blank(self) -> list[str]:
        return []

    def convert(self, value, **kwargs):
        return cells.split_names(value)

    def render(self, value, obj=None, **kwargs):
        return "、".join(str(name) for name in value or ())


class DayCellWidget(CellWidget):
    """A day; pass `year=` to `clean` for days written without theirs.

    Ledgers tell of one campaign, be it long past: the kind doubts a new day by that.
    """

    blank = None
    width = 12

    def convert(self, value, *, year: int | None = None, **kwargs):
        return cells.day(value, year=year)

    def render(self, value: date | None, obj=None, **kwargs):
        return f"{value:%Y-%m-%d}" if value else ""


class MonthWidget(CellWidget):
    """A month of birth."""

    blank = None
    width = 10

    def why_odd(self, value: date | None) -> str:
        """Nobody is asked who is not born yet: that is refused, not doubted."""
        is_past = value is not None and value <= today()
        return BORN.why_odd(value, on=today()) if is_past else ""

    def convert(self, value, **kwargs):
        return cells.month(value)

    def render(self, value: date | None, obj=None, **kwargs):
        return f"{value:%Y-%m}" if value else ""


class IdNumberWidget(CellWidget):
    width = 21

    def convert(self, value, **kwargs):
        return cells.id_number(value)


class PhoneWidget(CellWidget):
    width = 14

    def convert(self, value, **kwargs):
        return cells.phone(value)


class IntegerWidget(CellWidget):
    """A count or a number in a list: nothing below zero."""

    blank = None
    width = 8

    def __init__(self, of: cells.Quantity = cells.COUNT):
        super().__init__()
        self.of = of

    def convert(self, value, *, heading: str = "", **kwargs):
        return self.checked(cells.integer(value, self.of, heading=heading))

    def checked(self, number: int) -> int:
        if number < 0:
            raise cells.CellFault("不能是负数")
        if number > LARGEST:
            raise cells.CellFault("数字过大，请核对")
        return number


class YearWidget(IntegerWidget):
    def convert(self, value, **kwargs):
        return self.checked(cells.year(value))


class DecimalWidget(CellWidget):
    """An amount of money, to the cent: what is stored reads the same the next time."""

    blank = None
    width = 12

    def convert(self, value, *, heading: str = "", **kwargs):
        number = cells.decimal(value, heading=heading).quantize(CENT)
        if abs(number) >= RICHES:
            raise cells.CellFault("数字过大，请核对")
        return number


class YesNoWidget(CellWidget):
    width = 8

    def __init__(self, *, blank: bool | None = None):
        super().__init__()
        self.blank = blank

    def says_nothing(self, value) -> bool:
        return not cells.is_answer(value) and super().says_nothing(value)

    def convert(self, value, **kwargs):
        return cells.yes_no(value)

    def render(self, value, obj=None, **kwargs):
        return "" if value is None else ("是" if value else "否")


class ChoiceWidget(CellWidget):
    """One of a value list; `aliases` says how else people write its values."""

    width = 12

    def __init__(
        self, choices: type[Choices], aliases: Mapping[str, str] | None = None
    ):
        super().__init__()
        self.choices, self.aliases = choices, aliases

    def says_nothing(self, value) -> bool:
        is_one = cells.is_choice(value, self.choices, self.aliases)
        return not is_one and super().says_nothing(value)

    def convert(self, value, **kwargs):
        return cells.choice(value, self.choices, self.aliases)

    def render(self, value, obj=None, **kwargs):
        return str(self.choices(value).label) if value else ""


class Column(Field):
    """One column: its heading, how else it is headed, how its cells are read.

    required: the sheet must have the column. filled: and no row may leave it empty.
    optional: a value that cannot be read is left out with a warning, and the row goes
    in; of any other column it keeps the row out. merged: a vertical merge counts for
    each of its rows. group: the upper heading, where two columns share the lower one.
    personal: shown masked once it is stored.
    """

    def __init__(
        self,
        column_name: str,
        widget: CellWidget | None = None,
        *,
        attribute: str | None = None,
        aliases: tuple[str, ...] = (),
        group: str = "",
        required: bool = False,
        filled: bool = False,
        optional: bool = False,
        merged: bool = False,
        personal: bool = False,
        hint: str = "",
    ):
        super().__init__(attribute, column_name, widget or TextWidget())
        self.aliases, self.group, self.hint = aliases, group, hint
        self.required, self.filled = required or filled, filled
        self.optional = optional
        self.merged, self.personal = merged, personal


def columns_of(resource: Resource) -> dict[str, Column]:
    """The resource's columns by the name under which their values are kept."""
    return {
        name: field
        for name, field in resource.fields.items()
        if isinstance(field, Column)
    }
