"""What a reader may choose for a table."""

from collections.abc import Mapping

from django import forms
from django.http import QueryDict

from tianmen_congress.base.access.scope import homes_in_sight, townships_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked, OfficialTable
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.filters import NOW, PLACES, PLACES_OF
from tianmen_congress.base.ui.forms import PageForm


class AskForm(PageForm):
    """Campaign, period and township, as far as the table asks for them."""

    campaign = forms.ModelChoiceField(
        Campaign.objects.all(),
        label="活动",
        required=False,
        to_field_name="slug",
        empty_label="当前活动",
    )
    since = DayField(label="自", required=False, is_asked=False)
    until = DayField(label="至", required=False, is_asked=False)
    township = forms.ModelChoiceField(
        None, label="乡镇(街道)", required=False, empty_label="全部"
    )
    places = forms.ChoiceField(label="区划", choices=PLACES_OF, required=False)

    def __init__(
        self,
        *args,
        asks: tuple[str, ...],
        is_of_homes: bool = True,
        more: Mapping[str, forms.Field] | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        in_sight = homes_in_sight if is_of_homes else townships_in_sight
        places = in_sight(self.user)
        # What was closed is asked for by the places of then.
        gone = Division.objects.filter(closed_on__isnull=False, now__in=places)
        self.fields["township"].queryset = places | gone.homes()
        for name in set(self.fields) - set(asks):
            del self.fields[name]
        self.more = more or {}
        self.fields.update(self.more)
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            kind = "form-select" if is_select else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"

    def clean(self):
        data = super().clean()
        since, until = data.get("since"), data.get("until")
        if since and until and until < since:
            self.add_error("until", "不能早于开始日期")
        return data

    def asked(self) -> Asked:
        given = dict(self.cleaned_data)
        given["campaign"] = given.get("campaign") or current_campaign()
        own = {name: given.pop(name) for name in self.more}
        given["is_by_now"] = given.pop(PLACES, "") == NOW
        return Asked(**given, more={name: it for name, it in own.items() if it})


def ask_form(data: QueryDict, *, user: User, kind: type[OfficialTable]) -> AskForm:
    """What the reader may choose for this table."""
    more = kind.own_choices(user)
    of_homes = {"is_of_homes": kind.is_of_homes}
    return AskForm(data, user=user, asks=kind.asks, more=more, **of_homes)
