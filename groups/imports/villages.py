"""The villages that a line of the list of groups names."""

from django.db.models import QuerySet

from groups.models import DeputyGroup, GroupVillage
from tianmen_congress.base.cells import Candidate, key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import led_in_words
from tianmen_congress.base.workbooks.places import PlaceNames

from .leaving import Leaving
from .people import Roster
from .planned import PlannedGroup

MOVE_FIRST = "请先在该小组办理“改由其他小组联系”"
NO_VILLAGES = "市直的小组不设联系村，走访到哪个村就登记哪个村"


class Villages:
    """The villages of one line against those of its township."""

    def __init__(
        self,
        planned: PlannedGroup,
        roster: Roster,
        places: PlaceNames,
        leaving: Leaving,
    ):
        self.leaving = leaving
        self.planned, self.roster, self.record = planned, roster, planned.record
        self.places, self.township = places, planned.township
        group = planned.group
        links = self._links_of(group) if group else ()
        self.linked = {link.village_id: link for link in links}
        # Linked villages that the line names, clearly or not.
        self.named: set[int] = set()
        # Those found by the name of what went into them, or by a former one.
        self.led: dict[int, str] = {}

    def _links_of(self, group: DeputyGroup) -> QuerySet[GroupVillage]:
        links = group.village_links.filter(lasting(today()))
        return links.select_related("village")

    def compare(self) -> None:
        names = dict.fromkeys(key(name) for name in self.record["villages"])
        if names and not self.township.is_territory:
            said = "、".join(names)
            self.record.fault_in_list("villages", said, NO_VILLAGES)
            return
        clear = self._clear({name: self._find(name) for name in names})
        self.planned.linking += [v for v in dict.fromkeys(clear) if self._links(v)]
        self.named |= {village.pk for village in clear}
        self._ask_of_others()

    def _clear(self, found: dict[str, list[Division]]) -> list[Division]:
        """Those of which no name leaves a doubt; whatever is doubtful is told."""
        clear = [v[0] for v in found.values() if len(v) == 1]
        for name, villages in found.items():
            if not villages:
                clear += self._closed(name)
            elif len(villages) > 1:
                self._several(name, villages, clear)
            else:
                self._told(name, villages[0])
        return clear

    def _told(self, name: str, village: Division) -> None:
        self.places.tell(self.record, "villages", name, village)
        if led_in_words(name, village):
            self.led[village.pk] = name

    def _ask_of_others(self) -> None:
        """Whatever is linked and not in the list; an empty cell says nothing."""
        for pk, link in self.linked.items() if self.record["villages"] else ():
            if pk not in self.named:
                self.leaving.ask(self.record, "villages", link, link.village.name)

    def _links(self, village: Division) -> bool:
        """Whether it is linked by this line; none that went into another township."""
        if village.pk in self.linked or village.parent_id != self.township.pk:
            return False
        if keeper := self.roster.keepers.get(village.pk):
            self._kept_by(keeper, village)
            return False
        self.roster.keepers[village.pk] = self.planned.name
        return True

    def _kept_by(self, keeper: str, village: Division) -> None:
        """Villages of two groups may have become one: that is nobody's mistake."""
        if once := self.led.get(village.pk):
            told = f"“{once}”现为{village.name}，由{keeper}联系，不另登记"
            self.record.warn("villages", told)
            return
        told = f"“{village.name}”由{keeper}联系，{MOVE_FIRST}"
        self.record.fault_in_list("villages", village.name, told)

    def _find(self, name: str) -> list[Division]:
        found = self.places.find(name, township=self.township)
        self.named |= {village.pk for village in found}
        return [village for village in found if not village.is_placeholder]

    def _closed(self, name: str) -> list[Division]:
        """What became of a closed village, if that was said. One that is linked still
        goes with its links once its successor is confirmed."""
        closed = self.places.closed(name, township=self.township)
        self.named |= {village.pk for village in closed}
        if not closed:
            town = self.township.name
            self.record.fault_in_list("villages", name, f"{town}没有“{name}”")
        if not closed or any(village.pk in self.linked for village in closed):
            return []
        about = {"township": self.township, "part": name}
        known = self.places.settle(self.record, name, closed, **about)
        if known:
            self.led[known.pk] = name
        return [known] if known else []

    def _several(
        self, name: str, villages: list[Division], clear: list[Division]
    ) -> None:
        """Asked about unless one of them is linked, and not by its own clear name."""
        if any(v.pk in self.linked and v not in clear for v in villages):
            return
        self.record.ask_in_list(
            "villages",
            name,
            f"{self.township.name}有{len(villages)}个“{name}”，请选择是哪一个",
            [Candidate(str(village.pk), village.name) for village in villages],
        )
