"""Opinions typed on the page of a visit, and shown beneath it."""

import re
from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.forms import BaseForm

from referrals import actions, rules
from referrals.enums import Origin
from referrals.models import Opinion
from referrals.workflow.types import MoveRefused
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import whole_number
from tianmen_congress.base.ui.parts import DetailPart
from visits.models import HouseholdCall, Visit
from visits.pages.parts import EntryPart, print_parts, register_entry, visit_parts

from .spot import RowChoices, SpotForm

FEW, MOST = 1, 40
ROW = re.compile(r"opinions-(\d{1,3})-text")


@register_entry
class OpinionsPart(EntryPart):
    """Any number of opinions heard on one outing."""

    name = "opinions"
    title = "不属于某一户的意见建议"
    template = "referrals/_visit_entry.html"
    call_template = "referrals/_visit_entry_call.html"

    def __init__(self, **given):
        super().__init__(**given)
        self.offered = RowChoices(self.user)
        self.rows = [self._form(number) for number in self._numbers()]

    def _numbers(self) -> list[int]:
        """Of the rows on the page: as many as are counted, and all that were sent but
        those of a household that was taken out."""
        sent = {int(m[1]) for key in self.data or () if (m := ROW.fullmatch(key))}
        numbers = sorted({*range(self._count()), *sent})
        if self.asks_for_more:
            numbers.append(max(numbers) + 1)
        return [n for n in numbers if not self._is_taken_out(n)]

    def _count(self) -> int:
        count = whole_number((self.data or {}).get("opinions-count", "1"))
        return min(max(count or FEW, FEW), MOST)

    def _block(self, number: int) -> str:
        """The block that the row was sent with, or that its button stands in."""
        data = self.data or {}
        typed = data.get(f"{self.name}-{number}-call")
        pressed = data.get("opinions-more", "")
        return pressed if typed is None and pressed.isdecimal() else typed or ""

    def _is_taken_out(self, number: int) -> bool:
        block = self._block(number)
        is_gone = whole_number(block) not in self.homes
        return is_gone and f"calls-{block}-removed" in (self.data or {})

    def _form(self, number: int | str, *, block: int | str | None = None) -> SpotForm:
        """A row as it was sent; one for `block` is a fresh one."""
        at = whole_number(self._block(number)) if block is None else block
        is_there = block is not None or at in self.homes
        return SpotForm(
            self.data if block is None else None,
            prefix=f"{self.name}-{number}",
            user=self.user,
            offered=self.offered,
            homes=[home for home in self.homes.values() if home],
            number=at if is_there else "",
            own=self.homes.get(at),
        )

    @property
    def general(self) -> list[SpotForm]:
        """Rows beside no household."""
        return [row for row in self.rows if not row.is_beside]

    @property
    def blank(self) -> SpotForm:
        """What the page makes a new row of."""
        return self._form("__opinion__", block="__number__")

    @property
    def blank_general(self) -> SpotForm:
        return self._form("__opinion__", block="")

    def rows_beside(self, number: int | str) -> list[SpotForm]:
        """Those of a household, or an empty one; a block that a script makes gets its
        own from the script."""
        rows = [row for row in self.rows if row.number == number]
        if rows or number not in self.homes:
            return rows
        free = max(self._numbers(), default=0) + 1
        return [self._form(free + list(self.homes).index(number), block=number)]

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def forms(self) -> list[BaseForm]:
        return list(self.rows)

    def save(
        self, visit: Visit, calls: Mapping[int, HouseholdCall], *, by: User
    ) -> None:
        for form in self.rows:
            if form.is_written:
                self._collect(form, visit, calls, by)

    def _collect(self, form: SpotForm, visit: Visit, calls, by: User) -> None:
        data = form.cleaned_data
        home = form.home
        of_home = (call for call in calls.values() if call.household == home)
        opinion = Opinion(
            campaign=visit.campaign,
            group=visit.group,
            village=visit.village,
            origin=Origin.VISIT,
            collected_on=visit.visited_on,
            title=data["title"] or data["text"][:40],
            text=data["text"],
            category=data["category"],
            extent=data["extent"],
            accused_organ=data["accused_organ"],
            accused_name=data["accused_name"],
            source_visit=visit,
            source_call=next(of_home, None) if home else None,
            is_anonymous=form.is_anonymous,
            is_confidential=data["is_confidential"],
        )
        try:
            actions.collect(opinion, by=by, proposers=form.proposers(visit.village))
            if data["settled_text"]:
                settled = {"settled_text": data["settled_text"]}
                actions.move(opinion, "settle", by=by, on=visit.visited_on, **settled)
        except MoveRefused as refusal:
            raise ValidationError(f"意见建议不能登记：{refusal}") from None


def of_visit(user: User, visit: Visit) -> Mapping[str, object] | None:
    """Opinions heard on `visit` that `user` may see, with their source."""
    rows = Opinion.objects.visible_to(user).filter(source_visit=visit)
    rows = rows.select_related("holder", "category", "group").order_by("pk")
    shown = [row for row in rows if rules.knows_outing(user, row)]
    return {"opinions": shown} if shown else None


def on_paper(user: User, visit: Visit) -> Mapping[str, object] | None:
    """The same without what was said in confidence: a paper is read by others too."""
    part = of_visit(user, visit) or {"opinions": []}
    shown = [row for row in part["opinions"] if not row.hides_source]
    return {"opinions": shown} if shown else None


visit_parts.register(DetailPart("referrals/_visit_opinions.html", of_visit))
print_parts.register(DetailPart("referrals/_visit_opinions_print.html", on_paper))
