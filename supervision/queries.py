"""Reads of the supervision room."""

from django.db.models import QuerySet

from tianmen_congress.accounts.models import Post
from tianmen_congress.clocks.calendar import today

from .models import TeamTownship


def townships_of_post(post: Post) -> QuerySet:
    """Ids of the townships that a supervisor's team looks after today."""
    assignments = TeamTownship.objects.on(today()).filter(team__organ=post.organ_id)
    return assignments.values("township")
