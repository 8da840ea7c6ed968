"""The demo, step by step."""

from collections.abc import Callable
from random import Random

from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import current_campaign, published_form
from tianmen_congress.base.divisions.actions import load_divisions, read_divisions
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import CITY_ORGANS

from . import (
    accounts,
    diaries,
    hearings,
    helping,
    opinions,
    outings,
    people,
    photos,
    places,
    sites,
    supervision,
)
from .plan import FIRST_DAY, Plan

DIVISIONS = settings.BASE_DIR / "fixtures" / "divisions_tianmen_2016.csv"


class DemoRefused(Exception):
    """The demo goes into an empty system only; the message is for the person at work."""


def load_demo(*, seed: int, tell: Callable[[str], None]) -> Plan:
    """Fill an empty system. Raises DemoRefused when somebody already works in it."""
    if User.objects.exists():
        raise DemoRefused("系统中已有账号，演示数据只能载入空系统")
    with transaction.atomic():
        with acting_as(None, how="load_demo"):
            call_command("load_basics", verbosity=0)
            rows = read_divisions(DIVISIONS.read_text(encoding="utf-8").splitlines())
            load_divisions(rows, on=FIRST_DAY)
            ensure_township_organs()
            plan = _plan(seed)
        for title, step in STEPS:
            tell(title)
            step(plan)
    return plan


def _by_office(step: Callable[[Plan], None]) -> Callable[[Plan], None]:
    """A step that the city office does; the others say at each row who does it."""

    def run(plan: Plan) -> None:
        with plan.acting(plan.office):
            step(plan)

    return run


def _plan(seed: int) -> Plan:
    campaign = current_campaign()
    plan = Plan(
        rng=Random(seed),  # noqa: S311 - repeatable on purpose
        campaign=campaign,
        form=published_form(campaign, FormKind.VISIT),
        office=None,
        townships=list(Division.objects.townships().select_related("parent__parent")),
        city_organs=Division.objects.homes().get(name=CITY_ORGANS),
    )
    for village in Division.objects.villages().select_related("parent"):
        plan.villages.setdefault(village.parent_id, []).append(village)
    organ = Organ.objects.get(kind=OrganKind.OFFICE)
    plan.office = accounts.make_user(plan, "office", organ)
    return plan


STEPS: list[tuple[str, Callable[[Plan], None]]] = [
    ("代表", _by_office(people.make_people)),
    ("代表小组", _by_office(people.make_groups)),
    ("督导组", _by_office(supervision.make_teams)),
    ("账号", _by_office(accounts.make_users)),
    ("贫困村", _by_office(places.make_villages)),
    ("贫困户", _by_office(places.make_households)),
    ("联户", _by_office(outings.make_pairings)),
    ("小组活动", outings.make_activities),
    ("走访", outings.make_visits),
    ("照片", photos.make_photos),
    ("督导检查", supervision.make_inspections),
    ("意见建议", opinions.make_opinions),
    ("代表阵地", sites.make_places),
    ("选民接待", hearings.make_receptions),
    ("双联双促", helping.make_help),
    ("履职日志", diaries.make_diaries),
    ("计划中的活动", outings.make_planned_activity),
]
