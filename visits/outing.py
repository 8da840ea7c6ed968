"""A visit as it was typed or read, before it is stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.files.uploadedfile import UploadedFile

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, VisitTeam
from poverty.models import Household
from tianmen_congress.base.campaigns.models import Campaign, CampaignForm
from tianmen_congress.base.divisions.models import Division

from .answers import Answers
from .enums import VisitKind
from .models import VisitPhoto


@dataclass(slots=True)
class CallData:
    """What was found at one household."""

    household: Household
    answers: Answers = field(default_factory=dict)
    photos: Sequence[UploadedFile] = ()


@dataclass(slots=True)
class Outing:
    """Everything about one visit; `visits.checks` says what is wrong with it."""

    campaign: Campaign
    form: CampaignForm
    kind: VisitKind
    visited_on: date
    group: DeputyGroup
    village: Division
    deputies: Sequence[Person]
    calls: Sequence[CallData] = ()
    answers: Answers = field(default_factory=dict)
    few_reason: str = ""
    note: str = ""
    recorder: str = ""
    team: VisitTeam | None = None
    activity: Activity | None = None
    photos: Sequence[UploadedFile] = ()
    # Pictures that an edit takes out of the visit; their files stay on file.
    dropped_photos: Sequence[VisitPhoto] = ()
