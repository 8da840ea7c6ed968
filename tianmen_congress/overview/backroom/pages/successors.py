"""Where closed places live on: the office confirms it of many at once."""

import re
from collections.abc import Sequence

from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.succession import posts_of_keepers
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import hangings
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import (
    Settled,
    hanging_on,
    proposed,
    succeed_each,
    unsettled,
    why_not,
)
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.pages import for_roles, form_page
from tianmen_congress.base.ui.rows import Unfinished

TICKED = re.compile(r"place-(\d{1,18})-is_chosen")
# More of them nobody reads in a message.
NAMED = 6
NONE_TICKED = "还没有勾选。请核对“并入”一列，勾选要确认的区划再提交。"


class SuccessorForm(Unfinished, PageForm):
    """One closed place, and what it became."""

    is_chosen = forms.BooleanField(label="确认", required=False)
    proposal = forms.ChoiceField(label="并入", required=False)
    other = LookupField("standing-places", label="另选", required=False)

    def __init__(
        self,
        data,
        *,
        place: Division,
        proposals: Sequence[Division] = (),
        counts: dict[str, int],
        **kwargs,
    ):
        prefix = f"place-{place.pk}"
        # A place that was closed meanwhile was not on the page sent back.
        data = data if data and f"{prefix}-proposal" in data else None
        super().__init__(data, prefix=prefix, **kwargs)
        self.place, self.counts = place, counts
        self.choices = {str(each.pk): each for each in proposals}
        own = [(key, str(each)) for key, each in self.choices.items()]
        self.fields["proposal"].choices = [*own, ("", "请选择" if own else "无建议")]
        self.fields["proposal"].initial = next(iter(self.choices), "")
        self.is_ticked = bool(data) and f"{prefix}-is_chosen" in data
        self.is_finished = self.is_ticked
        self._dress()

    def _dress(self) -> None:
        kinds = {"is_chosen": "form-check-input", "proposal": "form-select"}
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = f"{self.place}：{field.label}"
            # A fault is told above the page too.
            field.label = str(self.place)
            if name in kinds:
                field.widget.attrs["class"] = kinds[name]

    def clean(self):
        data = super().clean()
        new = data.get("other") or self.choices.get(data.get("proposal"))
        if new is None and "other" not in self.errors:
            self.add_error("proposal", f"请选择{self.place}并入哪个区划")
        if new and (reason := why_not(self.place, new)):
            self.add_error("other" if data.get("other") else "proposal", reason)
        return data | {"successor": new}

    @property
    def hanging(self) -> list[str]:
        return hangings.in_words(self.counts)

    @property
    def home(self) -> Division:
        """Under which township of today it stands on the page."""
        return self.place.parent.now if self.place.is_village else self.place


@form_page
@for_roles(Role.OFFICE)
def settle(request):
    forms_ = _forms(request)
    if request.method == "POST":
        done = _settled(request, forms_)
        if done:
            return redirect("division_successors")
        forms_ = _left(forms_)
    context = _grouped(forms_) | {"forms": forms_, "cancel_url": reverse("divisions")}
    return render(request, "backroom/successors.html", context)


def _forms(request) -> list[SuccessorForm]:
    places = unsettled()
    counts, proposals = hanging_on(places), proposed(places)
    return [
        SuccessorForm(
            request.POST or None,
            user=request.user,
            place=place,
            proposals=proposals.get(place.pk, ()),
            counts=counts[place.pk],
        )
        for place in places
    ]


def _settled(request, rows: list[SuccessorForm]) -> bool:
    """Whether all that was ticked is done; what is not says why on its row."""
    ticked = [form for form in rows if form.is_ticked]
    late = _told_late(request, {form.place.pk for form in ticked})
    pairs = [
        (form.place, form.cleaned_data["successor"])
        for form in ticked
        if form.is_valid()
    ]
    settled = succeed_each(pairs, by=request.user)
    for form in ticked:
        if reason := settled.refused.get(form.place.pk):
            form.add_error(None, f"{reason}。")
    _tell(request, settled)
    if not (ticked or late):
        messages.error(request, NONE_TICKED)
    return bool(ticked) and all(form.is_valid() for form in ticked)


def _told_late(request, ticked: set[int]) -> bool:
    """Say of each that somebody else has settled meanwhile what became of it."""
    sent = {int(m[1]) for name in request.POST if (m := TICKED.fullmatch(name))}
    rows = Division.objects.filter(pk__in=sent - ticked).exclude(successor=None)
    for place in rows.select_related("successor"):
        messages.warning(request, f"{why_not(place, place.successor)}。")
    return bool(sent - ticked)


def _tell(request, settled: Settled) -> None:
    if not settled.places:
        return
    named = [f"{old}并入{new}" for old, new in settled.places.items()]
    more = f"等{len(named)}个" if len(named) > NAMED else ""
    moved = "、".join(settled.moved_in_words)
    messages.success(
        request,
        f"已确认：{'、'.join(named[:NAMED])}{more}。"
        + (f"随之移交：{moved}。" if moved else "没有随之移交的。"),
    )
    for post in posts_of_keepers(settled.places, today()):
        messages.warning(
            request, f"{post.organ}的岗位没有移交（{post.user}），请在系统设置里安排。"
        )


def _left(rows: list[SuccessorForm]) -> list[SuccessorForm]:
    """Those that nobody has settled by now, with what was typed."""
    keys = {place.pk for place in unsettled()}
    return [form for form in rows if form.place.pk in keys]


def _grouped(rows: list[SuccessorForm]) -> dict[str, object]:
    """Those on which something hangs by township; the others apart."""
    homes: dict[Division, list[SuccessorForm]] = {}
    for form in rows:
        if form.counts:
            homes.setdefault(form.home, []).append(form)
    bare = [form for form in rows if not form.counts]
    is_open = not homes or any(form.is_ticked for form in bare)
    return {"homes": homes.items(), "bare": bare, "bare_is_open": is_open}
