"""Who joins and leaves a group, and with which office."""

from django import forms

from groups import actions
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm


class OfficesField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs):
        super().__init__(label="职务", choices=Office, required=False, **kwargs)


class GroupStepForm(StepForm):
    """A step about one group."""

    def __init__(self, *args, group: DeputyGroup, **kwargs):
        super().__init__(*args, **kwargs)
        self.group = group


class MemberForm(GroupStepForm):
    title, save_label = "增加成员", "增加成员"
    township = forms.CharField(widget=forms.HiddenInput, required=False)
    person = LookupField(
        "in_no_group",
        label="代表",
        given=("township",),
        help_text="输入姓名、拼音或首字母；已在其他小组的不在此列",
    )
    offices = OfficesField()
    since = DayField(label="加入日期", allow_future=False)
    layout = (Section("成员", "township", Row("person", "since"), "offices"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today()
        self.fields["township"].initial = self.group.township_id

    def act(self) -> GroupMembership:
        data = self.cleaned_data
        return actions.add_member(
            self.group,
            data["person"],
            by=self.user,
            offices=data["offices"],
            since=data["since"],
        )


class MembershipStepForm(StepForm):
    """A step about one membership."""

    def __init__(self, *args, membership: GroupMembership, **kwargs):
        super().__init__(*args, **kwargs)
        self.membership = membership


class OfficesForm(Contested, MembershipStepForm):
    """`seen` are the offices that stood on the page: others may give some meanwhile."""

    title, save_label = "调整职务", "保存职务"
    offices = OfficesField()
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["offices"].initial = self.membership.offices
        self.fields["seen"].initial = _codes(self.membership.offices)

    def clean(self) -> dict:
        data = super().clean()
        stored = self._stored()
        if data.get("seen", "") != _codes(stored.offices):
            line = self.difference("offices", stored.offices)
            seen = {"seen": _codes(stored.offices)}
            self.saved_meanwhile([line] if line else [], seen=seen)
        return data

    def _stored(self) -> GroupMembership:
        """As it stands now; its group is locked first, as every action does."""
        # unscoped: the page's own row
        DeputyGroup.objects.select_for_update().get(pk=self.membership.group_id)
        return GroupMembership.objects.get(pk=self.membership.pk)  # unscoped: the same

    def act(self) -> GroupMembership:
        offices = self.cleaned_data["offices"]
        return actions.set_offices(self.membership, by=self.user, offices=offices)


def _codes(offices: list[Office]) -> str:
    return ",".join(sorted(offices))


class EndMembershipForm(MembershipStepForm):
    title, save_label = "退出小组", "确认退出"
    until = DayField(label="在小组的最后一天", allow_future=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = today()

    def act(self) -> GroupMembership:
        until = self.cleaned_data["until"]
        return actions.end_membership(self.membership, by=self.user, until=until)
