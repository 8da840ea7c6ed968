"""A hand-over is corrected until it is answered: told to all, and no clock begins anew."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions.reasons import why
from referrals.enums import State
from referrals.models import Opinion, Recall
from referrals.papers import papers_of, sheet_of
from referrals.queries.lists import for_list
from referrals.workflow import MoveRefused, available
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tests.referrals.way import CORRECTIONS, START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.overview.workbench.search import search
from tianmen_congress.overview.workbench.todos.opinions import corrected_hand_overs

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=20)


@pytest.fixture(autouse=True)
def some_days_later(settings):
    """Who lost it on a day does not see it on that day any more."""
    settings.TODAY = LATER


@pytest.fixture
def units(way, helpers):
    return {
        "lead": way.unit,
        "co": helpers["co_unit"],
        "spare": user_of(Role.UNIT, way.spare, username="spare"),
    }


@kept
def shared(way):
    return way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])


@kept
def at_work(way, shared):
    return way.step(shared, "sign")


def seeing(opinion, units):
    """Who finds it in his list."""
    return {
        who
        for who, user in units.items()
        if for_list(user=user).filter(pk=opinion.pk).exists()
    }


def correct(way, opinion, name, **given):
    return way.step(opinion, name, on=LATER, **given)


def clocks(opinion, **which):
    rows = opinion.clocks.filter(stopped_on=None, **which)
    return {(c.step, c.organ and c.organ.name, c.due_on) for c in rows.order_by("pk")}


# --- who has it then, and who sees it -----------------------------------------------

SEEN_AFTER = {
    "take_back": set(),
    "change_lead": {"co", "spare"},
    "add_co": {"lead", "co", "spare"},
    "drop_co": {"lead"},
    "replace_co": {"lead", "spare"},
    "reset_deadline": {"lead", "co"},
    "reset_requirement": {"lead", "co"},
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_who_lost_it_finds_it_no_more_and_who_got_it_does(way, at_work, units, name):
    assert seeing(at_work, units) == {"lead", "co"}

    opinion = correct(way, at_work, name)

    assert seeing(opinion, units) == SEEN_AFTER[name]
    having = {row.unit.name for row in opinion.live_assignments}
    assert having == {
        user.main_post.organ.name
        for who, user in units.items()
        if who in SEEN_AFTER[name]
    }


def test_only_the_office_corrects_and_only_until_the_answer(way, at_work, units):
    assert set(CORRECTIONS) <= set(available(at_work, way.office))
    for user in (*units.values(), way.clerk, way.secretary):
        assert not set(CORRECTIONS) & set(available(at_work, user))

    opinion = way.step(at_work, "waive_part")
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")

    assert not set(CORRECTIONS) & set(available(opinion, way.office))


def test_who_lost_it_reads_number_title_and_recall_and_nothing_later(
    way, at_work, units, client
):
    opinion = correct(way, at_work, "change_lead")
    opinion = way.step(
        opinion, "reset_requirement", on=LATER, requirement="只给新单位的要求"
    )
    client.force_login(units["lead"])

    page = client.get(opinion.get_absolute_url()).content.decode()

    for word in (opinion.city_number, opinion.title, "已撤回", "职能已经调整"):
        assert word in page
    hidden = (
        opinion.text,
        "市旅游局",
        "只给新单位的要求",
        "单位办理中",
        "已交办待签收",
    )
    assert [word for word in hidden if word in page] == []
    for name, *more in (("print",), ("move", "sign"), ("paper_print", "assignment")):
        url = reverse(f"referrals:{name}", args=[opinion.pk, *more])
        assert client.get(url).status_code == 404
    client.force_login(units["spare"])
    assert opinion.text in client.get(opinion.get_absolute_url()).content.decode()


def test_the_list_of_recalls_shows_each_unit_its_own(way, at_work, units, client):
    opinion = correct(way, at_work, "replace_co")

    def listed(user):
        client.force_login(user)
        page = client.get(reverse("referrals:recalls"))
        return [row.record.organ for row in page.context["listing"].table.rows]

    assert listed(units["co"]) == [way.co_unit]
    assert listed(units["lead"]) == listed(units["spare"]) == []
    assert listed(way.office) == [way.co_unit]
    found = {
        part.kind: part.rows for part in search(user=units["co"], text=opinion.title)
    }
    assert list(found) == ["recall"]
    kinds = [p.kind for p in search(user=units["lead"], text=opinion.title)]
    assert kinds == ["opinion"]


def test_the_exported_list_of_who_lost_it_holds_the_recall_alone(
    way, at_work, units, client
):
    correct(way, at_work, "take_back")
    client.force_login(units["lead"])

    rows = [
        len(client.get(reverse(f"referrals:{name}")).context["listing"].found)
        for name in ("list", "recalls")
    ]

    assert rows == [0, 1]


def test_each_unit_concerned_is_told_on_its_first_page(way, at_work, units):
    opinion = correct(way, at_work, "change_lead")
    number = opinion.live_assignments[0].document_number

    told = {who: corrected_hand_overs(user) for who, user in units.items()}

    assert told["spare"].count == 0
    steps = {who: told[who].todos[0].step for who in ("lead", "co")}
    assert steps == {
        "lead": f"天人办交〔2017〕1号已撤回（{LATER}）",
        "co": f"天人办交〔2017〕1号改发{number}（{LATER}）",
    }
    event = opinion.history.last()
    assert (event.label, event.note) == ("改交主办单位", "职能已经调整")
    assert dict(event.words)["原主办单位"] == "市交通运输局"


def test_who_is_given_it_again_sees_all_of_it_again(way, at_work, units):
    opinion = correct(way, at_work, "change_lead")
    assert "lead" not in seeing(opinion, units)

    opinion = correct(way, opinion, "change_lead", lead_unit=way.lead_unit)

    assert seeing(opinion, units) == {"lead", "co"}


def test_what_was_taken_from_a_unit_is_not_given_to_it_with_another(
    way, at_work, units
):
    """Merged into a second one, it brings along those that still have it."""
    opinion = correct(way, at_work, "take_back")
    opinion = way.step(opinion, "return_to_township", on=LATER)
    kept = way.collect(is_draft=False)

    way.step(opinion, "merge", on=LATER, into=kept, by=way.clerk)

    assert seeing(kept, units) == set()


# --- clocks ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", CORRECTIONS)
def test_no_correction_begins_the_clock_of_the_law_anew(way, at_work, name):
    law = at_work.clocks.get(step="law")

    opinion = correct(way, at_work, name)

    same = opinion.clocks.get(step="law")
    assert (same.started_on, same.due_on, same.stopped_on) == (START, law.due_on, None)


def test_a_new_lead_has_his_own_time_to_sign_and_what_is_left_to_answer(way, at_work):
    due = at_work.clocks.get(step="answer").due_on

    opinion = correct(way, at_work, "change_lead")

    assert opinion.state == State.ASSIGNED
    assert clocks(opinion, organ=way.spare) == {
        ("sign", "市旅游局", date(2017, 6, 26)),
        ("answer", "市旅游局", due),
    }
    assert clocks(opinion, organ=way.lead_unit) == set()


def test_a_helper_that_joins_has_its_own_times_and_who_leaves_has_none(way, at_work):
    opinion = correct(way, at_work, "replace_co")

    assert {step for step, *_ in clocks(opinion, organ=way.spare)} == {
        "sign",
        "co_answer",
    }
    assert clocks(opinion, organ=way.co_unit) == set()


def test_another_deadline_stands_within_what_the_law_allows(way, at_work):
    opinion = correct(way, at_work, "reset_deadline")

    clock = opinion.clocks.get(step="answer")
    assert (clock.due_on, opinion.due_on) == (date(2017, 8, 15), date(2017, 8, 15))
    assert "2017年6月21日市人大机关调整期限（原到期2017年9月1日）" in why(clock)
    with pytest.raises(MoveRefused, match="最长至2017-12-01"):
        correct(way, opinion, "reset_deadline", due_on=date(2017, 12, 4))
    opinion = correct(way, opinion, "reset_deadline", due_on=date(2017, 12, 1))
    assert opinion.clocks.get(step="answer").due_on == date(2017, 12, 1)
    assert "extension" not in {
        offer.slug for offer in papers_of(opinion, user=way.office)
    }


def test_a_deadline_that_is_over_is_not_set_anew(way, at_work, settings):
    settings.TODAY = date(2017, 9, 20)

    with pytest.raises(MoveRefused, match="期限2017-09-01已过，不能再调整"):
        way.step(
            at_work, "reset_deadline", on=date(2017, 9, 4), due_on=date(2017, 10, 16)
        )


def test_taken_back_it_is_handed_over_anew_in_the_same_time_of_the_law(way, at_work):
    opinion = correct(way, at_work, "take_back")
    assert (opinion.state, opinion.lead_unit) == (State.ACCEPTED, None)

    opinion = way.step(opinion, "assign_urgent", on=LATER, lead_unit=way.spare)

    assert opinion.clocks.get(step="law").started_on == START
    assert opinion.live_assignments[0].document_number == "天人办交〔2017〕2号"


# --- what was written, asked and urged --------------------------------------------------


def test_what_the_old_lead_wrote_is_kept_and_is_nobodys_answer(way, at_work, units):
    opinion = way.step(at_work, "draft_answer", text="原单位的草稿")
    opinion = correct(way, opinion, "change_lead")
    opinion = way.step(opinion, "sign", by=units["spare"], on=LATER)
    opinion = way.step(
        opinion, "draft_answer", by=units["spare"], on=LATER, text="新稿"
    )

    assert opinion.current_answer.text == "新稿"
    assert opinion.current_answer.organ == way.spare
    old = opinion.answers.get(text="原单位的草稿")
    assert (old.returned_on, old.return_reason) == (LATER, "职能已经调整")


def test_a_unit_that_asked_to_be_relieved_is_by_being_replaced(way, shared, units):
    opinion = way.step(shared, "ask_relief", by=units["co"])

    opinion = correct(way, opinion, "replace_co")

    old = opinion.assignments.get(unit=way.co_unit)
    assert (old.relief_decision, old.ended_on) == ("granted", LATER)
    assert [row.unit for row in opinion.live_assignments] == [way.lead_unit, way.spare]


def test_one_who_helped_may_take_the_lead(way, at_work, units):
    opinion = correct(way, at_work, "change_lead", lead_unit=way.co_unit)

    (row,) = opinion.live_assignments
    assert (row.unit, row.is_lead) == (way.co_unit, True)
    assert {step for step, *_ in clocks(opinion, organ=way.co_unit)} == {
        "sign",
        "answer",
    }
    assert seeing(opinion, units) == {"co"}


REFUSED = {
    "change_lead": ({"lead_unit": "lead"}, "已经是主办单位"),
    "add_co": ({"co_units": ["co"]}, "不能重复"),
    "replace_co": ({"new_unit": "lead"}, "不能重复"),
    "drop_co": ({"unit": "lead"}, "没有找到该承办单位"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_no_unit_has_two_parts(way, at_work, units, name):
    given, reason = REFUSED[name]
    organs = {who: user.main_post.organ for who, user in units.items()}
    given = {
        key: [organs[who] for who in value] if key == "co_units" else organs[value]
        for key, value in given.items()
    }

    with pytest.raises(MoveRefused, match=reason):
        correct(way, at_work, name, **given)


def test_while_time_stands_still_it_is_not_given_to_another(way, at_work):
    opinion = way.hold(at_work)

    with pytest.raises(MoveRefused, match="请先恢复计时"):
        correct(way, opinion, "change_lead")
    assert correct(way, opinion, "add_co").version == opinion.version + 1


# --- papers -----------------------------------------------------------------------------


def test_the_recalled_paper_keeps_its_number_and_the_new_one_has_its_own(
    way, at_work, client
):
    opinion = correct(way, at_work, "change_lead", requirement="请现场核实")

    new = sheet_of("assignment", opinion, user=way.office)
    assert (new.number, new.on, new.to) == (
        "天人办交〔2017〕2号",
        LATER,
        "天门市旅游局、天门市水务局：",
    )
    (old,) = {
        r.document_number: r for r in Recall.objects.filter(opinion=opinion)
    }.values()
    client.force_login(way.office)
    page = client.get(old.get_absolute_url()).content.decode()
    for word in (
        "意见建议交办函（已撤回）",
        "天人办交〔2017〕1号",
        "原主办单位：市交通运输局",
        opinion.text,
        "撤回理由：职能已经调整",
    ):
        assert word in page
    assert (
        old.get_absolute_url()
        in client.get(opinion.get_absolute_url()).content.decode()
    )


def test_who_lost_it_prints_the_recall_without_what_it_was_about(
    way, at_work, units, client
):
    opinion = correct(way, at_work, "change_lead")

    def printed(who):
        client.force_login(units[who])
        recall = Recall.objects.get(opinion=opinion, organ=units[who].main_post.organ)
        return client.get(recall.get_absolute_url()).content.decode()

    assert "天人办交〔2017〕1号" in printed("lead")
    for word in (opinion.text, "天人办交〔2017〕2号", "市水务局"):
        assert word not in printed("lead")
        assert word in printed("co")


def test_a_township_that_takes_its_paper_back_keeps_it_as_recalled(
    way, helpers, client
):
    opinion = way.to(State.HANDLING)
    number = opinion.handover_number

    opinion = way.step(opinion, "recall", on=LATER)

    handler = helpers["handler"]
    assert seeing(opinion, {"handler": handler}) == set()
    recall = Recall.objects.get(opinion=opinion)
    assert (recall.document_number, recall.organ) == (number, way.handler)
    client.force_login(way.clerk)
    page = client.get(recall.get_absolute_url()).content.decode()
    assert "意见建议交办单（已撤回）" in page
    assert number in page
    opinion = way.step(opinion, "refer", on=LATER)
    assert opinion.handover_number != number
    assert seeing(opinion, {"handler": handler}) == {"handler"}


def test_a_reason_that_names_who_spoke_in_confidence_is_not_told_to_units(
    way, units, client
):
    opinion = way.walk(way.collect(is_confidential=True), "report_up")
    opinion = way.walk(opinion, "grade_city", "submit", "accept", "assign_urgent")
    correct(way, opinion, "take_back", reason="张三说已经解决")
    client.force_login(units["lead"])

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "反映人说已经解决" in page
    assert "张三" not in page


def test_a_unit_next_door_reads_no_recall(way, at_work, client):
    opinion = correct(way, at_work, "take_back")
    stranger = user_of(Role.UNIT, OrganFactory(name="市林业局"))
    client.force_login(stranger)

    recall = Recall.objects.first()
    urls = (opinion.get_absolute_url(), recall.get_absolute_url())
    assert [client.get(url).status_code for url in urls] == [404, 404]
    assert not Opinion.objects.visible_to(stranger).exists()


def test_a_ledgers_unit_without_a_paper_is_corrected_like_others(way):
    opinion = way.to(State.TRIAGE)
    opinion = actions.move(
        opinion,
        "enter_handled",
        by=way.office,
        on=START,
        basis="台账",
        level="city",
        lead_unit=way.lead_unit,
    )

    opinion = correct(way, opinion, "add_co")

    numbers = {row.unit.name: row.document_number for row in opinion.live_assignments}
    assert numbers == {"市交通运输局": "", "市旅游局": "天人办交〔2017〕1号"}
