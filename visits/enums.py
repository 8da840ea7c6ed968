from django.db import models


class VisitKind(models.TextChoices):
    JOINT = "joint", "集体走访"
    PAIRED = "paired", "联户走访"


# 集体走访 by 3 to 5 deputies; fewer only with a reason.
JOINT_AT_LEAST, JOINT_AT_MOST = 3, 5

# What a visit to a village of others is called.
AWAY = "异地走访"
