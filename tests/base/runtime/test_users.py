"""The last one out switches off the light, whatever way the others left."""

import os
import subprocess
import sys
import threading

from tianmen_congress.base.runtime.users import Users

HOLD = """
import sys
from pathlib import Path
from tianmen_congress.base.runtime.users import Users
users = Users(Path(sys.argv[1]))
users.enter()
print("in", flush=True)
sys.stdin.read()
"""


def enter(folder) -> Users:
    users = Users(folder)
    users.enter()
    return users


def another_process(folder) -> subprocess.Popen:
    """One more user, who stays until his input is closed."""
    other = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert other.stdout.readline() == "in\n"
    return other


def end(other: subprocess.Popen) -> None:
    other.kill()
    other.wait()
    other.stdin.close()
    other.stdout.close()


def test_alone_one_is_the_last(tmp_path):
    users = enter(tmp_path)
    assert users.is_last()
    users.leave()


def test_while_another_is_in_nobody_is_the_last(tmp_path):
    first, second = enter(tmp_path), enter(tmp_path)
    assert not first.is_last()
    first.leave()
    assert second.is_last()
    second.leave()


def test_a_killed_user_does_not_keep_the_database_running(tmp_path):
    users, other = enter(tmp_path), another_process(tmp_path)
    assert not users.is_last()
    end(other)
    assert users.is_last()
    users.leave()


def test_a_child_that_inherited_the_place_keeps_it_after_its_parent(tmp_path):
    users = enter(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"],
        stdin=subprocess.PIPE,
        pass_fds=(users.fileno(),),
    )
    users.leave()
    late = enter(tmp_path)
    assert not late.is_last()
    child.stdin.close()
    child.wait()
    assert late.is_last()
    late.leave()


def test_a_child_that_inherited_nothing_does_not_count(tmp_path):
    users = enter(tmp_path)
    child = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()"], stdin=subprocess.PIPE
    )
    assert users.is_last()
    child.stdin.close()
    child.wait()
    users.leave()


def test_starting_and_stopping_is_done_by_one_at_a_time(tmp_path):
    first, second = Users(tmp_path), Users(tmp_path)
    order = []

    def wait_for_turn():
        with second.turn():
            order.append("second")

    with first.turn():
        waiting = threading.Thread(target=wait_for_turn)
        waiting.start()
        waiting.join(0.2)
        order.append("first")
    waiting.join()
    assert order == ["first", "second"]
    for users in (first, second):
        users.leave()


def test_the_place_is_not_handed_to_programs_by_accident(tmp_path):
    users = enter(tmp_path)
    assert not os.get_inheritable(users.fileno())
    users.leave()
