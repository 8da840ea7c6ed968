import factory

from tests.database import as_owner
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, Post, User
from tianmen_congress.base.campaigns.models import AnswerClass, Campaign
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division

PASSWORD = "三公里外的鱼塘-7"


class TownshipFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Division

    level = DivisionLevel.TOWNSHIP
    # Never one that ends like the code of 市直.
    code = factory.Sequence(lambda n: f"4290{7 + n // 900:02}{n % 900:03}")
    name = factory.Sequence(lambda n: f"第{n}镇")


def free_code(parent: str, n: int) -> str:
    """Three places: from the thousandth village on a kept one may have the code."""
    while n >= 1000 and Division.objects.filter(code=f"{parent}{n % 1000:03}").exists():
        n += 1
    return f"{parent}{n % 1000:03}"


class VillageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Division

    level = DivisionLevel.VILLAGE
    parent = factory.SubFactory(TownshipFactory)
    code = factory.LazyAttributeSequence(lambda o, n: free_code(o.parent.code, n))
    name = factory.Sequence(lambda n: f"第{n}村委会")


class OrganFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Organ

    kind = OrganKind.UNIT
    name = factory.Sequence(lambda n: f"第{n}局")


class UserFactory(factory.django.DjangoModelFactory):
    """A user; `role=` and `organ=` give the first post."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"user{n}")
    name = factory.Sequence(lambda n: f"用户{n}")

    @factory.post_generation
    def role(self, create, extracted, **kwargs):
        if create and extracted:
            hold(self, extracted, kwargs.get("organ"))


def hold(user: User, role: Role, organ: Organ | None = None, **days) -> Post:
    """A post that somebody else gave, whoever has just acted in the same transaction."""
    with acting_as(None):
        return Post.objects.create(user=user, role=role, organ=organ, **days)


def move_posts(user: User, **days) -> None:
    """All posts of `user` in time, by somebody else too."""
    with acting_as(None):
        user.posts.update(**days)


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign
        django_get_or_create = ["slug"]
        # Its classes are stored by themselves.
        skip_postgeneration_save = True

    slug = "2017"
    name = "聚力脱贫攻坚、五级代表在行动"
    year = 2017
    starts_on = "2017-05-01"
    ends_on = "2017-12-31"
    is_current = True
    # A bare activity counts: who tests what counts says so (tests/trust/world.py).
    counts_with_part = False
    counts_with_people = False

    @factory.post_generation
    def classes(self, create, extracted, **_):
        """As the preset has them: A solved, B promised, C not possible, D off."""
        if create and not self.answer_classes.exists():
            AnswerClass.objects.bulk_create(
                AnswerClass(campaign=self, order=order, **each)
                for order, each in enumerate(CLASSES)
            )


CLASSES = (
    {"code": "a", "letter": "A", "words": "已解决或基本解决", "counts_as_solved": True},
    {"code": "b", "letter": "B", "words": "正在解决或列入计划", "needs_date": True},
    {"code": "c", "letter": "C", "words": "暂不能解决", "needs_reason": True},
    {"code": "d", "letter": "D", "words": "留作参考", "is_offered": False},
)


def presidium_of(township) -> Organ:
    """The body that keeps the township's books, made once."""
    return Organ.objects.get_or_create(
        kind=OrganKind.PRESIDIUM, name=f"{township.name}人大主席团", division=township
    )[0]


def with_password(user: User, password: str = PASSWORD) -> User:
    """Past the wall that lets nobody but its owner set a password."""
    user.set_password(password)
    with as_owner():
        user.save(update_fields=["password"])
    return user


def user_of(role: Role, organ: Organ | None = None, **fields) -> User:
    return UserFactory(role=role, role__organ=organ, **fields)
