"""Whoever sent a workbook may leave before it is written or its questions answered."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from poverty.models import Household
from tests.factories.platform import VillageFactory, presidium_of, user_of
from tests.poverty.imports.books import family, official
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post
from tianmen_congress.base.jobs import running
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.background import write_later
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db
YESTERDAY = date(2017, 7, 24)


@pytest.fixture(autouse=True)
def _villages(tianmen, campaign, yuxin):
    VillageFactory(name="青山村委会", parent=yuxin, code="429006105212")
    VillageFactory(name="汪台村委会", parent=yuxin, code="429006105201")
    VillageFactory(name="汪台居委会", parent=yuxin, code="429006105001")


@pytest.fixture
def batch(clerk):
    """A household that is clear and one that waits for its village."""
    rows = [
        *family(code="1", 行政村="青山村"),
        *family("王强", serial=3, 行政村="汪台"),
    ]
    upload = SimpleUploadedFile("名册.xlsx", official(*rows))
    return actions.stage(get_kind("households"), upload, by=clerk)


@pytest.fixture
def successor(yuxin):
    return user_of(Role.PRESIDIUM, presidium_of(yuxin), username="successor")


def leave(user):
    Post.objects.filter(user=user).update(until=YESTERDAY)


def heads():
    return set(Household.objects.values_list("head_name", flat=True))


@pytest.mark.parametrize("who", ["office", "successor"])
def test_another_who_may_writes_what_was_checked(request, client, batch, clerk, who):
    leave(clerk)
    client.force_login(request.getfixturevalue(who))

    client.post(reverse("workbooks:write", args=[batch.pk]))

    batch.refresh_from_db()
    assert batch.state == BatchState.WRITTEN
    assert len(heads()) == 1


@pytest.mark.parametrize("who", ["office", "successor"])
def test_another_answers_what_was_asked(request, client, batch, clerk, who):
    actions.write(batch, by=clerk)
    leave(clerk)
    client.force_login(request.getfixturevalue(who))
    question = ImportIssue.objects.open_questions().get()

    page = client.post(
        reverse("workbooks:answer"),
        {f"answer-{question.pk}": "429006105201", "next": "/"},
        follow=True,
    )

    assert "已保存1个答复" in page.content.decode()
    assert "王强" in heads()


def test_the_worker_writes_for_another_too(batch, clerk, successor):
    leave(clerk)

    job = running.run(write_later(batch, by=successor))

    assert (job.state, len(heads())) == (JobState.DONE, 1)


def test_a_workbook_that_is_lost_is_named_on_the_page(client, batch, clerk):
    batch.file.content.delete(save=False)
    batch.file.content.name = "verloren.xlsx"
    batch.file.save()
    client.force_login(clerk)

    page = client.post(reverse("workbooks:write", args=[batch.pk]), follow=True)

    assert "原工作簿已不在，请把它再导入一次" in page.content.decode()
    assert heads() == set()


def test_the_worker_says_that_a_workbook_is_lost(batch, clerk):
    batch.file.content.delete(save=False)
    batch.file.content.name = "verloren.xlsx"
    batch.file.save()

    job = running.run(write_later(batch, by=clerk))

    assert job.state == JobState.FAILED
    assert job.result["text"] == "原工作簿已不在，请把它再导入一次"


def test_the_answer_to_a_lost_workbook_says_so(client, batch, clerk):
    actions.write(batch, by=clerk)
    batch.refresh_from_db()
    batch.file.content.delete(save=False)
    batch.file.content.name = "verloren.xlsx"
    batch.file.save()
    client.force_login(clerk)
    question = ImportIssue.objects.open_questions().get()

    page = client.post(
        reverse("workbooks:answer"),
        {f"answer-{question.pk}": "429006105201", "next": "/"},
        follow=True,
    )

    assert "原工作簿已不在" in page.content.decode()
