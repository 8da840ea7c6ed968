"""The opinion that becomes of a reception: typed on its page, shown beneath it."""

from collections.abc import Mapping
from functools import cached_property

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q

from referrals import actions, rules
from referrals.actions import Proponent
from referrals.enums import ENDED, Origin
from referrals.models import Category, Opinion
from referrals.workflow.types import MoveRefused
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.ui.parts import DetailPart
from visits.receptions.enums import PUT_FORWARD
from visits.receptions.models import Reception
from visits.receptions.pages.parts import (
    ReceptionPart,
    categories,
    entry_parts,
    reception_parts,
)
from visits.receptions.queries import elsewhere

from .spot import SpotForm

# Told on the same page of the voter and of the matter.
KNOWN = (
    *("said_by", "name", "phone", "is_confidential", "settled_text"),
    *("category", "extent"),
)
ONLY = (
    "只有“由代表提出建议”“请上级代表提出建议”的形成意见建议，请改选处理方式或者清空这里"
)


class HeardForm(SpotForm):
    """An opinion on the page of a reception: who said what stands there already."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in KNOWN:
            del self.fields[name]
        self.fields["title"].help_text = "不填则取反映的问题的开头"
        self.fields["text"].help_text = "不填则用反映的问题和意见建议"
        self.heard: dict[str, object] = {}

    def clean(self):
        rows = Category.objects.visible_to(self.user)
        code = self.heard.get("category") or ""
        self.cleaned_data["category"] = rows.filter(code=code).first()
        if self.heard.get("outcome") in PUT_FORWARD:
            text = self.cleaned_data.get("text") or self.heard.get("matter")
            self.cleaned_data["text"] = text or ""
        elif self.is_written:
            self.add_error("text", ONLY)
        return super().clean()

    @property
    def main(self) -> list:
        return [self[name] for name in ("title", "text", "deputy")]


class OpinionPart(ReceptionPart):
    """Made where the deputies said that they put it forward."""

    title = "形成意见建议（由代表提出、请上级代表提出的）"
    template = "referrals/_reception_entry.html"

    @cached_property
    def form(self) -> HeardForm | None:
        # unscoped: only whether there is one already
        there = Opinion.objects.filter(source_reception=self.reception.pk)
        if self.reception.pk and there.exists():
            return None
        return HeardForm(self.data, prefix="opinion", user=self.user)

    def is_valid(self, heard: dict[str, object]) -> bool:
        self.form.heard = heard
        return self.form.is_valid()

    def save(self, reception: Reception, *, by: User) -> None:
        if reception.outcome not in PUT_FORWARD:
            return
        campaign = reception.campaign or current_campaign()
        if campaign is None:
            raise ValidationError(NO_CAMPAIGN)
        try:
            actions.collect(
                self._opinion(reception, campaign),
                by=by,
                proposers=self._who(reception),
            )
        except MoveRefused as refusal:
            raise ValidationError(f"意见建议不能登记：{refusal}") from None

    def _opinion(self, reception: Reception, campaign) -> Opinion:
        data = self.form.cleaned_data
        return Opinion(
            campaign=campaign,
            township=reception.township,
            group=reception.group,
            village=reception.village,
            origin=Origin.RECEPTION,
            source_reception=reception,
            collected_on=reception.held_on,
            title=data["title"] or data["text"][:40],
            text=data["text"],
            category=data["category"],
            extent=reception.extent,
            accused_organ=data["accused_organ"],
            accused_name=data["accused_name"],
            is_anonymous=reception.is_anonymous,
            is_confidential=reception.is_confidential,
        )

    def _who(self, reception: Reception) -> list[Proponent]:
        """The deputy who takes it up leads; the voter who said it is answered too."""
        person = self.form.cleaned_data["deputy"]
        lead = [Proponent(person.name, person.phone, person)] if person else []
        if reception.is_anonymous:
            return lead
        return [*lead, Proponent(reception.voter_name, reception.phone)]


def of_reception(user: User, reception: Reception) -> Mapping[str, object] | None:
    """The opinion made of it, that `user` may see with its source, and its answer."""
    rows = Opinion.objects.visible_to(user).filter(source_reception=reception)
    rows = rows.select_related("holder", "category", "group", "answer_class")
    opinion = rows.first()
    if opinion is None or not rules.knows_outing(user, opinion):
        return None
    return {"opinion": opinion, "answer": opinion.current_answer}


def names_of_categories(user: User) -> dict[str, str]:
    rows = Category.objects.visible_to(user).active()
    return dict(rows.values_list("code", "name"))


def _made() -> Q:
    # unscoped: whether there is one, of the receptions given
    return Q(Exists(Opinion.objects.filter(source_reception=OuterRef("pk"))))


def _over() -> Q:
    """Answered to those who put it forward, or at an end in another way."""
    over = Q(answered_on__isnull=False) & Q(again="") | Q(state__in=ENDED)
    # unscoped: whether there is one, of the receptions given
    rows = Opinion.objects.filter(over, source_reception=OuterRef("pk"))
    return Q(Exists(rows))


entry_parts.add(OpinionPart)
reception_parts.register(DetailPart("referrals/_reception_opinion.html", of_reception))
categories["opinions"] = names_of_categories
elsewhere.register("opinions", elsewhere.Further(begun=_made, ended=_over))
