"""The command that makes an account: whose it is, from when to when, and what it refuses."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deputies.models import Person
from groups.models import DeputyGroup
from tests.database import as_owner
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.platform import OrganFactory, UserFactory, presidium_of
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.audit.models import TrailEntry

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = io.StringIO()
    with as_owner():
        call_command("add_user", *arguments, stdout=out)
    return out.getvalue()


def test_a_deputy_signs_in_as_the_person_of_the_rosters(deputy, yuxin_group):
    person = PersonFactory(name="张三")
    yuxin_group.memberships.create(person=person)

    run("zhang", "--role", "deputy", "--person", "张三")

    user = User.objects.get(username="zhang")
    person.refresh_from_db()
    assert (person.user, user.name, user.roles) == (user, "张三", {Role.DEPUTY})
    assert list(DeputyGroup.objects.visible_to(user)) == [yuxin_group]


def test_the_link_is_in_the_history_of_the_person():
    person = PersonFactory(name="张三")

    run("zhang", "--role", "deputy", "--person", "张三")

    user = User.objects.get(username="zhang")
    assert [event.user_id for event in person.events.order_by("pgh_id")] == [
        None,
        user.pk,
    ]


def test_a_number_names_one_of_several_people_of_a_name():
    _, second = PersonFactory.create_batch(2, name="张三")

    run("zhang", "--role", "deputy", "--person", str(second.pk))

    assert Person.objects.get(user__username="zhang") == second


def test_a_name_that_two_bear_is_asked_with_their_numbers_and_seats():
    first = MandateFactory(person__name="张三", township__name="渔薪镇").person
    second = PersonFactory(name="张三")

    with pytest.raises(CommandError, match="有2位代表叫“张三”") as asked:
        run("zhang", "--role", "deputy", "--person", "张三")

    assert f"{first.pk}（渔薪镇人民代表大会" in str(asked.value)
    assert f"{second.pk}（无在任职务）" in str(asked.value)
    assert not User.objects.filter(username="zhang").exists()


def test_somebody_merged_into_another_is_not_meant():
    kept = PersonFactory(name="张三")
    PersonFactory(name="张三", merged_into=kept)

    run("zhang", "--role", "deputy", "--person", "张三")

    assert Person.objects.get(user__username="zhang") == kept


def test_a_secretary_may_be_a_deputy_too(yuxin_group):
    person = PersonFactory(name="李四")

    run("li", "--role", "secretary", "--organ", yuxin_group.name, "--person", "李四")

    user = User.objects.get(username="li")
    assert (user.person, user.main_post.organ) == (person, yuxin_group.organ)


def test_a_post_is_held_from_one_day_to_another(yuxin):
    presidium_of(yuxin)

    run(
        *("wang", "--role", "presidium", "--organ", "渔薪镇"),
        *("--from", "2017.8.1", "--to", "2017年12月31日"),
    )

    post = Post.objects.get(user__username="wang")
    assert (post.since, post.until) == (date(2017, 8, 1), date(2017, 12, 31))
    # The day of the tests is the 25th of July: nothing yet.
    assert post.user.live_posts == []


def test_what_was_made_is_said_though_the_post_has_not_begun():
    said = run("wang", "--role", "leader", "--from", "2030-01-01")

    assert "已建账号 wang（领导(只读)）" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--role", "deputy"], "须用 --person 指明"),
        (["--role", "deputy", "--person", "无此人"], "没有代表“无此人”"),
        (["--role", "deputy", "--person", "99999999"], "没有代表“99999999”"),
        (["--role", "deputy", "--person", "9" * 40], "没有代表"),
        (["--role", "deputy", "--person", "已有账号者"], "已有登录账号"),
        (["--role", "leader", "--from", "昨天"], "--from 昨天 不是日期"),
        (["--role", "leader", "--to", "2017-02-30"], "--to 2017-02-30 没有这一天"),
        (
            ["--role", "leader", "--from", "2017-08-01", "--to", "2017-07-01"],
            "不能早于起始日期",
        ),
        (["--role", "auditor", "--to", "2030-12-31"], "自2031-01-01起将没有人担任"),
    ],
)
def test_what_cannot_be_is_told_in_chinese_and_makes_nothing(arguments, words):
    PersonFactory(name="已有账号者", user=UserFactory(username="early"))

    with pytest.raises(CommandError, match=words):
        run("wang", *arguments)

    assert not User.objects.filter(username="wang").exists()
    assert not TrailEntry.objects.filter(subject="wang").exists()


@pytest.mark.parametrize(
    ("role", "kind", "words"),
    [
        (Role.PRESIDIUM, OrganKind.UNIT, "乡镇人大主席团"),
        (Role.SECRETARY, OrganKind.PRESIDIUM, "代表小组"),
        (Role.SUPERVISOR, OrganKind.GROUP, "督导组"),
        (Role.UNIT, OrganKind.TEAM, "市直单位"),
        (Role.OFFICE, OrganKind.UNIT, "市人大常委会机关"),
    ],
)
def test_an_organ_of_another_kind_gives_no_such_post(role, kind, words):
    from django.core.exceptions import ValidationError

    organ = OrganFactory(kind=kind, name="某机构")

    with pytest.raises(ValidationError) as refused:
        Post(user=UserFactory(), role=role, organ=organ).clean()

    assert words in str(refused.value)
