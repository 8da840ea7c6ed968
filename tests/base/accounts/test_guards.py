"""What the database refuses of accounts and posts, past every page and command."""

from datetime import date, timedelta
from functools import partial
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from pgtrigger.core import INSTALLED
from pgtrigger.registry import registered

from tests.database import as_owner
from tests.factories.platform import OrganFactory, UserFactory, hold, user_of
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.actions import give_post
from tianmen_congress.base.accounts.enums import (
    BUSINESS_ROLES,
    KEPT_ROLES,
    ROLE_ORGANS,
    Role,
    exclude_each_other,
)
from tianmen_congress.base.accounts.guards import LAST, ONESELF, TOGETHER
from tianmen_congress.base.accounts.models import Post
from tianmen_congress.base.accounts.queries import system_user

pytestmark = pytest.mark.django_db
# Far from any day that a machine may take for today.
YEARS = timedelta(days=365 * 900)


def refused(work) -> str:
    """Which rule of the database refuses `work`; "" when none does. It is taken back."""
    try:
        with transaction.atomic():
            work()
            connection.check_constraints()
            transaction.set_rollback(True)
    except IntegrityError as error:
        return error.__cause__.diag.constraint_name
    return ""


def run(command: str, *values):
    def work():
        with connection.cursor() as cursor:
            cursor.execute(command, values)

    return work


def organ_of(role: Role):
    kinds = ROLE_ORGANS.get(role)
    return OrganFactory(kind=kinds[0]) if kinds else None


def test_the_triggers_of_the_database_are_those_of_the_code():
    """Migrations carry what the lists in the code were made into, and nothing older."""
    states = {
        trigger.get_uri(model): trigger.get_installation_status(model)
        for model, trigger in registered()
    }

    assert {uri for uri, state in states.items() if state != (INSTALLED, True)} == set()
    assert "accounts.Post:together" in states


# --- together ------------------------------------------------------------------------
def test_the_database_and_the_rule_hold_the_same_table():
    """Every role with every role: what is refused is what the one table excludes."""
    user, organs = UserFactory(), {role: organ_of(role) for role in Role}

    def both(one, other):
        for role in (one, other):
            hold(user, role, organs[role])

    answers = {
        pair: refused(lambda pair=pair: both(*pair)) for pair in product(Role, Role)
    }

    assert answers == {
        (one, other): TOGETHER if exclude_each_other(one, other) else ""
        for one, other in product(Role, Role)
    }
    assert answers[Role.OFFICE, Role.AUDITOR] == TOGETHER
    assert answers[Role.SECRETARY, Role.DEPUTY] == ""


def test_a_role_that_nobody_named_as_business_excludes_all_others():
    assert not any(exclude_each_other("new", "new") for _ in Role)
    assert all(exclude_each_other("new", role) for role in Role)


@pytest.mark.parametrize(("since", "rule"), [("07-31", TOGETHER), ("08-01", "")])
def test_the_day_on_which_a_post_ends_is_held_too(since, rule):
    user = UserFactory()
    hold(user, Role.LEADER, until=date(2017, 7, 31))
    day = date.fromisoformat(f"2017-{since}")

    assert refused(lambda: hold(user, Role.SYSADMIN, since=day)) == rule


def test_raw_sql_moves_no_post_onto_another():
    user = UserFactory()
    hold(user, Role.LEADER, until=date(2017, 7, 31))
    later = hold(user, Role.AUDITOR, since=date(2017, 8, 1))
    earlier = "UPDATE accounts_post SET since = '2017-07-31' WHERE id = %s"

    assert refused(run(earlier, later.pk)) == TOGETHER
    assert refused(run(earlier.replace("07-31", "08-02"), later.pk)) == ""


# --- oneself -------------------------------------------------------------------------
def test_nobody_writes_his_own_post_or_switch(secadmin):
    own, other = secadmin.posts.get(), user_of(Role.SECADMIN).posts.get()
    commands = {
        "INSERT INTO accounts_post (user_id, role) VALUES (%s, 'secadmin')": (
            secadmin.pk,
            other.user_id,
        ),
        "UPDATE accounts_post SET role = 'leader' WHERE id = %s": (
            own.pk,
            other.pk,
        ),
        "UPDATE accounts_user SET is_active = NOT is_active WHERE id = %s": (
            secadmin.pk,
            other.user_id,
        ),
    }

    def as_secadmin(command):
        with acting_as(secadmin):
            run(command)()

    answers = {
        command: [refused(partial(as_secadmin, command % key)) for key in keys]
        for command, keys in commands.items()
    }

    assert answers == {command: [ONESELF, ""] for command in commands}


# --- the last of a kind --------------------------------------------------------------
TAKING_AWAY = (
    "UPDATE accounts_user SET is_active = false WHERE id = {user}",
    "UPDATE accounts_user SET is_active = false",
    "UPDATE accounts_post SET until = '2017-07-24' WHERE id = {post}",
    "UPDATE accounts_post SET until = '2999-12-31' WHERE id = {post}",
    "UPDATE accounts_post SET since = '2999-01-01' WHERE id = {post}",
    "UPDATE accounts_post SET role = 'leader', organ_id = NULL WHERE id = {post}",
    "UPDATE accounts_post SET user_id = {gone} WHERE id = {post}",
)


@pytest.mark.parametrize("role", KEPT_ROLES)
def test_the_last_of_a_kind_stays_whatever_is_tried(role):
    user, gone = user_of(role), UserFactory(is_active=False)
    system_user()  # holds the office's post, and nobody signs in with it
    ids = {"user": user.pk, "post": user.posts.get().pk, "gone": gone.pk}
    commands = [command.format(**ids) for command in TAKING_AWAY]

    alone = {command: refused(run(command)) for command in commands}
    user_of(role)
    of_two = {command: refused(run(command)) for command in commands}

    assert alone == dict.fromkeys(commands, LAST)
    # All at once are the last ones again.
    assert of_two == dict.fromkeys(commands, "") | {commands[1]: LAST}


@pytest.mark.parametrize("role", [r for r in BUSINESS_ROLES if r not in KEPT_ROLES])
def test_other_posts_may_have_no_holder(role):
    user = user_of(role, organ_of(role))
    off = "UPDATE accounts_user SET is_active = false WHERE id = %s"

    assert refused(run(off, user.pk)) == ""


def test_an_end_is_given_where_somebody_goes_on_from_there(auditor):
    post, next_one = auditor.posts.get(), user_of(Role.LEADER)
    next_one.posts.update(until=date(2017, 1, 1))
    until = date(2017, 12, 31) + YEARS
    end = "UPDATE accounts_post SET until = %s WHERE id = %s"

    answers = [refused(run(end, until, post.pk))]
    for days in (2, 1):
        hold(next_one, Role.AUDITOR, since=until + timedelta(days=days))
        answers.append(refused(run(end, until, post.pk)))

    assert answers == [LAST, LAST, ""]


def test_the_first_of_a_kind_is_not_given_with_an_end(db):
    until = date(2017, 12, 31) + YEARS

    assert refused(lambda: hold(UserFactory(), Role.AUDITOR, until=until)) == LAST
    hold(UserFactory(), Role.AUDITOR)
    assert refused(lambda: hold(UserFactory(), Role.AUDITOR, until=until)) == ""


@pytest.mark.parametrize("table", ["accounts_post", "accounts_user"])
def test_the_login_of_the_application_deletes_neither(auditor, table):
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        run(f"DELETE FROM {table}")()


def test_not_even_the_owner_deletes_the_last(auditor):
    with as_owner():
        assert refused(run("DELETE FROM accounts_post")) == LAST
        assert refused(run("DELETE FROM accounts_user")) == LAST


def test_the_account_of_commands_is_never_switched_on():
    system = system_user()
    on = "UPDATE accounts_user SET is_active = true WHERE id = %s"

    assert refused(run(on, system.pk)) == "accounts_user_system_never_signs_in"
    assert refused(run(on, UserFactory(is_active=False).pk)) == ""


# --- by an action --------------------------------------------------------------------
def test_a_refusal_of_the_database_is_a_sentence(monkeypatch, secadmin):
    """Two at one moment: what the rule could not see yet."""
    from tianmen_congress.base.accounts import rules

    monkeypatch.setattr(rules, "why_not_together", lambda posts: "")

    with pytest.raises(ValidationError, match="“代表”和“安全管理员”不能由同一人"):
        give_post(secadmin, role=Role.DEPUTY)

    assert Post.objects.get().role == Role.SECADMIN
