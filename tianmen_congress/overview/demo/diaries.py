"""Diaries of the groups of 渔薪: some by the deputies, most from their paper books."""

from datetime import date
from random import Random

from groups.models import DeputyGroup
from groups.queries import members_of
from supervision.duties import actions
from supervision.duties.models import DiaryEntry

from . import names
from .accounts import HOME
from .plan import Plan

FIRST, LAST = date(2017, 5, 8), date(2017, 7, 21)
# Of so many in a hundred the book was brought in by now.
KEPT = 70
WORDS = (
    "到联系户家中看了春播和鸡舍，商量了秋季的打算",
    "参加村里扶贫政策宣讲，回答群众提问",
    "到镇里反映渠道淤塞的事，农业中心答应本周派人来看",
    "走访在外务工人员家属，登记了两户的就业意向",
    "和驻村工作队一起核对危房改造名单",
    "学习脱贫攻坚文件，整理了本组的意见建议",
)


def make_diaries(plan: Plan) -> None:
    # Its own chance: what is made beside it stays as it was.
    rng = Random(len(WORDS))  # noqa: S311 - repeatable on purpose
    clerk = plan.users["yuxin"]
    groups = DeputyGroup.objects.filter(township__name=HOME).order_by("number")
    with plan.acting(clerk):
        for group in groups:
            for page, person in enumerate(members_of(group, on=LAST), start=1):
                if rng.randrange(100) < KEPT:
                    _write(rng, person, page, clerk)


def _write(rng: Random, person, page: int, clerk) -> None:
    days = sorted(
        names.day_between(rng, FIRST, LAST) for _ in range(rng.choice((1, 2)))
    )
    for day, words in zip(days, rng.sample(WORDS, len(days)), strict=True):
        entry = DiaryEntry(person=person, day=day, text=words, page_number=str(page))
        actions.save_entry(entry, by=clerk)
