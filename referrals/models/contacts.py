"""Who spoke with a proposer about his opinion: how, when, what he said."""

from django.conf import settings
from django.db import models

from referrals.enums import How, Stage
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet
from .parties import Proposer


@within("opinion", "township")
class Contact(models.Model):
    """One talk with a proposer, before, during or after the work. Never changed."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="contacts")
    round = models.PositiveIntegerField("轮次")
    proposer = models.ForeignKey(Proposer, models.PROTECT, related_name="contacts")
    # In whose name; none where the system's own account had none.
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+")
    stage = models.CharField("阶段", max_length=10, choices=Stage)
    how = models.CharField("方式", max_length=10, choices=How)
    met_on = models.DateField("联系日期")
    by_name = models.CharField("联系人", max_length=40, blank=True)
    said = models.TextField("反映人的意见", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联系沟通"
        ordering = ["met_on", "pk"]
        constraints = [
            constrained("stage", Stage, name="referrals_contact_stage_known"),
            constrained("how", How, name="referrals_contact_how_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_stage_display()} {self.met_on:%Y-%m-%d}"
