"""Six teams, their townships, and what they saw."""

from datetime import date, timedelta

from groups.models import DeputyGroup
from supervision.actions import answer_finding, recheck_finding
from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    SupervisionTeam,
    TeamTownship,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.campaigns.queries import published_form, questions_of
from tianmen_congress.base.divisions.models import Division

from . import names
from .accounts import HOME
from .plan import LAST_DAY, TEAMS, Plan

MENDED = "已逐项对照检查表补齐，专人负责，今后按月自查。"
GOOD = ("资料齐全，做法规范。", "已按要求落实。", "有记录、有照片，较规范。")
POOR = {
    "grouping": "个别小组人数偏多，联系村较远。",
    "on_the_wall": "活动制度已上墙，小组划分图未更新。",
    "publicity": "村级宣传栏内容陈旧。",
    "files": "走访记录未按户归档。",
    "records": "六月活动无签到记录。",
    "referral": "部分意见未及时分类交办。",
}


def make_teams(plan: Plan) -> None:
    for number in range(1, TEAMS + 1):
        name = f"第{names.ordinal(number)}督导组"
        organ = Organ.objects.create(kind=OrganKind.TEAM, name=name, order=number)
        team = SupervisionTeam.objects.create(
            organ=organ,
            number=number,
            name=name,
            leader=names.person_name(plan.rng, "male"),
            members="、".join(names.person_name(plan.rng, "male") for _ in range(3)),
        )
        TeamTownship.objects.bulk_create(
            TeamTownship(team=team, township=township, since=date(2017, 5, 10))
            for township in plan.townships[number - 1 :: TEAMS]
        )


def make_inspections(plan: Plan) -> None:
    """Each township once or twice, and a group in every third."""
    form = published_form(plan.campaign, FormKind.CHECKLIST)
    questions = questions_of(form)
    for number, township in enumerate(plan.townships):
        team = township.supervisions.get().team
        groups = [g for g in plan.groups if g.township_id == township.pk]
        subjects = [None, groups[0]] if number % 3 == 0 else [None]
        for subject in subjects:
            _inspect(plan, team, township, subject, questions)


def _inspect(
    plan: Plan,
    team: SupervisionTeam,
    township: Division,
    group: DeputyGroup | None,
    questions: list[FormQuestion],
) -> None:
    rng, inspector = plan.rng, _inspector(plan, team)
    scores = [rng.randrange(q.max_score * 6 // 10, q.max_score + 1) for q in questions]
    inspection = Inspection(
        campaign=plan.campaign,
        form=questions[0].section.form,
        team=team,
        township=township,
        group=group,
        inspected_on=names.working_day_between(rng, date(2017, 6, 12), LAST_DAY),
        inspectors=team.members,
        summary="总体情况较好，个别方面需进一步规范。",
        total_score=sum(scores),
        max_score=sum(q.max_score for q in questions),
        recorded_by=inspector,
    )
    with plan.acting(inspector):
        inspection.save()
    for question, score in zip(questions, scores, strict=True):
        is_poor = score * 10 < question.max_score * 8
        remark = POOR[question.code] if is_poor else rng.choice(GOOD)
        item = InspectionItem(
            inspection=inspection, question=question, score=score, remark=remark
        )
        with plan.acting(inspector):
            item.save()
        if is_poor:
            _put_right(plan, _find(plan, item, inspector), inspector)


def _find(plan: Plan, item: InspectionItem, inspector: User) -> Finding:
    inspection = item.inspection
    with plan.acting(inspector):
        return Finding.objects.create(
            inspection=inspection,
            item=item,
            township=inspection.township,
            group=inspection.group,
            text=item.remark,
            due_on=inspection.inspected_on + timedelta(days=15),
        )


def _inspector(plan: Plan, team: SupervisionTeam) -> User:
    """The supervisor of the demo for his own team, the office for the other five."""
    supervisor = plan.users["supervisor"]
    is_his = supervisor.main_post.organ_id == team.organ_id
    return supervisor if is_his else plan.office


def _put_right(plan: Plan, finding: Finding, inspector: User) -> None:
    """Of ten findings three are closed, two wait for the second look, one came back."""
    fate, seen = plan.rng.randrange(10), finding.inspection.inspected_on
    days = [min(seen + timedelta(days=days), LAST_DAY) for days in (6, 9)]
    if fate > 5:
        return
    is_at_home = finding.township.name == HOME
    by = plan.users["yuxin"] if is_at_home else plan.office
    with plan.acting(by):
        answer_finding(finding, by=by, text=MENDED, answered_on=days[0])
    if fate > 3:
        return
    with plan.acting(inspector):
        recheck_finding(
            finding,
            by=inspector,
            is_settled=fate > 0,
            rechecked_on=days[1],
            remark="已整改到位。" if fate else "仍有缺漏，请继续整改。",
            due_on=LAST_DAY + timedelta(days=15),
        )
