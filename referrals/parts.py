"""Opinions typed on the page of a visit, and shown beneath it."""

from collections.abc import Mapping

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseForm

from referrals import actions, rules
from referrals.actions import Proponent
from referrals.enums import Origin
from referrals.models import Category, Opinion
from referrals.workflow.types import MoveRefused
from tianmen_congress.accounts.models import User
from tianmen_congress.ui.fields import NoteField
from tianmen_congress.ui.forms import PageForm, Row
from tianmen_congress.ui.lookups import LookupField
from tianmen_congress.ui.parts import DetailPart
from visits.models import HouseholdCall, Visit
from visits.parts import EntryPart, print_parts, register_entry, visit_parts

FEW, MOST = 1, 20


class SpotForm(PageForm):
    """One opinion written on the spot; left empty it is none."""

    title = forms.CharField(label="标题", max_length=80, required=False)
    text = NoteField(label="意见建议内容", rows=2, max_length=4000, required=False)
    category = forms.ModelChoiceField(
        None, label="类别", required=False, empty_label="待定"
    )
    name = forms.CharField(
        label="反映人",
        max_length=40,
        required=False,
        help_text="不填则按入户的户主，没有入户的按村",
    )
    phone = forms.CharField(label="电话", max_length=20, required=False)
    deputy = LookupField(
        "opinion-deputy",
        label="由代表提出",
        required=False,
        help_text="代表愿意领衔提出的，由代表本人评价答复",
    )
    is_anonymous = forms.BooleanField(label="匿名", required=False)
    is_confidential = forms.BooleanField(label="对反映人保密", required=False)
    layout = (
        Row("title", "category"),
        "text",
        Row("name", "phone", "deputy"),
        Row("is_anonymous", "is_confidential"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Category.objects.visible_to(self.user).active()
        self.fields["category"].queryset = rows

    def clean(self):
        data = super().clean()
        if data.get("title") and not data.get("text"):
            data["text"] = data["title"]
        if self.is_written and not data.get("text"):
            self.add_error("text", "请填写意见建议内容")
        return data

    @property
    def is_written(self) -> bool:
        names = ("title", "text", "name", "phone", "deputy")
        return any(self.cleaned_data.get(name) for name in names)

    def proposers(self, calls: Mapping[int, HouseholdCall]) -> list[Proponent]:
        """The deputy who takes it up leads; the voter who said it is answered too."""
        person = self.cleaned_data.get("deputy")
        lead = [Proponent(person.name, person.phone, person)] if person else []
        return lead + self._voter(calls)

    def _voter(self, calls: Mapping[int, HouseholdCall]) -> list[Proponent]:
        data = self.cleaned_data
        if data["is_anonymous"]:
            return []
        if data["name"]:
            return [Proponent(data["name"], data["phone"])]
        heads = {call.household.head_name for call in calls.values()}
        return [Proponent(head) for head in heads] if len(heads) == 1 else []


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
        asked = self.data.get("opinions-count", "1")
        count = int(asked) if asked.isascii() and asked.isdigit() else FEW
        return min(max(count + self.asks_for_more, FEW), MOST)

    def _form(self, number: int) -> SpotForm:
        prefix = f"{self.name}-{number}"
        return SpotForm(self.data, prefix=prefix, user=self.user)

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
        only = next(iter(calls.values())) if len(calls) == 1 else None
        opinion = Opinion(
            campaign=visit.campaign,
            group=visit.group,
            village=visit.village,
            origin=Origin.VISIT,
            collected_on=visit.visited_on,
            title=data["title"] or data["text"][:40],
            text=data["text"],
            category=data["category"],
            source_visit=visit,
            source_call=only if not data["name"] else None,
            is_anonymous=data["is_anonymous"],
            is_confidential=data["is_confidential"],
        )
        try:
            actions.collect(opinion, by=by, proposers=form.proposers(calls))
        except MoveRefused as refusal:
            raise ValidationError(f"意见建议不能登记：{refusal}") from None


def of_visit(user: User, visit: Visit) -> Mapping[str, object] | None:
    """Opinions heard on `visit` that `user` may see, with their source."""
    rows = Opinion.objects.visible_to(user).filter(source_visit=visit)
    rows = rows.select_related("holder", "category", "group").order_by("pk")
    shown = [row for row in rows if "source" in rules.visible_fields(user, row)]
    return {"opinions": shown} if shown else None


def on_paper(user: User, visit: Visit) -> Mapping[str, object] | None:
    """The same without what was said in confidence: a paper is read by others too."""
    part = of_visit(user, visit) or {"opinions": []}
    shown = [row for row in part["opinions"] if not row.hides_source]
    return {"opinions": shown} if shown else None


visit_parts.register(DetailPart("referrals/_visit_opinions.html", of_visit))
print_parts.register(DetailPart("referrals/_visit_opinions_print.html", on_paper))
