"""Two clocks side by side, and what pauses, more time and new rounds do to them."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions.reasons import why
from referrals.enums import State
from referrals.models import Opinion
from referrals.shown.record import deadlines
from referrals.workflow import MoveRefused
from tests.referrals.arrivals import Arrivals
from tests.referrals.way import START
from tianmen_congress.base.campaigns.models import StepTime
from tianmen_congress.base.clocks.lights import Light

pytestmark = pytest.mark.django_db

LAW_DUE = date(2017, 9, 1)


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture
def in_autumn(settings):
    settings.TODAY = date(2017, 12, 29)


def give(campaign, step, amount, unit="working"):
    """The office sets the campaign's own time of a step."""
    StepTime.objects.filter(campaign=campaign, step=step).update(days=amount, unit=unit)


def running(opinion):
    return {clock.step: clock for clock in opinion.clocks.filter(stopped_on=None)}


# --- the law's three months beside the campaign's working days ---------------------


@pytest.mark.parametrize(
    ("days", "campaign_due", "shown"),
    [
        # 21 working days in June, 21 in July, 18 in August.
        (60, date(2017, 8, 24), date(2017, 8, 24)),
        # The swap day of 30 September counts, the eight free days after it do not.
        (90, date(2017, 10, 11), LAW_DUE),
    ],
)
def test_a_suggestion_runs_by_both_clocks_and_shows_the_nearer(
    arrivals, days, campaign_due, shown
):
    give(arrivals.way.campaign, "answer", days)

    opinion = arrivals.to("processing")

    clocks = running(opinion)
    assert set(clocks) == {"answer", "law"}
    assert (clocks["answer"].due_on, clocks["law"].due_on) == (campaign_due, LAW_DUE)
    assert opinion.due_on == shown
    assert (clocks["law"].allowed, clocks["law"].unit) == (3, "month")
    # It is nobody's own: it runs on when another one has it.
    assert clocks["law"].organ is None


def test_what_voters_said_runs_by_the_campaigns_clock_alone(arrivals):
    opinion = arrivals.to("processing", is_suggestion=False)

    assert set(running(opinion)) == {"answer"}
    # Not even one that was stopped the same moment: none was ever told.
    assert not opinion.clocks.filter(step="law").exists()


def test_a_campaign_without_a_legal_time_has_no_such_clock(arrivals):
    arrivals.way.campaign.step_times.filter(step="law").delete()

    assert set(running(arrivals.to("processing"))) == {"answer"}


def test_what_becomes_a_suggestion_on_acceptance_runs_by_the_law(arrivals):
    opinion = arrivals.to("submitted", is_suggestion=False)
    opinion = arrivals.step(opinion, "accept", is_suggestion=True)

    opinion = arrivals.step(opinion, "assign_urgent")

    assert set(running(opinion)) == {"sign", "answer", "law"}


def test_a_day_fixed_by_the_session_does_not_move_the_law(arrivals):
    opinion = arrivals.step(
        arrivals.to("accepted"), "assign_urgent", due_on=date(2017, 10, 31)
    )

    clocks = running(opinion)
    assert clocks["answer"].fixed_on == clocks["answer"].due_on == date(2017, 10, 31)
    assert (clocks["law"].fixed_on, clocks["law"].due_on) == (None, LAW_DUE)
    assert opinion.due_on == date(2017, 6, 6)  # to be signed for first
    assert arrivals.step(opinion, "sign").due_on == LAW_DUE


def test_the_answer_stops_both(arrivals):
    opinion = arrivals.walk(arrivals.to("processing"), "draft_answer", "issue")

    opinion = arrivals.step(opinion, "answer", on=date(2017, 7, 3))

    stopped = opinion.clocks.filter(step__in=("answer", "law"))
    assert {clock.stopped_on for clock in stopped} == {date(2017, 7, 3)}
    assert set(running(opinion)) == {"feedback"}


def test_more_time_beyond_three_months_moves_the_law_to_the_same_day(arrivals):
    give(arrivals.way.campaign, "answer", 60)
    until = date(2017, 10, 16)
    opinion = arrivals.step(
        arrivals.to("processing"), "ask_extension", until=until, reason="面广量大"
    )

    opinion = arrivals.step(opinion, "grant_extension")

    clocks = running(opinion)
    assert {clock.due_on for clock in clocks.values()} == {until}
    assert opinion.due_on == until
    old = {step: clock.extensions.get().old_due_on for step, clock in clocks.items()}
    assert old == {"answer": date(2017, 8, 24), "law": LAW_DUE}
    assert "准予延期（原到期2017年9月1日）：面广量大" in why(clocks["law"])


def test_more_time_within_three_months_leaves_the_law_alone(arrivals):
    give(arrivals.way.campaign, "answer", 60)
    until = date(2017, 8, 30)
    opinion = arrivals.step(
        arrivals.to("processing"), "ask_extension", until=until, reason="面广量大"
    )

    opinion = arrivals.step(opinion, "grant_extension")

    clocks = running(opinion)
    assert (clocks["answer"].due_on, clocks["law"].due_on) == (until, LAW_DUE)
    assert not clocks["law"].extensions.exists()


def test_the_office_may_grant_another_day_but_none_beyond_six_months(arrivals):
    opinion = arrivals.step(
        arrivals.to("processing"),
        "ask_extension",
        until=date(2017, 11, 30),
        reason="面广量大",
    )

    with pytest.raises(MoveRefused, match="不能晚于2017-12-01"):
        arrivals.step(opinion, "grant_extension", until=date(2017, 12, 4))
    with pytest.raises(MoveRefused, match="须晚于原期限2017-09-01"):
        arrivals.step(opinion, "grant_extension", until=date(2017, 8, 31))
    opinion = arrivals.step(opinion, "grant_extension", until=date(2017, 12, 1))

    assert opinion.due_on == date(2017, 12, 1)
    extension = running(opinion)["answer"].extensions.get()
    assert extension.wanted_until == date(2017, 11, 30)
    assert extension.granted_until == date(2017, 12, 1)


@pytest.mark.parametrize(
    ("level", "step"), [("city", "answer"), ("township", "handle")]
)
def test_a_second_round_has_a_month_of_its_own_and_no_law_anew(arrivals, level, step):
    opinion = arrivals.to("fed_back", level)

    opinion = arrivals.step(opinion, "reject", on=date(2017, 7, 3))

    clocks = running(opinion)
    assert {step: clock.round for step, clock in clocks.items()} == {step: 2}
    assert (clocks[step].allowed, clocks[step].unit) == (1, "month")
    assert (clocks[step].due_on, opinion.law_due_on) == (date(2017, 8, 3), None)
    assert opinion.clocks.get(step="law").stopped_on == START
    again = (
        ("answer_local",) if step == "handle" else ("draft_answer", "issue", "answer")
    )
    opinion = arrivals.walk(opinion, *again, "return_answer")
    assert set(running(opinion)) == {step}


def test_in_a_new_round_the_co_handling_unit_has_its_month_again(arrivals):
    opinion = arrivals.with_co_unit("processing")
    opinion = arrivals.walk(opinion, "co_sign", "give_part")
    opinion = arrivals.walk(opinion, "draft_answer", "issue", "answer", "feed_back")

    opinion = arrivals.step(opinion, "reject", on=date(2017, 7, 3))

    part = running(opinion)["co_answer"]
    assert (part.organ, part.round) == (arrivals.way.co_unit, 2)
    assert part.due_on == date(2017, 8, 3)
    assert opinion.due_on == date(2017, 8, 3)


def test_a_unit_relieved_stops_its_own_and_the_law_runs_on(arrivals):
    opinion = arrivals.walk(arrivals.to("assigned"), "ask_relief", "relieve")
    assert set(running(opinion)) == {"law", "hand_over"}
    assert (opinion.due_on, opinion.law_due_on) == (date(2017, 6, 29), LAW_DUE)

    opinion = arrivals.step(opinion, "assign_urgent", on=date(2017, 7, 3))

    assert opinion.clocks.get(step="law").started_on == START
    assert opinion.law_due_on == LAW_DUE


# --- three quarters of the time used --------------------------------------------------


@pytest.mark.parametrize(
    ("since", "until", "due", "yellow"),
    [
        # Five working days did not count, and both days move by them.
        (date(2017, 6, 5), date(2017, 6, 12), date(2017, 7, 20), date(2017, 7, 11)),
        # Paused after the warning: it had been given, and stays.
        (date(2017, 7, 6), date(2017, 7, 11), date(2017, 7, 18), date(2017, 7, 4)),
        # On one day and back: nothing was lost.
        (date(2017, 6, 5), date(2017, 6, 5), date(2017, 7, 13), date(2017, 7, 4)),
    ],
)
def test_the_warning_follows_a_pause(arrivals, since, until, due, yellow):
    opinion = arrivals.to("handling")
    assert opinion.yellow_on == date(2017, 7, 4)

    opinion = arrivals.way.hold(opinion, on=since)
    opinion = arrivals.step(opinion, "resume", on=until)

    assert (opinion.due_on, opinion.yellow_on) == (due, yellow)
    clock = running(opinion)["handle"]
    assert (clock.due_on, clock.yellow_on) == (due, yellow)


def test_the_warning_follows_two_pauses(arrivals):
    opinion = arrivals.to("handling")
    for since, until in ((5, 12), (19, 21)):
        day = date(2017, 6, since)
        if since == 5:
            opinion = arrivals.step(opinion, "pause", on=day)
        else:
            opinion = arrivals.walk(opinion, "ask_pause", "grant_pause", on=day)
        opinion = arrivals.step(opinion, "resume", on=date(2017, 6, until))

    # Five and two working days later than the plain 13 and 4 July.
    assert (opinion.due_on, opinion.yellow_on) == (
        date(2017, 7, 24),
        date(2017, 7, 13),
    )


def test_the_warning_follows_an_extension(arrivals):
    opinion = arrivals.step(
        arrivals.to("handling"), "extend_local", until=date(2017, 8, 31), reason="汛期"
    )

    # 65 working days in all, 49 of them used: 21 in June, 21 in July, 7 in August.
    assert opinion.yellow_on == date(2017, 8, 9)
    assert opinion.light(date(2017, 8, 8)) == Light.GREEN
    assert opinion.light(date(2017, 8, 9)) == Light.YELLOW


def test_the_warning_of_months_follows_a_pause_in_days(arrivals):
    opinion = arrivals.to("processing")
    assert opinion.yellow_on == date(2017, 8, 9)  # 69 of 92 days

    opinion = arrivals.way.hold(opinion, on=date(2017, 6, 5))
    opinion = arrivals.step(opinion, "resume", on=date(2017, 6, 15))

    assert (opinion.due_on, opinion.yellow_on) == (
        date(2017, 9, 11),
        date(2017, 8, 19),
    )


def test_a_pause_counts_from_where_the_months_end_and_not_from_the_day_they_roll_to(
    arrivals, in_autumn
):
    """Three months from 28 July end on a Saturday; five days on it is a Thursday."""
    opinion = arrivals.step(
        arrivals.to("accepted"), "assign_urgent", on=date(2017, 7, 28)
    )
    opinion = arrivals.step(opinion, "sign", on=date(2017, 7, 28))
    assert running(opinion)["law"].due_on == date(2017, 10, 30)

    opinion = arrivals.way.hold(opinion, on=date(2017, 8, 1))
    opinion = arrivals.step(opinion, "resume", on=date(2017, 8, 6))

    days = {step: clock.due_on for step, clock in running(opinion).items()}
    assert days == {"answer": date(2017, 11, 2), "law": date(2017, 11, 2)}


def test_more_time_granted_in_a_pause_is_moved_by_the_rest_of_it_alone(arrivals):
    opinion = arrivals.step(arrivals.to("handling"), "pause", on=date(2017, 6, 5))
    opinion = arrivals.step(
        opinion,
        "extend_local",
        on=date(2017, 6, 8),
        until=date(2017, 8, 31),
        reason="汛期",
    )
    # Until the 15th: after the 8th, when the day was set, five working days.
    assert opinion.due_on == date(2017, 9, 7)

    opinion = arrivals.step(opinion, "resume", on=date(2017, 6, 12))

    # The 9th and the 12th; those before were known when the day was set.
    assert opinion.due_on == date(2017, 9, 4)


def test_a_day_off_that_was_fixed_stands_until_a_pause_moves_it(way):
    saturday = date(2017, 6, 24)
    opinion = way.step(way.to(State.TRIAGE), "refer", due_on=saturday)
    assert opinion.due_on == saturday

    opinion = way.step(opinion, "pause", on=date(2017, 6, 5))
    same = way.step(opinion, "resume", on=date(2017, 6, 5))
    assert same.due_on == saturday
    opinion = way.step(same, "ask_pause", on=date(2017, 6, 5), by=way.clerk)
    opinion = way.walk(opinion, "grant_pause", on=date(2017, 6, 5))
    opinion = way.step(opinion, "resume", on=date(2017, 6, 6))

    assert opinion.due_on == date(2017, 6, 26)


def test_an_extension_after_a_pause_counts_the_pause_as_no_time(arrivals):
    opinion = arrivals.step(arrivals.to("handling"), "pause", on=date(2017, 6, 5))
    opinion = arrivals.step(opinion, "resume", on=date(2017, 6, 12))

    opinion = arrivals.step(
        opinion, "extend_local", until=date(2017, 8, 31), reason="汛期"
    )

    # 60 of 65 count, 45 of them used, and the five of the pause.
    assert opinion.yellow_on == date(2017, 8, 10)


def test_the_campaigns_own_share_warns_earlier(arrivals):
    campaign = arrivals.way.campaign
    campaign.yellow_after = 50
    campaign.save()

    assert arrivals.to("handling").yellow_on == date(2017, 6, 22)


# --- why it is due on that day, in words -----------------------------------------------


def test_the_page_tells_both_clocks_in_words(arrivals, client):
    give(arrivals.way.campaign, "answer", 60)
    opinion = arrivals.to("processing")
    client.force_login(arrivals.people["unit"])

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert (
        "答复（市交通运输局）：2017年6月1日起算；时限60个工作日；周末不计；"
        "应于2017年8月24日前完成。"
    ) in page
    assert (
        "法定答复：2017年6月1日起算；法律规定的时限3个月；"
        "最后一日遇休息日的顺延至下一工作日；应于2017年9月1日前完成。"
    ) in page


def test_the_sentence_tells_the_extension_and_no_pause_before_it(arrivals):
    opinion = arrivals.step(
        arrivals.to("handling"), "pause", on=date(2017, 6, 5), reason="等待汛期结束"
    )
    opinion = arrivals.step(opinion, "resume", on=date(2017, 6, 12))
    opinion = arrivals.step(
        opinion, "extend_local", until=date(2017, 8, 31), reason="工程量大"
    )

    assert why(running(opinion)["handle"]) == (
        "乡村办理：2017年6月1日起算；"
        "2017年6月12日准予延期（原到期2017年7月20日）：工程量大；"
        "应于2017年8月31日前完成。"
    )


def test_while_it_is_paused_the_sentence_says_from_when_to_when(arrivals):
    opinion = arrivals.step(
        arrivals.to("handling"), "pause", on=date(2017, 6, 5), reason="等待批复"
    )

    deadline, _ = deadlines(opinion, user=arrivals.way.clerk)

    # Long over on this day, had the daily run not ended the pause.
    assert (deadline.clock.due_on, opinion.is_paused) == (date(2017, 7, 25), True)
    told = "2017年6月5日至2017年6月15日主席团(联络处)暂停计时（等待批复）"
    assert told in deadline.why


@pytest.mark.parametrize(
    ("start", "due", "told"),
    [
        # Before the swap day: it is worked and counts.
        (
            date(2017, 9, 25),
            date(2017, 9, 30),
            "周末不计；9月30日调休上班计入；应于2017年9月30日前完成。",
        ),
        # Across the eight days: only the weekdays among them need a word.
        (
            date(2017, 9, 28),
            date(2017, 10, 11),
            "其间放假10月2日（国庆节）、10月3日（国庆节）",
        ),
        # Over the long week at Spring Festival, with a swap day before it.
        (date(2018, 2, 9), date(2018, 2, 22), "2月11日调休上班计入"),
    ],
)
def test_a_step_across_the_holidays_is_due_when_the_calendar_says(
    arrivals, settings, start, due, told
):
    settings.TODAY = date(2018, 6, 1)
    opinion = arrivals.way.collect(collected_on=start)

    clock = running(opinion)["screen"]

    assert clock.due_on == due
    assert told in why(clock)


def test_a_pause_across_a_holiday_costs_only_working_days(arrivals, in_autumn):
    opinion = arrivals.way.collect(collected_on=date(2017, 9, 25))
    opinion = arrivals.step(
        opinion, "pause", on=date(2017, 9, 27), paused_until=date(2017, 10, 12)
    )

    opinion = arrivals.step(opinion, "resume", on=date(2017, 10, 10))

    # Used: 26, 27; then 11, 12 and 13 October.
    assert opinion.due_on == date(2017, 10, 13)


# --- promises, reminders, and what is late --------------------------------------------


def test_a_promise_of_a_unit_comes_back_with_a_month(arrivals):
    promise = {"answer_class": "b", "promised_on": date(2017, 7, 10)}
    opinion = arrivals.to("closed", "city", **promise)

    with pytest.raises(MoveRefused, match="承诺日期2017-07-10未到"):
        arrivals.step(opinion, "promise_due", on=date(2017, 7, 9))
    opinion = arrivals.step(opinion, "promise_due", on=date(2017, 7, 10))

    assert (opinion.state, opinion.round) == ("processing", 2)
    assert set(running(opinion)) == {"answer"}
    assert opinion.due_on == date(2017, 8, 10)
    assert (opinion.answer_class, opinion.promised_on) == (None, None)
    assert opinion.answers.get().promised_on == date(2017, 7, 10)
    assert opinion.evaluations.get().verdict == "satisfied"


@pytest.mark.parametrize("answer_class", ["a", "c"])
def test_without_a_promise_nothing_comes_back(arrivals, answer_class):
    opinion = arrivals.to("answered", answer_class=answer_class, class_reason="缺资金")

    with pytest.raises(MoveRefused, match="不是承诺限期解决的答复"):
        arrivals.step(opinion, "promise_due", on=date(2017, 7, 20))


def test_not_evaluated_closes_ten_working_days_after_the_reminder(arrivals, in_autumn):
    opinion = arrivals.to("fed_back")
    opinion = arrivals.step(opinion, "remind", on=date(2017, 9, 25))
    # 26 to 30 September are five, 9 to 13 October the other five.
    assert opinion.due_on == date(2017, 10, 13)

    with pytest.raises(MoveRefused, match="催评期限至2017-10-13，尚未届满"):
        arrivals.step(opinion, "close_unevaluated", on=date(2017, 10, 13))
    opinion = arrivals.step(opinion, "close_unevaluated", on=date(2017, 10, 16))

    assert (opinion.state, opinion.verdict) == ("closed", "none")
    assert opinion.evaluations.get().reason == "催请后仍未评价"


def test_one_reminder_is_enough(arrivals):
    opinion = arrivals.step(arrivals.to("fed_back"), "remind", on=date(2017, 6, 20))

    with pytest.raises(MoveRefused, match="已经催请评价"):
        arrivals.step(opinion, "remind", on=date(2017, 6, 21))


def test_the_proposer_may_still_judge_after_the_reminder(arrivals):
    opinion = arrivals.step(arrivals.to("fed_back"), "remind", on=date(2017, 6, 20))

    opinion = arrivals.step(opinion, "evaluate", on=date(2017, 7, 20))

    assert (opinion.state, opinion.verdict) == ("evaluated", "satisfied")
    assert running(opinion) == {}


def test_the_list_of_what_is_late_goes_by_the_nearer_clock(arrivals):
    give(arrivals.way.campaign, "answer", 90)
    opinion = arrivals.to("processing")

    assert not Opinion.objects.with_light(Light.RED, LAW_DUE).exists()
    assert Opinion.objects.with_light(Light.RED, date(2017, 9, 2)).get() == opinion
    lights = {
        line.clock.step: line.light
        for line in deadlines(opinion, user=arrivals.way.clerk)
    }
    assert lights == {"answer": Light.GREEN, "law": Light.GREEN}
    assert opinion.moved_on == START


# --- once, wherever it is handled -----------------------------------------------------


def test_a_suggestion_handled_in_its_township_has_two_months(arrivals):
    opinion = arrivals.to("handling")

    law = running(opinion)["law"]
    assert (law.allowed, law.unit, law.due_on) == (2, "month", date(2017, 8, 1))
    # Four at most; 1 October is a Sunday, and the holidays follow.
    assert (law.latest_on, opinion.law_due_on) == (date(2017, 10, 9), law.due_on)
    assert set(running(arrivals.to("handling", is_suggestion=False))) == {"handle"}


def test_what_went_on_to_the_city_runs_from_the_first_hand_over(arrivals):
    opinion = arrivals.step(arrivals.to("handling"), "recall", on=date(2017, 7, 3))
    assert set(running(opinion)) == {"triage", "law"}
    opinion = arrivals.walk(
        opinion, "grade_city", "submit", "accept", on=date(2017, 7, 4)
    )

    opinion = arrivals.step(opinion, "assign_urgent", on=date(2017, 7, 5))

    law = running(opinion)["law"]
    assert (law.started_on, law.allowed) == (START, 3)
    assert (law.due_on, law.latest_on) == (LAW_DUE, date(2017, 12, 1))
    assert running(opinion)["answer"].started_on == date(2017, 7, 5)


def test_what_is_found_to_be_no_suggestion_is_no_more_the_laws(arrivals):
    opinion = arrivals.step(arrivals.to("handling"), "recall")
    opinion = arrivals.walk(opinion, "grade_city", "submit")

    opinion = arrivals.step(opinion, "accept", is_suggestion=False)

    assert (set(running(opinion)), opinion.law_due_on) == ({"hand_over"}, None)


@pytest.mark.parametrize("level", ["city", "township"])
def test_an_answer_returned_again_and_again_begins_no_law_anew(
    arrivals, in_autumn, level
):
    opinion = arrivals.to("answered", level)
    again = (
        ("answer_local",)
        if level == "township"
        else ("draft_answer", "issue", "answer")
    )
    for month in (7, 8, 9):
        opinion = arrivals.step(opinion, "return_answer", on=date(2017, month, 3))
        law = opinion.clocks.get(step="law")
        assert (law.started_on, law.stopped_on) == (START, None)
        opinion = arrivals.walk(opinion, *again)

    opinion = arrivals.step(opinion, "return_answer", on=date(2017, 9, 4))

    due = LAW_DUE if level == "city" else date(2017, 8, 1)
    step = "answer" if level == "city" else "handle"
    assert (opinion.law_due_on, opinion.due_on) == (due, due)
    assert running(opinion)[step].due_on == date(2017, 10, 9)


def test_more_time_and_a_day_off_end_at_six_months_rolled_last(arrivals, in_autumn):
    """Six months from 1 April 2017 are a Sunday in the holidays."""
    opinion = arrivals.to("processing")
    opinion = arrivals.step(opinion, "ask_extension", until=date(2017, 12, 1))
    opinion = arrivals.step(opinion, "grant_extension")

    law = running(opinion)["law"]

    assert (law.due_on, law.latest_on) == (date(2017, 12, 1), date(2017, 12, 1))
    assert "已到法定最长时限，暂停、退回和延期都不能再推迟" in why(law)


def test_the_campaign_shortens_the_law_and_never_lengthens_it(arrivals):
    give(arrivals.way.campaign, "answer_longest", 12, "month")

    law = running(arrivals.to("processing"))["law"]

    assert law.latest_on == date(2017, 12, 1)


def test_what_is_late_by_law_says_so_in_list_page_and_search(
    arrivals, client, settings
):
    opinion = arrivals.to("processing")
    voters = arrivals.to("processing", is_suggestion=False)
    settings.TODAY = date(2017, 9, 2)
    client.force_login(arrivals.people["office"])
    found = reverse("referrals:list") + "?light=law"

    listed = client.get(found).content.decode()

    assert opinion.is_late_by_law(settings.TODAY)
    assert not opinion.is_late_by_law(LAW_DUE)
    assert opinion.get_absolute_url() in listed
    assert voters.get_absolute_url() not in listed
    assert '<span class="tag tag-red">法定超期</span>' in listed
    for url in (opinion.get_absolute_url(), reverse("workbench:home")):
        client.force_login(arrivals.people["unit"])
        assert "法定超期" in client.get(url).content.decode()
