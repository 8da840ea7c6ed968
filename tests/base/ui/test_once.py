"""Two presses at the same moment, in two processes of the server."""

import threading

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client

from deputies.models import Person
from tianmen_congress.base.ui.models import OnceToken

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("try_pages"),
]


def press(user, gate, answers):
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user.pk))
    gate.wait()
    fields = {"name": "张三", "form_token": "a-token-of-twelve"}
    answers.append(client.post("/try/new/", fields).status_code)
    connection.close()


def test_two_presses_at_once_store_one_record(clerk):
    gate, answers = threading.Barrier(4), []
    presses = [
        threading.Thread(target=press, args=(clerk, gate, answers)) for _ in range(4)
    ]

    for each in presses:
        each.start()
    for each in presses:
        each.join()

    assert answers == [302] * 4
    assert Person.objects.count() == 1
    assert OnceToken.objects.get().location == "/try/"
