"""整批撤销 in the browser's eyes: who may, what the page says, what is kept typed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from poverty.models import Household
from tests.factories.platform import move_posts, user_of
from tests.factories.visits import PairingFactory
from tests.poverty.imports.books import family, official
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import ImportBatch
from tianmen_congress.base.workbooks.undoing import NAMED

pytestmark = pytest.mark.django_db
REASON = {"reason": "导入了去年的花名册"}


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


def send(client, user, *rows):
    """A roster sent and written on the pages, as `user`."""
    client.force_login(user)
    file = SimpleUploadedFile("花名册.xlsx", official(*rows))
    fields = {"kind": "households", "file": file}
    client.post(reverse("workbooks:create"), fields)
    batch = ImportBatch.objects.latest("pk")
    client.post(reverse("workbooks:write", args=[batch.pk]))
    batch.refresh_from_db()
    return batch


def undo_url(batch):
    return reverse("workbooks:undo", args=[batch.pk])


def text_of(response):
    return response.content.decode()


@pytest.fixture
def batch(client, clerk):
    rows = [*family(code="1"), *family("王强", serial=2, code="2")]
    return send(client, clerk, *rows)


def test_the_batch_offers_to_be_undone(client, batch):
    page = text_of(client.get(batch.get_absolute_url()))

    assert f'href="{undo_url(batch)}"' in page
    assert "整批撤销" in page


def test_the_page_names_the_act_and_the_count_on_its_button(client, batch):
    page = text_of(client.get(undo_url(batch)))

    assert "撤销这一批，删除8条、恢复0条</button>" in page
    assert Household.objects.count() == 2


def test_the_page_counts_by_what_things_are_called(client, batch):
    response = client.get(undo_url(batch))

    assert response.context["undoing"].lines == [("贫困户", 2, 0), ("家庭成员", 6, 0)]


def test_a_press_undoes_and_says_so(client, batch):
    response = client.post(undo_url(batch), REASON, follow=True)

    page = text_of(response)
    assert response.redirect_chain == [(batch.get_absolute_url(), 302)]
    assert "已整批撤销。" in page
    assert "导入了去年的花名册" in page
    assert not Household.objects.exists()


def test_without_a_reason_nothing_is_undone(client, batch):
    response = client.post(undo_url(batch), {"reason": " "})

    assert response.context["form"].errors == {"reason": ["请填写撤销原因"]}
    assert Household.objects.count() == 2


def test_what_is_in_the_way_is_named_and_there_is_no_button(client, batch):
    home = Household.objects.get(code="1")
    PairingFactory(household=home)

    page = text_of(client.get(undo_url(batch)))

    assert "有1处在导入之后被修改或使用，整批不能撤销" in page
    assert f'<a href="{home.get_absolute_url()}">贫困户“张伟户”</a>' in page
    assert "已被代表联户使用（1条）" in page
    assert "撤销这一批，删除" not in page


def test_what_came_in_the_way_after_the_page_was_opened_refuses_the_press(
    client, batch
):
    PairingFactory(household=Household.objects.get(code="1"))

    response = client.post(undo_url(batch), REASON)

    assert "整批没有撤销" in text_of(response)
    assert Household.objects.count() == 2
    batch.refresh_from_db()
    assert batch.state == BatchState.WRITTEN


def test_of_many_things_in_the_way_the_first_are_named(client, batch, monkeypatch):
    for home in Household.objects.all():
        PairingFactory(household=home)
    monkeypatch.setattr("tianmen_congress.base.workbooks.undoing.NAMED", 1)

    page = text_of(client.get(undo_url(batch)))

    assert "有2处" in page
    assert "只列出前1处" in page
    assert NAMED == 50


def test_an_undone_batch_is_not_undone_again(client, batch):
    client.post(undo_url(batch), REASON)

    response = client.get(undo_url(batch), follow=True)

    assert "这一批已撤销，没有可撤销的内容" in text_of(response)
    assert undo_url(batch) not in text_of(client.get(batch.get_absolute_url()))


def test_a_batch_only_checked_has_nothing_to_undo(client, clerk):
    client.force_login(clerk)
    file = SimpleUploadedFile("花名册.xlsx", official(*family(code="1")))
    client.post(reverse("workbooks:create"), {"kind": "households", "file": file})
    batch = ImportBatch.objects.get()

    response = client.get(undo_url(batch), follow=True)

    assert "没有可撤销的内容" in text_of(response)


def test_the_list_of_batches_says_which_are_undone(client, batch):
    client.post(undo_url(batch), REASON)

    page = text_of(client.get(reverse("workbooks:list") + "?state=undone"))

    assert "花名册.xlsx" in page
    assert "已撤销" in page


def test_next_door_the_batch_is_not_there(client, batch, other_clerk):
    client.force_login(other_clerk)

    assert client.get(undo_url(batch)).status_code == 404
    assert client.post(undo_url(batch), REASON).status_code == 404
    assert Household.objects.count() == 2


def test_the_office_undoes_a_batch_of_a_township(client, batch, office):
    client.force_login(office)

    client.post(undo_url(batch), REASON)

    assert not Household.objects.exists()


def test_a_clerk_does_not_see_what_the_office_sent(client, clerk, office):
    batch = send(client, office, *family(code="1"))
    client.force_login(clerk)

    assert client.post(undo_url(batch), REASON).status_code == 404
    assert Household.objects.count() == 1


@pytest.mark.parametrize(
    "role", [Role.LEADER, Role.AUDITOR, Role.SYSADMIN, Role.SECADMIN]
)
def test_roles_that_send_nothing_undo_nothing(client, batch, role):
    client.force_login(user_of(role))

    assert client.post(undo_url(batch), REASON).status_code in (403, 404)
    assert Household.objects.count() == 2


def test_a_ledger_of_opinions_says_why_it_cannot_be_undone(client, office):
    batch = ImportBatch.objects.create(
        kind="opinions",
        file_name="台账.xlsx",
        created_by=office,
        state=BatchState.WRITTEN,
    )
    client.force_login(office)

    page = text_of(client.get(batch.get_absolute_url()))

    assert "不能整批撤销" in page
    assert undo_url(batch) not in page
    assert "逐件撤回" in text_of(client.get(undo_url(batch), follow=True))


def test_a_clerk_who_lost_her_post_undoes_no_more(client, batch, clerk):
    move_posts(clerk, until="2017-07-01")

    assert client.post(undo_url(batch), REASON).status_code in (403, 404)
    assert Household.objects.count() == 2
