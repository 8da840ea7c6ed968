"""Pages of duties and diaries: what leads where, and who may open what."""

from datetime import date

import pytest
from django.urls import reverse

from supervision.duties.models import DiaryEntry
from tests.factories.visits import PairingFactory
from tests.supervision.duties.rows import entry_of

pytestmark = pytest.mark.django_db


def test_each_cell_of_the_table_opens_what_proves_it(
    client, clerk, actions, colleague, campaign
):
    entry = entry_of(colleague, date(2017, 6, 1), campaign)
    client.force_login(clerk)
    table = client.get(reverse("duties:matrix")).context["table"]
    [line] = [each for each in table.lines if each.values[2] == colleague.name]

    page = client.get(line.links["action_diary"].partition("#")[0])

    shown = page.content.decode()
    assert line.links["action_diary"].endswith("#diary")
    assert 'id="diary"' in shown
    assert f'href="{entry.get_absolute_url()}"' in shown


def test_a_page_of_a_past_day_tells_of_that_day(
    client, clerk, actions, colleague, campaign
):
    entry_of(colleague, date(2017, 6, 20), campaign)
    client.force_login(clerk)
    url = reverse("duties:person", args=[colleague.pk])

    def diary(until):
        lines = client.get(url, {"until": until}).context["lines"]
        return [str(e.owed.state) for e in lines if e.owed.action.code == "diary"]

    assert diary("2017-06-19") == ["due"]
    assert diary("2017-06-20") == ["done"]
    assert diary("2017-07-01") == ["done", "due"]
    # A day to come is not known yet, and what is no day is today.
    assert diary("2030-01-01") == diary("nonsense") == ["done", "due"]


def test_the_deputy_is_led_to_his_own_pages(client, deputy, own, clerk):
    client.force_login(deputy)
    assert client.get(reverse("duties:mine")).url == reverse(
        "duties:person", args=[own.pk]
    )
    assert client.get(reverse("duties:own_book")).url == reverse(
        "duties:book", args=[own.pk]
    )
    client.force_login(clerk)
    assert client.get(reverse("duties:mine")).status_code == 403


def test_the_clerk_begins_with_the_deputy_whose_page_he_came_from(
    client, clerk, campaign, colleague, stranger
):
    client.force_login(clerk)

    def begun(person):
        page = client.get(reverse("duties:write"), {"person": person.pk})
        return page.context["form"].initial.get("person")

    assert begun(colleague) == colleague
    assert begun(stranger) is None
    assert client.get(reverse("duties:write"), {"person": "x"}).status_code == 200


def test_a_photo_is_seen_by_whoever_reads_the_entry(each, write, deputy, own, picture):
    write(deputy, photo_file=picture())
    entry = DiaryEntry.objects.get()
    url = reverse("duties:photo", args=[entry.pk])

    def is_sent(client, who):
        page = client.get(url)
        return page.status_code == 200 and page["Content-Type"] == "image/jpeg"

    said = each(is_sent)

    readers = {"office", "clerk", "secretary", "deputy"}
    assert {who for who, is_there in said.items() if is_there} == readers


def test_what_is_no_picture_is_refused_and_the_words_stay(
    write, deputy, own, picture, django_capture_on_commit_callbacks
):
    file = picture(name="日志.txt")
    file.file.seek(0)
    file.file.truncate()
    file.file.write(b"no picture at all")
    file.size = 17

    page = write(deputy, photo_file=file)

    assert "photo_file" in page.context["form"].errors
    assert "到青山村看望困难群众" in page.content.decode()
    assert not DiaryEntry.objects.exists()


def test_a_button_leads_to_where_the_reader_may_enter_it(
    client, deputy, clerk, own, actions, yuxin_group
):
    pair = PairingFactory(person=own, group=yuxin_group, since=date(2017, 7, 1))

    def ways(user):
        client.force_login(user)
        lines = client.get(reverse("duties:person", args=[own.pk])).context["lines"]
        return {e.owed.action.code: e.way and e.way.url for e in lines if e.missing}

    deed = reverse("pairings:deed_add", args=[pair.pk])
    book = reverse("duties:write")
    activities = reverse("activities:list")
    assert ways(deputy) == {"diary": book, "activity": activities, "deed": deed}
    assert ways(clerk) == {
        "diary": f"{book}?person={own.pk}",
        "activity": activities,
        "deed": deed,
    }


def test_without_a_campaign_nothing_is_owed_and_nothing_written(
    client, deputy, own, actions, campaign
):
    campaign.is_current = False
    campaign.save()
    client.force_login(deputy)

    page = client.get(reverse("duties:person", args=[own.pk]))

    assert "还没有正在开展的活动" in page.content.decode()
    assert client.get(reverse("duties:write")).status_code == 403
    assert client.get("/").context["own"].duties == []
