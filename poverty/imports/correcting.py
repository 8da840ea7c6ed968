"""What a roster has otherwise than the household or member on file, value by value."""

from django.db.models import Model

from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange
from tianmen_congress.base.workbooks.records import Record

# Under which column a value is told that the row gives in other words.
COLUMNS = {
    "other_causes": "main_cause",
    "village_id": "village",
    "returned_year": "state",
}
# Stand or fall with the state: a year without it is refused.
YEARS = ("lifted_year", "returned_year")


def take(
    record: Record, row: Model, values: dict[str, object], corrections: Corrections
) -> bool:
    """Set what differs on `row` and gives way to the roster; whether anything did."""
    others = {name: value for name, value in values.items() if name != "state"}
    state = values.get("state")
    is_changed = _set(record, row, {"state": state} if state else {}, corrections)
    if state and row.state != state:
        others = {name: value for name, value in others.items() if name not in YEARS}
    return _set(record, row, others, corrections) or is_changed


def _set(
    record: Record, row: Model, values: dict[str, object], corrections: Corrections
) -> bool:
    taken = {
        name: value
        for name, value in values.items()
        if getattr(row, name) != value
        and corrections.takes(record, *_change(record, row, name, value))
    }
    for name, value in taken.items():
        setattr(row, name, value)
    return bool(taken)


def _change(
    record: Record, row: Model, name: str, value: object
) -> tuple[str, ValueChange]:
    """The change, under the column that tells of it."""
    old, new = (_in_words(row, name, each) for each in (getattr(row, name), value))
    is_members = name == "code" and "relation" in row.__dict__
    column = "member_code" if is_members else COLUMNS.get(name, name)
    if name == "village_id":
        old, new = str(row.village), str(record["village"])
    return column, ValueChange(row, name, old, new)


def _in_words(row: Model, name: str, value: object) -> str:
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    field = row._meta.get_field(name)
    if isinstance(value, list):
        labels = dict(field.base_field.flatchoices)
        return "、".join(str(labels.get(each, each)) for each in value)
    labels = dict(field.flatchoices)
    return str(labels.get(value, value))
