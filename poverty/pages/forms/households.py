"""The file of a household with the people in it: one page, stored in one go."""

from collections import Counter

from crispy_forms.layout import Div
from django import forms

from poverty import actions, queries
from poverty.checks.plausibility import oddities
from poverty.enums import Cause, Relation
from poverty.models import Household, HouseholdMember
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.personal.fields import digest
from tianmen_congress.base.ui.conflicts import Difference
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.masks import mask_id_number
from tianmen_congress.base.ui.rows import Unfinished
from tianmen_congress.base.workbooks.typed import RosterTexts

from .members import YES_NO, MemberForm, MemberFormSet

NEW_ROWS = 4


class HouseholdForm(RosterTexts, Unfinished, VersionedForm):
    village = LookupField("poverty-villages", label="村")
    other_causes = forms.MultipleChoiceField(
        label="其他致贫原因",
        choices=Cause,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    layout = (
        Section(
            "基本情况",
            Row("village", "hamlet", "code"),
            Row("category", "main_cause", "phone"),
            Div("other_causes", css_class="check-columns"),
        ),
        Section(
            "生活状况",
            Row("income", "has_unsafe_house", "has_safe_water", "has_water_trouble"),
            "note",
        ),
    )

    class Meta(VersionedForm.Meta):
        model = Household
        fields = [
            "village",
            "hamlet",
            "code",
            "category",
            "main_cause",
            "other_causes",
            "phone",
            "income",
            "has_unsafe_house",
            "has_safe_water",
            "has_water_trouble",
            "note",
        ]
        widgets = {"note": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("has_unsafe_house", "has_safe_water", "has_water_trouble"):
            self.fields[name].widget.choices = YES_NO

    def clean_village(self):
        village = self.cleaned_data["village"]
        if self.instance.pk and village.parent_id != self.instance.township_id:
            raise forms.ValidationError("只能改为本乡镇的村")
        return village


class HouseholdEntry:
    """The form of the household and the rows of its members, valid only together."""

    def __init__(self, *, user: User, household: Household | None = None, data=None):
        self.user, self.household = user, household or Household()
        self.form = HouseholdForm(data, instance=self.household, user=user)
        self.form.beside = self._differences
        self.members = self._member_rows(data)
        self.asks_for_more = self.members.asks_for_more
        if self.asks_for_more:
            self.form.is_finished = False
            self.members.leave_unfinished()

    def _member_rows(self, data):
        is_new = self.household.pk is None
        rows = MemberFormSet(
            data,
            instance=self.household,
            prefix="members",
            initial=[{"relation": Relation.HEAD}] if is_new else None,
            queryset=self._on_file(is_open=data is None),
            form_kwargs={"user": self.user},
        )
        rows.extra = NEW_ROWS if is_new else 1
        return rows

    def _on_file(self, *, is_open: bool):
        """Who is shown; what comes back may hold somebody who has left meanwhile."""
        members = HouseholdMember.objects.visible_to(self.user)
        members = members.filter(household=self.household.pk)
        return members.at_home() if is_open else members

    @property
    def forms(self) -> list[forms.Form]:
        """All whose faults the summary at the top shows."""
        return [self.form, *self.members.forms]

    def is_valid(self) -> bool:
        if self.asks_for_more:
            return False
        # Both are asked, so that every fault shows at once.
        parts = [self.form.is_valid(), self.members.is_valid()]
        return all(parts) and self._fits_together()

    def _fits_together(self) -> bool:
        at_home = [row for row in self.members.wanted if row.is_at_home]
        heads = [r for r in at_home if r.cleaned_data["relation"] == Relation.HEAD]
        if len(heads) != 1:
            self.form.add_error(None, "每户须有且只有一名户主，请核对“与户主关系”")
        self._check_numbers(at_home)
        return self.form.is_valid() and all(row.is_valid() for row in at_home)

    def _check_numbers(self, rows: list[MemberForm]) -> None:
        """Nobody stands twice, here or in another household of the city."""
        queries.hold_numbers()
        numbers = [row.cleaned_data["id_number"] for row in rows]
        twice = {number for number, times in Counter(numbers).items() if times > 1}
        taken = queries.bearers_of(numbers)
        for row, number in zip(rows, numbers, strict=True):
            bearer = taken.get(digest(number)) if number else None
            if number and number in twice:
                row.add_error("id_number", "本户中有两人的身份证号码相同")
            elif bearer and bearer.household_id != self.household.pk:
                words = queries.taken_in_words(bearer, user=self.user)
                row.add_error("id_number", words)

    def _differences(self) -> list[Difference]:
        """What the stored rows of members hold that differs from what was typed."""
        self.members.is_valid()  # reads what was typed into them
        typed = {row.instance.pk: row for row in self.members.forms if row.instance.pk}
        lines = []
        for member in self.household.members.all():
            mine = typed.get(member.pk)
            words = in_words(mine.instance) if mine else "（您打开时没有此人）"
            if (theirs := in_words(member)) != words:
                label = f"成员 {member.name}"
                lines.append(Difference(label, theirs, words))
        return lines

    def save(self) -> Household:
        members = [row.instance for row in self.members.wanted]
        last = max((m.order for m in members if m.pk), default=0)
        for order, member in enumerate((m for m in members if not m.pk), last + 1):
            member.order = order
        save = (
            actions.revise_household
            if self.household.pk
            else actions.register_household
        )
        return save(self.household, by=self.user, members=members)

    @property
    def oddities(self) -> list[str]:
        """What looks odd about the household as it was saved."""
        at_home = self.household.members.at_home()
        return [f"{o.member.name}：{o.text}" for o in oddities(at_home, on=today())]


def in_words(member: HouseholdMember) -> str:
    """A member on one line, for two versions to be held side by side."""
    parts = [
        member.name,
        member.get_relation_display(),
        member.get_sex_display(),
        mask_id_number(member.id_number) if member.id_number else "",
        member.get_health_display(),
        member.get_labour_display(),
        f"{member.left_on}离户（{member.left_reason}）" if member.left_on else "",
    ]
    return "，".join(part for part in parts if part)
