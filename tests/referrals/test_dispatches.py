"""What goes up in writing: a numbered sheet with fixed lines, printed again the same."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.urls import reverse

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import State
from referrals.models import Dispatch, DispatchLine
from referrals.shown.dispatches import lines_of, lines_today, who_said
from tests.base.papers.words import cells_of, document_of, everything_in
from tests.base.papers.words import lines_of as text_of
from tests.cast import EVERYBODY
from tests.database import as_owner
from tests.factories.platform import CampaignFactory, OrganFactory, user_of
from tests.factories.referrals import step_times
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import OrganKind, Role

pytestmark = pytest.mark.django_db
LIST = reverse("referrals:dispatches")
GROUP, CITY = "summary", "submission"


def reported(way, **given):
    return way.to(State.TRIAGE, **given)


def sheet_with(opinion, kind=GROUP) -> Dispatch:
    return Dispatch.objects.get(kind=kind, lines__opinion=opinion)


def closed(sheet, way):
    return actions.close_dispatch(sheet, by=way.office)


def at(name, sheet):
    return reverse(f"referrals:{name}", args=[sheet.pk])


def bulk(client, name, rows, **typed):
    url = reverse("referrals:bulk", args=[name])
    keys = [row.pk for row in rows]
    return client.post(url, {"ids": keys, "confirmed": "1"} | typed)


# --- making -------------------------------------------------------------------------------


def test_what_a_group_reports_at_once_stands_on_one_sheet_with_one_number(way, client):
    rows = [way.to(State.SCREENING, title=f"第{n}件") for n in (1, 2, 3)]
    client.force_login(way.secretary)

    bulk(client, "report_up", rows, on="2017-07-25")

    sheet = Dispatch.objects.get()
    assert (sheet.kind, str(sheet), sheet.sender, sheet.receiver) == (
        GROUP,
        "渔薪镇第一代表小组报〔2017〕1号",
        way.group.organ,
        rows[0].presidium,
    )
    assert (sheet.sent_on, sheet.recorded_by) == (date(2017, 7, 25), way.secretary)
    lines = list(sheet.lines.all())
    assert [line.order for line in lines] == [1, 2, 3]
    assert {line.opinion for line in lines} == set(rows)
    assert all(line.number == line.opinion.number != "" for line in lines)


def test_what_is_skipped_is_on_no_sheet(way, client):
    good, bad = way.to(State.SCREENING), way.to(State.SCREENING)
    way.step(bad, "set_aside")
    client.force_login(way.clerk)

    bulk(client, "report_up", [good, bad])

    assert [line.opinion for line in DispatchLine.objects.all()] == [good]


def test_the_presidium_s_request_to_the_city_is_a_sheet_of_its_own(way, client):
    rows = [way.to(State.TO_SUBMIT), way.to(State.TO_SUBMIT)]
    client.force_login(way.clerk)

    bulk(client, "submit", rows, reason="资金在市级")

    sheet = Dispatch.objects.get(kind=CITY)
    assert str(sheet) == "渔薪人大请〔2017〕1号"
    assert (sheet.sender, sheet.receiver) == (
        rows[0].presidium,
        way.office.live_posts[0].organ,
    )
    assert [line.reason for line in sheet.lines.all()] == ["资金在市级"] * 2


def test_one_after_the_other_they_join_the_sheet_of_their_day(way):
    first, second = reported(way), reported(way)
    later = way.step(way.to(State.SCREENING), "report_up", on=date(2017, 6, 2))

    assert sheet_with(first) == sheet_with(second)
    assert str(sheet_with(later)) == "渔薪镇第一代表小组报〔2017〕2号"
    assert sheet_with(later).sent_on == date(2017, 6, 2)


def test_once_it_is_closed_the_next_begins_a_new_sheet(way):
    first = sheet_with(reported(way))
    closed(first, way)

    second = sheet_with(reported(way))

    assert second != first
    assert first.lines.count() == 1
    assert str(second) == "渔薪镇第一代表小组报〔2017〕2号"


def test_when_the_day_is_over_nothing_more_is_put_on_it(way, settings):
    first = sheet_with(reported(way))
    settings.TODAY = date(2017, 7, 26)

    second = sheet_with(reported(way))

    assert (second != first, first.is_open(date(2017, 7, 26))) == (True, False)


def test_sent_again_on_the_same_day_it_stands_on_a_new_sheet(way):
    opinion = reported(way)
    first = sheet_with(opinion)
    opinion = way.step(opinion, "return_to_group")

    way.step(opinion, "report_up")

    sheets = Dispatch.objects.order_by("pk")
    assert [sheet.lines.get().opinion for sheet in sheets] == [opinion, opinion]
    first.refresh_from_db()
    assert first.closed_by == way.secretary


def test_each_group_and_each_campaign_has_sheets_and_numbers_of_its_own(
    way, second_group
):
    reported(way)
    other = way.collect(group=second_group, by=way.clerk)
    other = way.step(other, "report_up", by=way.clerk)
    way.campaign = CampaignFactory(slug="2018", year=2018, is_current=False)
    step_times(way.campaign)
    next_year = reported(way)

    assert [str(sheet_with(row)) for row in (other, next_year)] == [
        "渔薪镇第二代表小组报〔2017〕1号",
        "渔薪镇第一代表小组报〔2018〕1号",
    ]


def test_what_the_presidium_collected_itself_nobody_sends_it(way):
    opinion = way.collect(
        group=None, township=way.group.township, origin="presidium", by=way.clerk
    )

    way.step(opinion, "report_up", by=way.clerk)

    assert not Dispatch.objects.exists()


def test_what_a_ledger_tells_makes_no_sheet(way):
    opinion = way.to(State.SCREENING)

    opinion = way.step(opinion, "report_up", by=way.office, basis="2016年台账")
    opinion = way.step(opinion, "grade_city", by=way.office, basis="2016年台账")
    way.step(opinion, "submit", by=way.office, basis="2016年台账")

    assert not Dispatch.objects.exists()


def test_the_history_and_the_page_of_the_opinion_name_the_sheet(way, client):
    opinion = reported(way)
    client.force_login(way.secretary)

    page = client.get(opinion.get_absolute_url()).content.decode()

    event = opinion.history.get(name="report_up")
    assert dict(event.words)["报送表文号"] == "渔薪镇第一代表小组报〔2017〕1号"
    assert sheet_with(opinion).get_absolute_url() in page


# --- what is fixed ------------------------------------------------------------------------


def paper(client, user, sheet):
    client.force_login(user)
    return document_of(client.get(at("dispatch_word", sheet)))


def test_the_paper_has_number_day_sums_and_rows(way, client):
    way.to(
        State.TRIAGE,
        title="疏通沟渠",
        text="排水不畅",
        category=way.category,
        proposers=[Proponent("李四", "138 0000 0002"), Proponent("王五")],
    )
    sheet = closed(sheet_with(reported(way)), way)

    document = paper(client, way.secretary, sheet)

    lines = text_of(document)
    assert lines[:5] == [
        "意见建议汇总报送表",
        "渔薪镇第一代表小组报〔2017〕1号",
        "报送：渔薪镇人大主席团",
        "现将收集的意见建议2件汇总报送，请予梳理交办。",
        "合计2件：基础设施1件，未定类别1件。",
    ]
    assert lines[-2:] == ["渔薪镇第一代表小组", "2017年6月1日"]
    assert cells_of(document)[1] == [
        "1",
        "〔2017〕渔薪001号",
        "2017年6月1日",
        "渔薪镇",
        "李四 138 0000 0002、王五",
        "疏通沟渠：排水不畅",
        "基础设施",
    ]
    footer = document.sections[0].footer.paragraphs[0].text
    assert footer.replace(" ", "") == "第页　共页"


def test_the_request_to_the_city_gives_its_reason_for_each(way, client):
    opinion = way.step(way.to(State.TO_SUBMIT), "submit", reason="资金在市级")
    sheet = closed(sheet_with(opinion, CITY), way)

    document = paper(client, way.clerk, sheet)

    assert text_of(document)[:4] == [
        "提请市级解决事项报送表",
        "渔薪人大请〔2017〕1号",
        "报送：天门市人大常委会",
        "下列1件意见建议超出本级职权或能力，提请市级解决。",
    ]
    assert cells_of(document)[1] == [
        "1",
        opinion.number,
        "渔薪镇",
        "张三 138 0000 0001",
        "硬化通组公路：村级主干道3公里未硬化，群众出行难",
        "基础设施",
        "资金在市级",
    ]


def test_printed_again_it_says_the_same_whatever_became_of_it(way, client):
    opinion = reported(way)
    sheet = closed(sheet_with(opinion), way)
    before = everything_in(paper(client, way.clerk, sheet))

    opinion = way.step(opinion, "return_to_group")
    opinion = way.step(
        opinion, "revise", by=way.secretary, title="改了标题", text="改了内容"
    )
    opinion.proposers.update(name="改名的人")
    organ = way.group.organ
    organ.name = "改名的小组"
    organ.save()
    way.step(opinion, "withdraw")

    assert everything_in(paper(client, way.clerk, sheet)) == before


def test_its_page_says_what_became_of_each(way, client):
    opinion, waits = reported(way), reported(way, title="还在等的")
    sheet = sheet_with(opinion)
    opinion = way.step(opinion, "return_to_group", on=date(2017, 6, 5))
    client.force_login(way.secretary)

    page = client.get(sheet.get_absolute_url()).content.decode()
    rows = lines_today(sheet, lines_of(sheet, user=way.clerk), user=way.clerk)

    assert [(row.line.opinion, row.next and row.next.label) for row in rows] == [
        (opinion, "退回小组"),
        (waits, None),
    ]
    assert "退回小组（2017-06-05）" in page
    assert "还没有办理" in page
    assert "待甄别" in page


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE referrals_dispatchline SET title = 'x'",
        "DELETE FROM referrals_dispatchline",
        "UPDATE referrals_dispatch SET document_number = 'x'",
        "UPDATE referrals_dispatch SET sent_on = sent_on + 1",
        "UPDATE referrals_dispatch SET closed_at = NULL, closed_by_id = NULL",
        "DELETE FROM referrals_dispatch",
    ],
)
def test_the_database_itself_keeps_what_was_sent(way, change):
    closed(sheet_with(reported(way)), way)

    with (
        pytest.raises((InternalError, IntegrityError)),
        transaction.atomic(),
        as_owner(),
        connection.cursor() as cursor,
    ):
        cursor.execute(change)


def test_on_a_closed_sheet_nobody_puts_anything_more(way):
    line = closed(sheet_with(reported(way)), way).lines.get()
    line.pk, line.order, line.opinion = None, 2, way.to(State.SCREENING)

    with pytest.raises(IntegrityError, match="is closed"), transaction.atomic():
        line.save()


# --- who ----------------------------------------------------------------------------------

PAGES = ("dispatch", "dispatch_print", "dispatch_word", "dispatch_workbook")


def status(client, url):
    answer = client.get(url)
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code


def test_who_opens_the_sheet_of_a_group_and_the_request_to_the_city(way, each):
    opinion = way.to(State.SUBMITTED)
    sheets = {kind: closed(sheet_with(opinion, kind), way) for kind in (GROUP, CITY)}

    def ask(client, _):
        return {
            kind: {status(client, at(name, sheet)) for name in PAGES}
            for kind, sheet in sheets.items()
        }

    own = ("office", "clerk")
    next_door = ("other_clerk", "other_secretary")
    assert each(ask) == {
        **{who: {GROUP: {403}, CITY: {403}} for who in EVERYBODY},
        **{who: {GROUP: {200}, CITY: {200}} for who in own},
        "secretary": {GROUP: {200}, CITY: {404}},
        **{who: {GROUP: {404}, CITY: {404}} for who in next_door},
    }


def test_the_list_shows_to_each_his_own_sheets_with_number_and_count(way, each):
    way.to(State.SUBMITTED)
    reported(way)

    def ask(client, _):
        rows = client.get(LIST).context["listing"].table.data
        return {(str(row), row.many) for row in rows}

    group = ("渔薪镇第一代表小组报〔2017〕1号", 2)
    city = ("渔薪人大请〔2017〕1号", 1)
    people = ("office", "clerk", "secretary", "other_clerk", "other_secretary")
    assert each(ask, people) == {
        "office": {group, city},
        "clerk": {group, city},
        "secretary": {group},
        "other_clerk": set(),
        "other_secretary": set(),
    }


def test_the_list_is_searched_by_number_kind_day_and_what_stands_on_a_sheet(
    way, client
):
    way.to(State.SUBMITTED, title="整修泵站")
    client.force_login(way.clerk)

    def found(**asked):
        rows = client.get(LIST, asked).context["listing"].table.data
        return [row.kind for row in rows]

    assert found(q="人大请") == [CITY]
    assert found(kind=GROUP) == [GROUP]
    assert found(opinion="整修泵站") == [CITY, GROUP]
    assert found(opinion="没有的") == []
    assert found(since="2017-06-02") == []


@kept
def mended(way):
    """On one sheet what is about the presidium that received it, and another one."""
    about, other = reported(way, title="反映干部的"), reported(way)
    sheet = sheet_with(about)
    way.step(about, "revise", by=way.clerk, accused_organ=about.presidium)
    return closed(sheet, way), about, other


def test_who_is_accused_reads_neither_line_nor_count(way, mended, client):
    sheet, about, other = mended
    client.force_login(way.clerk)

    page = client.get(sheet.get_absolute_url()).content.decode()
    document = everything_in(paper(client, way.clerk, sheet))
    listed = client.get(LIST).context["listing"].table.data[0]

    assert [about.title in text for text in (page, document)] == [False, False]
    assert [other.number in text for text in (page, document)] == [True, True]
    assert "所列意见建议（1件）" in page
    assert "合计1件" in document
    assert listed.many == 1
    rows = client.get(LIST, {"opinion": about.title}).context["listing"].table.data
    assert list(rows) == []


def test_office_and_group_read_the_whole_sheet(way, mended, client):
    sheet, about, other = mended

    for user in (way.office, way.secretary):
        text = everything_in(paper(client, user, sheet))
        assert [each.title in text for each in (about, other)] == [True, True]
        assert "合计2件" in text


def test_of_a_sheet_about_him_alone_the_accused_finds_nothing(way, client):
    opinion = reported(way)
    sheet = sheet_with(opinion)
    way.step(opinion, "revise", by=way.clerk, accused_organ=opinion.presidium)
    client.force_login(way.clerk)

    assert client.get(sheet.get_absolute_url()).status_code == 404
    assert list(client.get(LIST).context["listing"].table.data) == []
    client.force_login(way.office)
    assert sheet.document_number in client.get(LIST).content.decode()


def test_the_source_is_read_as_the_opinion_s_own_page_shows_it(way, client):
    opinion = reported(way, is_confidential=True)
    sheet = sheet_with(opinion)
    stranger = user_of(
        Role.SECRETARY,
        OrganFactory(kind=OrganKind.GROUP, name="别的小组"),
        username="stranger",
    )
    line = sheet.lines.get()

    assert who_said(line, user=way.clerk) == "张三 138 0000 0001"
    assert who_said(line, user=way.secretary) == "张三 138 0000 0001"
    assert who_said(line, user=stranger) == "（不显示）"


# --- pages --------------------------------------------------------------------------------


def test_a_sheet_that_may_still_grow_is_closed_before_it_is_printed(way, client):
    sheet = sheet_with(reported(way))
    client.force_login(way.secretary)

    early = client.get(at("dispatch_print", sheet))
    answer = client.post(at("dispatch_close", sheet))

    assert early.status_code == 403
    assert "请先定表再打印" in early.content.decode()
    assert answer.url == at("dispatch_print", sheet)
    sheet.refresh_from_db()
    assert sheet.closed_by == way.secretary
    assert sheet.document_number in client.get(answer.url).content.decode()


def test_closing_twice_changes_nothing(way, client):
    sheet = closed(sheet_with(reported(way)), way)
    client.force_login(way.clerk)

    client.post(at("dispatch_close", sheet))

    sheet.refresh_from_db()
    assert sheet.closed_by == way.office


def test_page_word_and_workbook_hold_the_same_rows(way, client):
    reported(way, title="整修泵站")
    sheet = closed(sheet_with(reported(way)), way)
    client.force_login(way.secretary)

    page = client.get(at("dispatch_print", sheet)).context["sheet"]
    word = cells_of(document_of(client.get(at("dispatch_word", sheet))))[1:]
    file = client.get(at("dispatch_workbook", sheet))
    book = openpyxl.load_workbook(BytesIO(b"".join(file.streaming_content)))

    assert [[str(n), *row] for n, row in enumerate(page.cells, start=1)] == word
    rows = [[str(cell or "") for cell in row] for row in book.worksheets[0].values]
    assert [row for row in rows if row[0] in ("1", "2")] == word
    assert "渔薪镇第一代表小组报〔2017〕1号" in str(rows)


def test_the_sheet_says_the_day_on_which_it_was_sent_not_that_of_the_print(way):
    sheet = sheet_with(reported(way))

    assert (sheet.sent_on, sheet.begun_on) == (START, date(2017, 7, 25))
