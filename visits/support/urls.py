from django.urls import path

from .pages.views import coverage, pairs, records

app_name = "support"
urlpatterns = [
    path("", pairs.pairing_list, name="list"),
    path("new/", pairs.pairing_add, name="add"),
    path("projects/", pairs.project_list, name="projects"),
    path("<int:pk>/", pairs.pairing_detail, name="detail"),
    path("<int:pk>/plan/", pairs.pairing_plan, name="plan"),
    path("<int:pk>/end/", pairs.pairing_end, name="end"),
    path("<int:pk>/projects/add/", records.project_add, name="project_add"),
    path("projects/<int:pk>/edit/", records.project_edit, name="project_edit"),
    path("projects/<int:pk>/void/", records.project_void, name="project_void"),
    path("photos/<int:pk>/", records.project_photo, name="photo"),
    path("incomes/<int:pk>/add/", records.income_add, name="income_add"),
    path("incomes/<int:pk>/correct/", records.income_correct, name="income_correct"),
    path("unpaired/", coverage.unpaired, name="unpaired"),
    path("unpaired/bulk-pair/", coverage.bulk_pair, name="bulk_pair"),
    path("unpaired/<int:pk>/suggest/", coverage.suggest, name="suggest"),
    path("unpaired-villages/", coverage.unpaired_villages, name="unpaired_villages"),
    path(
        "unpaired-villages/bulk-pair/",
        coverage.bulk_pair_villages,
        name="bulk_pair_villages",
    ),
    path("idle/", coverage.idle, name="idle"),
    path("stale/", coverage.stale, name="stale"),
    path("twice/", coverage.twice, name="twice"),
]
