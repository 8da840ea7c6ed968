"""A complaint about somebody's conduct: he neither handles it nor finds it anywhere."""

import pytest
from django.urls import reverse

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import State
from referrals.models import Category, Event, Opinion
from referrals.models.accused import ACCUSABLE
from referrals.papers import sheet_of
from referrals.papers.names import in_full
from referrals.queries.lists import waiting_for
from referrals.queries.rates import rates_by
from referrals.workflow import MoveRefused
from tests.base.papers.words import lines_of
from tests.factories.platform import user_of
from tests.factories.referrals import CategoryFactory
from tests.referrals.ledgers import PLAIN, TITLES, found
from tests.referrals.papers.conftest import word
from tests.referrals.papers.sheets import OFFICE
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.ui.lookups import get_lookup
from tianmen_congress.base.workbooks.actions import take
from tianmen_congress.base.workbooks.kinds import get_kind

from tests.base.workbooks.books import workbook  # isort: skip

__all__ = ["word"]
pytestmark = pytest.mark.django_db

TITLE = "低保评定优亲厚友"
SEEN_IN = ("office", "leader", "secretary", "supervisor")


@pytest.fixture
def conduct(db):
    """The category of the first campaign's value list."""
    return Category.objects.get(code="conduct")


@pytest.fixture
def complain(way, conduct):
    """Somebody of 渔薪's first group complains about `organ`."""

    def complain(organ, **given):
        facts = {"category": conduct, "accused_organ": organ, "title": TITLE}
        return way.collect(**facts | given)

    return complain


@pytest.fixture
def committee(way, qingshan):
    return actions.committee_of(qingshan)


@pytest.fixture
def handler(way):
    return user_of(Role.UNIT, way.handler, username="handler")


def test_which_categories_ask_whom_it_is_about_is_data(way, complain):
    assert [c.code for c in Category.objects.filter(names_accused=True)] == ["conduct"]
    with pytest.raises(MoveRefused, match="类别为“干部作风”的须写明反映对象"):
        complain(None)
    other = CategoryFactory(code="service", name="窗口服务", names_accused=True)
    with pytest.raises(MoveRefused, match="类别为“窗口服务”的须写明反映对象"):
        complain(None, category=other)
    Category.objects.filter(pk=other.pk).update(names_accused=False)
    other.refresh_from_db()
    assert complain(None, category=other).state == State.SCREENING


def test_a_category_given_on_the_way_asks_too(way, conduct):
    opinion = way.to(State.TRIAGE)

    with pytest.raises(MoveRefused, match="须写明反映对象"):
        way.step(opinion, "refer", category=conduct)

    revised = way.step(opinion, "revise", category=conduct, accused_organ=way.lead_unit)
    assert dict(revised.history.last().words)["反映对象"] == str(way.lead_unit)
    assert way.step(revised, "refer", category=conduct).state == State.HANDLING


def test_it_is_not_handed_to_the_accused_village_but_to_the_one_above(
    way, complain, committee
):
    opinion = way.step(complain(committee), "report_up")

    with pytest.raises(MoveRefused, match="请转纪检，或者交上一级（乡镇人民政府）"):
        way.step(opinion, "refer", handler=committee, level="village")

    assert way.step(opinion, "refer").handler == way.handler


def test_it_is_not_handed_to_the_accused_unit_by_whatever_move(way, complain):
    opinion = complain(way.co_unit)
    opinion = way.walk(opinion, "report_up", "grade_city", "submit", "accept")

    for given in ({"lead_unit": way.co_unit}, {"co_units": [way.co_unit]}):
        with pytest.raises(MoveRefused, match="不能交市水务局办理"):
            way.step(opinion, "assign_urgent", **given)

    assert way.step(opinion, "assign_urgent").state == State.ASSIGNED


@pytest.mark.parametrize("leads", ["presidium", "handler"])
def test_against_those_who_lead_a_township_it_goes_to_the_office_at_once(
    way, complain, clerk, leads
):
    accused = clerk.main_post.organ if leads == "presidium" else way.handler

    opinion = complain(accused)

    assert (opinion.state, opinion.number) == (State.SUBMITTED, "")
    assert opinion.holder == way.office.main_post.organ
    assert [e.name for e in opinion.history.all()] == ["collect", "bypass"]
    assert list(waiting_for(user=way.office)) == [opinion]
    assert not opinion.parties.filter(organ=clerk.main_post.organ).exists()


def test_a_draft_goes_there_when_it_is_handed_in(way, complain):
    opinion = complain(way.handler, is_draft=True)
    assert opinion.state == State.DRAFT

    assert way.step(opinion, "hand_in").state == State.SUBMITTED


def seen_by(client, opinion):
    """On which ways an account finds it: list, page, search, number, paper, figures."""
    home, asked = reverse("referrals:list"), Asked(campaign=opinion.campaign)
    page = client.get(opinion.get_absolute_url())
    user = page.wsgi_request.user
    lines = rates_by("township", user=user, asked=asked)
    table = client.get(
        reverse("figures:report", args=["opinion-ledger"])
    ).content.decode()
    paper = reverse("referrals:print", args=[opinion.pk])
    box = client.get(reverse("ui:choices", args=["open-opinion"]), {"q": TITLE[:2]})
    search = client.get("/search/", {"q": TITLE}).content.decode()
    return {
        "list": TITLE in client.get(home).content.decode(),
        "page": page.status_code == 200,
        "search": opinion.get_absolute_url() in search,
        "number": TITLE in client.get(home, {"q": opinion.city_number}).content.decode()
        if opinion.city_number
        else False,
        "ledger": opinion.text in table,
        "total": lines[-1].counts["handed"] > 0 if lines else False,
        "paper": client.get(paper).status_code == 200,
        "box": TITLE in str(box.json()),
        "history": Event.objects.visible_to(user).filter(opinion=opinion).exists(),
    }


def test_no_account_of_the_accused_organ_finds_it_anywhere(
    way, complain, client, clerk, handler
):
    opinion = way.walk(complain(way.handler), "accept", "assign_urgent")

    seen = {}
    for user in (clerk, handler, way.office, way.secretary):
        client.force_login(user)
        seen[user.username] = seen_by(client, opinion)

    assert set(seen["yuxin"].values()) == {False}
    assert set(seen["handler"].values()) == {False}
    assert [way_in for way_in, is_in in seen["office"].items() if not is_in] == []
    assert (seen["yuxin-1"]["list"], seen["yuxin-1"]["page"]) == (True, True)


def test_who_sees_a_complaint_about_each_body(
    way, complain, committee, people, qingshan
):
    """A village is kept from its own committee alone, leaders from all their township."""
    people = people | {"village": user_of(Role.UNIT, committee, username="qs")}
    bodies = {
        "village": committee,
        "government": way.handler,
        "presidium": people["clerk"].main_post.organ,
        "unit": way.lead_unit,
    }
    for kind, organ in bodies.items():
        opinion = complain(organ, title=kind)
        # Each of them had a part in it before anybody was accused.
        for organ in (committee, way.handler, way.lead_unit):
            opinion.parties.create(organ=organ, as_what="merged", since=START)

    seen = {
        who: {o.title for o in Opinion.objects.visible_to(user)}
        for who, user in people.items()
    }

    everything = set(bodies)
    assert {who: titles for who, titles in seen.items() if titles} == {
        **dict.fromkeys(SEEN_IN, everything),
        "clerk": {"village", "unit"},
        "handler": {"village", "unit"},
        "village": {"unit"},
        "unit": {"village", "government", "presidium"},
    }


def test_whoever_entered_it_for_the_group_keeps_seeing_it(way, complain, deputy):
    person = deputy.person
    own = complain(
        way.handler, by=deputy, proposers=[Proponent(person.name, person=person)]
    )

    for user in (deputy, way.secretary):
        assert list(Opinion.objects.visible_to(user)) == [own]


def test_a_clerk_who_enters_one_about_his_own_presidium_is_told_where_it_went(
    way, conduct, clerk, yuxin_group, client
):
    client.force_login(clerk)
    data = {
        "group": yuxin_group.name,
        "group_pk": yuxin_group.pk,
        "origin": "visit",
        "collected_on": "2017-06-01",
        "name": "张三",
        "title": TITLE,
        "text": "村里评低保不公",
        "category": conduct.pk,
        "accused_organ": str(clerk.main_post.organ),
    }

    page = client.post(reverse("referrals:create"), data, follow=True)

    assert page.redirect_chain == [(reverse("referrals:list"), 302)]
    assert "您不再看到" in page.content.decode()
    assert Opinion.objects.get(title=TITLE).state == State.SUBMITTED


def test_the_form_says_where_whom_it_is_about_is_missing(
    way, conduct, clerk, yuxin_group, qingshan, client
):
    client.force_login(clerk)
    data = {
        "group_pk": yuxin_group.pk,
        "origin": "visit",
        "collected_on": "2017-06-01",
        "name": "张三",
        "title": TITLE,
        "text": "村里评低保不公",
        "category": conduct.pk,
    }
    url = reverse("referrals:create")

    missing = client.post(url, data | {"accused_name": "李某"})
    assert missing.context["form"].errors == {
        "accused_organ": ["类别为“干部作风”的请写明反映对象：机构，或者姓名和所在机构"]
    }
    # A village names its committee, which is made when it is first named.
    page = client.post(url, data | {"accused_organ": "青山村", "accused_name": "李某"})
    assert page.status_code == 302, page.context["form"].errors
    opinion = Opinion.objects.get(title=TITLE)
    assert (opinion.accused_organ.kind, opinion.accused_name) == ("committee", "李某")
    assert opinion.accused_organ.division == qingshan


def test_the_box_offers_no_organs_to_who_enters_nothing(way, unit, secretary, sysadmin):
    lookup = get_lookup("accused-organ")

    assert list(lookup.find(unit, "渔薪", {})) == []
    assert list(lookup.find(sysadmin, "渔薪", {})) == []
    found = lookup.find(secretary, "渔薪", {})
    assert way.handler in found
    assert {organ.kind for organ in found} <= set(ACCUSABLE)


def test_only_the_office_can_insist_and_with_a_reason(way, complain, clerk, handler):
    opinion = way.step(complain(way.handler), "accept")
    with pytest.raises(MoveRefused, match="确需退回的先办理“坚持交办”"):
        way.step(opinion, "return_to_township")
    with pytest.raises(MoveRefused, match="您无权办理“坚持交办”"):
        way.step(opinion, "insist", by=way.secretary)
    with pytest.raises(MoveRefused, match="须填写理由"):
        way.step(opinion, "insist", reason="")

    opinion = way.walk(opinion, "insist", "return_to_township", "refer")

    assert (opinion.state, opinion.handler) == (State.HANDLING, way.handler)
    assert opinion.number == "〔2017〕渔薪001号"
    assert list(Opinion.objects.visible_to(clerk)) == [opinion]
    assert list(Opinion.objects.visible_to(handler)) == [opinion]


def test_the_office_stands_in_for_a_presidium_that_is_accused(way, complain, clerk):
    opinion = complain(
        clerk.main_post.organ, group=None, by=way.office, township=way.group.township
    )
    path = ("accept", "assign_urgent", "sign", "draft_answer", "issue", "answer")
    opinion = way.walk(opinion, *path)
    assert opinion.holder == way.office.main_post.organ
    with pytest.raises(MoveRefused, match="您无权"):
        way.step(opinion, "feed_back", by=clerk)

    assert way.step(opinion, "feed_back", by=way.office).state == State.FED_BACK
    form = sheet_of("consultation", opinion, user=way.office)
    assert (form.sign, form.number) == (OFFICE, f"编号：{opinion.city_number}")


def test_what_is_vague_the_office_ends_though_no_group_screened_it(way, complain):
    opinion = complain(way.handler, is_suggestion=False)

    assert way.step(opinion, "dismiss", dismissal_reason="empty").closed_on is None
    plain = way.to(State.SUBMITTED, is_suggestion=False)
    with pytest.raises(MoveRefused, match="只有代表建议"):
        way.step(plain, "dismiss")


def test_merged_are_only_those_about_the_same_one(way, complain, committee):
    about_village, plain = complain(committee), way.collect()
    for one, other in ((about_village, plain), (plain, about_village)):
        with pytest.raises(MoveRefused, match="反映对象不同，不能并案"):
            way.step(one, "merge", into=other)

    again = complain(committee, proposers=[Proponent("李四")])
    assert way.step(again, "merge", into=about_village).merged_into == about_village


def test_passed_on_it_ends_with_a_letter_and_its_author_is_told(
    way, complain, committee, word, clerk
):
    opinion = way.step(complain(committee, accused_name="王五"), "report_up")

    opinion = way.step(opinion, "pass_on", note="涉嫌违纪")

    assert (opinion.state, opinion.is_open) == (State.DISCIPLINE, False)
    assert lines_of(word("discipline", opinion, clerk)) == [
        in_full(opinion.presidium),
        "渔薪人大纪〔2017〕1号",
        f"关于转送“{TITLE}”的函",
        "市纪委监察机关：",
        "现将2017年6月1日收集的意见建议（〔2017〕渔薪001号）转送你们，请依纪依法处理。",
        f"反映对象：{committee}（王五）",
        "类别：干部作风",
        "反映内容：",
        opinion.text,
        "说明：涉嫌违纪",
        "反映人的情况依照保密规定不在本函载明，需要核实的请与本机关联系。",
        in_full(opinion.presidium),
        "2017年6月1日",
    ]
    told = lines_of(word("notice", opinion, way.secretary))
    assert told[2] == f"关于“{TITLE}”转纪检监察机关处理的告知书"
    assert "张三" not in "".join(told[:5])


def test_the_letter_is_for_those_who_decide_alone(way, complain, leader, supervisor):
    opinion = way.step(complain(way.handler), "pass_on", by=way.office)

    printed = {
        user.username: sheet_of("discipline", opinion, user=user) is not None
        for user in (way.office, way.clerk, way.secretary, leader, supervisor)
    }

    assert [who for who, may in printed.items() if may] == ["office"]
    assert sheet_of("discipline", opinion, user=way.office).number.startswith(
        "天人办纪"
    )


def test_it_is_passed_on_only_where_somebody_is_named(way):
    with pytest.raises(MoveRefused, match="没有写明反映对象"):
        way.step(way.to(State.TRIAGE), "pass_on")


def test_names_of_the_accused_are_masked_where_names_are(
    way, complain, committee, client, leader, office
):
    opinion = complain(committee, accused_name="欧阳某")
    shown = {}
    for user in (leader, office):
        client.force_login(user)
        page = client.get(opinion.get_absolute_url()).content.decode()
        shown[user.username] = "欧阳某" in page, "欧*某" in page

    assert shown == {"leader": (False, True), "office": (True, False)}


# --- ledgers -----------------------------------------------------------------------


COLUMNS = (*TITLES, "反映对象")
CONDUCT = {"类别": "干部作风", "是否办结": "否", "满意度": "", "办理情况": ""}
NOBODY_YET = CONDUCT | {"交办层级": "", "承办单位": ""}


def send(by, *rows):
    plain = PLAIN | {"反映对象": ""}
    lines = [[(plain | row)[title] for title in COLUMNS] for row in rows]
    book = workbook([["意见建议收集交办台账"], list(COLUMNS), *lines])
    return take(get_kind("opinions"), book, name="台账.xlsx", by=by, accept_rest=True)


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (NOBODY_YET, "反映对象", "类别为“干部作风”的须写明反映对象"),
        (
            NOBODY_YET | {"反映对象": "某某"},
            "反映对象",
            "请写机构全称，或者“机构（姓名）”",
        ),
        (
            CONDUCT | {"反映对象": "渔薪镇人民政府"},
            "反映对象",
            "反映对象是渔薪镇人民政府的，由市人大机关办理，请不填交办层级、承办单位、"
            "办结和评价",
        ),
        (
            CONDUCT | {"反映对象": "青山村", "交办层级": "村级", "承办单位": "青山村"},
            "承办单位",
            "反映对象是青山村委会，不能由青山村委会承办",
        ),
    ],
)
def test_a_ledger_is_held_to_the_same(way, qingshan, row, column, reason):
    report = send(way.office, row)

    assert [(f[2], f[4]) for f in found(report)] == [(column, reason)]
    assert Opinion.objects.count() == 0


def test_a_ledger_brings_it_to_where_it_belongs(way, qingshan):
    send(
        way.clerk,
        NOBODY_YET | {"反映对象": "渔薪镇人民政府（王五）"},
        CONDUCT | {"反映对象": "青山村（李四）", "意见建议内容": "村务不公开"},
    )

    rows = Opinion.objects.order_by("accused_name")
    assert [(o.state, str(o.accused_organ), o.accused_name) for o in rows] == [
        ("handling", "青山村委会", "李四"),
        ("submitted", "渔薪镇人民政府", "王五"),
    ]


def test_a_ledger_of_the_accused_meets_nothing_on_file(way, complain, clerk):
    row = NOBODY_YET | {"意见建议内容": "村里评低保不公", "收集时间": "2017年6月1日"}
    complain(way.handler, text="村里评低保不公", proposers=[Proponent("张三")])

    sent = {
        user.username: send(user, row | {"反映对象": "渔薪镇人民政府"}).counts.unchanged
        for user in (way.office, clerk)
    }

    assert sent == {"office": 1, "yuxin": 0}


def test_the_ledger_that_goes_out_says_whom_it_is_about(
    way, complain, committee, client, leader
):
    complain(committee, accused_name="欧阳某")
    client.force_login(leader)

    page = client.get(
        reverse("figures:report", args=["opinion-ledger"])
    ).content.decode()

    assert f"{committee}（欧*某）" in page


def test_what_is_about_a_unit_lies_before_no_session(way, complain):
    """All units of a session read its pack; it goes to another unit at once."""
    opinion = way.walk(complain(way.lead_unit), "report_up", "submit", "accept")

    with pytest.raises(MoveRefused, match="会议材料会发到该单位"):
        way.step(opinion, "put_on_agenda")
    given = {"lead_unit": way.co_unit, "reason": "由上级单位核查"}
    opinion = way.step(opinion, "assign_urgent", **given)

    assert opinion.state == State.ASSIGNED
