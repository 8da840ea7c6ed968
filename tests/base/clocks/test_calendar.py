"""The official calendar: holidays, worked weekends, and counting by them."""

from datetime import date, datetime, timedelta

import pytest

from tianmen_congress.base.clocks import calendar
from tianmen_congress.base.clocks.actions import seed_holidays
from tianmen_congress.base.clocks.models import Holiday

pytestmark = pytest.mark.django_db
MONDAY = date(2017, 6, 5)


@pytest.fixture
def holidays(db):
    seed_holidays(2017, 2017)


def off(*days, name="放假", is_worked=False):
    for day in days:
        Holiday.objects.create(day=day, name=name, is_worked=is_worked)


class TestSeed:
    def test_the_spring_festival_of_2017_stands_with_its_swap_days(self, holidays):
        days = Holiday.objects.filter(day__range=("2017-01-20", "2017-02-10"))

        assert [(f"{d.day:%m%d}", d.name, d.is_worked) for d in days] == [
            ("0122", "春节", True),
            ("0127", "春节", False),
            ("0130", "春节", False),
            ("0131", "春节", False),
            ("0201", "春节", False),
            ("0202", "春节", False),
            ("0204", "春节", True),
        ]

    def test_only_days_that_differ_from_their_week_are_kept(self, holidays):
        for holiday in Holiday.objects.all():
            assert holiday.is_worked == (holiday.day.weekday() >= 5)

    def test_every_name_is_chinese(self, holidays):
        assert set(Holiday.objects.values_list("name", flat=True)) <= {
            "元旦",
            "春节",
            "清明节",
            "劳动节",
            "端午节",
            "国庆节",
            "中秋节",
            "节假日",
        }

    def test_twice_adds_nothing(self, holidays):
        assert seed_holidays(2017, 2017) == 0

    def test_what_the_office_changed_stays(self):
        off(date(2017, 10, 1), name="市庆")
        off(date(2017, 10, 2), name="照常上班", is_worked=True)

        seed_holidays(2017, 2017)

        kept = Holiday.objects.filter(day__range=("2017-10-01", "2017-10-02"))
        assert [(d.name, d.is_worked) for d in kept] == [
            ("市庆", False),
            ("照常上班", True),
        ]

    def test_the_count_is_that_of_new_days(self):
        added = seed_holidays(2016, 2017)

        assert added == Holiday.objects.count() > 40


class TestWorkingDays:
    @pytest.mark.parametrize(
        ("days", "last"), [(0, 5), (1, 6), (4, 9), (5, 12), (10, 19)]
    )
    def test_weekends_do_not_count(self, days, last):
        assert calendar.official(MONDAY).later(MONDAY, days) == date(2017, 6, last)

    def test_a_holiday_pushes_the_day_and_a_worked_weekend_brings_it_back(self):
        off(date(2017, 6, 7))
        assert calendar.official(MONDAY).later(MONDAY, 4) == date(2017, 6, 12)

        off(date(2017, 6, 10), is_worked=True)

        assert calendar.official(MONDAY).later(MONDAY, 4) == date(2017, 6, 10)

    def test_the_first_day_does_not_count_even_when_it_is_off(self):
        saturday = date(2017, 6, 10)

        assert calendar.official(saturday).later(saturday, 1) == date(2017, 6, 12)

    def test_a_long_row_of_days_off_is_walked_over(self):
        off(*(MONDAY + timedelta(days=n) for n in range(1, 15)))

        assert calendar.official(MONDAY).later(MONDAY, 1) == date(2017, 6, 20)

    def test_a_calendar_that_is_edited_takes_effect_at_once(self):
        before = calendar.official(MONDAY).later(MONDAY, 3)
        off(date(2017, 6, 8))
        between = calendar.official(MONDAY).later(MONDAY, 3)
        Holiday.objects.all().delete()

        assert (before, between) == (date(2017, 6, 8), date(2017, 6, 9))
        assert calendar.official(MONDAY).later(MONDAY, 3) == before

    @pytest.mark.parametrize(
        ("end", "count"), [(5, 0), (6, 1), (9, 4), (10, 4), (11, 4), (12, 5)]
    )
    def test_days_between_are_counted_after_the_first(self, end, count):
        assert calendar.official(MONDAY).between(MONDAY, date(2017, 6, end)) == count

    def test_backwards_there_are_none(self):
        assert calendar.official(MONDAY).between(MONDAY, date(2017, 6, 2)) == 0

    def test_only_days_that_the_office_entered_differ_from_their_week(self):
        off(date(2017, 6, 2), date(2017, 6, 6))
        off(date(2017, 6, 10), is_worked=True)

        assert calendar.official(MONDAY).special == {
            date(2017, 6, 6): False,
            date(2017, 6, 10): True,
        }

    def test_new_year_and_the_national_days_are_never_worked(self):
        """Seen: five working days from 2026-12-25 on ended on New Year's Day."""
        friday = date(2026, 12, 25)

        assert calendar.official(friday).later(friday, 5) == date(2027, 1, 4)
        assert calendar.official(friday).rolled(date(2027, 10, 1)) == date(2027, 10, 4)

    @pytest.mark.parametrize(("year", "is_worked"), [(2024, True), (2025, False)])
    def test_the_second_of_may_is_one_since_2025(self, year, is_worked):
        day = date(year, 5, 2)

        assert (day in calendar.official(day)) is is_worked

    def test_the_calendar_is_asked_once(self, django_assert_num_queries):
        with django_assert_num_queries(1):
            worked = calendar.official(MONDAY)
            worked.between(MONDAY, worked.rolled(worked.later(MONDAY, 60)))


class TestToday:
    def test_a_demo_has_a_day_of_its_own(self, settings):
        settings.TODAY = date(2017, 7, 25)

        assert calendar.today() == date(2017, 7, 25)

    @pytest.mark.parametrize(
        ("moment", "day"),
        [
            ("2017-06-05T15:59:00+00:00", date(2017, 6, 5)),
            ("2017-06-05T16:00:00+00:00", date(2017, 6, 6)),
        ],
    )
    def test_the_day_changes_at_midnight_in_tianmen(
        self, settings, monkeypatch, moment, day
    ):
        settings.TODAY = None
        now = datetime.fromisoformat(moment)
        monkeypatch.setattr("django.utils.timezone.now", lambda: now)

        assert calendar.today() == day


class TestDaysOff:
    def test_days_off_on_the_way_are_told_in_order(self, holidays):
        told = calendar.days_off(date(2017, 5, 26), date(2017, 5, 30))

        assert [(f"{d.day:%m%d}", d.is_worked) for d in told] == [
            ("0527", True),
            ("0529", False),
            ("0530", False),
        ]

    def test_the_first_day_is_not_on_the_way(self):
        off(MONDAY)

        assert calendar.days_off(MONDAY, date(2017, 6, 9)) == []


class TestOffice:
    @pytest.fixture
    def desk(self, client, office):
        client.force_login(office)
        return client

    def send(self, client, **fields):
        return client.post("/admin/clocks/holiday/add/", fields)

    def test_the_office_enters_a_holiday_and_deadlines_follow(self, desk):
        self.send(desk, day="2017-06-06", name="市级活动日")

        assert calendar.official(MONDAY).later(MONDAY, 1) == date(2017, 6, 7)

    def test_a_worked_weekend_is_ticked(self, desk):
        self.send(desk, day="2017-06-10", name="调休", is_worked="on")

        assert Holiday.objects.get().is_worked
        assert str(Holiday.objects.get()) == "2017-06-10 调休"

    def test_a_day_stands_once(self, desk):
        off(date(2017, 6, 6))

        page = self.send(desk, day="2017-06-06", name="又一次")

        assert page.status_code == 200
        assert "日期" in page.content.decode()
        assert Holiday.objects.count() == 1

    def test_a_day_entered_by_mistake_is_taken_out(self, desk):
        off(date(2017, 6, 6))
        row = Holiday.objects.get()

        desk.post(f"/admin/clocks/holiday/{row.pk}/delete/", {"post": "yes"})

        assert not Holiday.objects.exists()

    @pytest.mark.parametrize("who", ["clerk", "leader", "auditor", "secadmin"])
    def test_nobody_else_changes_the_calendar(self, client, request, who):
        client.force_login(request.getfixturevalue(who))

        page = client.post(
            "/admin/clocks/holiday/add/",
            {"day": "2017-06-06", "name": "x"},
            follow=True,
        )

        assert page.status_code == 403
        assert not Holiday.objects.exists()
