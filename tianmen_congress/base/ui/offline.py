"""Forms that open where no server answers: written on, kept as drafts, sent later.

A room registers the address of a form and that of its shell: the same form without
anybody's rows. Browsers that may (HTTPS, or this machine) keep the shells with the
scripts they need (templates/ui/worker.js, decision 0005).
"""

import json
from dataclasses import dataclass
from typing import ClassVar

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.registry import Registry

from .context import SITE_NAME


class Nobody(AnonymousUser):
    """Whom a shell is drawn for: no row is his, so none can stand in it."""

    live_posts: ClassVar[list] = []
    townships: ClassVar[list] = []
    roles: ClassVar[frozenset] = frozenset()
    main_post = None

    def has_role(self, *roles: Role) -> bool:
        return False


NOBODY = Nobody()


@dataclass(frozen=True, slots=True)
class Shell:
    """A form that is kept: names of the addresses of the form and of its shell."""

    form: str
    shell: str
    label: str
    roles: tuple[Role, ...]


registered: Registry[str, Shell] = Registry()


def register(shell: Shell) -> None:
    registered[shell.form] = shell


def draw(template: str, context: dict[str, object]) -> HttpResponse:
    """A shell: drawn without a request, so that nothing of who asks gets into it."""
    frame = {"is_offline": True, "frame": {"site_name": SITE_NAME}}
    return HttpResponse(render_to_string(template, frame | context))


@never_cache
@require_safe
def no_server(request: HttpRequest) -> HttpResponse:
    """What stands in the place of any other page that cannot be fetched."""
    shells = [
        each for each in registered.values() if request.user.has_role(*each.roles)
    ]
    forms = [{"label": each.label, "url": reverse(each.form)} for each in shells]
    return draw("ui/no_server.html", {"forms": forms})


@never_cache
@require_safe
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the shells; it knows addresses, and no row."""
    kept = {
        "instead": reverse("ui:no_server"),
        "shells": {reverse(s.form): reverse(s.shell) for s in registered.values()},
    }
    # Addresses that the program itself made: nothing in them needs escaping.
    known = {"kept": mark_safe(json.dumps(kept))}
    return render(request, "ui/worker.js", known, content_type="text/javascript")
