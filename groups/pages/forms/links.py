"""Which group a village is of."""

from django import forms

from groups import actions, queries
from groups.models import GroupVillage
from tianmen_congress.base.cells.usual import BEGUN
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section
from tianmen_congress.base.ui.steps import StepForm

from .membership import GroupStepForm


class LinkForm(GroupStepForm):
    title, save_label = "增加联系村", "增加联系村"
    village = forms.ModelChoiceField(None, label="村（社区）")
    since = DayField(label="联系日期", allow_future=False, usual=BEGUN)
    layout = (Section("联系村", Row("village", "since")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["village"].queryset = queries.may_link(self.group, on=today())
        self.fields["since"].initial = today()

    def act(self) -> GroupVillage:
        return actions.link_village(self.group, by=self.user, **self.cleaned_data)


class EndLinkForm(StepForm):
    title, save_label = "终止联系", "确认终止"
    until = DayField(label="联系的最后一天", allow_future=False)

    def __init__(self, *args, link: GroupVillage, **kwargs):
        super().__init__(*args, **kwargs)
        self.link = link
        self.fields["until"].initial = today()

    def act(self) -> GroupVillage:
        until = self.cleaned_data["until"]
        return actions.unlink_village(self.link, by=self.user, until=until)


class MoveLinkForm(StepForm):
    title, save_label = "改由其他小组联系", "确认改由该小组联系"
    into = forms.ModelChoiceField(None, label="改由哪个小组联系")
    since = DayField(
        label="自何日起",
        allow_future=False,
        usual=BEGUN,
        help_text="原小组联系到前一天为止，两段联系都保留在变更记录中",
    )
    layout = (Section("联系村", Row("into", "since")),)

    def __init__(self, *args, link: GroupVillage, **kwargs):
        super().__init__(*args, **kwargs)
        self.link = link
        others = queries.groups_of(link.village.parent_id, user=self.user)
        self.fields["into"].queryset = others.exclude(pk=link.group_id)
        self.fields["into"].help_text = self._what_stays()
        self.fields["since"].initial = today()

    def _what_stays(self) -> str:
        found = "、".join(actions.told_of(self.link))
        return f"原小组现有{found}，不随村移交，需要时另行调整" if found else ""

    def act(self) -> GroupVillage:
        return actions.move_village(self.link, by=self.user, **self.cleaned_data)


class AssignForm(StepForm):
    """A group for a village that has none."""

    title, save_label = "指定联系小组", "确认由该小组联系"
    village = forms.ModelChoiceField(None, label="没有小组联系的村（社区）")
    group = forms.ModelChoiceField(None, label="由哪个小组联系")
    since = DayField(label="联系日期", allow_future=False, usual=BEGUN)
    layout = (Section("联系村", Row("village", "group", "since")),)

    def __init__(self, *args, township: Division, **kwargs):
        super().__init__(*args, **kwargs)
        there = Division.objects.current().filter(parent=township)
        free = queries.without_group(there, on=today())
        self.fields["village"].queryset = free
        self.fields["group"].queryset = queries.groups_of(township.pk, user=self.user)
        self.fields["since"].initial = today()

    def act(self) -> GroupVillage:
        return actions.link_village(by=self.user, **self.cleaned_data)
