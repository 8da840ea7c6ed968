from .households import HouseholdEntry
from .members import MemberForm
from .steps import LiftedForm, NumberForm, ReturnedForm, VoidForm
from .villages import NewVillageForm, VillageForm

__all__ = [
    "HouseholdEntry",
    "LiftedForm",
    "MemberForm",
    "NewVillageForm",
    "NumberForm",
    "ReturnedForm",
    "VillageForm",
    "VoidForm",
]
