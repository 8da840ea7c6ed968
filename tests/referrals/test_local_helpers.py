"""Who handles it in the township beside the one that answers gives a part, or is waived."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.models import Recall
from referrals.papers import recalled, sheet_of
from referrals.queries.lists import waiting_for
from referrals.shown.units import units
from referrals.workflow import MoveRefused, available, held_up
from tests.factories.platform import OrganFactory, VillageFactory
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import OrganKind

pytestmark = pytest.mark.django_db
LIST = reverse("referrals:list")
ANSWER = {"answer_class": "a", "text": "已经修好"}


@kept
def shared(way, helpers):
    """Referred to the government, with a committee beside it."""
    return way.step(way.to(State.TRIAGE), "refer", co_handlers=[way.co_handler])


@pytest.fixture
def helper(helpers):
    return helpers["co_handler"]


def given(way, opinion, user):
    opinion = way.step(opinion, "co_sign", by=user)
    return way.step(opinion, "give_part", by=user)


def test_who_helps_has_a_part_and_a_time_of_its_own(way, shared, helper):
    row = shared.live_assignments[0]

    assert (row.unit, row.is_lead, row.round) == (way.co_handler, False, 1)
    clock = shared.clocks.get(step="co_answer")
    assert (clock.organ, clock.due_on) == (way.co_handler, date(2017, 7, 3))
    assert shared.due_on == shared.clocks.get(step="handle").due_on != clock.due_on
    assert dict(shared.history.last().words)["乡村协办"] == "渔薪居委会"
    assert waiting_for(user=helper).filter(pk=shared.pk).exists()


def test_the_answer_waits_for_each_part(way, shared, helper, helpers):
    with pytest.raises(MoveRefused, match="渔薪居委会还没有提交协办意见"):
        way.step(shared, "answer_local", by=way.clerk)
    assert "渔薪居委会" in held_up(shared, helpers["handler"])

    opinion = given(way, shared, helper)

    assert held_up(opinion, helpers["handler"]) == ""
    assert not waiting_for(user=helper).filter(pk=opinion.pk).exists()
    assert way.step(opinion, "answer_local").state == State.ANSWERED


def test_or_for_a_waiver_with_its_reason(way, shared, helper):
    assert "waive_part" not in available(shared, helper)

    opinion = way.step(shared, "waive_part", by=way.clerk, reason="不涉及该村")

    row = opinion.assignments.get()
    assert (row.waived_on, row.waive_reason) == (START, "不涉及该村")
    assert way.step(opinion, "answer_local").state == State.ANSWERED


def test_waived_it_may_be_asked_after_all(way, shared):
    opinion = way.step(shared, "waive_part", by=way.clerk)

    opinion = way.step(opinion, "ask_part", by=way.clerk)

    with pytest.raises(MoveRefused, match="还没有提交协办意见"):
        way.step(opinion, "answer_local")


def test_itself_where_it_has_an_account_else_the_clerk_for_it(way, shared, helper):
    own = given(way, shared, helper)
    other = way.step(way.to(State.TRIAGE), "refer", co_handlers=[way.co_handler])
    recorded = given(way, other, way.clerk)

    marks = {
        opinion: set(
            opinion.history.filter(name__in=("co_sign", "give_part")).values_list(
                "is_on_behalf", flat=True
            )
        )
        for opinion in (own, recorded)
    }
    assert marks == {own: {False}, recorded: {True}}


def test_neither_office_nor_handler_nor_a_stranger_gives_it(way, shared, helpers):
    for user in (way.office, helpers["handler"], way.unit, way.secretary):
        offered = {"co_sign", "give_part", "waive_part", "drop_local", "urge_co"}
        assert offered & set(available(shared, user)) == set()


def test_a_second_round_owes_it_again_unless_it_was_waived(way, shared, helper):
    second = OrganFactory(
        kind=OrganKind.COMMITTEE, name="另一居委会", division=way.group.township
    )
    opinion = way.step(shared, "add_local", co_handlers=[second])
    opinion = given(way, opinion, helper)
    opinion = way.step(opinion, "waive_part", by=way.clerk, unit=second)
    opinion = way.walk(opinion, "answer_local", "feed_back")

    opinion = way.step(opinion, "reject")

    rows = {row.unit.name: row.is_missing for row in opinion.live_assignments}
    assert rows == {"渔薪居委会": True, "另一居委会": False}
    running = opinion.clocks.filter(stopped_on=None, step="co_answer")
    assert [clock.organ for clock in running] == [way.co_handler]
    with pytest.raises(MoveRefused, match="渔薪居委会还没有提交协办意见"):
        way.step(opinion, "answer_local")


# --- coming and going ---------------------------------------------------------------------


def test_the_presidium_adds_one_later_and_the_note_has_a_new_number(way, shared):
    committee = OrganFactory(
        kind=OrganKind.COMMITTEE,
        name="青山村委会",
        division=VillageFactory(parent=way.group.township, name="青山村"),
    )
    old = shared.handover_number

    opinion = way.step(
        shared, "add_local", co_handlers=[committee], on=date(2017, 6, 5)
    )

    assert opinion.handover_number != old
    assert {row.unit.name for row in opinion.live_assignments} == {
        "渔薪居委会",
        "青山村委会",
    }
    paper = sheet_of("handover", opinion, user=way.clerk)
    assert (paper.number, paper.on) == (opinion.handover_number, date(2017, 6, 5))
    assert paper.to == "渔薪镇人民政府、渔薪居委会、青山村委会："
    assert dict(paper.facts)["协办单位"].startswith("渔薪居委会、青山村委会，")
    before = Recall.objects.filter(opinion=opinion).first()
    told = recalled(before, user=way.clerk, is_whole=True)
    assert (before.document_number, before.replaced_by) == (
        old,
        opinion.handover_number,
    )
    assert told.sign == str(opinion.presidium)


def test_who_is_dropped_owes_nothing_and_reads_of_the_recall_alone(
    way, shared, helper, client
):
    opinion = way.step(shared, "drop_local", reason="不涉及该村")

    assert opinion.live_assignments == []
    assert not opinion.clocks.filter(step="co_answer", stopped_on=None).exists()
    assert way.step(opinion, "answer_local").state == State.ANSWERED
    client.force_login(helper)
    page = client.get(opinion.get_absolute_url()).content.decode()
    assert "已撤回" in page
    assert opinion.text not in page


def test_taken_back_to_triage_nobody_helps_any_more(way, shared, helper):
    opinion = way.step(shared, "recall")

    assert opinion.live_assignments == []
    lost = Recall.objects.visible_to(helper).filter(opinion=opinion, is_lost=True)
    assert lost.get().organ == way.co_handler
    again = way.step(opinion, "refer")
    assert again.live_assignments == []


def test_nobody_helps_twice_or_himself_or_from_elsewhere(way, shared, duobao):
    abroad = OrganFactory(kind=OrganKind.GOVERNMENT, name="多宝政府", division=duobao)

    for organ, words in (
        (way.co_handler, "渔薪居委会已经承办或者协办本件"),
        (way.handler, "渔薪镇人民政府已经承办或者协办本件"),
        (abroad, "只能交办本乡镇的单位"),
    ):
        with pytest.raises(MoveRefused, match=words):
            way.step(shared, "add_local", co_handlers=[organ])


def test_a_group_helps_by_its_secretary(way, second_group, other_secretary):
    opinion = way.step(way.to(State.TRIAGE), "refer", co_handlers=[second_group.organ])
    assert waiting_for(user=other_secretary).filter(pk=opinion.pk).exists()

    opinion = given(way, opinion, other_secretary)

    assert opinion.assignments.get().part == "已安排水源"
    assert opinion.history.last().is_on_behalf is False


def test_the_accused_does_not_help(way):
    opinion = way.to(State.TRIAGE, accused_organ=way.co_handler)

    with pytest.raises(MoveRefused, match="本件的反映对象是渔薪居委会"):
        way.step(opinion, "refer", co_handlers=[way.co_handler])


# --- pages and papers -----------------------------------------------------------------------


def test_the_page_tells_how_far_each_is(way, shared, helper):
    lines = units(shared, user=helper)

    assert [(line.unit, line.part, line.given, line.is_own) for line in lines] == [
        ("渔薪镇人民政府", "主办", "未登记办理结果", False),
        ("渔薪居委会", "协办", "未提交", True),
    ]
    opinion = way.to(State.HANDLING)
    assert units(opinion, user=way.clerk) == []


def test_lists_tell_who_helps_and_find_what_is_owed(way, shared, helper, client):
    plain = way.to(State.HANDLING)

    def listed(user, **asked):
        client.force_login(user)
        rows = client.get(LIST, asked).context["listing"].table.data
        return {row.pk for row in rows}

    client.force_login(helper)
    assert ">协办<" in client.get(LIST).content.decode()
    own = {"co_unit": way.co_handler.pk}
    for user in (way.clerk, way.office):
        assert listed(user, co_part="owed") == {shared.pk}
        assert listed(user, **own) == {shared.pk}
        assert plain.pk in listed(user)
    opinion = given(way, shared, helper)
    assert listed(way.clerk, co_part="owed") == set()
    assert listed(way.clerk, **own) == {opinion.pk}


def test_an_urge_for_the_part_is_answered_by_who_owes_it(way, shared, helper):
    opinion = way.step(shared, "urge_co", by=way.clerk, note="抓紧")
    assert [urge.organ for urge in opinion.standing_urges] == [way.co_handler]

    opinion = way.step(opinion, "heed_co", by=helper)

    assert opinion.standing_urges == []


def test_the_part_is_a_letter_to_who_answers(way, shared, helper):
    opinion = given(way, shared, helper)

    paper = sheet_of("part", opinion, user=way.clerk)

    assert paper.to == "天门市渔薪镇人民政府："
    assert paper.sign == "渔薪居委会"
    assert f"（{opinion.number}）由你单位主办、我单位协办" in paper.paragraphs[0]
    assert paper.copies == "天门市渔薪镇人民代表大会主席团"


def test_the_form_offers_bodies_and_groups_of_the_township(way, second_group, client):
    opinion = way.to(State.TRIAGE)
    village = VillageFactory(parent=way.group.township, name="青山村")
    client.force_login(way.clerk)
    url = reverse("referrals:move", args=[opinion.pk, "refer"])

    form = client.get(url).context["form"]
    labels = [
        label for _, rows in form.fields["co_handlers"].choices for _, label in rows
    ]
    client.post(
        url,
        {
            "category": way.category.pk,
            "level": "township",
            "handler": f"o{way.handler.pk}",
            "co_handlers": [f"v{village.pk}", f"o{second_group.organ_id}"],
            "version": opinion.version,
            "confirmed": "1",
        },
    )

    assert {"渔薪镇人民政府", "青山村", second_group.name} <= set(labels)
    helping = {row.unit.name for row in opinion.assignments.all()}
    assert helping == {"青山村", second_group.name}


def test_whom_most_never_choose_stays_folded_away(way, client):
    """A township has some forty villages: the note is written many times a day."""
    opinion = way.to(State.TRIAGE)
    client.force_login(way.clerk)

    page = client.get(reverse("referrals:move", args=[opinion.pk, "refer"]))

    _, _, after = page.content.decode().partition('<details class="unit-boxes"')
    folded, _, _ = after.partition("</details>")
    assert folded.count('name="co_handlers"') >= 2
    assert page.content.decode().count('name="co_handlers"') == folded.count(
        'name="co_handlers"'
    )
