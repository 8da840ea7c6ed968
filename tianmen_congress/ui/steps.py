"""Forms that take one step, which its rules may refuse."""

from django.core.exceptions import ValidationError
from django.db import transaction

from .forms import PageForm


class StepForm(PageForm):
    """`act()` calls one action; what the action refuses stands on the page."""

    title = ""
    save_label = "保存"

    def done(self) -> bool:
        """Whether the form was right and its step is taken."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                self.act()
        except ValidationError as refusal:
            self.add_error(None, refusal)
        return not self.errors

    def act(self) -> object:
        raise NotImplementedError
