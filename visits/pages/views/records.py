"""One visit: its page, its papers, its pictures, and striking it off."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui.pages import demand, form_page
from visits import rules
from visits.models import Visit, VisitPhoto
from visits.pages.forms.acts import JoinForm, VoidForm
from visits.pages.parts import print_parts, visit_parts
from visits.queries.similar import earlier_visit_of
from visits.shown.history import history_of
from visits.shown.record import record_of

NOT_YOURS = (
    "已作废的走访不能再作废；其他小组的走访由该小组联络员和主席团（联络处）作废。"
)
NOT_TO_JOIN = (
    "已作废的走访不能并入；其他小组的走访由该小组联络员和主席团（联络处）并入。"
)
NONE_TO_JOIN = "没有同村、同组、同日、同样代表的更早的走访可以并入。"
RELATIONS = (
    "campaign",
    "form",
    "township",
    "group",
    "village__parent",
    "team",
    "activity",
    "recorded_by",
)


def _visible(request, pk: int) -> Visit:
    return (
        Visit.objects.with_away()
        .select_related(*RELATIONS)
        .get_visible(request.user, pk=pk)
    )


@require_safe
def visit_detail(request, pk):
    visit, user = _visible(request, pk), request.user
    context = {
        "record": record_of(visit, user=user),
        "history": history_of(visit, user=user),
        "parts": list(visit_parts.shown(user, visit)),
        "can_edit": rules.can_edit(user, visit),
        "can_enter": rules.can_enter(user, visit.group, visit.kind),
        "earlier": earlier_paper(user, visit),
    }
    return render(request, "visits/visit_detail.html", context)


def earlier_paper(user: User, visit: Visit) -> Visit | None:
    """The visit to which the calls of this one may be added."""
    if not rules.can_edit(user, visit):
        return None
    earlier = earlier_visit_of(visit, user=user)
    return earlier if earlier and rules.can_edit(user, earlier) else None


@form_page
def visit_join(request, pk):
    visit = _visible(request, pk)
    demand(rules.can_edit(request.user, visit), NOT_TO_JOIN)
    into = earlier_paper(request.user, visit)
    demand(into is not None, NONE_TO_JOIN)
    form = JoinForm(request.POST or None, user=request.user, visit=visit, into=into)
    if request.method == "POST" and form.done():
        messages.success(request, f"已并入 {into} 的走访。")
        return redirect(into)
    return render(request, "ui/confirm.html", _join_context(visit, into, form))


def _join_context(visit: Visit, into: Visit, form: JoinForm) -> dict:
    moved = visit.calls.select_related("household")
    return {
        "title": "并入同日的走访",
        "summary": [
            ("走访", f"{into} {into.group_name}"),
            ("现有", f"{into.calls.count()}户"),
            ("并入", "、".join(f"{call.household}" for call in moved)),
        ],
        "question": "并入后，这几户的记录、照片和意见建议归在较早的那次走访名下，这次走访作废，不再单独计一次；不能自动恢复。",
        "act_label": f"并入这{len(moved)}户",
        "cancel_url": visit.get_absolute_url(),
        "form": form,
    }


@require_safe
def visit_print(request, pk):
    visit, user = _visible(request, pk), request.user
    context = {
        "record": record_of(visit, user=user),
        "parts": list(print_parts.shown(user, visit)),
    }
    return render(request, "visits/visit_print.html", context)


@require_safe
def photo(request, pk):
    row = VisitPhoto.objects.get_visible(request.user, pk=pk)
    return send(row.file, thumbnail="size" in request.GET)


@form_page
def visit_void(request, pk):
    visit = _visible(request, pk)
    demand(rules.can_void(request.user, visit), NOT_YOURS)
    form = VoidForm(request.POST or None, user=request.user, visit=visit)
    if request.method == "POST" and form.done():
        messages.success(request, "这次走访已作废，记录仍保留备查。")
        return redirect(visit)
    return render(request, "ui/confirm.html", _void_context(visit, form))


def _void_context(visit: Visit, form: VoidForm) -> dict:
    households = visit.calls.count()
    return {
        "title": "作废走访记录",
        "summary": [
            ("走访日期", visit.visited_on),
            ("走访村", visit.village_name),
            ("代表小组", visit.group_name),
            ("入户", f"{households}户"),
        ],
        "question": "作废后，这次走访及其入户记录不再计入各项统计，也不能恢复；记录和照片仍保留备查。",
        "act_label": "作废这1次走访",
        "is_danger": True,
        "cancel_url": visit.get_absolute_url(),
        "form": form,
        "url": reverse("visits:void", args=[visit.pk]),
    }
