"""Opinions written on the page of a visit, from the entry page to the township's number."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import Origin, State
from referrals.models import Opinion
from tests.factories.platform import presidium_of
from tests.factories.poverty import HouseholdFactory
from tests.factories.referrals import CategoryFactory
from tests.visits.typed import typed
from visits.models import Visit
from visits.outing import CallData

pytestmark = pytest.mark.django_db
NEW = "/visits/new/"
ROAD = {"opinions-0-text": "三组的路雨天走不出去"}


@pytest.fixture
def presidium(yuxin):
    return presidium_of(yuxin)


@pytest.fixture
def send(desk, outing, presidium):
    """The secretary's page with opinions typed on it."""

    def send(*opinions, **changes):
        data = typed(outing) | {"opinions-count": len(opinions)}
        for number, opinion in enumerate(opinions):
            data |= {f"opinions-{number}-{name}": v for name, v in opinion.items()}
        return desk.post(NEW, data | changes)

    return send


def faults(response):
    return [fault["text"] for fault in response.context["page"].faults]


def test_visit_and_opinion_are_stored_together(send, outing, qingshan, secretary):
    response = send({"text": "三组的路雨天走不出去"})

    assert response.status_code == 302
    opinion = Opinion.objects.get()
    assert opinion.source_visit == Visit.objects.get()
    assert opinion.village == qingshan
    assert (opinion.campaign, opinion.group) == (outing.campaign, outing.group)
    assert (opinion.origin, opinion.state) == (Origin.VISIT, State.SCREENING)
    assert opinion.collected_on == outing.visited_on
    assert opinion.recorded_by == secretary


def test_one_household_called_on_is_the_source(send, household):
    send({"text": "路不好走"})

    opinion = Opinion.objects.get()
    assert opinion.source_call.household == household
    assert [p.name for p in opinion.proposers.all()] == ["张三丰"]


@pytest.fixture
def neighbour(outing, qingshan):
    """A second household on the same outing."""
    other = HouseholdFactory(village=qingshan, head_name="王五")
    outing.calls = [*outing.calls, CallData(other, {"ask_basics": "独居"})]
    return other


def told_of(opinion):
    """Who is owed the answer: each by name, with the household or village it is of."""
    return [
        (row.name, row.phone, row.household, row.village)
        for row in opinion.proposers.all()
    ]


def test_of_two_households_one_has_to_be_chosen(send, neighbour):
    response = send({"text": "路不好走"})

    assert faults(response) == [
        "本次走访了几户，请选择是哪一户反映的，或者选择其他个人、村、匿名"
    ]
    assert "路不好走" in response.content.decode()
    assert not Visit.objects.exists()


def test_each_opinion_of_an_outing_names_who_said_it(
    send, household, neighbour, qingshan
):
    """A household, one of a household, anybody else, the village, or nobody known."""
    response = send(
        {"text": "一", "said_by": f"household-{neighbour.pk}"},
        {"text": "二", "said_by": f"household-{household.pk}", "name": "张小丰"},
        {"text": "三", "said_by": "person", "name": "赵六", "phone": "138 0000 1234"},
        {"text": "四", "name": "赵六"},
        {"text": "五", "said_by": "village"},
        {"text": "六", "said_by": "anonymous"},
    )

    assert response.status_code == 302, faults(response)
    rows = Opinion.objects.order_by("pk")
    assert {row.text: told_of(row) for row in rows} == {
        "一": [("王五", "", neighbour, None)],
        "二": [("张小丰", "", household, None)],
        "三": [("赵六", "138 0000 1234", None, None)],
        "四": [("赵六", "", None, None)],
        "五": [("青山村委会", "", None, qingshan)],
        "六": [],
    }
    assert [row.text for row in rows if row.is_anonymous] == ["六"]
    calls = {row.text: row.source_call for row in rows if row.source_call}
    assert {text: call.household for text, call in calls.items()} == {
        "一": neighbour,
        "二": household,
    }


def test_without_a_household_the_village_said_it(send, outing, qingshan):
    outing.calls = []

    send({"text": "路不好走"})

    opinion = Opinion.objects.get()
    assert told_of(opinion) == [("青山村委会", "", None, qingshan)]
    assert opinion.source_call is None


WRONG = [
    ({"said_by": "village", "name": "赵六"}, "请清空姓名，或者改选其他个人"),
    ({"said_by": "anonymous", "name": "赵六"}, "请清空姓名，或者改选其他个人"),
    ({"said_by": "person"}, "请填写反映人姓名"),
    ({"said_by": "household-999999999"}, "此户已不在本次走访中，请重新选择"),
]


@pytest.mark.parametrize(("typed", "sentence"), WRONG, ids=[w[1] for w in WRONG])
def test_what_does_not_go_together_is_said_and_kept(send, neighbour, typed, sentence):
    response = send({"text": "路不好走"} | typed)

    (fault,) = faults(response)
    assert sentence in fault
    assert "路不好走" in response.content.decode()
    assert not Visit.objects.exists()


def boxes(response):
    """What the box of who said it offers: value and words."""
    [part] = response.context["page"].parts
    return [
        (str(value), label) for value, label in part.rows[0].fields["said_by"].choices
    ]


OTHERS = ["其他个人（填写姓名）", "村（村委会或群众集体）", "匿名"]


def test_the_box_says_what_leaving_it_open_means(desk, send, outing, household):
    """Without scripts each answer of the server brings the households of the page."""
    own = (f"household-{household.pk}", "张三丰（一般贫困户）")
    with_one = boxes(send({"text": ""}, refresh="1"))
    other = HouseholdFactory(village=household.village, head_name="王五")
    outing.calls = [*outing.calls, CallData(other, {})]
    with_two = boxes(send({"text": ""}, refresh="1"))
    without = boxes(desk.get(NEW))

    labels = [[label for _, label in each] for each in (without, with_one, with_two)]
    assert labels == [
        ["默认：本村（选了代表的为代表）", *OTHERS],
        ["默认：张三丰（一般贫困户）", own[1], *OTHERS],
        ["请选择", own[1], "王五（一般贫困户）", *OTHERS],
    ]
    assert own in with_two


def test_a_household_taken_out_of_the_page_is_no_longer_offered(
    send, household, neighbour
):
    response = send({"text": "路不好走"}, refresh="1", **{"calls-1-removed": "on"})

    assert [label for _, label in boxes(response)][1:2] == ["张三丰（一般贫困户）"]
    assert len(boxes(response)) == 5


def test_whoever_is_named_is_the_proposer(send):
    send({"text": "路不好走", "name": "赵六", "phone": "138 0000 1234"})

    opinion = Opinion.objects.get()
    told = [(p.name, p.phone) for p in opinion.proposers.all()]
    assert told == [("赵六", "138 0000 1234")]
    assert opinion.source_call is None


def test_who_wants_no_name_gets_none(send):
    send({"text": "路不好走", "said_by": "anonymous"})

    opinion = Opinion.objects.get()
    assert opinion.is_anonymous
    assert not opinion.proposers.exists()


def test_a_title_alone_is_the_text_too(send):
    send({"title": "修三组的路"})

    opinion = Opinion.objects.get()
    assert (opinion.title, opinion.text) == ("修三组的路", "修三组的路")


def test_a_text_alone_gives_its_first_words_as_title(send):
    send({"text": "路" * 60})

    assert Opinion.objects.get().title == "路" * 40


def test_three_opinions_of_one_outing_are_three(send):
    category = CategoryFactory()

    send(
        {"text": "修路", "category": category.pk},
        {"text": ""},
        {"text": "通水", "is_confidential": "on"},
        {"text": "用电"},
    )

    rows = Opinion.objects.order_by("pk")
    assert [row.text for row in rows] == ["修路", "通水", "用电"]
    assert [row.is_confidential for row in rows] == [False, True, False]
    assert rows[0].category == category


def test_a_visit_with_a_fault_stores_no_opinion_and_keeps_its_text(send):
    response = send({"text": "路不好走"}, visited_on="昨天")

    assert not Opinion.objects.exists()
    assert "路不好走" in response.content.decode()


def test_an_opinion_with_a_fault_stores_no_visit(send):
    response = send({"name": "赵六"})

    assert faults(response) == ["请填写意见建议内容"]
    assert not Visit.objects.exists()


def test_faults_of_visit_and_opinion_stand_in_one_box(send):
    response = send({"name": "赵六"}, visited_on="昨天", village="", village_pk="")

    told = faults(response)
    assert len(told) == 3
    assert told[0].startswith("“昨天”不是日期")
    assert told[-1] == "请填写意见建议内容"


def test_another_row_keeps_what_is_typed_in_all_of_them(send):
    response = send({"text": "路不好走"}, **{"opinions-more": "add"}, note="雨天")

    page = response.context["page"]
    [part] = page.parts
    assert [row["text"].value() for row in part.rows] == ["路不好走", None]
    assert page.head["note"].value() == "雨天"
    assert page.faults == []
    assert not Visit.objects.exists()


def test_pressing_twice_stores_visit_and_opinion_once(send):
    for _ in range(2):
        send({"text": "路不好走"}, form_token="one-press-is-enough")

    assert (Visit.objects.count(), Opinion.objects.count()) == (1, 1)


def test_a_likely_double_stores_no_opinion_until_confirmed(send, visit):
    response = send({"text": "路不好走"})
    assert not Opinion.objects.exists()

    send({"text": "路不好走"}, confirmed=response.context["page"].doubt_keys)

    assert Opinion.objects.count() == 1


def test_a_number_is_given_in_triage_and_not_before(send, secretary, clerk):
    send({"text": "修路"}, {"text": "通水"})
    first, second = Opinion.objects.order_by("pk")
    assert (first.number, second.number) == ("", "")

    second = actions.move(second, "report_up", by=secretary, on=date(2017, 6, 1))
    first = actions.move(first, "report_up", by=secretary, on=date(2017, 6, 1))

    assert second.number == "〔2017〕渔薪001号"
    assert first.number == "〔2017〕渔薪002号"
    assert first.state == State.TRIAGE


def test_the_visit_shows_its_opinions_and_where_they_stand(send, desk, secretary):
    send({"title": "修三组的路", "text": "雨天走不出去"})
    visit = Visit.objects.get()
    actions.move(Opinion.objects.get(), "report_up", by=secretary, on=visit.visited_on)

    text = desk.get(visit.get_absolute_url()).content.decode()

    assert "修三组的路" in text
    assert "〔2017〕渔薪001号" in text


def test_an_opinion_added_on_the_edit_page_belongs_to_the_visit(
    desk, visit, outing, presidium
):
    data = typed(outing, version=1) | {"opinions-count": 1, **ROAD}

    desk.post(f"/visits/{visit.pk}/edit/", data)

    assert Opinion.objects.get().source_visit == visit


def test_the_edit_page_does_not_offer_stored_opinions_as_new(send, desk):
    send({"text": "路不好走"})
    visit = Visit.objects.get()

    page = desk.get(f"/visits/{visit.pk}/edit/").context["page"]

    [part] = page.parts
    assert [row["text"].value() for row in part.rows] == [None]


def test_a_household_that_an_opinion_refers_to_cannot_be_taken_out(
    send, desk, outing, qingshan
):
    send({"text": "路不好走"})
    visit = Visit.objects.get()

    response = desk.post(
        f"/visits/{visit.pk}/edit/",
        typed(outing, version=1, calls=[], few_reason=""),
    )

    assert response.status_code == 200
    assert "已有意见建议等记录引用" in response.content.decode()
    assert visit.calls.count() == 1


def test_what_the_clerk_takes_down_is_marked_as_on_behalf(client, clerk, outing):
    client.force_login(clerk)

    client.post(NEW, typed(outing) | {"opinions-count": 1, **ROAD})

    opinion, visit = Opinion.objects.get(), Visit.objects.get()
    assert opinion.is_on_behalf
    assert visit.is_on_behalf
    assert (opinion.recorded_by, opinion.group) == (clerk, outing.group)


def test_the_neighbour_sees_neither_visit_nor_opinion(client, send, other_clerk):
    send({"text": "路不好走"})
    client.force_login(other_clerk)

    opinion = Opinion.objects.get()

    assert client.get(Visit.objects.get().get_absolute_url()).status_code == 404
    address = reverse("referrals:detail", args=[opinion.pk])
    assert client.get(address).status_code == 404


def test_an_opinion_that_nobody_would_receive_is_told_and_nothing_is_lost(desk, outing):
    response = desk.post(NEW, typed(outing) | {"opinions-count": 1, **ROAD})

    assert response.status_code == 200
    assert faults(response) == ["意见建议不能登记：渔薪镇还没有设立主席团或联络处"]
    assert ROAD["opinions-0-text"] in response.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize("count", ["x", "-1", "９", "", "9" * 30])
def test_no_count_of_rows_breaks_the_page(send, count):
    response = send({"text": "路不好走"}, **{"opinions-count": count})

    assert response.status_code == 302
    assert Opinion.objects.count() == 1


def test_the_paper_of_the_visit_holds_what_was_said_openly(send, desk):
    open_words, secret_words = (
        {"text": "三组的路雨天走不出去"},
        {"text": "低保评得不公"},
    )
    send(open_words, secret_words | {"is_confidential": "on"})
    visit = Visit.objects.get()

    paper = desk.get(reverse("visits:print", args=[visit.pk])).content.decode()

    assert Opinion.objects.filter(source_visit=visit).count() == 2
    assert open_words["text"] in paper
    assert secret_words["text"] not in paper


def test_a_visit_without_opinions_has_no_empty_table_on_its_paper(send, desk):
    send()

    paper = desk.get(reverse("visits:print", args=[Visit.objects.get().pk]))

    assert "现场收集的意见建议" not in paper.content.decode()


def test_what_stands_beside_a_household_was_said_by_it(send, household, neighbour):
    """Of several households too, and whoever of it is named."""
    response = send(
        {"text": "一", "call": "1"},
        {"text": "二", "call": "0", "name": "张小丰"},
        {"text": "三", "call": "0", "said_by": "village"},
        {"text": "四", "call": "", "said_by": "anonymous"},
    )

    assert response.status_code == 302, faults(response)
    rows = Opinion.objects.order_by("pk")
    told = {
        row.text: [(p.name, p.household) for p in row.proposers.all()] for row in rows
    }
    assert told == {
        "一": [("王五", neighbour)],
        "二": [("张小丰", household)],
        "三": [("青山村委会", None)],
        "四": [],
    }
    assert [row.source_call and row.source_call.household for row in rows] == [
        neighbour,
        household,
        None,
        None,
    ]


def test_each_household_has_a_row_beside_it_and_its_own_button(send, neighbour):
    first = send({"text": "路不好走", "call": "1"}, **{"opinions-more": "1"})

    blocks = [
        [row["text"].value() for row in each["rows"]]
        for block in first.context["page"].blocks
        for each in block["parts"]
    ]
    assert blocks == [[None], ["路不好走", None]]
    assert not Visit.objects.exists()
    prefixes = [
        row.prefix
        for block in first.context["page"].blocks
        for each in block["parts"]
        for row in each["rows"]
    ]
    assert len(set(prefixes)) == 3


def test_the_opinions_of_a_household_taken_out_go_with_it(send, neighbour):
    response = send(
        {"text": "一", "call": "0"},
        {"text": "二", "call": "1"},
        **{"calls-1-removed": "on"},
    )

    assert response.status_code == 302, faults(response)
    assert [row.text for row in Opinion.objects.all()] == ["一"]


@pytest.mark.parametrize("number", ["7", "x", "-1", "９", "9" * 30])
def test_a_block_that_is_not_there_has_no_household(send, neighbour, number):
    response = send({"text": "路不好走", "call": number})

    (fault,) = faults(response)
    assert fault == ("本次走访了几户，请选择是哪一户反映的，或者选择其他个人、村、匿名")
