"""The page of alerts: one's own, unread first; nothing that is looked at changes."""

import re

import pytest

from tests.factories.platform import move_posts
from tests.factories.referrals import OpinionFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.actions import settle
from tianmen_congress.base.alerts.models import Alert

pytestmark = pytest.mark.django_db


def bar_of(page) -> str:
    text = page.content.decode()
    return text.split("<header")[1].split("</header>")[0]


def test_the_list_says_what_of_what_why_and_until_when(client, clerk, say):
    say(clerk, why="2017-06-01报送主席团")
    client.force_login(clerk)

    page = client.get("/alerts/").content.decode()

    for words in (
        "待梳理交办",
        "〔2017〕渔薪012号 青山村泵站老化",
        "2017-06-01报送主席团",
        "2017-07-28",
        "未读",
    ):
        assert words in page


def test_the_top_bar_has_the_number_in_words_for_those_who_hear(client, clerk, say):
    client.force_login(clerk)
    assert "条未读" not in bar_of(client.get("/divisions/"))

    say(clerk)
    say(clerk, key="two")

    assert 'aria-label="提醒，2条未读"' in bar_of(client.get("/divisions/"))


def test_looking_reads_nothing_and_opening_reads_one(client, clerk, say, opinion):
    alert = say(clerk)
    say(clerk, key="two")
    client.force_login(clerk)
    client.get("/alerts/")
    client.get(alert.get_absolute_url())
    assert Alert.objects.unread().count() == 2

    page = client.post(alert.get_absolute_url())

    assert page.url == opinion.get_absolute_url()
    assert [a.key for a in Alert.objects.unread()] == ["two"]


def test_unread_ones_stand_first_and_alone_when_asked(client, clerk, say):
    for key in ("甲", "乙", "丙"):
        say(clerk, what=f"事项{key}", key=key)
    client.force_login(clerk)
    client.post(Alert.objects.get(key="丙").get_absolute_url())

    whole, narrow = (client.get(f"/alerts/{q}") for q in ("", "?show=unread"))

    found = [re.findall("事项([甲乙丙])", p.content.decode()) for p in (whole, narrow)]
    assert found == [["乙", "甲", "丙"], ["乙", "甲"]]


def test_all_are_read_at_once_but_only_ones_own(client, clerk, office, say):
    say(clerk, office)
    client.force_login(clerk)
    assert client.get("/alerts/read-all/").status_code == 405

    page = client.post("/alerts/read-all/", follow=True)

    assert "已把1条提醒标为已读" in page.content.decode()
    assert [a.user for a in Alert.objects.unread()] == [office]


def test_what_is_told_to_another_is_not_there(client, clerk, office, say):
    alert = say(office)
    client.force_login(clerk)

    assert client.post(alert.get_absolute_url()).status_code == 404
    assert alert.what not in client.get("/alerts/").content.decode()


def test_what_one_may_not_see_any_more_is_neither_listed_nor_counted(
    client, clerk, say, duobao_group
):
    theirs = OpinionFactory(group=duobao_group, title="邻镇机密")
    alert = say(clerk, row=theirs.pk)
    say(clerk, key="own")
    client.force_login(clerk)

    page = client.get("/alerts/")

    assert "邻镇机密" not in page.content.decode()
    assert "提醒，1条未读" in bar_of(page)
    assert client.post(alert.get_absolute_url()).status_code == 404
    client.post("/alerts/read-all/")
    assert [a.row for a in Alert.objects.unread()] == [theirs.pk]


def test_without_a_post_nothing_is_told(clerk, say):
    say(clerk)
    move_posts(clerk, until="2017-07-24")

    assert not Alert.objects.visible_to(User.objects.get(pk=clerk.pk)).exists()


def test_the_same_thing_is_told_once(clerk, say):
    say(clerk)
    say(clerk)

    assert Alert.objects.count() == 1


def test_what_was_done_meanwhile_is_no_longer_unread_and_says_so(
    client, clerk, say, opinion
):
    say(clerk)
    say(clerk, key="news", kind="news", what="已答复")
    settle("opinion", opinion.pk)
    client.force_login(clerk)

    page = client.get("/alerts/").content.decode()

    assert "该步已办" in page
    assert [a.key for a in Alert.objects.unread()] == ["news"]


def test_the_menu_has_the_number_of_what_waits(client, clerk, opinion):
    client.force_login(clerk)

    page = client.get("/divisions/").content.decode()

    menu = page.split("<nav")[1].split("</nav>")[0]
    assert "，1件待办" in menu
