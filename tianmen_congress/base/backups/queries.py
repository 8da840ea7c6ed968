"""How it stands with the backups: for the first page, and for the worker."""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from tianmen_congress.base.accounts.models import User

from .enums import BackupKind
from .models import Run

# Between two tries.
PAUSE = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """The last good one of a kind, and what went wrong since."""

    kind: BackupKind
    good: Run | None
    failed: Run | None

    @property
    def is_drill(self) -> bool:
        return self.kind == BackupKind.DRILL


def standing(*, user: User) -> list[Standing]:
    """How backups and drills stand, for whoever keeps the system; else nothing."""
    runs = Run.objects.visible_to(user)
    if runs.query.is_empty():
        return []
    return [_standing(runs, kind) for kind in BackupKind]


def _standing(runs, kind: BackupKind) -> Standing:
    of_kind = runs.filter(kind=kind)
    good, last = of_kind.good().first(), of_kind.first()
    return Standing(kind, good, last if last and last.problem else None)


def is_due(kind: BackupKind) -> bool:
    """Whether the worker should make one now: once a day of the real calendar.

    Also in a demo, whose own day stands still: disks die by the real one. What failed
    is not tried again at once.
    """
    if settings.BACKUP_DIR is None:
        return False
    now = timezone.localtime()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    # unscoped: only whether the worker should make one
    runs = Run.objects.filter(kind=kind)
    is_done = runs.good().filter(at__gte=midnight).exists()
    return not (is_done or runs.filter(at__gte=now - PAUSE).exists())
