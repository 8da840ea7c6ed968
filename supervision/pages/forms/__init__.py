from .inspections import InspectionEntry, VoidForm
from .rectifying import AnswerForm, FindingStepForm, RecheckForm
from .teams import NewTeamForm, TeamForm

__all__ = [
    "AnswerForm",
    "FindingStepForm",
    "InspectionEntry",
    "NewTeamForm",
    "RecheckForm",
    "TeamForm",
    "VoidForm",
]
