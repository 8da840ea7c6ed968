"""The yearly income of a poor village: a series in which nothing is overwritten."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from poverty.models import PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from visits.support import rules
from visits.support.models import VillageIncome

NOT_YOURS = (
    "村集体收入由联系小组的联络员、本乡镇主席团（联络处）和市人大常委会机关登记。"
)


@transaction.atomic
def record_income(income: VillageIncome, *, by: User) -> VillageIncome:
    """The first line of a year, or the one that stands for `income.corrects`."""
    # Two at one year wait for each other, and the second finds what the first wrote.
    villages = PoorVillage.objects.select_for_update(of=["self"])
    village = villages.select_related("village__now__parent").get(pk=income.village_id)
    if not rules.can_record_income(by, village):
        raise PermissionDenied(NOT_YOURS)
    if faults := _faults_of(income):
        raise ValidationError(faults)
    income.recorded_by = by
    income.save(force_insert=True)
    return income


def _faults_of(income: VillageIncome) -> dict[str, str]:
    if income.year > today().year:
        return {"year": f"不能晚于今年（{today().year}年）"}
    # unscoped: of the village given
    lines = VillageIncome.objects.filter(village=income.village_id, year=income.year)
    last = lines.in_force().first()
    if income.corrects_id is None:
        told = f"{income.year}年的收入已登记，有错请用“更正”"
        return {"year": told} if last else {}
    if last != income.corrects:
        return {"reason": "这一年的收入刚刚已被更正，请重新打开后核对"}
    return {} if income.reason.strip() else {"reason": "请填写更正原因"}


def same_as_last_year(income: VillageIncome) -> VillageIncome | None:
    """The line of the year before, where all its figures are the same to the cent: it
    was easily copied."""
    # unscoped: of the village given
    lines = VillageIncome.objects.filter(village=income.village_id)
    before = lines.in_force().filter(year=income.year - 1).first()
    is_same = before and before.numbers == income.numbers and any(income.numbers)
    return before if is_same else None
