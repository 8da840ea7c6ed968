"""One box for everything a user may see."""

from dataclasses import dataclass

from django.db.models import Model, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.http import urlencode

from deputies.queries import search_people
from groups.activities.models import Activity
from groups.pages.lookups import search_groups
from groups.places.models import Place
from groups.queries import groups
from poverty.models import PoorVillage
from poverty.queries import search_households
from referrals.models import Opinion, Recall
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.lookups import by_any_name, with_hints
from tianmen_congress.base.ui.probing import guarded
from visits.receptions.models import Reception
from visits.receptions.queries.finding import says

SHOWN = 8


@dataclass(frozen=True, slots=True)
class Found:
    """The first hits of one kind; `kind` tells the page how to mask their names."""

    kind: str
    title: str
    rows: list[Model]
    more_url: str

    @property
    def has_more(self) -> bool:
        return len(self.rows) > SHOWN

    @property
    def shown(self) -> list[Model]:
        return self.rows[:SHOWN]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A list that may hold what the search over everything passes over."""

    label: str
    hint: str
    url: str


PLACES = (
    (
        "意见建议",
        "反映人的姓名、电话，请用“按人查找”",
        "referrals:list",
        BUSINESS_ROLES,
    ),
    (
        "贫困户",
        "家庭成员、电话、身份证号码，请用“按人查找”",
        "poverty:household_list",
        READERS,
    ),
    (
        "走访记录",
        "按户主、记录人、代表查找，作废的也在“状态”中",
        "visits:list",
        READERS,
    ),
    ("代表花名册", "已终止的职务也在此列", "deputies:roster", READERS),
    ("小组活动", "按小组、日期查找", "activities:list", READERS),
)


def elsewhere(*, user: User) -> list[Elsewhere]:
    """Where `user` may look for what was not found."""
    return [
        Elsewhere(label, hint, reverse(name))
        for label, hint, name, roles in PLACES
        if user.has_role(*roles)
    ]


def search(*, user: User, text: str) -> list[Found]:
    """Whatever fits `text`, kind by kind, in the user's sight."""
    text = text.replace("\0", "").strip()[:60]
    if not text or not user.has_role(*BUSINESS_ROLES):
        return []
    kinds = (
        ("person", "代表", "deputies:list?name", _people(user, text)),
        ("group", "代表小组", "groups:list?name", _groups(user, text)),
        ("village", "村、社区、分场", "divisions?q", _villages(user, text)),
        ("place", "代表阵地", "places:list?q", _places(user, text)),
        ("activity", "小组活动", "activities:list?q", _activities(user, text)),
        ("household", "贫困户", "poverty:household_list?q", _households(user, text)),
        ("reception", "选民接待", "receptions:list?q", _receptions(user, text)),
        ("opinion", "意见建议", "referrals:list?q", _opinions(user, text)),
        ("recall", "撤回的交办", "referrals:recalls?q", _recalls(user, text)),
    )
    found = [
        Found(
            kind,
            title,
            with_hints(guarded(rows, user=user)[: SHOWN + 1], text),
            _address(box, text),
        )
        for kind, title, box, rows in kinds
    ]
    return [part for part in found if part.rows]


def _address(box: str, text: str) -> str:
    """The list that `box` (address?field) searches, with `text` in that field."""
    name, field = box.split("?")
    return f"{reverse(name)}?{urlencode({field: text})}"


def _people(user: User, text: str) -> QuerySet:
    return search_people(user=user, text=text).order_by("pinyin", "pk")


def _groups(user: User, text: str) -> QuerySet:
    return search_groups(groups(user=user), text)


def _villages(user: User, text: str) -> QuerySet:
    rows = Division.objects.visitable().current()
    rows = rows.filter(parent__in=townships_in_sight(user)).select_related("parent")
    found = by_any_name(rows, text).order_by("pinyin", "pk")
    return _with_page(user, found)


def _with_page(user: User, rows: QuerySet) -> QuerySet:
    """Villages with the page of those on the list of poor ones that `user` sees."""
    own = PoorVillage.objects.visible_to(user).filter(village=OuterRef("pk"))
    return rows.annotate(page=Subquery(own.values("pk")[:1]))


def _places(user: User, text: str) -> QuerySet:
    fits = holds("name", text) | holds("address", text)
    return Place.objects.visible_to(user).standing(today()).filter(fits)


def _activities(user: User, text: str) -> QuerySet:
    fits = holds("title", text) | holds("place", text)
    return Activity.objects.visible_to(user).filter(fits).order_by("-held_on", "-pk")


def _households(user: User, text: str) -> QuerySet:
    return search_households(user=user, text=text).select_related("village")


def _receptions(user: User, text: str) -> QuerySet:
    """By number and matter; told by number and place, so that nobody is named."""
    rows = Reception.objects.visible_to(user).standing().filter(says(user, text))
    return rows.select_related("place").order_by("-held_on", "-pk")


def _opinions(user: User, text: str) -> QuerySet:
    fits = holds("number", text) | holds("city_number", text)
    fits |= holds("title", text) | holds("text", text)
    return Opinion.objects.visible_to(user).filter(fits).order_by("-pk")


def _recalls(user: User, text: str) -> QuerySet:
    """To a unit what was taken from it again: others find the opinion itself."""
    fits = holds("number", text) | holds("title", text)
    rows = Recall.objects.visible_to(user).lost().filter(fits)
    return rows if user.has_role(Role.UNIT) else rows.none()
