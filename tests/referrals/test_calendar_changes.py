"""The office enters holidays later: what runs is counted anew, what was said stays said."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from referrals.enums import DueCause, State
from referrals.models import DueDay, Opinion
from referrals.papers import sheet_of
from referrals.shown.record import deadlines
from tests.referrals.test_rates import shown
from tests.referrals.test_rates_of_a_day import total_until
from tianmen_congress.base.clocks.actions import count_anew
from tianmen_congress.base.clocks.models import CalendarYear, Holiday
from tianmen_congress.overview.workbench.todos.others import calendar_missing

pytestmark = pytest.mark.django_db
THURSDAY = date(2017, 7, 13)


def off(*days, is_worked=False):
    for day in days:
        Holiday.objects.create(day=day, name="放假", is_worked=is_worked)
    return count_anew(min(days))


def again(opinion):
    return Opinion.objects.get(pk=opinion.pk)


def test_a_holiday_moves_what_runs_and_the_page_says_why(way):
    opinion = way.to(State.HANDLING)
    assert opinion.due_on == THURSDAY

    # The worked day after it is a Friday.
    assert off(THURSDAY) == 1

    opinion = again(opinion)
    assert opinion.due_on == date(2017, 7, 14)
    line = deadlines(opinion, user=way.clerk)[0]
    assert line.moved[1:] == [
        f"{DueDay.objects.last().on} 节假日安排调整：期限为2017-07-14"
    ]
    assert "7月13日（放假）不计" in line.why


def test_what_was_late_before_the_holiday_was_entered_stays_late_on_that_day(way):
    way.to(State.HANDLING)
    # Entered on 25 July, for all the time since.
    off(*(date(2017, 7, day) for day in (13, 14, *range(17, 22), 24, 25)))

    late, today = total_until(way, date(2017, 7, 14)), total_until(way)

    assert shown(late)["按期答复率"] == (0, 1)
    assert shown(today)["按期答复率"] == (0, 0)


def test_taken_away_again_it_moves_back(way):
    opinion = way.to(State.HANDLING)
    off(THURSDAY)

    Holiday.objects.filter(day=THURSDAY).delete()

    assert count_anew(THURSDAY) == 1
    assert again(opinion).due_on == THURSDAY


def test_what_stopped_keeps_day_and_reason(way):
    opinion = way.to(State.EVALUATED)
    days = list(opinion.clocks.order_by("pk").values_list("pk", "due_on", "yellow_on"))

    off(*(date(2017, 7, day) for day in (11, 12, 13)), date(2017, 8, 1))

    assert (
        list(opinion.clocks.order_by("pk").values_list("pk", "due_on", "yellow_on"))
        == days
    )
    assert not DueDay.objects.filter(cause=DueCause.CALENDAR).exists()


def test_what_had_stopped_stays_where_another_clock_of_the_opinion_moves(way):
    opinion = way.to(State.HANDLING)
    stopped = opinion.clocks.exclude(stopped_on=None).order_by("pk")
    days = list(stopped.values_list("due_on", flat=True))

    off(*{*days, THURSDAY})

    assert list(stopped.values_list("due_on", flat=True)) == days
    assert again(opinion).due_on > THURSDAY


def test_a_day_after_the_deadline_moves_nothing(way):
    opinion = way.to(State.HANDLING)

    assert off(date(2017, 7, 14)) == 0
    assert again(opinion).due_on == THURSDAY


def test_the_end_of_the_law_moves_along(way):
    opinion = way.to(State.PROCESSING, is_suggestion=True)
    law = opinion.clocks.get(step="law")
    ends, due = law.latest_on, law.due_on

    off(ends, due)

    law.refresh_from_db()
    assert law.latest_on > ends
    assert law.due_on > due


def test_the_end_of_the_law_moves_where_no_deadline_does(way):
    opinion = way.to(State.PROCESSING, is_suggestion=True)
    law = opinion.clocks.get(step="law")
    ends, due = law.latest_on, law.due_on

    assert off(ends) == 0

    law.refresh_from_db()
    assert law.latest_on > ends
    assert law.due_on == due


def test_a_note_printed_again_says_what_it_said(way):
    opinion = way.to(State.HANDLING)
    first = sheet_of("handover", opinion, user=way.clerk)

    off(THURSDAY)
    opinion = way.step(again(opinion), "pause", on=date(2017, 7, 3))

    assert sheet_of("handover", opinion, user=way.clerk) == first


def test_an_assignment_printed_again_says_what_it_said(way):
    opinion = way.to(State.PROCESSING)
    first = sheet_of("assignment", opinion, user=way.office)
    due = opinion.due_on

    off(due)

    opinion = again(opinion)
    assert opinion.due_on > due
    assert sheet_of("assignment", opinion, user=way.office) == first


def test_beyond_the_last_year_entered_page_and_paper_say_so(way):
    CalendarYear.objects.filter(year=2017).delete()
    opinion = way.to(State.HANDLING)
    said = "2017年放假安排未录入，暂按周末计算"

    assert said in deadlines(opinion, user=way.clerk)[0].why
    assert said in dict(sheet_of("handover", opinion, user=way.clerk).facts)["办理期限"]

    CalendarYear.objects.create(year=2017)

    assert said not in deadlines(again(opinion), user=way.clerk)[0].why
    # The paper was written before.
    assert said in dict(sheet_of("handover", opinion, user=way.clerk).facts)["办理期限"]


class TestTheOffice:
    @pytest.mark.parametrize(
        ("day", "asked"),
        [("2018-10-31", None), ("2018-11-01", 2019), ("2019-01-02", 2019)],
    )
    def test_is_asked_for_the_next_year_from_november(
        self, office, holidays, settings, day, asked
    ):
        settings.TODAY = date.fromisoformat(day)

        pile = calendar_missing(office)

        assert (pile and pile.todos[0].title) == (
            asked and f"{asked}年的放假和调休安排"
        )

    def test_alone_is_asked(self, clerk, leader, settings):
        settings.TODAY = date(2018, 11, 1)

        assert [calendar_missing(user) for user in (clerk, leader)] == [None, None]

    def test_is_told_how_many_deadlines_moved(self, client, way):
        opinion = way.to(State.HANDLING)
        client.force_login(way.office)

        page = client.post(
            "/admin/clocks/holiday/add/",
            {"day": "2017-07-13", "name": "放假"},
            follow=True,
        )

        assert "正在计时的1个期限已重新计算" in page.content.decode()
        assert again(opinion).due_on == date(2017, 7, 14)
        page = client.post(
            f"/admin/clocks/holiday/{Holiday.objects.get(day=THURSDAY).pk}/delete/",
            {"post": "yes"},
            follow=True,
        )
        assert "正在计时的1个期限已重新计算" in page.content.decode()
        assert again(opinion).due_on == THURSDAY

    def test_is_told_so_after_a_workbook_too(self, client, way):
        opinion = way.to(State.HANDLING)
        client.force_login(way.office)
        sheet = "日期,名称,调休上班\n2017-07-13,放假,0\n"

        file = SimpleUploadedFile("list.csv", sheet.encode())
        preview = client.post(
            "/admin/clocks/holiday/import/", {"import_file": file, "format": "1"}
        )
        form = preview.context["confirm_form"]
        url = "/admin/clocks/holiday/process_import/"
        done = client.post(url, form.initial, follow=True)

        assert "正在计时的1个期限已重新计算" in done.content.decode()
        assert again(opinion).due_on == date(2017, 7, 14)

    def test_cannot_have_a_festival_worked(self, client, office):
        client.force_login(office)

        page = client.post(
            "/admin/clocks/holiday/add/",
            {"day": "2018-01-01", "name": "调休", "is_worked": "on"},
        )

        assert "这一天是法定节日，不能调为上班" in page.content.decode()

    def test_cannot_call_a_year_entered_of_which_nothing_is(self, client, office):
        client.force_login(office)

        page = client.post("/admin/clocks/calendaryear/add/", {"year": "2027"})

        assert "2027年还没有录入放假和调休的日子" in page.content.decode()
        assert not CalendarYear.objects.exists()
