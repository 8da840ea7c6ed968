"""Where rows were on a day that have moved with their place since."""

from django.db.models import BigIntegerField, F, QuerySet, Subquery
from django.db.models.functions import Coalesce


def with_township_then(rows: QuerySet, left: QuerySet) -> QuerySet:
    """`rows` with the key `township_then`; `left` are the former places of a row that
    it left after the day, the first of them that of the day."""
    then = Subquery(left.order_by("until").values("township_id")[:1])
    key = BigIntegerField()
    return rows.annotate(
        township_then=Coalesce(then, F("township_id"), output_field=key)
    )
