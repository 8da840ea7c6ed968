"""An entry as one thing: judged as a whole, and stored or refused as a whole."""

from functools import cached_property

from django.core.exceptions import ValidationError
from django.db import transaction

from visits.actions import PhotoRefused, edit_visit, record_visit
from visits.checks import VisitFault, faults_of
from visits.models import Visit
from visits.outing import CallData, Outing

from .blocks import EntryForms
from .doubts import Doubt, doubts_about


class Entry(EntryForms):
    # What became of it, for the page on which it is shown again.
    is_refused = False
    is_doubted = False

    def is_valid(self) -> bool:
        """Asks every form and part, then what only the whole can tell."""
        own = [self.head, self.village, *self.calls, self.photos]
        faulty = [each for each in (*own, *self.parts) if not each.is_valid()]
        self._blame_the_unadded()
        if not faulty and not self.picker.errors:
            for fault in faults_of(self.outing, self.paper):
                self._blame(fault)
            if not any(form.errors for form in self.all_forms):
                return self._is_up_to_date() and self._is_confirmed()
        elif self.head.is_valid():
            self._blame_the_outing()
        self.is_refused = True
        return False

    def _blame_the_outing(self) -> None:
        """What is wrong with who went where, told along with what is wrong elsewhere."""
        homes = [block.home for block in self.calls]
        outing = Outing(
            campaign=self.start.campaign,
            form=self.start.form,
            calls=[CallData(home) for home in homes if home],
            **self.head.cleaned_data,
        )
        for fault in faults_of(outing, self.paper):
            is_of_calls = fault.call is not None or fault.where == "calls"
            if not fault.question and (all(homes) or not is_of_calls):
                self._blame(fault)

    def _blame_the_unadded(self) -> None:
        """A household that was looked for but not added would be lost on saving."""
        household = self.picker.household
        if household:
            text = f"{household}还没有加入走访，请按“再加一户”，或清空此栏"
            self.picker.add_error("add_household", text)

    def _blame(self, fault: VisitFault) -> None:
        form = self.head if fault.call is None else self.calls[fault.call]
        if fault.question:
            form = self.village if fault.call is None else form
            form.blame(fault.question, fault.text)
        else:
            where = fault.where if fault.where in form.fields else None
            form.add_error(None if where == "household" else where, fault.text)

    def _is_up_to_date(self) -> bool:
        self.is_refused = not self.seen.is_latest(self.outing, self.paper)
        return not self.is_refused

    @cached_property
    def doubts(self) -> list[Doubt]:
        """What looks like a paper entered twice, or a day out of the campaign."""
        return doubts_about(
            self.head,
            [block.home for block in self.calls if block.home],
            visit=self.visit,
        )

    def _is_confirmed(self) -> bool:
        confirmed = set(self.data.get("confirmed", "").split())
        self.is_doubted = not {doubt.key for doubt in self.doubts} <= confirmed
        return not self.is_doubted

    def save(self) -> Visit | None:
        """Store everything, or nothing and say what could not be."""
        try:
            with transaction.atomic():
                return self._store()
        except PhotoRefused as refusal:
            self._blame_photo(refusal)
        except ValidationError as refusal:
            self.head.add_error(None, refusal.messages)
        self.is_refused = True
        return None

    def _store(self) -> Visit:
        if self.visit:
            visit = edit_visit(self.visit, self.outing, by=self.user)
        else:
            visit = record_visit(self.outing, by=self.user)
        of_household = {call.household_id: call for call in visit.calls.all()}
        calls = {
            block.number: of_household[block.cleaned_data["household"].pk]
            for block in self.calls
        }
        for part in self.parts:
            part.save(visit, calls, by=self.user)
        return visit

    def _blame_photo(self, refusal: PhotoRefused) -> None:
        household = refusal.call.household if refusal.call else None
        for block in self.calls:
            if household and block.cleaned_data["household"] == household:
                block.add_error("photos", refusal.text)
                return
        self.photos.add_error("photos", refusal.text)
