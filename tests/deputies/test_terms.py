"""Mandates through their terms: several at once, rest (art. 48) and end (art. 49)."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from deputies import actions, rules
from deputies.enums import EndReason, MatchDecision, Party, Tier
from deputies.models import Mandate, Person, PersonMatch
from deputies.queries import open_matches, roster
from tests.factories.deputies import CongressFactory, MandateFactory, PersonFactory
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.personal.values import Education, Sex

pytestmark = pytest.mark.django_db
TODAY = date(2017, 7, 25)
MAY, JUNE, JULY = date(2017, 5, 1), date(2017, 6, 1), date(2017, 7, 1)


@pytest.fixture
def mandate(yuxin):
    return MandateFactory(township=yuxin, person__name="王宇", since=date(2016, 11, 25))


def post(client, user, name, pk, **data):
    client.force_login(user)
    return client.post(reverse(f"deputies:{name}", args=[pk]), data)


def page_of(client, user, person):
    client.force_login(user)
    return client.get(person.get_absolute_url())


# --- several mandates ------------------------------------------------------------------


@pytest.fixture
def of_four_tiers(mandate, yuxin):
    for tier in (Tier.NATIONAL, Tier.PROVINCIAL, Tier.COUNTY):
        MandateFactory(person=mandate.person, township=yuxin, tier=tier)
    return mandate.person


def test_one_person_holds_mandates_of_several_tiers(client, of_four_tiers, office):
    page = page_of(client, office, of_four_tiers)

    tiers = [row.get_tier_display() for row, _ in page.context["mandates"]]
    assert sorted(tiers) == sorted(["全国", "省", "市", "乡镇"])
    assert Person.objects.count() == 1


def test_in_the_list_he_stands_once_and_in_the_roster_with_each(
    client, of_four_tiers, office
):
    client.force_login(office)

    people = client.get(reverse("deputies:list")).context["listing"]
    seats = client.get(reverse("deputies:roster")).context["listing"]

    assert (people.total, seats.total) == (1, 4)
    assert [row.tier for row in seats.found] == [
        Tier.NATIONAL,
        Tier.PROVINCIAL,
        Tier.COUNTY,
        Tier.TOWNSHIP,
    ]


def test_a_clerk_changes_the_township_tier_only(client, of_four_tiers, clerk):
    page = page_of(client, clerk, of_four_tiers)

    allowed = {row.tier: can for row, can in page.context["mandates"]}
    assert allowed == {
        Tier.NATIONAL: False,
        Tier.PROVINCIAL: False,
        Tier.COUNTY: False,
        Tier.TOWNSHIP: True,
    }
    assert not page.context["can_edit"]


@pytest.mark.parametrize("name", ["mandate_edit", "mandate_end", "mandate_suspend"])
@pytest.mark.parametrize("tier", [Tier.NATIONAL, Tier.PROVINCIAL, Tier.COUNTY])
def test_higher_tiers_are_the_offices_on_every_page(
    client, of_four_tiers, clerk, office, name, tier
):
    row = of_four_tiers.mandates.get(tier=tier)
    address = reverse(f"deputies:{name}", args=[row.pk])

    client.force_login(clerk)
    refused = client.get(address)
    client.force_login(office)

    assert refused.status_code == 403
    assert "由市人大常委会机关维护" in refused.content.decode()
    assert client.get(address).status_code == 200


def test_the_next_term_is_another_mandate(mandate, yuxin, clerk, office):
    actions.end_mandate(mandate, by=clerk, until=JUNE, reason=EndReason.TERM_OVER)
    next_term = CongressFactory(division=yuxin, term=2, name="渔薪镇第二届人民代表大会")

    row = Mandate(person=mandate.person, congress=next_term, township=yuxin, since=JUNE)
    actions.save_mandate(row, by=clerk)

    held = roster(user=office, on=TODAY)
    assert [seat.congress for seat in held] == [next_term]
    assert mandate.person.mandates.count() == 2


def test_the_database_keeps_one_seat_a_congress(mandate):
    with pytest.raises(IntegrityError), transaction.atomic():
        MandateFactory(
            person=mandate.person,
            congress=mandate.congress,
            township=mandate.township,
        )


# --- rest (art. 48) ---------------------------------------------------------------------


def test_who_rests_stays_in_office_and_the_roster_says_so(
    client, mandate, clerk, office
):
    actions.suspend_mandate(mandate, by=clerk, since=JUNE)

    assert list(roster(user=office, on=TODAY)) == [mandate]
    assert "暂停" in page_of(client, clerk, mandate.person).content.decode()


def test_a_second_rest_begins_after_the_first_is_over(mandate, clerk):
    actions.suspend_mandate(mandate, by=clerk, since=MAY)
    with pytest.raises(ValidationError, match="已在暂停中"):
        actions.suspend_mandate(mandate, by=clerk, since=JUNE)
    actions.resume_mandate(mandate, by=clerk, until=JUNE)

    row = actions.suspend_mandate(mandate, by=clerk, since=JULY)

    assert (row.suspended_since, row.suspended_until) == (JULY, None)


def test_nobody_rests_before_he_began(mandate, clerk):
    with pytest.raises(ValidationError, match="暂停日期不能早于任职起（2016-11-25）"):
        actions.suspend_mandate(mandate, by=clerk, since=date(2016, 11, 24))


def test_a_rest_does_not_end_before_it_began(client, mandate, clerk):
    actions.suspend_mandate(mandate, by=clerk, since=JUNE)

    page = post(client, clerk, "mandate_resume", mandate.pk, until="2017-05-31")

    assert "恢复日期不能早于暂停日期（2017-06-01）" in page.content.decode()
    mandate.refresh_from_db()
    assert mandate.is_suspended


def test_who_does_not_rest_is_not_called_back(client, mandate, clerk):
    page = post(client, clerk, "mandate_resume", mandate.pk, until="2017-06-01")

    assert "该职务没有暂停" in page.content.decode()


def test_the_first_rest_is_still_told_in_the_history(client, mandate, clerk):
    with acting_as(clerk):
        actions.suspend_mandate(mandate, by=clerk, since=MAY)
    with acting_as(clerk):
        actions.resume_mandate(mandate, by=clerk, until=JUNE)
    with acting_as(clerk):
        actions.suspend_mandate(mandate, by=clerk, since=JULY)

    events = page_of(client, clerk, mandate.person).context["events"]

    told = [(c.label, c.old, c.new) for event in events for c in event.changes]
    text = " ".join(" ".join(line) for line in told)
    for day in ("2017-05-01", "2017-06-01", "2017-07-01"):
        assert day in text


# --- the end (art. 49) ---------------------------------------------------------------------


@pytest.mark.parametrize("reason", EndReason)
def test_every_reason_of_the_law_ends_a_mandate(client, mandate, clerk, reason):
    sent = post(
        client,
        clerk,
        "mandate_end",
        mandate.pk,
        until="2017年7月1日",
        reason=reason,
        announced_by="渔薪镇人大主席团",
    )

    assert sent.url == mandate.person.get_absolute_url()
    mandate.refresh_from_db()
    assert (mandate.until, mandate.end_reason) == (JULY, reason)
    text = page_of(client, clerk, mandate.person).content.decode()
    assert reason.label in text
    assert "渔薪镇人大主席团" in text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"until": "2017-07-01"}, "请选择终止原因"),
        ({"reason": "died"}, "请填写终止日期"),
        ({"until": "2017-07-26", "reason": "died"}, "今天"),
        ({"until": "2016-11-24", "reason": "died"}, "终止日期不能早于任职起"),
        ({"until": "2017-13-01", "reason": "died"}, "日期"),
        ({"until": "2017-07-01", "reason": "fired"}, "fired"),
        ({"until": "2017-07-01", "reason": "died", "announced_by": "会" * 61}, "60"),
    ],
)
def test_an_end_that_lacks_something_is_refused_with_words(
    client, mandate, clerk, typed, said
):
    page = post(client, clerk, "mandate_end", mandate.pk, **typed)

    assert said in page.content.decode()
    for value in typed.values():
        assert value in page.content.decode()
    mandate.refresh_from_db()
    assert mandate.until is None


def test_on_the_last_day_he_is_still_in_office(mandate, clerk, office):
    actions.end_mandate(mandate, by=clerk, until=TODAY, reason=EndReason.RESIGNED)

    mandate.refresh_from_db()
    assert mandate.standing == "在任"
    assert roster(user=office, on=TODAY).count() == 1
    assert roster(user=office, on=date(2017, 7, 26)).count() == 0


def test_who_rests_may_end(mandate, clerk):
    actions.suspend_mandate(mandate, by=clerk, since=MAY)

    row = actions.end_mandate(mandate, by=clerk, until=JUNE, reason=EndReason.RECALLED)

    assert row.standing == "已终止"


def test_the_other_mandates_go_on(of_four_tiers, office):
    of_township = of_four_tiers.mandates.get(tier=Tier.TOWNSHIP)

    actions.end_mandate(of_township, by=office, until=JUNE, reason=EndReason.RESIGNED)

    assert roster(user=office, on=TODAY).count() == 3


def test_what_was_ended_cannot_begin_after_its_end(client, mandate, clerk):
    actions.end_mandate(mandate, by=clerk, until=JUNE, reason=EndReason.RESIGNED)

    page = post(
        client,
        clerk,
        "mandate_edit",
        mandate.pk,
        congress=mandate.congress_id,
        since="2017-07-01",
        version=2,
    )

    assert page.status_code == 200
    assert "任职起不能晚于任职止（2017-06-01）" in page.content.decode()
    mandate.refresh_from_db()
    assert mandate.since == date(2016, 11, 25)


def test_of_two_who_change_a_mandate_the_second_sees_both(
    client, mandate, clerk, office
):
    fields = {"congress": mandate.congress_id, "since": "2016-11-25", "version": 1}
    post(client, office, "mandate_edit", mandate.pk, electoral_unit="三选区", **fields)

    page = post(
        client, clerk, "mandate_edit", mandate.pk, electoral_unit="四选区", **fields
    )

    lines = {line.label: line for line in page.context["form"].conflicts}
    unit = lines["选举单位(选区)"]
    assert (unit.theirs, unit.mine) == ("三选区", "四选区")
    mandate.refresh_from_db()
    assert mandate.electoral_unit == "三选区"


# --- facts in the official lists ------------------------------------------------------------


@pytest.mark.parametrize("party", Party)
def test_every_party_is_kept_and_searched_for(client, mandate, clerk, party):
    other = next(each for each in Party if each != party)
    Person.objects.filter(pk=mandate.person_id).update(party=party)
    client.force_login(clerk)
    address = reverse("deputies:list")

    assert client.get(address, {"party": party}).context["listing"].total == 1
    assert client.get(address, {"party": other}).context["listing"].total == 0
    assert party.label in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("column", "value"),
    [("sex", "other"), ("party", "tories"), ("education", "school")],
)
def test_the_database_knows_no_other_values(column, value):
    with pytest.raises(IntegrityError), transaction.atomic():
        PersonFactory(**{column: value})


def test_the_lists_of_values_are_those_of_the_office():
    schooling = ["小学", "初中", "高中", "中专", "大专", "本科", "研究生"]

    assert set(schooling) <= set(Education.labels)
    assert len(Party) == 11
    assert Sex.labels == ["男", "女"]


# --- two records, one person? -----------------------------------------------------------


@pytest.fixture
def alike(yuxin, duobao):
    facts = {"name": "李明", "sex": Sex.MALE, "birth_month": date(1970, 5, 1)}
    rows = [PersonFactory(**facts) for _ in range(3)]
    for row, township in zip(rows, (yuxin, duobao, duobao), strict=True):
        MandateFactory(
            person=row,
            township=township,
            congress=CongressFactory(division=township, term=row.pk),
        )
    return rows


def test_three_alike_are_three_questions(alike, office):
    assert actions.propose_matches(alike) == 3

    assert open_matches(user=office).count() == 3


def test_who_was_merged_is_asked_about_no_more(client, alike, office):
    actions.propose_matches(alike)
    first = PersonMatch.objects.get(first=alike[0], second=alike[1])
    actions.confirm_same(first, by=office)

    waiting = list(open_matches(user=office))
    assert [(m.first, m.second) for m in waiting] == [(alike[0], alike[2])]
    client.force_login(office)
    assert client.get(reverse("deputies:matches")).status_code == 200


def test_nobody_is_compared_with_a_record_that_was_merged_away(alike, office):
    actions.propose_matches(alike)
    later = PersonMatch.objects.get(first=alike[1], second=alike[2])
    actions.confirm_same(later, by=office)

    waiting = list(open_matches(user=office))

    assert [(m.first, m.second) for m in waiting] == [(alike[0], alike[1])]


def test_a_pair_whose_one_was_merged_meanwhile_is_refused_with_words(
    client, alike, office
):
    actions.propose_matches(alike)
    stale = PersonMatch.objects.get(first=alike[1], second=alike[2])
    actions.confirm_same(
        PersonMatch.objects.get(first=alike[0], second=alike[1]), by=office
    )

    page = post(client, office, "match_same", stale.pk, sent="1")

    assert "其中一人已并入他人" in page.content.decode()
    stale.refresh_from_db()
    assert stale.decision == MatchDecision.OPEN


def test_what_is_told_of_a_pair_helps_to_decide(client, alike, office, yuxin_group):
    MembershipFactory(group=yuxin_group, person=alike[0])
    actions.propose_matches(alike[:2])
    match = PersonMatch.objects.get(first=alike[0], second=alike[1])
    client.force_login(office)

    page = client.get(reverse("deputies:match_same", args=[match.pk]))

    text = page.content.decode()
    assert "合并后不能撤销" in text
    assert "1970-05生" in text
    assert "渔薪镇人民代表大会" in text
    assert "多宝镇人民代表大会" in text


def test_a_merged_record_leads_to_the_one_that_was_kept(client, alike, office):
    actions.propose_matches(alike[:2])
    actions.confirm_same(
        PersonMatch.objects.get(first=alike[0], second=alike[1]), by=office
    )

    alike[1].refresh_from_db()
    assert alike[1].merged_into == alike[0]
    assert alike[0].mandates.count() == 2
    client.force_login(office)
    page = client.get(alike[1].get_absolute_url())
    assert alike[0].get_absolute_url() in page.content.decode()


# --- one rule a place ----------------------------------------------------------------------


def test_a_liaison_office_only_reads_the_city_deputies_of_its_street(
    clerk, yuxin, mandate
):
    type(yuxin).objects.filter(pk=yuxin.pk).update(name="竟陵街道办事处")
    clerk = type(clerk).objects.get(pk=clerk.pk)
    city = MandateFactory(township=yuxin, tier=Tier.COUNTY)

    assert not rules.can_add_person(clerk)
    assert not rules.can_edit_mandate(clerk, city)
    assert city.person in Person.objects.visible_to(clerk)


@pytest.mark.parametrize("typed", ["王 宇", "王\u3000宇", "王宇\u3000"])
def test_a_name_padded_for_paper_is_kept_without_its_spaces(
    client, mandate, clerk, typed
):
    client.force_login(clerk)
    address = reverse("deputies:edit", args=[mandate.person_id])
    client.post(address, {"name": typed, "version": 1})

    mandate.person.refresh_from_db()
    assert (mandate.person.name, mandate.person.pinyin) == ("王宇", "wang yu")
