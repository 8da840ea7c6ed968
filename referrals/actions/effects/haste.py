"""What stands beside the state: 催办 of whoever lets others wait."""

from collections.abc import Iterable

from referrals.actions import timing
from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import HELPED
from referrals.models import Assignment, Clock
from referrals.rules import helping_organs
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ


def urge(act: Act) -> None:
    """Ask whoever has the opinion to hurry."""
    opinion = act.opinion
    nearest = _nearest(timing.main_clocks(opinion))
    many = opinion.urges.filter(is_co=False).count() + 1
    paper = _numbered(act)
    _write(act, opinion.holder, nearest, number=many, paper=paper)
    act.tell("被催办单位", opinion.holder or "作者")
    act.tell("次数", f"第{many}次")
    act.tell("催办通知书文号", paper)


def urge_co(act: Act) -> None:
    """Ask the co-handling unit named for its part, or each that owes one."""
    wanted = act.given.pop("missing_unit", None)
    owing = [row for row in act.opinion.live_assignments if row.is_missing]
    owing = [row for row in owing if wanted in (None, row.unit)]
    if not owing:
        raise MoveRefused(f"{wanted}的协办意见已经提交或者免予提交")
    paper = _numbered(act)
    told = [f"{row.unit}（第{_urge_one(act, row, paper)}次）" for row in owing]
    act.tell("被催办单位", told)
    act.tell("催办通知书文号", paper)


def _urge_one(act: Act, row: Assignment, paper: str) -> int:
    clocks = [c for c in act.opinion.running_clocks if c.organ_id == row.unit_id]
    many = act.opinion.urges.filter(is_co=True, organ=row.unit).count() + 1
    _write(act, row.unit, _nearest(clocks), number=many, paper=paper, is_co=True)
    return many


def _nearest(clocks: Iterable[Clock]) -> Clock | None:
    return min(clocks, key=lambda clock: clock.due_on, default=None)


def _numbered(act: Act) -> str:
    """The number of the paper, of the city office or of the presidium that urges."""
    is_from_city = act.by is not None and act.by.has_role(Role.OFFICE)
    issuer = None if is_from_city else act.opinion.presidium
    return document_number("urge", act.opinion, issuer)


def _write(
    act: Act, organ: Organ | None, clock: Clock | None, *, paper: str, **more
) -> None:
    act.opinion.urges.create(
        organ=organ,
        step=clock.step if clock else "",
        due_on=clock.due_on if clock else None,
        on=act.on,
        by=act.by,
        note=act.get("note"),
        document_number=paper,
        **more,
    )


def heed(act: Act) -> None:
    _settle(act, is_co=False, reply=act.given["note"])


def heed_co(act: Act) -> None:
    own = helping_organs(act.by)
    if not _settle(act, is_co=True, organ__in=own, reply=act.given["note"]):
        raise MoveRefused("没有待回应的催办")


def overtake(act: Act, target: str) -> None:
    """The opinion goes on to `target`: whoever was urged to that has done it.

    A co-handling unit owes its part until the units have done with it.
    """
    _settle(act, is_co=False)
    if target not in HELPED:
        _settle(act, is_co=True)


def _settle(act: Act, *, reply: str = "", **which) -> int:
    rows = act.opinion.urges.open().filter(**which)
    return rows.update(settled_on=act.on, reply=reply)


EFFECTS = (
    urge,
    urge_co,
    heed,
    heed_co,
)
