"""What is sent is taken in outside any transaction, and not without a limit."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

SIGN_IN = "/accounts/sign-in/"
FORM = "application/x-www-form-urlencoded"


class Watched(BytesIO):
    """Notes whether a transaction is open while it is read."""

    seen: set[bool] = set()

    def read(self, *size):
        self.seen.add(connection.in_atomic_block)
        return super().read(*size)


class Broken(BytesIO):
    def read(self, *size):
        raise OSError("the line is gone")


def missed(answer) -> set[str]:
    """The boxes that came empty, as the page of signing in tells them."""
    return set(answer.context["form"].errors)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", [FORM, "multipart/form-data; boundary=x"])
def test_no_transaction_waits_for_a_body(client, clerk, monkeypatch, kind):
    monkeypatch.setattr(Watched, "seen", set())
    client.force_login(clerk)
    body = b"listing=a&name=b&query=c"
    if kind != FORM:
        part = b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\nb\r\n'
        body = part + b"--x--\r\n"

    client.post(
        reverse("ui:save_search"),
        body,
        content_type=kind,
        **{"wsgi.input": Watched(body)},
    )

    assert Watched.seen == {False}


def test_more_than_the_limit_is_refused_on_a_page_before_it_is_read(settings):
    """No database is allowed to this test."""
    settings.REQUEST_MAX_BYTES = 2 * 1024 * 1024
    photo = SimpleUploadedFile("照片.jpg", b"x" * 2 * 1024 * 1024)

    answer = Client().post(SIGN_IN, {"photos": [photo]})

    assert answer.status_code == 413
    assert "合计过大（一次最多2MB），没有保存" in answer.content.decode()


def test_what_is_within_the_limit_is_taken(client, db, settings):
    settings.REQUEST_MAX_BYTES = 2 * 1024 * 1024
    photo = SimpleUploadedFile("照片.jpg", b"x" * 1024 * 1024)

    answer = client.post(SIGN_IN, {"photos": [photo], "username": "office"})

    assert missed(answer) == {"password"}


@pytest.mark.parametrize("told", ["", "²", "x"])
def test_a_length_that_is_none_counts_as_nothing(client, db, told):
    answer = client.post(SIGN_IN, CONTENT_LENGTH=told)

    assert missed(answer) == {"username", "password"}


def test_a_body_that_breaks_off_is_no_error_of_ours(client, db):
    answer = client.post(
        SIGN_IN, b"username=x", content_type=FORM, **{"wsgi.input": Broken()}
    )

    assert missed(answer) == {"username", "password"}
