"""What ends without an answer is told to its author: who decided, when, how, on paper."""

from datetime import timedelta

import pytest
from django.urls import reverse

from referrals.actions import Proponent
from referrals.enums import AsideReason, How, State
from referrals.papers import sheet_of
from referrals.papers.names import in_full
from tests.base.papers.words import lines_of
from tests.factories.platform import user_of
from tests.referrals.papers.sheets import OFFICE
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db


@pytest.fixture
def own(way, deputy):
    """A deputy's own suggestion, to be walked to where it ends."""

    def to(state, **given):
        person = deputy.person
        return way.to(state, proposers=[Proponent(person.name, person=person)], **given)

    return to


def told(opinion):
    return dict(opinion.history.last().words)


def test_the_group_tells_its_author_with_a_paper_of_its_presidium(way, own, word):
    opinion = way.step(own(State.SCREENING), "set_aside", note="已列入去年计划")

    author = opinion.proposers.get()
    assert lines_of(word("notice", opinion, author.person.user)) == [
        in_full(opinion.presidium),
        "渔薪人大告〔2017〕1号",
        f"关于“{opinion.title}”不予受理的告知书",
        f"{author.name}代表：",
        f"您提出的“{opinion.title}”收悉。",
        f"经{opinion.group}2017年6月1日甄别，决定不予受理，原因：内容不具体。",
        "说明：已列入去年计划",
        in_full(opinion.presidium),
        "2017年6月1日",
    ]


def test_the_office_tells_whose_suggestion_is_none(way, own, word):
    opinion = own(State.NOT_SUGGESTION)

    lines = lines_of(word("notice", opinion, opinion.proposers.get().person.user))

    assert lines[:3] == [
        OFFICE,
        "天人办告〔2017〕1号",
        f"关于“{opinion.title}”不作为建议处理的告知书",
    ]
    assert (
        f"经{OFFICE}2017年6月1日研究，该件产品推介，决定不作为代表建议处理。" in lines
    )


TITLES = {
    "duplicate": "不予受理",
    "vague": "不予受理",
    "solved": "不予受理",
    "petition": "转有关机关处理",
    "judicial": "转有关机关处理",
    "discipline": "转有关机关处理",
    "other": "不予受理",
}


def test_the_title_goes_by_the_reason(way):
    found = {}
    # Of what was entered by mistake nobody is told.
    for reason in set(AsideReason.values) - {AsideReason.MISTAKE}:
        opinion = way.to(State.SCREENING)
        opinion = way.step(opinion, "set_aside", aside_reason=reason, note="见说明")
        title = sheet_of("notice", opinion, user=way.secretary).title
        found[reason] = title.removeprefix(f"关于“{opinion.title}”")

    assert found == {reason: f"{words}的告知书" for reason, words in TITLES.items()}


def test_the_history_says_whom_it_was_told_and_in_what_way(way):
    two = [Proponent("张三"), Proponent("李四")]
    opinion = way.to(State.SCREENING, proposers=two)

    written = way.step(opinion, "set_aside")
    spoken = way.step(way.to(State.SCREENING), "set_aside", notice_how=How.PHONE)

    assert told(written) == {
        "原因": "内容不具体",
        "告知方式": "书面",
        "告知对象": "张三、李四",
        "告知书文号": "渔薪人大告〔2017〕1号",
    }
    assert told(spoken)["告知方式"] == "电话"


def test_an_anonymous_voter_has_nobody_to_tell_and_the_record_says_so(way, client):
    nobody = way.to(State.SCREENING, proposers=[], is_anonymous=True)

    opinion = way.step(nobody, "set_aside", notice_how=How.PHONE)

    assert told(opinion) == {"原因": "内容不具体", "告知": "匿名反映，无告知对象"}
    assert opinion.notice_number == ""
    assert sheet_of("notice", opinion, user=way.secretary) is None
    client.force_login(way.secretary)
    assert (
        "匿名反映，无告知对象"
        in client.get(opinion.get_absolute_url()).content.decode()
    )


def test_it_stands_on_his_page_who_decided_when_and_how(way, own, client):
    opinion = own(State.SET_ASIDE)
    client.force_login(opinion.proposers.get().person.user)

    page = client.get(opinion.get_absolute_url())

    line = page.context["decision"]
    assert line.who.startswith(str(opinion.group.organ))
    assert (line.on, dict(line.words)["原因"]) == (START, "内容不具体")
    text = page.content.decode()
    assert (
        f"决定。原因：内容不具体；告知方式：书面；告知对象：{opinion.proposers.get()}"
        in text
    )
    assert reverse("referrals:paper_word", args=[opinion.pk, "notice"]) in text


def test_his_first_page_tells_him_for_a_month(way, own, deputy, settings):
    opinion = own(State.NOT_SUGGESTION)
    own(State.SCREENING)

    def told_on(day):
        settings.TODAY = day
        found = [pile for pile in piles(user=deputy) if pile.kind == "处理情况告知"]
        return [todo.title for pile in found for todo in pile.todos]

    last = START + timedelta(days=30)
    assert told_on(last) == [str(opinion)]
    assert told_on(last + timedelta(days=1)) == []


def test_no_unit_prints_whom_it_was_told_nor_reads_it(way, client):
    unit = user_of(Role.UNIT, way.handler)
    opinion = way.walk(way.to(State.HANDLING), "recall", "return_to_group", "set_aside")
    client.force_login(unit)

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert sheet_of("notice", opinion, user=unit) is None
    assert sheet_of("notice", opinion, user=way.clerk) is not None
    assert ("告知对象" in page, "张三" in page) == (False, False)


def test_readers_do_not_learn_from_it_who_spoke_in_confidence(way, leader, word):
    opinion = way.to(State.SCREENING, is_confidential=True)
    opinion = way.step(opinion, "set_aside", note="张三反映的已经解决")

    text = "\n".join(lines_of(word("notice", opinion, leader)))

    assert "反映人反映的已经解决" in text
    assert [w for w in ("张三", opinion.group.name) if w in text] == []
