"""What import_workbook promises to those who call it from other programs, for each kind."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup
from poverty.models import Household
from referrals.models import Opinion
from tests.base.workbooks.books import workbook
from tests.deputies.test_roster_rows import HEADING, TITLE
from tests.deputies.test_roster_rows import line as deputy
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import VillageFactory, presidium_of
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.groups.activities.test_ledger_rows import line as activity
from tests.groups.activities.test_ledger_rows import of_activities
from tests.groups.test_roster_rows import HEADING as GROUP_HEADING
from tests.groups.test_roster_rows import line as group
from tests.poverty.imports.books import family, official
from tests.visits.conftest import campaign, visit_form  # noqa: F401 the real form
from tests.visits.pairings.test_ledger import HEADING as PAIR_HEADING
from tests.visits.pairings.test_ledger import line as pair
from tests.visits.support.test_ledger import HEADING as VILLAGE_PAIR_HEADING
from tests.visits.support.test_ledger import line as village_pair
from tests.visits.test_ledger_rows import HEADING as VISIT_HEADING
from tests.visits.test_ledger_rows import line as visit
from tianmen_congress.base.workbooks.kinds import all_kinds
from tianmen_congress.base.workbooks.models import ImportBatch
from visits.models import Visit
from visits.pairings.models import HouseholdPairing
from visits.support.models import VillagePairing

pytestmark = pytest.mark.django_db
KEYS = [
    *("kind", "rows", "new", "changed", "unchanged", "rejected"),
    *("faults", "questions"),
]
FAULT = ["sheet", "row", "column", "value", "reason"]
LEDGER = [
    *("收集时间", "乡镇", "代表小组", "反映人", "意见建议内容", "类别"),
    *("交办层级", "承办单位", "办理情况", "是否办结", "满意度"),
]


def opinion(**cells):
    row = dict.fromkeys(LEDGER, "") | {
        "收集时间": "2017-06-05",
        "乡镇": "渔薪镇",
        "代表小组": "渔薪镇第一代表小组",
        "反映人": "张三丰",
        "意见建议内容": "村口泵站老化，请求维修",
        "是否办结": "否",
    }
    return list((row | cells).values())


def of_deputies(*rows):
    return workbook(渔薪镇=[TITLE, HEADING, *rows])


def of_groups(*rows):
    return workbook(分组表=[["代表小组划分表"], GROUP_HEADING, *rows])


def of_visits(*rows):
    return workbook(走访台账=[["走访台账"], VISIT_HEADING, *rows])


def of_opinions(*rows):
    return workbook(台账=[["意见建议收集交办台账"], LEDGER, *rows])


def of_pairs(*rows):
    return workbook(台账=[["双联双促台账（户）"], PAIR_HEADING, *rows])


def of_village_pairs(*rows):
    return workbook(台账=[["双联双促台账（村）"], VILLAGE_PAIR_HEADING, *rows])


# By kind: a file that is clear, one with a fault in its second row, and what counts it.
FILES = {
    "deputies": (
        of_deputies(deputy("钱多")),
        of_deputies(deputy("钱多"), deputy("赵云", number=2, born="1970-13")),
        Person.objects.filter(name="钱多"),
    ),
    "groups": (
        of_groups(group()),
        of_groups(group(), group(小组名称="渔薪镇第四代表小组", 成员="外人", 人数=5)),
        DeputyGroup.objects.filter(number=3),
    ),
    "households": (
        official(*family("钱多", code="1")),
        official(
            *family("钱多", code="1"),
            *family("赵云", serial=3, code="2", 行政村="无名村"),
        ),
        Household.objects.filter(head_name="钱多"),
    ),
    "visits": (
        of_visits(visit()),
        of_visits(visit(), visit(走访日期="2017.6.9", 走访村="无名村")),
        Visit.objects.all(),
    ),
    "activities": (
        of_activities(activity(开展环节="")),
        of_activities(activity(开展环节=""), activity(代表小组="无名小组")),
        Activity.objects.all(),
    ),
    "opinions": (
        of_opinions(opinion()),
        of_opinions(opinion(), opinion(乡镇="无名镇")),
        Opinion.objects.all(),
    ),
    "household-pairs": (
        of_pairs(pair()),
        of_pairs(pair(), pair(户主="无名")),
        HouseholdPairing.objects.all(),
    ),
    "village-pairs": (
        of_village_pairs(village_pair()),
        of_village_pairs(village_pair(), village_pair(贫困村="无名村")),
        VillagePairing.objects.all(),
    ),
}
each = pytest.mark.parametrize("kind", FILES)


@pytest.fixture(autouse=True)
def _people(tianmen, yuxin, duobao, qingshan, visit_form):  # noqa: F811 the fixture
    """渔薪's first group with its members, and a household in its village."""
    first = GroupFactory(township=yuxin, number=1, name="渔薪镇第一代表小组")
    GroupVillageFactory(group=first, village=qingshan)
    for order, name in enumerate(("钱一鸣", "孙二娘", "李三才")):
        person = PersonFactory(name=name)
        MembershipFactory(group=first, person=person, order=order)
        MandateFactory(person=person, township=yuxin)
    for name in ("李明", "王芳"):
        MandateFactory(person__name=name, township=yuxin)
    HouseholdFactory(village=qingshan, head_name="张三丰")
    PoorVillageFactory(village=qingshan)
    presidium_of(yuxin)


@pytest.fixture
def run(tmp_path, capsys):
    def run(kind, data, *options):
        """How it ended, and what it printed."""
        file = tmp_path / "工作簿.xlsx"
        file.write_bytes(data)
        try:
            call_command("import_workbook", kind, str(file), *options)
            code = 0
        except SystemExit as stop:
            code = stop.code
        return code, capsys.readouterr().out

    return run


def told(run, kind, data, *options):
    code, out = run(kind, data, "--json", *options)
    return code, json.loads(out)


def test_every_kind_is_held_to_the_contract():
    assert {kind.slug for kind in all_kinds()} == set(FILES)


@each
def test_a_clear_file_is_all_taken_and_ends_with_nothing(run, kind):
    clear, _, rows = FILES[kind]

    code, report = told(run, kind, clear)

    assert code == 0
    assert list(report) == KEYS
    assert (report["kind"], report["new"], report["rejected"]) == (kind, 1, 0)
    assert (report["faults"], report["questions"]) == ([], [])
    assert rows.count() == 1


@each
def test_a_file_with_a_fault_ends_with_three_and_writes_nothing(run, kind):
    _, faulty, rows = FILES[kind]

    code, report = told(run, kind, faulty)

    assert code == 3
    assert report["faults"]
    assert all(list(fault) == FAULT for fault in report["faults"])
    assert all(fault["reason"] for fault in report["faults"])
    assert rows.count() == 0
    assert not ImportBatch.objects.exists()


@each
def test_accept_rest_writes_what_is_clear_and_still_ends_with_three(run, kind):
    _, faulty, rows = FILES[kind]

    code, report = told(run, kind, faulty, "--accept-rest")

    assert code == 3
    assert report["new"] >= 1
    assert rows.count() == 1


@each
def test_a_dry_run_tells_the_same_and_writes_nothing(run, kind):
    clear, _, rows = FILES[kind]

    code, tried = told(run, kind, clear, "--dry-run")
    assert (code, rows.count()) == (0, 0)

    _, done = told(run, kind, clear)
    assert tried == done


@each
def test_the_same_file_again_is_unchanged_and_ends_with_nothing(run, kind):
    clear, _, _ = FILES[kind]
    run(kind, clear)

    code, report = told(run, kind, clear)

    assert code == 0
    assert (report["new"], report["changed"], report["unchanged"]) == (0, 0, 1)


@each
def test_the_file_of_another_kind_ends_with_one(run, kind):
    other = "households" if kind != "households" else "groups"

    with pytest.raises(CommandError, match="不是") as refused:
        run(kind, FILES[other][0])

    assert refused.value.returncode == 1
    assert not ImportBatch.objects.exists()


@each
def test_a_clerk_of_next_door_takes_nothing_in(run, kind, other_clerk):
    clear, _, rows = FILES[kind]

    code, report = told(run, kind, clear, "--accept-rest", "--user", "duobao")

    assert code == 3
    assert (report["new"], report["rejected"]) == (0, report["rows"])
    assert rows.count() == 0


@each
def test_a_role_that_sends_nothing_is_told_so(run, kind, leader):
    with pytest.raises(CommandError, match="没有导入"):
        run(kind, FILES[kind][0], "--user", "leader")


@each
def test_in_words_it_counts_in_what_the_kind_calls_its_rows(run, kind):
    code, out = run(kind, FILES[kind][0])

    unit = {"households": "户", "opinions": "件"}.get(kind, "行")
    assert (code, f"共1{unit}：新增1，变更0，无变化0，未收0。" in out) == (0, True)


def test_a_question_comes_with_its_candidates(run):
    code, report = told(run, "deputies", of_deputies(deputy("钱多", born=1964.1)))

    [question] = report["questions"]
    assert code == 3
    assert list(question) == [*FAULT, "candidates"]
    assert [each["value"] for each in question["candidates"]] == ["1964-01", "1964-10"]
    assert all(list(each) == ["value", "label"] for each in question["candidates"])


def test_an_ambiguous_village_is_a_question_of_the_ledger_of_opinions(run, yuxin):
    VillageFactory(name="汪台村委会", parent=yuxin)
    VillageFactory(name="汪台居委会", parent=yuxin)
    row = opinion(类别="", 交办层级="村级", 承办单位="汪台")

    code, report = told(run, "opinions", of_opinions(row), "--accept-rest")

    assert (code, report["new"], len(report["questions"])) == (3, 1, 1)


@pytest.mark.parametrize("kind", ["x", "deputy", "../deputies"])
def test_an_unknown_kind_is_told_with_those_there_are(run, kind):
    with pytest.raises(CommandError, match=f"没有“{kind}”这种工作簿") as refused:
        run(kind, b"")

    assert all(known in str(refused.value) for known in FILES)


# --- figures and reports -------------------------------------------------------------


def figures(*options):
    out = io.StringIO()
    call_command("figures", *options, stdout=out)
    return out.getvalue()


def test_figures_are_one_object_with_exactly_these_keys():
    counted = json.loads(figures("--json"))

    assert list(counted) == [
        *("deputies", "persons", "groups", "townships", "villages"),
        *("supervision_teams", "units", "activities", "villages_visited"),
        *("households_visited", "opinions"),
    ]
    assert list(counted["deputies"]) == [
        *("national", "provincial", "city", "township", "total")
    ]


def test_figures_follow_what_was_imported(run):
    before = json.loads(figures("--json"))

    run("visits", FILES["visits"][0])

    after = json.loads(figures("--json"))
    assert after["villages_visited"] == before["villages_visited"] + 1
    assert after["households_visited"] == before["households_visited"] + 1


def test_figures_in_words_have_a_line_each():
    lines = figures().splitlines()

    assert "groups: 1" in lines


@pytest.mark.parametrize(
    "name", ["visit-ledger", "opinion-ledger", "activity-summary", "inspection-summary"]
)
def test_the_reports_of_the_meetings_are_written(tmp_path, name):
    out = tmp_path / "表.xlsx"

    call_command("export_report", name, out, stdout=io.StringIO())

    assert out.read_bytes().startswith(b"PK")


def test_a_report_is_written_as_its_user_would_see_it(tmp_path, run, other_clerk):
    run("visits", FILES["visits"][0])
    out, words = tmp_path / "表.xlsx", io.StringIO()

    call_command("export_report", "visit-ledger", out, user="duobao", stdout=words)

    assert "走访台账：0行" in words.getvalue()


def test_a_report_of_other_roles_is_not_there_for_a_unit(tmp_path, unit):
    with pytest.raises(CommandError, match="没有报表 deputy-roster") as refused:
        call_command(
            "export_report", "deputy-roster", tmp_path / "表.xlsx", user="unit"
        )

    assert refused.value.returncode == 1
    assert not (tmp_path / "表.xlsx").exists()
