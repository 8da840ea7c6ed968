"""What went out before a later list of places goes in again after it."""

from io import BytesIO

import pytest
from django.urls import reverse

from deputies.models import Mandate
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from poverty.models import Household
from referrals.models import Opinion
from tests.base.divisions.merged import DAY
from tests.factories.deputies import MandateFactory
from tests.factories.platform import OrganFactory
from tests.factories.referrals import CategoryFactory
from tests.poverty.imports.books import family, official
from tests.referrals.ledgers import OPEN, ledger
from tests.visits.conftest import campaign, members, visit_form  # noqa: F401
from tests.visits.test_former_names import AFTER, BEFORE, went
from tests.visits.test_ledger_rows import HEADING, workbook
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.divisions.actions import load_divisions
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.personal.values import Sex
from tianmen_congress.base.workbooks.actions import take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from visits.models import HouseholdCall, Visit

pytestmark = pytest.mark.django_db
ROWS = (
    Mandate,
    GroupMembership,
    GroupVillage,
    Household,
    Visit,
    HouseholdCall,
    Opinion,
)
HANDLED = {"交办层级": "村级", **OPEN}


def brought(slug, data, by):
    return take(get_kind(slug), data, name=f"{slug}.xlsx", by=by, accept_rest=True)


def of_table(slug, user, asked):
    out = BytesIO()
    write_table(find_table(slug, user)(user, asked), out)
    return out.getvalue()


def sent_out(client, office, campaign):  # noqa: F811
    """Every workbook that goes out to come in again, by its kind."""
    client.force_login(office)
    asked = Asked(campaign=campaign)
    roster = client.get(reverse("deputies:roster"), {"export": "xlsx"})
    homes = client.post(reverse("poverty:roster_export"))
    return {
        "deputies": b"".join(roster.streaming_content),
        "groups": of_table("group-roster", office, Asked()),
        "households": b"".join(homes.streaming_content),
        "visits": of_table("visit-ledger", office, asked),
        "opinions": of_table("opinion-ledger", office, asked),
    }


@pytest.fixture
def township(
    tianmen,
    visit_form,  # noqa: F811
    members,  # noqa: F811
    yuxin_presidium,
    yuxin_group,
    qingshan,
    donghe,
    dongling,
    office,
):
    """渔薪 before the list: each of its three villages with a poor family, a visit and
    an opinion, two of the heads of one name."""
    Division.objects.filter(pk=donghe.pk).update(closed_on=None)
    CategoryFactory()
    OrganFactory(
        kind=OrganKind.GOVERNMENT, name="渔薪镇人民政府", division=qingshan.parent
    )
    for village in (donghe, dongling):
        GroupVillage.objects.create(group=yuxin_group, village=village)
    for person in members:
        person.sex = Sex.MALE
        person.save()
        MandateFactory(person=person, township=qingshan.parent)
    villages = {"青山村": "王五", "东河村": "张三", "牌岭村": "张三"}
    homes = [
        {**row, **({"行政村": village} if "行政村" in row else {})}
        for code, (village, head) in enumerate(villages.items(), start=1)
        for row in family(head, code, str(code))
    ]
    brought("households", official(*homes, columns=[*homes[0]]), office)
    rows = [went(day, *each) for each in villages.items() for day in (BEFORE, AFTER)]
    brought("visits", workbook(走访台账=[["走访台账"], HEADING, *rows]), office)
    opinions = [
        HANDLED | {"承办单位": f"{village}委会", "意见建议内容": f"{village}的桥"}
        for village in villages
    ]
    brought("opinions", ledger({}, *opinions), office)
    return yuxin_group


def settle(donghe, dongling):
    """东河 goes into 东岭, with what lives on."""
    succeed(donghe, dongling)
    for row in Household.objects.filter(village=donghe):
        row.village = dongling
        row.save()
    GroupVillage.objects.filter(village=donghe).delete()


def test_what_went_out_before_a_merger_goes_in_after_it_with_nothing_new(
    client,
    campaign,  # noqa: F811
    township,
    qingshan,
    donghe,
    dongling,
    office,
):
    counts = [model.objects.count() for model in ROWS]
    assert counts == [4, 4, 3, 3, 6, 6, 4]
    before = sent_out(client, office, campaign)
    later_list([qingshan, dongling])
    donghe.refresh_from_db()
    assert (donghe.closed_on, DeputyGroup.objects.get().name) == (
        DAY,
        "渔薪街道第一代表小组",
    )

    unsettled = {slug: told(slug, data, office) for slug, data in before.items()}
    settle(donghe, dongling)
    settled = {slug: told(slug, data, office) for slug, data in before.items()}

    nothing = dict.fromkeys(before, ((0, 0, 0), [], []))
    assert unsettled == settled == nothing
    counts[ROWS.index(GroupVillage)] -= 1
    assert [model.objects.count() for model in ROWS] == counts
    assert {
        Visit.objects.filter(village=each).count() for each in (donghe, dongling)
    } == {2}


def later_list(standing):
    """The town is a street now, 青山 a community; 东河 is there no more."""
    code = standing[0].parent.code
    names = {"青山村委会": "青山社区居委会", "东岭村委会": "东岭村委会"}
    rows = [
        ("429006", "42", "county", "天门市"),
        (code, "429006", "township", "渔薪街道"),
    ]
    rows += [(each.code, code, "village", names[each.name]) for each in standing]
    keys = ("code", "parent_code", "level", "name")
    load_divisions([dict(zip(keys, row, strict=True)) for row in rows], on=DAY)


def told(slug, data, office):
    """What would be written, and what is wrong or asked."""
    report = brought(slug, data, office)
    counts = report.counts
    return (
        (counts.new, counts.changed, counts.rejected),
        [each.reason for each in report.of_kind(IssueKind.FAULT)],
        [each.reason for each in report.of_kind(IssueKind.QUESTION)],
    )
