"""Visit teams of a group."""

from crispy_forms.layout import Div
from django import forms

from deputies.models import Person
from groups import actions
from groups.models import VisitTeam
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.forms import Section, VersionedForm
from tianmen_congress.base.ui.steps import StepForm


class TeamForm(StepForm, VersionedForm):
    """A new team of a group, or the name and members of one."""

    title, save_label = "代表活动小组", "保存分队"
    members = forms.ModelMultipleChoiceField(
        None,
        label="成员",
        widget=forms.CheckboxSelectMultiple,
        help_text="选3至5名本小组代表",
    )
    layout = (Section("分队", "name", Div("members", css_class="check-columns")),)

    class Meta(VersionedForm.Meta):
        model = VisitTeam
        fields = ["name", "members"]

    def __init__(self, *args, team: VisitTeam, **kwargs):
        super().__init__(*args, instance=team, **kwargs)
        held = team.group.memberships.on(today()).values("person")
        people = Person.objects.visible_to(self.user).filter(pk__in=held)
        self.fields["members"].queryset = people

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        others = self.instance.group.teams.exclude(pk=self.instance.pk)
        if others.filter(name=name).exists():
            raise forms.ValidationError("小组内已有同名分队。")
        return name

    def act(self) -> VisitTeam:
        members = self.cleaned_data["members"]
        return actions.save_team(self.instance, members, by=self.user)


class RetireForm(StepForm):
    title, save_label = "停用分队", "确认停用"

    def __init__(self, *args, team: VisitTeam, **kwargs):
        super().__init__(*args, **kwargs)
        self.team = team

    def act(self) -> VisitTeam:
        return actions.retire_team(self.team, by=self.user)
