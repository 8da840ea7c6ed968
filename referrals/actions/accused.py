"""What a complaint about somebody's conduct asks of the moves: he neither has nor sees it."""

from referrals.enums import ENDED, State
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ

# Here nobody has decided yet who is to settle it.
UNDECIDED = (State.SCREENING, State.TRIAGE, State.TO_SUBMIT)


def above(accused: Organ) -> str:
    """Who may settle it in the place of `accused`."""
    return "乡镇人民政府" if accused.kind == OrganKind.COMMITTEE else "市人大机关"


def offered_instead(opinion: Opinion) -> str:
    """What a form says beside the box of whoever is to handle it; "" where it is free."""
    accused = opinion.accused_organ
    if accused is None or opinion.is_insisted:
        return ""
    return (
        f"反映对象是{accused}，不能交其办理；可交上一级（{above(accused)}），或者转纪检"
    )


def check_not_accused(opinion: Opinion, organ: Organ) -> None:
    if not opinion.bars(organ):
        return
    accused = opinion.accused_organ
    raise MoveRefused(
        f"本件的反映对象是{accused}，不能交{organ}办理；请转纪检，或者交上一级"
        f"（{above(accused)}）；确需交办的由市人大机关办理“坚持交办”"
    )


def check_named(opinion: Opinion, target: State) -> None:
    """On its way it says whom it is about, if its category asks."""
    asks = opinion.category is not None and opinion.category.names_accused
    on_its_way = target not in (State.DRAFT, *ENDED)
    if asks and on_its_way and opinion.accused_organ is None:
        raise MoveRefused(
            f"类别为“{opinion.category}”的须写明反映对象（机构，或者姓名和所在机构），"
            "请先补充完善"
        )


def check_alike(opinion: Opinion, kept: Opinion) -> None:
    """Merged, each is seen by whoever sees the other: both keep the same one away."""
    if opinion.accused_organ_id != kept.accused_organ_id:
        raise MoveRefused("反映对象不同，不能并案")


def goes_past_triage(opinion: Opinion) -> bool:
    """Whether it goes to the city's office at once: about those who lead a township."""
    return opinion.is_about_leaders and opinion.state in UNDECIDED
