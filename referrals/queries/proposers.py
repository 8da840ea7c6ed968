"""Opinions by who put them forward, as far as who asks may know that."""

from django.db.models import Exists, OuterRef, QuerySet

from referrals.models import Opinion, Proposer
from referrals.rules import names_are_told
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.people import NAME, PersonAsked
from tianmen_congress.base.ui.probing import reads


def put_forward_by(
    rows: QuerySet[Opinion], user: User, asked: PersonAsked
) -> QuerySet[Opinion]:
    """Those of `rows` that somebody of that name or telephone put forward.

    Of whom `user` may not read who it was, none is found: neither what was said in
    confidence or anonymously, nor what he sees without its proposers.
    """
    # unscoped: narrows the opinions given
    proposers = Proposer.objects.filter(opinion=OuterRef("pk"))
    if asked.kind == NAME:
        fits = proposers.filter(reads(user, Proposer, "name", asked.text))
    elif not may_see_personal(user):
        return rows.none()
    else:
        column = "phone_tail_digest" if asked.is_tail else "phone_digest"
        fits = proposers.filter(**{column: asked.digest})
    return rows.filter(names_are_told(user)).filter(Exists(fits))
