"""Opinions typed on the page of a visit, and shown beneath it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm

from poverty.models import Household
from poverty.pages.lookups import household_label
from referrals import actions, rules
from referrals.actions import Proponent
from referrals.enums import MatterExtent, Origin
from referrals.models import Category, Opinion
from referrals.pages.lookups import (
    AccusedField,
    accused_asking,
    accused_name_field,
    check_accused,
)
from referrals.workflow.types import MoveRefused
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import whole_number
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import NoteField
from tianmen_congress.base.ui.forms import PageForm, Row
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.parts import DetailPart
from visits.models import HouseholdCall, Visit
from visits.pages.parts import EntryPart, print_parts, register_entry, visit_parts

FEW, MOST = 1, 20


PERSON, VILLAGE, ANONYMOUS = "person", "village", "anonymous"
OTHERS = [
    (PERSON, "其他个人（填写姓名）"),
    (VILLAGE, "村（村委会或群众集体）"),
    (ANONYMOUS, "匿名"),
]
WHICH = "本次走访了几户，请选择是哪一户反映的，或者选择其他个人、村、匿名"
GENERAL = "共性问题应形成意见建议；只解决了一户的，请改选个案，或者把解决情况写进内容"
GONE = "此户已不在本次走访中，请重新选择"


class SpotForm(PageForm):
    """One opinion written on the spot; left empty it is none.

    It is never nobody's. What leaving the box of who said it means stands in the box:
    the only household of the page, or the village; of several one has to be chosen.
    """

    class Media:
        js = ("referrals/spot_opinions.js",)

    title = forms.CharField(label="标题", max_length=80, required=False)
    text = NoteField(label="意见建议内容", rows=2, max_length=4000, required=False)
    category = forms.ModelChoiceField(
        None, label="类别", required=False, empty_label="待定"
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
    layout = (
        Row("title", "category", "extent"),
        "text",
        Row("said_by", "name", "phone", "deputy"),
        Row("accused_organ", "accused_name"),
        "is_confidential",
        "settled_text",
    )

    def __init__(self, *args, homes: Sequence[Household] = (), **kwargs):
        super().__init__(*args, **kwargs)
        rows = Category.objects.visible_to(self.user).active()
        self.fields["category"].queryset = rows
        self.fields["accused_organ"].help_text = accused_asking(self.user)
        self.homes = {f"household-{home.pk}": home for home in homes}
        named = [(key, household_label(home)) for key, home in self.homes.items()]
        self.fields["said_by"].choices = [("", _left_open(named)), *named, *OTHERS]

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
        if not (said_by or name or deputy) and len(self.homes) > 1:
            self.add_error("said_by", WHICH)

    @property
    def is_written(self) -> bool:
        names = ("title", "text", "name", "phone", "deputy", "settled_text")
        return any(self.cleaned_data.get(name) for name in names)

    @property
    def is_anonymous(self) -> bool:
        return self.cleaned_data["said_by"] == ANONYMOUS

    @property
    def home(self) -> Household | None:
        """The household that said it: the one chosen, or the only one there is."""
        data = self.cleaned_data
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


def _left_open(homes: list[tuple[str, str]]) -> str:
    """What it means to choose nothing, as the box says it."""
    if len(homes) > 1:
        return "请选择"
    label = homes[0][1] if homes else "本村（选了代表的为代表）"
    return f"默认：{label}"


@register_entry
class OpinionsPart(EntryPart):
    """Any number of opinions heard on one outing."""

    name = "opinions"
    title = "现场收集的意见建议"
    template = "referrals/_visit_entry.html"

    def __init__(self, **given):
        super().__init__(**given)
        self.rows = [self._form(number) for number in range(self._count())]

    def _count(self) -> int:
        if self.data is None:
            return FEW
        count = whole_number(self.data.get("opinions-count", "1")) or FEW
        return min(max(count + self.asks_for_more, FEW), MOST)

    def _form(self, number: int) -> SpotForm:
        prefix = f"{self.name}-{number}"
        return SpotForm(self.data, prefix=prefix, user=self.user, homes=self.homes)

    @property
    def count(self) -> int:
        return len(self.rows)

    @property
    def forms(self) -> list[BaseForm]:
        return list(self.rows)

    def save(
        self, visit: Visit, calls: Mapping[int, HouseholdCall], *, by: User
    ) -> None:
        for form in self.rows:
            if form.is_written:
                self._collect(form, visit, calls, by)

    def _collect(self, form: SpotForm, visit: Visit, calls, by: User) -> None:
        data = form.cleaned_data
        home = form.home
        of_home = (call for call in calls.values() if call.household == home)
        opinion = Opinion(
            campaign=visit.campaign,
            group=visit.group,
            village=visit.village,
            origin=Origin.VISIT,
            collected_on=visit.visited_on,
            title=data["title"] or data["text"][:40],
            text=data["text"],
            category=data["category"],
            extent=data["extent"],
            accused_organ=data["accused_organ"],
            accused_name=data["accused_name"],
            source_visit=visit,
            source_call=next(of_home, None) if home else None,
            is_anonymous=form.is_anonymous,
            is_confidential=data["is_confidential"],
        )
        try:
            actions.collect(opinion, by=by, proposers=form.proposers(visit.village))
            if data["settled_text"]:
                settled = {"settled_text": data["settled_text"]}
                actions.move(opinion, "settle", by=by, on=visit.visited_on, **settled)
        except MoveRefused as refusal:
            raise ValidationError(f"意见建议不能登记：{refusal}") from None


def of_visit(user: User, visit: Visit) -> Mapping[str, object] | None:
    """Opinions heard on `visit` that `user` may see, with their source."""
    rows = Opinion.objects.visible_to(user).filter(source_visit=visit)
    rows = rows.select_related("holder", "category", "group").order_by("pk")
    shown = [row for row in rows if rules.knows_outing(user, row)]
    return {"opinions": shown} if shown else None


def on_paper(user: User, visit: Visit) -> Mapping[str, object] | None:
    """The same without what was said in confidence: a paper is read by others too."""
    part = of_visit(user, visit) or {"opinions": []}
    shown = [row for row in part["opinions"] if not row.hides_source]
    return {"opinions": shown} if shown else None


visit_parts.register(DetailPart("referrals/_visit_opinions.html", of_visit))
print_parts.register(DetailPart("referrals/_visit_opinions_print.html", on_paper))
