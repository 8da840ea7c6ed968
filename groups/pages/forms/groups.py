from django import forms

from groups import actions, queries
from groups.models import DeputyGroup
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.words.numerals import in_words

from .membership import GroupStepForm


class GroupForm(VersionedForm):
    """A new group of one's own township, or what is known of one."""

    layout = (
        Section("小组", Row("township", "number", "founded_on"), "name"),
        Section("小组活动室", "room_place"),
    )

    class Meta(VersionedForm.Meta):
        model = DeputyGroup
        fields = ["township", "number", "name", "room_place", "founded_on"]
        help_texts = {
            "name": "不填则按“某某镇第几代表小组”命名",
            "room_place": "如 青山村党员群众服务中心",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = queries.townships_to_keep(user=self.user)
        self.fields["township"].queryset = places
        # A group stays where it was founded: its records carry that township.
        self.fields["township"].disabled = self.instance.pk is not None
        self.fields["name"].required = False
        if len(places) == 1:
            self.fields["township"].initial = places[0]

    def clean(self) -> dict:
        data = super().clean()
        township, number = data.get("township"), data.get("number")
        if not data.get("name") and township and number:
            data["name"] = f"{township.name}第{in_words(number)}代表小组"
        return data

    def save(self) -> DeputyGroup:
        if self.instance.pk:
            return actions.edit_group(self.instance, by=self.user)
        return actions.found_group(self.instance, by=self.user)


class DissolveForm(GroupStepForm):
    title, save_label = "撤销小组", "确认撤销小组"
    on = DayField(
        label="撤销日期",
        allow_future=False,
        help_text="从这一天起没有这个小组；分队和联络员岗位同时终止，记录保留",
    )
    into = forms.ModelChoiceField(
        None, label="移交给", required=False, empty_label="不移交，随小组终止"
    )
    layout = (Section("撤销", Row("on", "into")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = queries.groups(user=self.user).filter(township=self.group.township)
        self.fields["into"].queryset = rows.exclude(pk=self.group.pk)
        self.fields["into"].help_text = self._what_hangs()

    def _what_hangs(self) -> str:
        found = actions.hanging_in_words(actions.hanging_on(self.group))
        told = "、".join(found) or "没有成员、联系村、代表联户和在办意见建议"
        return f"该小组现有：{told}。在办意见建议须有小组接着办理"

    def act(self) -> None:
        actions.dissolve_group(self.group, by=self.user, **self.cleaned_data)
