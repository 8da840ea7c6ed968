"""What waits for others, step by step: who has it, how many, how late."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Min, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode

from referrals import rules
from referrals.enums import State
from referrals.models import Opinion
from referrals.queries.lists import waiting_elsewhere
from referrals.workflow import TRANSITIONS
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

WATCHERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY)
# In these nobody's organ is waited for, but whoever put it forward.
AT_PROPOSER, PROPOSERS = (State.FED_BACK,), "反映人"
URGE = TRANSITIONS["urge"]


@dataclass(slots=True)
class StepElsewhere:
    """One step of the way, at whomever it is."""

    state: State
    holders: list[str] = field(default_factory=list)
    count: int = 0
    late: int = 0
    first_due: date | None = None
    may_urge: bool = False

    @property
    def step(self) -> str:
        return self.state.label

    @property
    def whose(self) -> str:
        return PROPOSERS if self.state in AT_PROPOSER else "、".join(self.holders)

    @property
    def url(self) -> str:
        return self._list()

    @property
    def late_url(self) -> str:
        """Where they are urged: the list has the bulk act."""
        return self._list(light="red")

    def _list(self, **more: str) -> str:
        asked = {"own": "elsewhere", "state": self.state.value, **more}
        return f"{reverse('referrals:list')}?{urlencode(asked)}"


def steps_elsewhere(*, user: User) -> list[StepElsewhere]:
    """In the order of the way; for those who follow what they gave out of hand."""
    if not user.has_role(*WATCHERS):
        return []
    organs = rules.helping_organs(user)
    rows = Opinion.objects.visible_to(user).with_own_deadline(organs)
    rows = waiting_elsewhere(rows, user).order_by()
    found: dict[str, StepElsewhere] = {}
    for state, kind, count, late, first in _counted(rows):
        step = found.setdefault(state, StepElsewhere(State(state)))
        step.count, step.late = step.count + count, step.late + late
        step.holders += [OrganKind(kind).label] if kind else []
        step.first_due = min(filter(None, (step.first_due, first)), default=None)
    _ask_who_may_urge(found, rows, user)
    return [found[state] for state in State if state in found]


def _counted(rows: QuerySet[Opinion]) -> QuerySet:
    late = Q(own_due_on__lt=today())
    counted = rows.values("state", "holder__kind").annotate(
        many=Count("pk"), late=Count("pk", filter=late), first=Min("own_due_on")
    )
    names = ("state", "holder__kind", "many", "late", "first")
    return counted.order_by("state", "-many").values_list(*names)


def _ask_who_may_urge(
    found: dict[str, StepElsewhere], rows: QuerySet[Opinion], user: User
) -> None:
    """Of each kind of holder one that is late is asked, by the rule of the move itself."""
    is_late = any(step.late for step in found.values())
    if not is_late or not user.has_role(*URGE.many_for):
        return
    late = defaultdict(list)
    several = rows.filter(own_due_on__lt=today(), state__in=URGE.sources)
    several = several.order_by("state", "holder__kind", "pk")
    related = ("holder", "presidium", "accused_organ", "category", "township")
    for each in several.distinct("state", "holder__kind").select_related(*related):
        late[each.state].append(each)
    for state, examples in late.items():
        found[state].may_urge = any(URGE.who(user, each) for each in examples)
