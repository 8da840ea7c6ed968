"""What cannot be in the days of a line, whichever pairing it tells of."""

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.records import Record


def why_not_so(record: Record) -> tuple[str, str] | None:
    """The field and the sentence; None where nothing is wrong."""
    since, until = record["since"], record["until"]
    for name in ("since", "until"):
        if record[name] and record[name] > today():
            return name, f"不能晚于今天（{today()}）"
    if since and until and until < since:
        return "until", f"解除日期不能早于结对日期（{since}）"
    if record["end_reason"] and not until:
        return "end_reason", "没有解除的结对不填解除原因"
    return None
