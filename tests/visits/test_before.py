"""What stands beside a question while a visit is typed."""

import pytest

from tests.factories.poverty import HouseholdFactory
from visits import actions
from visits.models import Phrase

pytestmark = pytest.mark.django_db
PHRASES = "/visits/new/phrases/"
LAST = "/visits/new/last-answers/"


@pytest.fixture
def ask(client):
    """The phrases of a user, after something was sent in his name."""

    def ask(user, **sent):
        client.force_login(user)
        told = (client.post(PHRASES, sent) if sent else client.get(PHRASES)).json()
        return [(p["text"], p["own"]) for p in told["phrases"]], told["fault"]

    return ask


def test_each_has_his_own_words_and_those_of_the_office(ask, secretary, clerk, office):
    ask(office, question="ask_basics", text="因病致贫", for_all="on")
    ask(secretary, question="ask_basics", text=" 家中缺劳力 ")

    assert ask(secretary) == ([("家中缺劳力", True), ("因病致贫", False)], "")
    assert ask(clerk) == ([("因病致贫", False)], "")


def test_only_the_office_gives_words_to_all_and_takes_them_back(
    client, ask, secretary, office
):
    shared = actions.remember("因病致贫", question="q", by=office, for_all=True)
    client.force_login(secretary)

    refused = [
        client.post(PHRASES, {"question": "q", "text": "x", "for_all": "on"}),
        client.post(PHRASES, {"drop": shared.pk}),
    ]

    assert [answer.status_code for answer in refused] == [403, 403]
    assert ask(office, drop=shared.pk) == ([], "")


def test_what_the_office_gives_to_all_it_keeps_no_second_time(ask, clerk, office):
    ask(office, question="q", text="因病致贫")
    own = actions.remember("因病致贫", question="q", by=clerk)

    assert ask(office, question="q", text="因病致贫", for_all="on") == (
        [("因病致贫", False)],
        "",
    )
    # What others wrote themselves is theirs.
    assert Phrase.objects.filter(pk=own.pk).exists()


@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_the_page_has_the_button_for_who_may_give(
    client, visit_form, yuxin_group, who, request
):
    client.force_login(request.getfixturevalue(who))

    page = client.get("/visits/new/").content.decode()

    assert 'data-phrases="/visits/new/phrases/"' in page
    assert ("data-gives-phrases" in page) == (who == "office")


def test_words_of_others_are_neither_seen_nor_forgotten(client, secretary, clerk):
    own = actions.remember("家中缺劳力", question="q", by=secretary)
    client.force_login(clerk)

    assert client.post(PHRASES, {"drop": own.pk}).status_code == 404
    assert Phrase.objects.get() == own


def test_the_same_words_are_kept_once_and_no_more_than_there_are_keys(ask, secretary):
    for number in (1, 1, 2, 3, 4, 5, 6, 7, 8, 9):
        ask(secretary, question="q", text=f"第{number}条")

    kept, fault = ask(secretary, question="q", text="第10条")
    assert [text for text, _ in kept] == [f"第{n}条" for n in range(1, 10)]
    assert fault == "这个问题已有9条常用语，请先删去一条"
    assert ask(secretary, question="q", text="长" * 301)[1] == "常用语应有1至300个字"


def test_the_last_answers_of_a_household_are_told_to_who_sees_the_visit(
    client, visit, outing, household, secretary, clerk, other_clerk
):
    later = visit.visited_on.replace(day=visit.visited_on.day + 1)
    outing.visited_on, outing.calls[0].answers = (
        later,
        {
            "ask_basics": "家中3口人",
            "check_policies": ["医疗救助", "教育资助"],
        },
    )
    actions.record_visit(outing, by=secretary)
    untold = HouseholdFactory(village=household.village)

    def told(user, home):
        client.force_login(user)
        return client.get(LAST, {"household": home.pk})

    assert told(clerk, household).json() == {
        "day": f"{later}",
        "answers": {"ask_basics": "家中3口人", "check_policies": "医疗救助、教育资助"},
    }
    assert told(clerk, untold).json() == {"answers": {}}
    assert told(other_clerk, household).status_code == 404


@pytest.mark.parametrize("key", ["", "x", "9" * 30, "-1"])
def test_no_household_of_an_address_is_found_by_nonsense(client, clerk, key):
    client.force_login(clerk)

    assert client.get(LAST, {"household": key}).status_code == 404
