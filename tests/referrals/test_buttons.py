"""What a button promises: it is not always refused, and the main one is the likely next."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.papers import papers_of
from referrals.queries.queue import usual_move
from referrals.shown.reasons import why
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
    signs = shared.clocks.filter(step="sign", organ=way.co_unit)
    signs.update(due_on=date(2017, 5, 31))

    assert [
        who for who, names in offered(shared, units).items() if "ask_relief" in names
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
