"""Lists, the inbox, and moves of many at once."""

from django.http import Http404
from django.views.decorators.http import require_POST, require_safe

from referrals.pages.forms.moves import form_for, mover
from referrals.pages.listings import BY_PERSON, InboxListing, OpinionListing
from referrals.workflow import TRANSITIONS, MoveRefused
from tianmen_congress.base.accounts.enums import BUSINESS_ROLES
from tianmen_congress.base.ui import bulk, listing, people
from tianmen_congress.base.ui.bulk import BulkAct
from tianmen_congress.base.ui.pages import for_roles


@require_safe
@for_roles(*BUSINESS_ROLES)
def opinion_list(request):
    return listing.page(request, OpinionListing)


@require_POST
@for_roles(*BUSINESS_ROLES)
def find_person(request):
    return people.ask(request, BY_PERSON)


@require_safe
@for_roles(*BUSINESS_ROLES)
def inbox(request):
    return listing.page(request, InboxListing)


def _act(name: str) -> BulkAct:
    step = TRANSITIONS.get(name)
    if step is None or not step.in_bulk:
        raise Http404
    warning = (
        "一经确认立即生效，更正要逐件另行办理，请核对。" if step.is_irreversible else ""
    )
    form = form_for(name, in_bulk=True)
    return BulkAct(step.label, mover(name), form, (MoveRefused,), warning)


@require_POST
def bulk_move(request, name):
    return bulk.page(request, OpinionListing, _act(name))


@require_POST
def inbox_bulk_move(request, name):
    return bulk.page(request, InboxListing, _act(name))
