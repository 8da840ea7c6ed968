"""What the history of a row keeps (docs/decisions/0003)."""

import pghistory


def track_removals_too():
    """Class decorator for rows that may be taken out again; their events stay.

    A participation that was a mistake is taken out of its visit; what an import added
    goes when that import is undone.
    """
    return pghistory.track(
        pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    )
