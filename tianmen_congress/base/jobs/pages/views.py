"""A user's own long work: the list, one piece with its progress, and stopping it."""

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tianmen_congress.base.jobs import actions
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import posts_of

OTHER_POSTS = "提交之后您的岗位有了变动，这份结果不能再下载，请重新提交。"


@require_safe
def job_list(request):
    jobs = Job.objects.visible_to(request.user)[:50]
    return render(request, "jobs/job_list.html", {"jobs": jobs})


@require_safe
def job_detail(request, pk):
    job = Job.objects.get_visible(request.user, pk=pk)
    return render(request, "jobs/job_detail.html", {"job": job})


@require_safe
def job_download(request, pk):
    """What the job made, while its user has the rights in which it was made."""
    job = Job.objects.get_visible(request.user, pk=pk)
    if not job.output:
        raise Http404
    if job.posts != posts_of(request.user):
        raise PermissionDenied(OTHER_POSTS)
    try:
        content = job.output.open()
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename=job.output_name)
    response["Cache-Control"] = "private, no-store"
    return response


@require_POST
def job_cancel(request, pk):
    job = Job.objects.get_visible(request.user, pk=pk)
    return redirect(actions.cancel(job, by=request.user))
