"""What a version brought is shown once, to those who knew the one before."""

import pytest
from django.urls import reverse

from tianmen_congress.base.accounts.models import User
from tianmen_congress.overview.manual.models import NewsRead

pytestmark = pytest.mark.django_db
NEW = "系统更新了"


def first_page(client):
    return client.get(reverse("workbench:home")).content.decode()


def test_news_are_shown_until_they_are_read_and_never_again(client, clerk, office):
    NewsRead.objects.all().delete()  # both knew an older version
    client.force_login(clerk)
    assert NEW in first_page(client)

    answer = client.post(reverse("manual:read_news"), follow=True)
    client.post(reverse("manual:read_news"))

    assert NEW not in answer.content.decode()
    assert clerk.news_read.count() == 1
    client.force_login(office)
    assert NEW in first_page(client)


def test_each_reads_what_matters_to_his_work(client, unit, sysadmin):
    NewsRead.objects.all().delete()
    client.force_login(unit)
    of_unit = first_page(client)
    client.force_login(sysadmin)
    of_sysadmin = first_page(client)

    assert ("法定超期" in of_unit, "启用码" in of_unit) == (True, False)
    assert ("法定超期" in of_sysadmin, "启用码" in of_sysadmin) == (False, True)


def test_to_a_new_account_nothing_is_new_but_to_the_people_of_the_demo_it_is(db):
    new = User.objects.create(username="xin", name="新来的")
    shown = User.objects.create(username="yanshi", name="演示", is_demo=True)

    assert (new.news_read.count(), shown.news_read.count()) == (1, 0)
