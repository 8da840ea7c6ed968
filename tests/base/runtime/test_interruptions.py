"""What the database broke off is told in a sentence; what is wrong is not hidden."""

from contextlib import contextmanager

import psycopg2
import pytest
from django.db import Error, OperationalError, ProgrammingError, connection

import manage
from tianmen_congress.base.runtime import interruptions
from tianmen_congress.base.runtime.interruptions import in_words, in_words_for_commands


def broken_off(command: str) -> Error:
    with connection.cursor() as cursor, pytest.raises(Error) as caught:
        cursor.execute(command)
    return caught.value


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("statement_timeout", interruptions.TOO_LONG),
        ("transaction_timeout", interruptions.STOPPED),
    ],
)
@pytest.mark.django_db(transaction=True)
def test_a_limit_that_was_reached_is_called_by_its_name(setting, words):
    try:
        with connection.cursor() as cursor:
            cursor.execute(f"SET {setting} = 50; BEGIN")
        error = broken_off("SELECT pg_sleep(9)")
        assert in_words(error) == words
        assert in_words(error.__cause__) == words
    finally:
        connection.close()


def test_a_server_that_does_not_answer_is_told():
    with pytest.raises(psycopg2.OperationalError) as caught:
        psycopg2.connect("postgres://nobody@127.0.0.1:1/nothing")
    assert in_words(caught.value) == interruptions.STOPPED
    assert in_words(psycopg2.InterfaceError("closed")) == interruptions.STOPPED


@pytest.mark.parametrize("command", ["SELECT 1 / 0", "SELECT nothing_like_it"])
def test_what_is_wrong_itself_is_no_interruption(db, command):
    assert in_words(broken_off(command)) == ""


def test_other_errors_and_none_are_no_interruption():
    assert in_words(ValueError("x")) == in_words(None) == ""


def test_tables_that_are_not_there_are_told_to_commands_alone(db):
    error = broken_off("SELECT * FROM not_there_yet")
    assert in_words(error) == ""
    assert "manage.py migrate" in in_words_for_commands(error)


@pytest.fixture
def command(monkeypatch):
    """Runs manage.py with a command that ends so; how the program ends."""

    @contextmanager
    def for_command(arguments):
        yield

    def command(end):
        def execute(arguments):
            raise end

        monkeypatch.setattr(manage, "for_command", for_command)
        monkeypatch.setattr(manage, "execute_from_command_line", execute)
        with pytest.raises((SystemExit, Error)) as caught:
            manage.main()
        return caught.value

    return command


def test_a_command_that_is_broken_off_ends_with_a_sentence(command):
    ended = command(OperationalError("server closed the connection"))
    assert isinstance(ended, SystemExit)
    assert ended.code == (f"命令没有完成：{interruptions.STOPPED}。请稍后再试。")


def test_a_command_that_is_wrong_itself_still_shows_where(command):
    assert isinstance(command(ProgrammingError("syntax")), ProgrammingError)


def test_a_command_ended_at_the_terminal_is_quiet(command):
    assert command(KeyboardInterrupt()).code == 130
