"""Tables as offices print and file them: title, reporting unit, heading, totals, foot.

`write_tables([(spec, rows), …], out)` writes one sheet for each; rows are any iterable
of values in the order of the columns and are never all in memory.
"""

from .spec import OfficialTable, SheetColumn, ValueKind
from .template import write_template
from .writer import write_table, write_tables

__all__ = [
    "OfficialTable",
    "SheetColumn",
    "ValueKind",
    "write_table",
    "write_tables",
    "write_template",
]
