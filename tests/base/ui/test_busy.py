"""When the database is held or gone: a page that says so, and what was typed stays."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DataError, OperationalError, connection
from django.urls import reverse

from tests.trust.forms import forms_on
from tianmen_congress.base.runtime import interruptions
from tianmen_congress.base.ui.busy import server_error
from tianmen_congress.base.ui.models import SavedSearch

SEARCHED = {
    "listing": "divisions",
    "name": "青山村的<查询>",
    "query": "q=青山",
    "form_token": "a-token-of-a-form",
}
SAVE = "ui:save_search"


@pytest.fixture
def hold(transactional_db):
    """Holds a table from another connection; ours waits a moment only."""
    other = connection.copy()
    other.set_autocommit(False)

    def hold(table):
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '100ms'")
        with other.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        return other.rollback

    yield hold
    other.close()
    connection.close()


@pytest.fixture
def desk(client, clerk, hold):
    client.raise_request_exception = False
    client.force_login(clerk)
    return client


@pytest.mark.parametrize(
    "table", ["divisions_division", "django_session", "accounts_user", "accounts_post"]
)
def test_whatever_is_held_a_page_says_so_and_health_answers(desk, hold, table):
    release = hold(table)

    answer = desk.get(reverse("divisions"), {"q": "青山"})

    page = answer.content.decode()
    assert answer.status_code == 503
    assert interruptions.LOCKED in page
    assert 'href="/divisions/?q=%E9%9D%92%E5%B1%B1"' in page
    assert answer["Retry-After"]
    assert desk.get("/health/").status_code == 200
    release()
    assert desk.get(reverse("divisions")).status_code == 200


def test_what_was_typed_is_sent_again_from_the_page_and_saved_once(desk, hold):
    release = hold("ui_savedsearch")

    answer = desk.post(reverse(SAVE), SEARCHED)

    assert answer.status_code == 503
    assert "您填写的内容都还在" in answer.content.decode()
    form = forms_on(answer.content.decode(), reverse(SAVE))[0]
    assert dict(form.pairs) == SEARCHED
    release()
    assert not SavedSearch.objects.exists()
    for _ in range(2):
        assert desk.post(reverse(SAVE), dict(form.pairs)).status_code == 302
    assert SavedSearch.objects.get().name == SEARCHED["name"]


def test_a_form_broken_off_at_its_first_question_may_come_again(desk, hold, clerk):
    """Nothing more can be asked in that transaction, not even to take back its token."""
    kept = {"listing": "divisions", "name": "青山", "query": "q=青山"}
    url = reverse(
        "ui:drop_search", args=[SavedSearch.objects.create(user=clerk, **kept).pk]
    )
    release = hold("ui_savedsearch")

    assert desk.post(url, {"form_token": "a-token-of-a-form"}).status_code == 503
    release()
    assert desk.post(url, {"form_token": "a-token-of-a-form"}).status_code == 302
    assert not SavedSearch.objects.exists()


def test_files_stay_with_the_draft_and_the_page_says_so(desk, hold):
    hold("ui_savedsearch")
    photo = SimpleUploadedFile("照片.jpg", b"x")

    page = desk.post(reverse(SAVE), SEARCHED | {"photo": photo}).content.decode()

    assert "选好的照片、附件留在这台电脑的浏览器里" in page
    assert "<form" not in page


def test_no_password_is_put_on_a_page(client, hold):
    client.raise_request_exception = False
    hold("accounts_user")

    typed = {"username": "yuxin", "password": "geheim-2017"}
    answer = client.post("/accounts/sign-in/", typed)

    assert answer.status_code == 503
    assert "geheim-2017" not in answer.content.decode()


def answer_to(error, request):
    try:
        raise error
    except type(error):
        return server_error(request)


def test_a_database_that_is_gone_is_told_the_same_way(rf):
    answer = answer_to(OperationalError("connection refused"), rf.get("/visits/"))

    assert answer.status_code == 503
    assert interruptions.STOPPED in answer.content.decode()


@pytest.mark.parametrize("error", [DataError("too long"), ValueError("x")])
def test_a_fault_of_ours_is_not_called_busy(rf, error):
    answer = answer_to(error, rf.get("/visits/"))

    assert answer.status_code == 500
    assert "系统出错了" in answer.content.decode()
