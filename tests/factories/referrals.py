from datetime import date

import factory

from referrals.enums import Origin, State
from referrals.models import Category, JointConference, Opinion
from tests.factories.groups import GroupFactory
from tests.factories.platform import CampaignFactory, UserFactory, presidium_of
from tianmen_congress.base.campaigns.models import StepTime

TIMES = (
    ("screen", 5, "working"),
    ("triage", 5, "working"),
    ("handle", 30, "working"),
    ("submit", 5, "working"),
    ("accept", 5, "working"),
    ("hand_over", 20, "working"),
    ("sign", 3, "working"),
    ("relief", 7, "working"),
    ("answer", 3, "month"),
    ("law", 3, "month"),
    ("answer_longest", 6, "month"),
    ("law_local", 2, "month"),
    ("law_local_longest", 4, "month"),
    ("handle_longest", 3, "month"),
    ("again", 1, "month"),
    ("promise", 12, "month"),
    ("pause", 10, "working"),
    ("pause_granted", 3, "month"),
    ("co_answer", 1, "month"),
    ("feedback", 10, "working"),
    ("evaluate", 10, "working"),
    ("reminded", 10, "working"),
    ("decide", 10, "working"),
)


def step_times(campaign) -> None:
    """The campaign's times, as the preset has them."""
    StepTime.objects.bulk_create(
        StepTime(campaign=campaign, step=step, title=step, days=days, unit=unit)
        for step, days, unit in TIMES
    )


class CategoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Category
        django_get_or_create = ["code"]

    code = "infrastructure"
    name = "基础设施"


class OpinionFactory(factory.django.DjangoModelFactory):
    """A row as `collect` leaves it; use `Way` (tests/referrals) to bring it further."""

    class Meta:
        model = Opinion
        # Its proposer is stored by itself.
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    group = factory.SubFactory(GroupFactory)
    township = factory.SelfAttribute("group.township")
    presidium = factory.LazyAttribute(lambda o: presidium_of(o.township))
    holder = factory.SelfAttribute("presidium")
    origin = Origin.VISIT
    collected_on = date(2017, 6, 1)
    moved_on = date(2017, 6, 1)
    title = factory.Sequence(lambda n: f"硬化通组公路{n}")
    text = "村级主干道3公里未硬化，群众出行难"
    state = State.SCREENING
    recorded_by = factory.SubFactory(UserFactory)

    @classmethod
    def _adjust_kwargs(cls, **given):
        """`answer_class` by its code."""
        code = given.get("answer_class")
        if isinstance(code, str):
            classes = given["campaign"].answer_classes
            given["answer_class"] = classes.get(code=code) if code else None
        return given

    @factory.post_generation
    def proposer(self, create, name, **_):
        """Every opinion is somebody's."""
        self.proposers.create(name=name or "村民甲")


class ConferenceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = JointConference

    campaign = factory.SubFactory(CampaignFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.LazyAttribute(lambda o: f"第{o.number}次联席会议")
    held_on = date(2017, 6, 20)
    recorded_by = factory.SubFactory(UserFactory)
