"""Whether we are there is told without asking the database or anything else."""

import pytest
from django.test import Client


@pytest.mark.parametrize("method", ["get", "head", "post"])
def test_health_asks_no_database(method):
    """No database is allowed to this test, as a stuck one would not answer."""
    answer = getattr(Client(), method)("/health/")

    assert answer.status_code == 200
    assert not answer.cookies


def test_health_answers_under_any_name_and_without_https(settings):
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get("/health/", HTTP_HOST="10.1.2.3:8000")

    assert (answer.status_code, answer.content) == (200, b"ok")


def test_only_that_address_is_open(db):
    assert Client().get("/health/more").status_code == 302
