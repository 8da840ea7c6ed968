"""Papers about one opinion: word for word what they should say, and nothing more."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import AnswerClass, State
from referrals.papers import ABOUT_ONE, papers_of, sheet_of
from tests.factories.platform import OrganFactory, user_of
from tests.factories.referrals import CategoryFactory
from tests.papers.words import (
    cells_of,
    document_of,
    everything_in,
    lines_of,
    upload_of,
)
from tests.referrals.way import START
from tianmen_congress.accounts.enums import OrganKind, Role
from tianmen_congress.accounts.models import Organ

pytestmark = pytest.mark.django_db
OFFICE = "天门市人民代表大会常务委员会办公室"


@pytest.fixture
def word(client):
    """The paper called `slug` of `opinion` as `user` gets it, read back."""

    def get(slug, opinion, user):
        client.force_login(user)
        url = reverse("referrals:paper_word", args=[opinion.pk, slug])
        return document_of(client.get(url))

    return get


def facts_of(document):
    return {row[0]: row[1] for row in cells_of(document)}


@pytest.fixture
def shared(way):
    """Assigned by the conference to a lead unit and one that helps."""
    return way.step(
        way.to(State.AGENDA), "assign", co_units=[way.co_unit], requirement="限期整改"
    )


@pytest.fixture
def printable(way):
    """For each paper an opinion of which it can be printed."""
    urged = way.step(way.to(State.HANDLING), "urge", note="抓紧")
    extended = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=START.replace(month=10),
        reason="工程量大",
    )
    return {
        "handover": urged,
        "urge": urged,
        "assignment": extended,
        "extension": extended,
        "relief": way.step(way.to(State.ASSIGNED), "ask_relief"),
        "answer": way.to(State.ANSWERED),
        "consultation": way.to(State.FED_BACK),
    }


# --- each paper -------------------------------------------------------------------


@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_page_and_word_hold_the_same(way, printable, client, word, slug):
    opinion = printable[slug]
    document = word(slug, opinion, way.office)

    page = client.get(reverse("referrals:paper_print", args=[opinion.pk, slug]))

    sheet = page.context["sheet"]
    html = page.content.decode()
    text = everything_in(document)
    told = [sheet.title, sheet.number, sheet.to, sheet.sign, sheet.day]
    told += [line for value in sheet.paragraphs for line in value.splitlines()]
    told += [line for _, value in sheet.facts for line in value.splitlines()]
    for line in filter(None, told):
        assert line in text
        assert line in html


def test_the_note_of_handing_over_says_all_that_the_handler_needs(way, word):
    opinion = way.step(
        way.to(State.TRIAGE),
        "refer",
        responsible_person="王五",
        responsible_phone="139 0000 2345",
        requirement="汛前完成",
    )

    document = word("handover", opinion, way.clerk)

    assert lines_of(document)[:4] == [
        "意见建议交办单",
        f"编号：{opinion.number}",
        "渔薪镇人民政府：",
        "现将下列意见建议交你单位办理，请按期办结并报送办理结果。",
    ]
    assert lines_of(document)[-2:] == ["渔薪镇人大主席团", "2017年6月1日"]
    assert lines_of(document)[-3].startswith("签收人：")
    facts = facts_of(document)
    due = facts.pop("办理期限")
    assert facts == {
        "事项": "硬化通组公路",
        "内容": "村级主干道3公里未硬化，群众出行难",
        "反映人": "张三 138 0000 0001",
        "所涉村": "渔薪镇",
        "类别、层级": "基础设施　乡镇级",
        "责任人、电话": "王五　139 0000 2345",
        "交办要求": "汛前完成",
        "办理情况": "\n\n",
    }
    assert "时限30个工作日" in due or "时限30工作日" in due
    assert due.endswith("应于2017年7月13日前完成。")


def test_without_a_person_in_charge_there_is_room_to_write_one(way, word):
    facts = facts_of(word("handover", way.to(State.HANDLING), way.clerk))

    assert facts["责任人、电话"].strip("　") == ""
    assert len(facts["责任人、电话"]) >= 8
    assert facts["交办要求"] == "按规定时限办理，结果反馈反映人"


def test_a_note_printed_again_after_the_answer_keeps_its_day_and_deadline(way, word):
    opinion = way.to(State.HANDLING)
    before = everything_in(word("handover", opinion, way.clerk))

    opinion = way.walk(opinion, "answer_local", "feed_back", on=date(2017, 6, 20))

    assert everything_in(word("handover", opinion, way.clerk)) == before


def test_the_letter_to_the_units_names_them_all_with_their_deadlines(way, shared, word):
    lines = lines_of(word("assignment", shared, way.office))

    number = shared.live_assignments[0].document_number
    assert number == "天人办交〔2017〕1号"
    assert lines == [
        OFFICE,
        number,
        "意见建议交办函",
        "市交通运输局、市水务局：",
        f"经{way.conference.title}研究，现将下列意见建议交你单位办理：",
        f"编号：{shared.city_number}（渔薪镇）",
        "事项：硬化通组公路",
        "内容：村级主干道3公里未硬化，群众出行难",
        "反映人：签收后在平台查看",
        "主办单位：市交通运输局，2017年9月1日前书面答复",
        "协办单位：市水务局，2017年7月3日前提交协办意见",
        "要求：限期整改",
        "请及时签收，按期办理，并将办理情况书面答复。",
        OFFICE,
        "2017年6月1日",
    ]


def test_a_letter_to_one_unit_speaks_of_no_other(way, word):
    lines = lines_of(word("assignment", way.to(State.ASSIGNED), way.office))

    assert "市交通运输局：" in lines
    assert not any(line.startswith("协办单位") for line in lines)
    assert "要求：在规定期限内书面答复反映人" in lines


def test_a_letter_between_sessions_says_that_it_was_urgent(way, word):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent")

    text = everything_in(word("assignment", opinion, way.office))

    assert "因情况紧急，经研究，现将下列意见建议交你单位办理：" in text
    assert "联席会议" not in text


def test_a_deadline_that_the_session_fixed_stands_in_the_letter(way, word):
    opinion = way.step(way.to(State.AGENDA), "assign", due_on=date(2017, 8, 15))

    text = everything_in(word("assignment", opinion, way.office))

    assert "主办单位：市交通运输局，2017年8月15日前书面答复" in text


def test_the_answer_is_a_letter_of_the_unit_to_whoever_spoke(way, word):
    opinion = way.step(
        way.to(State.PROCESSING),
        "draft_answer",
        text="已列入今年计划。\n国庆前完工。",
        answer_class=AnswerClass.B,
        promised_on=date(2017, 9, 30),
    )
    opinion = way.walk(opinion, "issue", "answer")

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines == [
        "市交通运输局",
        "市交通运输局函〔2017〕1号",
        "关于“硬化通组公路”的答复",
        "张三：",
        f"您提出的“硬化通组公路”（{opinion.number}）收悉，现答复如下：",
        "已列入今年计划。",
        "国庆前完工。",
        "承诺于2017年9月30日前解决。",
        "办理结果：B 正在解决或列入计划",
        "签发人：局长",
        "市交通运输局",
        "2017年6月1日",
    ]


def test_the_answer_says_whom_to_call(way, word):
    opinion = way.step(
        way.to(State.ASSIGNED),
        "sign",
        responsible_person="赵六",
        responsible_phone="137 0000 1111",
    )
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")

    assert "联系人：赵六　电话：137 0000 1111" in lines_of(
        word("answer", opinion, way.clerk)
    )


def test_a_local_answer_is_signed_by_the_handler(way, word):
    lines = lines_of(word("answer", way.to(State.ANSWERED), way.clerk))

    assert lines[0] == "渔薪镇人民政府"
    assert lines[-2:] == ["渔薪镇人民政府", "2017年6月1日"]
    assert not any("签发人" in line for line in lines)


def test_the_provinces_answer_comes_through_the_office(way, word):
    opinion = way.step(way.to(State.REPORTED), "answer_province")

    lines = lines_of(word("answer", opinion, way.clerk))

    assert lines[-2] == OFFICE
    assert "省厅已答复" in lines


def test_all_who_signed_together_are_addressed(way, word):
    people = [Proponent("张三", "138 0000 0001"), Proponent("李四", "138 0000 0002")]
    opinion = way.to(State.ANSWERED, proposers=people)

    text = everything_in(word("answer", opinion, way.clerk))

    assert "张三、李四：" in text
    assert "0000" not in text


def test_who_answers_prints_the_draft_to_have_it_issued(way, word):
    opinion = way.step(way.to(State.PROCESSING), "draft_answer", text="拟于秋后修建")

    lines = lines_of(word("answer", opinion, way.unit))

    assert "（草稿）" in lines
    assert "拟于秋后修建" in lines


@pytest.mark.parametrize("who", ["clerk", "secretary"])
def test_nobody_else_reads_a_draft(way, client, who):
    opinion = way.step(way.to(State.PROCESSING), "draft_answer", text="拟于秋后修建")
    user = getattr(way, who)
    client.force_login(user)

    response = client.get(reverse("referrals:paper_word", args=[opinion.pk, "answer"]))

    assert response.status_code == 404
    assert "answer" not in {paper.slug for paper in papers_of(opinion, user=user)}


def test_an_answer_that_was_returned_is_no_answer(way, word, client):
    opinion = way.step(way.to(State.ANSWERED), "return_answer")

    slugs = {paper.slug for paper in papers_of(opinion, user=way.clerk)}

    assert "answer" not in slugs


def test_in_the_second_round_the_newest_answer_is_printed(way, word):
    opinion = way.step(way.to(State.FED_BACK), "reject")
    first = everything_in(word("answer", opinion, way.clerk))
    opinion = way.step(opinion, "answer_local", text="这次全部修好了")

    second = everything_in(word("answer", opinion, way.clerk))

    assert "已经修好" in first
    assert "这次全部修好了" in second
    assert "已经修好" not in second


def test_the_form_for_the_verdict_has_the_answer_and_room_to_judge(way, word):
    opinion = way.to(State.FED_BACK)

    document = word("consultation", opinion, way.secretary)

    assert facts_of(document) == {
        "事项": "硬化通组公路",
        "反映人": "张三",
        "承办单位": "渔薪镇人民政府",
        "答复日期": "2017年6月1日",
        "答复内容": "已经修好",
        "办理结果": "A 已经解决",
        "您的评价": "□满意　　□基本满意　　□不满意",
        "意见或不满\n意的理由": "\n\n",
    }
    assert lines_of(document)[0] == "意见建议办理情况征询意见表"
    assert lines_of(document)[-3].startswith("评价人签名：")
    assert lines_of(document)[-2] == "渔薪镇人大主席团"


def test_the_form_for_the_verdict_tells_until_when_it_was_promised(way, word):
    opinion = way.step(
        way.to(State.HANDLING),
        "answer_local",
        answer_class="b",
        promised_on=date(2017, 12, 20),
    )

    facts = facts_of(word("consultation", opinion, way.clerk))

    assert facts["承诺期限"] == "2017年12月20日前"


def test_a_request_for_more_time_shows_both_days_and_room_to_decide(way, word):
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 11, 1),
        reason="跨汛期施工",
    )

    document = word("extension", opinion, way.unit)

    facts = facts_of(document)
    assert facts.pop("审批意见").startswith("\n\n（签字）")
    assert facts == {
        "事项": "硬化通组公路",
        "承办单位": "市交通运输局",
        "原办理期限": "2017年9月1日",
        "申请延期至": "2017年11月1日",
        "申请理由": "跨汛期施工",
    }
    lines = lines_of(document)
    assert lines[:3] == ["延期办理申请", f"编号：{opinion.city_number}", f"{OFFICE}："]
    assert lines[-2:] == ["市交通运输局", "2017年6月1日"]


@pytest.mark.parametrize(
    ("decision", "given", "words"),
    [
        ("grant_extension", {}, "同意，延期至2017年11月1日。2017年6月2日"),
        (
            "grant_extension",
            {"until": date(2017, 10, 9)},
            "同意，延期至2017年10月9日。2017年6月2日",
        ),
        ("refuse_extension", {}, "不同意。2017年6月2日"),
    ],
)
def test_what_was_decided_on_more_time_stands_there(way, word, decision, given, words):
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 11, 1),
        reason="雨季",
    )
    opinion = way.step(opinion, decision, on=date(2017, 6, 2), **given)

    assert facts_of(word("extension", opinion, way.office))["审批意见"] == words


def test_more_time_of_a_local_handler_is_asked_of_the_presidium(way, word):
    opinion = way.step(
        way.to(State.HANDLING), "extend_local", until=date(2017, 8, 1), reason="农忙"
    )

    document = word("extension", opinion, way.clerk)

    assert "渔薪镇人大主席团：" in lines_of(document)
    assert facts_of(document)["承办单位"] == "渔薪镇人民政府"
    assert facts_of(document)["审批意见"].startswith("同意，延期至2017年8月1日")


def test_a_request_to_be_relieved_says_who_asks_and_why(way, shared, word):
    opinion = way.step(shared, "ask_relief", reason="不属于我局职责")

    document = word("relief", opinion, way.unit)

    facts = facts_of(document)
    assert facts.pop("审批意见").startswith("\n\n（签字）")
    assert facts == {
        "编号": opinion.city_number,
        "事项": "硬化通组公路",
        "申请单位": "市交通运输局（主办）",
        "交办日期": "2017年6月1日",
        "退办理由": "不属于我局职责",
    }
    assert lines_of(document)[1] == "交办文号：天人办交〔2017〕1号"
    assert lines_of(document)[-2:] == ["市交通运输局", "2017年6月1日"]


@pytest.mark.parametrize(
    ("decision", "words"),
    [
        ("relieve", "同意退办。2017年6月1日"),
        ("refuse_relief", "不同意退办。2017年6月1日"),
    ],
)
def test_what_was_decided_on_the_relief_stands_there(
    way, shared, word, decision, words
):
    opinion = way.walk(shared, "ask_relief", decision)

    assert facts_of(word("relief", opinion, way.office))["审批意见"] == words


def test_of_two_units_that_ask_each_prints_its_own_request(way, shared, word):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    opinion = way.step(shared, "ask_relief", reason="主办理由")
    opinion = way.step(opinion, "ask_relief", by=helper, reason="协办理由")

    lead = everything_in(word("relief", opinion, way.unit))
    co = everything_in(word("relief", opinion, helper))

    assert "主办理由" in lead
    assert "协办理由" not in lead
    assert "协办理由" in co
    assert "主办理由" not in co


def test_an_urge_in_time_names_the_day(way, word):
    opinion = way.step(way.to(State.HANDLING), "urge", note="月底前报结果")

    lines = lines_of(word("urge", opinion, way.clerk))

    assert lines == [
        "渔薪镇人大主席团",
        f"{opinion.number}第1次",
        "催办通知书",
        "渔薪镇人民政府：",
        f"你单位经办的“硬化通组公路”（{opinion.number}）办理期限为2017年7月13日，"
        "请抓紧办理，并及时报送办理结果。",
        "催办意见：月底前报结果",
        "渔薪镇人大主席团",
        "2017年6月1日",
    ]


def test_an_urge_after_the_deadline_says_so(way, word):
    opinion = way.step(way.to(State.HANDLING), "urge", on=date(2017, 7, 20))

    assert "办理期限为2017年7月13日，已经超期，" in everything_in(
        word("urge", opinion, way.clerk)
    )


def test_the_second_urge_is_numbered_and_signed_by_the_office_that_sent_it(way, word):
    opinion = way.walk(way.to(State.PROCESSING), "urge", "urge", by=way.office)

    lines = lines_of(word("urge", opinion, way.unit))

    assert lines[0] == OFFICE
    assert lines[1] == f"{opinion.city_number}第2次"
    assert "市交通运输局：" in lines


# --- when there is something to print -----------------------------------------------

WHEN = {
    State.DRAFT: set(),
    State.SCREENING: set(),
    State.TRIAGE: set(),
    State.HANDLING: {"handover"},
    State.TO_SUBMIT: set(),
    State.SUBMITTED: set(),
    State.ACCEPTED: set(),
    State.AGENDA: set(),
    State.ASSIGNED: {"assignment"},
    State.PROCESSING: {"assignment"},
    State.REPORTED: set(),
    State.ANSWERED: {"handover", "answer", "consultation"},
    State.FED_BACK: {"handover", "answer", "consultation"},
    State.EVALUATED: {"handover", "answer"},
    State.CLOSED: {"handover", "answer"},
    State.MERGED: set(),
    State.SET_ASIDE: set(),
    State.NOT_SUGGESTION: set(),
    State.WITHDRAWN: set(),
}


@pytest.mark.parametrize("state", State)
def test_in_each_state_just_these_papers_can_be_printed(way, client, state):
    opinion = way.to(state)
    client.force_login(way.office)

    page = client.get(opinion.get_absolute_url()).content.decode()

    offered = {slug for slug in ABOUT_ONE if f"/papers/{slug}.docx" in page}
    assert offered == WHEN[state]


@pytest.mark.parametrize("state", State)
def test_a_paper_that_is_not_offered_is_not_there(way, client, state):
    opinion = way.to(state)
    client.force_login(way.office)

    for slug in set(ABOUT_ONE) - WHEN[state]:
        assert sheet_of(slug, opinion, user=way.office) is None
        url = reverse("referrals:paper_print", args=[opinion.pk, slug])
        assert client.get(url).status_code == 404


def test_a_paper_of_another_name_is_not_there(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[opinion.pk, "summary"])
        assert client.get(url).status_code == 404


# --- who may print --------------------------------------------------------------------

SEES = ("office", "leader", "clerk", "secretary", "supervisor")
BLIND = ("other_clerk", "other_secretary", "deputy", "sysadmin", "secadmin", "auditor")


@pytest.mark.parametrize("who", SEES)
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_whoever_sees_the_opinion_prints_its_papers(
    way, printable, client, slug, who, request
):
    client.force_login(request.getfixturevalue(who))

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 200


@pytest.mark.parametrize("who", BLIND)
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_a_paper_of_a_foreign_opinion_is_not_there(
    way, printable, client, slug, who, request
):
    client.force_login(request.getfixturevalue(who))

    for name in ("paper_print", "paper_word"):
        url = reverse(f"referrals:{name}", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 404


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("assignment", 200),
        ("extension", 200),
        ("relief", 200),
        ("handover", 404),
        ("urge", 404),
        ("answer", 404),
        ("consultation", 404),
    ],
)
def test_a_unit_prints_papers_of_what_is_assigned_to_it_alone(
    way, printable, client, slug, status
):
    client.force_login(way.unit)

    url = reverse("referrals:paper_word", args=[printable[slug].pk, slug])

    assert client.get(url).status_code == status


def test_another_unit_prints_none_of_them(way, printable, client):
    client.force_login(user_of(Role.UNIT, OrganFactory(name="市财政局")))

    for slug in ABOUT_ONE:
        url = reverse("referrals:paper_word", args=[printable[slug].pk, slug])
        assert client.get(url).status_code == 404


@pytest.mark.parametrize("who", ["leader", "supervisor"])
@pytest.mark.parametrize("slug", ABOUT_ONE)
def test_readers_get_no_name_and_no_phone_on_any_paper(
    way, printable, word, slug, who, request
):
    text = everything_in(word(slug, printable[slug], request.getfixturevalue(who)))

    assert "138 0000 0001" not in text
    assert "张三" not in text


# --- who is named to whom ---------------------------------------------------------------


@pytest.mark.parametrize("who", ["unit", "office"])
def test_before_it_signs_a_unit_is_not_told_who_spoke_whoever_prints(way, word, who):
    text = everything_in(word("assignment", way.to(State.ASSIGNED), getattr(way, who)))

    assert "张三" not in text
    assert "138 0000 0001" not in text


@pytest.mark.parametrize("who", ["unit", "office"])
def test_once_it_signed_a_unit_is_told_whom_to_call(way, word, who):
    text = everything_in(
        word("assignment", way.to(State.PROCESSING), getattr(way, who))
    )

    assert "反映人：张三 138 0000 0001" in text


def test_a_helper_that_has_not_signed_is_not_told_though_the_lead_has(
    way, shared, word
):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    opinion = way.step(shared, "sign")

    assert "张三" not in everything_in(word("assignment", opinion, helper))
    opinion = way.step(opinion, "co_sign", by=helper)
    assert "张三 138 0000 0001" in everything_in(word("assignment", opinion, helper))


@pytest.mark.parametrize("how", ["is_confidential", "is_anonymous", "conduct"])
@pytest.mark.parametrize("slug", ["handover", "urge"])
def test_a_handler_never_learns_who_spoke_in_confidence(way, word, how, slug):
    conduct = CategoryFactory(code="conduct", name="干部作风", hides_source=True)
    kind = {"category": conduct} if how == "conduct" else {how: True}
    opinion = way.collect(is_draft=True, **kind)
    opinion = way.walk(opinion, "hand_in", "report_up")
    category = conduct if how == "conduct" else way.category
    opinion = way.step(opinion, "refer", category=category)
    opinion = way.step(opinion, "urge")

    text = everything_in(word(slug, opinion, way.clerk))

    assert "张三" not in text
    assert "138 0000 0001" not in text


def test_the_accused_village_does_not_learn_it_from_its_own_account(
    way, word, qingshan
):
    committee = Organ.objects.create(
        kind=OrganKind.COMMITTEE, name=qingshan.name, division=qingshan
    )
    village = user_of(Role.UNIT, committee, username="village")
    opinion = way.to(State.TRIAGE, is_confidential=True)
    opinion = way.step(opinion, "refer", level="village", handler=committee)
    opinion = way.step(opinion, "answer_local")

    for slug in ("handover", "answer", "consultation"):
        text = everything_in(word(slug, opinion, village))
        assert "张三" not in text
        assert "138 0000 0001" not in text


def test_the_letter_to_one_who_spoke_in_confidence_has_no_name(way, word):
    opinion = way.to(State.ANSWERED, is_confidential=True)

    lines = lines_of(word("answer", opinion, way.clerk))

    assert "反映人：" in lines
    assert "张三" not in "".join(lines)


def test_the_form_for_the_verdict_names_him_to_those_who_bring_it(way, word):
    opinion = way.to(State.FED_BACK, is_confidential=True)

    assert facts_of(word("consultation", opinion, way.secretary))["反映人"] == "张三"


# --- what people type -------------------------------------------------------------------

TYPED = [
    "水位<2米 & 流速>1",
    "{{ title }}{% for x in rows %}",
    "<b>粗</b><script>alert(1)</script>",
    "=cmd|' /C calc'!A0",
    "第一行\n第二行",
]


@pytest.mark.parametrize("text", TYPED)
def test_what_was_typed_comes_out_letter_by_letter(way, word, text):
    opinion = way.to(State.HANDLING, text=text, title="渠道 & <闸>")

    facts = facts_of(word("handover", opinion, way.clerk))

    assert facts["内容"] == text
    assert facts["事项"] == "渠道 & <闸>"


def test_markup_is_text_on_the_page_too(way, client):
    opinion = way.to(State.HANDLING, text="<script>alert(1)</script>{{ title }}")
    client.force_login(way.clerk)

    url = reverse("referrals:paper_print", args=[opinion.pk, "handover"])
    page = client.get(url).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ title }}" in page
    assert "<script>alert" not in page


def test_control_characters_break_no_paper(way, word):
    opinion = way.to(State.HANDLING, text="前\x0b\x0c\x07后")

    assert facts_of(word("handover", opinion, way.clerk))["内容"] == "前后"


def test_four_thousand_characters_are_printed_to_the_last(way, word):
    opinion = way.to(State.HANDLING, text="渠" * 3999 + "完")

    assert facts_of(word("handover", opinion, way.clerk))["内容"].endswith("渠完")


def test_the_print_page_leads_to_word_and_back(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)

    url = reverse("referrals:paper_print", args=[opinion.pk, "handover"])
    page = client.get(url).content.decode()

    assert f'href="{opinion.get_absolute_url()}"' in page
    assert reverse("referrals:paper_word", args=[opinion.pk, "handover"]) in page


def test_the_office_s_own_template_is_used_for_the_way_too(way, word, client):
    client.force_login(way.office)
    client.post(
        reverse("papers:replace", args=["handover"]),
        {"template": upload_of("新版 {{ title }} {{ number }}")},
    )
    opinion = way.to(State.HANDLING)

    lines = lines_of(word("handover", opinion, way.clerk))

    assert lines == [f"新版 意见建议交办单 编号：{opinion.number}"]
