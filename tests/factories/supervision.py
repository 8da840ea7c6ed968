from datetime import date

import factory
import pgtrigger

from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    SupervisionTeam,
    TeamTownship,
)
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    TownshipFactory,
    UserFactory,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.campaigns.enums import FormKind, QuestionKind
from tianmen_congress.base.campaigns.models import (
    CampaignForm,
    FormQuestion,
    FormSection,
)


class ChecklistFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CampaignForm
        django_get_or_create = ["campaign", "kind", "version"]

    campaign = factory.SubFactory(CampaignFactory)
    kind = FormKind.CHECKLIST
    version = 1
    title = "督导检查表"
    published_at = "2017-05-01T00:00:00+08:00"


class PartFactory(factory.django.DjangoModelFactory):
    """A part of a form, as if it had stood there before the form was published."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        with pgtrigger.ignore(f"{model_class._meta.label}:sealed_when_published"):
            return super()._create(model_class, *args, **kwargs)


class SectionFactory(PartFactory):
    class Meta:
        model = FormSection
        django_get_or_create = ["form", "code"]

    form = factory.SubFactory(ChecklistFactory)
    code = "items"
    title = "检查项目"


class QuestionFactory(PartFactory):
    class Meta:
        model = FormQuestion

    section = factory.SubFactory(SectionFactory)
    code = factory.Sequence(lambda n: f"item{n}")
    text = factory.Sequence(lambda n: f"第{n}项")
    kind = QuestionKind.SCORE
    is_required = True
    max_score = 20
    order = factory.Sequence(lambda n: n)


class TeamFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SupervisionTeam

    number = factory.Sequence(lambda n: n + 20)
    name = factory.LazyAttribute(lambda o: f"第{o.number}督导组")
    organ = factory.SubFactory(
        OrganFactory, kind=OrganKind.TEAM, name=factory.SelfAttribute("..name")
    )


class AssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = TeamTownship

    team = factory.SubFactory(TeamFactory)
    township = factory.SubFactory(TownshipFactory)


class InspectionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Inspection

    form = factory.SubFactory(ChecklistFactory)
    campaign = factory.SelfAttribute("form.campaign")
    team = factory.SubFactory(TeamFactory)
    township = factory.SubFactory(TownshipFactory)
    inspected_on = date(2017, 7, 5)
    total_score = 30
    max_score = 40
    recorded_by = factory.SubFactory(UserFactory)


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = InspectionItem

    inspection = factory.SubFactory(InspectionFactory)
    question = factory.SubFactory(
        QuestionFactory, section__form=factory.SelfAttribute("...inspection.form")
    )
    score = 15


class FindingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Finding

    inspection = factory.SubFactory(InspectionFactory)
    township = factory.SelfAttribute("inspection.township")
    group = factory.SelfAttribute("inspection.group")
    text = "走访记录未按户归档。"
    due_on = date(2017, 7, 20)
