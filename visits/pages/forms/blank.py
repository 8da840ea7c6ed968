"""For which village a blank paper is printed, and for how many households."""

from django import forms

from poverty.models import Household
from tianmen_congress.base.ui.forms import PageForm, Row, Section
from tianmen_congress.base.ui.lookups import LookupField

MOST = 20


class BlankForm(PageForm):
    village = LookupField("visit-villages", label="走访村")
    copies = forms.IntegerField(
        label="入户记录份数", min_value=0, max_value=MOST, initial=4
    )
    with_names = forms.BooleanField(
        label="印上本村贫困户名单", required=False, initial=True
    )
    layout = (Section("打印什么", Row("village", "copies"), "with_names"),)

    @property
    def homes(self) -> list[Household]:
        """Households of the village in sight, to tick off on the way."""
        if not self.cleaned_data["with_names"]:
            return []
        rows = Household.objects.visible_to(self.user).standing()
        return list(rows.living_in(self.cleaned_data["village"].pk)[:200])
