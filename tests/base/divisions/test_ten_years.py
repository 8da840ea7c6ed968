"""Ten lists, one a year, each by lot: nobody is stranded, and no past is rewritten."""

from datetime import date, timedelta
from random import Random

import pytest

from groups.models import GroupVillage
from poverty.models import Household
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.base.accounts.actions import ensure_township_organs
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.actions import load_divisions, read_divisions
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_townships, find_villages
from tianmen_congress.base.divisions.successors import proposed, succeed, unsettled
from visits.models import Visit

pytestmark = pytest.mark.django_db
YEARS, TOWNS, VILLAGES = 10, 3, 5
TOP = [
    "42,,province,湖北省",
    "4290,42,prefecture,省直辖县级行政区划",
    "429006,4290,county,天门市",
]
CHARACTERS = "青山柳口石桥白湖东河龙王新场蔡庙泉水马湾高台"
ENDINGS = ("村委会", "村民委员会", "社区居委会", "社区居民委员会")


class County:
    """Towns and villages by code, as one list after the other has them."""

    def __init__(self, lot: Random):
        self.lot, self.serial = lot, 200
        self.names: set[str] = set()
        self.towns = {f"42900610{n}": f"第{n}河镇" for n in range(TOWNS)}
        self.villages: dict[str, str] = {}
        for town in self.towns:
            for _ in range(VILLAGES):
                self.open(town, self.stem())

    def stem(self) -> str:
        while (name := "".join(self.lot.sample(CHARACTERS, 2))) in self.names:
            pass
        self.names.add(name)
        return name

    def open(self, town: str, stem: str) -> None:
        self.serial += 1
        self.villages[f"{town}{self.serial}"] = stem + self.lot.choice(ENDINGS)

    def age(self) -> None:
        """What happens in a year: everything that happens to places, by lot."""
        for _ in range(self.lot.randint(1, 4)):
            code = self.lot.choice(list(self.villages))
            stem = self.bare(code)
            match self.lot.choice(
                ["ending", "merge", "recode", "taken", "new", "town"]
            ):
                case "ending":
                    self.villages[code] = stem + self.lot.choice(ENDINGS)
                case "merge" if self.beside(code):
                    del self.villages[code]
                case "recode":
                    del self.villages[code]
                    self.open(code[:9], stem)
                case "taken":
                    self.villages[code] = self.stem() + self.lot.choice(ENDINGS)
                case "new":
                    self.open(code[:9], self.stem())
                case "town":
                    self.towns[code[:9]] = f"{self.stem()}镇"

    def bare(self, code: str) -> str:
        return self.villages[code][:2]

    def beside(self, code: str) -> list[str]:
        return [each for each in self.villages if each[:9] == code[:9] and each != code]

    def listed(self) -> list[dict]:
        lines = ["code,parent_code,level,name", *TOP]
        for town, name in self.towns.items():
            lines.append(f"{town},429006,township,{name}")
            own = sorted(code for code in self.villages if code[:9] == town)
            lines += [f"{code},{town},village,{self.villages[code]}" for code in own]
        return read_divisions(lines)


def names_on(day):
    """Every place that was there, with its name and that of its township on the day."""
    return {
        (place.pk, place.name_on(day), place.parent.name_on(day))
        for place in Division.objects.villages().on(day).select_related("parent")
    }


def visited_by(day):
    """Where visits were, as papers of their days have it, and how many by place."""
    rows = Visit.objects.filter(visited_on__lte=day).select_related("village__parent")
    return sorted(
        (v.pk, v.village.name_on(v.visited_on), v.village.parent.name_on(v.visited_on))
        for v in rows
    )


def settle(lot: Random) -> None:
    """Somebody confirms a proposal for each open place, not always the first."""
    for old in unsettled():
        choices = proposed([old])[old.pk]
        succeed(old, lot.choice(choices[:2]))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_is_stranded_and_no_past_is_rewritten(seed):
    lot = Random(seed)
    county = County(lot)
    day = date(2017, 1, 1)
    load_divisions(county.listed(), on=day)
    ensure_township_organs()
    organs = Organ.objects.count()
    groups = [
        GroupFactory(township=town, number=1, name=f"{town.name}第一代表小组")
        for town in Division.objects.townships()
    ]
    organs += len(groups)
    for village in Division.objects.villages():
        HouseholdFactory(village=village)
        group = next(g for g in groups if g.township_id == village.parent_id)
        GroupVillageFactory(group=group, village=village)
    told: dict[date, tuple] = {}

    for year in range(2018, 2018 + YEARS):
        for link in GroupVillage.objects.on(day).select_related("group", "village"):
            if not link.village.is_closed:
                VisitFactory(group=link.group, village=link.village, visited_on=day)
        eve = date(year, 1, 1) - timedelta(days=1)
        told[eve] = (names_on(eve), visited_by(eve))
        day = date(year, 1, 1)
        county.age()
        load_divisions(county.listed(), on=day)
        settle(lot)

        assert ensure_township_organs() == 0
        assert {then: (names_on(then), visited_by(then)) for then in told} == told

    current = Division.objects.current()
    assert Organ.objects.count() == organs
    assert not unsettled()
    for places in (
        Household.objects.values("village"),
        GroupVillage.objects.filter(holding(day)).values("village"),
        Division.objects.townships().values("now"),
        Division.objects.villages().values("now"),
    ):
        assert (
            not Division.objects.filter(pk__in=places).exclude(pk__in=current).exists()
        )
    assert Household.objects.count() == TOWNS * VILLAGES
    for place in Division.objects.villages().select_related("parent", "now"):
        for town, name in zip(place.parent.all_names, place.all_names, strict=False):
            [township] = find_townships(town)
            assert place.now in find_villages(name, township=township)
