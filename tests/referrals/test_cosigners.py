"""Deputies who put a suggestion forward together: asked, signed, told, and all judge."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import call_command
from django.urls import reverse

from deputies.actions import confirm_same, propose_matches
from deputies.models import PersonMatch
from referrals import actions
from referrals.actions import Proponent
from referrals.actions.daily import run_daily
from referrals.enums import State
from referrals.models import Attachment, CoSigner, Mark, Opinion, Proposer
from referrals.models.outcome import verdict_of_all
from referrals.queries.colleagues import colleagues_of
from referrals.queries.lists import waiting_for
from referrals.shown import record
from referrals.workflow import MoveRefused
from tests.factories.deputies import CongressFactory, MandateFactory, PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import user_of
from tests.kept import kept
from tests.referrals.presses import paper
from tests.referrals.way import LOCAL
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui.lookups import get_lookup
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db

S, B, D = "satisfied", "basically", "dissatisfied"


@kept
def colleagues(way):
    """Two more deputies of the first group, each with an account."""

    def one(number, name):
        user = user_of(Role.DEPUTY, username=f"colleague-{number}")
        person = PersonFactory(user=user, name=name)
        MembershipFactory(group=way.group, person=person)
        return person

    return [one(1, "钱联名"), one(2, "孙联名")]


@pytest.fixture
def together(way, colleagues):
    """The deputy's own suggestion, with both asked to sign."""

    def collect(**given):
        person = way.deputy.person
        how = {
            "by": way.deputy,
            "proposers": [Proponent(person.name, person=person)],
            "co_signers": colleagues,
        }
        return way.collect(**how | given)

    return collect


@pytest.fixture
def signed(way, together, colleagues):
    """Both have signed, and all were told the answer."""
    opinion = together()
    for person in colleagues:
        opinion = actions.move(opinion, "confirm", by=person.user)
    return way.walk(opinion, *LOCAL[1:5])


def own_page(opinion, person):
    asked = opinion.co_signers.get(person=person)
    return reverse("referrals:co_signing", args=[asked.pk])


def test_until_he_signs_he_sees_its_words_on_one_page_and_nothing_else(
    way, together, colleagues, client
):
    opinion = way.step(together(title="修渠", text="东干渠淤塞"), "report_up")
    person = colleagues[0]
    client.force_login(person.user)

    page = client.get(own_page(opinion, person)).content.decode()

    assert [words in page for words in ("修渠", "东干渠淤塞", opinion.number)] == [
        True
    ] * 3
    assert way.deputy.person.name not in page
    assert list(Opinion.objects.visible_to(person.user)) == []
    assert client.get(opinion.get_absolute_url()).status_code == 404
    assert "修渠" not in client.get(reverse("referrals:list")).content.decode()
    assert [pile.kind for pile in piles(user=person.user)] == ["待您附议"]


def test_the_page_is_of_whom_it_asks_alone_and_only_while_it_can_be_signed(
    way, together, colleagues, each, client
):
    opinion = together()
    url = own_page(opinion, colleagues[0])

    codes = each(lambda client, who: client.get(url).status_code)
    assert 200 not in codes.values()
    client.force_login(colleagues[1].user)
    assert client.get(url).status_code == 404
    client.force_login(colleagues[0].user)
    assert client.get(url).status_code == 200
    way.step(opinion, "withdraw", by=way.deputy)
    assert client.get(url).status_code == 404


def test_whom_else_it_asks_is_none_of_his_business(way, together, colleagues):
    opinion = together()

    seen = {
        user.username: {each.person for each in CoSigner.objects.visible_to(user)}
        for user in (way.deputy, colleagues[0].user, way.clerk)
    }

    both = set(colleagues)
    assert seen == {
        "deputy": both,
        "colleague-1": {colleagues[0]},
        "yuxin": both,
    }
    assert opinion.co_signers.count() == 2


def test_a_draft_is_shown_to_nobody_who_is_to_sign(way, together, colleagues, client):
    opinion = together(is_draft=True)
    client.force_login(colleagues[0].user)

    assert client.get(own_page(opinion, colleagues[0])).status_code == 404
    way.step(opinion, "hand_in")
    assert client.get(own_page(opinion, colleagues[0])).status_code == 200


def test_once_he_has_signed_he_sees_it_and_is_told_and_asked(
    way, together, colleagues, client
):
    opinion, (first, second) = together(), colleagues
    client.force_login(first.user)
    response = client.post(own_page(opinion, first), {"answer": "confirm"})

    assert response.url == opinion.get_absolute_url()
    assert list(Opinion.objects.visible_to(first.user)) == [opinion]
    assert client.get(own_page(opinion, first)).status_code == 404
    opinion.refresh_from_db()
    opinion = way.walk(opinion, *LOCAL[1:5])
    told = {each.proposer.person for each in opinion.feedbacks.all()}
    assert told == {way.deputy.person, first}
    waits = {
        user.username
        for user in (way.deputy, first.user, second.user)
        if waiting_for(user=user).exists()
    }
    assert waits == {"deputy", "colleague-1"}


def test_who_declines_never_sees_it(way, together, colleagues, client):
    opinion = together()
    client.force_login(colleagues[0].user)

    client.post(own_page(opinion, colleagues[0]), {"answer": "decline"})

    assert list(Opinion.objects.visible_to(colleagues[0].user)) == []
    assert opinion.proposers.count() == 1
    with pytest.raises(MoveRefused, match="您无权办理“附议”"):
        actions.move(opinion, "confirm", by=colleagues[0].user)


def test_the_presidium_records_it_with_the_scan(way, together, colleagues):
    opinion = together()
    asked = opinion.co_signers.get(person=colleagues[0])
    with pytest.raises(MoveRefused, match="须填写纸质件扫描"):
        way.step(opinion, "confirm_on_paper", asked=asked, by=way.clerk)
    scan = paper(way.clerk)
    with pytest.raises(MoveRefused, match="您无权"):
        way.step(opinion, "confirm_on_paper", asked=asked, scan=scan, by=way.secretary)

    opinion = way.step(
        opinion, "confirm_on_paper", asked=asked, scan=scan, by=way.clerk
    )

    assert colleagues[0] in [p.person for p in opinion.proposers.all()]
    assert Attachment.objects.get(file=scan).kind == "scan"
    assert dict(opinion.history.last().words)["附议人"] == "钱联名"


def test_who_is_still_asked_is_known_to_those_who_put_it_forward_alone(
    way, together, leader
):
    opinion = together()

    shown = {
        user.username: dict(record.summary(opinion, user=user)).get("待附议")
        for user in (way.deputy, way.clerk, leader)
    }

    assert shown == {
        "deputy": "钱联名、孙联名",
        "yuxin": "钱联名、孙联名",
        "leader": None,
    }


def test_the_box_offers_colleagues_by_two_characters_with_name_tier_and_group(
    way, colleagues, duobao, duobao_group, sysadmin
):
    stranger = PersonFactory(name="钱远方")
    MembershipFactory(group=duobao_group, person=stranger)
    congress = CongressFactory()
    beside = PersonFactory(name="钱同届")
    for person in (way.deputy.person, beside):
        MandateFactory(person=person, congress=congress, tier="county")
    box = get_lookup("co-signer")

    def offered(user, text):
        return [box.label(person) for person in box.find(user, text, {})]

    assert offered(way.deputy, "钱联") == [f"钱联名（{way.group}）"]
    assert offered(way.deputy, "钱同") == ["钱同届（市）"]
    assert offered(way.deputy, "钱") == []
    assert offered(way.deputy, "钱远") == []
    assert offered(sysadmin, "钱联") == []
    assert way.deputy.person not in colleagues_of(way.deputy)
    with pytest.raises(MoveRefused, match="钱远方不是同一届次或者同一小组的代表"):
        way.collect(
            by=way.deputy,
            proposers=[Proponent("甲", person=way.deputy.person)],
            co_signers=[stranger],
        )


def test_only_a_deputy_leads_others(way, colleagues):
    with pytest.raises(MoveRefused, match="联名须由代表领衔"):
        way.collect(co_signers=colleagues[:1])
    with pytest.raises(MoveRefused, match="没有领衔的代表，不能联名"):
        way.step(way.collect(), "invite", co_signer=colleagues[0], by=way.clerk)


def test_more_are_asked_later_each_once(way, together, colleagues):
    opinion = together(co_signers=colleagues[:1])

    opinion = way.step(opinion, "invite", co_signer=colleagues[1], by=way.deputy)

    assert opinion.co_signers.open().count() == 2
    with pytest.raises(MoveRefused, match="已经邀请过孙联名附议"):
        way.step(opinion, "invite", co_signer=colleagues[1], by=way.deputy)
    with pytest.raises(MoveRefused, match="已在提出人中"):
        way.step(opinion, "invite", co_signer=way.deputy.person, by=way.clerk)


def test_names_of_voters_stay_what_they_are(way, client):
    """They are told with him, and judge nothing: one deputy alone does."""
    person = way.deputy.person
    own = [Proponent(person.name, person=person), Proponent("李四")]
    opinion = way.to(State.FED_BACK, proposers=own)

    assert opinion.feedbacks.count() == 2
    with pytest.raises(MoveRefused, match="没有联名的代表"):
        way.step(opinion, "judge", mark=S, by=way.deputy)
    assert way.step(opinion, "evaluate", by=way.deputy).state == State.EVALUATED


# --- what all of them think ----------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "others", "verdict"),
    [
        (D, [S, S, S], D),
        (S, [D, D], D),
        (S, [D], B),
        (S, [S, D], S),
        (S, [B], B),
        (B, [B, B], B),
        (B, [S, S], S),
        (S, [B, D, D], B),
        (B, [D, D, D], D),
        (None, [S], S),
        (None, [D, S], B),
        (None, [], ""),
    ],
)
def test_the_verdict_of_all(first, others, verdict):
    said = [(first, True)] if first else []
    marks = [
        Mark(verdict=each, proposer=Proposer(is_lead=is_lead))
        for each, is_lead in [*said, *((other, False) for other in others)]
    ]

    assert verdict_of_all(marks) == verdict


def judge(way, opinion, person, mark, **given):
    return way.step(opinion, "judge", mark=mark, by=person.user, **given)


def test_it_stays_open_until_the_last_of_them_has_judged(way, signed, colleagues):
    first, second = colleagues
    with pytest.raises(MoveRefused, match="有3位代表联名，请各自办理“联名评价”"):
        way.step(signed, "evaluate", by=way.deputy)
    with pytest.raises(MoveRefused, match="有3位代表联名"):
        way.step(signed, "reject", by=way.deputy)

    opinion = judge(way, signed, first, S)
    opinion = judge(way, opinion, way.deputy.person, B)
    assert (opinion.state, opinion.verdict) == (State.FED_BACK, "")
    with pytest.raises(MoveRefused, match="您已经评价"):
        judge(way, opinion, first, S)
    opinion = judge(way, opinion, second, S)

    assert (opinion.state, opinion.verdict) == (State.EVALUATED, S)
    given = opinion.evaluations.get()
    assert (given.verdict, given.absent) == (S, 0)
    assert dict(opinion.history.last().words)["各人评价"] == "满意2人、基本满意1人"


def test_the_displeasure_of_the_first_signer_opens_the_next_round(
    way, signed, colleagues
):
    opinion = judge(way, signed, way.deputy.person, D, note="没有修")
    opinion = judge(way, opinion, colleagues[0], S)
    opinion = judge(way, opinion, colleagues[1], S)

    assert (opinion.state, opinion.round, opinion.again) == (
        State.HANDLING,
        2,
        "rejected",
    )
    assert opinion.evaluations.get().reason == "没有修"
    assert opinion.history.last().note == "没有修"
    assert opinion.current_marks == []


def test_displeasure_says_why(way, signed):
    with pytest.raises(MoveRefused, match="不满意的请在说明中写明理由"):
        judge(way, signed, way.deputy.person, D)


def test_who_enters_another_s_mark_names_him_and_shows_the_paper(
    way, signed, colleagues
):
    proposer = signed.proposers.get(person=colleagues[0])
    with pytest.raises(MoveRefused, match="须上传纸质件扫描"):
        way.step(signed, "judge", mark=S, judge=proposer, by=way.clerk)
    with pytest.raises(MoveRefused, match="请选择是哪一位代表的评价"):
        way.step(signed, "judge", mark=S, scan=paper(way.clerk), by=way.clerk)

    scan = paper(way.clerk)
    opinion = way.step(signed, "judge", mark=S, judge=proposer, scan=scan, by=way.clerk)

    assert opinion.marks.get().proposer == proposer


def test_who_has_judged_waits_no_more(way, signed, colleagues):
    judge(way, signed, colleagues[0], S)

    assert [
        waiting_for(user=person.user).exists()
        for person in (way.deputy.person, *colleagues)
    ] == [True, False, True]


def test_who_is_silent_is_counted_apart_when_the_time_is_over(
    way, signed, colleagues, settings, leader
):
    opinion = judge(way, signed, colleagues[0], S)
    opinion = way.step(opinion, "remind", by=way.clerk)
    shown = dict(record.summary(opinion, user=leader))["联名评价"]
    assert shown == "满意1人、未评价2人"
    assert run_daily()["conclude_good"] == 0
    settings.TODAY = settings.TODAY.replace(month=12)
    with pytest.raises(MoveRefused, match="已有1位联名代表评价"):
        way.step(opinion, "close_unevaluated", by=way.clerk, on=settings.TODAY)

    out = StringIO()
    call_command("move_opinions", dry_run=True, stdout=out)
    assert "联名评价期满1件，按未评价办结0件（试运行）" in out.getvalue()

    done = run_daily()

    opinion.refresh_from_db()
    assert (done["conclude_good"], done["close_unevaluated"]) == (1, 0)
    assert (opinion.state, opinion.verdict) == (State.EVALUATED, S)
    assert opinion.evaluations.get().absent == 2


def test_nobody_judged_is_not_evaluated(way, signed, settings):
    way.step(signed, "remind", by=way.clerk)
    settings.TODAY = settings.TODAY.replace(month=12)

    assert run_daily()["close_unevaluated"] == 1


def test_the_form_takes_colleagues_of_a_deputy(way, colleagues, client):
    client.force_login(way.deputy)
    data = {
        "group_pk": way.group.pk,
        "origin": "deputy",
        "collected_on": "2017-06-01",
        "title": "修渠",
        "text": "东干渠淤塞",
        "co_signer_1": "钱联名",
        "co_signer_2_pk": colleagues[1].pk,
    }

    page = client.post(reverse("referrals:create"), data)

    assert page.status_code == 302, page.context["form"].errors
    assert [each.person for each in CoSigner.objects.all()] == colleagues
    client.force_login(way.clerk)
    page = client.post(reverse("referrals:create"), data | {"name": "张三"})
    assert page.context["form"].errors == {
        "deputy": ["代表联名的须由代表领衔，请选择提出的代表"]
    }


def test_two_records_of_one_deputy_are_asked_as_one(way, together, yuxin):
    facts = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}
    first, second = (
        MandateFactory(person=PersonFactory(**facts), township=yuxin, tier=tier).person
        for tier in ("township", "county")
    )
    MembershipFactory(group=way.group, person=second)
    opinion = together(co_signers=[second])
    propose_matches([second])

    kept = confirm_same(PersonMatch.objects.get(second=second), by=way.office)

    assert kept == first
    assert opinion.co_signers.get().person == kept
