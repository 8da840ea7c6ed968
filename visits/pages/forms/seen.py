"""Which version of a stored visit its page shows."""

from django import forms

from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.forms import PageForm
from visits.actions import locked
from visits.answers import AnswerPaper
from visits.models import Visit
from visits.outing import Outing
from visits.queries.stored import outing_of
from visits.shown.comparison import differences


class SeenForm(Contested, PageForm):
    # Whatever it is that is no version, it is not the stored one.
    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, visit: Visit | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.visit = visit
        self.fields["version"].initial = visit.version if visit else None

    def is_latest(self, mine: Outing, paper: AnswerPaper) -> bool:
        """Nobody has saved the visit since the page was opened; else both texts are shown."""
        if self.visit is None:
            return True
        stored = locked(self.visit)
        if self.cleaned_data.get("version") == str(stored.version):
            return True
        lines = differences(outing_of(stored), mine, paper)
        self.saved_meanwhile(lines, seen={"version": stored.version})
        return False
