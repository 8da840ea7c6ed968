"""Papers about many: the reports in writing, and what lies before a session."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions import ItemDecision, Proponent
from referrals.enums import State
from referrals.pages.views import papers as paper_views
from referrals.papers import conference_minutes, conference_pack
from referrals.queries.conference import items_of
from tests.base.papers.words import cells_of, document_of, everything_in, lines_of
from tests.factories.platform import OrganFactory, presidium_of
from tests.kept import kept
from tianmen_congress.base.audit.models import TrailEntry

pytestmark = pytest.mark.django_db
OFFICE = "天门市人民代表大会常务委员会办公室"
SUMMARY = reverse("referrals:report_word", args=["summary"])
SUBMISSION = reverse("referrals:report_word", args=["submission"])


@pytest.fixture
def as_clerk(way, client):
    client.force_login(way.clerk)
    return client


@pytest.fixture
def as_office(way, client):
    client.force_login(way.office)
    return client


# --- reports in writing -----------------------------------------------------------------


def test_a_draft_holds_what_of_the_list_is_not_sent_yet(way, as_clerk):
    rows = [way.to(State.TO_SUBMIT), way.to(State.TO_SUBMIT)]
    way.to(State.SUBMITTED)

    document = document_of(as_clerk.get(SUBMISSION))

    assert lines_of(document)[0] == "提请市级解决事项报送表（征求意见稿）"
    cells = cells_of(document)
    assert [row[0] for row in cells] == ["序号", "1", "2"]
    assert {row[1] for row in cells[1:]} == {row.number for row in rows}


def test_the_group_s_report_says_who_reports_what_to_whom(way, client):
    first = way.to(State.SCREENING)
    second = way.to(
        State.SCREENING,
        title="疏通沟渠",
        text="排水不畅",
        category=way.category,
        proposers=[Proponent("李四", "138 0000 0002"), Proponent("王五")],
    )
    client.force_login(way.secretary)

    document = document_of(client.get(SUMMARY, {"state": "screening"}))

    lines = lines_of(document)
    assert lines[:4] == [
        "意见建议汇总报送表（征求意见稿）",
        "报送：渔薪镇人大主席团",
        "现将收集的意见建议2件汇总报送，请予梳理交办。",
        "合计2件：基础设施1件，未定类别1件。",
    ]
    assert lines[4].startswith("报送人：")
    assert lines[5:] == [str(way.group), "2017年7月25日"]
    heading, *rows = cells_of(document)
    assert heading == [
        "序号",
        "编号",
        "收集日期",
        "村(社区)",
        "反映人",
        "意见建议内容",
        "类别",
    ]
    by_text = {row[5]: row for row in rows}
    assert by_text["疏通沟渠：排水不畅"][2:] == [
        "2017年6月1日",
        "渔薪镇",
        "李四 138 0000 0002、王五",
        "疏通沟渠：排水不畅",
        "基础设施",
    ]
    assert by_text[f"{first.title}：{first.text}"][6] == ""
    assert second.number == ""


def test_a_draft_of_several_groups_is_the_presidium_s(way, as_clerk, second_group):
    way.to(State.SCREENING)
    other = way.collect(group=second_group, by=way.clerk)

    lines = lines_of(document_of(as_clerk.get(SUMMARY, {"state": "screening"})))

    assert other.group != way.group
    assert lines[-2] == "渔薪镇人大主席团"


def test_of_several_townships_it_is_the_office_s(way, as_office, duobao_group):
    presidium_of(duobao_group.township)
    way.to(State.SCREENING)
    way.collect(group=duobao_group, by=way.office)

    lines = lines_of(document_of(as_office.get(SUMMARY, {"state": "screening"})))

    assert lines[-2] == OFFICE
    assert not any(line.startswith("报送：") for line in lines)


def test_a_report_about_nothing_is_an_empty_table(way, as_clerk):
    document = document_of(as_clerk.get(SUMMARY, {"state": "closed"}))

    assert len(cells_of(document)) == 1
    assert "现将收集的意见建议0件" in everything_in(document)


def test_a_report_is_a_line_in_the_trail_with_its_rows(way, as_clerk):
    way.to(State.SCREENING)
    way.to(State.SCREENING)

    as_clerk.get(SUMMARY, {"state": "screening"})

    line = TrailEntry.objects.latest("pk")
    assert (line.user, line.subject, line.rows) == (way.clerk, "意见建议汇总报送表", 2)


def test_too_many_for_one_paper_are_not_cut_off_in_silence(way, as_clerk, monkeypatch):
    monkeypatch.setattr(paper_views, "MOST", 1)
    way.to(State.SCREENING)
    way.to(State.SCREENING)

    page = as_clerk.get(SUMMARY, {"state": "screening"})

    assert page.status_code == 403
    assert "一次最多打印1件" in page.content.decode()


def test_page_and_word_of_a_report_show_the_same_rows(way, as_clerk):
    opinion = way.to(State.TRIAGE)
    url = reverse("referrals:report_print", args=["submission"])

    page = as_clerk.get(url, {"state": "triage"})
    cells = cells_of(document_of(as_clerk.get(SUBMISSION, {"state": "triage"})))

    assert [["1", *row] for row in page.context["sheet"].cells] == cells[1:]
    html = page.content.decode()
    assert opinion.number in html
    assert "?state=triage" in html


@pytest.mark.parametrize("state", ["screening", "triage", "to_submit"])
def test_the_list_offers_the_report_that_fits(way, as_clerk, state):
    slug = "summary" if state == "screening" else "submission"
    way.to(State(state))

    page = as_clerk.get(reverse("referrals:list"), {"state": state}).content.decode()

    assert reverse("referrals:report_print", args=[slug]) in page


def test_the_report_of_another_township_does_not_leak(way, client, other_clerk):
    opinion = way.to(State.TRIAGE)

    def report(user):
        client.force_login(user)
        return everything_in(document_of(client.get(SUBMISSION)))

    secrets = [opinion.number, "张三"]
    assert [secret in report(way.clerk) for secret in secrets] == [True, True]
    assert [secret in report(other_clerk) for secret in secrets] == [False, False]


@pytest.mark.parametrize(
    "who",
    ["deputy", "supervisor", "unit", "leader", "sysadmin", "secadmin", "auditor"],
)
@pytest.mark.parametrize("name", ["report_print", "report_word"])
def test_those_who_report_nothing_get_no_report(way, client, name, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(reverse(f"referrals:{name}", args=["summary"])).status_code == 403


@pytest.mark.parametrize("slug", ["handover", "conference", "nix"])
def test_there_is_no_report_of_another_name(way, as_clerk, slug):
    assert (
        as_clerk.get(reverse("referrals:report_word", args=[slug])).status_code == 404
    )


# --- the pack of a session ----------------------------------------------------------------


@kept
def decided(way):
    """Three on the agenda: two for one unit, one for another."""
    third = OrganFactory(name="市财政局", order=9)
    for _ in range(3):
        way.to(State.AGENDA)
    one, two, three = items_of(way.conference)
    actions.decide(
        way.conference,
        [
            ItemDecision(
                one, 1, way.lead_unit, [way.co_unit], date(2017, 9, 1), "限期整改"
            ),
            ItemDecision(two, 2, third),
            ItemDecision(three, 3, way.lead_unit),
        ],
        by=way.office,
    )
    actions.save_conference(way.conference, by=way.office, campaign=way.campaign)
    return items_of(way.conference)


def book_of(response):
    return openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))


def rows_beneath(sheet, title):
    """Rows of a table from below its heading to the count at its foot."""
    rows = [list(row) for row in sheet.values]
    start = next(n for n, row in enumerate(rows) if row[0] == "序号") + 1
    end = next(n for n, row in enumerate(rows) if str(row[0]).startswith("共"))
    assert rows[0][0] == title
    return rows[start:end]


@pytest.fixture
def pack(way, decided, as_office):
    url = reverse("referrals:pack_workbook", args=[way.conference.pk])
    return book_of(as_office.get(url))


def test_the_pack_has_a_sheet_for_the_agenda_each_unit_and_who_comes(pack):
    assert pack.sheetnames == [
        "议题汇总表",
        "市交通运输局承办议题",
        "市财政局承办议题",
        "参会单位签到表",
    ]


def test_the_agenda_in_the_workbook_is_the_agenda_of_the_page(way, decided, pack):
    rows = rows_beneath(pack["议题汇总表"], "议题汇总表")

    one = decided[0].opinion
    assert rows[0] == [
        1,
        one.city_number,
        "渔薪镇",
        one.title,
        one.text,
        "基础设施",
        "情况说明",
        "市交通运输局",
        "市水务局",
        rows[0][9],
        "限期整改",
    ]
    assert rows[0][9].date() == date(2017, 9, 1)
    assert [row[1] for row in rows] == [item.opinion.city_number for item in decided]


def test_each_unit_s_sheet_holds_what_it_leads(way, decided, pack):
    one, two, three = (item.opinion.city_number for item in decided)

    lead = rows_beneath(pack["市交通运输局承办议题"], "市交通运输局承办议题")
    other = rows_beneath(pack["市财政局承办议题"], "市财政局承办议题")

    assert [row[1] for row in lead] == [one, three]
    assert [row[1] for row in other] == [two]


def test_the_list_of_those_who_come_has_room_to_sign(way, pack):
    rows = rows_beneath(pack["参会单位签到表"], "参会单位签到表")

    assert [row[1] for row in rows] == ["市交通运输局", "市水务局", "市财政局"]
    assert {row[3] for row in rows} == {None} or {row[3] for row in rows} == {""}


def test_each_sheet_says_which_session_it_is_of(way, pack):
    for sheet in pack:
        head = [row[0] for row in sheet.iter_rows(max_row=3, values_only=True)]
        head = "".join(filter(None, head))
        assert "填报单位：天门市人大常委会" in head
        assert f"{way.conference.title}（2017-06-20）" in head


def test_what_was_assigned_without_the_session_has_a_sheet(way, decided, as_office):
    urgent = way.step(way.to(State.ACCEPTED), "assign_urgent")
    url = reverse("referrals:pack_workbook", args=[way.conference.pk])

    rows = rows_beneath(
        book_of(as_office.get(url))["闭会期间紧急交办事项"], "闭会期间紧急交办事项"
    )

    assert rows[0][1:5] == [
        urgent.city_number,
        "渔薪镇",
        urgent.title,
        "市交通运输局",
    ]
    assert rows[0][6] == "汛期将至"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "=cmd|' /C calc'!A0"])
def test_no_text_becomes_a_formula_in_the_pack(way, as_office, text):
    way.to(State.AGENDA, title=text, text=text)
    url = reverse("referrals:pack_workbook", args=[way.conference.pk])

    sheet = book_of(as_office.get(url))["议题汇总表"]

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == text]
    assert len(cells) == 2
    assert {cell.data_type for cell in cells} == {"s"}


def test_the_word_pack_holds_time_place_units_and_agenda_by_unit(
    way, decided, as_office
):
    way.conference.place, way.conference.chair = "三楼会议室", "主任"
    way.conference.save()
    urgent = way.step(way.to(State.ACCEPTED), "assign_urgent")
    url = reverse("referrals:conference_word", args=[way.conference.pk, "pack"])

    document = document_of(as_office.get(url))

    assert lines_of(document) == [
        f"{way.conference.title}材料",
        "时间：2017年6月20日",
        "地点：三楼会议室　　主持：主任",
        "参会单位：市交通运输局、市水务局、市财政局",
        "闭会期间紧急交办1件，向会议通报：",
        f"1. 硬化通组公路（{urgent.city_number}，渔薪镇）：2017年6月1日交市交通运输局，汛期将至",
        "议题：3件",
        OFFICE,
        "2017年6月20日",
    ]
    rows = cells_of(document)[1:]
    one, two, three = (item.opinion.city_number for item in decided)
    assert [row[1] for row in rows] == [one, three, two]
    assert rows[0][2:] == [
        "渔薪镇",
        "硬化通组公路：村级主干道3公里未硬化，群众出行难",
        "市交通运输局",
        "市水务局",
        "2017年9月1日",
        "限期整改",
    ]


@pytest.mark.parametrize("slug", ["pack", "minutes"])
def test_print_page_and_word_of_a_session_say_the_same(way, decided, as_office, slug):
    pages = [
        as_office.get(reverse(f"referrals:{name}", args=[way.conference.pk, slug]))
        for name in ("conference_print", "conference_word")
    ]

    sheet, text = pages[0].context["sheet"], everything_in(document_of(pages[1]))

    assert all(line in text for line in [sheet.title, *sheet.paragraphs, sheet.day])
    assert all(cell in text for row in sheet.cells for cell in row)


def test_pack_workbook_and_page_hold_the_same_items(way, decided, as_office, pack):
    numbers = {item.opinion.city_number for item in decided}
    page = as_office.get(way.conference.get_absolute_url()).content.decode()

    rows = rows_beneath(pack["议题汇总表"], "议题汇总表")
    sheet = conference_pack(way.conference, decided, user=way.office)

    assert {row[1] for row in rows} == numbers
    assert {row["number"] for row in sheet.rows} == numbers
    assert all(number in page for number in numbers)


def test_what_was_taken_off_the_agenda_is_in_no_pack(way, decided, as_office):
    gone = way.step(decided[1].opinion, "take_off_agenda")
    url = reverse("referrals:pack_workbook", args=[way.conference.pk])

    book = book_of(as_office.get(url))
    sheet = conference_pack(way.conference, items_of(way.conference), user=way.office)

    cells = [cell for each in book for row in each.values for cell in row]
    assert gone.city_number not in cells
    assert gone.city_number not in {row["number"] for row in sheet.rows}


# --- minutes --------------------------------------------------------------------------------


def test_the_minutes_tell_who_was_there_and_what_was_decided(way, decided):
    row = way.conference
    row.place, row.chair, row.minutes = (
        "三楼会议室",
        "主任",
        "会议听取了汇报。\n会议要求：",
    )
    row.save()
    row.attendances.filter(unit=way.lead_unit).update(is_present=True, name="赵局长")

    sheet = conference_minutes(row, decided, user=way.office)

    one, two, three = (item.opinion.city_number for item in decided)
    assert (sheet.title, sheet.sign) == (f"{row.title}纪要", OFFICE)
    assert sheet.paragraphs == [
        "时间：2017年6月20日",
        "地点：三楼会议室",
        "主持：主任",
        "出席：市交通运输局（赵局长）",
        "缺席：市水务局、市财政局",
        "会议听取了汇报。",
        "会议要求：",
        "会议议定事项3件：",
        f"1. 硬化通组公路（{one}，渔薪镇）：由市交通运输局主办，市水务局协办，"
        "于2017年9月1日前答复。限期整改。",
        f"2. 硬化通组公路（{two}，渔薪镇）：由市财政局主办，于2017年9月20日前答复。",
        f"3. 硬化通组公路（{three}，渔薪镇）：由市交通运输局主办，于2017年9月20日前答复。",
    ]


def test_what_was_not_decided_stands_so_in_the_minutes(way):
    way.to(State.AGENDA)

    sheet = conference_minutes(
        way.conference, items_of(way.conference), user=way.office
    )

    assert sheet.paragraphs[-1].endswith("：未确定主办单位。")


def test_of_a_session_without_list_of_units_nobody_was_there_or_missing(way):
    sheet = conference_minutes(way.conference, [], user=way.office)

    assert "出席：无" in sheet.paragraphs
    assert "缺席：无" in sheet.paragraphs
    assert sheet.paragraphs[-1] == "会议议定事项0件："


@pytest.mark.parametrize("slug", ["urge", "nix"])
def test_there_is_no_paper_of_another_name_of_a_session(way, as_office, slug):
    for name in ("conference_word", "conference_print"):
        url = reverse(f"referrals:{name}", args=[way.conference.pk, slug])
        assert as_office.get(url).status_code == 404


@pytest.mark.parametrize("who", ["clerk", "secretary", "deputy", "supervisor"])
@pytest.mark.parametrize("slug", ["pack", "minutes"])
def test_papers_of_a_session_are_for_office_and_leaders(
    way, client, who, slug, request
):
    client.force_login(request.getfixturevalue(who))

    for name in ("conference_word", "conference_print"):
        url = reverse(f"referrals:{name}", args=[way.conference.pk, slug])
        assert client.get(url).status_code == 403


def test_a_leader_reads_the_pack(way, decided, client, leader):
    client.force_login(leader)

    url = reverse("referrals:conference_word", args=[way.conference.pk, "pack"])

    assert decided[0].opinion.city_number in everything_in(document_of(client.get(url)))
