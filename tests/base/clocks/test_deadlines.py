"""When time is over: amounts, pauses, days that somebody set, and days off at the end."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tianmen_congress.base.clocks.deadlines import Deadline, Pause, add_months
from tianmen_congress.base.clocks.working_days import WorkingDays

MONDAY = date(2017, 6, 5)
DAY = timedelta(days=1)
WEEKS = WorkingDays()
# The eight free days of October 2017, and the Saturday worked for them.
AUTUMN = WorkingDays(
    {date(2017, 9, 30): True} | {date(2017, 10, day): False for day in range(1, 9)}
)


def days(month, first, last):
    return date(2017, month, first), date(2017, month, last)


def deadline(amount, unit, start=MONDAY, calendar=WEEKS):
    return Deadline(start, amount, unit, calendar=calendar)


class TestAmounts:
    @pytest.mark.parametrize(
        ("day", "months", "end"),
        [
            (date(2017, 1, 31), 1, date(2017, 2, 28)),
            (date(2016, 1, 31), 1, date(2016, 2, 29)),
            (date(2016, 2, 29), 12, date(2017, 2, 28)),
            (date(2017, 11, 30), 3, date(2018, 2, 28)),
            (date(2017, 12, 31), 2, date(2018, 2, 28)),
            (date(2017, 5, 31), 6, date(2017, 11, 30)),
            (date(2017, 2, 28), 1, date(2017, 3, 28)),
            (date(2017, 6, 15), 3, date(2017, 9, 15)),
            (date(2017, 12, 1), 1, date(2018, 1, 1)),
            (date(2017, 5, 5), 0, date(2017, 5, 5)),
        ],
    )
    def test_months_end_on_the_same_day_or_the_last_one(self, day, months, end):
        assert add_months(day, months) == end

    def test_a_month_from_its_last_day_is_over_on_the_last_of_the_next(self):
        assert deadline(1, "month", date(2017, 1, 31)).due == date(2017, 2, 28)
        # 30 September is a Saturday, and the first three days after it are festivals.
        assert deadline(1, "month", date(2017, 8, 31)).due == date(2017, 10, 4)

    def test_months_that_end_on_a_day_off_move_to_the_next_worked_day(self):
        assert deadline(3, "month", date(2017, 7, 1), AUTUMN).due == date(2017, 10, 9)
        assert deadline(11, "calendar", date(2017, 9, 20), AUTUMN).due == date(
            2017, 10, 9
        )

    def test_days_of_the_calendar_end_on_a_worked_day(self):
        assert deadline(5, "calendar").due == date(2017, 6, 12)
        assert deadline(4, "calendar").due == date(2017, 6, 9)

    def test_a_worked_saturday_may_be_the_last_day(self):
        calendar = WorkingDays({date(2017, 6, 10): True})

        assert deadline(5, "calendar", calendar=calendar).due == date(2017, 6, 10)
        assert deadline(5, "working", calendar=calendar).due == date(2017, 6, 10)

    def test_working_days_skip_the_holiday_and_count_the_swap_day(self):
        thursday = date(2017, 9, 28)

        assert deadline(2, "working", thursday, AUTUMN).due == date(2017, 9, 30)
        assert deadline(3, "working", thursday, AUTUMN).due == date(2017, 10, 9)


class TestPauses:
    def test_what_was_paused_counts_from_the_nominal_end(self):
        """28 October is a Saturday; five days on it is a Thursday."""
        law = deadline(3, "month", date(2017, 7, 28), AUTUMN)

        assert law.due == date(2017, 10, 30)
        assert law.after(days(8, 1, 6)).due == date(2017, 11, 2)

    def test_no_day_off_in_between_is_given_as_a_present(self):
        """One by one each of two pauses would end on a Saturday and move on."""
        law = deadline(3, "month", date(2017, 7, 28), AUTUMN)

        assert law.after(days(8, 1, 2)).due == date(2017, 10, 30)
        assert law.after(days(8, 1, 2)).after(days(8, 7, 13)).due == date(2017, 11, 6)

    def test_a_pause_adds_working_days_to_working_days_and_days_to_days(self):
        friday, tuesday = date(2017, 6, 9), date(2017, 6, 13)

        assert deadline(7, "working").due == date(2017, 6, 14)
        assert deadline(7, "working").after((friday, tuesday)).due == date(2017, 6, 16)
        assert deadline(9, "calendar").due == date(2017, 6, 14)
        assert deadline(9, "calendar").after((friday, tuesday)).due == date(2017, 6, 19)

    def test_a_month_from_its_last_day_goes_on_by_the_days_paused(self):
        month = deadline(1, "month", date(2017, 1, 31))

        assert month.after(days(2, 6, 7)).due == date(2017, 3, 1)

    def test_what_was_paused_before_the_start_is_no_part_of_it(self):
        paused = deadline(9, "calendar").after((date(2017, 5, 1), date(2017, 6, 6)))

        assert paused.due == date(2017, 6, 15)

    def test_paused_when_it_was_over_it_is_late_by_as_much_as_before(self):
        assert deadline(1, "working").after(days(6, 7, 9)).due == date(2017, 6, 8)


class TestDaysSet:
    SATURDAY = date(2017, 6, 24)

    def test_a_day_that_somebody_set_stands_as_he_said_it(self):
        given_more = deadline(5, "working").moved_to(self.SATURDAY, on=MONDAY)

        assert given_more.due == self.SATURDAY

    def test_what_had_been_paused_until_then_is_in_it(self):
        paused = deadline(5, "working").after(days(6, 6, 8))

        assert paused.moved_to(self.SATURDAY, on=date(2017, 6, 8)).due == self.SATURDAY

    def test_what_is_paused_afterwards_moves_it_to_a_working_day(self):
        for unit, due in (("working", 27), ("calendar", 26)):
            given_more = deadline(5, unit).moved_to(self.SATURDAY, on=date(2017, 6, 8))

            assert given_more.after(days(6, 12, 14)).due == date(2017, 6, due)

    def test_of_a_pause_around_that_day_only_the_rest_counts(self):
        given_more = deadline(5, "working").moved_to(
            date(2017, 6, 23), on=date(2017, 6, 8)
        )

        assert given_more.after(days(6, 6, 9)).due == date(2017, 6, 26)


class TestLatest:
    def test_no_pause_and_no_word_carries_it_further(self):
        law = replace(deadline(3, "month"), latest=date(2017, 12, 5))
        given_more = law.moved_to(date(2017, 12, 1), on=MONDAY)

        assert law.due == date(2017, 9, 5)
        assert law.after(days(8, 1, 11)).due == date(2017, 9, 15)
        assert law.after((MONDAY, date(2018, 2, 11))).due == date(2017, 12, 5)
        assert given_more.due == date(2017, 12, 1)
        assert given_more.after(days(7, 3, 31)).due == date(2017, 12, 5)
        assert law.moved_to(date(2018, 2, 11), on=MONDAY).due == date(2017, 12, 5)


class TestWarnings:
    @pytest.mark.parametrize(("percent", "day"), [(1, 6), (50, 12), (75, 14), (99, 16)])
    def test_it_comes_when_its_part_of_the_days_is_used(self, percent, day):
        assert deadline(9, "working").warns(percent) == date(2017, 6, day)

    def test_three_quarters_of_the_time_warn(self):
        first = date(2017, 6, 1)

        assert deadline(20, "working", first).warns(75) == date(2017, 6, 22)
        assert deadline(3, "month", first).warns(75) == date(2017, 8, 9)

    @pytest.mark.parametrize(("percent", "day"), [(50, 15), (75, 22), (100, 29)])
    def test_the_campaign_says_how_much_time_is_used_when_it_warns(self, percent, day):
        first = date(2017, 6, 1)

        assert deadline(20, "working", first).warns(percent) == date(2017, 6, day)

    def test_due_on_the_day_of_its_start_it_warns_that_day(self):
        for unit in ("working", "calendar", "month"):
            assert deadline(0, unit).warns(75) == MONDAY

    def test_a_pause_before_it_moves_it_and_one_after_it_does_not(self):
        eight = deadline(8, "working")
        assert eight.warns(75) == date(2017, 6, 13)

        assert eight.after(days(6, 7, 9)).warns(75) == date(2017, 6, 15)
        assert eight.after(days(6, 13, 15)).warns(75) == date(2017, 6, 13)


# --- whatever the days ------------------------------------------------------------------

DAYS = st.dates(date(2017, 1, 1), date(2018, 6, 30))
CALENDARS = st.dictionaries(DAYS, st.booleans(), max_size=50).map(WorkingDays)
AMOUNTS = st.one_of(
    st.tuples(st.integers(1, 60), st.sampled_from(["working", "calendar"])),
    st.tuples(st.integers(1, 12), st.just("month")),
)
PERCENT = st.integers(1, 100)


@st.composite
def pauses(draw, after=MONDAY):
    since = after + DAY * draw(st.integers(0, 90))
    return Pause(since, since + DAY * draw(st.integers(0, 40)))


@st.composite
def by_rule(draw):
    """Running by its amount alone, paused or not."""
    start, (amount, unit) = draw(DAYS), draw(AMOUNTS)
    paused = draw(st.lists(pauses(start), max_size=3))
    return Deadline(start, amount, unit, tuple(paused), calendar=draw(CALENDARS))


@st.composite
def anyhow(draw):
    """By its amount, or by a day that somebody set."""
    found = draw(by_rule())
    if not draw(st.booleans()):
        return found
    on = found.start + DAY * draw(st.integers(0, 60))
    return found.moved_to(on + DAY * draw(st.integers(0, 90)), on=on)


def told(deadline, percent=75):
    return deadline.due, deadline.warns(percent)


@given(anyhow(), st.data(), st.integers(0, 30), st.integers(0, 30))
def test_a_longer_pause_is_never_due_earlier(deadline, data, earlier, later):
    since, until = data.draw(pauses(deadline.start))

    longer = deadline.after((since - DAY * earlier, until + DAY * later))

    assert deadline.due <= deadline.after((since, until)).due <= longer.due


@given(anyhow(), DAYS, PERCENT)
def test_a_pause_that_ends_on_its_day_changes_nothing(deadline, day, percent):
    assert told(deadline.after((day, day)), percent) == told(deadline, percent)


@given(anyhow(), st.data(), st.integers(0, 40), st.integers(0, 40), PERCENT)
def test_two_pauses_are_as_one_over_the_days_of_both(deadline, data, by, more, percent):
    first = data.draw(pauses(deadline.start))
    second = Pause(first.since + min(DAY * by, first.until - first.since), first.until)
    second = Pause(second.since, second.since + DAY * more)
    both = Pause(first.since, max(first.until, second.until))

    one = told(deadline.after(both), percent)

    assert told(deadline.after(first).after(second), percent) == one
    assert told(deadline.after(second).after(first), percent) == one


@given(anyhow())
def test_the_last_day_is_worked_but_where_somebody_said_another(deadline):
    assert deadline.due in deadline.calendar or deadline.due == deadline.set_to


@given(by_rule())
def test_it_is_due_when_all_that_was_not_paused_is_over(deadline):
    """Day by day, and only then on to a day that is worked."""
    start, calendar = deadline.start, deadline.calendar
    lost = {
        since + DAY * n
        for since, until in deadline.pauses
        for n in range(1, (until - since).days + 1)
    }
    if deadline.unit == "working":
        end, left = start, deadline.amount + sum(day in calendar for day in lost)
        while left:
            end += DAY
            left -= end in calendar
    else:
        is_month = deadline.unit == "month"
        end = add_months(start, deadline.amount if is_month else 0)
        end += DAY * (len(lost) + (0 if is_month else deadline.amount))
    while end not in calendar:
        end += DAY

    assert deadline.due == end


@given(anyhow(), PERCENT)
def test_it_never_warns_before_it_begins_nor_after_its_last_day(deadline, percent):
    assert deadline.start <= deadline.warns(percent) <= deadline.due


@given(CALENDARS, DAYS, st.integers(0, 90))
def test_going_forward_and_counting_back_agree(calendar, start, many):
    assert calendar.between(start, calendar.later(start, many)) == many
