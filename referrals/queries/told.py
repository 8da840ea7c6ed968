"""Of what people are told, and what runs: opinions, parts, promises, signatures asked."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q, QuerySet

from referrals.enums import AFTER_ANSWER, HELPED, LOCAL_KINDS, ClockStep, State
from referrals.models import Clock, CoSigner, Opinion, Proposer, Recall
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.alerts.reminding import Running, register_running
from tianmen_congress.base.alerts.subjects import Subject, register
from tianmen_congress.base.clocks.calendar import today

OPINION = "opinion"
CO_SIGNING = "co_signing"
RECALL = "recall"
# Longer than any reminder is given before the day, weekends and festivals included.
AHEAD = timedelta(days=120)


def announce() -> None:
    """Told to the room of alerts when the program starts."""
    opinions = Subject(
        "意见建议",
        lambda user: Opinion.objects.visible_to(user),
        number=lambda row: row.number,
        step=lambda row: row.get_state_display(),
    )
    asked = Subject(
        "附议邀请",
        _asked,
        number=lambda row: row.opinion.number,
        step=lambda row: "待附议",
        title=lambda row: str(row.opinion),
    )
    recalled = Subject(
        "撤回的交办",
        lambda user: Recall.objects.visible_to(user),
        number=lambda row: row.document_number or row.number,
        step=lambda row: "已撤回",
    )
    register(OPINION, opinions)
    register(CO_SIGNING, asked)
    register(RECALL, recalled)
    for source in (steps, parts, promises):
        register_running(source.__name__, source)


def _asked(user: User) -> QuerySet[CoSigner]:
    """The askings of the user himself, while he may still answer."""
    rows = CoSigner.objects.visible_to(user).open().filter(person__user=user)
    return rows.select_related("opinion")


def authors_of(rows: QuerySet[Opinion]) -> dict[int, set[int]]:
    """Deputies who put each forward, and those of what was merged into it."""
    found = defaultdict(set)
    # unscoped: whom the system itself tells
    own = Proposer.objects.filter(
        Q(opinion__in=rows) | Q(opinion__merged_into__in=rows),
        person__user__isnull=False,
    )
    for opinion, kept, user in own.values_list(
        "opinion", "opinion__merged_into", "person__user"
    ):
        found[kept or opinion].add(user)
    return found


class Above:
    """The step above whoever has an opinion; the office stands above all but itself."""

    def __init__(self) -> None:
        self.office = Organ.objects.filter(kind=OrganKind.OFFICE).first()

    def of(self, opinion: Opinion, organ: Organ | None) -> Organ | None:
        if organ is None or organ.kind == OrganKind.OFFICE:
            return None
        is_local = organ.kind in LOCAL_KINDS and not opinion.is_kept_from_presidium
        return opinion.presidium if is_local else self.office


def _rows() -> QuerySet[Opinion]:
    # unscoped: the system's own round; who is told is asked for his scope
    rows = Opinion.objects.filter(is_paused=False)
    return rows.select_related("holder", "presidium", "handler", "lead_unit").order_by(
        "pk"
    )


def steps() -> Iterator[Running]:
    """The step that each open opinion waits for."""
    rows = _rows().open().filter(due_on__lte=today() + AHEAD)
    # unscoped: as above
    authors = authors_of(Opinion.objects.filter(state=State.FED_BACK))
    above = Above()
    for row in rows:
        judges = authors.get(row.pk, ()) if row.state == State.FED_BACK else ()
        yield Running(
            OPINION,
            row.pk,
            row.due_on,
            row.campaign_id,
            row.get_state_display(),
            row.holder,
            above.of(row, row.holder),
            frozenset(judges),
        )


def parts() -> Iterator[Running]:
    """What those beside the lead still owe, each by its own day."""
    # unscoped: as above
    clocks = Clock.objects.filter(
        step=ClockStep.CO_ANSWER,
        stopped_on=None,
        organ__isnull=False,
        opinion__state__in=HELPED,
        opinion__is_paused=False,
        due_on__lte=today() + AHEAD,
    ).select_related("organ", "opinion__presidium")
    above = Above()
    for clock in clocks:
        opinion = clock.opinion
        is_local = opinion.state == State.HANDLING
        yield Running(
            OPINION,
            opinion.pk,
            clock.due_on,
            opinion.campaign_id,
            "提交协办意见",
            clock.organ,
            opinion.presidium if is_local else above.office,
        )


def promises() -> Iterator[Running]:
    """What an answer promised by a day to come; on the day itself it is opened again."""
    rows = _rows().filter(
        state__in=AFTER_ANSWER,
        answer_class__needs_date=True,
        promised_on__range=(today() + timedelta(days=1), today() + AHEAD),
    )
    above = Above()
    for row in rows:
        organ = row.lead_unit or row.handler
        yield Running(
            OPINION,
            row.pk,
            row.promised_on,
            row.campaign_id,
            "承诺到期",
            organ,
            above.of(row, organ),
        )
