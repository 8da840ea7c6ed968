"""Whether a batch can be undone as one: what would go, what goes back, what is in the way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import ForeignObjectRel, Model
from pghistory.models import Event

from tianmen_congress.base.accounts.models import User

from .enums import BatchState
from .kinds import Made, WorkbookKind, get_kind
from .models import ImportBatch
from .traces import Wrote, restored, rows_changed_since, what_wrote

NAMED = 50  # of what is in the way; more are only counted


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One row that keeps a batch from being undone."""

    model: type[Model]
    pk: int
    reason: str


@dataclass(slots=True)
class Undoing:
    """What undoing a batch means."""

    batch: ImportBatch
    kind: WorkbookKind
    wrote: list[Wrote]
    # Rows that go, in the order in which they go.
    going: Made
    back: list[tuple[Model, list[str]]] = field(default_factory=list)
    obstacles: list[Obstacle] = field(default_factory=list)

    @property
    def made(self) -> int:
        return sum(len(wrote.made) for wrote in self.wrote)

    @property
    def changed(self) -> int:
        return sum(len(wrote.before) for wrote in self.wrote)

    @property
    def lines(self) -> list[tuple[str, int, int]]:
        """By what they are called: how many rows go, how many go back."""
        return [
            (wrote.model._meta.verbose_name, len(wrote.made), len(wrote.before))
            for wrote in reversed(self.wrote)
            if wrote.rows
        ]

    @property
    def named(self) -> list[dict[str, str]]:
        """The first of the obstacles, in words."""
        return [_in_words(obstacle) for obstacle in self.obstacles[:NAMED]]


def why_not(batch: ImportBatch, user: User) -> str:
    """Why `user`, who sees the batch, cannot undo it at all; nothing where he may."""
    kind = get_kind(batch.kind)
    if batch.state != BatchState.WRITTEN:
        return f"这一批{batch.get_state_display()}，没有可撤销的内容"
    if kind is None or not user.has_role(*kind.roles):
        return "您没有撤销这种导入的权限"
    if not kind.writes:
        return kind.no_undo
    return ""


def examine(batch: ImportBatch, *, is_locked: bool = False) -> Undoing:
    """What undoing `batch` would do now; with `is_locked` nobody changes its rows then."""
    kind = get_kind(batch.kind)
    wrote = [what_wrote(batch, model) for model in kind.writes]
    going = kind.going({each.model: each.made for each in wrote})
    undoing = Undoing(batch, kind, wrote, going)
    for model, pks in going.items():
        if is_locked:
            _lock(model, pks)
        undoing.obstacles += _in_use(model, pks, going)
    for each in wrote:
        _look_at_changes(undoing, each, is_locked=is_locked)
    return undoing


def _lock(model: type[Model], pks: list[int]) -> None:
    # unscoped: what one batch in sight wrote
    rows = model._base_manager.filter(pk__in=pks).select_for_update(of=["self"])
    list(rows.order_by("pk").values_list("pk"))


def _look_at_changes(undoing: Undoing, wrote: Wrote, *, is_locked: bool) -> None:
    changed = set(rows_changed_since(wrote))
    undoing.obstacles += [
        Obstacle(wrote.model, pk, "导入之后又有修改") for pk in changed
    ]
    unknown = [pk for pk, event in wrote.before.items() if event is None]
    undoing.obstacles += [
        Obstacle(wrote.model, pk, "没有导入之前的记录，无法恢复") for pk in unknown
    ]
    if not undoing.obstacles:
        # unscoped: what one batch in sight wrote
        rows = wrote.model._base_manager.all()
        rows = rows.select_for_update(of=["self"]) if is_locked else rows
        undoing.back += restored(wrote, rows.in_bulk(list(wrote.before)))


def _in_use(model: type[Model], pks: list[int], going: Made) -> Iterator[Obstacle]:
    """Rows of `pks` that something else, which stays, points to."""
    if not pks:
        return
    for relation in model._meta.get_fields(include_hidden=True):
        if _is_pointed_to(relation):
            yield from _users(model, pks, relation, going)


def _is_pointed_to(relation: object) -> bool:
    """Whether other rows, which are no history, point here by a key of their own."""
    return (
        isinstance(relation, ForeignObjectRel)
        and not relation.many_to_many
        and not issubclass(relation.related_model, Event)
    )


def _users(
    model: type[Model], pks: list[int], relation: ForeignObjectRel, going: Made
) -> Iterator[Obstacle]:
    other, key = relation.related_model, relation.field
    leaving = set(going.get(other, ()))
    # unscoped: only how many use what the batch made
    rows = other._base_manager.filter(**{f"{key.name}__in": pks})
    counts: dict[int, int] = {}
    for pk, used in rows.values_list("pk", key.attname):
        if pk not in leaving:
            counts[used] = counts.get(used, 0) + 1
    # A plain link of two models is called by the model that has it.
    name = (other._meta.auto_created or other)._meta.verbose_name
    for pk, count in counts.items():
        yield Obstacle(model, pk, f"已被{name}使用（{count}条）")


def _in_words(obstacle: Obstacle) -> dict[str, str]:
    # unscoped: a row that the batch made
    row = obstacle.model._base_manager.filter(pk=obstacle.pk).first()
    name = obstacle.model._meta.verbose_name
    return {
        "what": f"{name}“{row}”" if row else f"{name}（已不在）",
        "url": row.get_absolute_url() if hasattr(row, "get_absolute_url") else "",
        "reason": obstacle.reason,
    }
