"""Every address of the system."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from tianmen_congress.base.ui import offline, pages
from tianmen_congress.overview.backroom.pages import (
    division_lists,
    registers,
    successors,
)

handler500 = "tianmen_congress.base.ui.busy.server_error"

urlpatterns = [
    path("", include("tianmen_congress.overview.workbench.urls")),
    path("accounts/", include("tianmen_congress.base.accounts.urls")),
    path("accounts/", include("tianmen_congress.base.credentials.urls")),
    path("alerts/", include("tianmen_congress.base.alerts.urls")),
    path("imports/", include("tianmen_congress.base.workbooks.urls")),
    path("manual/", include("tianmen_congress.overview.manual.urls")),
    path("jobs/", include("tianmen_congress.base.jobs.urls")),
    path("opinions/", include("referrals.urls")),
    path("papers/", include("tianmen_congress.base.papers.urls")),
    path("reports/", include("tianmen_congress.base.figures.urls")),
    path("deputies/", include("deputies.urls")),
    path("groups/", include("groups.activities.urls")),
    path("groups/", include("groups.places.urls")),
    path("groups/", include("groups.urls")),
    # At the root: what it keeps is asked for below its own address.
    path("worker.js", offline.worker, name="worker"),
    path("ui/", include("tianmen_congress.base.ui.urls")),
    path("divisions/", registers.division_list, name="divisions"),
    path("divisions/load/", division_lists.load_list, name="divisions_load"),
    path("divisions/successors/", successors.settle, name="division_successors"),
    path("divisions/townships/", registers.township_list, name="townships"),
    path("units/", registers.unit_list, name="units"),
    path("audit/", registers.trail_list, name="audit"),
    path("poverty/", include("poverty.urls")),
    path("visits/pairings/", include("visits.pairings.urls")),
    path("visits/receptions/", include("visits.receptions.urls")),
    path("visits/support/", include("visits.support.urls")),
    path("visits/", include("visits.urls")),
    path("supervision/", include("supervision.urls")),
    path("duties/", include("supervision.duties.urls")),
    path("admin/login/", pages.no_second_sign_in),
    path("admin/password_change/", RedirectView.as_view(url="/accounts/password/")),
    path("admin/", admin.site.urls),
]
