"""Which forms stand on the entry page, and the outing that is typed in them."""

from functools import cached_property

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from visits.answers import paper_of
from visits.models import Visit
from visits.outing import Outing
from visits.pages.parts import EntryPart, entry_parts

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
from .head import HeadForm
from .photos import PhotosForm
from .seen import SeenForm
from .start import Start


class EntryForms:
    """Head, village, calls, pictures, and parts of rooms above; `start` is what they
    begin with."""

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
            homes={block.number: block.home for block in self.calls},
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
    def is_saving(self) -> bool:
        """Whether a button was pressed that stores; others only show the page again."""
        if self.data is None:
            return False
        asks = MORE in self.data or "refresh" in self.data
        return not asks and not any(part.asks_for_more for part in self.parts)

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
