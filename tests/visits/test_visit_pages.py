"""The list of visits, the page of one, changing it, its papers."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.visits import CallFactory, VisitFactory
from tests.visits.typed import typed
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.campaigns.actions import publish
from tianmen_congress.base.ui.parts import DetailPart
from visits import actions
from visits.models import HouseholdCall, Visit
from visits.outing import CallData
from visits.pages import parts
from visits.pairings.actions import pair

pytestmark = pytest.mark.django_db


def shown(client, url):
    return client.get(url).content.decode()


def test_the_page_of_a_visit_tells_what_was_found(desk, visit):
    text = shown(desk, visit.get_absolute_url())

    for words in ("青山村委会", "钱一鸣、孙二娘、李三才", "全村320户", "张三丰户"):
        assert words in text
    assert "家中4口人，因病致贫" in text
    assert "代录" not in text


def test_names_of_poor_families_are_masked_for_who_need_not_know(client, visit, leader):
    client.force_login(leader)

    for url in (visit.get_absolute_url(), f"{visit.get_absolute_url()}print/"):
        text = shown(client, url)
        assert "张三丰" not in text
        assert "张*丰户" in text


@pytest.mark.parametrize("page", ["", "edit/", "void/", "print/"])
def test_a_visit_out_of_sight_is_not_there(client, visit, other_secretary, page):
    client.force_login(other_secretary)
    url = f"/visits/{visit.pk}/{page}"

    foreign = client.get(url)
    missing = client.get(f"/visits/99999999/{page}")

    assert foreign.status_code == missing.status_code == 404


def test_who_only_reads_is_offered_no_change(client, visit, supervisor):
    client.force_login(supervisor)

    text = shown(client, visit.get_absolute_url())

    assert "/edit/" not in text
    assert client.get(f"/visits/{visit.pk}/edit/").status_code == 403
    assert client.post(f"/visits/{visit.pk}/void/").status_code == 403


def test_an_edit_begins_with_what_is_stored_and_changes_it(desk, visit, outing):
    page = desk.get(f"/visits/{visit.pk}/edit/").context["page"]
    assert page.calls[0]["a_ask_basics"].value() == "家中4口人，因病致贫"

    changed = typed(outing, visited_on="2017.6.5", version=page.seen["version"].value())
    response = desk.post(f"/visits/{visit.pk}/edit/", changed)

    assert response.status_code == 302
    visit.refresh_from_db()
    assert (visit.visited_on, visit.version) == (date(2017, 6, 5), 2)


def test_of_two_who_edit_at_once_the_second_sees_both_texts(desk, visit, outing, clerk):
    actions.edit_visit(visit, replace(outing, note="书记员写的"), by=clerk)
    mine = typed(outing, note="联络员写的", version=1)

    response = desk.post(f"/visits/{visit.pk}/edit/", mine)

    page = response.context["page"]
    assert [(d.label, d.theirs, d.mine) for d in page.seen.conflicts] == [
        ("备注", "书记员写的", "联络员写的")
    ]
    assert page.seen["version"].value() == 2
    assert "联络员写的" in response.content.decode()
    visit.refresh_from_db()
    assert visit.note == "书记员写的"

    desk.post(f"/visits/{visit.pk}/edit/", {**mine, "version": 2})
    visit.refresh_from_db()
    assert visit.note == "联络员写的"


def test_an_edit_without_a_version_is_taken_for_an_old_page(desk, visit, outing):
    response = desk.post(f"/visits/{visit.pk}/edit/", typed(outing, note="新"))

    assert response.status_code == 200
    visit.refresh_from_db()
    assert visit.note == ""


def test_a_visit_is_not_a_double_of_itself(desk, visit, outing):
    url = f"/visits/{visit.pk}/edit/"

    response = desk.get("/visits/new/doubts/", typed(outing, visit=visit.pk))

    assert response.content.decode().strip() == ""
    assert desk.post(url, typed(outing, version=1)).status_code == 302


def test_an_old_visit_shows_the_form_it_was_made_with(desk, visit, visit_form):
    newer = visit_form.campaign.forms.create(kind="visit", version=2, title="新表")
    section = newer.sections.create(code="ask", title="五问")
    section.questions.create(code="ask_harvest", text="收成", kind="text")
    publish(newer)

    text = shown(desk, visit.get_absolute_url())
    page = desk.get(f"/visits/{visit.pk}/edit/").context["page"]

    assert "一问" in text
    assert page.start.form == visit_form
    assert desk.get("/visits/new/").context["page"].start.form == newer


def test_striking_off_asks_for_a_reason_and_keeps_the_record(desk, visit):
    url = f"/visits/{visit.pk}/void/"
    assert "作废这1次走访" in shown(desk, url)

    assert desk.post(url, {"reason": ""}).status_code == 200
    assert desk.post(url, {"reason": "重复登记"}).status_code == 302

    text = shown(desk, visit.get_absolute_url())
    assert "重复登记" in text
    assert "已作废" in text
    assert desk.get(f"/visits/{visit.pk}/edit/").status_code == 403


def test_the_history_tells_every_change_in_words(
    client, desk, visit, outing, clerk, members, qingshan
):
    other = HouseholdFactory(village=qingshan, head_name="王五")
    changed = replace(
        outing,
        deputies=members,
        calls=[CallData(other, {"ask_basics": "独居"})],
        answers={"ask_basics": "全村321户"},
    )
    with acting_as(clerk):
        actions.edit_visit(visit, changed, by=clerk)
    with acting_as(clerk):
        actions.void_visit(visit, by=clerk, reason="重复")

    events = desk.get(visit.get_absolute_url()).context["history"]

    assert [(e.what, e.who, e.note) for e in events] == [
        ("作废", clerk.name, "重复"),
        ("修改", clerk.name, ""),
        ("登记", visit.recorded_by.name, "代表3名，入户1户"),
    ]
    assert [(c.label, c.old, c.new) for c in events[1].changes] == [
        ("参加代表", "孙二娘、李三才、钱一鸣", "周四海、孙二娘、李三才、钱一鸣"),
        ("村：基本情况", "全村320户", "全村321户"),
        ("张三丰户", "已登记", "（空）"),
        ("张三丰户：基本情况", "家中4口人，因病致贫", "（空）"),
        ("王五户", "（空）", "已登记"),
        ("王五户：基本情况", "（空）", "独居"),
    ]


def test_the_history_masks_names_too(client, visit, outing, leader, secretary):
    with acting_as(secretary):
        actions.edit_visit(visit, replace(outing, calls=[]), by=secretary)
    client.force_login(leader)

    text = shown(client, visit.get_absolute_url())

    assert "张*丰户" in text
    assert "张三丰" not in text


def test_more_calls_cost_the_page_no_more_queries(
    desk, visit, outing, secretary, qingshan, alone, django_assert_num_queries
):
    desk.get(visit.get_absolute_url())
    with django_assert_num_queries(24):
        desk.get(visit.get_absolute_url())
    more = [CallData(HouseholdFactory(village=qingshan), {"ask_basics": "…"})] * 1
    more += [CallData(HouseholdFactory(village=qingshan), {"ask_basics": "…"})]
    actions.edit_visit(
        visit, replace(outing, calls=[*outing.calls, *more]), by=secretary
    )

    with django_assert_num_queries(24):
        desk.get(visit.get_absolute_url())


def test_parts_of_rooms_above_stand_on_both_pages(desk, visit, outing, alone):
    stored = []

    class Wish(parts.EntryPart):
        name, title, template = "wish", "心愿", "visits/_record_lines.html"
        forms = []

        def is_valid(self):
            return self.data.get("wish-text") != "坏"

        def save(self, visit, calls, *, by):
            stored.append((visit, sorted(calls), self.data["wish-text"], by))

    detail = DetailPart(
        "visits/_record_lines.html",
        lambda user, visit: {"lines": []},
    )
    parts.register_entry(Wish)
    parts.visit_parts.register(detail)
    data = typed(outing, visited_on="2017-06-20")

    assert "心愿" in shown(desk, "/visits/new/")
    assert desk.post("/visits/new/", data | {"wish-text": "坏"}).status_code == 200
    assert desk.post("/visits/new/", data | {"wish-more": "1"}).status_code == 200
    assert stored == []
    desk.post("/visits/new/", data | {"wish-text": "修路"})

    newest = Visit.objects.order_by("-pk").first()
    assert stored == [(newest, [0], "修路", newest.recorded_by)]
    assert len(desk.get(visit.get_absolute_url()).context["parts"]) == 1


def test_a_part_that_fails_takes_the_visit_back(desk, outing, alone):
    class Broken(parts.EntryPart):
        name, title, template = "x", "x", "visits/_record_lines.html"
        forms = []

        def save(self, visit, calls, *, by):
            raise RuntimeError

    parts.register_entry(Broken)

    with pytest.raises(RuntimeError):
        desk.post("/visits/new/", typed(outing))

    assert not Visit.objects.exists()


def found(client, **query):
    listing = client.get("/visits/", query).context["listing"]
    return set(listing.found)


def test_the_list_finds_by_every_filter(
    clerks_desk, visit, second_group, members, household, yuxin
):
    other = VisitFactory(
        group=second_group, kind="paired", visited_on=date(2017, 6, 20)
    )
    MembershipFactory(group=second_group, person=PersonFactory())

    assert found(clerks_desk) == {visit, other}
    for query in (
        {"until": "2017.6.1"},
        {"group_pk": visit.group.pk},
        {"village_pk": visit.village.pk},
        {"kind": "joint"},
        {"deputy_pk": members[0].pk},
        {"household_pk": household.pk},
        {"q": "张三"},
        {"q": "qs"},
        {"q": "钱一鸣"},
    ):
        assert found(clerks_desk, **query) == {visit}, query
    assert found(clerks_desk, since="6月20日") == {other}
    assert found(clerks_desk, township=yuxin.pk) == {visit, other}
    assert found(clerks_desk, campaign="2017") == {visit, other}
    assert found(clerks_desk, campaign="1999") == set()


def test_what_was_struck_off_is_listed_only_when_asked_for(
    clerks_desk, visit, clerk, second_group
):
    other = VisitFactory(group=second_group)
    actions.void_visit(visit, by=clerk, reason="错")

    assert found(clerks_desk) == {other}
    assert found(clerks_desk, state="void") == {visit}
    assert found(clerks_desk, state="all") == {visit, other}


def test_a_foreign_filter_finds_nothing_and_names_nothing(
    clerks_desk, visit, duobao_group, duobao
):
    foreign = VisitFactory(group=duobao_group)
    HouseholdFactory(village=foreign.village, head_name="外乡人")

    assert found(clerks_desk, group_pk=duobao_group.pk) <= {visit}
    assert found(clerks_desk, township=duobao.pk) == set()
    assert duobao_group.name not in shown(clerks_desk, "/visits/")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("page", "queries"),
    [
        ("", 18),
        ("calls/", 16),
        ("villages/", 16),
        ("households/", 16),
    ],
)
def test_a_list_costs_the_same_however_long(
    clerks_desk, yuxin_group, page, queries, count, django_assert_num_queries
):
    for _ in range(count):
        call = CallFactory(visit__group=yuxin_group)
        call.visit.deputies.add(PersonFactory())
    clerks_desk.get(f"/visits/{page}")

    with django_assert_num_queries(queries):
        clerks_desk.get(f"/visits/{page}")


def test_villages_and_households_are_listed_once_with_their_visits(
    clerks_desk, yuxin_group, qingshan, household, duobao_group
):
    for day in (1, 9):
        visit = VisitFactory(
            group=yuxin_group, village=qingshan, visited_on=date(2017, 6, day)
        )
        CallFactory(visit=visit, household=household)
    CallFactory(visit__group=duobao_group)

    [village] = clerks_desk.get("/visits/villages/").context["listing"].found
    [home] = clerks_desk.get("/visits/households/").context["listing"].found

    assert (village, village.visit_count, village.call_count) == (qingshan, 2, 2)
    assert (home, home.call_count, home.last_on) == (household, 2, date(2017, 6, 9))
    june = {"until": "2017-06-05"}
    listed = clerks_desk.get("/visits/villages/", june).context["listing"].found
    assert [village.visit_count for village in listed] == [1]
    assert clerks_desk.get("/visits/calls/", june).context["listing"].total == 1


def test_calls_out_of_sight_and_beside_the_search_count_for_no_household(
    desk, yuxin_group, qingshan, household, second_group
):
    for group, day in ((yuxin_group, 1), (yuxin_group, 9), (second_group, 2)):
        visit = VisitFactory(
            group=group, village=qingshan, visited_on=date(2017, 6, day)
        )
        CallFactory(visit=visit, household=household)

    def listed(page, **query):
        [row] = desk.get(page, query).context["listing"].found
        return row.call_count, row.last_on

    for page in ("/visits/villages/", "/visits/households/"):
        assert listed(page) == (2, date(2017, 6, 9))
        assert listed(page, until="2017-06-05") == (1, date(2017, 6, 1))


def test_the_list_goes_out_as_a_workbook_of_the_same_rows(
    clerks_desk, visit, duobao_group
):
    VisitFactory(group=duobao_group)

    response = clerks_desk.get("/visits/?export=xlsx")
    with BytesIO(response.getvalue()) as content:
        sheet = openpyxl.load_workbook(content).active
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]

    assert "青山村委会" in cells
    assert "钱一鸣、孙二娘、李三才" in cells
    assert duobao_group.name not in cells


def test_the_filled_paper_carries_everything(desk, visit):
    text = shown(desk, f"/visits/{visit.pk}/print/")

    for words in ("走访记录表", "2017年5月1日", "张三丰户", "全村320户", "代表签名"):
        assert words in text


def test_the_blank_paper_is_made_for_a_village_with_its_households(
    desk, outing, qingshan, household
):
    assert "空白走访记录表" in shown(desk, "/visits/blank/")

    text = shown(
        desk, f"/visits/blank/?village_pk={qingshan.pk}&copies=2&with_names=on"
    )
    plain = shown(desk, f"/visits/blank/?village_pk={qingshan.pk}&copies=1")

    assert "渔薪镇青山村委会" in text
    assert text.count("入户记录（") == 2
    assert "□ 张三丰" in text
    assert "□ 自来水" in text
    assert "张三丰" not in plain


def test_the_page_of_a_household_tells_of_calls_and_pairings(
    desk, visit, household, members, yuxin_group, other_secretary
):
    pair(
        members[0],
        household,
        by=visit.recorded_by,
        group=yuxin_group,
        since=date(2017, 5, 5),
    )

    text = shown(desk, household.get_absolute_url())

    assert "联系代表" in text
    assert f"{visit.get_absolute_url()}#call-{HouseholdCall.objects.get().pk}" in text


def test_the_pages_of_deputy_group_village_and_activity_tell_of_the_visit(
    client, clerk, outing, members, yuxin_group, qingshan
):
    activity = ActivityFactory(
        group=yuxin_group, campaign=outing.campaign, held_on=date(2017, 6, 6)
    )
    visit = actions.record_visit(replace(outing, activity=activity), by=clerk)
    poor = PoorVillageFactory(village=qingshan)
    client.force_login(clerk)

    for row in (members[0], yuxin_group, poor, activity):
        assert visit.get_absolute_url() in shown(client, row.get_absolute_url()), row
    page = client.get(f"/visits/new/?activity={activity.pk}").context["page"]
    assert page.head["activity"].value() == activity.pk
    assert page.head["visited_on"].value() == date(2017, 6, 6)
    assert client.get("/visits/new/?activity=99999999").status_code == 404
