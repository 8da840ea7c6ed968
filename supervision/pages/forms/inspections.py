"""An inspection on one page, made for a phone in a village hall."""

from django import forms

from supervision import actions, queries
from supervision.models import Inspection, InspectionItem
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import CampaignForm
from tianmen_congress.base.campaigns.queries import questions_of, why_out_of_period
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.conflicts import NOTHING, Difference
from tianmen_congress.base.ui.fields import DayField, NoteField, doubt_day
from tianmen_congress.base.ui.forms import PageForm, Row, VersionedForm
from tianmen_congress.base.ui.rows import Unfinished

from .items import ItemBlock, usual_day_to_mend


class GroupChoice(forms.ModelChoiceField):
    """Groups under the names of their townships."""

    def __init__(self, **kwargs):
        super().__init__(None, **kwargs)

    def offer(self, groups) -> None:
        self.queryset = groups
        by_township: dict[str, list] = {}
        for group in groups:
            by_township.setdefault(group.township.name, []).append(
                (group.pk, group.name)
            )
        self.choices = [("", "乡镇本级"), *by_township.items()]


class HeadForm(Unfinished, VersionedForm):
    """Where, when and by whom; whom it is about is chosen once, at the beginning."""

    township = forms.ModelChoiceField(None, label="受检乡镇", empty_label="请选择")
    group = GroupChoice(
        label="受检小组", required=False, help_text="检查乡镇本级的不选小组"
    )
    inspected_on = DayField(label="检查日期", allow_future=False)
    summary = NoteField(label="总体评价", required=False, rows=3)
    layout = (Row("township", "group"), Row("inspected_on", "inspectors"))

    class Meta(VersionedForm.Meta):
        model = Inspection
        fields = ["township", "group", "inspected_on", "inspectors", "summary"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.leave_out_whom_it_is_about()
            return
        self.fields["township"].queryset = queries.townships_to_inspect(self.user)
        self.fields["group"].offer(queries.groups_to_inspect(self.user))
        self._suggest()

    def leave_out_whom_it_is_about(self) -> None:
        """Chosen before, or on another page."""
        del self.fields["township"], self.fields["group"]
        self.layout = self.layout[1:]

    def _suggest(self) -> None:
        """Today, the only township there is, and the inspectors of the user's team."""
        team = queries.team_of_user(self.user)
        suggested = {
            "inspected_on": today(),
            "inspectors": team.members if team else "",
            "township": self._only_township(),
        }
        for name, value in suggested.items():
            self.initial[name] = self.initial.get(name) or value

    def _only_township(self) -> Division | None:
        townships = list(self.fields["township"].queryset[:2])
        return townships[0] if len(townships) == 1 else None

    def clean(self):
        data = super().clean()
        township, group = data.get("township"), data.get("group")
        if township and group and group.township_id != township.pk:
            self.add_error("group", "这个小组不属于所选的乡镇")
        day, campaign = data.get("inspected_on"), self.instance.form.campaign
        doubt_day(self, "inspected_on", why_out_of_period(campaign, day, "检查日期"))
        return data


class InspectionEntry:
    """The head and the items of one inspection, valid only together."""

    def __init__(
        self,
        *,
        user: User,
        inspection: Inspection,
        data=None,
        files=None,
        initial: dict | None = None,
    ):
        self.user, self.inspection = user, inspection
        self.head = HeadForm(data, instance=inspection, initial=initial, user=user)
        self.head.beside = self._differences
        mend_by = usual_day_to_mend()
        self.blocks = [
            ItemBlock(item, user=user, mend_by=mend_by, data=data, files=files)
            for item in self._items()
        ]
        self.asks_for_more = any(block.asks_for_more for block in self.blocks)
        if self.asks_for_more:
            self.head.is_finished = False
            for block in self.blocks:
                block.leave_unfinished()

    @classmethod
    def of_new(cls, form: CampaignForm, **kwargs) -> "InspectionEntry":
        return cls(inspection=Inspection(form=form), **kwargs)

    def _items(self) -> list[InspectionItem]:
        """One item for each question, stored or not yet."""
        stored = {}
        if self.inspection.pk:
            rows = self.inspection.items.select_related("question__section")
            stored = {item.question_id: item for item in rows}
        return [
            stored.get(question.pk) or InspectionItem(question=question)
            for question in questions_of(self.inspection.form)
        ]

    @property
    def forms(self) -> list[forms.Form]:
        """All whose faults the summary at the top shows."""
        return [self.head, *(form for block in self.blocks for form in block.forms)]

    @property
    def max_score(self) -> int:
        return sum(block.question.max_score or 0 for block in self.blocks)

    def is_valid(self) -> bool:
        if self.asks_for_more:
            return False
        parts = [self.head.is_valid(), *(block.is_valid() for block in self.blocks)]
        return all(parts)

    def _differences(self) -> list[Difference]:
        """Items whose stored score or remark differs from what was typed."""
        for block in self.blocks:
            block.is_valid()  # reads what was typed into it
        rows = self.inspection.items.select_related("question")
        stored = {item.question_id: in_words(item) for item in rows}
        lines = [
            Difference(
                str(block.question),
                stored.get(block.question.pk, NOTHING),
                in_words(block.form.instance),
            )
            for block in self.blocks
        ]
        return [line for line in lines if line.theirs != line.mine]

    def save(self) -> Inspection | None:
        """The stored inspection; None, with the reason at its field, when refused."""
        is_new = self.inspection.pk is None
        act = actions.record_inspection if is_new else actions.revise_inspection
        try:
            entries = [block.entry() for block in self.blocks]
            return act(self.inspection, by=self.user, entries=entries)
        except actions.InspectionRefused as refusal:
            self.head.add_error(None, str(refusal))
        except actions.ItemPhotoRefused as refusal:
            self._block_of(refusal.item).form.add_error("photos", refusal.message)
        if is_new:
            self._forget_keys()
        return None

    def _block_of(self, item: InspectionItem) -> ItemBlock:
        return next(b for b in self.blocks if b.question == item.question)

    def _forget_keys(self) -> None:
        """What was rolled back is not stored, whatever its rows say."""
        self.inspection.pk = None
        for block in self.blocks:
            block.item.pk = None


def in_words(item: InspectionItem) -> str:
    score = "未评分" if item.score is None else f"{item.score}分"
    return f"{score}，{item.remark}" if item.remark else score


class VoidForm(PageForm):
    reason = NoteField(label="作废原因", rows=2, max_length=200)

    def void(self, inspection: Inspection) -> Inspection:
        reason = self.cleaned_data["reason"]
        return actions.void_inspection(inspection, by=self.user, reason=reason)
