"""The entry page: what its template asks of an entry."""

from collections.abc import Iterator

from django import forms

from poverty.rules import can_register_households
from tianmen_congress.base.ui.faults import faults_in
from visits.rules import gives_phrases_to_all

from .calls import MORE, CallForm, PickerForm
from .entry import Entry


class EntryPage(Entry):
    """One object a request."""

    @property
    def blocks(self) -> Iterator[dict[str, object]]:
        """Each household with what parts of rooms above put beside it."""
        return (self._beside(call) for call in self.calls)

    @property
    def blank_block(self) -> dict[str, object]:
        """What the page makes a new block of."""
        return self._beside(self._block("__number__"))

    def _beside(self, call: CallForm) -> dict[str, object]:
        parts = [
            {"part": part, "rows": part.rows_beside(call.number)}
            for part in self.parts
            if part.call_template
        ]
        return {"call": call, "parts": parts}

    @property
    def can_register(self) -> bool:
        """Whether the user may enter a household that the roster does not have."""
        return can_register_households(self.user)

    @property
    def gives_phrases(self) -> bool:
        """Whether the user may give words of his to everybody, and take them back."""
        return gives_phrases_to_all(self.user)

    @property
    def village_key(self) -> str:
        is_typed, begun = self.data is not None, self.start.head.get("village")
        village = self.head.typed("village") if is_typed else begun
        return str(village.pk) if village else ""

    @property
    def shows_village(self) -> bool:
        """Whether something stands in the record of the village, or is wrong there."""
        forms = (self.village, self.photos)
        is_filled = any(field.value() for field in self.village)
        return is_filled or any(f.errors for f in forms) or bool(self.photos.stored)

    @property
    def media(self) -> forms.Media:
        """Styles and scripts of every form on the page, of parts too."""
        return sum((form.media for form in self.all_forms), forms.Media())

    @property
    def sent_photos(self) -> list[str]:
        """Names of the pictures sent, which a page shown again comes back without."""
        boxes = self.files.lists() if self.files else ()
        return [upload.name for _, uploads in boxes for upload in uploads]

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

    @property
    def doubt_keys(self) -> str:
        return " ".join(doubt.key for doubt in self.doubts)


def _whose(form: forms.BaseForm) -> str:
    """Of several calls, which: to find the fault on the page."""
    return f"{form.home or form.title} " if isinstance(form, CallForm) else ""
