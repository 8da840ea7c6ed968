"""The pages of the manual: for everybody who is signed in."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from tianmen_congress.base.figures.registry import Asked, all_figures, tables_for
from tianmen_congress.overview.manual import states as way
from tianmen_congress.overview.manual.actions import mark_read
from tianmen_congress.overview.manual.chapters import (
    BY_SLUG,
    CHAPTERS,
    chapter_about,
    chapters_of,
)
from tianmen_congress.overview.manual.keys import KEY_GROUPS, keys_of
from tianmen_congress.overview.manual.news import VERSIONS


@require_safe
def home(request):
    """All chapters, those of the reader's own work first.

    From another page it leads on to the chapter about that page, if there is one.
    """
    if found := chapter_about(request.GET.get("page", ""), request.user):
        return redirect("manual:chapter", found.slug)
    own = chapters_of(request.user)
    others = [chapter for chapter in CHAPTERS if chapter not in own]
    return render(request, "manual/home.html", {"own": own, "others": others})


@require_safe
def chapter(request, slug):
    if slug not in BY_SLUG:
        raise Http404
    found = BY_SLUG[slug]
    context = {
        "chapter": found,
        "key_groups": keys_of(slug),
        "own": chapters_of(request.user),
    }
    return render(request, found.template, context)


@require_safe
def states(request):
    context = {
        "states": way.states(),
        "everywhere": way.everywhere(),
        "boxes": way.boxes(),
        "arrows": way.arrows(),
        "box": {"width": way.BOX, "height": way.HEIGHT},
    }
    return render(request, "manual/states.html", context)


@require_safe
def figures(request):
    """What each number counts: no number of anybody stands here, so all may read it."""
    user = request.user
    tables = [table(user, Asked()) for table in tables_for(user)]
    context = {"figures": all_figures(), "tables": tables}
    return render(request, "manual/figures.html", context)


@require_safe
def keys(request):
    return render(request, "manual/keys.html", {"key_groups": KEY_GROUPS})


@require_safe
def questions(request):
    return render(request, "manual/questions.html")


@require_safe
def news(request):
    return render(request, "manual/news.html", {"versions": VERSIONS})


@require_POST
def read_news(request):
    mark_read(request.user)
    return redirect("workbench:home")
