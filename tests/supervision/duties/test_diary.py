"""The diary: who writes it and for whom, what it tells by itself, how it is put right."""

from datetime import date

import pytest
from django.urls import reverse

from groups.models import FormerTownship
from supervision.duties import actions as acts
from supervision.duties import rules
from supervision.duties.models import DiaryEntry
from tests.factories.deputies import MandateFactory
from tests.factories.visits import VisitFactory
from tests.supervision.duties.rows import entry_of

pytestmark = pytest.mark.django_db


def faults(page):
    return {name: list(words) for name, words in page.context["form"].errors.items()}


def test_a_deputy_writes_in_two_fields(write, deputy, own, yuxin, yuxin_group, picture):
    page = write(deputy, photo_file=picture())

    entry = DiaryEntry.objects.get()
    assert page.url == reverse("duties:book", args=[own.pk])
    assert (entry.person, entry.day, entry.text) == (
        own,
        date(2017, 6, 5),
        "到青山村看望困难群众",
    )
    assert (entry.township, entry.group, entry.is_on_behalf) == (
        yuxin,
        yuxin_group,
        False,
    )
    assert entry.photo.media_type == "image/jpeg"


def test_the_clerk_writes_one_after_the_other_from_paper(
    write, clerk, colleague, own, client
):
    def send(person, **more):
        named = {"person": f"{person}", "person_pk": person.pk, "again": "1"}
        return write(clerk, page_number="12", **named, **more)

    first = send(colleague)
    assert first.url == reverse("duties:write") + "?day=2017-06-05"
    assert "2017-06-05" in client.get(first.url).content.decode()
    send(own, day="2017-06-06")

    rows = DiaryEntry.objects.order_by("pk")
    assert [(e.person, e.day.day, e.page_number, e.is_on_behalf) for e in rows] == [
        (colleague, 5, "12", True),
        (own, 6, "12", True),
    ]


def test_what_cannot_be_is_said_at_its_field(write, deputy, own, clerk, stranger):
    assert faults(write(deputy, day="2017-07-26"))["day"] == [
        "不能晚于今天（2017-07-25）"
    ]
    assert faults(write(deputy, text=" "))["text"] == ["请填写做了什么"]
    assert faults(write(deputy, day="2015-06-05"))["day"]
    other = {"person": "赵代表", "person_pk": stranger.pk}
    assert "person" in faults(write(clerk, **other))
    assert not DiaryEntry.objects.exists()

    write(deputy)
    again = write(deputy)

    assert faults(again)["text"] == ["这一天已经有同样内容的日志"]
    assert DiaryEntry.objects.count() == 1


def test_who_was_no_deputy_on_the_day_writes_nothing_of_it(write, deputy, own):
    own.mandates.update(since=date(2017, 6, 6))

    page = write(deputy)

    assert faults(page)["day"] == [f"{own}在2017-06-05没有代表职务"]
    assert "到青山村看望困难群众" in page.content.decode()


def test_who_reads_whose_diary(each, campaign, colleague, stranger, own):
    rows = {
        "王": entry_of(colleague, date(2017, 6, 1), campaign, text="王代表的一天"),
        "赵": entry_of(stranger, date(2017, 6, 1), campaign, text="赵代表的一天"),
        "己": entry_of(own, date(2017, 6, 1), campaign, text="自己的一天"),
    }

    def seen(client, who):
        pages = {k: client.get(row.get_absolute_url()) for k, row in rows.items()}
        return "".join(key for key, page in pages.items() if page.status_code == 200)

    assert each(seen) == {
        "office": "王赵己",
        "clerk": "王己",
        "secretary": "王己",
        "other_clerk": "赵",
        "deputy": "己",
        **dict.fromkeys(("leader", "supervisor", "other_secretary", "unit"), ""),
        **dict.fromkeys(("sysadmin", "secadmin", "auditor"), ""),
    }


def test_who_writes_in_whose_name(allowed, colleague, own, stranger):
    assert allowed(rules.can_write, colleague) == {"office", "clerk", "secretary"}
    assert allowed(rules.can_write, own) == {"office", "clerk", "secretary", "deputy"}
    assert allowed(rules.can_write, stranger) == {"office", "other_clerk"}


def test_nobody_changes_what_a_deputy_wrote_himself(allowed, campaign, own):
    himself = entry_of(own, date(2017, 6, 1), campaign)
    paper = entry_of(own, date(2017, 6, 2), campaign, is_on_behalf=True)

    assert allowed(rules.can_change, himself) == {"deputy"}
    assert allowed(rules.can_change, paper) == {
        *("office", "clerk", "secretary", "deputy")
    }


def test_an_entry_is_corrected_with_its_history_and_struck_off(
    client, clerk, campaign, colleague
):
    entry = entry_of(colleague, date(2017, 6, 1), campaign, is_on_behalf=True)
    client.force_login(clerk)
    data = {"day": "2017-06-02", "page_number": "9", "text": "改过的内容", "version": 1}

    client.post(reverse("duties:edit", args=[entry.pk]), data)

    page = client.get(entry.get_absolute_url()).content.decode()
    assert "改过的内容" in page
    assert "到村里看望困难群众" in page
    stale = client.post(
        reverse("duties:edit", args=[entry.pk]), data | {"text": "另一个人的内容"}
    )
    assert stale.status_code == 200
    assert "另一个人的内容" in stale.content.decode()

    refused = client.post(reverse("duties:void", args=[entry.pk]), {"reason": ""})
    assert faults(refused) == {"reason": ["请填写作废原因"]}
    client.post(reverse("duties:void", args=[entry.pk]), {"reason": "录重了"})

    entry.refresh_from_db()
    assert (entry.void_reason, entry.text) == ("录重了", "改过的内容")
    assert "录重了" in client.get(entry.get_absolute_url()).content.decode()
    assert not rules.can_change(clerk, entry)
    shown = client.get(reverse("duties:diary"))
    assert shown.context["listing"].total == 0
    void = client.get(reverse("duties:diary"), {"how": "void"})
    assert void.context["listing"].total == 1


def test_the_book_tells_by_itself_what_other_records_say(
    client, deputy, own, campaign, yuxin_group
):
    visit = VisitFactory(group=yuxin_group, campaign=campaign)
    visit.participations.create(person=own)
    entry = entry_of(own, date(2017, 6, 2), campaign, text="写下的话")
    client.force_login(deputy)

    page = client.get(reverse("duties:book", args=[own.pk]))

    lines = [(line.day.day, line.label, line.url) for line in page.context["lines"]]
    assert lines == [
        (2, "履职日志", entry.get_absolute_url()),
        (1, "走访", visit.get_absolute_url()),
    ]
    early = client.get(
        reverse("duties:book", args=[own.pk]), {"until": "2017-06-01"}
    ).context["lines"]
    assert [line.label for line in early] == ["走访"]


def test_the_page_of_a_deputy_is_his_own_and_of_those_above(
    each, actions, colleague, own
):
    def seen(client, who):
        return "".join(
            key
            for key, person in (("王", colleague), ("己", own))
            if client.get(reverse("duties:person", args=[person.pk])).status_code == 200
        )

    said = each(seen)

    assert said["deputy"] == "己"
    assert said["other_clerk"] == said["unit"] == said["sysadmin"] == ""
    for who in ("office", "leader", "clerk", "secretary", "supervisor"):
        assert said[who] == "王己"


def test_a_record_out_of_sight_is_told_and_not_opened(
    client, leader, clerk, actions, campaign, colleague
):
    entry = entry_of(colleague, date(2017, 6, 1), campaign)
    url = reverse("duties:person", args=[colleague.pk])

    def links(user):
        client.force_login(user)
        lines = client.get(url).context["lines"]
        return [line.records for line in lines if line.records]

    assert links(clerk) == [[(entry.day, entry.get_absolute_url())]]
    assert links(leader) == [[(entry.day, None)]]


def test_what_is_missing_has_its_button_on_the_first_page(
    client, deputy, own, actions, campaign
):
    client.force_login(deputy)

    def missing():
        own_ = client.get("/").context["own"]
        return [
            (line.owed.action.code, str(line.owed.state), line.way and line.way.label)
            for line in own_.missing
        ]

    assert missing() == [
        ("link", "overdue", None),
        ("diary", "overdue", "记日志"),
        ("activity", "overdue", "看小组活动"),
        ("diary", "due", "记日志"),
        ("activity", "due", "看小组活动"),
        ("deed", "due", None),
    ]
    entry_of(own, date(2017, 7, 3), campaign)
    assert ("diary", "due", "记日志") not in missing()


def test_two_records_of_one_deputy_become_one_with_one_diary(campaign, office, yuxin):
    kept, merged = (MandateFactory(township=yuxin).person for _ in "12")
    entry = entry_of(merged, date(2017, 6, 1), campaign)

    acts.move_to_kept_person(kept, merged)

    entry.refresh_from_db()
    assert entry.person == kept


def test_an_entry_is_of_the_township_that_the_group_was_of_that_day(
    write, deputy, own, yuxin, duobao, yuxin_group
):
    FormerTownship.objects.create(
        group=yuxin_group, township=yuxin, number=1, until=date(2017, 6, 6)
    )
    yuxin_group.township = duobao
    yuxin_group.save()

    write(deputy)
    write(deputy, day="2017-06-06")

    found = DiaryEntry.objects.order_by("day").values_list("day", "township__name")
    assert list(found) == [
        (date(2017, 6, 5), "渔薪镇"),
        (date(2017, 6, 6), "多宝镇"),
    ]
