"""Fields whose rows depend on what else is typed, with JavaScript and without."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Model

from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.lookups import LookupField


class WithinField(LookupField):
    """A row out of those that fit what else is typed; `typed` is set by the form."""

    typed: dict[str, str]

    def _found(self, text: str) -> list[Model]:
        return self.lookup.find(self.user, text, self.typed)


class WithinForm(PageForm):
    """Reads single fields ahead of the rest, for the choices of those after them."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._read: dict[str, object] = {}

    def typed(self, name: str) -> object:
        """One field's value, whatever the others hold; None where it cannot be read."""
        if name not in self._read:
            self._read[name] = self._clean_alone(name)
        return self._read[name]

    def _clean_alone(self, name: str) -> object:
        field, key = self.fields[name], self.add_prefix(name)
        value = field.widget.value_from_datadict(self.data, self.files, key)
        try:
            return field.clean(value)
        except ValidationError:
            return None

    def narrow_by_what_is_typed(self) -> None:
        """Tell each WithinField what stands in the fields that it is given."""
        for field in self.fields.values():
            if isinstance(field, WithinField):
                field.user = self.user
                field.typed = {n: _in_text(self.typed(n)) for n in field.given}


def _in_text(value: object) -> str:
    if isinstance(value, Model):
        return str(value.pk)
    return value.isoformat() if isinstance(value, date) else ""
