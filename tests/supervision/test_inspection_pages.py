import re

import pytest
from django.urls import reverse

from supervision.enums import FindingState
from tests.factories.supervision import (
    FindingFactory,
    InspectionFactory,
    ItemFactory,
    TeamFactory,
)
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind

pytestmark = pytest.mark.django_db
LIST = reverse("supervision:inspection_list")
FINDINGS = reverse("supervision:finding_list")


@pytest.fixture
def inspections(checklist, yuxin, yuxin_group, second_group, duobao):
    def inspect(township, group=None):
        return InspectionFactory(form=checklist, township=township, group=group)

    return {
        "town": inspect(yuxin),
        "group": inspect(yuxin, yuxin_group),
        "second": inspect(yuxin, second_group),
        "there": inspect(duobao),
    }


@pytest.fixture
def findings(inspections):
    return {name: FindingFactory(inspection=i) for name, i in inspections.items()}


def get(client, user, url, **query):
    client.force_login(user)
    return client.get(url, query)


def found(page):
    return set(page.context["listing"].found)


SIGHT = [
    ("office", {"town", "group", "second", "there"}),
    ("leader", {"town", "group", "second", "there"}),
    ("supervisor", {"town", "group", "second"}),
    ("clerk", {"town", "group", "second"}),
    ("other_clerk", {"there"}),
    ("secretary", {"group"}),
    ("other_secretary", {"second"}),
]


@pytest.mark.parametrize(("who", "sees"), SIGHT)
def test_each_role_lists_what_concerns_it(
    request, client, inspections, findings, who, sees
):
    user = request.getfixturevalue(who)

    assert found(get(client, user, LIST)) == {inspections[name] for name in sees}
    assert found(get(client, user, FINDINGS)) == {findings[name] for name in sees}


@pytest.mark.parametrize("who", ["deputy", "unit", "auditor", "sysadmin"])
@pytest.mark.parametrize("url", [LIST, FINDINGS, reverse("supervision:team_list")])
def test_supervision_is_nothing_to_the_others(request, client, who, url):
    assert get(client, request.getfixturevalue(who), url).status_code == 403


@pytest.mark.parametrize("name", ["detail", "edit", "void", "print"])
def test_an_inspection_out_of_sight_looks_like_one_that_is_not_there(
    client, supervisor, inspections, name
):
    pages = [
        get(client, supervisor, reverse(f"supervision:inspection_{name}", args=[pk]))
        for pk in (inspections["there"].pk, 999999)
    ]

    plain = [re.sub(r'(value|nonce)="[^"]*"', "", p.content.decode()) for p in pages]
    assert [page.status_code for page in pages] == [404, 404]
    assert plain[0] == plain[1]


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("url", "queries"), [(LIST, 16), (FINDINGS, 14)])
def test_lists_cost_the_same_for_any_number_of_rows(
    client, clerk, yuxin, checklist, count, url, queries, django_assert_num_queries
):
    for _ in range(count):
        inspection = InspectionFactory(form=checklist, township=yuxin)
        FindingFactory(inspection=inspection)
    client.force_login(clerk)

    # the frame's eight, saved searches, what the search offers, count, rows
    with django_assert_num_queries(queries):
        page = client.get(url)

    assert page.context["listing"].total == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_items(
    client, clerk, yuxin, checklist, count, django_assert_num_queries
):
    inspection = InspectionFactory(form=checklist, township=yuxin)
    for _ in range(count):
        item = ItemFactory(inspection=inspection)
        FindingFactory(inspection=inspection, item=item)
    client.force_login(clerk)

    # the frame's eight, inspection, items with pictures and findings, events of the
    # three with the names of six, two and three relations
    # the frame's eight, inspection, items with pictures and findings, events of the
    # three; names of the items' questions
    with django_assert_num_queries(16):
        client.get(inspection.get_absolute_url())


def test_the_list_is_searched_and_newest_first(client, clerk, inspections, yuxin):
    late = InspectionFactory(
        form=inspections["town"].form, township=yuxin, inspected_on="2017-07-20"
    )

    assert get(client, clerk, LIST).context["listing"].found[0] == late
    assert found(get(client, clerk, LIST, since="2017-07-10")) == {late}
    assert found(get(client, clerk, LIST, what="group")) == {
        inspections["group"],
        inspections["second"],
    }
    assert late not in found(get(client, clerk, LIST, until="7月19日"))


def test_the_list_counts_findings_without_those_taken_back(client, clerk, findings):
    inspection = findings["town"].inspection
    FindingFactory(inspection=inspection)
    FindingFactory(inspection=inspection, state=FindingState.WITHDRAWN)

    rows = get(client, clerk, LIST).context["listing"].found

    assert {row.pk: row.finding_count for row in rows}[inspection.pk] == 2


def test_findings_are_filtered_and_lead_to_their_inspection(client, clerk, findings):
    closed, late = findings["town"], findings["group"]
    type(late).objects.exclude(pk=late.pk).update(due_on=today())
    type(late).objects.filter(pk=closed.pk).update(state=FindingState.CLOSED)

    page = get(client, clerk, FINDINGS)
    assert late.inspection.get_absolute_url() in page.content.decode()
    assert "待整改" in page.content.decode()
    assert found(get(client, clerk, FINDINGS, state="closed")) == {closed}
    assert found(get(client, clerk, FINDINGS, is_late="1")) == {late}
    assert found(get(client, clerk, FINDINGS, is_unsettled="1")) == {
        late,
        findings["second"],
    }


def test_the_page_shows_scores_remarks_findings_and_history(client, clerk, inspections):
    inspection = inspections["town"]
    item = ItemFactory(inspection=inspection, remark="记录齐全", score=15)
    FindingFactory(inspection=inspection, item=item, text="宣传栏陈旧")
    item.score = 17
    item.save()

    page = get(client, clerk, inspection.get_absolute_url()).content.decode()

    for text in ("17 / 20", "记录齐全", "宣传栏陈旧", "整改期限 2017-07-20", "登记"):
        assert text in page
    assert re.search(r"项目 第\d+项 得分", page)
    assert reverse("supervision:inspection_edit", args=[inspection.pk]) not in page


def test_an_inspection_struck_off_leaves_the_lists_and_keeps_its_page(
    client, supervisor, team, findings
):
    inspection = findings["town"].inspection
    inspection.team = team
    inspection.save()
    url = reverse("supervision:inspection_void", args=[inspection.pk])
    client.force_login(supervisor)
    assert "作废这1次检查" in client.get(url).content.decode()

    client.post(url, {"reason": "重复录入"})

    assert inspection not in found(client.get(LIST))
    assert findings["town"] not in found(client.get(FINDINGS))
    assert "重复录入" in client.get(inspection.get_absolute_url()).content.decode()
    assert client.post(url, {"reason": "再来"}).status_code == 403


def test_a_picture_is_sent_to_those_who_see_the_inspection(
    client, supervisor, clerk, other_clerk, inspections, picture
):
    stored = store(picture(), by=supervisor, kinds=[FileKind.IMAGE])
    photo = inspections["town"].photos.create(file=stored)
    url = reverse("supervision:photo", args=[photo.pk])

    shown = get(client, clerk, url)
    assert shown["Content-Type"] == "image/jpeg"
    assert b"".join(shown.streaming_content)
    assert get(client, other_clerk, url).status_code == 404


def test_the_paper_is_printed_blank_and_filled(client, clerk, inspections):
    inspection = inspections["town"]
    ItemFactory(inspection=inspection, remark="记录齐全")

    blank = get(client, clerk, reverse("supervision:blank")).content.decode()
    url = reverse("supervision:inspection_print", args=[inspection.pk])
    filled = get(client, clerk, url).content.decode()

    assert "分组是否科学" in blank
    assert "□ 乡镇本级" in blank
    assert "记录齐全" in filled
    assert "2017年7月5日" in filled


def test_the_menu_leads_here_for_those_who_read(client, clerk, unit):
    assert FINDINGS in get(client, clerk, LIST).content.decode()
    assert FINDINGS not in get(client, unit, reverse("divisions")).content.decode()


def test_a_new_team_elsewhere_shows_in_no_foreign_list(client, clerk, team):
    other = TeamFactory()

    page = get(client, clerk, reverse("supervision:team_list"))

    assert found(page) == {team}
    url = reverse("supervision:team_detail", args=[other.pk])
    assert client.get(url).status_code == 404
