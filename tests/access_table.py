"""Who may open what: every address, the row it takes, and the roles that it is for.

Written out by hand, so that it does not repeat what the code believes. A page that is
not here fails the suite.
"""

from dataclasses import dataclass, field

from django.db import models

from deputies.models import Mandate, Person, PersonMatch
from groups.activities.models import Activity, ActivityPhoto
from groups.models import DeputyGroup, GroupMembership, GroupVillage, VisitTeam
from groups.places.models import Place, PlaceFinding
from poverty.models import Household, PoorVillage
from referrals.models import (
    Attachment,
    Dispatch,
    HandlingUnit,
    JointConference,
    Opinion,
    Recall,
)
from supervision.duties.models import DiaryEntry
from supervision.models import Finding, Inspection, InspectionPhoto, SupervisionTeam
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.alerts.models import Alert
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.papers.models import PaperTemplate
from tianmen_congress.base.ui.models import SavedSearch
from tianmen_congress.base.workbooks.models import ImportBatch
from visits.models import Visit, VisitPhoto
from visits.pairings.models import Aid, Deed, Effect, HouseholdPairing
from visits.receptions.models import Duty, DutyPlan, Reception, SwapRequest
from visits.support.models import (
    ProjectPhoto,
    VillageIncome,
    VillagePairing,
    VillageProject,
)

EVERYBODY = frozenset(Role)
CITY = frozenset({Role.OFFICE, Role.LEADER})
LOCAL = frozenset({Role.PRESIDIUM, Role.SECRETARY})
READERS = CITY | LOCAL | {Role.SUPERVISOR, Role.DEPUTY}
BUSINESS = READERS | {Role.UNIT}
WRITERS = LOCAL | {Role.OFFICE, Role.DEPUTY}
CLERKS = frozenset({Role.OFFICE, Role.PRESIDIUM})
OFFICE = frozenset({Role.OFFICE})
SYSADMIN = frozenset({Role.SYSADMIN})
SECADMIN = frozenset({Role.SECADMIN})
OFFICERS = SYSADMIN | SECADMIN | {Role.AUDITOR}
CARRIERS = OFFICE | SYSADMIN | SECADMIN
# A code or a proposal that is not there; those who carry them out see all there are.
NONE = {"pk": 2_000_000_000}
INSPECTED = READERS - {Role.DEPUTY}
REPORT = {"slug": "summary"}
PAPER = {"slug": "summary"}
BY_MAIL = {"channel": "email"}

# Who sees the row that the walk makes in 渔薪's first group. The deputy of the cast is
# in that group, but neither took part in the visit nor is paired with the household.
SEES: dict[type[models.Model], frozenset] = {
    Person: READERS,
    Mandate: READERS,
    PersonMatch: frozenset({Role.OFFICE}),
    Division: READERS,
    DeputyGroup: READERS,
    GroupMembership: READERS,
    GroupVillage: READERS,
    VisitTeam: READERS,
    Activity: READERS,
    ActivityPhoto: READERS,
    Place: READERS,
    PlaceFinding: READERS,
    PoorVillage: READERS,
    Household: READERS - {Role.DEPUTY},
    Visit: READERS - {Role.DEPUTY},
    VisitPhoto: READERS - {Role.DEPUTY},
    Reception: READERS - {Role.DEPUTY},
    DutyPlan: READERS,
    Duty: READERS,
    SwapRequest: READERS - {Role.DEPUTY},
    HouseholdPairing: READERS - {Role.DEPUTY},
    VillagePairing: READERS,
    VillageProject: READERS,
    ProjectPhoto: READERS,
    VillageIncome: READERS,
    Aid: READERS - {Role.DEPUTY},
    Effect: READERS - {Role.DEPUTY},
    Deed: READERS - {Role.DEPUTY},
    DiaryEntry: WRITERS - {Role.DEPUTY},
    Opinion: READERS - {Role.DEPUTY},
    # A paper cannot be masked, so who reads masked fetches none.
    Attachment: CLERKS | {Role.SECRETARY},
    Dispatch: CLERKS | {Role.SECRETARY},
    JointConference: CITY,
    SupervisionTeam: CITY | {Role.PRESIDIUM, Role.SUPERVISOR},
    Inspection: READERS - {Role.DEPUTY},
    Finding: READERS - {Role.DEPUTY},
    InspectionPhoto: READERS - {Role.DEPUTY},
    ImportBatch: CLERKS,
    Job: frozenset({Role.PRESIDIUM}),
    Alert: frozenset({Role.PRESIDIUM}),
    SavedSearch: frozenset({Role.PRESIDIUM}),
    PaperTemplate: OFFICE,
    HandlingUnit: CITY | {Role.UNIT},
    Recall: CITY | {Role.PRESIDIUM},
}


@dataclass(frozen=True)
class Route:
    """One address: the row it takes, further parts of it, and the roles it is for."""

    roles: frozenset = EVERYBODY
    model: type[models.Model] | None = None
    parts: dict[str, str] = field(default_factory=dict)
    # The word of next door must be there for the office, or the walk proves nothing.
    shows_rows: bool = False
    is_post_only: bool = False
    leads_on: bool = False
    may_be_absent: bool = False

    def kwargs_for(self, pk: int | None) -> dict:
        return self.parts | ({"pk": pk} if self.model else {})

    def statuses(self, role: Role) -> set[int]:
        """What a GET of the own row, or of the page, may answer to `role`."""
        if role not in self.roles:
            return {403, 404, 405} if self.is_post_only else {403, 404}
        if self.is_post_only:
            return {405}
        if self.may_be_absent:
            return {200, 404}
        # A row in sight that this role may not change says so with a sentence.
        return {200, 302, 403} if self.model or self.leads_on else {200}


def row(model: type[models.Model], **parts: str) -> Route:
    return Route(SEES[model], model, parts)


def post(model: type[models.Model], **parts: str) -> Route:
    return Route(SEES[model], model, parts, is_post_only=True)


def rows_of(*names: str, app: str, model: type[models.Model]) -> dict[str, Route]:
    return {f"{app}:{name}": row(model) for name in names}


# Pages that anonymous people may open.
ANONYMOUS = {"accounts:sign_in", "accounts:first_steps", "credentials:activate"}
ROUTES: dict[str, Route] = {
    # Leaders are led on to how things stand.
    "workbench:home": Route(leads_on=True),
    "workbench:mine": Route(),
    "workbench:search": Route(),
    "workbench:situation": Route(CITY | {Role.SUPERVISOR}),
    "divisions": Route(),
    "divisions_load": Route(OFFICE),
    "division_successors": Route(OFFICE),
    "townships": Route(),
    "units": Route(BUSINESS),
    "audit": Route(frozenset({Role.AUDITOR})),
    # --- figures -------------------------------------------------------------------
    "figures:list": Route(BUSINESS),
    "figures:report": Route(
        BUSINESS, parts={"slug": "opinion-ledger"}, shows_rows=True
    ),
    # --- deputies ------------------------------------------------------------------
    "deputies:list": Route(READERS, shows_rows=True),
    "deputies:roster": Route(READERS, shows_rows=True),
    "deputies:add": Route(CLERKS),
    "deputies:matches": Route(frozenset({Role.OFFICE})),
    **rows_of("detail", "edit", "mandate_add", app="deputies", model=Person),
    "deputies:account": Route(OFFICE, Person),
    **rows_of("mandate_edit", "mandate_end", app="deputies", model=Mandate),
    **rows_of("mandate_suspend", app="deputies", model=Mandate),
    "deputies:mandate_resume": row(Mandate),
    **rows_of("match_same", "match_different", app="deputies", model=PersonMatch),
    # --- groups --------------------------------------------------------------------
    "groups:list": Route(READERS),
    "groups:add": Route(CLERKS),
    "groups:township": row(Division),
    "activities:list": Route(READERS, shows_rows=True),
    "activities:attendances": Route(READERS, shows_rows=True),
    # Who keeps one group only is led on at once.
    "activities:choose": Route(CLERKS | {Role.SECRETARY}, leads_on=True),
    **rows_of("detail", "edit", "member_add", app="groups", model=DeputyGroup),
    **rows_of("link_add", "team_add", app="groups", model=DeputyGroup),
    **rows_of("add", app="activities", model=DeputyGroup),
    **rows_of("dissolve", app="groups", model=DeputyGroup),
    **rows_of("membership_offices", app="groups", model=GroupMembership),
    **rows_of("membership_end", app="groups", model=GroupMembership),
    **rows_of("link_end", "link_move", app="groups", model=GroupVillage),
    "groups:assign": row(Division),
    **rows_of("team_edit", "team_retire", app="groups", model=VisitTeam),
    **rows_of("detail", "edit", app="activities", model=Activity),
    **rows_of("cancel", "photo_add", app="activities", model=Activity),
    **rows_of("photo", app="activities", model=ActivityPhoto),
    **rows_of("sign", app="activities", model=Activity),
    "activities:print": row(Activity, slug="minutes"),
    "activities:word": row(Activity, slug="sheet"),
    "activities:calendar": Route(READERS),
    "places:list": Route(READERS, shows_rows=True),
    "places:photos": Route(READERS, shows_rows=True),
    "places:add": Route(CLERKS),
    "places:make": Route(CLERKS, Division),
    **rows_of("detail", "edit", "close", "finding_add", app="places", model=Place),
    **rows_of("wall", "wall_word", app="places", model=Place),
    **rows_of("photo", app="places", model=PlaceFinding),
    # --- poverty -------------------------------------------------------------------
    "poverty:household_list": Route(READERS, shows_rows=True),
    "poverty:household_create": Route(CLERKS),
    "poverty:roster_export": Route(READERS, is_post_only=True),
    "poverty:find_by_number": Route(READERS, is_post_only=True),
    "poverty:find_person": Route(READERS, is_post_only=True),
    "poverty:village_list": Route(READERS),
    "poverty:village_create": Route(frozenset({Role.OFFICE})),
    **rows_of("household_detail", "household_edit", app="poverty", model=Household),
    **rows_of("household_lift", "household_return", app="poverty", model=Household),
    **rows_of("household_void", app="poverty", model=Household),
    "poverty:numbers": post(Household),
    **rows_of("village_detail", "village_edit", app="poverty", model=PoorVillage),
    # --- visits --------------------------------------------------------------------
    "visits:list": Route(READERS, shows_rows=True),
    "visits:calls": Route(READERS, shows_rows=True),
    "visits:villages": Route(READERS),
    "visits:households": Route(READERS, shows_rows=True),
    "visits:create": Route(WRITERS),
    "visits:offline": Route(WRITERS),
    "visits:choices": Route(WRITERS),
    "visits:doubts": Route(WRITERS),
    "visits:phrases": Route(WRITERS),
    "visits:last_answers": Route(WRITERS, may_be_absent=True),
    "visits:blank": Route(WRITERS),
    "pairings:list": Route(READERS, shows_rows=True),
    "pairings:add": Route(CLERKS | {Role.SECRETARY}),
    "duties:matrix": Route(INSPECTED),
    # Redirects to the pages of the deputy who asks.
    "duties:mine": Route(frozenset({Role.DEPUTY}), leads_on=True),
    "duties:own_book": Route(frozenset({Role.DEPUTY}), leads_on=True),
    # A deputy sees his colleagues, and not how they stand.
    "duties:person": Route(INSPECTED, Person),
    "duties:book": Route(WRITERS - {Role.DEPUTY}, Person),
    "duties:diary": Route(WRITERS - {Role.DEPUTY}, shows_rows=True),
    "duties:write": Route(WRITERS),
    **rows_of("entry", "edit", "void", "photo", app="duties", model=DiaryEntry),
    "receptions:list": Route(READERS, shows_rows=True),
    "receptions:find_person": Route(READERS, is_post_only=True),
    "receptions:choose": Route(WRITERS - {Role.DEPUTY}, leads_on=True),
    "receptions:blank": Route(WRITERS - {Role.DEPUTY}),
    "receptions:blank_word": Route(WRITERS - {Role.DEPUTY}),
    "receptions:add": Route(WRITERS - {Role.DEPUTY}, Place),
    **rows_of(
        "detail", "edit", "result", "feedback", app="receptions", model=Reception
    ),
    **rows_of("void", "print", "word", app="receptions", model=Reception),
    "receptions:plans": Route(READERS, shows_rows=True),
    "receptions:plan_choose": Route(WRITERS - {Role.DEPUTY}, leads_on=True),
    "receptions:plan_add": Route(WRITERS - {Role.DEPUTY}, Place),
    **rows_of("plan", "duty_add", "publish", app="receptions", model=DutyPlan),
    **rows_of("plan_print", "plan_word", app="receptions", model=DutyPlan),
    **rows_of("duty_edit", "duty_swap", "duty_drop", app="receptions", model=Duty),
    "receptions:swap_ask": Route(frozenset({Role.DEPUTY}), Duty),
    **rows_of("swap", app="receptions", model=SwapRequest),
    # The deputy of the cast has asked for none.
    "receptions:swap_withdraw": Route(
        frozenset({Role.DEPUTY}), SwapRequest, may_be_absent=True
    ),
    **rows_of("detail", "edit", "void", "join", app="visits", model=Visit),
    **rows_of("print", app="visits", model=Visit),
    **rows_of("photo", app="visits", model=VisitPhoto),
    **rows_of("detail", app="pairings", model=HouseholdPairing),
    **rows_of("plan", "end", app="pairings", model=HouseholdPairing),
    "support:list": Route(READERS),
    "support:projects": Route(READERS, shows_rows=True),
    "support:add": Route(CLERKS | {Role.SECRETARY}),
    **rows_of(
        *("detail", "plan", "end", "project_add"),
        app="support",
        model=VillagePairing,
    ),
    **rows_of("project_edit", "project_void", app="support", model=VillageProject),
    **rows_of("photo", app="support", model=ProjectPhoto),
    **rows_of("income_add", app="support", model=PoorVillage),
    **rows_of("income_correct", app="support", model=VillageIncome),
    **{
        f"support:{name}": Route(INSPECTED)
        for name in ("unpaired", "unpaired_villages", "idle", "stale", "twice")
    },
    "support:bulk_pair": Route(CLERKS | {Role.SECRETARY}, is_post_only=True),
    "support:bulk_pair_villages": Route(CLERKS | {Role.SECRETARY}, is_post_only=True),
    "support:suggest": Route(CLERKS | {Role.SECRETARY}, Household),
    "pairings:deeds": Route(READERS, shows_rows=True),
    "pairings:effects": Route(READERS, shows_rows=True),
    **rows_of(
        *("aid_add", "effect_add", "deed_add", "helper_add"),
        app="pairings",
        model=HouseholdPairing,
    ),
    **rows_of("aid_edit", "aid_void", app="pairings", model=Aid),
    **rows_of("effect_edit", "effect_void", app="pairings", model=Effect),
    **rows_of("deed_edit", "deed_void", "deed_photo", app="pairings", model=Deed),
    # A paper cannot be masked, so who reads masked fetches none.
    "pairings:effect_scan": Route(CLERKS | {Role.SECRETARY}, Effect),
    # --- opinions ------------------------------------------------------------------
    "referrals:list": Route(BUSINESS, shows_rows=True),
    "referrals:find_person": Route(BUSINESS, is_post_only=True),
    "referrals:inbox": Route(BUSINESS),
    "referrals:create": Route(WRITERS),
    "referrals:alike": Route(WRITERS, is_post_only=True),
    "referrals:bulk": Route(BUSINESS, parts={"name": "report_up"}, is_post_only=True),
    "referrals:inbox_bulk": Route(
        BUSINESS, parts={"name": "report_up"}, is_post_only=True
    ),
    **rows_of("detail", "revise", "print", app="referrals", model=Opinion),
    "referrals:move": row(Opinion, name="report_up"),
    **rows_of("attachment", app="referrals", model=Attachment),
    # Of whoever was asked alone: of nobody in the cast.
    "referrals:co_signing": Route(
        frozenset({Role.DEPUTY}), parts=NONE, may_be_absent=True
    ),
    "referrals:dispatches": Route(CLERKS | {Role.SECRETARY}, shows_rows=True),
    **rows_of("dispatch", "dispatch_print", app="referrals", model=Dispatch),
    **rows_of("dispatch_word", "dispatch_workbook", app="referrals", model=Dispatch),
    "referrals:dispatch_close": post(Dispatch),
    # A unit sees those that it attends; the one of the cast attends none.
    "referrals:conferences": Route(CITY | {Role.UNIT}, shows_rows=True),
    "referrals:conference_create": Route(OFFICE),
    **rows_of("conference", app="referrals", model=JointConference),
    **rows_of("pack_workbook", app="referrals", model=JointConference),
    "referrals:conference_word": row(JointConference, slug="pack"),
    "referrals:conference_print": row(JointConference, slug="minutes"),
    "referrals:conference_edit": Route(OFFICE, JointConference),
    "referrals:recalls": Route(CLERKS | CITY | {Role.UNIT}, shows_rows=True),
    **rows_of("recall", "recall_word", app="referrals", model=Recall),
    "referrals:units": Route(OFFICE, shows_rows=True),
    "referrals:unit_create": Route(OFFICE),
    "referrals:unit": Route(OFFICE, HandlingUnit),
    "referrals:unit_edit": Route(OFFICE, HandlingUnit),
    "referrals:unit_merge": Route(OFFICE, HandlingUnit),
    "referrals:send_agenda": Route(OFFICE, JointConference),
    "referrals:decisions": Route(OFFICE, JointConference),
    "referrals:attendance": Route(OFFICE, JointConference),
    "referrals:hand_over": Route(OFFICE, JointConference),
    "referrals:report_print": Route(CLERKS | {Role.SECRETARY}, parts=REPORT),
    "referrals:report_word": Route(CLERKS | {Role.SECRETARY}, parts=REPORT),
    # A paper that this opinion has not come to yet is not there.
    "referrals:paper_print": Route(SEES[Opinion], Opinion, PAPER, may_be_absent=True),
    "referrals:paper_word": Route(SEES[Opinion], Opinion, PAPER, may_be_absent=True),
    "papers:list": Route(OFFICE),
    "papers:download": Route(OFFICE, parts=REPORT),
    "papers:replace": Route(OFFICE, parts=REPORT),
    "papers:restore": Route(OFFICE, parts=REPORT, is_post_only=True),
    "papers:version": Route(OFFICE, PaperTemplate),
    "papers:use": Route(OFFICE, PaperTemplate, is_post_only=True),
    # --- supervision ---------------------------------------------------------------
    "supervision:inspection_list": Route(INSPECTED),
    "supervision:inspection_create": Route(frozenset({Role.OFFICE, Role.SUPERVISOR})),
    "supervision:offline": Route(frozenset({Role.OFFICE, Role.SUPERVISOR})),
    "supervision:blank": Route(INSPECTED),
    "supervision:finding_list": Route(INSPECTED, shows_rows=True),
    **rows_of("finding_detail", "finding_answer", app="supervision", model=Finding),
    "supervision:finding_recheck": row(Finding),
    "supervision:team_list": Route(INSPECTED),
    "supervision:team_create": Route(OFFICE),
    **rows_of("inspection_detail", app="supervision", model=Inspection),
    **rows_of("inspection_edit", app="supervision", model=Inspection),
    **rows_of("inspection_print", app="supervision", model=Inspection),
    **rows_of("inspection_void", app="supervision", model=Inspection),
    **rows_of("photo", app="supervision", model=InspectionPhoto),
    **rows_of("team_detail", "team_edit", app="supervision", model=SupervisionTeam),
    # --- workbooks -----------------------------------------------------------------
    "workbooks:list": Route(CLERKS),
    "workbooks:create": Route(CLERKS),
    "workbooks:template": Route(CLERKS, parts={"slug": "households"}),
    "workbooks:questions": Route(CLERKS),
    "workbooks:answer": Route(CLERKS, is_post_only=True),
    **rows_of("detail", "file", app="workbooks", model=ImportBatch),
    "workbooks:write": post(ImportBatch),
    "workbooks:drop": post(ImportBatch),
    **rows_of("undo", app="workbooks", model=ImportBatch),
    # --- one's own -----------------------------------------------------------------
    "accounts:sign_in": Route(leads_on=True),
    "accounts:sign_out": Route(is_post_only=True),
    "accounts:change_password": Route(),
    "accounts:first_steps": Route(leads_on=True),
    "credentials:activate": Route(),
    "credentials:codes": Route(OFFICERS),
    "credentials:seen": Route(is_post_only=True),
    "credentials:ask": Route(OFFICERS, parts=NONE, may_be_absent=True),
    "credentials:second": Route(OFFICERS, parts=NONE, may_be_absent=True),
    "credentials:account_new": Route(SYSADMIN),
    # As long as the three officers are not named.
    "credentials:officers": Route(OFFICE),
    "credentials:proposals": Route(CARRIERS),
    "credentials:proposal_new": Route(OFFICE),
    "credentials:proposal": Route(CARRIERS, parts=NONE, may_be_absent=True),
    "credentials:proposal_account": Route(SYSADMIN, parts=NONE, may_be_absent=True),
    "credentials:proposal_post": Route(SECADMIN, parts=NONE, may_be_absent=True),
    "credentials:proposal_close": Route(CARRIERS, parts=NONE, may_be_absent=True),
    "alerts:list": Route(),
    "alerts:open": post(Alert),
    "alerts:read_all": Route(is_post_only=True),
    "alerts:outgoing": Route(OFFICE | SYSADMIN),
    "alerts:addresses": Route(),
    "alerts:address_set": Route(parts=BY_MAIL),
    # Of whoever has set none there is none to confirm.
    "alerts:address_confirm": Route(parts=BY_MAIL, may_be_absent=True),
    "alerts:address_again": Route(parts=BY_MAIL, is_post_only=True),
    "alerts:address_remove": Route(parts=BY_MAIL, is_post_only=True),
    # --- the manual: for everybody -----------------------------------------------------
    "manual:home": Route(),
    "manual:chapter": Route(parts={"slug": "visit"}),
    "manual:states": Route(),
    "manual:figures": Route(),
    "manual:keys": Route(),
    "manual:questions": Route(),
    "manual:news": Route(),
    "manual:read_news": Route(is_post_only=True),
    "jobs:list": Route(),
    **rows_of("detail", app="jobs", model=Job),
    "jobs:cancel": post(Job),
    "jobs:download": Route(SEES[Job], Job, may_be_absent=True),
    "ui:choices": Route(parts={"name": "villages-in-sight"}),
    "worker": Route(EVERYBODY),
    "ui:no_server": Route(EVERYBODY),
    "ui:columns": Route(is_post_only=True),
    "ui:save_search": Route(is_post_only=True),
    "ui:drop_search": post(SavedSearch),
}
