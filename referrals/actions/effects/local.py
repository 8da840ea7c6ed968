"""The group's and the presidium's moves."""

from referrals.actions.accused import check_alike
from referrals.actions.act import Act
from referrals.actions.dispatching import send_to_city, send_to_presidium
from referrals.actions.paper_numbers import document_number
from referrals.actions.recalling import recall_handler
from referrals.enums import (
    ENDED,
    LOCAL_LEVELS,
    AsideReason,
    MatterExtent,
    PartyKind,
    State,
)
from referrals.models import Opinion, Party
from referrals.workflow import MoveRefused
from tianmen_congress.base.numbers.actions import next_number

from .beside import check_of_township, help_handler
from .notices import tell_author, tell_nobody
from .units import end_part

TEXTS = (
    *("title", "text", "category", "extent", "village", "is_confidential"),
    *("accused_organ", "accused_name"),
)


def revise(act: Act) -> None:
    """Keep what was written before beside what is written now."""
    fields = {f.name: f for f in Opinion._meta.fields if f.name in TEXTS}
    for name in TEXTS:
        old = getattr(act.opinion, name)
        if name in act.given and act.given[name] != old:
            label = f"原{fields[name].verbose_name}"
            act.tell(label, _words_of(act.opinion, name), empty="（空）")
            setattr(act.opinion, name, act.given[name])
        else:
            act.given.pop(name, None)


def _words_of(opinion: Opinion, name: str) -> object:
    """What stands there: of a code its label."""
    told = getattr(opinion, f"get_{name}_display", None)
    return told() if told else getattr(opinion, name)


def set_aside(act: Act) -> None:
    if act.given["aside_reason"] == "other" and not act.get("note"):
        raise MoveRefused("选择“其他”时须写明原因")
    act.copy("aside_reason")
    if act.given["aside_reason"] == AsideReason.MISTAKE:
        tell_nobody(act, AsideReason.MISTAKE.label)
    else:
        tell_author(act, act.opinion.presidium)


def settle(act: Act) -> None:
    """Done there and then, and whoever said it was answered on the spot."""
    act.opinion.settled_text = act.given["settled_text"]
    act.opinion.extent = MatterExtent.CASE


def merge(act: Act) -> None:
    """Fold it into another: number, text and proposer stay, all parties go along."""
    into = act.given["into"]
    kept = Opinion.objects.select_related(
        "group", "campaign", "category", "accused_organ"
    ).get(pk=into.pk)
    _check_pair(act.opinion, kept)
    check_alike(act.opinion, kept)
    act.opinion.merged_into = kept
    _share_parties(act.opinion, kept, act)
    act.tell("并入编号", kept.number or "（未编号）")


def follow(act: Act) -> None:
    """What it had been merged into went into another: so does it."""
    act.opinion.merged_into = act.given["into"]


def _check_pair(opinion: Opinion, kept: Opinion) -> None:
    if opinion.pk == kept.pk:
        raise MoveRefused("不能并入自身")
    if kept.state in ENDED:
        raise MoveRefused(f"“{kept}”{kept.get_state_display()}，不能再并入")
    if kept.state == State.DRAFT:
        raise MoveRefused(f"“{kept}”还是草稿，不能并入")
    if kept.state in (State.FED_BACK, State.EVALUATED):
        raise MoveRefused(f"“{kept}”已经反馈，并入后反映人得不到答复")
    if (opinion.campaign_id, opinion.township_id) != (
        kept.campaign_id,
        kept.township_id,
    ):
        raise MoveRefused("只能并入同一活动、同一乡镇的意见建议")


def _share_parties(opinion: Opinion, kept: Opinion, act: Act) -> None:
    rows = opinion.parties.filter(until=None)
    rows = rows.exclude(organ__in=kept.parties.values("organ"))
    Party.objects.bulk_create(
        (
            Party(
                opinion=kept,
                organ_id=row.organ_id,
                local_township_id=row.local_township_id,
                as_what=PartyKind.MERGED,
                since=act.on,
            )
            for row in rows
        ),
        ignore_conflicts=True,
    )


def report_up(act: Act) -> None:
    """It enters triage: the number is given, once and for all."""
    act.copy("category", "extent")
    give_number(act.opinion)
    act.tell("编号", act.opinion.number)
    act.join(act.opinion.presidium, PartyKind.PRESIDIUM)
    send_to_presidium(act)


def give_number(opinion: Opinion) -> None:
    """〔2017〕渔薪012号: gap-free in its campaign and township, never given twice."""
    if opinion.sequence is not None:
        return
    campaign, township = opinion.campaign, opinion.township
    opinion.sequence = next_number("opinion", f"{campaign.slug}/{township.code}")
    opinion.number = f"〔{campaign.year}〕{township.stem}{opinion.sequence:03}号"


def refer(act: Act) -> None:
    if act.given["level"] not in LOCAL_LEVELS:
        raise MoveRefused("交办乡村办理的，层级须为村级或乡镇级")
    check_of_township(act.opinion, act.given["handler"])
    act.copy("category", "level", "handler", "responsible_person")
    act.copy("responsible_phone", "requirement")
    opinion = act.opinion
    opinion.handover_number = document_number("handover", opinion, opinion.presidium)
    opinion.handler_signed_by, opinion.handler_signed_on = "", None
    act.tell("交办单文号", opinion.handover_number)
    act.join(act.opinion.handler, PartyKind.HANDLER)
    help_handler(act, act.get("co_handlers", ()))


def sign_local(act: Act) -> None:
    act.copy("responsible_person", "responsible_phone")
    act.opinion.handler_signed_by = act.given["signed_by"]
    act.opinion.handler_signed_on = act.on


def grade_city(act: Act) -> None:
    act.copy("category")
    act.opinion.level = "city"


def recall(act: Act) -> None:
    helping = act.opinion.live_assignments
    recall_handler(act)
    for row in helping:
        end_part(act, row)
    act.opinion.level = ""
    act.opinion.handler = None


def submit(act: Act) -> None:
    act.opinion.level = "city"
    act.opinion.submit_reason = act.given["reason"]
    act.copy("is_suggestion", "is_urgent")
    send_to_city(act)


EFFECTS = (
    revise,
    set_aside,
    settle,
    merge,
    follow,
    report_up,
    refer,
    sign_local,
    grade_city,
    recall,
    submit,
)
