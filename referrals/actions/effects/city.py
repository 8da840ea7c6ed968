"""The city office's moves: acceptance, agenda, hand-over to units, the province."""

from referrals.actions import timing
from referrals.actions.act import Act, add_parties
from referrals.actions.paper_numbers import document_number
from referrals.enums import ClockStep, PartyKind
from referrals.models import AgendaItem, Assignment
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.numbers.actions import next_number

from .local import give_number
from .notices import tell_author


def accept(act: Act) -> None:
    act.copy("is_suggestion", "is_urgent")
    opinion = act.opinion
    if not opinion.city_number:
        count = next_number("city-opinion", opinion.campaign.slug)
        opinion.city_number = f"〔{opinion.campaign.year}〕市{count:03}号"
    act.tell("市级编号", opinion.city_number)


def return_to_township(act: Act) -> None:
    act.opinion.level = ""
    if not act.opinion.number:  # it had gone past the township
        give_number(act.opinion)
        act.tell("编号", act.opinion.number)


def dismiss(act: Act) -> None:
    act.copy("dismissal_reason")
    tell_author(act, None)


def put_on_agenda(act: Act) -> None:
    conference = act.given["conference"]
    if conference.state != "planned":
        raise MoveRefused("该次会议已经交办，请选择另一次会议")
    order = conference.items.filter(dropped_on=None).count() + 1
    AgendaItem.objects.create(conference=conference, opinion=act.opinion, order=order)


def take_off_agenda(act: Act) -> None:
    items = act.opinion.agenda_items.filter(handed_over_on=None, dropped_on=None)
    items.update(dropped_on=act.on)


def assign(act: Act) -> None:
    """Hand it to one lead unit and any co-handling ones; each gets its clocks."""
    lead, others = act.given["lead_unit"], list(act.get("co_units", ()))
    check_units([lead, *others])
    opinion = act.opinion
    opinion.lead_unit = lead
    act.copy("requirement")
    _hand_over(act, [lead, *others])
    items = opinion.agenda_items.filter(handed_over_on=None, dropped_on=None)
    items.update(handed_over_on=act.on)


def check_units(units: list[Organ]) -> None:
    """The lead and those that help are different units of the city."""
    if len(set(units)) != len(units):
        raise MoveRefused("主办单位和协办单位不能重复")
    if any(unit.kind != "unit" for unit in units):
        raise MoveRefused("主办、协办须为联席会议单位")


def _hand_over(act: Act, units: list[Organ]) -> None:
    opinion = act.opinion
    number = document_number("assign", opinion, None)
    Assignment.objects.bulk_create(
        Assignment(
            opinion=opinion,
            round=opinion.round,
            unit=unit,
            is_lead=unit is units[0],
            assigned_on=act.on,
            document_number=number,
        )
        for unit in units
    )
    kinds = [PartyKind.LEAD, *[PartyKind.CO] * (len(units) - 1)]
    add_parties(opinion, list(zip(units, kinds, strict=True)), act.on)
    start_helping(act, units[1:])
    act.tell("交办文号", number)


def start_helping(act: Act, units: list[Organ]) -> None:
    """Each has its own time to sign and to give its part."""
    for unit in units:
        timing.start(act.opinion, ClockStep.SIGN, act.on, organ=unit)
        timing.start(act.opinion, ClockStep.CO_ANSWER, act.on, organ=unit)


def report_to_province(act: Act) -> None:
    act.opinion.level = "province"
    take_off_agenda(act)


def mark_key(act: Act) -> None:
    act.opinion.is_key = True


def unmark_key(act: Act) -> None:
    act.opinion.is_key = False


EFFECTS = (
    accept,
    return_to_township,
    dismiss,
    put_on_agenda,
    take_off_agenda,
    assign,
    report_to_province,
    mark_key,
    unmark_key,
)
