"""Who learns who said it: by party, by stage, and never the accused."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse
from docx import Document

from referrals import actions, rules, workflow
from referrals.actions import Proponent
from referrals.enums import OPEN, Told
from referrals.models import Attachment, Category, Opinion
from referrals.pages.forms.fields import stored
from referrals.pages.listings import InboxListing, OpinionListing
from referrals.papers import ABOUT_ONE
from referrals.shown import record
from referrals.workflow import MoveRefused, Transition
from tests.factories.platform import user_of
from tests.referrals.arrivals import Arrivals
from tests.referrals.test_stale import picture
from tests.referrals.way import CORRECTIONS
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui.models import SavedSearch

pytestmark = pytest.mark.django_db

VOTER, PHONE = "张三", "138 0000 0001"
ALL = {"proposers", "source"}
LEDGER = "opinion-ledger"


@pytest.fixture
def arrivals(way, people):
    return Arrivals(way, people)


@pytest.fixture(autouse=True)
def a_name_of_its_own(secretary):
    secretary.name = "刘联络"
    secretary.save()


def show_all_columns(user):
    for each in (OpinionListing, InboxListing):
        key = f"{each.__module__}.{each.__name__}"[:60]
        SavedSearch.objects.create(user=user, listing=key, hidden_columns=[])


# --- the accused village ---------------------------------------------------------


@pytest.fixture
def accused(qingshan):
    """An account of the village committee that an opinion is about."""
    return user_of(Role.UNIT, actions.committee_of(qingshan), username="qingshan")


@pytest.fixture
def conduct(db):
    return Category.objects.create(
        code="conduct-test", name="干部作风问题", hides_source=True
    )


@pytest.fixture
def accusation(arrivals, qingshan, accused, conduct):
    """On a cadre's conduct, referred to the very village, answered and judged bad."""
    opinion = arrivals.way.collect(
        category=conduct, village=qingshan, title="低保评定优亲厚友"
    )
    opinion = arrivals.step(opinion, "report_up")
    opinion = arrivals.step(
        opinion,
        "refer",
        category=conduct,
        level="village",
        handler=actions.committee_of(qingshan),
    )
    return arrivals.step(opinion, "attach")


ROUND = ("answer_local", "feed_back", "reject", "answer_local", "tell", "feed_back")


def pages_of(opinion):
    """Every address under which the opinion may be read, in whatever shape."""
    yield from pages_at_each_stage(opinion)
    for name in workflow.TRANSITIONS:
        yield reverse("referrals:move", args=[opinion.pk, name])
    for slug in ABOUT_ONE:
        yield reverse("referrals:paper_word", args=[opinion.pk, slug])


def pages_at_each_stage(opinion):
    """Without what is the same in another shape, and the forms of other stages."""
    yield opinion.get_absolute_url()
    yield reverse("referrals:print", args=[opinion.pk])
    for slug in ABOUT_ONE:
        yield reverse("referrals:paper_print", args=[opinion.pk, slug])
    for name in ("list", "inbox"):
        yield reverse(f"referrals:{name}")
        yield f"{reverse(f'referrals:{name}')}?export=1"
    yield reverse("figures:report", args=[LEDGER])
    yield f"{reverse('figures:report', args=[LEDGER])}?export=1"
    yield f"{reverse('workbench:search')}?q=低保"
    yield f"{reverse('workbench:search')}?q={VOTER}"
    yield f"{reverse('ui:choices', args=['open-opinion'])}?q=低保"
    yield reverse("workbench:home")


def words_of(response):
    """The text of a page, of a workbook or of a Word document."""
    if not response.streaming:
        return response.content.decode(errors="replace")
    data = b"".join(response.streaming_content)
    if data[:2] != b"PK":
        return data.decode(errors="replace")
    if b"word/document.xml" in data:
        document = Document(BytesIO(data))
        cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    book = openpyxl.load_workbook(BytesIO(data))
    rows = [row for sheet in book for row in sheet.values]
    return "\n".join(str(cell) for row in rows for cell in row if cell is not None)


def told(client, urls, secrets):
    """Where one of `secrets` can be read, and how many pages opened at all."""
    leaks, opened = [], 0
    for url in urls:
        response = client.get(url)
        if response.status_code != 200:
            continue
        opened += 1
        text = words_of(response)
        leaks += [(url, secret) for secret in secrets if secret in text]
    return leaks, opened


@pytest.mark.slow
def test_the_accused_village_never_learns_who_said_it(
    arrivals, accusation, accused, client
):
    opinion, group = accusation, arrivals.way.group.name
    client.force_login(accused)
    show_all_columns(accused)
    secrets = [VOTER, PHONE, group, arrivals.people["secretary"].name]
    # Its own words come back to it in the box that it searched with.
    own = (f"{reverse('workbench:search')}?q={VOTER}", VOTER)

    for name in (*ROUND, None):
        # All its shapes where it is new, once it is answered, and at the end.
        is_whole = name in ("answer_local", "reject", None)
        pages = pages_of if is_whole else pages_at_each_stage
        leaks, opened = told(client, pages(opinion), secrets)

        assert set(leaks) == {own}, name
        assert opened >= 12
        opinion = arrivals.step(opinion, name) if name else opinion


def test_the_same_pages_do_tell_the_presidium(arrivals, accusation, client):
    """The check above can fail: whoever may know finds the name on these pages."""
    opinion = arrivals.walk(accusation, *ROUND[:2])
    client.force_login(arrivals.people["clerk"])
    show_all_columns(arrivals.people["clerk"])
    pages = [opinion.get_absolute_url(), reverse("figures:report", args=[LEDGER])]
    assert set(pages) <= set(pages_of(opinion))

    leaks, _ = told(client, pages, [VOTER])

    assert [url for url, _ in leaks] == pages


def test_the_accused_village_still_sees_state_holder_due_date_and_answer(
    arrivals, accusation, accused, client
):
    opinion = arrivals.step(accusation, "answer_local", text="已公开评定结果")
    client.force_login(accused)

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "已答复待反馈" in page
    assert "已公开评定结果" in page
    assert str(opinion.presidium) in page
    assert "反馈" in page


def test_what_the_group_did_is_told_without_its_hand(arrivals, accusation, accused):
    opinion = arrivals.walk(accusation, "answer_local", "feed_back")

    lines = record.timeline(opinion, user=accused)

    fed_back = next(line for line in lines if line.what.startswith("登记反馈"))
    assert fed_back.who == "收集方"
    assert ["反馈方式", "电话"] in [list(pair) for pair in fed_back.words]
    assert "反馈对象" not in dict(fed_back.words)
    assert not [line for line in lines if line.what.startswith("收集登记")]


# --- papers: who may fetch which -----------------------------------------------------

KINDS = {"source", "material", "evidence", "letter", "scan"}
# Who fetches which: where it is open, where the source is kept from those who handle it.
FETCHED = {
    "office": (KINDS, KINDS),
    "clerk": (KINDS, KINDS),
    "secretary": (KINDS, KINDS),
    "handler": ({"material", "evidence", "letter"}, {"evidence", "letter"}),
    "leader": (set(), set()),
    "supervisor": (set(), set()),
    "other_clerk": (set(), set()),
    "other_unit": (set(), set()),
}


def with_papers(opinion, clerk):
    """A stored paper of each kind, with a content that can be fetched."""
    return {
        kind: Attachment.objects.create(
            opinion=opinion, file=stored(picture(), user=clerk), kind=kind
        )
        for kind in KINDS
    }


def fetched(client, user, papers):
    client.force_login(user)
    found = set()
    for kind, row in papers.items():
        response = client.get(reverse("referrals:attachment", args=[row.pk]))
        assert response.status_code in (200, 404)
        if response.status_code == 200:
            assert b"".join(response.streaming_content)
            found.add(kind)
    return found


def test_an_accused_village_cannot_fetch_the_paper_that_somebody_brought(
    arrivals, accusation, accused, client
):
    papers = with_papers(accusation, arrivals.people["clerk"])

    assert fetched(client, arrivals.people["clerk"], papers) == KINDS
    assert fetched(client, accused, papers) == {"evidence", "letter"}


@pytest.mark.parametrize("is_secret", [False, True])
def test_each_fetches_the_papers_that_are_meant_for_him(arrivals, client, is_secret):
    opinion = arrivals.to("handling", is_confidential=is_secret)
    papers = with_papers(opinion, arrivals.people["clerk"])

    found = {who: fetched(client, arrivals.people[who], papers) for who in FETCHED}

    assert found == {who: sets[is_secret] for who, sets in FETCHED.items()}


def test_the_history_names_no_file_to_those_who_may_not_fetch_it(arrivals, client):
    opinion = arrivals.to("handling")
    # Nobody's name, so that no mask hides it.
    named = "来信扫描件.jpg"
    file = stored(picture(), user=arrivals.people["clerk"])
    file.name = named
    file.save()
    opinion = arrivals.step(opinion, "attach", material=[file])

    def page(who):
        client.force_login(arrivals.people[who])
        return client.get(opinion.get_absolute_url()).content.decode()

    assert {who: named in page(who) for who in ("secretary", "handler", "leader")} == {
        "secretary": True,
        "handler": True,
        "leader": False,
    }


# --- moves: hidden unless the table says to whom they are told ------------------------

LOOKERS = {
    *("collect", "hand_in", "revise", "send_back", "set_aside", "merge", "absorb"),
    *("settle", "follow", "report_up", "return_to_group", "tell", "evaluate", "reject"),
    "withdraw",
    *("enter_judged", "enter_rejected", "enter_closed"),
    *("bypass", "pass_on", "invite", "confirm", "confirm_on_paper", "judge"),
    *("conclude_good", "conclude_bad", "conclude_bad_again", "reject_again"),
}
UNITS = {
    *("refer", "grade_city", "recall", "submit", "extend_local", "answer_local"),
    *("accept", "return_to_township", "dismiss", "put_on_agenda", "take_off_agenda"),
    *("assign", "assign_urgent", "report_to_province", "answer_province"),
    *("mark_key", "unmark_key", "sign", "co_sign", "ask_relief", "relieve"),
    *("relieve_co", "refuse_relief", "ask_extension", "grant_extension"),
    *("refuse_extension", "give_part", "waive_part", "draft_answer", "issue"),
    *("answer", "return_answer", "feed_back", "remind", "close_unevaluated", "close"),
    *("promise_due", "reopen", "pause", "resume", "urge", "urge_co", "heed", "heed_co"),
    *("ask_pause", "grant_pause", "refuse_pause", "progress"),
    *("unissue", "ask_part", "sign_local", "ask_time", "grant_time", "refuse_time"),
    *CORRECTIONS,
    *("enter_handled", "enter_progress", "assess", "close_dissatisfied"),
    *("add_local", "drop_local"),
}


def test_what_is_told_to_whom_is_as_it_was_decided():
    lines = {**workflow.TRANSITIONS, "collect": workflow.COLLECT}

    marked = {
        mark: {n for n, line in lines.items() if line.told == mark} for mark in Told
    }

    assert marked == {
        Told.INSIDE: {"insist", "decline", "call_back"},
        Told.LOOKERS: LOOKERS,
        Told.OPEN: {"attach", "contact", "inherit"},
        Told.UNITS: UNITS,
    }


READERS = {
    # who reads a move marked so, where it is open and where it is in confidence
    Told.INSIDE: ({"office", "clerk", "secretary"},) * 2,
    # of which the table says nothing any more
    None: ({"office", "clerk", "secretary"},) * 2,
    Told.LOOKERS: ({"office", "clerk", "secretary", "leader", "supervisor"},) * 2,
    Told.OPEN: (
        {"office", "clerk", "secretary", "leader", "supervisor", "handler"},
        {"office", "clerk", "secretary", "leader", "supervisor"},
    ),
    Told.UNITS: ({"office", "clerk", "secretary", "leader", "supervisor", "handler"},)
    * 2,
}


@pytest.mark.parametrize("is_secret", [False, True])
def test_a_move_is_read_by_those_it_is_told_and_an_unknown_one_by_those_inside(
    arrivals, client, monkeypatch, is_secret
):
    opinion = arrivals.to("handling", is_confidential=is_secret)
    for mark in READERS:
        line = Transition(
            "新办法",
            OPEN,
            None,
            rules.is_author,
            takes=("note",),
            effect=None,
            offered=None,
            told=mark or Told.INSIDE,
        )
        monkeypatch.setitem(workflow.TRANSITIONS, f"new_{mark}", line)
        secretary = arrivals.people["secretary"]
        actions.move(opinion, f"new_{mark}", by=secretary, note=f"新事{mark}")
    monkeypatch.delitem(workflow.TRANSITIONS, "new_None")

    def read_by(who):
        client.force_login(arrivals.people[who])
        pages = [
            opinion.get_absolute_url(),
            reverse("referrals:print", args=[opinion.pk]),
        ]
        texts = [client.get(url).content.decode() for url in pages]
        return {mark for mark in READERS if all(f"新事{mark}" in t for t in texts)}

    everybody = READERS[Told.UNITS][0]
    found = {who: read_by(who) for who in everybody}
    assert found == {
        who: {mark for mark, readers in READERS.items() if who in readers[is_secret]}
        for who in everybody
    }


def test_a_stale_form_tells_a_unit_no_more_than_the_history_does(
    arrivals, accusation, accused, client
):
    """The group adds a paper while the accused has its answer's form open."""
    seen = accusation.version
    arrivals.step(accusation, "attach", note="本人签名的来信")
    url = reverse("referrals:move", args=[accusation.pk, "answer_local"])

    def pressed(user):
        client.force_login(user)
        typed = {"answer_class": "a", "text": "已公开", "version": seen}
        return client.post(url, typed).content.decode()

    words = ("补充材料", "本人签名的来信", arrivals.people["secretary"].name)
    page = pressed(accused)
    assert [word for word in words if word in page] == []
    assert "已公开" in page
    assert all(word in pressed(arrivals.people["clerk"]) for word in words)


# --- the policy, party by party and stage by stage ----------------------------------

OPEN_CASE, IN_CONFIDENCE = False, True
POLICY = [
    # who, state, in confidence, what he may read
    ("office", "screening", IN_CONFIDENCE, ALL),
    ("office", "closed", OPEN_CASE, ALL),
    ("clerk", "triage", IN_CONFIDENCE, ALL),
    ("clerk", "processing", IN_CONFIDENCE, ALL),
    ("secretary", "handling", IN_CONFIDENCE, ALL),
    ("secretary", "closed", OPEN_CASE, ALL),
    ("leader", "triage", OPEN_CASE, ALL),
    ("leader", "triage", IN_CONFIDENCE, set()),
    ("supervisor", "handling", OPEN_CASE, ALL),
    ("supervisor", "handling", IN_CONFIDENCE, set()),
    ("handler", "handling", OPEN_CASE, {"proposers"}),
    ("handler", "handling", IN_CONFIDENCE, set()),
    ("handler", "fed_back", OPEN_CASE, {"proposers"}),
    ("unit", "assigned", OPEN_CASE, set()),
    ("unit", "assigned", IN_CONFIDENCE, set()),
    ("unit", "processing", OPEN_CASE, {"proposers"}),
    ("unit", "processing", IN_CONFIDENCE, set()),
]


@pytest.mark.parametrize(("who", "state", "is_secret", "fields"), POLICY)
def test_each_party_reads_what_it_needs_at_each_stage(
    arrivals, client, who, state, is_secret, fields
):
    opinion = arrivals.to(state, is_confidential=is_secret)
    user = arrivals.people[who]
    assert rules.visible_fields(user, opinion) == fields

    client.force_login(user)
    page = client.get(opinion.get_absolute_url()).content.decode()

    is_masked = who in ("leader", "supervisor")
    assert (VOTER in page) == ("proposers" in fields and not is_masked)
    assert (PHONE in page) == ("proposers" in fields and not is_masked)
    assert ("收集登记" in page) == (who not in ("handler", "unit"))


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_those_who_only_look_read_names_masked(arrivals, client, who):
    opinion = arrivals.to("handling")
    client.force_login(arrivals.people[who])

    page = client.get(opinion.get_absolute_url()).content.decode()

    assert "张*" in page
    assert PHONE not in page


def test_a_unit_relieved_reads_no_proposer_any_more(arrivals, client):
    opinion = arrivals.step(arrivals.to("assigned"), "ask_relief")
    opinion = arrivals.step(opinion, "relieve")
    unit = arrivals.people["unit"]

    assert Opinion.objects.visible_to(unit).get() == opinion
    assert rules.visible_fields(unit, opinion) == set()


def test_an_anonymous_one_names_nobody_to_anybody(arrivals, client):
    opinion = arrivals.to("handling", proposers=[], is_anonymous=True)

    for who in ("office", "clerk", "secretary"):
        client.force_login(arrivals.people[who])
        page = client.get(opinion.get_absolute_url()).content.decode()
        assert "匿名" in page
    for name in ("tell", "feed_back"):
        opinion = arrivals.to("answered", proposers=[], is_anonymous=True)
        url = reverse("referrals:move", args=[opinion.pk, name])
        assert client.get(url).status_code == 200


def test_a_canal_through_two_townships_is_seen_by_both(arrivals, duobao, people):
    """The organ of the other township that took part sees it; others there don't."""
    opinion = arrivals.to("triage", is_confidential=True)
    other = people["other_clerk"]
    assert not Opinion.objects.visible_to(other).exists()
    opinion.parties.create(
        organ=other.main_post.organ,
        local_township=duobao,
        as_what="handler",
        since=opinion.collected_on,
    )

    assert Opinion.objects.visible_to(other).get() == opinion
    assert rules.visible_fields(other, opinion) == set()
    assert not workflow.available(opinion, other)


# --- what is given away by merging --------------------------------------------------


def test_a_confidential_voice_is_not_named_in_the_history_of_the_one_it_joined(
    arrivals, client
):
    kept = arrivals.way.collect(proposers=[Proponent("李四")])
    secret = arrivals.way.collect(
        proposers=[Proponent("王五", "139 0000 0002")], is_confidential=True
    )
    arrivals.step(secret, "merge", into=kept)
    kept = arrivals.walk(kept, "report_up", "refer", "answer_local", "feed_back")

    told_to = dict(kept.history.last().words)["反馈对象"]
    assert told_to == "李四、保密反映人1人"
    assert {f.proposer.name for f in kept.feedbacks.all()} == {"李四", "王五"}
    client.force_login(arrivals.people["handler"])
    assert "王五" not in client.get(kept.get_absolute_url()).content.decode()


def test_told_one_by_one_a_confidential_voice_has_no_name_in_the_history(arrivals):
    kept = arrivals.way.collect(proposers=[Proponent("李四")])
    secret = arrivals.way.collect(proposers=[Proponent("王五")], is_confidential=True)
    arrivals.step(secret, "merge", into=kept)
    kept = arrivals.walk(kept, "report_up", "refer", "answer_local")

    kept = arrivals.step(kept, "tell", proposer=secret.proposers.get())

    words = dict(kept.history.last().words)
    assert words["反馈对象"] == "保密反映人1人"
    with pytest.raises(MoveRefused, match="已向王五反馈"):
        arrivals.step(kept, "tell", proposer=secret.proposers.get())


def test_the_form_offers_names_only_to_those_who_may_know_them(arrivals, client):
    opinion = arrivals.to("answered", is_confidential=True)
    url = reverse("referrals:move", args=[opinion.pk, "tell"])

    client.force_login(arrivals.people["handler"])
    assert VOTER not in client.get(url).content.decode()
    client.force_login(arrivals.people["clerk"])
    assert VOTER in client.get(url).content.decode()


# --- what a search gives away ---------------------------------------------------------


def found_by_group(client, user, group):
    client.force_login(user)
    query = {"group_pk": group.pk}
    rows = client.get(reverse("referrals:list"), query).context["listing"].found
    return {row.title for row in rows}


@pytest.fixture
def three_of_a_group(arrivals, conduct):
    arrivals.way.collect(title="公开的")
    arrivals.way.collect(title="保密的", is_confidential=True)
    arrivals.way.collect(title="干部作风的", category=conduct)
    return arrivals


@pytest.mark.parametrize("who", ["leader", "supervisor"])
def test_no_search_by_group_tells_which_group_heard_it_in_confidence(
    three_of_a_group, client, who
):
    arrivals = three_of_a_group
    user, group = arrivals.people[who], arrivals.way.group

    assert found_by_group(client, user, group) == {"公开的"}
    assert len(client.get(reverse("referrals:list")).context["listing"].found) == 3


@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_those_who_heard_it_find_it_by_their_group(three_of_a_group, client, who):
    arrivals = three_of_a_group

    found = found_by_group(client, arrivals.people[who], arrivals.way.group)

    assert found == {"公开的", "保密的", "干部作风的"}


def test_no_order_of_groups_shows_those_who_only_look_where_it_was_heard(
    three_of_a_group, client
):
    def sorting(who):
        client.force_login(three_of_a_group.people[who])
        url = reverse("referrals:list")
        page = client.get(url, {"sort": ["-group", "title"]})
        return page.context["listing"].sorting

    assert sorting("leader") == ["title"]
    assert sorting("supervisor") == ["title"]
    assert sorting("clerk") == ["-group", "title"]
