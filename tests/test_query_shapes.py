"""No search asks for "this, or one of those" in a way that reads all of those per row.

PostgreSQL answers `a OR pk IN (SELECT …)` quickly while memory holds what the SELECT
gives; beyond that it reads it anew for each row, and a list stops answering. As EXISTS
it looks each row up. The forms are walked, so that no clock is asked.
"""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import In
from django.db.models.sql import Query
from django.db.models.sql.where import OR, WhereNode
from django.http import QueryDict

from referrals.models import Opinion
from referrals.queries.lists import waiting_for
from referrals.rules import group_is_hidden_from
from tests.walk import CAST, list_paths
from tianmen_congress.base.access.scope import (
    ScopedQuerySet,
    homes_in_sight,
    townships_in_sight,
)
from tianmen_congress.base.accounts.enums import BUSINESS_ROLES
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.listing import rebuild

pytestmark = pytest.mark.django_db


def beside_others(node, *, is_or: bool = False) -> Iterator[In]:
    """Each IN with a query of its own that stands under OR."""
    if isinstance(node, WhereNode):
        is_or = is_or or (node.connector == OR and len(node.children) > 1)
    if isinstance(node, In) and isinstance(node.rhs, Query) and is_or:
        yield node
    if isinstance(node, Query):
        parts, is_or = [node.where, *node.annotations.values()], False
    else:
        parts = getattr(node, "get_source_expressions", list)()
    for part in parts:
        yield from beside_others(part, is_or=is_or)


def scopes(user) -> Iterator[tuple[str, object]]:
    for model in apps.get_models():
        rows = model._default_manager.all()
        if isinstance(rows, ScopedQuerySet):
            yield f"scope {model._meta.label}", rows.visible_to(user)


def boxes(user) -> Iterator[tuple[str, object]]:
    """Rows of each list, and the choices of each box of its search."""
    for path in list_paths():
        listing = rebuild(path, user, query=QueryDict(), hidden=[])
        yield path, listing.found
        fields = listing.filterset.form.fields if listing.filterset else {}
        for name, field in fields.items():
            if hasattr(field, "queryset"):
                yield f"{path} {name}", field.queryset
    for name, lookup in lookups.registered.items():
        yield f"lookup {name}", lookup.rows(user)


def asked_by(user) -> dict[str, object]:
    hidden = Opinion.objects.filter(group_is_hidden_from(user))
    others = {
        "inbox": waiting_for(user=user),
        "townships": townships_in_sight(user),
        "homes": homes_in_sight(user),
        "hidden groups": hidden,
    }
    return dict([*scopes(user), *boxes(user), *others.items()])


@pytest.mark.parametrize("role", BUSINESS_ROLES)
def test_nothing_asked_for_beside_something_else_is_read_for_every_row(role, request):
    asked = asked_by(request.getfixturevalue(CAST[role]))

    slow = {what for what, rows in asked.items() if any(beside_others(rows.query))}

    assert slow == set()
    assert len(asked) > 60


def test_the_slow_form_is_known_and_the_quick_one_let_through():
    seen = Opinion.objects.order_by()
    slow = Division.objects.filter(
        Q(level="village") | Q(pk__in=seen.values("township"))
    )
    quick = Division.objects.filter(
        Q(level="village") | Exists(seen.filter(township=OuterRef("pk")))
    )
    alone = Division.objects.filter(level="village", pk__in=seen.values("township"))
    within = Division.objects.filter(Exists(slow.filter(pk=OuterRef("parent"))))

    found = [any(beside_others(each.query)) for each in (slow, quick, alone, within)]

    assert found == [True, False, False, True]
