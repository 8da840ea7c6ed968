from .inspections import InspectionEntry, VoidForm
from .teams import NewTeamForm, TeamForm

__all__ = ["InspectionEntry", "NewTeamForm", "TeamForm", "VoidForm"]
