"""A user's own long work: the list, one piece with its progress, and stopping it."""

from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from . import actions
from .models import Job


@require_safe
def job_list(request):
    jobs = Job.objects.visible_to(request.user)[:50]
    return render(request, "jobs/job_list.html", {"jobs": jobs})


@require_safe
def job_detail(request, pk):
    job = Job.objects.get_visible(request.user, pk=pk)
    return render(request, "jobs/job_detail.html", {"job": job})


@require_POST
def job_cancel(request, pk):
    job = Job.objects.get_visible(request.user, pk=pk)
    return redirect(actions.cancel(job, by=request.user))
