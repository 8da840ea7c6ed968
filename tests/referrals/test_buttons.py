"""What a button promises: it is not always refused, and the main one is the likely next."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from referrals.actions.reasons import why
from referrals.enums import ConferenceState, State
from referrals.models import JointConference, Opinion
from referrals.papers import papers_of
from referrals.queries.queue import usual_move
from referrals.shown.again import answers
from referrals.workflow import MoveRefused, available
from tests.factories.platform import OrganFactory, user_of
from tests.referrals.arrivals import Arrivals
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
OF_UNITS = ("sign", "co_sign", "ask_relief", "give_part")


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture
def units(way, people):
    """The lead unit and two that help."""
    third = user_of(Role.UNIT, OrganFactory(name="市林业局"))
    return {"lead": way.unit, "co": people["co_unit"], "third": third}


@pytest.fixture
def shared(way, units, settings):
    """Handed over to all three, on the day that it was."""
    settings.TODAY = START
    helping = [units[who].main_post.organ for who in ("co", "third")]
    return way.step(way.to(State.AGENDA), "assign", co_units=helping)


def offered(opinion, units):
    return {
        who: {name for name in OF_UNITS if name in available(opinion, user)}
        for who, user in units.items()
    }


def test_each_unit_is_offered_what_its_own_part_allows(way, units, shared):
    fresh = {"co_sign", "ask_relief"}
    assert offered(shared, units) == {
        "lead": {"sign", "ask_relief"},
        "co": fresh,
        "third": fresh,
    }

    signed = way.step(way.step(shared, "sign"), "co_sign", by=units["co"])
    assert offered(signed, units) == {
        "lead": set(),
        "co": {"give_part"},
        "third": fresh,
    }

    asked = way.step(signed, "ask_relief", by=units["third"])
    given = way.step(asked, "give_part", by=units["co"])
    assert offered(given, units) == {"lead": set(), "co": set(), "third": {"co_sign"}}


REFUSED = {
    "co_sign": "不能协办签收：已经签收",
    "ask_relief": "不能申请退办：已经签收或者已经申请过退办",
}


@pytest.mark.parametrize("name", REFUSED)
def test_the_gate_refuses_what_the_page_does_not_offer(way, units, shared, name):
    opinion = way.step(shared, "co_sign", by=units["co"])

    with pytest.raises(MoveRefused, match=REFUSED[name]):
        way.step(opinion, name, by=units["co"])

    assert way.step(opinion, name, by=units["third"]).version == opinion.version + 1


def test_relief_is_over_for_a_unit_whose_own_time_is(way, units, shared):
    handed = shared.assignments.filter(unit=way.co_unit)
    handed.update(assigned_on=date(2017, 5, 2))
    opinion = Opinion.objects.get(pk=shared.pk)

    assert [
        who for who, names in offered(opinion, units).items() if "ask_relief" in names
    ] == [
        "lead",
        "third",
    ]


def test_who_has_been_told_one_by_one_is_not_offered_again(arrivals):
    opinion = arrivals.to("answered")
    clerk = arrivals.people["clerk"]
    assert "tell" in available(opinion, clerk)

    opinion = arrivals.step(opinion, "tell")

    assert "tell" not in available(opinion, clerk)
    assert "feed_back" in available(opinion, clerk)


# What was done last, at whom it is then, and what he most likely does next.
NEXT = [
    ((), "unit", "draft_answer"),
    (("draft_answer",), "unit", "issue"),
    (("draft_answer", "issue"), "unit", "answer"),
    (("ask_extension",), "office", "grant_extension"),
]


@pytest.mark.parametrize(("steps", "who", "name"), NEXT)
def test_the_main_button_goes_on_with_the_work(arrivals, steps, who, name):
    opinion = arrivals.walk(arrivals.to("processing"), *steps)

    moves = available(opinion, arrivals.people[who])

    assert usual_move(opinion, moves) == name


def test_the_main_button_of_a_helper_is_its_own_part(way, units, shared):
    def main(opinion, who):
        return usual_move(opinion, available(opinion, units[who]))

    opinion = way.step(shared, "sign")
    assert main(opinion, "co") == "co_sign"
    opinion = way.step(opinion, "co_sign", by=units["co"])
    assert main(opinion, "co") == "give_part"
    assert main(way.step(opinion, "give_part", by=units["co"]), "co") == ""


@pytest.mark.parametrize("state", State)
def test_what_stands_beside_the_way_is_never_the_main_button(way, client, state):
    opinion = way.to(state)
    beside = ("列为重点督办", "暂停计时", "催办", "补充材料", "撤回")

    for user in (way.office, way.clerk, way.unit, way.secretary):
        client.force_login(user)
        page = client.get(opinion.get_absolute_url()).content.decode()
        main = [line for line in page.splitlines() if "btn btn-primary" in line]
        assert [word for word in beside if any(f">{word}<" in m for m in main)] == []


def test_a_move_that_is_not_possible_shows_its_reason_and_no_form(way, client):
    opinion = way.to(State.SCREENING)
    client.force_login(way.clerk)

    def page(name):
        url = reverse("referrals:move", args=[opinion.pk, name])
        return client.get(url).content.decode()

    assert "当前状态为“待甄别”，不能办结" in page("close")
    assert 'class="page-form"' not in page("close")
    assert 'class="page-form"' in page("set_aside")


def test_what_was_typed_before_somebody_else_acted_is_still_shown(way, client):
    opinion = way.to(State.SCREENING)
    way.step(opinion, "set_aside")
    client.force_login(way.clerk)

    url = reverse("referrals:move", args=[opinion.pk, "send_back"])
    typed = {"reason": "请写明是哪一段路", "version": opinion.version}
    page = client.post(url, typed).content.decode()

    assert "请写明是哪一段路" in page


def test_the_day_after_an_extension_is_explained_by_the_decision(arrivals):
    opinion = arrivals.walk(arrivals.to("processing"), "ask_extension")
    before = opinion.clocks.get(step="answer")
    assert "周末" in why(before) or "时限" in why(before)

    opinion = arrivals.step(opinion, "grant_extension")

    clock = opinion.clocks.get(step="answer")
    old, decided = (
        f"{day.year}年{day.month}月{day.day}日"
        for day in (before.due_on, clock.extensions.get().decided_on)
    )
    assert why(clock) == (
        f"答复（{clock.organ}）：2017年6月1日起算；{decided}准予延期"
        f"（原到期{old}）：工程量大；应于2017年10月16日前完成。"
    )


def test_every_urge_stays_printable_and_each_unit_prints_its_own(
    way, units, shared, client
):
    opinion = way.step(shared, "sign")
    opinion = way.step(opinion, "urge", by=way.office, note="第一次")
    opinion = way.step(opinion, "urge_co", by=way.office, note="第二次")
    opinion = way.step(opinion, "urge", by=way.office, note="第三次")

    def printed(user):
        client.force_login(user)
        page = client.get(opinion.get_absolute_url()).content.decode()
        offers = [o for o in papers_of(opinion, user=user) if o.slug == "urge"]
        found = []
        for offer in offers:
            query = f"?row={offer.row}" if offer.row else ""
            url = reverse("referrals:paper_print", args=[opinion.pk, "urge"]) + query
            assert f'href="{url}"' in page
            text = client.get(url).content.decode()
            found.append(
                next(
                    w
                    for w in ("第一次", "第二次", "第三次")
                    if f"催办意见：{w}" in text
                )
            )
        return found

    assert printed(way.office) == ["第三次", "第二次", "第一次"]
    assert printed(units["lead"]) == ["第三次", "第一次"]
    assert printed(units["co"]) == ["第二次"]


def test_the_urge_of_another_unit_is_not_there(way, units, shared, client):
    opinion = way.step(shared, "sign")
    opinion = way.step(opinion, "urge_co", by=way.office)
    opinion = way.step(opinion, "urge", by=way.office)
    theirs = opinion.urges.filter(is_co=True).first().pk
    url = reverse("referrals:paper_word", args=[opinion.pk, "urge"])

    def answered(user, row):
        client.force_login(user)
        return client.get(url, {"row": row}).status_code

    assert answered(way.office, theirs) == 200
    assert [answered(units["lead"], row) for row in (theirs, "x", "")] == [404] * 3


# --- sessions, issued answers, waived parts ---------------------------------------------


def test_no_agenda_is_offered_where_no_session_is_open(way):
    opinion = way.to(State.ACCEPTED)
    assert "put_on_agenda" in available(opinion, way.office)
    JointConference.objects.update(state=ConferenceState.HANDED_OVER)

    assert "put_on_agenda" not in available(opinion, way.office)
    with pytest.raises(MoveRefused, match="没有筹备中的联席会议，请先新建联席会议"):
        way.step(opinion, "put_on_agenda")


def test_what_was_issued_and_not_given_is_taken_back_with_a_reason(way):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue")
    number = opinion.current_answer.document_number

    opinion = way.step(opinion, "unissue", reason="数字有误")

    issued = opinion.answers.get(document_number=number)
    assert (issued.returned_on, issued.return_reason) == (START, "数字有误")
    draft = opinion.current_answer
    assert (draft.text, draft.issued_on, draft.document_number) == (
        "已经修好",
        None,
        "",
    )
    assert "unissue" not in available(opinion, way.unit)
    opinion = way.step(opinion, "draft_answer", text="更正后的答复")
    opinion = way.walk(opinion, "issue", "answer")
    assert opinion.answers.get(text="更正后的答复").document_number != number
    assert "unissue" not in available(opinion, way.unit)


def test_an_answer_that_was_taken_back_was_none_to_those_who_read_answers(way):
    opinion = way.walk(way.to(State.PROCESSING), "draft_answer", "issue", "unissue")

    assert answers(opinion, user=way.office) == []


def in_round_two(way, opinion):
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")
    return way.walk(opinion, "feed_back", "reject")


def test_who_was_waived_owes_nothing_in_the_next_round_unless_asked(way, units):
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.step(way.step(opinion, "sign"), "waive_part", reason="不涉及水源")

    opinion = in_round_two(way, opinion)

    helping = opinion.assignments.get(ended_on=None, is_lead=False)
    assert (helping.is_missing, helping.waive_reason) == (False, "不涉及水源")
    owed = opinion.clocks.filter(organ=way.co_unit, stopped_on=None)
    assert not owed.exists()

    opinion = way.step(opinion, "ask_part", reason="群众反映水源未通")

    helping.refresh_from_db()
    assert helping.is_missing
    assert [clock.step for clock in owed] == ["co_answer"]
    opinion = way.step(opinion, "draft_answer")
    with pytest.raises(MoveRefused, match="市水务局还没有提交协办意见"):
        way.step(opinion, "issue")


# --- what cannot be undone --------------------------------------------------------------


def sent(opinion, name, user, **typed):
    """As a browser sends it, which stops at the page that is to be looked over."""
    client = Client()
    client.force_login(user)
    url = reverse("referrals:move", args=[opinion.pk, name])
    data = {"version": opinion.version, "on": f"{START:%Y-%m-%d}"}
    return client.post(url, data | typed)


def test_what_cannot_be_undone_is_looked_over_before_it_is_done(way):
    opinion = way.to(State.ACCEPTED)
    typed = {
        "lead_unit": way.lead_unit.pk,
        "co_units": [way.co_unit.pk],
        "reason": "汛期将至",
    }

    first = sent(opinion, "assign_urgent", way.office, **typed)

    page = first.content.decode()
    for line in ("主办单位：市交通运输局", "协办单位：市水务局", "理由：汛期将至"):
        assert f"<li>{line}</li>" in page
    assert "确认紧急交办" in page
    opinion.refresh_from_db()
    assert opinion.state == State.ACCEPTED
    second = sent(opinion, "assign_urgent", way.office, **typed, confirmed="1")
    assert second.status_code == 302
    opinion.refresh_from_db()
    assert opinion.state == State.ASSIGNED


def test_what_can_be_undone_is_done_at_once(way):
    opinion = way.to(State.ACCEPTED)

    sent(opinion, "mark_key", way.office, note="主任会议确定")

    opinion.refresh_from_db()
    assert opinion.is_key


def test_a_form_with_a_fault_is_not_to_be_looked_over_yet(way):
    opinion = way.to(State.ACCEPTED)

    page = sent(opinion, "assign_urgent", way.office, reason="汛期将至")

    assert page.context["checks"] == []
    assert "请选择主办单位" in page.content.decode()
