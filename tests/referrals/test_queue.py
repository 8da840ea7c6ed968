"""Working through what waits by keys alone: neighbours, order, and what is suggested."""

import pytest
from django.urls import reverse

from referrals import workflow
from referrals.enums import State
from referrals.models import Opinion
from referrals.queries.queue import first_address, in_order, queue_of, usual_move
from tests.factories.platform import user_of
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


def move_url(opinion, name):
    return reverse("referrals:move", args=[opinion.pk, name])


def in_queue(opinion, name):
    return f"{move_url(opinion, name)}?queue=1"


@kept
def three(way):
    """Three that wait for triage, all due on the same day."""
    return [way.to(State.TRIAGE, title=f"第{n}件") for n in range(1, 4)]


@pytest.fixture
def page(way, client):
    """The page of one move as the clerk sees it, one after the other."""

    def page(opinion, name="refer"):
        client.force_login(way.clerk)
        return client.get(in_queue(opinion, name))

    return page


def referral(way, opinion):
    return {
        "category": way.category.pk,
        "level": "township",
        "handler": f"o{way.handler.pk}",
        "on": START.isoformat(),
        "version": opinion.version,
    }


def test_the_most_urgent_comes_first(way):
    later, urgent = way.to(State.HANDLING), way.to(State.TRIAGE)

    assert list(in_order(user=way.clerk)) == [urgent, later]
    assert list(in_order(user=way.clerk, state="handling")) == [later]


def test_one_after_the_other_begins_with_ones_own(way):
    """The presidium records for a handler without an account: its own come first."""
    others = way.to(State.HANDLING)
    own = way.to(State.TRIAGE)
    Opinion.objects.filter(pk=others.pk).update(due_on=START, yellow_on=START)

    assert list(in_order(user=way.clerk)) == [others, own]
    assert first_address(user=way.clerk) == in_queue(own, "refer")


def test_each_has_its_neighbours_and_its_place(way, three):
    first, second, third = three

    queue = queue_of(second, user=way.clerk)

    assert (queue.place, queue.count) == (2, 3)
    assert queue.previous_url == in_queue(first, "refer")
    assert queue.next_url == in_queue(third, "refer")


def test_behind_the_last_one_come_those_that_were_passed_over(way, three):
    first, _, third = three

    queue = queue_of(third, user=way.clerk)

    assert queue.next_url == in_queue(first, "refer")


def test_the_only_one_has_no_neighbours(way):
    queue = queue_of(way.to(State.TRIAGE), user=way.clerk)

    assert (queue.place, queue.count) == (1, 1)
    assert queue.previous_url == queue.next_url == ""


def test_an_opinion_that_waits_for_somebody_else_leads_to_ones_own(way, three):
    elsewhere = way.to(State.TRIAGE)
    way.step(elsewhere, "grade_city")

    queue = queue_of(three[0], user=way.secretary)

    assert (queue.place, queue.count) == (0, 0)


def test_saving_goes_on_to_the_next_and_says_what_was_done(way, client, three):
    first, second, _ = three
    client.force_login(way.clerk)

    response = client.post(in_queue(first, "refer"), referral(way, first))

    assert response.url == in_queue(second, "refer")
    assert "已办理“交办”" in client.get(response.url).content.decode()
    first.refresh_from_db()
    assert first.state == State.HANDLING


def test_after_an_unusual_move_the_next_one_is_asked_the_usual(way, client, three):
    first, second, _ = three
    client.force_login(way.clerk)
    data = {"reason": "请补充户数", "version": first.version, "on": START.isoformat()}

    response = client.post(in_queue(first, "return_to_group"), data)

    assert response.url == in_queue(second, "refer")


def test_after_the_last_one_the_inbox_is_shown(way, client):
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    response = client.post(in_queue(opinion, "refer"), referral(way, opinion))

    assert response.url == reverse("referrals:inbox")


def test_without_the_queue_saving_leads_back_to_the_opinion(way, client):
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    response = client.post(move_url(opinion, "refer"), referral(way, opinion))

    assert response.url == opinion.get_absolute_url()


def test_what_is_refused_stays_on_the_page_with_what_was_typed(way, client, three):
    client.force_login(way.clerk)
    data = referral(way, three[0]) | {"level": "", "responsible_person": "周股长"}

    response = client.post(in_queue(three[0], "refer"), data)

    text = response.content.decode()
    assert response.status_code == 200
    assert "请选择层级" in text
    assert 'value="周股长"' in text
    assert "第 1 件，共 3 件" in text


def test_every_key_is_on_the_page_without_scripts(page, three):
    text = page(three[1]).content.decode()

    assert 'accesskey="n"' in text
    assert 'accesskey="p"' in text
    assert 'accesskey="l"' in text
    assert text.count("autofocus") == 1
    for number in range(1, 6):
        assert f'accesskey="{number}"' in text


def test_all_that_changes_the_state_is_one_key_away(way, page, three):
    queue = page(three[0]).context["queue"]

    assert [step.label for step in queue.moves.values()] == [
        "并案",
        "交办",
        "定为市级事项",
        "退回小组",
        "撤回",
    ]


@pytest.mark.parametrize(
    ("state", "who", "name"),
    [
        (State.DRAFT, "secretary", "hand_in"),
        (State.SCREENING, "secretary", "report_up"),
        (State.TRIAGE, "clerk", "refer"),
        (State.HANDLING, "clerk", "answer_local"),
        (State.ANSWERED, "clerk", "feed_back"),
        (State.FED_BACK, "secretary", "evaluate"),
        (State.EVALUATED, "clerk", "close"),
        (State.SUBMITTED, "office", "accept"),
        (State.ACCEPTED, "office", "put_on_agenda"),
        (State.REPORTED, "office", "answer_province"),
        (State.ASSIGNED, "unit", "sign"),
        (State.PROCESSING, "unit", "draft_answer"),
    ],
)
def test_the_usual_move_is_what_the_one_whose_turn_it_is_may_do(way, state, who, name):
    opinion, user = way.to(state), getattr(way, who)

    moves = workflow.available(opinion, user)

    assert usual_move(opinion, moves) == name
    assert first_address(user=user, state=state) == in_queue(opinion, name)


def test_a_co_handler_begins_by_signing_for_its_part(way):
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    user = user_of(Role.UNIT, way.co_unit)

    assert first_address(user=user) == in_queue(opinion, "co_sign")


def test_who_has_nothing_waiting_is_offered_no_queue(way, client, leader):
    way.to(State.TRIAGE)

    assert first_address(user=way.office) == ""
    client.force_login(way.office)
    assert "逐件办理" not in client.get(reverse("referrals:inbox")).content.decode()


def test_the_inbox_begins_with_its_tab(way, client):
    way.to(State.TRIAGE)
    handled = way.to(State.HANDLING)
    client.force_login(way.clerk)

    page = client.get(reverse("referrals:inbox"), {"state": "handling"})

    assert in_queue(handled, "answer_local") in page.content.decode()


def test_the_usual_move_is_the_main_button_of_the_opinion(way, client):
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    page = client.get(opinion.get_absolute_url()).context

    assert page["usual"] == "refer"
    available = set(workflow.available(opinion, way.clerk))
    assert {"refer", *page["other_acts"]} == available


def test_a_category_is_suggested_by_the_text_and_not_chosen(way, page):
    opinion = way.to(State.TRIAGE, title="硬化公路", text="道路3公里未硬化")

    form = page(opinion).context["form"]

    assert form["category"].value() is None
    assert "按内容建议：基础设施" in form.fields["category"].help_text
    attrs = form.fields["category"].widget.attrs
    assert attrs["data-suggested"] == way.category.pk


def test_the_usual_handler_is_suggested_and_not_chosen(way, page):
    way.to(State.HANDLING, text="道路3公里未硬化")
    opinion = way.to(State.TRIAGE, text="道路2公里未硬化")

    form = page(opinion).context["form"]

    assert form["handler"].value() is None
    assert "过去同类多由：渔薪镇人民政府" in form.fields["handler"].help_text
    attrs = form.fields["handler"].widget.attrs
    assert attrs["data-suggested"] == f"o{way.handler.pk}"


def test_nothing_is_suggested_where_nothing_speaks_for_it(way, page):
    opinion = way.to(State.TRIAGE, title="其他事项", text="请予关注")

    form = page(opinion).context["form"]

    assert "data-suggested" not in form.fields["category"].widget.attrs
    assert "data-suggested" not in form.fields["handler"].widget.attrs


def test_a_category_that_somebody_gave_is_kept(way, page):
    opinion = way.to(State.TRIAGE, category=way.category)

    form = page(opinion).context["form"]

    assert form["category"].value() == way.category.pk
    assert form.fields["category"].help_text == ""


def test_a_suggestion_that_was_not_taken_is_not_stored(way, client):
    opinion = way.to(State.TRIAGE, text="道路3公里未硬化")
    client.force_login(way.clerk)
    data = referral(way, opinion) | {"category": ""}

    response = client.post(in_queue(opinion, "refer"), data)

    assert response.context["form"].errors == {"category": ["请选择类别"]}
    opinion.refresh_from_db()
    assert opinion.category is None


def test_the_next_township_has_no_place_in_the_queue(way, client, other_clerk):
    opinion = way.to(State.TRIAGE)
    client.force_login(other_clerk)

    assert client.get(in_queue(opinion, "refer")).status_code == 404
    assert queue_of(opinion, user=other_clerk).count == 0


def test_the_page_takes_the_same_queries_however_many_wait(
    way, page, three, django_assert_max_num_queries
):
    page(three[0])
    with django_assert_max_num_queries(60) as few:
        page(three[0])
    for _ in range(3):
        way.to(State.TRIAGE, text="别的事项，与此无关")
    with django_assert_max_num_queries(60) as many:
        page(three[0])

    assert len(few) == len(many)


def test_a_step_within_the_state_leads_back_to_the_opinion(way, client):
    opinion = way.to(State.PROCESSING)
    way.to(State.PROCESSING)
    client.force_login(way.unit)
    assert (
        "转下一件" not in client.get(in_queue(opinion, "draft_answer")).content.decode()
    )
    data = {"answer_class": "a", "text": "已经修好", "version": opinion.version}

    response = client.post(
        in_queue(opinion, "draft_answer"), data | {"on": START.isoformat()}
    )

    assert response.url == opinion.get_absolute_url()
