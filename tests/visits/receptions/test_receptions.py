"""Writing receptions down, what becomes of them, who learns who came."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from deputies.models import Person
from groups.activities.queries.records import records_of
from groups.places.queries import sights
from referrals.models import Opinion
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import ActivityFactory, GroupFactory, MembershipFactory
from tests.factories.referrals import CategoryFactory
from tests.factories.visits import DutyFactory, DutyPlanFactory, ReceptionFactory
from tianmen_congress.base.divisions.models import Division
from visits.receptions import actions, papers, rules, shown
from visits.receptions.enums import CameBy, FedBackBy, HowFar, Satisfied, Treatment
from visits.receptions.models import Reception
from visits.receptions.queries.standing import with_standing

pytestmark = pytest.mark.django_db
JUNE, JULY = date(2017, 6, 1), date(2017, 7, 1)


def sent(client, user, page, pk, **data):
    client.force_login(user)
    return client.post(reverse(f"receptions:{page}", args=[pk]), data)


def faults(page):
    return {name: list(words) for name, words in page.context["form"].errors.items()}


def how_far(reception):
    return with_standing(Reception.objects.filter(pk=reception.pk)).get().standing


@pytest.fixture
def handed(station, hearer, clerk):
    """Handed to the village."""
    reception = Reception(
        place=station,
        township=station.township,
        held_on=JUNE,
        voter_name="张来访",
        matter="村口桥栏断了两年",
        outcome=Treatment.VILLAGE,
        passed_to="青山村委会",
        passed_on=JUNE,
    )
    return actions.save_reception(reception, by=clerk, deputies=[hearer])


# --- who may ------------------------------------------------------------------------


MARKS = {"见": "桥栏断了", "名": "张来访", "码": "13800001234", "女": "<dd>女</dd>"}


def marks_on(page):
    text = page.content.decode()
    return "".join(mark for mark, word in MARKS.items() if word in text)


def test_who_sees_a_reception_and_the_name_of_a_confidential_voter(
    each, station, yuxin_group, deputy
):
    both = [
        ReceptionFactory(
            place=station,
            group=yuxin_group,
            voter_name="张来访",
            phone="13800001234",
            sex="female",
            is_confidential=is_secret,
            matter=f"张来访说桥栏断了{'又' if is_secret else ''}两年",
        )
        for is_secret in (False, True)
    ]
    for reception in both:
        reception.hearings.create(person=Person.objects.get(user=deputy))

    def seen(client, who):
        pages = [client.get(reception.get_absolute_url()) for reception in both]
        found = client.post(
            reverse("receptions:find_person"),
            {"by": "name", "text": "张来访"},
            follow=True,
        )
        listed = found.context and found.context.get("listing")
        return [*map(marks_on, pages), listed.total if listed else None]

    whole = ["见名码女", "见名码女", 2]
    assert each(seen) == {
        **dict.fromkeys(("office", "clerk", "secretary"), whole),
        **{key: ["见女", "见", 0] for key in ("leader", "supervisor")},
        "deputy": ["见名码女", "见", 1],
        **{key: ["", "", 0] for key in ("other_secretary", "other_clerk")},
        **{key: ["", "", None] for key in ("unit", "sysadmin", "secadmin", "auditor")},
    }


def test_receptions_are_found_by_what_their_reader_reads(each, station, yuxin_group):
    for is_secret in (False, True):
        ReceptionFactory(
            place=station,
            group=yuxin_group,
            voter_name="张来访",
            is_confidential=is_secret,
            matter="张来访说桥栏断了",
        )

    def found(client, who):
        def kinds(text):
            page = client.get(reverse("workbench:search"), {"q": text})
            parts = {p.kind: len(p.rows) for p in page.context["found"]}
            listed = client.get(reverse("receptions:list"), {"q": text})
            return parts.get("reception", 0), listed.context["listing"].total

        return kinds("桥栏"), kinds("张来访")

    told = each(found, ("office", "clerk", "secretary", "leader", "supervisor"))
    assert told == {
        **dict.fromkeys(("office", "clerk", "secretary"), ((2, 2), (2, 2))),
        **dict.fromkeys(("leader", "supervisor"), ((2, 2), (0, 0))),
    }


def test_a_secretary_writes_down_what_was_heard_in_the_villages_of_his_group(
    allowed, station, home
):
    def may(place):
        return allowed(lambda user, row: rules.receives_at(user, row, JULY), place)

    assert may(station) == {"office", "clerk", "secretary"}
    assert may(home) == {"office", "clerk"}


# --- writing it down ----------------------------------------------------------------


def test_a_clerk_writes_down_who_came_and_what_was_said(
    client, clerk, station, hearer, typed, yuxin, yuxin_group, qingshan
):
    page = sent(client, clerk, "add", station.pk, **typed())

    reception = Reception.objects.get()
    assert page.url == reception.get_absolute_url()
    assert (reception.number, reception.township, reception.village) == (
        *("渔薪青山村2017-接-001", yuxin),
        qingshan,
    )
    assert (reception.group, list(reception.deputies.all())) == (yuxin_group, [hearer])
    # He was told there and then, face to face.
    assert (reception.answered_on, reception.fed_back_on) == (JUNE, JUNE)
    assert (reception.fed_back_how, reception.satisfied) == (
        FedBackBy.FACE,
        Satisfied.UNSAID,
    )
    assert how_far(reception) == HowFar.TOLD


def test_every_fault_stands_at_its_field_and_nothing_is_stored(
    client, clerk, station, typed
):
    stranger = PersonFactory(name="赵外人")
    MembershipFactory(group=station.village.group_links.get().group, person=stranger)
    station.closed_on, station.close_reason = date(2017, 7, 20), "拆迁"
    station.save()
    wrong = {
        "matter": ({"matter": ""}, "请填写反映的问题和意见建议，按来访人的原话"),
        "voter_name": ({"voter_name": ""}, "请填写来访人姓名，或者勾选匿名"),
        "is_anonymous": (
            {"is_anonymous": "on"},
            "匿名的请清空姓名和电话，或者取消匿名",
        ),
        "answer": ({"answer": ""}, "当场答复的，请填写答复内容"),
        "refusal": ({"outcome": "refused"}, "不予受理的，请选择原因"),
        "passed_to": ({"outcome": "village"}, "请填写转交给谁"),
        "passed_on": (
            {"outcome": "village", "passed_to": "村委会", "passed_on": "2017-05-31"},
            "不能早于接待日期（2017-06-01）",
        ),
        "answered_on": ({"outcome": "elsewhere"}, "有答复的，请填写答复日期"),
        "finish": ({"start": "10:00", "finish": "9:00"}, "结束时间须晚于开始时间"),
        "held_on": ({"held_on": "2017-07-21"}, f"{station}已于2017-07-20停用"),
        "party": ({"party": "0"}, "填写了来访人或者反映的问题，来访人数不能是0"),
    }

    told = {
        name: faults(sent(client, clerk, "add", station.pk, **typed(**more))).get(name)
        for name, (more, _) in wrong.items()
    }
    nobody = faults(sent(client, clerk, "add", station.pk, **typed(deputies=[])))
    other = typed(deputies=[stranger.pk])
    without = faults(sent(client, clerk, "add", station.pk, **other))

    assert told == {name: [sentence] for name, (_, sentence) in wrong.items()}
    assert nobody["deputies"] == ["请选择接待代表"]
    assert without["deputies"] == ["赵外人在接待当天没有代表职务"]
    assert not Reception.objects.exists()


def test_the_database_itself_holds_what_must_not_be(station):
    wrong = [
        {"is_anonymous": True},
        {"matter": ""},
        {"outcome": "answered"},
        {"outcome": "refused"},
        {"refusal": "law"},
        {"answer": "答复"},
        {"result": "修好了"},
        {"fed_back_on": JULY},
        {"party": 0},
    ]
    held = []
    for facts in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            ReceptionFactory(place=station, **facts)
        held.append(facts)

    assert held == wrong
    assert ReceptionFactory(place=station).pk


def test_whoever_is_on_duty_stands_ticked_with_the_hours(
    client, clerk, station, hearer, second_hearer
):
    duty = DutyFactory(
        plan=DutyPlanFactory(place=station, quarter=JULY),
        person=second_hearer,
        day="2017-07-24",
    )
    client.force_login(clerk)
    page = duty.entry_url

    form = client.get(page).context["form"]

    offered = {str(each) for each in form.fields["deputies"].queryset}
    assert offered == {"王代表", "李代表"}
    assert form["deputies"].value() == [second_hearer.pk]
    assert form["held_on"].value() == date(2017, 7, 24)
    assert f"{form['start'].value():%H:%M}" == "09:00"


def test_numbers_run_on_for_each_place_and_year_without_gaps(
    client, clerk, station, home, hearer, typed
):
    sent(client, clerk, "add", station.pk, **typed())
    sent(client, clerk, "add", station.pk, **typed(matter=""))
    sent(client, clerk, "add", home.pk, **typed(deputies=[], other=hearer.name))
    sent(client, clerk, "add", station.pk, **typed())

    numbers = list(Reception.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == [
        *("渔薪青山村2017-接-001", "渔薪2017-接-001"),
        "渔薪青山村2017-接-002",
    ]


def test_saved_meanwhile_shows_both_and_loses_nothing(client, clerk, handed, typed):
    facts = typed(
        outcome="village", passed_to="村委会", passed_on="2017-06-02", answer=""
    )
    old = facts | {"version": "1", "matter": "路灯不亮"}
    sent(client, clerk, "edit", handed.pk, **facts | {"version": "1"})

    page = sent(client, clerk, "edit", handed.pk, **old)

    lines = {line.label: line.mine for line in page.context["form"].conflicts}
    assert lines["反映的问题和意见建议"] == "路灯不亮"
    handed.refresh_from_db()
    assert (handed.matter, handed.passed_to) == ("村口桥栏断了两年", "村委会")


# --- what becomes of it -------------------------------------------------------------


def test_what_was_handed_over_waits_for_its_result_and_then_for_the_voter(
    client, clerk, handed
):
    told = {"fed_back_on": "2017-07-03", "fed_back_how": "phone", "satisfied": "yes"}
    assert how_far(handed) == HowFar.OPEN
    early = sent(client, clerk, "feedback", handed.pk, **told)
    assert faults(early)["__all__"] == ["还没有办理结果，办结以后再反馈"]

    sent(client, clerk, "result", handed.pk, result="修好了", result_on="2017-07-02")
    assert how_far(handed) == HowFar.UNTOLD
    before = sent(
        client, clerk, "feedback", handed.pk, **told | {"fed_back_on": "7月1日"}
    )
    assert faults(before)["fed_back_on"] == ["不能早于2017-07-02"]
    sent(client, clerk, "feedback", handed.pk, **told)

    handed.refresh_from_db()
    assert (handed.fed_back_on, handed.satisfied) == (date(2017, 7, 3), "yes")
    assert how_far(handed) == HowFar.TOLD


def test_an_opinion_comes_of_it_with_who_said_it(
    client, clerk, station, hearer, typed, yuxin_group, qingshan
):
    category = CategoryFactory()
    sent(
        client,
        clerk,
        "add",
        station.pk,
        **typed(
            outcome="suggested",
            answer="",
            category=category.code,
            extent="case",
            is_confidential="on",
            **{"opinion-title": "修桥栏"},
        ),
    )

    reception, opinion = Reception.objects.get(), Opinion.objects.get()
    assert (opinion.source_reception, opinion.origin) == (reception, "reception")
    assert (opinion.title, opinion.text) == ("修桥栏", "村口桥栏断了两年")
    assert (opinion.group, opinion.village) == (yuxin_group, qingshan)
    assert (opinion.category, opinion.extent) == (category, "case")
    proposer = opinion.proposers.get()
    assert (proposer.name, proposer.phone) == ("张来访", "138 0000 1234")
    assert opinion.is_confidential
    assert not opinion.is_anonymous
    assert how_far(reception) == HowFar.OPEN
    assert "修桥栏" in client.get(reception.get_absolute_url()).content.decode()
    assert str(reception) in client.get(opinion.get_absolute_url()).content.decode()

    # Answered: the voter is to be told. Not struck off while it is under way.
    with pytest.raises(ValidationError, match="已形成意见建议"):
        actions.void_reception(reception, by=clerk, reason="误录")
    Opinion.objects.update(answered_on=JULY)
    assert how_far(reception) == HowFar.UNTOLD


def test_the_page_makes_one_opinion_and_asks_for_no_second(
    client, clerk, station, hearer, typed
):
    sent(client, clerk, "add", station.pk, **typed(outcome="suggested", answer=""))
    reception = Reception.objects.get()
    again = typed(outcome="suggested", answer="", version="1")

    sent(client, clerk, "edit", reception.pk, **again)
    other = sent(client, clerk, "add", station.pk, **typed(**{"opinion-text": "修桥"}))

    assert Opinion.objects.count() == 1
    assert "请改选处理方式" in other.content.decode()


def test_deputies_who_heard_it_follow_the_opinion_unless_it_was_confidential(
    client, clerk, station, deputy, typed
):
    person = Person.objects.get(user=deputy)
    MandateFactory(person=person, township=station.township)
    for secret in ({}, {"is_confidential": "on"}):
        data = typed(outcome="suggested", answer="", deputies=[person.pk], **secret)
        sent(client, clerk, "add", station.pk, **data)

    seen = Opinion.objects.visible_to(deputy)
    assert [opinion.is_confidential for opinion in seen] == [False]
    page = client.get(seen.get().get_absolute_url())
    client.force_login(deputy)
    assert "张来访" in page.content.decode()
    assert "张来访" not in client.get(seen.get().get_absolute_url()).content.decode()

    Reception.objects.update(voided_at="2017-07-01T00:00+08:00", void_reason="误录")
    assert not Opinion.objects.visible_to(deputy).exists()


# --- what counts --------------------------------------------------------------------


def said_of(group, day, user):
    """What an activity of the group on that day says of receptions."""
    activity = ActivityFactory(group=group, held_on=day)
    records = records_of(activity, user=user)
    return [str(each) for each in records.get("reception", [])]


def test_a_reception_without_people_or_deputies_counts_nothing(
    station, hearer, yuxin_group, clerk
):
    facts = {"place": station, "group": yuxin_group}
    counted, void, nobody, letter = (
        ReceptionFactory(**facts),
        ReceptionFactory(
            **facts, voided_at="2017-07-01T00:00+08:00", void_reason="误录"
        ),
        ReceptionFactory(**facts, party=0, matter="", voter_name=""),
        ReceptionFactory(**facts, channel=CameBy.LETTER),
    )
    for reception in (counted, void, nobody):
        reception.hearings.create(person=hearer)

    assert "接待1次" in said_of(yuxin_group, JUNE, clerk)
    assert said_of(yuxin_group, JULY, clerk) == []
    assert said_of(GroupFactory(township=yuxin_group.township), JUNE, clerk) == []
    seen = sights.seen([station], on=date(2017, 7, 25))[station.pk]["records"]
    assert "接待1次" in seen.words
    assert letter.is_standing


def test_the_paper_names_nobody_whom_its_reader_may_not_know(
    station, yuxin_group, clerk, leader
):
    reception = ReceptionFactory(
        place=station, group=yuxin_group, is_confidential=True, phone="13800001234"
    )

    def told(user):
        facts = dict(papers.filled(reception, user=user).facts)
        return facts["来访人"]

    assert told(clerk) == "张来访　13800001234"
    assert told(leader) == shown.IN_CONFIDENCE
    labels = [label for label, _ in papers.filled(reception, user=clerk).facts]
    assert [label for label, _ in papers.blank(station).facts] == labels


def test_a_reception_of_the_time_before_a_merger_tells_the_old_village(
    station, qingshan, clerk, hearer
):
    reception = ReceptionFactory(place=station, township=station.township)
    Division.objects.filter(pk=qingshan.pk).update(
        name="新青山村委会",
        former_names=[{"name": "青山村委会", "until": "2017-07-01"}],
    )
    reception.refresh_from_db()

    assert dict(shown.pairs_of(reception, user=clerk))["住址"] == "青山村委会"
