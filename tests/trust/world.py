"""Two townships and three groups with a season of work in them, drawn by lot."""

from datetime import date, timedelta
from random import Random

from groups.activities.enums import ActivityState, Presence
from groups.models import DeputyGroup
from poverty.enums import PovertyState
from referrals.enums import Level, State, Verdict
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.referrals import CategoryFactory, OpinionFactory
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
)
from tests.factories.support import VillagePairingFactory, VillageProjectFactory
from tests.factories.visits import (
    AidFactory,
    CallFactory,
    DeedFactory,
    EffectFactory,
    PairingFactory,
    VisitFactory,
)
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import Campaign, ProgrammePart

FIRST = date(2017, 5, 1)
# States that need nothing beside themselves.
SIMPLE = (State.SCREENING, State.TRIAGE, State.SUBMITTED, State.ACCEPTED)


class World:
    """Everything is drawn from one seed: the same world in every run."""

    def __init__(self, seed: int, *, campaigns: list[Campaign], unit: Organ):
        self.lot = Random(seed)
        self.campaigns = campaigns
        self.unit = unit
        self.number = 0
        self.parts = [self._strict(campaign) for campaign in campaigns]
        self.categories = [
            CategoryFactory(),
            CategoryFactory(code="water", name="农田水利"),
        ]

    def _strict(self, campaign: Campaign) -> ProgrammePart:
        """As campaigns are preset: it counts what has a part held and somebody present."""
        campaign.counts_with_part = campaign.counts_with_people = True
        campaign.save()
        return ProgrammePart.objects.create(campaign=campaign, code="w", title="集中")

    def day(self) -> date:
        return FIRST + timedelta(days=self.lot.randrange(84))

    def campaign(self) -> Campaign:
        return self.lot.choices(self.campaigns, weights=(4, 1))[0]

    def fill(self, group: DeputyGroup) -> None:
        villages = VillageFactory.create_batch(2, parent=group.township)
        GroupVillageFactory(group=group, village=villages[0])
        poor = PoorVillageFactory(village=villages[0])
        homes = [self.household(village) for village in villages * 2]
        people = [self.member(group) for _ in range(3)]
        for _ in range(4):
            self.activity(group, people)
            self.activity(group, people)
            self.visit(group, homes)
            self.opinion(group, villages)
        self.inspection(group)
        self.pairs(group, people, homes)
        village = VillagePairingFactory(group=group, village=poor, since=self.day())
        for state in ("idea", "working"):
            VillageProjectFactory(pairing=village, state=state)

    def pairs(self, group: DeputyGroup, people, homes) -> None:
        """One household stays without a deputy, and one pairing is over."""
        over = {"until": date(2017, 6, 30), "end_reason": "adjusted"}
        for person, home, more in zip(people, homes, ({}, {}, over), strict=False):
            pair = {"group": group, "person": person, "household": home}
            pairing = PairingFactory(**pair, since=FIRST, **more)
            record = {"pairing": pairing, "campaign": self.campaign()}
            EffectFactory(aid=AidFactory(**record), day=self.day())
            DeedFactory(
                **record, day=self.day(), kind=self.lot.choice(["work", "care"])
            )

    def household(self, village):
        state = self.lot.choice(PovertyState.values)
        return HouseholdFactory(village=village, state=state)

    def member(self, group: DeputyGroup):
        mandate = MandateFactory(township=group.township)
        MembershipFactory(group=group, person=mandate.person)
        return mandate.person

    def activity(self, group: DeputyGroup, people) -> None:
        state = self.lot.choice([ActivityState.HELD, *ActivityState.values])
        reason = "下雨" if state == ActivityState.CANCELLED else ""
        activity = ActivityFactory(
            group=group,
            campaign=self.campaign(),
            held_on=self.day(),
            state=state,
            cancel_reason=reason,
        )
        for person in people:
            presence = self.lot.choice(Presence.values)
            activity.attendances.create(person=person, presence=presence)
        part = next(p for p in self.parts if p.campaign_id == activity.campaign_id)
        activity.parts.create(part=part, is_done=self.lot.random() < 0.8)

    def visit(self, group: DeputyGroup, homes) -> None:
        home, other = self.lot.sample(homes, 2)
        visit = VisitFactory(
            group=group,
            village=home.village,
            campaign=self.campaign(),
            visited_on=self.day(),
        )
        CallFactory(visit=visit, household=home)
        if other.village == home.village:
            CallFactory(visit=visit, household=other)

    def opinion(self, group: DeputyGroup, villages) -> None:
        closed = self.lot.random() < 0.4
        ended = {"state": State.CLOSED, "closed_on": FIRST} | self.answer()
        self.number += 1
        OpinionFactory(
            group=group,
            sequence=self.lot.choice([self.number, self.number, None]),
            village=self.lot.choice(villages),
            campaign=self.campaign(),
            collected_on=self.day(),
            category=self.lot.choice([*self.categories, None]),
            level=self.lot.choice([*Level.values, ""]),
            **(ended if closed else {"state": self.lot.choice(SIMPLE)}),
        )

    def answer(self) -> dict:
        return {
            "lead_unit": self.unit,
            "answer_class": self.lot.choice("abcd"),
            "verdict": self.lot.choice([*Verdict.values, ""]),
        }

    def inspection(self, group: DeputyGroup) -> None:
        held = group.township.supervisions.first()
        team = (held or AssignmentFactory(township=group.township)).team
        for _ in range(2):
            inspection = InspectionFactory(
                team=team,
                township=group.township,
                group=self.lot.choice([group, group, None]),
                inspected_on=self.day(),
            )
            FindingFactory.create_batch(self.lot.randrange(3), inspection=inspection)
