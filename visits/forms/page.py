"""The entry page as one thing: head, village, calls, pictures, and parts of rooms above."""

from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from poverty.models import Household
from tianmen_congress.accounts.models import User
from tianmen_congress.ui.faults import faults_in
from visits.actions import PhotoRefused, edit_visit, record_visit
from visits.answers import paper_of
from visits.checks import VisitFault, faults_of
from visits.models import Visit
from visits.outing import CallData, Outing
from visits.parts import EntryPart, entry_parts

from .answers import AnswersForm
from .calls import (
    MORE,
    NAME,
    CallForm,
    PickerForm,
    homes_of,
    household_of_button,
    numbers_typed,
)
from .doubts import Doubt, doubts_about
from .head import HeadForm
from .photos import PhotosForm
from .seen import SeenForm
from .start import Start


class EntryPage:
    """One object a request; `start` is what the page begins with."""

    def __init__(
        self,
        start: Start,
        *,
        user: User,
        data: QueryDict | None = None,
        files: MultiValueDict | None = None,
        visit: Visit | None = None,
    ):
        self.start, self.user, self.visit = start, user, visit
        self.data, self.files = data, files
        self.is_doubted = False
        self.is_refused = False

    @cached_property
    def paper(self):
        return paper_of(self.start.form)

    @cached_property
    def seen(self) -> SeenForm:
        return SeenForm(self.data, user=self.user, visit=self.visit)

    @cached_property
    def head(self) -> HeadForm:
        start = self.start
        return HeadForm(
            self.data, user=self.user, campaign=start.campaign, initial=start.head
        )

    @cached_property
    def village(self) -> AnswersForm:
        return AnswersForm(
            self.data,
            user=self.user,
            prefix="village",
            sections=self.paper.village,
            answers=self.start.answers,
            demands=False,
        )

    @cached_property
    def photos(self) -> PhotosForm:
        return PhotosForm(self.data, self.files, user=self.user, visit=self.visit)

    @cached_property
    def picker(self) -> PickerForm:
        village = self.head.typed("village") if self.data is not None else None
        return PickerForm(self.data, user=self.user, village=village)

    @cached_property
    def calls(self) -> list[CallForm]:
        """The blocks of the page, without those that were taken out."""
        if self.data is None:
            return [
                self._block(n, answers=call.answers, household=call.household)
                for n, call in enumerate(self.start.calls)
            ]
        numbers = numbers_typed(self.data)
        blocks = [self._block(number, self.data) for number in numbers]
        blocks = [block for block in blocks if not block.is_removed]
        there = {block.home for block in blocks}
        free = max([-1, *numbers]) + 1
        added = [h for h in self._added if h not in there]
        return blocks + [self._block(free, household=h) for h in added]

    @property
    def blank_call(self) -> CallForm:
        """What the page makes a new block of."""
        return self._block("__number__")

    def _block(
        self,
        number: int | str,
        data: QueryDict | None = None,
        *,
        answers: dict | None = None,
        household: Household | None = None,
    ) -> CallForm:
        return CallForm(
            data,
            self.files if data is not None else None,
            number=number,
            user=self.user,
            homes=self._homes,
            sections=self.paper.household,
            answers=answers,
            initial={"household": household},
        )

    @cached_property
    def parts(self) -> list[EntryPart]:
        return entry_parts(
            user=self.user,
            visit=self.visit,
            data=self.data,
            files=self.files,
            homes=[block.home for block in self.calls if block.home],
        )

    @cached_property
    def _homes(self) -> dict[str, Household]:
        """The households of all blocks, as far as they are in sight."""
        if self.data is None:
            keys = [str(call.household.pk) for call in self.start.calls]
        else:
            fields = [f"{NAME}-{n}-household" for n in numbers_typed(self.data)]
            keys = [self.data[name] for name in fields]
            keys += [str(household.pk) for household in self._added]
        return homes_of(keys, user=self.user)

    @cached_property
    def _added(self) -> list[Household]:
        """The household asked for by the button that adds one, where it is in sight."""
        if self.data is None or MORE not in self.data:
            return []
        chosen = household_of_button(self.data, user=self.user) or self.picker.household
        return [chosen] if chosen else []

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        of_parts = [form for part in self.parts for form in part.forms]
        own = [self.seen, self.head, self.village, *self.calls, self.picker]
        own.append(self.photos)
        return [*own, *of_parts]

    @property
    def media(self) -> forms.Media:
        """Styles and scripts of every form on the page, of parts too."""
        return sum((form.media for form in self.all_forms), forms.Media())

    @property
    def sent_photos(self) -> list[str]:
        """Names of the pictures sent, which a page shown again comes back without."""
        boxes = self.files.lists() if self.files else ()
        return [upload.name for _, uploads in boxes for upload in uploads]

    @property
    def is_saving(self) -> bool:
        """Whether a button was pressed that stores; others only show the page again."""
        if self.data is None:
            return False
        asks = MORE in self.data or "refresh" in self.data
        return not asks and not any(part.asks_for_more for part in self.parts)

    def is_valid(self) -> bool:
        """Asks every form and part, then what only the whole can tell."""
        own = [self.head, self.village, *self.calls, self.photos]
        faulty = [each for each in (*own, *self.parts) if not each.is_valid()]
        self._blame_the_unadded()
        if not faulty and not self.picker.errors:
            for fault in faults_of(self.outing, self.paper):
                self._blame(fault)
            if not self.faults:
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

    def forgive(self) -> None:
        """Show what was typed so far without finding fault with it."""
        is_adding = MORE in self.data and not self._added
        if self._added:
            # The name has become a block; the box waits for the next one.
            self.picker = PickerForm(user=self.user, village=None)
        for form in self.all_forms:
            if not (is_adding and form is self.picker):
                form.errors.clear()
        if is_adding and not self.picker.errors:
            text = "请先输入户主姓名、拼音或首字母"
            self.picker.add_error("add_household", text)

    @property
    def faults(self) -> list[dict[str, str]]:
        """Everything wrong, for the summary at the top: text, label, and where it is."""
        return [
            fault for form in self.all_forms for fault in faults_in(form, _whose(form))
        ]

    def _blame_the_unadded(self) -> None:
        """A household that was looked for but not added would be lost on saving."""
        household = self.picker.household
        if household:
            text = f"{household}还没有加入走访，请按“再加一户”，或清空此栏"
            self.picker.add_error("add_household", text)

    @cached_property
    def outing(self) -> Outing:
        """What was typed; only of valid forms."""
        head, photos = self.head.cleaned_data, self.photos.cleaned_data
        return Outing(
            campaign=self.start.campaign,
            form=self.start.form,
            calls=[block.outcome() for block in self.calls],
            answers=self.village.answers,
            photos=photos["photos"],
            dropped_photos=list(photos["dropped"]),
            **head,
        )

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

    @property
    def doubt_keys(self) -> str:
        return " ".join(doubt.key for doubt in self.doubts)

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


def _whose(form: forms.BaseForm) -> str:
    """Of several calls, which: to find the fault on the page."""
    return f"{form.home or form.title} " if isinstance(form, CallForm) else ""
