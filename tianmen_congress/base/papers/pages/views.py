"""The office looks at the templates and replaces them."""

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import (
    require_POST,
    require_safe,
)

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.files.actions import FileRefused
from tianmen_congress.base.papers import actions, registry
from tianmen_congress.base.papers.models import PaperTemplate
from tianmen_congress.base.papers.writing import (
    DOCX,
    TemplateRefused,
    opened,
    template_of,
)
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.pages import for_roles, form_page


class TemplateForm(PageForm):
    template = forms.FileField(
        label="新模板（.docx）",
        help_text="在下载的模板上改版式，保留双花括号里的名称",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
    )

    def take(self, paper: registry.Paper) -> bool:
        try:
            upload = self.cleaned_data["template"]
            actions.replace_template(paper, upload, by=self.user)
        except (TemplateRefused, FileRefused) as refusal:
            self.add_error("template", str(refusal))
            return False
        return True


def _paper(slug: str) -> registry.Paper:
    paper = registry.find(slug)
    if paper is None:
        raise Http404
    return paper


@require_safe
@for_roles(Role.OFFICE)
def template_list(request):
    own = PaperTemplate.objects.visible_to(request.user).filter(ended_at=None)
    in_use = {row.paper: row for row in own.select_related("file", "by")}
    papers = [(paper, in_use.get(paper.slug)) for paper in registry.all_papers()]
    return render(request, "papers/template_list.html", {"papers": papers})


@require_safe
@for_roles(Role.OFFICE)
def template_download(request, slug):
    paper = _paper(slug)
    source = template_of(paper)
    file = source if hasattr(source, "read") else source.open("rb")
    return _word(file, f"{paper.title}模板.docx")


@require_safe
@for_roles(Role.OFFICE)
def version_download(request, pk):
    version = _version(request, pk)
    return _word(opened(version), version.file.name)


def _word(file, name: str) -> FileResponse:
    return FileResponse(file, as_attachment=True, filename=name, content_type=DOCX)


def _version(request, pk: int) -> PaperTemplate:
    rows = PaperTemplate.objects.visible_to(request.user).select_related("file")
    return rows.get_visible(request.user, pk=pk)


@form_page
@for_roles(Role.OFFICE)
def template_replace(request, slug):
    """The box for a new one, what it may name, and those that were used before."""
    paper = _paper(slug)
    form = TemplateForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.take(paper):
        messages.success(request, f"“{paper.title}”已改用新模板。")
        return redirect("papers:list")
    versions = PaperTemplate.objects.visible_to(request.user).filter(paper=slug)
    context = {
        "form": form,
        "paper": paper,
        "names": registry.NAMES,
        "versions": versions.select_related("file", "by"),
        "cancel_url": reverse("papers:list"),
    }
    return render(request, "papers/template_replace.html", context)


@require_POST
@for_roles(Role.OFFICE)
def template_restore(request, slug):
    paper = _paper(slug)
    actions.end_template(paper)
    messages.success(request, f"“{paper.title}”已恢复系统模板。")
    return redirect("papers:list")


@require_POST
@for_roles(Role.OFFICE)
def version_use(request, pk):
    version = _version(request, pk)
    paper = _paper(version.paper)
    try:
        actions.use_again(version, paper, by=request.user)
    except TemplateRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{paper.title}”已改用“{version.file}”。")
    return redirect("papers:replace", slug=paper.slug)
