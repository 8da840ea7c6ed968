"""One row of every model that an address takes, made here and made next door."""

from dataclasses import dataclass
from datetime import date

from django.core.files.base import ContentFile
from django.db import models, transaction

from deputies.models import PersonMatch
from groups.activities.models import ActivityPhoto
from groups.models import DeputyGroup
from referrals.models import Attachment, Dispatch, HandlingUnit, Opinion, Recall
from supervision.duties.models import DiaryEntry
from supervision.models import InspectionPhoto, SupervisionTeam
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
    PlaceFindingFactory,
    RoomFactory,
)
from tests.factories.platform import (
    CampaignFactory,
    OrganFactory,
    UserFactory,
    VillageFactory,
)
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.referrals import ConferenceFactory, OpinionFactory
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
)
from tests.factories.support import (
    VillageIncomeFactory,
    VillagePairingFactory,
    VillageProjectFactory,
)
from tests.factories.visits import (
    AidFactory,
    CallFactory,
    DeedFactory,
    DutyFactory,
    DutyPlanFactory,
    EffectFactory,
    PairingFactory,
    ReceptionFactory,
    VisitFactory,
)
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.models import Alert
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.papers.models import PaperTemplate
from tianmen_congress.base.ui.models import SavedSearch
from tianmen_congress.base.workbooks.models import ImportBatch
from visits.models import VisitPhoto
from visits.receptions.models import SwapRequest
from visits.support.models import ProjectPhoto

CANARY = "邻镇机密"
MISSING = 2_000_000_000


@dataclass
class Pair:
    ours: models.Model
    theirs: models.Model


def make_rows(
    *, ours: DeputyGroup, theirs: DeputyGroup, clerk: User, other_clerk: User
) -> dict[type, Pair]:
    """Rows of both groups by model; every text of theirs carries the canary."""
    here = rows_of(ours, "本镇", clerk)
    there = rows_of(theirs, CANARY, other_clerk)
    return {model: Pair(here[model], there[model]) for model in here}


def rows_of(group: DeputyGroup, word: str, clerk: User) -> dict[type, models.Model]:
    village = VillageFactory(parent=group.township)
    link = GroupVillageFactory(group=group, village=village)
    mandate = MandateFactory(person__name=f"{word}代表", township=group.township)
    person = mandate.person
    household = HouseholdFactory(village=village, head_name=f"{word}户主")
    rows = [
        group,
        group.township,
        link,
        mandate,
        person,
        household,
        MembershipFactory(group=group, person=person),
        _match(person),
        *_of_poor_village(group, village, word),
        *_of_pairing(group, person, household, word),
        group.teams.create(name=f"{word}分队"),
        *_of_activity(group, person, word),
        *_of_place(group, person, word),
        *_of_visit(group, household, person, word),
        *_of_opinion(group, village, word),
        *_of_clerk(clerk, group, word),
        _of_diary(group, person, word),
        *_of_team(group, word),
        ConferenceFactory(title=f"{word}会议"),
        _government(group, word),
        PaperTemplate.objects.create(paper="urge", file=_file(word), by=clerk),
    ]
    opinion = next(row for row in rows if isinstance(row, Opinion))
    rows.append(_alert(clerk, opinion, word))
    return {type(row): row for row in rows}


def _alert(clerk: User, opinion: Opinion, word: str) -> Alert:
    return Alert.objects.create(
        user=clerk,
        kind="turn",
        about="opinion",
        row=opinion.pk,
        what=word,
        told_on=opinion.moved_on,
        key=word,
    )


def _government(group: DeputyGroup, word: str) -> HandlingUnit:
    place = group.township
    organ = OrganFactory(kind="government", name=f"{word}政府", division=place)
    return HandlingUnit.objects.create(organ=organ, is_member=False)


def _match(person) -> PersonMatch:
    return PersonMatch.objects.create(first=person, second=PersonFactory())


def _file(word: str) -> StoredFile:
    return StoredFile.objects.create(
        name=f"{word}.jpg",
        content=ContentFile(word.encode(), name="x.jpg"),
        thumbnail=ContentFile(word.encode(), name="y.jpg"),
        media_type="image/jpeg",
        size=1,
        sha256="0" * 64,
        uploaded_by=UserFactory(),
    )


def _of_activity(group: DeputyGroup, person, word: str) -> list[models.Model]:
    activity = ActivityFactory(group=group, title=f"{word}活动", summary=word)
    activity.attendances.create(person=person)
    photo = ActivityPhoto.objects.create(activity=activity, file=_file(word))
    return [activity, photo]


def _of_place(group: DeputyGroup, person, word: str) -> list[models.Model]:
    room = RoomFactory(group=group, name=f"{word}活动室", address=word)
    reception = ReceptionFactory(
        place=room, group=group, village=None, voter_name=word, matter=word
    )
    plan = DutyPlanFactory(place=room, quarter=date(2017, 7, 1))
    duty, other = (
        DutyFactory(plan=plan, person=person, day=date(2017, 8, day), note=word)
        for day in (1, 2)
    )
    facts = {"asked_by": person, "asked": person, "asked_on": date(2017, 7, 1)}
    return [
        room,
        PlaceFindingFactory(place=room, note=word, photo=_file(word)),
        reception,
        plan,
        duty,
        SwapRequest.objects.create(duty=duty, other=other, reason=word, **facts),
    ]


def _of_poor_village(group: DeputyGroup, village, word: str) -> list[models.Model]:
    poor = PoorVillageFactory(village=village, main_industry=word)
    pairing = VillagePairingFactory(group=group, village=poor, plan=word)
    project = VillageProjectFactory(pairing=pairing, name=word)
    photo = ProjectPhoto.objects.create(project=project, file=_file(word))
    return [poor, pairing, project, photo, VillageIncomeFactory(village=poor)]


def _of_pairing(group: DeputyGroup, person, household, word: str) -> list[models.Model]:
    pairing = PairingFactory(group=group, person=person, household=household, plan=word)
    aid = AidFactory(pairing=pairing, detail=word)
    effect = EffectFactory(
        aid=aid, note=word, signed_on=date(2017, 7, 2), scan=_file(word)
    )
    deed = DeedFactory(pairing=pairing, what=word, photo=_file(word))
    return [pairing, aid, effect, deed]


def _of_visit(group: DeputyGroup, household, person, word: str) -> list[models.Model]:
    visit = VisitFactory(group=group, village=household.village, note=word)
    visit.participations.create(person=person)
    CallFactory(visit=visit, household=household, answers={"ask_basics": word})
    return [visit, VisitPhoto.objects.create(visit=visit, file=_file(word))]


def _of_diary(group: DeputyGroup, person, word: str) -> DiaryEntry:
    return DiaryEntry.objects.create(
        person=person,
        township=group.township,
        group=group,
        campaign=CampaignFactory(),
        day=date(2017, 6, 1),
        text=word,
        photo=_file(word),
        is_on_behalf=True,
        recorded_by=UserFactory(),
    )


def _of_opinion(group: DeputyGroup, village, word: str) -> list[models.Model]:
    # Nobody's is refused once all is written.
    with transaction.atomic():
        opinion = OpinionFactory(
            group=group,
            village=village,
            title=f"{word}意见",
            text=f"{word}村泵站老化",
            holder=group.organ,
        )
        opinion.proposers.create(village=village, name=village.name)
    paper = Attachment.objects.create(opinion=opinion, file=_file(word), kind="source")
    recall = Recall.objects.create(
        opinion=opinion,
        organ=OrganFactory(name=f"第{group.pk}局"),
        as_what="lead",
        is_lost=True,
        title=opinion.title,
        recalled_on=opinion.moved_on,
        reason=word,
    )
    return [opinion, paper, recall, _dispatch(opinion, word)]


def _dispatch(opinion: Opinion, word: str) -> Dispatch:
    sheet = Dispatch.objects.create(
        kind="summary",
        campaign=opinion.campaign,
        township=opinion.township,
        group=opinion.group,
        sender=opinion.group.organ,
        sender_name=f"{word}小组",
        receiver=opinion.presidium,
        receiver_name=f"{word}主席团",
        sent_on=opinion.moved_on,
        begun_on=date(2017, 6, 1),
        document_number=f"{word}报〔2017〕1号",
        recorded_by=opinion.recorded_by,
    )
    sheet.lines.create(
        opinion=opinion,
        order=1,
        version=1,
        collected_on=opinion.collected_on,
        place=word,
        title=opinion.title,
        text=opinion.text,
        is_anonymous=False,
    )
    return sheet


def _of_team(group: DeputyGroup, word: str) -> list[models.Model]:
    """The township's team, its look at the group, and a picture of that."""
    team = SupervisionTeam.objects.filter(assignments__township=group.township).first()
    team = team or AssignmentFactory(township=group.township).team
    inspection = InspectionFactory(
        team=team, township=group.township, group=group, summary=word
    )
    finding = FindingFactory(inspection=inspection, text=word)
    photo = InspectionPhoto.objects.create(inspection=inspection, file=_file(word))
    return [team, inspection, finding, photo]


def _of_clerk(clerk: User, group: DeputyGroup, word: str) -> list[models.Model]:
    batch = ImportBatch.objects.create(
        kind="households",
        file=_file(word),
        file_name=f"{word}.xlsx",
        township=group.township,
        created_by=clerk,
    )
    job = Job.objects.create(kind="toy", title=word, user=clerk)
    search = SavedSearch.objects.create(user=clerk, listing="x", name=word)
    return [batch, job, search]
