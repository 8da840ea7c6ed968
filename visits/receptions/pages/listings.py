"""The lists of receptions and of rosters."""

from django.db.models import Count, QuerySet
from django.urls import reverse

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.listing import Button, Listing
from tianmen_congress.base.ui.people import NAME, PHONE, PersonAsked, PersonSearch
from tianmen_congress.base.ui.probing import reads
from visits.receptions.enums import HowFar
from visits.receptions.models import DutyPlan, Reception
from visits.receptions.pages.filters import PlanFilters, ReceptionFilters
from visits.receptions.pages.tables import PlanTable, ReceptionTable
from visits.receptions.queries.rosters import plans
from visits.receptions.queries.standing import receptions
from visits.receptions.rules import ENTERING, voters_are_told


def came(rows: QuerySet, user: User, asked: PersonAsked) -> QuerySet:
    """Of whom `user` may not read who it was, none is found."""
    if asked.kind == NAME:
        fits = rows.filter(reads(user, Reception, "voter_name", asked.text))
    elif not may_see_personal(user):
        return rows.none()
    else:
        column = "phone_tail_digest" if asked.is_tail else "phone_digest"
        fits = rows.filter(**{column: asked.digest})
    return fits.filter(voters_are_told(user), is_anonymous=False)


BY_PERSON = PersonSearch(
    kinds=(NAME, PHONE),
    narrow=came,
    url_name="receptions:find_person",
    list_name="receptions:list",
)


class ReceptionListing(Listing):
    title, noun = "选民接待", "接待记录"
    table_class, filters = ReceptionTable, ReceptionFilters
    is_of_campaign = True
    tabs_by = "standing"
    person_search = BY_PERSON
    empty_text = "还没有接待记录。联络员和主席团（联络处）按“登记接待”录入。"
    elsewhere = "作废的接待请在“进展”中选择“已作废”。"

    def rows(self) -> QuerySet[Reception]:
        rows = receptions(user=self.user)
        is_void = self.query.get("standing") == HowFar.VOID
        return rows if is_void else rows.standing()

    def buttons(self) -> list[Button]:
        if not self.user.has_role(*ENTERING):
            return []
        return [
            Button("空白登记表", reverse("receptions:blank")),
            Button("登记接待", reverse("receptions:choose"), is_main=True),
        ]


class PlanListing(Listing):
    title, noun = "接待安排表", "安排表"
    table_class, filters = PlanTable, PlanFilters
    empty_text = "还没有接待安排表。"

    def rows(self) -> QuerySet[DutyPlan]:
        return plans(user=self.user).annotate(days=Count("duties__day", distinct=True))

    def buttons(self) -> list[Button]:
        if not self.user.has_role(*ENTERING):
            return []
        return [Button("编制安排表", reverse("receptions:plan_choose"), is_main=True)]
