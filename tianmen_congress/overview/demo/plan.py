"""What the demo is made of, carried from step to step."""

from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from random import Random

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, VisitTeam
from poverty.models import Household
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm
from tianmen_congress.base.divisions.models import Division

# The source's figures (report of July 2017), shown exactly.
MANDATES = {"national": 1, "provincial": 20, "county": 438, "township": 1817}
# People who hold a seat of the city's congress beside one above it.
HOLD_TWO = 2
GROUPS = 151
ACTIVITIES = 235
VILLAGES_VISITED = 769
HOUSEHOLDS_VISITED = 3526
TEAMS = 6
# Not of the source: enough to be real.
HOUSEHOLDS = 10240
FIRST_DAY, LAST_DAY = date(2017, 5, 2), date(2017, 7, 24)
# As many deputies of the city as a township of so many villages would have.
CITY_ORGANS_WEIGHT = 60
CITY_GROUPS = 2
PILOTS = ("黄潭镇", "渔薪镇", "九真镇", "皂市镇")


@dataclass
class Plan:
    """Everything made so far; later steps choose from it."""

    rng: Random
    campaign: Campaign
    form: CampaignForm
    office: User
    townships: list[Division] = field(default_factory=list)
    # Where deputies of the city's own organs are at home; it has no villages.
    city_organs: Division | None = None
    villages: dict[int, list[Division]] = field(default_factory=dict)
    groups: list[DeputyGroup] = field(default_factory=list)
    group_villages: dict[int, list[Division]] = field(default_factory=dict)
    teams: dict[int, list[tuple[VisitTeam, list[Person]]]] = field(default_factory=dict)
    members: dict[int, list[Person]] = field(default_factory=dict)
    households: dict[int, list[Household]] = field(default_factory=dict)
    pairs: dict[int, list[tuple[Person, Household]]] = field(default_factory=dict)
    activities: dict[int, list[Activity]] = field(default_factory=dict)
    village_groups: dict[int, DeputyGroup] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    @property
    def homes(self) -> list[Division]:
        """Where groups are at home: the townships, and 市直."""
        return [*self.townships, self.city_organs]

    def acting(self, user: User) -> AbstractContextManager[None]:
        """What is written within is told as done by `user`; not one within another."""
        return acting_as(user, how="load_demo")

    def group_of(self, village: Division) -> DeputyGroup:
        """The group that looks after `village`."""
        if not self.village_groups:
            for group in self.groups:
                for linked in self.group_villages[group.pk]:
                    self.village_groups[linked.pk] = group
        return self.village_groups[village.pk]
