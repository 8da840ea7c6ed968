"""The teams and their townships."""

from crispy_forms.layout import Div
from django import forms

from supervision import actions
from supervision.models import SupervisionTeam, TeamTownship
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Difference
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm


class TeamForm(VersionedForm):
    townships = forms.ModelMultipleChoiceField(
        None,
        label="负责的乡镇",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选中其他组负责的乡镇，就从下面的日期起改由本组负责",
    )
    on = DayField(label="分工自")
    layout = (
        Section("督导组", Row("number", "name", "leader"), "members"),
        Section("分工", Div("townships", css_class="check-columns"), "on"),
    )

    class Meta(VersionedForm.Meta):
        model = SupervisionTeam
        fields = ["number", "name", "leader", "members"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["townships"].queryset = townships_in_sight(self.user)
        self.fields["on"].initial = today()
        if self.instance.pk:
            current = TeamTownship.objects.visible_to(self.user).filter(until=None)
            mine = current.filter(team=self.instance.pk)
            townships = self.fields["townships"].queryset
            self.now = townships.filter(pk__in=mine.values("township"))
            self.fields["townships"].initial = list(self.now)
            self.beside = self._redistributed

    def _redistributed(self) -> list[Difference]:
        line = self.difference("townships", self.now)
        return [line] if line else []

    def save(self) -> SupervisionTeam:
        data = self.cleaned_data
        given = {"townships": data["townships"], "on": data["on"], "by": self.user}
        return actions.revise_team(self.instance, **given)


class NewTeamForm(TeamForm):
    def save(self) -> SupervisionTeam:
        data = self.cleaned_data
        given = {"townships": data["townships"], "on": data["on"], "by": self.user}
        return actions.set_up_team(self.instance, **given)
