"""Activities by the programme: entry, attendance, changes, photos."""

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, ActivityPhoto
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def programme(campaign):
    return [
        ProgrammePart.objects.create(campaign=campaign, code=code, title=title, order=n)
        for n, (code, title) in enumerate(
            [("study", "集中学习"), ("visit", "分散走访")]
        )
    ]


@pytest.fixture
def members(yuxin_group):
    return [
        MembershipFactory(group=yuxin_group, order=n, since="2017-05-01").person
        for n in range(3)
    ]


@pytest.fixture
def activity(campaign, yuxin_group):
    return ActivityFactory(campaign=campaign, group=yuxin_group)


def typed(people, presences=None, **more):
    data = {
        "held_on": "2017-06-12",
        "title": "六月小组活动",
        "place": "青山村",
        "summary": "走访联系村。",
        "progress": "held",
        "part-study-is_done": "on",
        "part-study-record": "学习实施方案",
        "part-visit-record": "",
    }
    for person, presence in zip(
        people, presences or ["present"] * len(people), strict=True
    ):
        data[f"member-{person.pk}-presence"] = presence
        if presence == "leave":
            data[f"member-{person.pk}-leave_reason"] = "ill"
            data[f"member-{person.pk}-agreed_by"] = "组长"
    return data | more


def enter(client, user, group, data):
    client.force_login(user)
    return client.post(reverse("activities:add", args=[group.pk]), data)


def test_a_part_that_has_a_record_was_done(client, secretary, yuxin_group, members):
    """Without a script nobody ticks its box."""
    enter(
        client,
        secretary,
        yuxin_group,
        typed(members, **{"part-visit-record": "走访了三户", "part-study-is_done": ""}),
    )

    parts = Activity.objects.get().parts.order_by("part__order")
    assert [(row.record, row.is_done) for row in parts] == [
        ("学习实施方案", True),
        ("走访了三户", True),
    ]


def change(client, user, activity, data):
    client.force_login(user)
    return client.post(reverse("activities:edit", args=[activity.pk]), data)


def came(activity):
    rows = activity.attendances.order_by("person_id")
    return [row.presence for row in rows]


def test_a_secretary_enters_what_was_done_and_who_came(
    client, secretary, yuxin_group, members
):
    data = typed(members, ["present", "leave", "absent"])
    data[f"member-{members[1].pk}-note"] = "住院"

    page = enter(client, secretary, yuxin_group, data)

    activity = Activity.objects.get()
    assert page.url == activity.get_absolute_url()
    assert (activity.held_on, activity.state) == (date(2017, 6, 12), ActivityState.HELD)
    assert activity.township == yuxin_group.township
    assert not activity.is_on_behalf
    assert [(p.part.code, p.is_done) for p in activity.parts.all()] == [
        ("study", True),
        ("visit", False),
    ]
    assert came(activity) == [Presence.PRESENT, Presence.LEAVE, Presence.ABSENT]
    assert activity.attendances.get(presence="leave").note == "住院"


def test_the_presidium_enters_it_in_the_groups_name(
    client, clerk, yuxin_group, members
):
    enter(client, clerk, yuxin_group, typed(members))

    activity = Activity.objects.get()
    assert (activity.recorded_by, activity.is_on_behalf) == (clerk, True)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("deputy", 403),
        ("supervisor", 403),
        ("leader", 403),
        ("other_clerk", 404),
        ("other_secretary", 404),
        ("unit", 403),
    ],
)
def test_nobody_else_enters_anything(
    request, client, yuxin_group, members, who, status
):
    user = request.getfixturevalue(who)

    assert enter(client, user, yuxin_group, typed(members)).status_code == status
    assert not Activity.objects.exists()


def test_nobody_is_present_until_somebody_says_so(
    client, secretary, yuxin_group, members
):
    client.force_login(secretary)

    entry = client.get(reverse("activities:add", args=[yuxin_group.pk])).context[
        "entry"
    ]

    assert [form["presence"].value() for form in entry.attendance] == [None] * 3
    assert [form.person for form in entry.attendance] == members


def test_whose_attendance_was_not_chosen_is_asked_about(
    client, secretary, yuxin_group, members
):
    data = typed(members)
    del data[f"member-{members[1].pk}-presence"]

    page = enter(client, secretary, yuxin_group, data)

    assert "请选择出席情况" in page.content.decode()
    assert not Activity.objects.exists()
    assert (
        enter(
            client,
            secretary,
            yuxin_group,
            data | {"progress": "planned", "held_on": "2017-12-01"},
        ).status_code
        == 302
    )


def test_who_left_before_the_day_is_not_asked_about(
    client, secretary, yuxin_group, members
):
    members[2].memberships.update(until="2017-06-01")

    enter(client, secretary, yuxin_group, typed(members[:2]))

    assert came(Activity.objects.get()) == [Presence.PRESENT] * 2


def test_a_day_with_other_members_asks_to_look_again(
    client, secretary, yuxin_group, members
):
    MembershipFactory(group=yuxin_group, since="2017-07-01")

    page = enter(client, secretary, yuxin_group, typed(members, held_on="2017-07-05"))

    assert "成员名单随活动日期有变化，请核对" in page.content.decode()
    assert not Activity.objects.exists()


def test_what_is_planned_has_no_attendance(client, secretary, yuxin_group, members):
    data = typed(members, progress="planned", held_on="2017-12-01")

    enter(client, secretary, yuxin_group, data)

    activity = Activity.objects.get()
    assert (activity.state, came(activity)) == (ActivityState.PLANNED, [])


def test_what_was_held_does_not_lose_who_came_by_being_planned_again(
    client, secretary, yuxin_group, members
):
    enter(client, secretary, yuxin_group, typed(members))
    activity = Activity.objects.get()
    again = typed(members, progress="planned") | {"version": activity.version}

    page = change(client, secretary, activity, again)

    assert "改回计划中会丢失出席情况" in page.content.decode()
    activity.refresh_from_db()
    assert (activity.state, came(activity)) == (ActivityState.HELD, ["present"] * 3)


def test_the_future_is_not_held_yet_and_nothing_typed_is_lost(
    client, secretary, yuxin_group, members
):
    page = enter(client, secretary, yuxin_group, typed(members, held_on="2017-12-01"))

    content = page.content.decode()
    assert "活动日期晚于今天，只能登记为计划中。" in content
    assert "学习实施方案" in content
    assert not Activity.objects.exists()


def test_a_change_replaces_parts_and_attendance(
    client, secretary, yuxin_group, members
):
    enter(client, secretary, yuxin_group, typed(members))
    activity = Activity.objects.get()

    change(
        client,
        secretary,
        activity,
        typed(members, ["absent", "present", "leave"], version=1),
    )

    assert came(activity) == [Presence.ABSENT, Presence.PRESENT, Presence.LEAVE]
    activity.refresh_from_db()
    assert activity.version == 2


def test_of_two_who_change_it_the_second_sees_both_texts(
    client, secretary, clerk, yuxin_group, members
):
    enter(client, secretary, yuxin_group, typed(members))
    activity = Activity.objects.get()
    first = typed(members, ["absent", "present", "present"], version=1)
    change(
        client,
        clerk,
        activity,
        first | {"summary": "他人的小结", "part-study-record": "他人的记录"},
    )

    page = change(
        client, secretary, activity, typed(members, version=1, summary="我的小结")
    )

    lines = {
        line.label: (line.theirs, line.mine) for line in page.context["form"].conflicts
    }
    assert lines == {
        "活动小结": ("他人的小结", "我的小结"),
        "集中学习记录": ("他人的记录", "学习实施方案"),
        f"{members[0]}的出席情况": ("缺席", "到会"),
    }
    activity.refresh_from_db()
    assert activity.summary == "他人的小结"


def test_a_cancelled_activity_keeps_its_reason_and_changes_no_more(
    client, secretary, activity
):
    client.force_login(secretary)
    client.post(reverse("activities:cancel", args=[activity.pk]), {"reason": "防汛"})

    activity.refresh_from_db()
    assert (activity.state, activity.cancel_reason) == (ActivityState.CANCELLED, "防汛")
    assert change(client, secretary, activity, typed([])).status_code == 403
    assert not Activity.objects.held().exists()


def test_a_cancellation_needs_its_reason(client, secretary, activity):
    client.force_login(secretary)

    page = client.post(
        reverse("activities:cancel", args=[activity.pk]), {"reason": " "}
    )

    assert page.context["form"].errors["reason"]
    activity.refresh_from_db()
    assert activity.state == ActivityState.HELD


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_an_activity_costs_the_same_for_any_number_of_deputies(
    client, clerk, activity, yuxin_group, count, alone, django_assert_num_queries
):
    for _ in range(count):
        activity.attendances.create(person=MembershipFactory(group=yuxin_group).person)
    client.force_login(clerk)

    with django_assert_num_queries(27):
        page = client.get(activity.get_absolute_url())

    assert len(page.context["attendances"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_entry_costs_the_same_for_any_number_of_members(
    client, secretary, yuxin_group, count, django_assert_num_queries
):
    MembershipFactory.create_batch(count, group=yuxin_group)
    client.force_login(secretary)

    with django_assert_num_queries(22):
        page = client.get(reverse("activities:add", args=[yuxin_group.pk]))

    assert len(page.context["entry"].attendance) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_activities(
    client, office, campaign, count, django_assert_num_queries
):
    for _ in range(count):
        activity = ActivityFactory(campaign=campaign)
        activity.attendances.create(
            person=MembershipFactory(group=activity.group).person
        )
    client.force_login(office)

    with django_assert_num_queries(15):
        page = client.get(reverse("activities:list"))

    assert page.context["listing"].total == count
    assert {(row.asked, row.came) for row in page.context["listing"].found} == {(1, 1)}


def test_who_keeps_one_group_goes_straight_to_its_activity(
    client, secretary, yuxin_group
):
    client.force_login(secretary)

    page = client.get(reverse("activities:choose"))

    assert page.url == reverse("activities:add", args=[yuxin_group.pk])


def test_who_keeps_several_chooses_among_her_own(
    client, clerk, yuxin_group, second_group, duobao_group
):
    client.force_login(clerk)

    page = client.get(reverse("activities:choose"))
    offered = page.context["form"].fields["group"].queryset

    assert set(offered) == {yuxin_group, second_group}
    chosen = client.get(reverse("activities:choose"), {"group": second_group.pk})
    assert chosen.url == reverse("activities:add", args=[second_group.pk])


def picture(name="a.jpg"):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


@pytest.fixture
def stored_in_a_corner(settings, tmp_path):
    storages = dict(settings.STORAGES)
    storages["default"] = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": tmp_path},
    }
    settings.STORAGES = storages


def test_photos_are_added_and_seen_by_whoever_sees_the_activity(
    client, secretary, clerk, other_clerk, activity, stored_in_a_corner
):
    client.force_login(secretary)
    url = reverse("activities:photo_add", args=[activity.pk])
    page = client.post(
        url, {"photos": [picture(), picture("b.jpg")], "caption": "学习"}
    )

    assert page.url == activity.get_absolute_url()
    first, second = ActivityPhoto.objects.order_by("pk")
    for user, status in ((clerk, 200), (secretary, 200), (other_clerk, 404)):
        client.force_login(user)
        answer = client.get(reverse("activities:photo", args=[first.pk]))
        assert answer.status_code == status
        # response.close() would end the test's connection as well.
        for close in answer._resource_closers:
            close()
    assert second.caption == "学习"


def test_what_is_no_picture_is_refused_and_nothing_is_kept(
    client, secretary, activity, stored_in_a_corner
):
    client.force_login(secretary)
    bad = SimpleUploadedFile("b.jpg", b"no picture", "image/jpeg")

    page = client.post(
        reverse("activities:photo_add", args=[activity.pk]),
        {"photos": [picture(), bad]},
    )

    assert "b.jpg：文件类型不符" in page.content.decode()
    assert not ActivityPhoto.objects.exists()


def test_the_page_of_an_activity_tells_who_changed_whose_attendance(
    client, secretary, clerk, yuxin_group, members
):
    enter(client, secretary, yuxin_group, typed(members))
    activity = Activity.objects.get()
    change(
        client,
        clerk,
        activity,
        typed(members, ["absent", "present", "present"], version=1),
    )

    content = client.get(activity.get_absolute_url()).content.decode()

    assert f"{members[0]} 出席情况：<del>到会</del> → <ins>缺席</ins>" in content


def test_a_day_outside_the_campaign_is_asked_about_once(
    client, secretary, yuxin_group, members
):
    data = typed(members, progress="planned", held_on="2018-01-05")

    page = enter(client, secretary, yuxin_group, data).content.decode()

    assert "活动日期不在“" in page
    assert 'name="held_on_sure" value="2018-01-05"' in page
    assert not Activity.objects.exists()
    enter(client, secretary, yuxin_group, data | {"held_on_sure": "2018-01-05"})
    assert Activity.objects.get().held_on == date(2018, 1, 5)
