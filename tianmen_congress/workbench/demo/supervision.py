"""Six teams, their townships, and what they saw."""

from datetime import date, timedelta

from groups.models import DeputyGroup
from supervision.models import (
    Finding,
    Inspection,
    InspectionItem,
    SupervisionTeam,
    TeamTownship,
)
from tianmen_congress.accounts.enums import OrganKind
from tianmen_congress.accounts.models import Organ
from tianmen_congress.campaigns.enums import FormKind
from tianmen_congress.campaigns.models import FormQuestion
from tianmen_congress.campaigns.queries import published_form, questions_of
from tianmen_congress.divisions.models import Division

from . import names
from .plan import LAST_DAY, TEAMS, Plan

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
    rng = plan.rng
    scores = [rng.randrange(q.max_score * 6 // 10, q.max_score + 1) for q in questions]
    inspection = Inspection.objects.create(
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
        recorded_by=plan.office,
    )
    for question, score in zip(questions, scores, strict=True):
        is_poor = score * 10 < question.max_score * 8
        remark = POOR[question.code] if is_poor else rng.choice(GOOD)
        item = InspectionItem.objects.create(
            inspection=inspection, question=question, score=score, remark=remark
        )
        if is_poor:
            Finding.objects.create(
                inspection=inspection,
                item=item,
                township=township,
                group=group,
                text=remark,
                due_on=inspection.inspected_on + timedelta(days=15),
            )
