"""Sending a workbook, looking at what was found, writing it, answering what was asked."""

import io

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from tianmen_congress.base.files.responses import send
from tianmen_congress.base.ui import listing
from tianmen_congress.base.ui.pages import for_roles, form_page
from tianmen_congress.base.ui.views import back_to
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.background import write_later
from tianmen_congress.base.workbooks.exports import XLSX
from tianmen_congress.base.workbooks.kinds import kinds_for
from tianmen_congress.base.workbooks.models import ImportBatch
from tianmen_congress.base.workbooks.official import write_template
from tianmen_congress.base.workbooks.reading import WorkbookRefused
from tianmen_congress.base.workbooks.undoing import examine, why_not

from .forms import ImportForm, UndoForm, posted_answers
from .listings import BatchListing, IssueListing, QuestionListing
from .menu import SENDERS


@require_safe
@for_roles(*SENDERS)
def batch_list(request):
    return listing.page(request, BatchListing)


@form_page
@for_roles(*SENDERS)
def create(request):
    initial = {"kind": request.GET.get("kind", "")}
    form = ImportForm(
        request.POST or None, request.FILES or None, user=request.user, initial=initial
    )
    if request.method == "POST" and form.is_valid() and (batch := form.save()):
        return redirect(batch)
    kinds = kinds_for(request.user)
    return render(request, "workbooks/import_form.html", {"form": form, "kinds": kinds})


@require_safe
@for_roles(*SENDERS)
def template(request, slug):
    """The empty form of a kind, to be filled in and sent back."""
    kind = next((kind for kind in kinds_for(request.user) if kind.slug == slug), None)
    if kind is None:
        raise Http404
    out = io.BytesIO()
    write_template(kind.title, kind.columns().values(), out, note=kind.note)
    out.seek(0)
    name = f"{kind.title}（模板）.xlsx"
    return FileResponse(out, as_attachment=True, filename=name, content_type=XLSX)


@require_safe
@for_roles(*SENDERS)
def detail(request, pk):
    batch = ImportBatch.objects.get_visible(request.user, pk=pk)
    return listing.page(request, IssueListing, batch=batch)


@require_safe
@for_roles(*SENDERS)
def original(request, pk):
    """The workbook as it was sent."""
    batch = ImportBatch.objects.get_visible(request.user, pk=pk)
    if batch.file is None:
        raise Http404
    return send(batch.file)


@require_POST
@for_roles(*SENDERS)
def write(request, pk):
    batch = ImportBatch.objects.get_visible(request.user, pk=pk)
    if batch.is_open and batch.rows > settings.WRITE_AT_ONCE_ROWS:
        return redirect(write_later(batch, by=request.user))
    try:
        batch = actions.write(batch, by=request.user)
        tell = messages.warning if batch.written_at is None else messages.success
        tell(request, actions.written_in_words(batch))
    except actions.CheckOutdated:
        actions.recheck(batch, by=request.user)
        messages.warning(
            request, "检查之后数据有了变化，没有写入。已重新检查，请核对后再写入。"
        )
    except WorkbookRefused as refusal:
        messages.error(request, refusal.message)
    return redirect(batch)


@require_POST
@for_roles(*SENDERS)
def drop(request, pk):
    batch = ImportBatch.objects.get_visible(request.user, pk=pk)
    return redirect(actions.drop(batch, by=request.user))


@form_page
@for_roles(*SENDERS)
def undo(request, pk):
    """What would go and what would go back, or what is in the way of it."""
    batch = ImportBatch.objects.get_visible(request.user, pk=pk)
    if sentence := why_not(batch, request.user):
        messages.warning(request, sentence)
        return redirect(batch)
    form = UndoForm(request.POST or None, user=request.user, batch=batch)
    if request.method == "POST" and form.done():
        if form.job:
            return redirect(form.job)
        messages.success(request, "已整批撤销。")
        return redirect(batch)
    context = {"form": form, "batch": batch, "undoing": examine(batch)}
    return render(request, "workbooks/undo.html", context)


@require_safe
@for_roles(*SENDERS)
def question_list(request):
    return listing.page(request, QuestionListing)


@require_POST
@for_roles(*SENDERS)
def answer(request):
    """Settle all questions of a page that were answered on it."""
    done, refused = actions.answer_all(
        posted_answers(request.POST, request.user), by=request.user
    )
    messages.success(request, f"已保存{done}个答复。")
    for sentence in refused:
        messages.error(request, sentence)
    return redirect(back_to(request))
