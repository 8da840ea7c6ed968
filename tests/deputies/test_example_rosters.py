"""The two rosters of the examples, whole: what the manifest says is what goes in."""

from collections import Counter
from datetime import date

import pytest

from deputies.enums import MatchDecision, Tier
from deputies.models import Congress, Mandate, Person, PersonMatch
from tests import examples
from tests.factories.platform import presidium_of, user_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportIssue

FILES = (examples.HIGHER, examples.TOWNSHIPS)


@pytest.fixture(scope="module")
def taken(django_db_setup, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        yield {name: examples.take_in("deputies", name) for name in FILES}


@pytest.fixture
def rosters(taken, django_db_blocker):
    with django_db_blocker.unblock(), examples.rolled_back():
        yield taken


def places(findings):
    return [[f.sheet, f.row, f.column, f.value] for f in findings]


def test_every_mandate_of_the_manifest_goes_in(rosters):
    tiers = Counter(Mandate.objects.values_list("tier", flat=True))

    higher = examples.MANIFEST[examples.HIGHER]
    assert tiers == {
        Tier.NATIONAL: higher["national"],
        Tier.PROVINCIAL: higher["provincial"],
        Tier.COUNTY: higher["city"],
        Tier.TOWNSHIP: examples.MANIFEST[examples.TOWNSHIPS]["township"],
    }
    assert sum(tiers.values()) == 2276


@pytest.mark.parametrize("name", FILES)
def test_exactly_the_ambiguous_months_are_asked_and_nothing_is_faulty(rosters, name):
    asked = rosters[name].of_kind(IssueKind.QUESTION)

    assert places(asked) == examples.MANIFEST[name]["ambiguous"]
    assert all(len(question.candidates) == 2 for question in asked)
    assert rosters[name].of_kind(IssueKind.FAULT) == []


def test_whoever_is_asked_about_is_in_without_a_birth_month(rosters):
    assert Person.objects.filter(birth_month=None).count() == 36


def test_everybody_is_a_person_of_his_own(rosters):
    assert Person.objects.count() == 2276
    assert not Person.objects.exclude(merged_into=None).exists()


@pytest.mark.parametrize("name", FILES)
def test_the_second_time_nothing_is_new_or_changed(rosters, name):
    rows = rosters[name].counts.rows

    report = examples.take_in("deputies", name)

    assert examples.counted(report) == (rows, 0, 0, rows, 0)
    assert Mandate.objects.count() == 2276


def test_congresses_and_their_terms_are_read_from_the_titles(rosters):
    named = Congress.objects.exclude(tier=Tier.TOWNSHIP).values_list("name", flat=True)

    assert set(named) == {
        "第十二届全国人民代表大会",
        "湖北省第十二届人民代表大会",
        "天门市第八届人民代表大会",
    }
    assert Congress.objects.filter(tier=Tier.TOWNSHIP).count() == 22


def test_delegations_and_places_of_work_give_the_township(rosters):
    assert not Mandate.objects.filter(township=None).exists()
    in_yuekou = Mandate.objects.filter(tier=Tier.COUNTY, township__name="岳口镇")
    assert in_yuekou.count() == 27
    assert {m.delegation for m in in_yuekou} == {"岳口镇代表团"}


def test_two_of_a_name_in_one_township_are_two_people(rosters):
    wangs = Person.objects.filter(
        name="王宇", mandates__tier=Tier.TOWNSHIP, mandates__township__name="多宝镇"
    )

    assert {p.birth_month for p in wangs} == {date(1955, 7, 1), date(1970, 3, 1)}


def test_people_alike_are_proposed_and_never_merged(rosters):
    [match] = PersonMatch.objects.all()

    assert match.decision == MatchDecision.OPEN
    assert match.first.name == match.second.name
    assert match.first.birth_month == match.second.birth_month


def answer_all(name):
    by = system_user()
    for issue in ImportIssue.objects.open_questions().filter(batch__file_name=name):
        actions.answer(issue, issue.candidates[1]["value"], by=by)


def test_an_answer_sets_the_month_and_the_question_is_not_asked_again(rosters):
    answer_all(examples.TOWNSHIPS)

    report = examples.take_in("deputies", examples.TOWNSHIPS)

    assert examples.counted(report) == (1817, 0, 0, 1817, 0)
    assert report.is_clear
    assert Person.objects.filter(birth_month=None).count() == 5
    in_october = Person.objects.filter(birth_month__month=10)
    assert in_october.filter(mandates__roster_number=25, name__gt="").exists()


def test_questions_still_open_are_asked_in_the_last_batch_only(rosters):
    examples.take_in("deputies", examples.TOWNSHIPS)

    assert ImportIssue.objects.open_questions().count() == 36


def test_a_clerk_takes_in_her_own_township_and_no_other(rosters):
    Mandate.objects.filter(tier=Tier.TOWNSHIP).delete()
    yuxin = Division.objects.get(name="渔薪镇")
    clerk = user_of(Role.PRESIDIUM, presidium_of(yuxin))

    report = examples.take_in("deputies", examples.TOWNSHIPS, by=clerk)

    assert examples.counted(report) == (1817, 83, 0, 0, 1734)
    assert set(
        Mandate.objects.filter(tier=Tier.TOWNSHIP).values_list("township", flat=True)
    ) == {yuxin.pk}
    reasons = {f.reason for f in report.of_kind(IssueKind.FAULT)}
    assert reasons == {"不属于渔薪镇，只能导入本乡镇的数据"}


def test_a_clerk_takes_in_nothing_of_the_higher_tiers(rosters):
    clerk = user_of(Role.PRESIDIUM, presidium_of(Division.objects.get(name="渔薪镇")))
    before = list(Mandate.objects.values_list("pk", flat=True))

    report = examples.take_in("deputies", examples.HIGHER, by=clerk)

    assert examples.counted(report) == (459, 0, 0, 0, 459)
    assert list(Mandate.objects.values_list("pk", flat=True)) == before
    assert not any(f.candidates for f in report.findings)
