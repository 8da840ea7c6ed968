"""The office proposes and does neither; one officer makes accounts, another gives posts."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.factories.platform import UserFactory, presidium_of, user_of
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.credentials import actions
from tianmen_congress.base.credentials.models import AccountCode, Proposal

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officers")]


@pytest.fixture
def proposed(client, office, yuxin):
    client.force_login(office)
    fields = {"username": "wang", "name": "王五", "role": Role.PRESIDIUM}
    fields |= {"organ": presidium_of(yuxin).name, "since": "2017-07-01"}
    client.post(reverse("credentials:proposal_new"), fields)
    return Proposal.objects.get()


def test_what_was_proposed_prefills_what_the_officers_do(
    client, proposed, sysadmin, secadmin
):
    untouched = User.objects.filter(username="wang").exists()
    make = reverse("credentials:proposal_account", args=[proposed.pk])
    give = reverse("credentials:proposal_post", args=[proposed.pk])

    client.force_login(sysadmin)
    form = client.get(make).context["form"]
    client.post(make, {name: form[name].value() for name in form.fields})
    user = User.objects.get(username="wang")
    bare = (user.has_usable_password(), user.posts.count(), AccountCode.objects.count())
    client.force_login(secadmin)
    client.post(give, {"confirmed": "1"})

    post = user.posts.get()
    assert (untouched, bare) == (False, (False, 0, 1))
    assert (post.role, post.organ.name) == (Role.PRESIDIUM, "渔薪镇人大主席团")
    assert str(post.since) == "2017-07-01"
    proposed.refresh_from_db()
    assert (proposed.post, proposed.state) == (post, "已办结")


def test_open_proposals_stand_on_the_officers_first_pages_with_a_button(
    client, proposed, sysadmin, secadmin, auditor
):
    def page_of(user):
        client.force_login(user)
        return client.get("/").content.decode()

    make = reverse("credentials:proposal_account", args=[proposed.pk])
    give = reverse("credentials:proposal_post", args=[proposed.pk])
    assert make in page_of(sysadmin)
    assert "王五" not in page_of(secadmin) + page_of(auditor)
    proposed.account = UserFactory(username="wang", name="王五")
    proposed.save()
    assert give in page_of(secadmin)
    assert "王五" not in page_of(sysadmin)


@pytest.mark.parametrize("who", ["office", "secadmin", "auditor", "clerk"])
def test_accounts_are_made_by_the_system_administrator_alone(
    client, proposed, request, who
):
    user = request.getfixturevalue(who)
    client.force_login(user)
    fields = {"username": "wang", "name": "王五"}

    answers = [
        client.post(reverse("credentials:account_new"), fields).status_code,
        client.post(
            reverse("credentials:proposal_account", args=[proposed.pk]), fields
        ).status_code,
    ]

    assert answers == [403, 403]
    with pytest.raises(PermissionDenied, match="由系统管理员建立"):
        actions.make_account(by=user, username="wang", name="王五")
    assert not User.objects.filter(username="wang").exists()


@pytest.mark.parametrize("who", ["office", "sysadmin", "auditor", "clerk"])
def test_posts_are_given_by_the_security_administrator_alone(
    client, proposed, request, who
):
    user = request.getfixturevalue(who)
    proposed.account = UserFactory(username="wang", name="王五")
    proposed.save()
    client.force_login(user)
    give = reverse("credentials:proposal_post", args=[proposed.pk])

    assert client.post(give, {"confirmed": "1"}).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.give_post(proposed, by=user)
    assert not proposed.account.posts.exists()


def test_the_security_administrator_gives_himself_nothing(client, office, secadmin):
    proposal = Proposal.objects.create(
        by=office,
        username="secadmin",
        name=secadmin.name,
        role=Role.LEADER,
        account=secadmin,
    )
    client.force_login(secadmin)

    give = reverse("credentials:proposal_post", args=[proposal.pk])

    assert client.post(give, {"confirmed": "1"}).status_code == 403
    with pytest.raises(ValidationError):
        actions.give_post(proposal, by=secadmin)


def test_only_the_office_proposes_and_never_for_itself(office, sysadmin):
    words = {"username": "wang", "name": "王五", "role": Role.LEADER}
    own = {"username": "office", "name": office.name, "role": Role.LEADER}

    with pytest.raises(PermissionDenied):
        actions.propose(by=sysadmin, **words)
    with pytest.raises(ValidationError, match="不能给自己"):
        actions.propose(by=office, **own)
    actions.propose(by=office, **words)
    with pytest.raises(ValidationError, match="正在办理"):
        actions.propose(by=office, **words)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": Role.SECRETARY}, "此角色须选择所在机构"),
        ({"role": Role.UNIT, "organ": "天门市人大常委会机关"}, "此角色的机构须为"),
        ({"username": "li"}, "但不是王五在用的账号"),
        ({"username": "王五"}, "用户名只能用字母"),
        ({"until": "2016-01-01", "since": "2017-01-01"}, "不能早于起始日期"),
        ({"name": ""}, "请填写姓名"),
        ({"name": "王\ue000五"}, "姓名中有不能显示的字符"),
    ],
)
def test_what_cannot_be_is_said_and_not_proposed(client, office, changes, words):
    UserFactory(username="li", name="李四")
    client.force_login(office)
    fields = {"username": "wang", "name": "王五", "role": Role.LEADER, **changes}

    page = client.post(reverse("credentials:proposal_new"), fields)

    assert words in page.content.decode()
    assert not Proposal.objects.exists()


def test_an_officer_returns_what_should_not_be_and_the_office_reads_why(
    client, proposed, sysadmin, office
):
    client.force_login(sysadmin)
    close = reverse("credentials:proposal_close", args=[proposed.pk])
    client.post(close, {"reason": "姓名有误"})

    proposed.refresh_from_db()
    client.force_login(office)
    page = client.get(proposed.get_absolute_url()).content.decode()
    assert proposed.state == "已退回"
    assert "姓名有误" in page
    words = {"username": "wang", "name": "王五"}
    with acting_as(sysadmin), pytest.raises(ValidationError, match="不能再办理"):
        actions.make_account(by=sysadmin, proposal=proposed, **words)


def test_somebody_who_has_an_account_needs_the_post_alone(office, secadmin, yuxin):
    user = user_of(Role.LEADER, username="wang", name="王五")
    words = {"role": Role.PRESIDIUM, "organ": presidium_of(yuxin)}
    proposal = actions.propose(by=office, username="wang", name="王五", **words)

    with acting_as(secadmin):
        actions.give_post(proposal, by=secadmin)

    assert User.objects.get(pk=user.pk).roles == {Role.LEADER, Role.PRESIDIUM}


def test_the_office_makes_no_account_of_the_name_of_another(proposed, sysadmin):
    UserFactory(username="wang")

    with acting_as(sysadmin), pytest.raises(ValidationError, match="已有账号 wang"):
        actions.make_account(
            by=sysadmin, username="wang", name="王五", proposal=proposed
        )
