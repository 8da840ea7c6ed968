"""Who put an opinion forward, who has or had a part in it, and its papers."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from deputies.models import Person
from poverty.models import Household
from referrals.enums import PaperKind, PartyKind
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.personal.fields import DigestField, Personal
from tianmen_congress.base.rows.constraints import constrained
from tianmen_congress.base.rows.within import within

from .opinion import Opinion
from .opinion_rows import OfOpinionQuerySet
from .somebodys import NEVER_NOBODY


@within("opinion", "township")
class Proposer(models.Model):
    """Who put an opinion forward, and is owed the answer; the lead or a co-signer (联名).

    A deputy, somebody of a poor household, any other voter by name, or a village as a
    whole, called by its name of that day.
    """

    opinion = models.ForeignKey(
        Opinion, models.PROTECT, related_name="proposers", verbose_name="意见建议"
    )
    person = models.ForeignKey(
        Person,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="proposals",
        verbose_name="代表",
    )
    household = models.ForeignKey(
        Household,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="贫困户",
    )
    village = models.ForeignKey(
        Division,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="村",
    )
    name = models.CharField("姓名", max_length=40)
    phone = models.CharField("联系电话", max_length=20, blank=True)
    phone_digest = DigestField(of="phone")
    phone_tail_digest = DigestField(of="phone", is_tail=True)
    is_lead = models.BooleanField("领衔", default=False)

    objects = OfOpinionQuerySet.as_manager()
    personal = Personal(masked={"name": "name", "phone": "phone"}, open=("is_lead",))

    class Meta:
        verbose_name = verbose_name_plural = "反映人"
        ordering = ["-is_lead", "pk"]
        indexes = [
            models.Index(fields=["phone_digest"]),
            models.Index(fields=["phone_tail_digest"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion"],
                condition=Q(is_lead=True),
                name="referrals_proposer_one_lead",
            ),
            models.UniqueConstraint(
                fields=["opinion", "person"],
                name="referrals_proposer_once",
                violation_error_message="此人已在联名中",
            ),
            models.CheckConstraint(
                name="referrals_proposer_of_one_kind",
                condition=Q(person=None, household=None)
                | Q(person=None, village=None)
                | Q(household=None, village=None),
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="leaves_somebody",
                operation=pgtrigger.Delete | pgtrigger.UpdateOf("opinion_id"),
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                func=NEVER_NOBODY.format(opinion="OLD.opinion_id"),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CoSignerQuerySet(OfOpinionQuerySet):
    # Whoever is asked sees that he is; the opinion itself only when he has signed.
    scope = OfOpinionQuerySet.scope | {
        Role.DEPUTY: ("person__user", OfOpinionQuerySet.scope[Role.DEPUTY][0])
    }

    def open(self):
        """Neither confirmed nor declined."""
        return self.filter(confirmed_on=None, declined_on=None)


@within("opinion", "township")
class CoSigner(models.Model):
    """A deputy who was asked to sign too (附议); he is a proposer once he has confirmed."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="co_signers")
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="+", verbose_name="联名代表"
    )
    asked_on = models.DateField("邀请日期")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    confirmed_on = models.DateField("附议日期", null=True)
    declined_on = models.DateField("不附议日期", null=True)

    objects = CoSignerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "联名代表"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "person"],
                name="referrals_co_signer_once",
                violation_error_message="已经邀请过此人附议",
            ),
            models.CheckConstraint(
                name="referrals_co_signer_answers_once",
                condition=Q(confirmed_on=None) | Q(declined_on=None),
            ),
        ]

    def __str__(self) -> str:
        return self.person.name

    def get_absolute_url(self) -> str:
        return reverse("referrals:co_signing", args=[self.pk])


@within("opinion", "township")
class Party(models.Model):
    """An organ that has or had a part in an opinion, and may see it from then on."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="parties")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+")
    # Of a body of a township: its presidium sees the opinion with it.
    local_township = models.ForeignKey(
        Division, models.PROTECT, null=True, blank=True, related_name="+"
    )
    as_what = models.CharField("参与身份", max_length=10, choices=PartyKind)
    since = models.DateField("起")
    # The last day on which it saw it, where it was taken from it again.
    until = models.DateField("止", null=True)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "参与机构"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["opinion", "organ", "as_what"], name="referrals_party_once"
            ),
            constrained("as_what", PartyKind, name="referrals_party_kind_known"),
        ]
        indexes = [models.Index(fields=["organ", "opinion"])]

    def __str__(self) -> str:
        return f"{self.organ}（{self.get_as_what_display()}）"

    @property
    def organ_name(self) -> str:
        """What it was called when it lost it, or the opinion was at its end."""
        return self.organ.name_on(self.until or self.opinion.stands_on)


@within("opinion", "township")
class Attachment(models.Model):
    """A paper or picture of an opinion, and the event that it came with."""

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="attachments")
    event = models.ForeignKey(
        "Event", models.PROTECT, null=True, blank=True, related_name="attachments"
    )
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="+")
    kind = models.CharField("类别", max_length=10, choices=PaperKind)

    objects = OfOpinionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "附件"
        ordering = ["pk"]
        constraints = [
            constrained("kind", PaperKind, name="referrals_attachment_kind_known")
        ]

    def __str__(self) -> str:
        return str(self.file)

    def get_absolute_url(self) -> str:
        return reverse("referrals:attachment", args=[self.pk])
