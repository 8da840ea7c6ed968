"""What the database refuses of accounts and posts, whoever writes and however.

The same rules stand in `rules`, where a form asks them first; here they hold for raw
SQL and for two people at one moment. Both take their tables from `enums`.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from .enums import BUSINESS_ROLES, KEPT_ROLES, Role

# The user of the transaction, as `access.acting_as` names him to the database.
ACTOR = (
    "(nullif(current_setting('pghistory.context_metadata', true), '')::jsonb"
    " ->> 'user')::bigint"
)
ONESELF, TOGETHER, LAST = "oneself", "together", "last_stays"
POSTS_TOGETHER = f"accounts.Post:{TOGETHER}"
OWN_POST = "不能给自己增加、更改或者终止岗位，请由另一位有权限的人办理。"
OWN_SWITCH = "不能启用或者停用自己的账号，请由另一位有权限的人办理。"
NOT_TOGETHER = (
    "“{first}”和“{second}”不能由同一人同时担任，两个岗位的起止日期重叠。"
    "请先终止其中一个岗位，或给另一个账号。"
)
LAST_STAYS = (
    "“{role}”自{day}起将没有人担任，不能这样停用、终止或者更改。"
    "请先让另一个启用的账号担任，日期要接得上。"
)


def as_sql(sentence: str, **values: str) -> str:
    """`sentence` as an expression; each of its gaps is filled by an expression."""
    gaps = {name: f"' || {value} || '" for name, value in values.items()}
    return "'" + sentence.format(**gaps) + "'"


def label_of(role: str) -> str:
    """The word for a role, for an expression that gives its code."""
    labels = json.dumps(dict(Role.choices), ensure_ascii=False)
    return f"('{labels}'::jsonb ->> {role})"


def listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{Role(value).value}'" for value in values)


def _refuse(rule: str, sentence: str) -> str:
    return (
        f"RAISE EXCEPTION USING MESSAGE = {sentence}, "
        f"ERRCODE = 'check_violation', CONSTRAINT = '{rule}';"
    )


def _held(row: str) -> str:
    return f"daterange({row}.since, {row}.until, '[]')"


def _covered(role: str) -> str:
    """The days on which somebody who may sign in holds a post of the role."""
    return (
        f"(SELECT coalesce(range_agg({_held('p')}), '{{}}') FROM accounts_post p "
        "JOIN accounts_user u ON u.id = p.user_id "
        f"WHERE u.is_active AND p.role = {role})"
    )


TODAY = "(now() AT TIME ZONE 'Asia/Shanghai')::date"
# Two who take away at one moment: the second sees what the first has left.
ONE_AFTER_THE_OTHER = (
    "PERFORM pg_advisory_xact_lock(hashtext('accounts'), hashtext('posts'));"
)
LOST = f"""
    lost := datemultirange({_held("gone")} * daterange({TODAY}, NULL)) - {_covered("gone.role")};
    IF NOT isempty(lost) THEN
        {_refuse(LAST, as_sql(LAST_STAYS, role=label_of("gone.role"), day="lower(lost)::text"))}
    END IF;"""


def never_oneself(sentence: str, *, only_link: bool = False) -> pgtrigger.Trigger:
    """For a table whose rows give something to the account in `user_id`.

    `only_link`: the account may change what else stands in its own row.
    """
    is_link = "AND OLD.user_id IS DISTINCT FROM NEW.user_id" if only_link else ""
    return pgtrigger.Trigger(
        name=ONESELF,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
    IF {ACTOR} IN (OLD.user_id, NEW.user_id) {is_link} THEN
        {_refuse(ONESELF, as_sql(sentence))}
    END IF;
    RETURN NULL;""",
    )


POST_TRIGGERS = [
    never_oneself(OWN_POST),
    pgtrigger.Trigger(
        name=TOGETHER,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update,
        # One save may end a post and give another: weighed when all is written.
        timing=pgtrigger.Immediate,
        declare=[("clash", "record")],
        func=f"""
    PERFORM FROM accounts_user WHERE id = NEW.user_id FOR NO KEY UPDATE;
    SELECT a.role AS one, b.role AS other INTO clash
        FROM accounts_post a JOIN accounts_post b ON b.user_id = a.user_id AND b.id <> a.id
        WHERE a.id = NEW.id AND {_held("a")} && {_held("b")}
        AND a.role <> b.role
        AND NOT (a.role IN ({listed(BUSINESS_ROLES)}) AND b.role IN ({listed(BUSINESS_ROLES)}))
        LIMIT 1;
    IF FOUND THEN
        {_refuse(TOGETHER, as_sql(NOT_TOGETHER, first=label_of("clash.one"), second=label_of("clash.other")))}
    END IF;
    RETURN NULL;""",
    ),
    pgtrigger.Trigger(
        name=LAST,
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("gone", "accounts_post"), ("lost", "datemultirange")],
        func=f"""
    IF (OLD.role IN ({listed(KEPT_ROLES)}) OR NEW.role IN ({listed(KEPT_ROLES)}))
        IS NOT TRUE THEN
        RETURN NULL;
    END IF;
    {ONE_AFTER_THE_OTHER}
    gone := OLD;
    IF gone.role IN ({listed(KEPT_ROLES)}) AND EXISTS
        (SELECT FROM accounts_user WHERE id = gone.user_id AND is_active) THEN
        {LOST}
    END IF;
    IF NEW.role IN ({listed(KEPT_ROLES)}) AND NEW.until >= {TODAY}
        AND (NEW.until, NEW.role, NEW.user_id)
            IS DISTINCT FROM (OLD.until, OLD.role, OLD.user_id)
        AND EXISTS (SELECT FROM accounts_user WHERE id = NEW.user_id AND is_active)
        AND NOT {_covered("NEW.role")} @> (NEW.until + 1) THEN
        {_refuse(LAST, as_sql(LAST_STAYS, role=label_of("NEW.role"), day="(NEW.until + 1)::text"))}
    END IF;
    RETURN NULL;""",
    ),
]
USER_TRIGGERS = [
    pgtrigger.Trigger(
        name=ONESELF,
        when=pgtrigger.After,
        operation=pgtrigger.UpdateOf("is_active"),
        condition=pgtrigger.AnyChange("is_active"),
        func=f"""
    IF {ACTOR} = NEW.id THEN
        {_refuse(ONESELF, as_sql(OWN_SWITCH))}
    END IF;
    RETURN NULL;""",
    ),
    pgtrigger.Trigger(
        name=LAST,
        when=pgtrigger.After,
        operation=pgtrigger.Update | pgtrigger.Delete,
        declare=[("gone", "accounts_post"), ("lost", "datemultirange")],
        func=f"""
    IF NOT OLD.is_active OR coalesce(NEW.is_active, false) THEN
        RETURN NULL;
    END IF;
    {ONE_AFTER_THE_OTHER}
    FOR gone IN SELECT * FROM accounts_post
        WHERE user_id = OLD.id AND role IN ({listed(KEPT_ROLES)}) LOOP
        {LOST}
    END LOOP;
    RETURN NULL;""",
    ),
]


@contextmanager
def told_in_words() -> Iterator[None]:
    """A refusal of the database as its sentence; nothing of what stood within is written."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        said = getattr(error.__cause__, "diag", None)
        if said is None or said.constraint_name not in (ONESELF, TOGETHER, LAST):
            raise
        raise ValidationError(said.message_primary) from error
