"""The first page, and the search over everything."""

from django.conf import settings
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.backups.queries import standing
from tianmen_congress.base.credentials.queries import used_codes
from tianmen_congress.overview.workbench.aside import coming, missing, told
from tianmen_congress.overview.workbench.elsewhere import steps_elsewhere
from tianmen_congress.overview.workbench.entries import typed_today
from tianmen_congress.overview.workbench.first_steps import first_steps
from tianmen_congress.overview.workbench.highlights import highlights
from tianmen_congress.overview.workbench.mine import (
    HANDLERS,
    RECORDERS,
    done_by,
    started_by,
)
from tianmen_congress.overview.workbench.own import own_of
from tianmen_congress.overview.workbench.route import route_of
from tianmen_congress.overview.workbench.search import elsewhere, search
from tianmen_congress.overview.workbench.shortcuts import shortcuts_for
from tianmen_congress.overview.workbench.tallies import tallies
from tianmen_congress.overview.workbench.todos import by_deadline, piles


def _only_reads(user: User) -> bool:
    """Nothing waits for a leader: he begins with how things stand."""
    return {post.role for post in user.live_posts} == {Role.LEADER}


@require_safe
def home(request):
    if _only_reads(request.user):
        return redirect("workbench:situation")
    user = request.user
    waiting = piles(user=user)
    context = {
        "let_in_by": used_codes(user=user),
        "steps": first_steps(user=user),
        "shortcuts": shortcuts_for(user),
        "highlights": highlights(user=user),
        "tallies": tallies(user=user),
        "typed": typed_today(user=user),
        "piles": waiting,
        "todos": by_deadline(waiting),
        "many": sum(pile.count for pile in waiting),
        "own": own_of(user=user),
        "route": route_of(user=user),
        "elsewhere": steps_elsewhere(user=user),
        "told": told(user=user),
        "coming": coming(user=user),
        "missing": missing(user=user),
        "handles": user.has_role(*HANDLERS),
        "records": user.has_role(*RECORDERS),
        "copies": standing(user=user),
        "copies_are_daily": settings.BACKUP_DIR is not None,
    }
    return render(request, "workbench/home.html", context)


@require_safe
def mine(request):
    """What the user did and what he began; everybody has such a page, if an empty one."""
    context = {
        "handles": request.user.has_role(*HANDLERS),
        "records": request.user.has_role(*RECORDERS),
        "done": done_by(user=request.user),
        "started": started_by(user=request.user),
    }
    return render(request, "workbench/mine.html", context)


@require_safe
def search_all(request):
    text = request.GET.get("q", "").strip()
    found = search(user=request.user, text=text)
    context = {"text": text, "found": found, "elsewhere": elsewhere(user=request.user)}
    return render(request, "workbench/search.html", context)
