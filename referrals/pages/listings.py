"""Lists of opinions."""

from functools import partial

from django.db.models import QuerySet
from django.urls import reverse

from referrals.enums import DispatchKind, State
from referrals.models import (
    Dispatch,
    DispatchLine,
    HandlingUnit,
    Opinion,
    Recall,
)
from referrals.pages.filters import (
    DispatchFilters,
    OpinionFilters,
    RecallFilters,
    UnitFilters,
)
from referrals.pages.tables import (
    DispatchTable,
    OpinionTable,
    RecallTable,
    UnitTable,
)
from referrals.queries.handlers import units_for_list
from referrals.queries.lists import for_list, waiting_for
from referrals.queries.proposers import put_forward_by
from referrals.queries.queue import BY_URGENCY, first_address
from referrals.rules import group_is_hidden_from
from referrals.workflow import TRANSITIONS, Transition
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui.listing import BulkButton, Button, Listing
from tianmen_congress.base.ui.people import NAME, PHONE, PersonSearch

COLLECTORS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY)


BY_PERSON = PersonSearch(
    (NAME, PHONE),
    put_forward_by,
    url_name="referrals:find_person",
    list_name="referrals:list",
)


class OpinionListing(Listing):
    title, noun = "意见建议台账", "意见建议"
    table_class, filters = OpinionTable, OpinionFilters
    tabs_by = "state"
    is_of_campaign = True
    empty_text = "还没有意见建议。"
    elsewhere = "按反映人的姓名、电话请用“按人查找”（匿名和对您保密的找不到）；从本单位撤回的见“撤回的交办”；走访情况见“走访记录”。"
    page_name = "referrals:list"
    person_search: PersonSearch | None = BY_PERSON
    bulk_name = "referrals:bulk"

    def rows(self) -> QuerySet[Opinion]:
        return for_list(user=self.user)

    @property
    def sorting(self) -> list[str]:
        """Sorted by group, an opinion in confidence would stand among its group's."""
        asked = super().sorting
        others = [name for name in asked if name.removeprefix("-") != "group"]
        if asked == others or not self._hides_groups():
            return asked
        return others

    def search(self) -> QuerySet[Opinion]:
        """Asked for by their deadlines, the most urgent come first."""
        rows = super().search()
        return rows.order_by(*BY_URGENCY) if self.query.get("light") else rows

    def _hides_groups(self) -> bool:
        """Whether the user finds opinions of which he must not learn the group."""
        return self.found.filter(group_is_hidden_from(self.user)).exists()

    def buttons(self) -> list[Button]:
        if not self.user.has_role(*COLLECTORS):
            return []
        return [
            *self._papers(),
            Button("登记意见建议", reverse("referrals:create"), True),
        ]

    def _papers(self) -> list[Button]:
        """Drafts of what the search finds to be sent, to be looked over before."""
        wanted = {
            "screening": DispatchKind.SUMMARY,
            "triage": DispatchKind.SUBMISSION,
            "to_submit": DispatchKind.SUBMISSION,
        }
        kind = wanted.get(self.query.get("state", ""))
        if kind is None or self.user.has_role(Role.DEPUTY):
            return []
        url = reverse("referrals:report_print", args=[kind.value])
        return [Button(f"{kind.label}表（征求意见稿）", f"{url}?{self.searched}")]

    def bulk_buttons(self) -> list[BulkButton]:
        state = self.query.get("state", "")
        return [
            BulkButton(
                TRANSITIONS[name].label,
                reverse(self.bulk_name, args=[name]),
                partial(_is_there, TRANSITIONS[name]),
            )
            for name in self.bulk_names()
            if not state or state in TRANSITIONS[name].sources
        ]

    def bulk_names(self) -> list[str]:
        """Moves that the user's roles take in bulk, in the order of the way."""
        return [
            name
            for name, step in TRANSITIONS.items()
            if self.user.has_role(*step.many_for)
        ]


def _is_there(step: Transition, opinion: Opinion) -> bool:
    """Whether the opinion stands where `step` begins; what else it asks, it says itself."""
    return opinion.state in step.sources


class InboxListing(OpinionListing):
    """What waits for the user, step by step."""

    title = "待办意见"
    is_of_campaign = False
    person_search = None
    noun = "待办意见"
    empty_text = "没有等待您办理的意见建议。"
    bulk_name = "referrals:inbox_bulk"

    def buttons(self) -> list[Button]:
        """One after the other, of the tab one's own first, the most urgent before others."""
        state = self.query.get("state", "")
        known = state if state in State.values else ""
        url = first_address(user=self.user, state=known)
        return [*super().buttons(), *([Button("逐件办理", url)] if url else [])]

    def rows(self) -> QuerySet[Opinion]:
        waiting = waiting_for(user=self.user)
        rows = for_list(user=self.user).filter(pk__in=waiting.values("pk"))
        return rows.order_by(*BY_URGENCY)


class RecallListing(Listing):
    """What was taken back from units: to each its own."""

    title, noun = "撤回的交办", "撤回的交办"
    table_class, filters = RecallTable, RecallFilters
    empty_text = "没有撤回的交办。"

    def rows(self) -> QuerySet[Recall]:
        rows = Recall.objects.visible_to(self.user).lost()
        return rows.select_related("organ")


class DispatchListing(Listing):
    """What was sent up in writing, sheet by sheet."""

    title, noun = "报送记录", "报送"
    table_class, filters = DispatchTable, DispatchFilters
    is_of_campaign = True
    empty_text = (
        "还没有报送：小组把意见建议报送主席团（联络处），或者主席团（联络处）提请市级解决，"
        "当天即列入有文号的报送表。"
    )

    def rows(self) -> QuerySet[Dispatch]:
        lines = DispatchLine.objects.visible_to(self.user)
        rows = Dispatch.objects.visible_to(self.user)
        rows = rows.annotate(many=count_of(lines, "dispatch"))
        return rows.select_related("campaign", "township", "recorded_by")


class UnitListing(Listing):
    title, noun = "承办单位", "承办单位"
    table_class, filters = UnitTable, UnitFilters
    empty_text = (
        "还没有承办单位：请按“登记承办单位”，新建联席会议时也会登记全部市直单位。"
    )

    def rows(self) -> QuerySet[HandlingUnit]:
        return units_for_list(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("登记承办单位", reverse("referrals:unit_create"), True)]
