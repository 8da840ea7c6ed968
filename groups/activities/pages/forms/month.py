"""Which month of activities is looked at, and whose."""

from datetime import date, timedelta

from django import forms
from django.core.exceptions import ValidationError

from tianmen_congress.base.access.scope import homes_in_sight
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.forms import PageForm, Row
from tianmen_congress.base.ui.lookups import LookupField

# Whatever somebody types into an address: a calendar has no month before these.
FIRST, LAST = date(1950, 1, 1), date(2100, 12, 1)


class MonthForm(PageForm):
    """Asked for nothing, or for what cannot be, it is this month of everybody in sight."""

    month = forms.CharField(
        label="月份",
        required=False,
        max_length=10,
        widget=forms.TextInput({"placeholder": "2017-07"}),
    )
    township = forms.ModelChoiceField(
        None, label="乡镇", required=False, empty_label="全部"
    )
    group = LookupField("group", label="小组", required=False)
    layout = (Row("month", "township", "group"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = homes_in_sight(self.user)
        self.initial["month"] = f"{self.shown:%Y-%m}"

    def clean_month(self) -> date:
        typed = self.cleaned_data["month"]
        try:
            month = date.fromisoformat(f"{typed}-01") if typed else today()
        except ValueError:
            raise ValidationError("月份的写法如2017-07") from None
        return min(max(month.replace(day=1), FIRST), LAST)

    @property
    def shown(self) -> date:
        """The first day of the month."""
        found = getattr(self, "cleaned_data", {}).get("month")
        return found or today().replace(day=1)

    @property
    def following(self) -> date:
        return (self.shown + timedelta(days=32)).replace(day=1)

    @property
    def former(self) -> date:
        return (self.shown - timedelta(days=1)).replace(day=1)

    def asked(self) -> dict:
        """What the activities are narrowed to."""
        month = {"held_on__gte": self.shown, "held_on__lt": self.following}
        places = {name: self.cleaned_data.get(name) for name in ("township", "group")}
        return month | {name: row for name, row in places.items() if row}
