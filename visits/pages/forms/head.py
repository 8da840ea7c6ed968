"""The head of a visit: how, when, whose, where, who took part."""

from datetime import date
from functools import cached_property

from django import forms

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, VisitTeam
from groups.rules import KEEPERS
from poverty.pages.lookups import household_label
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import put_in_words
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.within import WithinField, WithinForm
from visits import rules
from visits.enums import VisitKind
from visits.queries import entry

# More groups than this are found by typing, fewer stand in a list.
FEW_GROUPS = 20


class HeadForm(WithinForm):
    """Deputies, teams and activities are those of the group and day typed."""

    kind = forms.ChoiceField(
        label="走访方式", choices=VisitKind, widget=forms.RadioSelect
    )
    # Doubted with the rest of the page (doubts.py), which is confirmed as a whole.
    visited_on = DayField(label="走访日期", allow_future=False, is_asked=False)
    village = WithinField(
        "visit-villages", given=("group", "visited_on"), label="走访村"
    )
    deputies = forms.MultipleChoiceField(
        label="参加代表", required=False, widget=forms.CheckboxSelectMultiple
    )
    team = forms.ModelChoiceField(
        None, label="分队", required=False, empty_label="（不按分队）"
    )
    few_reason = forms.CharField(
        label="人数不符规定的原因",
        max_length=200,
        required=False,
        help_text="集体走访一般由3至5名代表参加，少于或多于的须说明",
    )
    activity = forms.ModelChoiceField(
        None, label="所属小组活动", required=False, empty_label="（不属于小组活动）"
    )
    recorder = forms.CharField(label="记录人", max_length=40, required=False)
    note = forms.CharField(
        label="备注",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 1, "data-grow": ""}),
    )

    def __init__(self, *args, campaign: Campaign, **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign = campaign
        self.fields["group"] = put_in_words(self._group_field())
        self.order_fields(["kind", "visited_on", "group"])
        self.narrow_by_what_is_typed()
        self._offer_what_the_group_has()
        self._leave_paired_calls_to_a_deputy()

    def _group_field(self) -> forms.Field:
        groups = entry.groups_to_enter_for(user=self.user)
        if groups.count() > FEW_GROUPS:
            field = LookupField("visit-groups", label="代表小组")
            field.user = self.user
            return field
        only = list(groups[:2])
        self.initial.setdefault("group", only[0] if len(only) == 1 else None)
        return forms.ModelChoiceField(groups, label="代表小组", empty_label="请选择")

    @cached_property
    def chosen_group(self) -> DeputyGroup | None:
        """The group typed, or the one that the page begins with."""
        return self.typed("group") if self.is_bound else self.initial.get("group")

    @cached_property
    def day(self) -> date:
        typed = self.typed("visited_on") if self.is_bound else None
        return typed or self.initial.get("visited_on") or today()

    @cached_property
    def people(self) -> dict[str, Person]:
        """Who may be ticked, by key."""
        if not self.chosen_group:
            return {}
        people = entry.deputies_to_choose(
            user=self.user, group=self.chosen_group, on=self.day
        )
        return {str(person.pk): person for person in people}

    @property
    def ticked(self) -> list[Person]:
        """Who is ticked so far, of those who may be."""
        keys = self["deputies"].value() or []
        return [self.people[key] for key in keys if key in self.people]

    def _offer_what_the_group_has(self) -> None:
        choices = [(key, person.name) for key, person in self.people.items()]
        self.fields["deputies"].choices = choices
        group, user = self.chosen_group, self.user
        self.fields["team"].queryset = entry.teams_of(user=user, group=group)
        self.fields["activity"].queryset = entry.activities_of(
            user=user, group=group, campaign=self.campaign
        )

    def offer_every_kind(self) -> None:
        """For a page of nobody's, whose kind is judged when it is somebody's."""
        self.fields["kind"].choices = VisitKind.choices
        self.initial["kind"] = VisitKind.JOINT

    def _leave_paired_calls_to_a_deputy(self) -> None:
        """A deputy who keeps no group's books records his own paired calls."""
        if self.user.has_role(*KEEPERS):
            return
        self.fields["kind"].choices = [(VisitKind.PAIRED.value, VisitKind.PAIRED.label)]
        self.initial["kind"] = VisitKind.PAIRED
        if len(self.people) == 1:
            self.initial.setdefault("deputies", list(self.people))

    @cached_property
    def usual_recorder(self) -> str:
        if not self.chosen_group:
            return ""
        return entry.usual_recorder(user=self.user, group=self.chosen_group)

    @cached_property
    def usual_activity(self) -> Activity | None:
        """The group's activity of the day, where there is just one."""
        rows = self.fields["activity"].queryset
        return entry.activity_of_day(rows, self.day)

    @property
    def team_members(self) -> list[dict]:
        """Each team with its members' keys, for ticking them at once."""
        return [
            {"team": team, "members": " ".join(str(p.pk) for p in team.members.all())}
            for team in self.fields["team"].queryset
        ]

    @property
    def has_activities(self) -> bool:
        return self.fields["activity"].queryset.exists()

    @property
    def paired(self) -> list[dict]:
        """Households that the one deputy of a paired visit is paired with."""
        keys = [key for key in self["deputies"].value() or [] if key in self.people]
        if self["kind"].value() != VisitKind.PAIRED or len(keys) != 1:
            return []
        rows = entry.paired_homes(
            user=self.user, person=self.people[keys[0]], on=self.day
        )
        return [{"household": home, "shown": household_label(home)} for home in rows]

    def clean(self) -> dict:
        data = super().clean()
        keys = data.get("deputies") or self._whole_team(data.get("team"))
        data["deputies"] = [self.people[key] for key in keys]
        group, kind = data.get("group"), data.get("kind")
        if group and kind and not rules.can_enter(self.user, group, kind):
            self.add_error("kind", f"您只能登记本人在{group}的联户走访")
        return data

    def _whole_team(self, team: VisitTeam | None) -> list[str]:
        """A team chosen and nobody ticked: the team as it stands."""
        members = team.members.all() if team else ()
        return [str(p.pk) for p in members if str(p.pk) in self.people]
