"""Writing an opinion down: who is asked what, and what happens to bad input."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import Origin, State
from referrals.models import JointConference, Opinion
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory, hold, presidium_of, user_of
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN

pytestmark = pytest.mark.django_db
CREATE = reverse("referrals:create")


@pytest.fixture
def typed(way):
    """What a clerk types for a group of her township."""
    return {
        "group": way.group.name,
        "group_pk": way.group.pk,
        "origin": "visit",
        "collected_on": "2017.6.5",
        "name": "张三",
        "phone": "138 0000 0001",
        "title": "修桥",
        "text": "村口的桥断了",
    }


def send(client, user, data, url=CREATE):
    client.force_login(user)
    return client.post(url, data)


def faults(response):
    return response.context["form"].errors


def signers(opinion):
    return [proposer.name for proposer in opinion.proposers.all()]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"title": ""}, "title", "请填写标题"),
        ({"text": ""}, "text", "请填写意见建议内容"),
        ({"title": "长" * 81}, "title", "80"),
        ({"text": "长" * 4001}, "text", "4000"),
        ({"collected_on": "昨天"}, "collected_on", "不是日期"),
        ({"collected_on": "2017-07-26"}, "collected_on", "不能晚于今天"),
        ({"collected_on": "2017-02-30"}, "collected_on", "没有这一天"),
        ({"origin": "rumour"}, "origin", "rumour"),
        ({"category": "999999"}, "category", "选择"),
        ({"name": "", "phone": ""}, "name", "请填写反映人，或选择代表，或勾选匿名"),
        ({"name": "长" * 41}, "name", "40"),
        ({"phone": "1" * 21}, "phone", "20"),
        ({"village": "没有这个村", "village_pk": ""}, "village", "没有找到"),
        ({"group": "没有这个组", "group_pk": ""}, "group", "没有找到"),
        ({"deputy": "没有这个人", "deputy_pk": ""}, "deputy", "没有找到"),
        ({"co_signers": "长" * 41}, "co_signers", "姓名过长，请核对；多人请用顿号隔开"),
    ],
)
def test_a_fault_is_named_at_its_field_and_nothing_typed_is_lost(
    way, client, typed, change, field, words
):
    response = send(client, way.clerk, typed | change)

    page = response.content.decode()
    assert response.status_code == 200
    assert list(faults(response)) == [field]
    assert words in faults(response)[field][0]
    kept = {**typed, **change}
    assert [kept[name] for name in ("title", "text") if kept[name] not in page] == []
    assert not Opinion.objects.exists()


@pytest.mark.parametrize(
    "day", ["2017.6.5", "2017年6月5日", "20170605", "２０１７-６-５"]
)
def test_the_day_is_typed_in_any_of_the_usual_ways(way, client, typed, day):
    response = send(client, way.clerk, typed | {"collected_on": day})

    assert response.status_code == 302
    assert Opinion.objects.get().collected_on.isoformat() == "2017-06-05"


@pytest.mark.parametrize(
    "names",
    [
        "李四、王五",
        "李四，王五",
        "李四 王五",
        "李四；王五",
        "李四、、王五、李四",
        "李　四、王五",
    ],
)
def test_who_signed_with_him_is_parted_as_people_part_names(way, client, typed, names):
    send(client, way.clerk, typed | {"co_signers": names})

    assert signers(Opinion.objects.get()) == ["张三", "李四", "王五"]


def test_who_leads_does_not_sign_a_second_time(way, client, typed):
    send(client, way.clerk, typed | {"co_signers": "张三、李四"})

    assert signers(Opinion.objects.get()) == ["张三", "李四"]


def test_going_on_keeps_group_source_day_and_village(way, client, typed, qingshan):
    place = {"village": qingshan.name, "village_pk": qingshan.pk}
    response = send(client, way.clerk, typed | place | {"again": "1"})

    opinion = Opinion.objects.get()
    page = client.get(response.url)
    form = page.context["form"]
    names = ("group", "origin", "collected_on", "village", "title", "text", "name")
    assert response.url == f"{CREATE}?after={opinion.pk}"
    assert "已登记“修桥”。" in page.content.decode()
    assert [form[name].value() or None for name in names] == [
        way.group,
        "visit",
        opinion.collected_on,
        qingshan,
        None,
        None,
        None,
    ]


def test_an_opinion_out_of_sight_is_nothing_to_go_on_from(way, client, typed, duobao):
    send(client, way.clerk, typed)
    foreign = Opinion.objects.get()
    client.force_login(user_of(Role.PRESIDIUM, presidium_of(duobao)))

    for key in (foreign.pk, 99_999_999, "x"):
        assert client.get(f"{CREATE}?after={key}").status_code == 404


def test_without_a_name_it_may_be_anonymous(way, client, typed):
    data = typed | {"name": "", "phone": "", "is_anonymous": "on"}

    response = send(client, way.clerk, data)

    opinion = Opinion.objects.get()
    assert response.url == opinion.get_absolute_url()
    assert (opinion.is_anonymous, signers(opinion)) == (True, [])
    assert "匿名" in client.get(response.url).content.decode()


def test_the_presidium_collects_without_a_group(way, client, typed):
    del typed["group"], typed["group_pk"]

    send(client, way.clerk, typed | {"origin": "presidium"})

    opinion = Opinion.objects.get()
    assert (opinion.group, opinion.township) == (None, way.group.township)
    assert opinion.origin == Origin.PRESIDIUM
    assert not opinion.is_on_behalf


def test_the_secretary_has_to_name_a_group_of_his(way, client, typed, second_group):
    client.force_login(way.secretary)
    assert way.group.name in client.get(CREATE).content.decode()

    missing = send(client, way.secretary, typed | {"group": "", "group_pk": ""})
    foreign = typed | {"group": second_group.name, "group_pk": second_group.pk}
    other = send(client, way.secretary, foreign)

    assert faults(missing) == {"group": ["请选择代表小组"]}
    assert list(faults(other)) in (["group"], ["__all__"])
    assert not Opinion.objects.exists()


def test_nobody_writes_into_the_next_township(way, client, typed, duobao_group):
    foreign = {"group": duobao_group.name, "group_pk": duobao_group.pk}

    response = send(client, way.clerk, typed | foreign)

    assert "没有找到" in faults(response)["group"][0]


def test_a_village_of_the_next_township_is_not_found(way, client, typed, duobao):
    village = VillageFactory(parent=duobao, name="远村")
    foreign = {"village": f"{duobao} {village}", "village_pk": village.pk}

    response = send(client, way.clerk, typed | foreign)

    assert "没有找到" in faults(response)["village"][0]


def test_a_deputy_is_asked_for_no_name_but_his_co_signers(way, client):
    client.force_login(way.deputy)

    form = client.get(CREATE).context["form"]

    assert not {"deputy", "name", "phone"} & set(form.fields)
    assert form["origin"].initial == Origin.DEPUTY
    assert form["group"].initial == way.group


def test_a_deputys_opinion_is_his_own_and_he_sees_where_it_stands(way, client, typed):
    mine = {key: typed[key] for key in typed if key not in ("name", "phone")}

    response = send(
        client, way.deputy, mine | {"origin": "deputy", "is_suggestion": "on"}
    )

    opinion = Opinion.objects.visible_to(way.deputy).get()
    assert response.url == opinion.get_absolute_url()
    assert opinion.proposers.get().person == way.deputy.person
    assert (opinion.state, opinion.is_on_behalf) == (State.SCREENING, False)
    assert "待甄别" in client.get(response.url).content.decode()


def test_a_deputy_is_not_shown_what_others_of_the_group_put_forward(way):
    way.collect(title="水渠清淤")
    person = way.deputy.person
    own = way.collect(proposers=[Proponent(person.name, person=person)])

    assert list(Opinion.objects.visible_to(way.deputy)) == [own]


def test_a_draft_stays_with_its_author_until_it_is_handed_in(way, client, typed):
    send(client, way.clerk, typed | {"is_draft": "on"})

    opinion = Opinion.objects.get()
    assert (opinion.state, opinion.due_on, opinion.number) == (State.DRAFT, None, "")
    hand_in = reverse("referrals:move", args=[opinion.pk, "hand_in"])
    client.post(hand_in, {"version": opinion.version, "on": "2017-06-06"})
    opinion.refresh_from_db()
    assert opinion.state == State.SCREENING
    assert opinion.due_on.isoformat() == "2017-06-13"


def test_a_paper_is_kept_with_the_opinion(way, client, typed):
    paper = SimpleUploadedFile("来信.pdf", b"%PDF-1.4 ...", "application/pdf")

    send(client, way.clerk, typed | {"paper": paper})

    attachment = Opinion.objects.get().attachments.get()
    assert (attachment.file.name, attachment.kind) == ("来信.pdf", "source")
    url = reverse("referrals:attachment", args=[attachment.pk])
    assert client.get(url).status_code == 200


def test_a_file_that_is_something_else_is_refused_and_the_text_kept(way, client, typed):
    paper = SimpleUploadedFile("来信.pdf", b"MZ\x90\x00 program", "application/pdf")

    response = send(client, way.clerk, typed | {"paper": paper})

    assert response.status_code == 200
    assert typed["text"] in response.content.decode()
    assert not Opinion.objects.exists()


def test_pressing_twice_stores_one(way, client, typed):
    data = typed | {"form_token": "a-token-of-this-form"}

    first, second = (send(client, way.clerk, data) for _ in range(2))

    assert first.url == second.url
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize("who", ["unit", "leader", "supervisor", "auditor"])
def test_who_only_reads_or_answers_writes_none_down(way, client, request, typed, who):
    response = send(client, request.getfixturevalue(who), typed)

    assert response.status_code == 403
    assert not Opinion.objects.exists()


def revision(opinion, **fields):
    data = {"title": opinion.title, "text": opinion.text, "version": opinion.version}
    return data | fields


def revise_url(opinion):
    return reverse("referrals:revise", args=[opinion.pk])


def test_completing_keeps_what_stood_there_before(way, client, qingshan):
    opinion = way.to(State.SCREENING)
    village = {"village": f"{qingshan.parent} {qingshan}", "village_pk": qingshan.pk}
    data = revision(opinion, category=way.category.pk, **village)

    response = send(client, way.secretary, data, revise_url(opinion))

    assert response.url == opinion.get_absolute_url()
    opinion.refresh_from_db()
    assert (opinion.category, opinion.village) == (way.category, qingshan)
    words = opinion.history.last().words
    assert ["原类别", "（空）"] in words
    assert ["原所涉村", "（空）"] in words


@pytest.mark.parametrize(
    ("change", "field"),
    [({"title": ""}, "title"), ({"text": ""}, "text"), ({"text": "长" * 4001}, "text")],
)
def test_completing_with_a_fault_changes_nothing(way, client, change, field):
    opinion = way.to(State.SCREENING)

    data = revision(opinion, **change)
    response = send(client, way.secretary, data, revise_url(opinion))

    assert list(faults(response)) == [field]
    opinion.refresh_from_db()
    assert opinion.text == "村级主干道3公里未硬化，群众出行难"


def test_what_was_handed_over_is_no_longer_rewritten_but_the_text_stays(way, client):
    opinion = way.to(State.HANDLING)

    data = revision(opinion, text="改写的内容")
    response = send(client, way.clerk, data, revise_url(opinion))

    page = response.content.decode()
    assert "当前状态为“乡村办理中”，不能补充完善" in page
    assert "改写的内容" in page
    opinion.refresh_from_db()
    assert opinion.text != "改写的内容"


def test_another_group_of_the_township_rewrites_nothing(
    way, client, other_secretary, second_group
):
    MembershipFactory(group=second_group)
    opinion = way.to(State.SCREENING)

    response = send(client, other_secretary, revision(opinion), revise_url(opinion))

    assert response.status_code == 404
    assert opinion.history.last().on == START


# --- who is several at once, and days between two campaigns ---------------------------


def test_a_secretary_who_is_a_deputy_too_still_writes_down_what_voters_say(
    way, client, typed
):
    hold(way.secretary, Role.DEPUTY)

    send(client, way.secretary, typed)

    opinion = Opinion.objects.get()
    assert [(p.name, p.person) for p in opinion.proposers.all()] == [("张三", None)]
    assert opinion.is_of_voters


@pytest.fixture
def clerk_of_two(way, duobao):
    """Keeps the books of 渔薪 and, since the clerk there left, of 多宝."""
    organ = presidium_of(duobao)
    hold(way.clerk, Role.PRESIDIUM, organ)
    return way.clerk


@pytest.mark.parametrize("place", ["yuxin", "duobao"])
def test_a_clerk_of_two_townships_collects_for_that_of_the_village(
    request, client, typed, clerk_of_two, place
):
    township = request.getfixturevalue(place)
    village = VillageFactory(name="柳河村委会", parent=township)
    label = {"village": f"{township} {village}", "village_pk": village.pk}

    send(client, clerk_of_two, typed | label | {"group": "", "group_pk": ""})

    opinion = Opinion.objects.get()
    assert (opinion.township, opinion.village) == (township, village)
    assert opinion.presidium == presidium_of(township)


def test_a_clerk_of_two_townships_is_asked_where_it_was_heard(
    client, typed, clerk_of_two
):
    page = send(client, clerk_of_two, typed | {"group": "", "group_pk": ""})

    assert "看不出是哪个乡镇的" in str(page.context["form"].errors["village"])
    assert not Opinion.objects.exists()


def test_between_two_campaigns_nothing_is_collected_and_the_text_stays(
    way, client, typed
):
    Campaign.objects.update(is_current=False)

    page = send(client, way.clerk, typed)

    assert NO_CAMPAIGN in page.content.decode()
    assert "修桥" in page.content.decode()
    assert not Opinion.objects.exists()


def test_between_two_campaigns_no_session_is_called(way, client):
    Campaign.objects.update(is_current=False)
    client.force_login(way.office)
    held = {"title": "第九次联席会议", "held_on": "2017-07-20"}

    page = client.post(reverse("referrals:conference_create"), held)

    assert NO_CAMPAIGN in page.content.decode()
    assert not JointConference.objects.filter(title="第九次联席会议").exists()


def test_a_key_of_thousands_of_digits_is_no_opinion_to_merge_into(way, client):
    opinion = way.to("triage")
    client.force_login(way.clerk)
    url = reverse("referrals:move", args=[opinion.pk, "merge"])

    for key in ("9" * 5000, "9" * 30, "１２"):
        form = client.get(url, {"into": key}).context["form"]
        assert form["into"].value() is None
