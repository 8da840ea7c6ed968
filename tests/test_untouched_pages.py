"""A page that is opened and sent back as it came changes nothing on file.

A control that does not show what is on file would wipe it with the next saving.
"""

from datetime import date

import pytest
from django.forms.models import model_to_dict
from django.urls import reverse

from deputies.enums import Party
from poverty.enums import Cause, Health, Labour, Relation
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.supervision import FindingFactory, InspectionFactory, ItemFactory
from tests.poverty.numbers import id_number
from tests.supervision.conftest import checklist, team
from tests.untouched import sent_back
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.personal.values import Education, Sex

__all__ = ["checklist", "team"]
pytestmark = pytest.mark.django_db
YES_NO_UNKNOWN = [True, False, None]


def on_file(*rows):
    """What is stored of `rows`, the counter of versions left out."""
    return [
        {
            key: sorted(map(str, value)) if isinstance(value, list) else value
            for key, value in model_to_dict(type(row).objects.get(pk=row.pk)).items()
            if key != "version"
        }
        for row in rows
    ]


@pytest.fixture
def send_untouched(client):
    """Opens a page as `user` and sends it back; the answer."""

    def send_untouched(user, address):
        client.force_login(user)
        page = client.get(address)
        assert page.status_code == 200
        return client.post(address, sent_back(page))

    return send_untouched


@pytest.fixture
def person(yuxin, yuxin_group):
    mandate = MandateFactory(
        township=yuxin,
        delegation="渔薪镇代表团",
        electoral_unit="第三选区",
        roster_number=12,
        person__name="单雪",
        person__sex=Sex.FEMALE,
        person__ethnicity="土家族",
        person__birth_month=date(1964, 10, 1),
        person__education=Education.COLLEGE,
        person__party=Party.JIUSAN,
        person__work="渔薪镇“红日”合作社 <理事长>",
        person__phone="13800001234",
        person__note="代表团副团长",
    )
    MembershipFactory(group=yuxin_group, person=mandate.person)
    return mandate.person


def test_a_person(send_untouched, clerk, person):
    before = on_file(person)

    answer = send_untouched(clerk, reverse("deputies:edit", args=[person.pk]))

    assert answer.status_code == 302
    assert on_file(person) == before


def test_a_mandate(send_untouched, clerk, person):
    mandate = person.mandates.get()
    before = on_file(mandate)

    answer = send_untouched(clerk, reverse("deputies:mandate_edit", args=[mandate.pk]))

    assert answer.status_code == 302
    assert on_file(mandate) == before


def test_a_group_and_its_organ(send_untouched, clerk, yuxin_group):
    yuxin_group.room_place = "青山村党员群众服务中心"
    yuxin_group.founded_on = date(2017, 4, 20)
    yuxin_group.save()
    before = on_file(yuxin_group)

    answer = send_untouched(clerk, reverse("groups:edit", args=[yuxin_group.pk]))

    assert answer.status_code == 302
    assert on_file(yuxin_group) == before
    yuxin_group.organ.refresh_from_db()
    assert yuxin_group.organ.name == yuxin_group.name


def test_a_visit_team(send_untouched, secretary, yuxin_group):
    people = [MembershipFactory(group=yuxin_group).person for _ in range(4)]
    row = yuxin_group.teams.create(name="东片分队")
    row.members.set(people[:3])

    answer = send_untouched(secretary, reverse("groups:team_edit", args=[row.pk]))

    assert answer.status_code == 302
    assert set(row.members.all()) == set(people[:3])


@pytest.mark.parametrize("presence", ["present", "leave", "absent"])
def test_an_activity(send_untouched, secretary, campaign, yuxin_group, presence):
    part = ProgrammePart.objects.create(
        campaign=campaign, code="study", title="集中学习", order=1
    )
    activity = ActivityFactory(
        campaign=campaign, group=yuxin_group, place="村部", summary="学习\n走访\n交流"
    )
    done = activity.parts.create(part=part, is_done=True, record="学了政策")
    member = MembershipFactory(group=yuxin_group)
    came = activity.attendances.create(
        person=member.person, presence=presence, note="说明"
    )
    before = on_file(activity, done, came)

    answer = send_untouched(secretary, reverse("activities:edit", args=[activity.pk]))

    assert answer.status_code == 302
    assert on_file(activity, done, came) == before


def test_a_planned_activity_stays_planned(
    send_untouched, secretary, campaign, yuxin_group
):
    activity = ActivityFactory(campaign=campaign, group=yuxin_group, state="planned")

    send_untouched(secretary, reverse("activities:edit", args=[activity.pk]))

    assert on_file(activity)[0]["state"] == "planned"


@pytest.mark.parametrize("known", YES_NO_UNKNOWN)
def test_a_household_with_its_people(send_untouched, clerk, qingshan, known):
    household = HouseholdFactory(
        village=qingshan,
        head_name="张伟",
        hamlet="3组",
        code="42900600000001",
        other_causes=[Cause.DISABILITY, Cause.LAND],
        phone="13900001234",
        income="2805.50",
        has_unsafe_house=known,
        has_safe_water=known,
        has_water_trouble=known,
        note="第一行\n第二行",
    )
    head = MemberFactory(
        household=household,
        name="张伟",
        relation=Relation.HEAD,
        sex=Sex.MALE,
        birth_on=date(1957, 2, 27),
        id_number=id_number("19570227", 913),
        health=Health.CHRONIC,
        labour=Labour.LOST,
        education=Education.PRIMARY,
        ethnicity="汉族",
        schooling="非在校生",
        working_place="县内",
        working_months=3,
        has_serious_illness_cover=known,
    )
    wife = MemberFactory(household=household, name="李芳", order=1)
    before = on_file(household, head, wife)

    answer = send_untouched(
        clerk, reverse("poverty:household_edit", args=[household.pk])
    )

    assert answer.status_code == 302
    assert on_file(household, head, wife) == before
    assert household.members.count() == 2


@pytest.mark.parametrize("year", [None, 2016])
def test_a_poor_village(send_untouched, clerk, qingshan, year):
    village = PoorVillageFactory(
        village=qingshan,
        state="delisted" if year else "listed",
        delisted_year=year,
        households=520,
        population=1992,
        collective_income="12.50",
        main_industry="小龙虾养殖",
        support_unit="市扶贫办",
        note="两个组搬迁",
    )
    before = on_file(village)

    answer = send_untouched(clerk, reverse("poverty:village_edit", args=[village.pk]))

    assert answer.status_code == 302
    assert on_file(village) == before


def test_an_inspection_with_items_and_findings(
    send_untouched, supervisor, checklist, team, yuxin
):
    inspection = InspectionFactory(
        form=checklist,
        team=team,
        township=yuxin,
        total_score=27,
        max_score=35,
        summary="总体较好",
        inspectors="甲、乙",
    )
    questions = checklist.sections.get().questions.order_by("order")
    items = [
        ItemFactory(
            inspection=inspection, question=question, score=score, remark="较好"
        )
        for question, score in zip(questions, (15, 12), strict=True)
    ]
    finding = FindingFactory(inspection=inspection, item=items[0])
    before = on_file(inspection, *items, finding)

    answer = send_untouched(
        supervisor, reverse("supervision:inspection_edit", args=[inspection.pk])
    )

    assert answer.status_code == 302
    assert on_file(inspection, *items, finding) == before
    assert inspection.findings.count() == 1


def test_a_supervision_team_with_its_townships(send_untouched, office, team, duobao):
    assignments = list(team.assignments.values())

    answer = send_untouched(office, reverse("supervision:team_edit", args=[team.pk]))

    assert answer.status_code == 302
    assert list(team.assignments.values()) == assignments


def test_what_was_sent_holds_the_value_of_every_kind_of_control(client, clerk, person):
    """The reading of pages itself: else these tests would prove nothing."""
    client.force_login(clerk)

    data = sent_back(client.get(reverse("deputies:edit", args=[person.pk])))

    assert data["name"] == ["单雪"]
    assert data["sex"] == ["female"]
    assert data["work"] == ["渔薪镇“红日”合作社 <理事长>"]
    assert data["birth_month"] == ["1964-10"]
    assert data["version"] == ["1"]
