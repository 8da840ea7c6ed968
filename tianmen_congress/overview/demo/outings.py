"""Pairings, activities and visits from May to July 2017."""

from collections.abc import Callable
from datetime import date, time, timedelta
from random import Random

from deputies.models import Person
from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, ActivityPart, Attendance, Speech
from groups.models import DeputyGroup, VisitTeam
from poverty.models import Household
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit, VisitDeputy
from visits.pairings.models import HouseholdPairing

from . import meetings, names
from .accounts import keeper_of
from .plan import (
    ACTIVITIES,
    FIRST_DAY,
    HOUSEHOLDS_VISITED,
    LAST_DAY,
    PILOTS,
    VILLAGES_VISITED,
    Plan,
)

PLANNED_ON = date(2017, 7, 28)
# Villages of others that each group of 市直 visited.
AWAY_VISITS = 6
PART_RECORDS = {
    "study": "学习市委精准扶贫文件和活动实施方案，传达现场推进会精神。",
    "visit": "分队走访联系村贫困户，了解生产生活和政策落实情况。",
    "exchange": "集中交流走访情况，梳理问题。",
    "reception": "在党员群众服务中心接待选民，登记来访。",
    "handover": "汇总意见建议，书面报送主席团。",
}
ASKED = (
    "家中{n}口人，户主患病，常年服药，劳力不足。",
    "家中{n}口人，种水田{m}亩，子女上学开支大。",
    "家中{n}口人，靠低保和务工收入，缺少技术。",
    "家中{n}口人，住房老旧，收入主要靠种植。",
)
WISHES = (
    "希望安排公益性岗位。",
    "希望提供养殖技术培训。",
    "盼硬化门前道路。",
    "希望减轻医药费负担。",
    "",
)
LIVING = (
    "已通自来水和电，生活基本有保障。",
    "家电较少，庭院整洁。",
    "养鸡二十余只，有小菜园。",
)
POLICIES = (
    "低保(五保)",
    "医疗救助",
    "教育资助",
    "产业奖补",
    "危房改造",
    "小额信贷",
    "公益性岗位",
)
SUGGESTED = ("建议落实大病救助。", "建议提供养殖技术培训。", "建议帮助销售农产品。", "")
VILLAGE_ASKED = (
    "村集体收入主要靠机动田发包。",
    "主导产业为水稻和棉花。",
    "在外务工人员较多，留守老人多。",
)
VILLAGE_LOOK = (
    "主干道已硬化，部分入户路未通。",
    "服务中心设施齐全，选民接待站已挂牌。",
    "沟渠淤塞，灌溉不便。",
)


def make_pairings(plan: Plan) -> None:
    """Each deputy and one poor household of a village linked to the group, of 市直 one
    of the pilots' villages."""
    rows = []
    for group in plan.groups:
        villages = plan.group_villages[group.pk] or _pilots_villages(plan)
        homes = [h for v in villages for h in plan.households[v.pk]]
        people = plan.members[-group.pk]
        chosen = plan.rng.sample(homes, min(len(people), len(homes)))
        plan.pairs[group.pk] = list(zip(people, chosen, strict=False))
        rows += [
            HouseholdPairing(
                person=person,
                household=household,
                group=group,
                township=group.township,
                since=date(2017, 5, 5),
                plan="落实帮扶政策，帮助发展种养业，联系务工岗位。",
            )
            for person, household in plan.pairs[group.pk]
        ]
    HouseholdPairing.objects.bulk_create(rows)


def _pilots_villages(plan: Plan) -> list[Division]:
    pilots = [t for t in plan.townships if t.name in PILOTS]
    return [v for t in pilots for v in plan.villages[t.pk]]


def make_activities(plan: Plan) -> None:
    """235 activities: one for each group, a second for the pilots and others."""
    pilots_first = sorted(plan.groups, key=lambda g: g.township.name not in PILOTS)
    second = {group.pk for group in pilots_first[: ACTIVITIES - len(plan.groups)]}
    rows = []
    for group in plan.groups:
        day = names.working_day_between(plan.rng, date(2017, 5, 8), date(2017, 6, 16))
        days = [day]
        if group.pk in second:
            days.append(
                names.working_day_between(plan.rng, date(2017, 6, 20), LAST_DAY)
            )
        rows += [_activity(plan, group, day) for day in days]
    for keeper, own in _by_keeper(rows, lambda row: row.recorded_by):
        with plan.acting(keeper):
            _store_activities(plan, own)


def _by_keeper(rows: list, keeper_of_row: Callable) -> list[tuple[User, list]]:
    """Rows by who enters them, in the order in which they are met."""
    found: dict[User, list] = {}
    for row in rows:
        found.setdefault(keeper_of_row(row), []).append(row)
    return list(found.items())


def _store_activities(plan: Plan, rows: list[Activity]) -> None:
    Activity.objects.bulk_create(rows)
    parts, present = [], []
    programme = list(plan.campaign.programme.all())
    for row in rows:
        plan.activities.setdefault(row.group_id, []).append(row)
        parts += [
            ActivityPart(
                activity=row, part=part, is_done=True, record=PART_RECORDS[part.code]
            )
            for part in programme
        ]
        present += [
            Attendance(activity=row, person=person, presence=_presence(plan.rng))
            for person in plan.members[-row.group_id]
        ]
    meetings.excuse(each for each in present if each.presence == Presence.LEAVE)
    ActivityPart.objects.bulk_create(parts)
    Attendance.objects.bulk_create(present)
    Speech.objects.bulk_create(meetings.speeches(present))


def make_planned_activity(plan: Plan) -> None:
    """One of the pilots' groups meets again soon."""
    group = next(group for group in plan.groups if group.township.name in PILOTS)
    row = _activity(plan, group, PLANNED_ON)
    row.state, row.round, row.summary = ActivityState.PLANNED, 2, ""
    row.title, row.noticed_on = "第二轮集中活动", LAST_DAY
    row.notice = "请各位代表带上联户走访记录，准时到小组活动室参加集中学习和交流。"
    with plan.acting(row.recorded_by):
        row.save()


def _presence(rng: Random) -> str:
    roll = rng.random()
    return (
        Presence.PRESENT
        if roll < 0.9
        else Presence.LEAVE
        if roll < 0.98
        else Presence.ABSENT
    )


def _activity(plan: Plan, group: DeputyGroup, day: date) -> Activity:
    keeper = keeper_of(plan, group)
    chair, recorder, *_ = plan.members[-group.pk]
    return Activity(
        campaign=plan.campaign,
        group=group,
        township=group.township,
        held_on=day,
        starts_at=time(9),
        ends_at=time(16, 30),
        round=1,
        noticed_on=day - timedelta(days=5),
        noticed_whom="全体代表",
        chair=chair,
        recorder=recorder.name,
        title=f"{day.month}月小组活动",
        place=group.room_place,
        summary="按“两集中、一分散、一接待、一交办”开展活动，收集意见建议并书面报送。",
        recorded_by=keeper,
        is_on_behalf=not keeper.has_role(Role.SECRETARY),
    )


def make_visits(plan: Plan) -> None:
    """769 villages and 3,526 households, some of them called on twice."""
    villages = _villages(plan)
    chosen = _households(plan, villages)
    outings = [o for village in villages for o in _outings(plan, village, chosen)]
    outings += _away(plan, villages, chosen)
    for keeper, own in _by_keeper(outings, lambda outing: outing[0].recorded_by):
        with plan.acting(keeper):
            _store_visits(plan, own)


def _store_visits(
    plan: Plan, outings: list[tuple[Visit, list[Person], list[Household]]]
) -> None:
    visits = [visit for visit, _, _ in outings]
    Visit.objects.bulk_create(visits, batch_size=1000)
    people, calls = [], []
    for visit, deputies, households in outings:
        people += [VisitDeputy(visit=visit, person=person) for person in deputies]
        calls += [
            _call(plan.rng, visit, order, household)
            for order, household in enumerate(households)
        ]
    VisitDeputy.objects.bulk_create(people, batch_size=3000)
    HouseholdCall.objects.bulk_create(calls, batch_size=2000)


def _villages(plan: Plan) -> list[Division]:
    """The visited ones: of every group some, 769 in all."""
    linked = [v for group in plan.groups for v in plan.group_villages[group.pk]]
    left_out = set()
    stay = {
        plan.group_villages[g.pk][0].pk
        for g in plan.groups
        if plan.group_villages[g.pk]
    }
    free = [v for v in linked if v.pk not in stay]
    left_out = {v.pk for v in plan.rng.sample(free, len(linked) - VILLAGES_VISITED)}
    return [v for v in linked if v.pk not in left_out]


def _households(plan: Plan, villages: list[Division]) -> dict[int, list[Household]]:
    """The households to be called on, by village: one each, the rest by chance."""
    rng = plan.rng
    pools = {
        v.pk: rng.sample(plan.households[v.pk], len(plan.households[v.pk]))
        for v in villages
    }
    chosen = {pk: [pool.pop()] for pk, pool in pools.items()}
    rest = [row for pool in pools.values() for row in pool]
    for row in rng.sample(rest, HOUSEHOLDS_VISITED - len(villages)):
        chosen[row.village_id].append(row)
    return chosen


def _outings(
    plan: Plan, village: Division, chosen: dict[int, list[Household]]
) -> list[tuple[Visit, list[Person], list[Household]]]:
    """One joint visit, often with a second; paired deputies come alone."""
    rng, group = plan.rng, plan.group_of(village)
    households = chosen[village.pk]
    paired = {h.pk: person for person, h in plan.pairs[group.pk]}
    alone = [h for h in households if h.pk in paired][:1] if len(households) > 3 else []
    joint = [h for h in households if h not in alone]
    people = plan.members[-group.pk]
    team = rng.sample(people, min(len(people), rng.randrange(3, 6)))
    named, team = _team_of(plan, group, village) or (None, team)
    activity = rng.choice(plan.activities[group.pk])
    day = (
        activity.held_on
        if rng.random() < 0.5
        else names.working_day_between(rng, FIRST_DAY, LAST_DAY)
    )
    outings = [(_visit(plan, group, village, day, VisitKind.JOINT, team), team, joint)]
    outings[0][0].team = named
    if day == activity.held_on:
        outings[0][0].activity = activity
    again = [h for h in joint if rng.random() < 0.1]
    if again:
        later = min(
            names.weekday(day + timedelta(days=rng.randrange(14, 40))), LAST_DAY
        )
        outings.append(
            (_visit(plan, group, village, later, VisitKind.JOINT, team), team, again)
        )
    for household in alone:
        person = paired[household.pk]
        day = names.working_day_between(rng, FIRST_DAY, LAST_DAY)
        visit = _visit(plan, group, village, day, VisitKind.PAIRED, [person])
        outings.append((visit, [person], [household]))
    return outings


def _team_of(
    plan: Plan, group: DeputyGroup, village: Division
) -> tuple[VisitTeam, list[Person]] | None:
    """Of the group's villages every other is visited by one of its teams, in turn."""
    teams = plan.teams.get(group.pk, ())
    at = plan.group_villages[group.pk].index(village)
    return None if at % 2 or not teams else teams[at // 2 % len(teams)]


def _away(
    plan: Plan, villages: list[Division], chosen: dict[int, list[Household]]
) -> list[tuple[Visit, list[Person], list[Household]]]:
    """Groups of 市直 in villages of others, at households that those called on too."""
    rng, outings = plan.rng, []
    pilots = [v for v in villages if v.parent.name in PILOTS]
    for group in (g for g in plan.groups if not g.township.is_territory):
        for village in rng.sample(pilots, AWAY_VISITS):
            activity = rng.choice(plan.activities[group.pk])
            team = rng.sample(plan.members[-group.pk], 3)
            day, kind = activity.held_on, VisitKind.JOINT
            visit = _visit(plan, group, village, day, kind, team)
            visit.activity = activity
            outings.append((visit, team, chosen[village.pk][:3]))
    return outings


def _visit(
    plan: Plan,
    group: DeputyGroup,
    village: Division,
    day: date,
    kind: VisitKind,
    people: list[Person],
) -> Visit:
    rng, keeper = plan.rng, keeper_of(plan, group)
    is_few = kind == VisitKind.JOINT and len(people) < 3
    return Visit(
        campaign=plan.campaign,
        form=plan.form,
        kind=kind,
        visited_on=day,
        township=group.township,
        group=group,
        village=village,
        few_reason="本组代表不足三人" if is_few else "",
        answers={
            "ask_basics": rng.choice(VILLAGE_ASKED),
            "look_living": rng.choice(VILLAGE_LOOK),
        },
        recorder=people[-1].name,
        recorded_by=keeper,
        is_on_behalf=not keeper.has_role(Role.SECRETARY),
    )


def _call(rng: Random, visit: Visit, order: int, household: Household) -> HouseholdCall:
    answers = {
        "ask_basics": rng.choice(ASKED).format(
            n=rng.randrange(1, 6), m=rng.randrange(2, 12)
        ),
        "ask_wishes": rng.choice(WISHES),
        "look_house": rng.choice(("安全", "安全", "需维修", "危房")),
        "look_water": rng.choice(("自来水", "自来水", "井水", "饮水不安全")),
        "look_living": rng.choice(LIVING),
        "check_policies": rng.sample(POLICIES, rng.randrange(1, 4)),
        "check_notes": rng.choice(
            ("政策已落实到户。", "医疗救助正在申请。", "产业奖补尚未到账。")
        ),
        "evaluate_result": rng.choice(("满意", "满意", "基本满意", "不满意")),
        "suggest_notes": rng.choice(SUGGESTED),
    }
    return HouseholdCall(
        visit=visit,
        township_id=visit.township_id,
        household=household,
        order=order,
        answers={code: text for code, text in answers.items() if text},
    )
