from django.urls import path

from .pages.views import entry, lists, pairings, paper, records

app_name = "visits"
urlpatterns = [
    path("", lists.visit_list, name="list"),
    path("calls/", lists.call_list, name="calls"),
    path("villages/", lists.village_list, name="villages"),
    path("households/", lists.household_list, name="households"),
    path("new/", entry.visit_create, name="create"),
    path("new/choices/", entry.choices, name="choices"),
    path("new/doubts/", entry.doubts, name="doubts"),
    path("blank/", paper.blank, name="blank"),
    path("<int:pk>/", records.visit_detail, name="detail"),
    path("<int:pk>/edit/", entry.visit_edit, name="edit"),
    path("<int:pk>/void/", records.visit_void, name="void"),
    path("<int:pk>/print/", records.visit_print, name="print"),
    path("photos/<int:pk>/", records.photo, name="photo"),
    path("pairings/", lists.pairing_list, name="pairings"),
    path("pairings/new/", pairings.pair, name="pair"),
    path("pairings/<int:pk>/", pairings.pairing_detail, name="pairing_detail"),
    path("pairings/<int:pk>/plan/", pairings.pairing_plan, name="pairing_plan"),
    path("pairings/<int:pk>/end/", pairings.pairing_end, name="pairing_end"),
]
