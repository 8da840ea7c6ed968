"""How many rows point to each row of a list."""

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce


def count_of(rows: QuerySet, link: str) -> Coalesce:
    """How many of `rows` point to each row by their field `link`.

    A subquery, not a join: nobody counts twice, the list keeps its order, and counting
    the list itself leaves this out.
    """
    own = rows.filter(**{link: OuterRef("pk")}).order_by()
    return Coalesce(Subquery(own.values(link).annotate(n=Count("pk")).values("n")), 0)
