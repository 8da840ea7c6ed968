"""One opinion: its page, its paper, its moves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from referrals import workflow
from referrals.models import Attachment, Opinion
from referrals.pages.forms.entry import CollectForm, ReviseForm
from referrals.pages.forms.moves import form_for
from referrals.papers import papers_of
from referrals.queries.lists import RELATED, waiting_for
from referrals.queries.queue import queue_of, usual_move
from referrals.queries.similar import ended_like, like_what_is_typed, similar_to
from referrals.rules import COLLECTORS
from referrals.shown import record
from referrals.shown.again import answers, why_again
from referrals.shown.contacts import contacts
from referrals.shown.dispatches import dispatches_of
from referrals.shown.recalls import lost, papers_taken_back
from referrals.shown.stages import way_of
from referrals.shown.units import units
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui.pages import for_roles, form_page

WHOLE = (
    *(*RELATED, "campaign", "presidium", "merged_into", "group__organ"),
    "accused_organ",
)


# What it is about is kept from who entered it.
GONE = "反映对象是本机构，该件已交市人大机关，您不再看到"


def _opinion(request, pk: int) -> Opinion:
    return Opinion.objects.select_related(*WHOLE).get_visible(request.user, pk=pk)


def _shown(opinion: Opinion, user) -> dict:
    fields = record.rules.visible_fields(user, opinion)
    return {
        "opinion": opinion,
        "fields": fields,
        "summary": record.summary(opinion, user=user),
        "events": record.timeline(opinion, user=user),
        "deadlines": record.deadlines(opinion, user=user),
        "reminders": record.reminders(opinion, user=user),
        "requests": record.requests(opinion, user=user),
        "why_again": why_again(opinion, user=user),
    }


@require_safe
def opinion_detail(request, pk):
    try:
        opinion = _opinion(request, pk)
    except Http404:
        return _taken_back(request, pk)
    context = {
        **_shown(opinion, request.user),
        **_acts(opinion, request.user),
        "events": record.timeline(opinion, user=request.user)[::-1],
        "way": way_of(opinion),
        "held_up": workflow.held_up(opinion, request.user),
        "may_revise": not workflow.why_not(
            "revise", opinion, request.user, on=opinion.moved_on
        ),
        "merged": opinion.merged.visible_to(request.user),
        "kept": record.kept_one(opinion, user=request.user),
        "answers": answers(opinion, user=request.user),
        "contacts": contacts(opinion, user=request.user),
        "papers": papers_of(opinion, user=request.user),
        "decision": record.decision(opinion, user=request.user),
        "urges": record.urges(opinion, user=request.user),
        "parties": record.parties(opinion, user=request.user),
        "units": units(opinion, user=request.user),
        "dispatches": dispatches_of(opinion, user=request.user),
        "recalls": papers_taken_back(opinion, user=request.user),
    }
    return render(request, "referrals/opinion_detail.html", context)


def _acts(opinion: Opinion, user) -> dict:
    """What the reader may do: the usual as a form, sent to the act's own page."""
    moves = workflow.available(opinion, user)
    usual = usual_move(opinion, moves)
    if not usual:
        return {"other_acts": moves}
    act = moves.pop(usual)
    waits = waiting_for(user=user).filter(pk=opinion.pk)
    return {
        "usual": usual,
        # Others have it in hand, but he may act for them.
        "is_for_others": not waits.exists(),
        "act": act,
        "act_form": form_for(usual)(user=user, opinion=opinion, is_in_place=True),
        "act_url": reverse("referrals:move", args=[opinion.pk, usual]),
        "needs_scan": workflow.needs_scan(act, user, opinion, ""),
        "other_acts": moves,
    }


def _taken_back(request, pk: int):
    """Number, title and recall for a unit that had it; 404 for everybody else."""
    recalls = lost(pk, user=request.user)
    if not recalls:
        raise Http404
    return render(request, "referrals/recalled.html", {"recalls": recalls})


@require_safe
def opinion_print(request, pk):
    opinion = _opinion(request, pk)
    return render(
        request, "referrals/opinion_print.html", _shown(opinion, request.user)
    )


@form_page
@for_roles(*COLLECTORS)
def opinion_create(request):
    form = CollectForm(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        initial=_in_common(request),
    )
    if request.method == "POST" and form.is_valid() and (opinion := form.take()):
        messages.success(request, f"已登记“{opinion.title}”。")
        return redirect(_next_page(request, opinion))
    context = {
        "form": form,
        "title": "登记意见建议",
        "save_label": "登记",
        "again_label": "登记并继续录入",
        "cancel_url": reverse("referrals:list"),
    }
    return render(request, "ui/form.html", context)


@require_POST
@for_roles(*COLLECTORS)
def opinion_alike(request):
    """What may be about the same, told while it is being typed."""
    typed = request.POST
    found = like_what_is_typed(
        typed.get("title", "") + typed.get("text", "")[:4000],
        user=request.user,
        village=row_key(typed.get("village_pk", "")),
        group=row_key(typed.get("group_pk", "")),
    )
    return render(request, "referrals/_alike.html", {"alike": found})


def _in_common(request) -> dict:
    """What the next opinion of the same outing or day shares with the one before."""
    if "after" not in request.GET:
        return {}
    last = Opinion.objects.get_visible(request.user, pk=request.GET["after"])
    return {
        "group": last.group,
        "origin": last.origin,
        "collected_on": last.collected_on,
        "village": last.village,
    }


def _next_page(request, opinion: Opinion) -> str:
    is_again, is_seen = "again" in request.POST, _is_seen(request, opinion)
    if not is_seen:
        return reverse("referrals:create" if is_again else "referrals:list")
    if is_again:
        return f"{reverse('referrals:create')}?after={opinion.pk}"
    return opinion.get_absolute_url()


def _is_seen(request, opinion: Opinion) -> bool:
    """Whether it may still be shown; who entered it is told where it went."""
    if Opinion.objects.visible_to(request.user).filter(pk=opinion.pk).exists():
        return True
    messages.info(request, GONE)
    return False


@form_page
def opinion_revise(request, pk):
    opinion = _opinion(request, pk)
    form = ReviseForm(request.POST or None, instance=opinion, user=request.user)
    if request.method == "POST" and form.is_valid() and (opinion := form.take()):
        is_seen = _is_seen(request, opinion)
        return redirect(opinion if is_seen else reverse("referrals:list"))
    opinion = form.instance
    context = {
        "form": form,
        "title": "补充完善",
        "cancel_url": opinion.get_absolute_url(),
    }
    return render(request, "ui/form.html", context)


@form_page
def opinion_move(request, pk, name):
    opinion = _opinion(request, pk)
    step = workflow.TRANSITIONS.get(name)
    if step is None or step.is_hidden:
        raise Http404
    queue = queue_of(opinion, user=request.user) if "queue" in request.GET else None
    into = row_key(request.GET.get("into", ""))
    form = form_for(name)(
        request.POST or None,
        request.FILES or None,
        user=request.user,
        opinion=opinion,
        initial={} if into is None else {"into": into},
    )
    checks = []
    if request.method == "POST" and form.is_valid():
        # What cannot be undone is looked at once more, as it is for many at once.
        if step.is_irreversible and "confirmed" not in request.POST:
            checks = form.in_words()
        elif form.take():
            return _on_to_the_next(request, queue, step, opinion)
    context = {**_asked(request, form, step, name), "queue": queue, "name": name}
    context["checks"] = checks
    return render(request, "referrals/move.html", context)


def _on_to_the_next(request, queue, step, opinion: Opinion):
    """On to the next one that waits; back to the opinion where it goes on itself."""
    done = f"已办理“{step.label}”"
    if queue is None or step.target is None:
        now = Opinion.objects.visible_to(request.user).filter(pk=opinion.pk).first()
        if now is not None:
            state = now.get_state_display()
            messages.success(request, f"{done}，现在的状态：{state}。")
        return redirect(opinion)
    messages.success(request, f"{done}：{opinion}")
    return redirect(queue.next_url or reverse("referrals:inbox"))


def _asked(request, form, step, name: str) -> dict:
    opinion, user = form.opinion, request.user
    is_merge = name in ("merge", "report_up", "refer")
    why_not = workflow.why_not(name, opinion, user, on=form.fields["on"].initial)
    return {
        "opinion": opinion,
        "step": step,
        "form": form,
        "summary": record.summary(opinion, user=user),
        "deadlines": record.deadlines(opinion, user=user),
        "requests": record.requests(opinion, user=user),
        "why_again": why_again(opinion, user=user),
        "answers": answers(opinion, user=user) if opinion.again else [],
        "why_not": why_not,
        # What was typed before somebody else acted is still shown.
        "is_closed": why_not and not form.is_bound,
        "needs_scan": workflow.needs_scan(step, user, opinion, ""),
        "similar": similar_to(opinion, user=user) if is_merge else [],
        "ended_alike": ended_like(opinion, user=user) if is_merge else [],
    }


@require_safe
def attachment(request, pk):
    row = Attachment.objects.select_related("opinion", "file").get_visible(
        request.user, pk=pk
    )
    if not record.rules.may_fetch(request.user, row):
        raise Http404
    return send(row.file)
