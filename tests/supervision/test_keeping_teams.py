"""The office keeps the teams: bad input, conflicts, townships that change hands."""

from datetime import date

import pytest
from django.urls import reverse

from supervision.models import SupervisionTeam, TeamTownship
from supervision.queries import team_of
from tests.factories.supervision import AssignmentFactory, TeamFactory

pytestmark = pytest.mark.django_db
NEW = reverse("supervision:team_create")


def typed(*townships, **fields):
    data = {"number": "7", "name": "第七督导组", "on": "2017-07-25"}
    return data | {"townships": [place.pk for place in townships]} | fields


def edit(client, user, team, **data):
    client.force_login(user)
    return client.post(reverse("supervision:team_edit", args=[team.pk]), data)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"number": ""}, "请填写组号"),
        ({"number": "一"}, "整数"),
        ({"number": "-1"}, "0"),
        ({"number": "1"}, "已存在"),
        ({"name": ""}, "请填写名称"),
        ({"name": "组" * 41}, "40"),
        ({"on": ""}, "请填写分工自"),
        ({"on": "2017-02-30"}, "没有这一天"),
        ({"townships": ["999999"]}, "999999"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    client, office, team, yuxin, wrong, said
):
    client.force_login(office)

    page = client.post(NEW, typed(yuxin, members="甲、乙、丙") | wrong)

    assert said in str(page.context["form"].errors)
    assert "甲、乙、丙" in page.content.decode()
    assert SupervisionTeam.objects.count() == 1
    assert TeamTownship.objects.get().team == team


def test_of_two_who_change_a_team_the_second_sees_both(client, office, team, yuxin):
    first = typed(yuxin, number="1", name="第一督导组", leader="甲", version="1")
    edit(client, office, team, **first)

    page = edit(client, office, team, **first | {"leader": "乙"})

    line = page.context["form"].conflicts[0]
    assert (line.label, line.theirs, line.mine) == ("组长", "甲", "乙")
    team.refresh_from_db()
    assert team.leader == "甲"


def test_the_second_sees_which_townships_the_first_gave(
    client, office, team, yuxin, duobao
):
    same = {"number": "1", "name": "第一督导组", "version": "1"}
    edit(client, office, team, **typed(yuxin, duobao, **same))

    page = edit(client, office, team, **typed(yuxin, **same))

    (line,) = page.context["form"].conflicts
    assert line.label == "负责的乡镇"
    assert (line.theirs, line.mine) == (f"{duobao}、{yuxin}", str(yuxin))


def test_a_township_handed_over_from_a_later_day_stays_until_then(
    client, office, team, yuxin
):
    other = TeamFactory(number=2, name="第二督导组")
    data = typed(yuxin, number="2", name="第二督导组", on="2017-08-01", version="1")

    edit(client, office, other, **data)

    assert team_of(yuxin, date(2017, 7, 31)) == team
    assert team_of(yuxin, date(2017, 8, 1)) == other


def test_a_township_let_go_has_no_team_from_that_day(client, office, team, yuxin):
    edit(client, office, team, **typed(number="1", name="第一督导组", version="1"))

    assert team_of(yuxin, date(2017, 7, 24)) == team
    assert team_of(yuxin, date(2017, 7, 25)) is None


def test_the_organ_bears_the_new_name_of_its_team(client, office, team, yuxin):
    data = typed(yuxin, number="1", name="第一督导检查组", version="1")

    edit(client, office, team, **data)

    team.organ.refresh_from_db()
    assert team.organ.name == "第一督导检查组"


def test_the_page_tells_when_townships_changed_hands(client, office, team, duobao):
    assignment = AssignmentFactory(team=team, township=duobao)
    assignment.until = date(2017, 7, 1)
    assignment.save()
    client.force_login(office)

    page = client.get(team.get_absolute_url())

    told = " ".join(
        f"{event.note} {' '.join(f'{c.label} {c.new}' for c in event.changes)}"
        for event in page.context["events"]
    )
    assert "负责乡镇多宝镇" in told
    assert "2017-07-01" in told
