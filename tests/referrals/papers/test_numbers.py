"""Each paper has a number of its own kind and issuer: gap-free, never given twice."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.models import Extension, Urge
from referrals.workflow import MoveRefused
from tests.base.papers.words import lines_of
from tests.factories.groups import GroupFactory
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    presidium_of,
    user_of,
)
from tests.factories.referrals import step_times
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import OrganKind, Role

pytestmark = pytest.mark.django_db
UNTIL = {"until": date(2017, 10, 16), "reason": "工程量大"}
LOCAL = UNTIL | {"until": date(2017, 9, 29)}


def handed_over(way, **given):
    return way.to(State.HANDLING, **given).handover_number


def test_notes_of_handing_over_are_counted_by_township(way, duobao_group, duobao):
    abroad = user_of(Role.PRESIDIUM, presidium_of(duobao), username="duobao-2")
    given = {"group": duobao_group, "by": abroad, "is_draft": False}

    first, second = handed_over(way), handed_over(way)
    other = way.collect(**given)
    other = way.step(other, "report_up", by=abroad)
    there = OrganFactory(kind=OrganKind.GOVERNMENT, division=duobao)
    other = way.step(other, "refer", by=abroad, handler=there)

    assert [first, second] == ["渔薪人大交〔2017〕1号", "渔薪人大交〔2017〕2号"]
    assert other.handover_number == "多宝人大交〔2017〕1号"


def test_a_group_of_the_same_township_counts_on(way, yuxin):
    handed_over(way)
    second = GroupFactory(township=yuxin, number=2, name="渔薪镇第二代表小组")

    opinion = way.collect(group=second, by=way.clerk)
    opinion = way.walk(opinion, "report_up", "refer", by=way.clerk)

    assert opinion.handover_number == "渔薪人大交〔2017〕2号"


def test_another_campaign_begins_anew(way):
    handed_over(way)
    way.campaign = CampaignFactory(slug="2018", year=2018, is_current=False)
    step_times(way.campaign)

    assert handed_over(way) == "渔薪人大交〔2018〕1号"


def test_taken_back_and_handed_over_again_it_is_another_paper(way):
    opinion = way.walk(way.to(State.HANDLING), "recall", "refer")

    assert opinion.handover_number == "渔薪人大交〔2017〕2号"
    told = [dict(event.words).get("交办单文号") for event in opinion.history.all()]
    assert list(filter(None, told)) == [
        "渔薪人大交〔2017〕1号",
        "渔薪人大交〔2017〕2号",
    ]


def test_a_move_that_is_refused_takes_no_number(way):
    opinion = way.to(State.TRIAGE)
    with pytest.raises(MoveRefused):
        way.step(opinion, "refer", due_on=date(2017, 5, 1))

    opinion = way.step(opinion, "refer")

    assert opinion.handover_number == "渔薪人大交〔2017〕1号"


def test_city_and_township_urge_by_numbers_of_their_own(way):
    opinion = way.walk(way.to(State.HANDLING), "urge", "urge")
    opinion = way.step(opinion, "urge", by=way.office)
    way.step(way.to(State.HANDLING), "urge")

    numbers = list(Urge.objects.values_list("document_number", flat=True))
    assert numbers == [
        "渔薪人大催〔2017〕1号",
        "渔薪人大催〔2017〕2号",
        "天人办催〔2017〕1号",
        "渔薪人大催〔2017〕3号",
    ]


def test_each_unit_counts_its_own_requests(way):
    first = way.step(way.to(State.PROCESSING), "ask_extension", **UNTIL)
    second = way.step(way.to(State.PROCESSING), "ask_extension", **UNTIL)
    local = way.step(way.to(State.HANDLING), "extend_local", **LOCAL)
    relieved = way.step(way.to(State.ASSIGNED), "ask_relief")

    def of(opinion):
        rows = Extension.objects.filter(clock__opinion=opinion)
        # The law's time goes along under the same paper.
        (number,) = set(rows.values_list("document_number", flat=True))
        return number

    assert [of(first), of(second)] == [
        "市交通运输局延〔2017〕1号",
        "市交通运输局延〔2017〕2号",
    ]
    assert of(local) == "渔薪镇人民政府延〔2017〕1号"
    lead = relieved.live_assignments[0]
    assert lead.relief_number == "市交通运输局退〔2017〕1号"
    assert lead.document_number == "天人办交〔2017〕3号"


def test_the_laws_time_goes_along_under_the_same_paper(way):
    opinion = way.step(way.to(State.PROCESSING), "ask_extension", **UNTIL)
    opinion = way.step(opinion, "grant_extension")

    rows = Extension.objects.filter(clock__opinion=opinion)
    steps = rows.values_list("clock__step", "document_number").order_by("clock__step")
    assert list(steps) == [
        ("answer", "市交通运输局延〔2017〕1号"),
        ("law", "市交通运输局延〔2017〕1号"),
    ]


def test_an_answer_recorded_for_another_has_its_number_too(way):
    local, again = way.to(State.ANSWERED), way.to(State.ANSWERED)
    province = way.step(way.to(State.REPORTED), "answer_province")

    rows = [each.answers.get().document_number for each in (local, again, province)]

    assert rows == [
        "渔薪镇人民政府函〔2017〕1号",
        "渔薪镇人民政府函〔2017〕2号",
        "天人办函〔2017〕1号",
    ]


def test_printed_again_a_paper_has_the_same_number(way, printable, word):
    for slug in ("handover", "urge", "extension", "relief", "assignment", "answer"):
        first, again = (
            lines_of(word(slug, printable[slug], way.office)) for _ in range(2)
        )
        assert first == again
    way.step(way.to(State.HANDLING), "urge")
    assert Urge.objects.order_by("pk").last().document_number.endswith("〔2017〕2号")


def test_to_look_at_a_paper_takes_no_number(way, client, printable):
    client.force_login(way.office)
    for slug, opinion in printable.items():
        client.get(reverse("referrals:paper_print", args=[opinion.pk, slug]))

    opinion = way.to(State.HANDLING)

    # Two were handed over before: the one that is urged, and the one that was answered.
    earlier = [each.handover_number for each in printable.values()]
    assert len(set(filter(None, earlier))) == 3
    assert opinion.handover_number == "渔薪人大交〔2017〕4号"
    assert opinion.moved_on == START


def test_a_unit_writes_its_own_number_once(way):
    """Its register is its own; the system's numbers stay without a gap."""
    first = way.step(way.to(State.PROCESSING), "draft_answer")
    second = way.step(way.to(State.PROCESSING), "draft_answer")
    third = way.step(way.to(State.PROCESSING), "draft_answer")

    first = way.step(first, "issue", document_number="天交函〔2017〕18号")
    with pytest.raises(MoveRefused, match="文号“天交函〔2017〕18号”已经用过"):
        way.step(second, "issue", document_number="天交函〔2017〕18号")
    second = way.step(second, "issue", document_number="天交函〔2017〕19号")
    third = way.step(third, "issue")

    numbers = [each.current_answer.document_number for each in (first, second, third)]
    assert numbers[:2] == ["天交函〔2017〕18号", "天交函〔2017〕19号"]
    assert numbers[2] == "市交通运输局函〔2017〕1号"
    assert dict(first.history.last().words)["文号"] == "天交函〔2017〕18号"
