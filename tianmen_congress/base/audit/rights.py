"""The lines of the trail on accounts, posts and organs, written by the database itself.

Whoever writes and however (a page, a command, an import, raw SQL): each change leaves
a line with what was before and what is after, and the user of its transaction.
Secrets never stand in it: a column that is not named here is only said to have changed.
"""

import pgtrigger
from django.db import models

from tianmen_congress.base.accounts.guards import ACTOR, label_of
from tianmen_congress.base.accounts.models import Organ, Post, User

from .models import Kind, TrailEntry

# Told with their values; names and flags of accounts are no personal data of families.
TOLD = ("username", "name", "phone", "is_active", "is_demo", "must_change_password")
MASKED = ("phone",)
# What changes by itself or never.
SILENT = ("id", "last_login", "created_at", "order", "former_names")
NOBODY = "（未署名，由数据库账号' || current_user || '直接写入）"


def _writes(subject: str, note: str) -> str:
    """The statement that adds a line, where `note` says anything."""
    return f"""
    INSERT INTO {TrailEntry._meta.db_table} (kind, at, user_id, subject, note)
    SELECT '{Kind.RIGHTS.value}', now(),
        (SELECT id FROM {User._meta.db_table} WHERE id = {ACTOR}),
        left({subject}, 120), left(said || CASE
            WHEN coalesce(current_setting('pghistory.context_metadata', true), '') = ''
            THEN '{NOBODY}' ELSE '' END, {TrailEntry.NOTE_LENGTH})
    FROM (SELECT {note} AS said) line WHERE said <> '';"""


def _in_words(field: models.Field, row: str) -> str:
    value = f"{row}.{field.column}"
    if isinstance(field, models.BooleanField):
        return f"CASE WHEN {value} THEN '是' ELSE '否' END"
    if isinstance(field, models.DateField):
        return f"coalesce(to_char({value}, 'YYYY-MM-DD'), '无')"
    if field.is_relation:
        table = field.remote_field.model._meta.db_table
        return f"coalesce((SELECT name FROM {table} WHERE id = {value}), '无')"
    if field.choices:
        known = " ".join(f"WHEN '{code}' THEN '{word}'" for code, word in field.choices)
        return f"CASE {value} {known} ELSE {value} END"
    if field.name in MASKED:
        value = f"left({value}, 3) || '****' || right(nullif({value}, ''), 2)"
    return f"coalesce(nullif({value}::text, ''), '空')"


def _change(field: models.Field, told: tuple[str, ...]) -> str:
    """From what to what a column was changed; no words when it was not."""
    old, new = f"OLD.{field.column}", f"NEW.{field.column}"
    label = str(field.verbose_name)
    if field.name in told:
        words = f"{_in_words(field, 'OLD')} || '→' || {_in_words(field, 'NEW')}"
    elif field.name == "password":
        label, words = (
            "密码",
            f"CASE WHEN left({new}, 1) = '!' THEN '已作废' ELSE '已更换' END",
        )
    else:
        words = "'已更改'"
    return f"CASE WHEN {old} IS DISTINCT FROM {new} THEN '{label}：' || {words} END"


def _changes(model: type[models.Model], told: tuple[str, ...]) -> str:
    fields = [f for f in model._meta.concrete_fields if f.name not in SILENT]
    return "concat_ws('；',\n" + ",\n".join(_change(f, told) for f in fields) + ")"


def _post(row: str) -> str:
    """A post in words: “审计员（2017-07-01起）”."""
    days = (
        f"concat_ws('，', to_char({row}.since, 'YYYY-MM-DD') || '起',"
        f" '至' || to_char({row}.until, 'YYYY-MM-DD'))"
    )
    organ = (
        f"(SELECT ' ' || name FROM {Organ._meta.db_table} WHERE id = {row}.organ_id)"
    )
    return (
        f"{label_of(f'{row}.role')} || coalesce({organ}, '')"
        f" || coalesce('（' || nullif({days}, '') || '）', '')"
    )


def _holder(row: str) -> str:
    table = User._meta.db_table
    return f"(SELECT username FROM {table} WHERE id = {row}.user_id)"


def _told_posts() -> str:
    given = _writes(_holder("NEW"), f"'岗位：增加 ' || {_post('NEW')}")
    taken = _writes(_holder("OLD"), f"'岗位：去掉 ' || {_post('OLD')}")
    ended = f"'岗位：终止 ' || {_post('NEW')}"
    changed = f"'岗位：更改 ' || {_post('OLD')} || '→' || {_post('NEW')}"
    both = _writes(
        _holder("NEW"),
        f"""CASE WHEN OLD IS NOT DISTINCT FROM NEW THEN ''
            WHEN (OLD.role, OLD.organ_id, OLD.since) IS NOT DISTINCT FROM
            (NEW.role, NEW.organ_id, NEW.since) AND OLD.until IS NULL
            THEN {ended} ELSE {changed} END""",
    )
    return f"""
    IF TG_OP = 'UPDATE' AND OLD.user_id = NEW.user_id THEN {both}
        RETURN NULL;
    END IF;
    IF TG_OP <> 'INSERT' THEN {taken}
    END IF;
    IF TG_OP <> 'DELETE' THEN {given}
    END IF;
    RETURN NULL;"""


def _told_accounts() -> str:
    new = (
        "'新建账号：' || NEW.name || '，启用：'"
        " || CASE WHEN NEW.is_active THEN '是' ELSE '否' END"
    )
    return f"""
    IF TG_OP = 'INSERT' THEN {_writes("NEW.username", new)}
    ELSIF TG_OP = 'DELETE' THEN {_writes("OLD.username", "'删除账号：' || OLD.name")}
    ELSE {_writes("OLD.username", _changes(User, TOLD))}
    END IF;
    RETURN NULL;"""


def _told_organs() -> str:
    """A body that moves or ends takes the rights of its posts with it."""
    changes = _changes(Organ, ("kind", "name", "division", "since", "until"))
    return f"{_writes('OLD.name', changes)}\n    RETURN NULL;"


def tells_link(words: str) -> pgtrigger.Trigger:
    """For rows with a `name` that the account in `user_id` acts as: who got which."""
    taken = _writes(_holder("OLD"), f"'{words}：解除 ' || OLD.name")
    given = _writes(_holder("NEW"), f"'{words}：关联 ' || NEW.name")
    return _trail(
        ANY,
        f"""
    IF OLD.user_id IS NOT DISTINCT FROM NEW.user_id THEN
        RETURN NULL;
    END IF;
    IF OLD.user_id IS NOT NULL THEN {taken}
    END IF;
    IF NEW.user_id IS NOT NULL THEN {given}
    END IF;
    RETURN NULL;""",
    )


def _trail(operation: pgtrigger.Operation, told: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="trail", when=pgtrigger.After, operation=operation, func=told
    )


ANY = pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete
for model, operation, told in (
    (User, ANY, _told_accounts),
    (Post, ANY, _told_posts),
    (Organ, pgtrigger.Update, _told_organs),
):
    pgtrigger.register(_trail(operation, told()))(model)
