"""Opinions that may be about the same thing, and what past cases suggest."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from referrals.enums import ENDED, State
from referrals.models import Category, Opinion
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today

NEAR = timedelta(days=60)
# How far back something like it may have been settled.
BEFORE = timedelta(days=730)
# Of what is still being typed: how much of it stands in the other, and from when on.
TYPED_ALIKE, TYPED_ENOUGH = 0.6, 6
ALIKE = 0.4
MOST_COMPARED = 300
# A draft was told nobody, a merged one stands in another, a withdrawn one is no case.
UNTOLD = (State.DRAFT, State.MERGED, State.WITHDRAWN)
WORDS = {
    "infrastructure": ("路", "桥", "硬化", "水渠", "泵站", "路灯", "电网", "网络"),
    "industry": ("产业", "种植", "养殖", "合作社", "光伏", "销路", "大棚"),
    "education": ("学校", "上学", "教育", "学生", "助学", "教师"),
    "health": ("看病", "医", "大病", "卫生室", "药", "新农合"),
    "welfare": ("低保", "五保", "养老", "救助", "残疾"),
    "housing": ("危房", "住房", "房屋", "搬迁"),
    "water": ("饮水", "自来水", "水质", "水井"),
    "jobs": ("就业", "务工", "公益性岗位", "培训"),
    "finance": ("贷款", "信贷", "贴息", "资金"),
    "environment": ("垃圾", "污染", "环境", "污水", "秸秆"),
    "policy": ("政策", "补贴", "兑现"),
    "conduct": ("干部", "作风", "优亲厚友", "不公"),
}


@dataclass(frozen=True, slots=True)
class SimilarOpinion:
    opinion: Opinion
    percent: int


def pairs_of(text: str) -> frozenset[str]:
    """Neighbouring characters: what two Chinese sentences have in common."""
    plain = "".join(ch for ch in text if ch.isalnum())
    return frozenset(plain[n : n + 2] for n in range(len(plain) - 1))


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    both = first & second
    return len(both) / (len(first | second) or 1)


def share(typed: frozenset[str], other: frozenset[str]) -> float:
    """How much of what is typed stands in the other, which may be much longer."""
    return len(typed & other) / (len(typed) or 1)


def similar_to(opinion: Opinion, *, user: User) -> list[SimilarOpinion]:
    """Open opinions of the same village or group and period, most alike first."""
    rows = Opinion.objects.visible_to(user).open().exclude(pk=opinion.pk)
    near = Q(village=opinion.village) if opinion.village_id else Q(group=opinion.group)
    rows = rows.filter(
        near,
        campaign=opinion.campaign_id,
        township=opinion.township_id,
        collected_on__range=(opinion.collected_on - NEAR, opinion.collected_on + NEAR),
    ).select_related("village", "group")
    return _most_alike(rows, opinion.title + opinion.text, likeness, ALIKE)


def ended_like(opinion: Opinion, *, user: User) -> list[SimilarOpinion]:
    """What was settled or answered before, in the same place, most alike first."""
    near = Q(village=opinion.village) if opinion.village_id else Q(group=opinion.group)
    rows = _told_before(user, opinion.collected_on).filter(
        near, state__in=ENDED, township=opinion.township_id
    )
    rows = rows.exclude(pk=opinion.pk)
    return _most_alike(rows, opinion.title + opinion.text, likeness, ALIKE)


def like_what_is_typed(
    words: str, *, user: User, village: int | None, group: int | None
) -> list[SimilarOpinion]:
    """Open and ended ones that hold what is typed so far, most alike first."""
    if len(pairs_of(words)) < TYPED_ENOUGH:
        return []
    rows = _told_before(user, today())
    if village or group:
        near = Q(village=village) if village else Q(group=group)
        rows = rows.filter(near)
    return _most_alike(rows, words, share, TYPED_ALIKE)


def _told_before(user: User, day: date) -> QuerySet[Opinion]:
    rows = Opinion.objects.visible_to(user).exclude(state__in=UNTOLD)
    rows = rows.filter(collected_on__range=(day - BEFORE, day))
    return rows.select_related("village", "group")


def _most_alike(
    rows: QuerySet[Opinion], words: str, measure: Callable, least: float
) -> list[SimilarOpinion]:
    own = pairs_of(words)
    found = [
        SimilarOpinion(row, round(100 * measure(own, pairs_of(row.title + row.text))))
        for row in rows.order_by("-pk")[:MOST_COMPARED]
    ]
    alike = [each for each in found if each.percent >= least * 100]
    return sorted(alike, key=lambda each: -each.percent)[:5]


def suggested_category(opinion: Opinion) -> Category | None:
    """What the words of the text speak for; suggested, never decided."""
    text = opinion.title + opinion.text
    votes = Counter(
        {code: sum(text.count(word) for word in words) for code, words in WORDS.items()}
    )
    code, count = votes.most_common(1)[0]
    # unscoped: the categories are the same for everybody
    return Category.objects.active().filter(code=code).first() if count else None


def usual_handler(opinion: Opinion, category: Category | None) -> Organ | None:
    """Who mostly handled such cases of this township, or the one of this village."""
    # unscoped: only which body mostly handled such things in this township
    past = Opinion.objects.filter(
        township=opinion.township_id, category=category, handler__isnull=False
    ).order_by("-pk")
    own = past.filter(village=opinion.village_id) if opinion.village_id else past
    counted = Counter(own.values_list("handler", flat=True)[:50])
    best = counted.most_common(1)
    return Organ.objects.get(pk=best[0][0]) if best else None
