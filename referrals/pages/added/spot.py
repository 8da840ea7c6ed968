"""One opinion written on the page of a visit."""

from collections.abc import Sequence
from functools import cached_property

from django import forms
from django.forms.boundfield import BoundField

from poverty.models import Household
from poverty.pages.lookups import household_label
from referrals.actions import Proponent
from referrals.enums import MatterExtent
from referrals.models import Category
from referrals.pages.lookups import (
    AccusedField,
    accused_asking,
    accused_name_field,
    check_accused,
)
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import NoteField, SoundSelect
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.lookups import LookupField

PERSON, VILLAGE, ANONYMOUS = "person", "village", "anonymous"
OTHERS = [
    (PERSON, "其他个人（填写姓名）"),
    (VILLAGE, "村（村委会或群众集体）"),
    (ANONYMOUS, "匿名"),
]
WHICH = "本次走访了几户，请选择是哪一户反映的，或者选择其他个人、村、匿名"
GENERAL = "共性问题应形成意见建议；只解决了一户的，请改选个案，或者把解决情况写进内容"
GONE = "此户已不在本次走访中，请重新选择"


class RowChoices:
    """What every row of a page offers, asked for once."""

    def __init__(self, user: User):
        self.user = user
        self.rows = Category.objects.visible_to(user).active()

    @cached_property
    def categories(self) -> list[tuple[object, str]]:
        return [("", "待定"), *((row.pk, str(row)) for row in self.rows)]

    @cached_property
    def accused(self) -> str:
        return accused_asking(self.user)


class SpotForm(PageForm):
    """One opinion written on the spot; left empty it is none.

    It is never nobody's. What leaving the box of who said it means stands in the box:
    the only household of the page, or the village; of several one has to be chosen.
    """

    class Media:
        css = {"all": ("referrals/referrals.css",)}
        js = ("referrals/spot_opinions.js",)

    title = forms.CharField(
        label="标题",
        max_length=80,
        required=False,
        widget=forms.TextInput({"data-spot-title": ""}),
    )
    text = NoteField(label="意见建议内容", rows=2, max_length=4000, required=False)
    category = forms.ModelChoiceField(
        None, label="类别", required=False, empty_label="待定", widget=SoundSelect
    )
    said_by = forms.ChoiceField(
        label="反映人",
        required=False,
        error_messages={"invalid_choice": GONE},
        widget=forms.Select({"data-said-by": ""}),
    )
    name = forms.CharField(
        label="姓名",
        max_length=40,
        required=False,
        help_text="户主本人反映的不用填",
    )
    phone = forms.CharField(label="电话", max_length=20, required=False)
    deputy = LookupField(
        "opinion-deputy",
        label="由代表提出",
        required=False,
        help_text="代表愿意领衔提出的，由代表本人评价答复",
    )
    is_confidential = forms.BooleanField(label="对反映人保密", required=False)
    extent = forms.ChoiceField(
        label="个案或共性",
        choices=[("", "待定"), *MatterExtent.choices],
        required=False,
    )
    settled_text = NoteField(
        label="现场解决情况",
        rows=2,
        max_length=2000,
        required=False,
        help_text="当场解决并答复了的填写，不再交办",
    )
    accused_organ = AccusedField()
    accused_name = accused_name_field()

    def __init__(
        self,
        *args,
        homes: Sequence[Household] = (),
        number: int | str = "",
        own: Household | None = None,
        offered: RowChoices | None = None,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        # The block beside which it stands, and the household of it.
        self.number, self.own = number, own
        offered = offered or RowChoices(self.user)
        self.fields["category"].queryset = offered.rows
        self.fields["category"].choices = offered.categories
        self.fields["accused_organ"].help_text = offered.accused
        self.homes = {f"household-{home.pk}": home for home in homes}
        named = [(key, household_label(home)) for key, home in self.homes.items()]
        self.fields["said_by"].choices = [("", self._left_open(named)), *named, *OTHERS]

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("text"):
            data["text"] = data["title"]
        if self.is_written and not data.get("text"):
            self.add_error("text", "请填写意见建议内容")
        if data.get("settled_text") and data.get("extent") == MatterExtent.GENERAL:
            self.add_error("settled_text", GENERAL)
        if self.is_written and "said_by" in data:
            self._check_who(data["said_by"], data.get("name"), data.get("deputy"))
        check_accused(self)
        return data

    def _check_who(self, said_by: str, name: str | None, deputy) -> None:
        if said_by in (VILLAGE, ANONYMOUS) and name:
            label = dict(OTHERS)[said_by]
            self.add_error("name", f"反映人选了“{label}”，请清空姓名，或者改选其他个人")
        if said_by == PERSON and not (name or "name" in self.errors):
            self.add_error("name", "请填写反映人姓名")
        if self.is_beside:
            return
        if not (said_by or name or deputy) and len(self.homes) > 1:
            self.add_error("said_by", WHICH)

    def _left_open(self, homes: list[tuple[str, str]]) -> str:
        """What it means to choose nothing, as the box says it."""
        if self.is_beside:
            return f"默认：{household_label(self.own) if self.own else '此户'}"
        if len(homes) > 1:
            return "请选择"
        return f"默认：{homes[0][1] if homes else '本村（选了代表的为代表）'}"

    @property
    def is_beside(self) -> bool:
        """Whether it stands beside a household, which then said it."""
        return self.number != ""

    @property
    def main(self) -> list[BoundField]:
        """What is written each time; who said it only where no household stands by."""
        names = ("title", "category", "text")
        whose = () if self.is_beside else ("said_by", "name")
        return [self[name] for name in (*names, *whose)]

    @property
    def folded(self) -> list[BoundField]:
        """What is seldom written."""
        main = {field.name for field in self.main}
        return [field for field in self.visible_fields() if field.name not in main]

    @property
    def is_unfolded(self) -> bool:
        """Whether something stands there, or is wrong there."""
        return any(field.errors or _is_filled(field.value()) for field in self.folded)

    @property
    def is_written(self) -> bool:
        names = ("title", "text", "name", "phone", "deputy", "settled_text")
        return any(self.cleaned_data.get(name) for name in names)

    @property
    def is_anonymous(self) -> bool:
        return self.cleaned_data["said_by"] == ANONYMOUS

    @property
    def home(self) -> Household | None:
        """The household that said it: the one chosen, the one beside, or the only one."""
        data = self.cleaned_data
        if self.own and not data["said_by"]:
            return self.own
        if data["said_by"] or data["name"]:
            return self.homes.get(data["said_by"])
        return next(iter(self.homes.values())) if len(self.homes) == 1 else None

    def proposers(self, village: Division) -> list[Proponent]:
        """The deputy who takes it up leads; the voter who said it is answered too."""
        person = self.cleaned_data["deputy"]
        lead = [Proponent(person.name, person.phone, person)] if person else []
        if self.is_anonymous:
            return lead
        return lead + self._voter(village, has_lead=person is not None)

    def _voter(self, village: Division, *, has_lead: bool) -> list[Proponent]:
        name, phone = self.cleaned_data["name"], self.cleaned_data["phone"]
        home, said_by = self.home, self.cleaned_data["said_by"]
        if home is not None:
            return [Proponent(name or home.head_name, phone, household=home)]
        if name:
            return [Proponent(name, phone)]
        if said_by == VILLAGE or not has_lead:
            return [Proponent(village.name, phone, village=village)]
        return []


def _is_filled(value: object) -> bool:
    """A box with a list of names gives the name and the key behind it."""
    return any(value) if isinstance(value, list) else bool(value)
