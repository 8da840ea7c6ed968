from django.db import models


class Office(models.TextChoices):
    """What somebody is in a group; everybody is a member."""

    LEADER = "leader", "组长"
    DEPUTY_LEADER = "deputy_leader", "副组长"
    SECRETARY = "secretary", "联络员"
